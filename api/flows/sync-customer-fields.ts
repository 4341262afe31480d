import { AppError } from "../domain/errors.ts";
import { mayWriteToErp } from "../domain/settings.ts";
import type { FieldGroup, SyncField } from "../domain/sync-fields.ts";
import type { CrmBuyer, FieldChange } from "../ports/crm.ts";
import type { ErpCustomer } from "../ports/erp-customer.ts";
import type { ErpTerm } from "../ports/erp.ts";
import type { Job } from "../ports/queue.ts";
import { valuesInCrm, valuesInErp } from "./buyer-values.ts";
import { changesInCrm, changesInErp, CRM_FIELDS } from "./field-changes.ts";
import type { Needs } from "./needs.ts";
import { planFields, writesTo, type FieldPlan, type LinkFields } from "./plan-fields.ts";
import { readLinkFields } from "./read-link-fields.ts";
import { isAsked, rememberFields, settleFields } from "./settle-fields.ts";

type Subject = Extract<Job, { name: "sync-customer-fields" }>["data"];

/** Longer than both vendors take to answer or to be given up. */
const LOCK_WAIT_MS = 90_000;
/** Somebody who changes a customer each time we look at it is waited for. */
const MOST_TRIES = 3;

/** Nobody else compares this customer's fields meanwhile. */
export const fieldsLock = (portalId: number, connectionId: string, customerId: string) =>
  `fields:${portalId}:${connectionId}:${customerId}`;

/**
 * Keeps a buyer and its customer in step, field by field. Each side is read as it is now and only what differs is written, so
 * that a run after a crash finds what was written and remembers it. Throws busy while somebody else changes the customer,
 * rejected when a side refuses a value.
 */
export function syncCustomerFields(needs: Needs, subject: Subject): Promise<void> {
  const { portalId, connectionId, customerId } = subject;
  return needs.store.withLock(fieldsLock(portalId, connectionId, customerId), LOCK_WAIT_MS, async () => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) if (await syncOnce(needs, subject)) return;
    throw new AppError("busy", "Somebody is changing the customer in QuickBooks just now.", { code: "customerChanging" });
  });
}

type Both = { known: LinkFields; buyer: CrmBuyer; customer: ErpCustomer; terms: ErpTerm[]; groups: FieldGroup[] };

/** False when the customer was changed while we looked at it, by which nothing was written. */
async function syncOnce(needs: Needs, subject: Subject): Promise<boolean> {
  const both = await readBoth(needs, subject);
  if (!both) return true;
  const { known, buyer } = both;
  const now = needs.clock.now();
  const { plans, changes } = await planned(needs, subject.portalId, both, now);
  await needs.store.inPortal(subject.portalId, (tx) => settleFields(tx, { known, buyer: nameOf(buyer), plans, changes, now }));
  if (!(await writeToErp(needs, subject, both, writesTo(plans, "quickbooks")))) return false;
  await writeToCrm(needs, subject, both, writesTo(plans, "hubspot"));
  return true;
}

/** Null when there is nothing to keep in step: no link, or a side is gone. */
async function readBoth(needs: Needs, { portalId, connectionId, customerId, groups }: Subject): Promise<Both | null> {
  const known = await needs.store.inPortal(portalId, async (tx) => {
    const link = await tx.links.findByExternal(connectionId, "customer", customerId);
    return link && (await readLinkFields(tx, connectionId, [link]))[0];
  });
  if (!known) return null;
  const erp = needs.erp(portalId, connectionId);
  const [customer, buyers, terms] = await Promise.all([
    erp.readCustomer(customerId),
    needs.crm(portalId).readBuyers([known.link.recordId]),
    erp.listTerms(),
  ]);
  const buyer = buyers.get(known.link.recordId);
  return customer && buyer ? { known, buyer, customer, terms, groups } : null;
}

type Planned = { plans: FieldPlan[]; changes: Map<SyncField, FieldChange> };

