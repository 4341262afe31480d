import { mayWriteToErp } from "../domain/settings.ts";
import type { FieldGroup } from "../domain/sync-fields.ts";
import type { ErpTerm } from "../ports/erp.ts";
import type { RunResult } from "../ports/schedule.ts";
import { valuesInCrm, valuesInErp } from "./buyer-values.ts";
import { changesInCrm } from "./field-changes.ts";
import { mirrorCustomers } from "./mirror-customers.ts";
import type { Needs } from "./needs.ts";
import { planFields, writesTo, type FieldPlan, type LinkFields } from "./plan-fields.ts";
import { readLinkFields } from "./read-link-fields.ts";
import { isAsked, rememberFields, settleFields } from "./settle-fields.ts";
import { fieldsLock, nameOf } from "./sync-customer-fields.ts";
import { withLocks } from "./with-locks.ts";

type Place = { portalId: number; connectionId: string };
type Counts = { compared: number; toHubSpot: number; alone: number };

/** HubSpot reads and writes this many records with one call (facts/hubspot.md §6.1). */
const BATCH = 100;
const LOCK_WAIT_MS = 30_000;

/** The daily comparison of every buyer that has a customer. */
export function syncAllFields(group: FieldGroup) {
  return async (needs: Needs, { portalId }: { portalId: number }): Promise<RunResult> => {
    const active = await needs.store.inPortal(portalId, async (tx) => {
      const { direction } = (await tx.settings.read()).sync[group];
      return direction === "off" ? [] : (await tx.connections.list()).filter(({ state }) => state === "active");
    });
    const counts: Counts = { compared: 0, toHubSpot: 0, alone: 0 };
    for (const { connectionId } of active) await syncCompany(needs, { portalId, connectionId }, group, counts);
    return { compared: counts.compared, "written to HubSpot": counts.toHubSpot, "looked at one by one": counts.alone };
  };
}

/** All customers are read anew first, a thousand with each call, for what webhooks have lost. */
async function syncCompany(needs: Needs, place: Place, group: FieldGroup, counts: Counts): Promise<void> {
  const { portalId, connectionId } = place;
  await needs.store.inPortal(portalId, (tx) => tx.mirroredCustomers.startFill(connectionId, needs.clock.now()));
  await mirrorCustomers(needs, place);
  const links = await needs.store.inPortal(portalId, (tx) => tx.links.listCustomers(connectionId));
  const terms = await needs.erp(portalId, connectionId).listTerms();
  for (let at = 0; at < links.length; at += BATCH) {
    const batch = links.slice(at, at + BATCH);
    const locks = batch.map(({ externalId }) => fieldsLock(portalId, connectionId, externalId));
    await withLocks(needs.store, locks, LOCK_WAIT_MS, () => syncBatch(needs, place, { links: batch, terms, group, counts }));
  }
}

type Batch = { links: Parameters<typeof readLinkFields>[2]; terms: ErpTerm[]; group: FieldGroup; counts: Counts };
type Compared = { known: LinkFields; buyer: string; companyId: string | null; plans: FieldPlan[] };

/** What is only to be remembered or written to HubSpot is done together; what concerns QuickBooks, times or questions is a job for each customer. */
async function syncBatch(needs: Needs, place: Place, { links, terms, group, counts }: Batch): Promise<void> {
  const { portalId, connectionId } = place;
  const { fields, customers } = await needs.store.inPortal(portalId, async (tx) => ({
    fields: await readLinkFields(tx, connectionId, links),
    customers: await tx.mirroredCustomers.read(
      connectionId,
      links.map(({ externalId }) => externalId),
    ),
  }));
  const buyers = await needs.crm(portalId).readBuyers(fields.map(({ link }) => link.recordId));
  const now = needs.clock.now();
  const simple: Compared[] = [];
  const alone: string[] = [];
  for (const known of fields) {
    const buyer = buyers.get(known.link.recordId);
    const customer = customers.get(known.link.externalId);
    const quickbooks = customer && valuesInErp(customer, terms, known.homeCountry);
    if (!buyer) continue;
    const look = { hubspot: valuesInCrm(buyer, known.homeCountry), quickbooks: quickbooks ?? {}, groups: [group], now, changes: null };
    const plans = planFields(known, look);
    if (!quickbooks || plans.some((plan) => needsItsOwnLook(known, plan))) alone.push(known.link.externalId);
    else simple.push({ known, buyer: nameOf(buyer), companyId: buyer.company?.id ?? null, plans });
  }
  counts.compared += fields.length;
  counts.toHubSpot += await writeTogether(needs, portalId, simple, alone);
  counts.alone += alone.length;
  await needs.store.inPortal(portalId, async (tx) => {
    for (const { known, buyer, plans } of simple) await settleFields(tx, { known, buyer, plans, changes: new Map(), now });
    for (const customerId of alone) {
      const data = { portalId, connectionId, customerId, groups: [group] };
      await tx.enqueue({ name: "sync-customer-fields", data }, { key: `${connectionId}:${customerId}:${group}` });
    }
  });
}

function needsItsOwnLook(known: LinkFields, plan: FieldPlan): boolean {
  const { outcome } = plan;
  if (outcome.do === "write") return outcome.to === "quickbooks" && mayWriteToErp(known.settings);
  return outcome.do === "compareTimes" || (outcome.do === "ask" && !isAsked(known, plan));
}

/** A company that HubSpot refuses is left to a job of its own, which says so. Answers how many were written. */
async function writeTogether(needs: Needs, portalId: number, compared: readonly Compared[], alone: string[]): Promise<number> {
  const writes = compared.flatMap(({ known, companyId, plans }) => {
    const changed = writesTo(plans, "hubspot");
    return companyId === null || changed.length === 0 ? [] : [{ known, id: companyId, plans: changed }];
  });
  if (writes.length === 0) return 0;
  const updates = writes.map(({ id, plans }) => ({
    id,
    changes: changesInCrm(plans.map(({ field, quickbooks }) => ({ field, value: quickbooks }))),
  }));
  const refused = await needs.crm(portalId).updateCompanies(updates);
  alone.push(...writes.filter(({ id }) => refused.has(id)).map(({ known }) => known.link.externalId));
  const written = writes.filter(({ id }) => !refused.has(id));
  await needs.store.inPortal(portalId, async (tx) => {
    for (const { known, plans } of written) {
      await rememberFields(
        tx,
        known,
        plans.map((plan) => ({ ...plan, hubspot: plan.quickbooks })),
        needs.clock.now(),
      );
    }
  });
  return written.length;
}
