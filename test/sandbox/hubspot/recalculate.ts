import { associatedWith } from "./association.ts";
import { CALCULATED, calculateCompany, calculateDeal, calculateLine, derivedAmount } from "./calculated.ts";
import { putValue, type CrmRecord } from "./crm-record.ts";
import { OBJECT_TYPES, type ObjectName } from "./object-types.ts";
import { findRecord, type Portal } from "./portal.ts";
import type { World } from "./world.ts";

type Needs = { world: World; portal: Portal };
type End = { object: ObjectName; id: string };

/** After a write: the record's own calculated values, then those of the deals that a line belongs to. */
export function recalculate({ world, portal }: Needs, record: CrmRecord): void {
  if (record.object === "deals") return calculateDeal(portal, record, world.clock.now());
  if (record.object === "companies") return calculateCompany(portal, record, world.clock.now());
  if (record.object !== "line_items") return;
  calculateLine(record, world.clock.now());
  for (const { record: deal } of associatedWith(portal, record, "deals")) linesChanged({ world, portal }, deal);
}

/** After an association came or went: both ends, a company's parent and children, and the amount of a deal whose lines changed. */
export function recalculateAround(needs: Needs, ends: readonly End[]): void {
  const touchesLines = ends.some(({ object }) => object === "line_items");
  for (const { object, id } of ends) {
    const record = findRecord(needs.portal, object, id);
    if (record?.object === "companies") calculateCompany(needs.portal, record, needs.world.clock.now());
    if (!record || object !== "deals") continue;
    if (touchesLines) linesChanged(needs, record);
    else calculateDeal(needs.portal, record, needs.world.clock.now());
  }
}

/** A deal whose lines changed: its sums, and its amount where the portal derives it. The amount is a plain property, so it is told. */
export function linesChanged({ world, portal }: Needs, deal: CrmRecord): void {
  const now = world.clock.now();
  calculateDeal(portal, deal, now);
  const amount = derivedAmount(portal, deal);
  if (amount === null || !putValue(deal, "amount", { value: amount, timestamp: now, source: CALCULATED })) return;
  touch(deal, now);
  world.webhooks.raise(portal.id, {
    kind: "propertyChange",
    object: "deals",
    id: deal.id,
    property: "amount",
    value: amount,
    source: CALCULATED,
  });
}

/** Marks a record as changed now. */
export function touch(record: CrmRecord, now: number): void {
  record.updatedAt = now;
  putValue(record, OBJECT_TYPES[record.object].modified, { value: new Date(now).toISOString(), timestamp: now, source: CALCULATED });
}