/** Who changed HubSpot when is looked up only where it decides or is to be shown. */
async function planned(
  needs: Needs,
  portalId: number,
  { known, buyer, customer, terms, groups }: Both,
  now: Temporal.Instant,
): Promise<Planned> {
  const quickbooks = valuesInErp(customer, terms, known.homeCountry) ?? {};
  const look = { hubspot: valuesInCrm(buyer, known.homeCountry), quickbooks, groups, now };
  const plans = planFields(known, { ...look, changes: null });
  const unclear = plans.filter((plan) => plan.outcome.do === "compareTimes" || (plan.outcome.do === "ask" && !isAsked(known, plan)));
  if (unclear.length === 0) return { plans, changes: new Map() };
  const changes = await readChanges(
    needs,
    portalId,
    buyer,
    unclear.map(({ field }) => field),
  );
  return { plans: planFields(known, { ...look, changes }), changes };
}

async function readChanges(
  needs: Needs,
  portalId: number,
  { company, contact }: CrmBuyer,
  fields: SyncField[],
): Promise<Planned["changes"]> {
  const changes: Planned["changes"] = new Map();
  for (const [object, record] of [
    ["company", company],
    ["contact", contact],
  ] as const) {
    const ofObject = fields.filter((field) => CRM_FIELDS[field].object === object);
    if (!record || ofObject.length === 0) continue;
    const found = await needs.crm(portalId).readFieldChanges(
      object,
      record.id,
      ofObject.flatMap((field) => CRM_FIELDS[field].fields),
    );
    for (const field of ofObject) {
      const last = CRM_FIELDS[field].fields
        .flatMap((each) => found.get(each) ?? [])
        .toSorted((one, other) => Temporal.Instant.compare(one.at, other.at));
      if (last.length > 0) changes.set(field, last.at(-1)!);
    }
  }
  return changes;
}

/** One sparse update; its answer is what QuickBooks holds from then on, in the mirror too. */
async function writeToErp(
  needs: Needs,
  { portalId, connectionId }: Subject,
  { known, customer, terms }: Both,
  plans: FieldPlan[],
): Promise<boolean> {
  const { settings, homeCountry } = known;
  if (plans.length === 0 || !mayWriteToErp(settings)) return true;
  const mapping = await needs.store.inPortal(portalId, (tx) => tx.mapping.read());
  const changes = changesInErp(
    plans.map(({ field, hubspot }) => ({ field, value: hubspot })),
    terms,
    mapping,
  );
  const version = customer.details?.version ?? 0;
  const answer = await needs.erp(portalId, connectionId).updateCustomer({ id: customer.id, version, changes });
  if (!answer.updated && answer.stale) return false;
  if (!answer.updated) throw new AppError("rejected", answer.message, { code: answer.code, fixBy: answer.fixBy, subject: customer.name });
  const taken = valuesInErp(answer.customer, terms, homeCountry) ?? {};
  const now = needs.clock.now();
  await needs.store.inPortal(portalId, async (tx) => {
    await rememberFields(
      tx,
      known,
      plans.map((plan) => ({ ...plan, quickbooks: taken[plan.field] ?? plan.hubspot })),
      now,
    );
    await tx.mirroredCustomers.save(connectionId, [answer.customer], { at: now, homeCountry });
  });
  return true;
}

async function writeToCrm(needs: Needs, { portalId }: Subject, { known, buyer }: Both, plans: FieldPlan[]): Promise<void> {
  if (plans.length === 0 || !buyer.company) return;
  const { id } = buyer.company;
  const changes = changesInCrm(plans.map(({ field, quickbooks }) => ({ field, value: quickbooks })));
  const refused = (await needs.crm(portalId).updateCompanies([{ id, changes }])).get(id)?.[0];
  if (refused) throw new AppError("rejected", refused.message, { code: refused.code, fixBy: refused.fixBy });
  await needs.store.inPortal(portalId, (tx) =>
    rememberFields(
      tx,
      known,
      plans.map((plan) => ({ ...plan, hubspot: plan.quickbooks })),
      needs.clock.now(),
    ),
  );
}

/** What the buyer is called on the desk. */
export function nameOf({ company, contact }: CrmBuyer): string {
  return (
    company?.name ?? ([contact?.givenName, contact?.familyName].filter(Boolean).join(" ") || (contact?.email ?? "A buyer without a name"))
  );
}
