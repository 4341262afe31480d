import { choicesOf, sayWhy } from "../domain/conflict-words.ts";
import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import { SYNC_FIELDS, type FieldRule, type Side, type SyncField } from "../domain/sync-fields.ts";
import type { KeptConflict } from "../ports/field-sync.ts";
import type { PortalTx } from "../ports/store.ts";
import type { Needs } from "./needs.ts";

type Choice = Side | "both";
type Deciding = { portalId: number; by: Person };

/** As many are decided at once as stand on a page of the desk; the rest with the next round. */
const ROUND = 100;

/** Takes one side for both, or lets each keep its own. It is carried out by the next comparison, which is asked for at once. Throws notFound, conflict when it was decided meanwhile, invalid when that side cannot be taken. */
export function decideConflict(
  { store }: Needs,
  { portalId, by, conflictId, side }: Deciding & { conflictId: string; side: Choice },
): Promise<void> {
  return store.inPortal(portalId, async (tx) => {
    const conflict = await openConflict(tx, conflictId);
    if (!choicesOf(conflict).includes(side)) {
      const message =
        side === "hubspot" && !SYNC_FIELDS[conflict.field].readOnlyIn
          ? "Nothing is emptied in QuickBooks by Tieout. Empty it there."
          : sayWhy(conflict.field, "readOnlyThere");
      throw new AppError("invalid", message, { code: "sideNotTaken", fixBy: "finance" });
    }
    await tx.conflicts.choose([conflictId], side);
    await compare(tx, [conflict]);
    const [object = "", id = ""] = conflict.recordId.split(":");
    await tx.audit.append({ by, what: "conflict.decided", subject: { object, id }, details: { field: conflict.field, side } });
  });
}

/** Takes one side for every open conflict of a field. Answers how many those were, and how many could not be decided so. */
export async function decideAllConflicts(
  { store }: Needs,
  { portalId, by, field, side }: Deciding & { field: SyncField; side: Choice },
): Promise<{ taken: number; left: number }> {
  return store.inPortal(portalId, async (tx) => {
    const open = await allOpen(tx, field);
    const taken = open.filter((conflict) => choicesOf(conflict).includes(side));
    await tx.conflicts.choose(
      taken.map(({ conflictId }) => conflictId),
      side,
    );
    await compare(tx, taken);
    if (taken.length > 0)
      await tx.audit.append({ by, what: "conflicts.decided", subject: null, details: { field, side, count: taken.length } });
    return { taken: taken.length, left: open.length - taken.length };
  });
}

/** Another rule for the field of a conflict, for every buyer; what stands open is compared again under it. */
export function changeFieldRule(
  { store }: Needs,
  { portalId, by, conflictId, rule }: Deciding & { conflictId: string; rule: FieldRule },
): Promise<void> {
  return store.inPortal(portalId, async (tx) => {
    const { field } = await openConflict(tx, conflictId);
    const settings = await tx.settings.readToChange();
    const before = settings.sync.rules[field] ?? SYNC_FIELDS[field].rule;
    await tx.settings.save({ ...settings, sync: { ...settings.sync, rules: { ...settings.sync.rules, [field]: rule } } });
    await compare(tx, await allOpen(tx, field));
    if (before !== rule) await tx.audit.append({ by, what: "fieldRule.changed", subject: null, details: { field, before, after: rule } });
  });
}

async function openConflict(tx: PortalTx, conflictId: string): Promise<KeptConflict> {
  const conflict = await tx.conflicts.read(conflictId);
  if (!conflict) throw new AppError("notFound", "The two systems agree on this by now.", { code: "noConflict" });
  if (conflict.chosen !== null) throw new AppError("conflict", "Somebody has decided this already.", { code: "decidedAlready" });
  return conflict;
}

async function allOpen(tx: PortalTx, field: SyncField): Promise<KeptConflict[]> {
  const all: KeptConflict[] = [];
  for (let cursor: string | null = null; ;) {
    const page = await tx.conflicts.list({ field, cursor, limit: ROUND });
    all.push(...page);
    const last = page.at(-1);
    if (!last || page.length < ROUND) return all;
    cursor = cursorOf(last);
  }
}

/** Where a list of conflicts goes on. */
export const cursorOf = ({ openedAt, conflictId }: KeptConflict) => `${openedAt.toString()} ${conflictId}`;

async function compare(tx: PortalTx, conflicts: readonly KeptConflict[]): Promise<void> {
  for (const { connectionId, customerId, field } of conflicts) {
    const { group } = SYNC_FIELDS[field];
    const data = { portalId: tx.portalId, connectionId, customerId, groups: [group] };
    await tx.enqueue({ name: "sync-customer-fields", data }, { key: `${connectionId}:${customerId}:${group}` });
  }
}
