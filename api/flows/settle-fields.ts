import type { FieldChange } from "../ports/crm.ts";
import { isSameValue } from "../domain/same-value.ts";
import type { SyncField } from "../domain/sync-fields.ts";
import type { KeptConflict } from "../ports/field-sync.ts";
import type { PortalTx } from "../ports/store.ts";
import { hashOf, type FieldPlan, type LinkFields } from "./plan-fields.ts";

/** Keeps all that was found out and needs no write: what agrees, what a person lets stand, what has to be asked, and what QuickBooks was first seen to hold. */
export async function settleFields(
  tx: PortalTx,
  {
    known,
    buyer,
    plans,
    changes,
    now,
  }: { known: LinkFields; buyer: string; plans: readonly FieldPlan[]; changes: Map<SyncField, FieldChange>; now: Temporal.Instant },
): Promise<void> {
  const { link } = known;
  for (const { field, quickbooks, quickbooksAt } of plans) {
    if (quickbooksAt) await tx.fieldSync.noteSeen(link, field, hashOf(quickbooks), quickbooksAt);
  }
  await rememberFields(
    tx,
    known,
    plans.filter(({ outcome }) => outcome.do === "remember" || outcome.do === "keepBoth"),
    now,
  );
  for (const plan of plans) {
    if (plan.outcome.do !== "ask" || isAsked(known, plan)) continue;
    const { field, hubspot, quickbooks, synced, quickbooksAt } = plan;
    await tx.conflicts.open(
      {
        ...{ connectionId: link.connectionId, recordId: link.recordId, currency: link.currency, field, buyer, hubspot, quickbooks },
        kind: plan.outcome.why === "readOnlyThere" && field.startsWith("contact") ? "proposal" : "conflict",
        why: plan.outcome.why,
        synced: synced && { hubspot: synced.hubspot, quickbooks: synced.quickbooks },
        hubspotAt: changes.get(field)?.at ?? null,
        hubspotBy: changes.get(field)?.by ?? null,
        quickbooksAt,
      },
      now,
    );
  }
}

/** Both sides hold this now, so that neither is ever taken for a change; what was asked about it is over. */
export async function rememberFields(
  tx: PortalTx,
  { link }: LinkFields,
  plans: readonly Pick<FieldPlan, "field" | "hubspot" | "quickbooks">[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.fieldSync.remember(
    link,
    plans.map(({ field, hubspot, quickbooks }) => ({ field, hubspot, quickbooks })),
    now,
  );
  await tx.conflicts.close(
    link,
    plans.map(({ field }) => field),
  );
}

/** The same question stands open already. */
export function isAsked({ conflicts, homeCountry }: LinkFields, { field, hubspot, quickbooks, outcome }: FieldPlan): boolean {
  const isSame = (kept: KeptConflict) =>
    isSameValue(field, kept.hubspot, hubspot, homeCountry) && isSameValue(field, kept.quickbooks, quickbooks, homeCountry);
  return (
    outcome.do === "ask" &&
    conflicts.some((kept) => kept.field === field && kept.chosen === null && kept.why === outcome.why && isSame(kept))
  );
}
