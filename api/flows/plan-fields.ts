import { createHash } from "node:crypto";
import { reconcileField, type FieldOutcome, type SyncedPair } from "../domain/reconcile-field.ts";
import { isSameValue } from "../domain/same-value.ts";
import type { Settings } from "../domain/settings.ts";
import {
  SYNC_FIELD_NAMES,
  SYNC_FIELDS,
  type FieldGroup,
  type FieldValue,
  type FieldValues,
  type Side,
  type SyncField,
} from "../domain/sync-fields.ts";
import type { FieldChange } from "../ports/crm.ts";
import type { KeptConflict, SyncedField } from "../ports/field-sync.ts";
import type { Link } from "../ports/links.ts";

/** A buyer and its customer with all that is known of their fields. */
export type LinkFields = {
  link: Link;
  settings: Settings;
  synced: SyncedField[];
  conflicts: KeptConflict[];
  ordered: boolean;
  homeCountry: string;
};

/** One field and what is to be done about it. `quickbooksAt`: since when QuickBooks is known to hold its value, null as long as it has not changed. */
export type FieldPlan = SyncedPair & {
  field: SyncField;
  outcome: FieldOutcome;
  synced: SyncedField | null;
  quickbooksAt: Temporal.Instant | null;
};

type Look = {
  hubspot: FieldValues;
  quickbooks: FieldValues;
  groups: readonly FieldGroup[];
  now: Temporal.Instant;
  /** When HubSpot's fields were changed; null as long as nobody has looked. */
  changes: Map<SyncField, FieldChange> | null;
};

/** What is to be done about each field that both sides have. */
export function planFields(known: LinkFields, { hubspot, quickbooks, groups, now, changes }: Look): FieldPlan[] {
  return SYNC_FIELD_NAMES.flatMap((field) => {
    const [here, there] = [hubspot[field], quickbooks[field]];
    const { group } = SYNC_FIELDS[field];
    if (!here || !there || !groups.includes(group) || known.settings.sync[group].direction === "off") return [];
    const synced = known.synced.find((each) => each.field === field) ?? null;
    const quickbooksAt = changedInErp(synced, there, known.homeCountry, now);
    const changedAt = changes && { hubspot: changes.get(field)?.at ?? null, quickbooks: quickbooksAt };
    const outcome = reconcileField({
      ...{ field, hubspot: here, quickbooks: there, synced, changedAt },
      rule: known.settings.sync.rules[field] ?? SYNC_FIELDS[field].rule,
      ordered: known.ordered,
      open: openSides(known.settings, group),
      chosen: decided(known.conflicts.find((each) => each.field === field)),
      homeCountry: known.homeCountry,
    });
    return [{ field, hubspot: here, quickbooks: there, outcome, synced, quickbooksAt }];
  });
}

/** QuickBooks tells no time for a field: a value counts from when it was first seen (RULES §8). */
function changedInErp(synced: SyncedField | null, value: FieldValue, homeCountry: string, now: Temporal.Instant): Temporal.Instant | null {
  if (!synced || isSameValue(synced.field, synced.quickbooks, value, homeCountry)) return null;
  return synced.seen?.hash === hashOf(value) ? synced.seen.at : now;
}

/** What a value is remembered by where it need not be known itself. */
export function hashOf(value: FieldValue): string {
  const parts = Object.entries(value).toSorted(([one], [other]) => one.localeCompare(other));
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

function openSides({ sync }: Settings, group: FieldGroup): Record<Side, boolean> {
  const { direction } = sync[group];
  return { hubspot: direction !== "toQuickBooks", quickbooks: direction !== "toHubSpot" };
}

const decided = (conflict: KeptConflict | undefined) =>
  conflict?.chosen ? { hubspot: conflict.hubspot, quickbooks: conflict.quickbooks, side: conflict.chosen } : null;

/** The plans that write to a side. */
export const writesTo = (plans: readonly FieldPlan[], side: Side) =>
  plans.filter(({ outcome }) => outcome.do === "write" && outcome.to === side);
