import { driftFinding } from "../domain/drift.ts";
import type { Finding } from "../domain/finding.ts";
import type { Drift } from "../ports/drifts.ts";
import type { DealRow } from "../ports/store.ts";
import { driftedOrder, orderGone } from "./compare-with-push.ts";
import type { DealStatus } from "./read-status.ts";

const OF_ORDER = new Set(["orderDiffers", "orderDeleted"]);

/** The drift of the deal's order itself. */
export const orderDrift = ({ drifts }: Pick<DealStatus, "drifts">): Drift | null => drifts.find(({ kind }) => kind === "order") ?? null;

/** Where a pushed deal stands by its order alone; null while that is what was sold. */
export function driftedState(status: DealStatus): Partial<DealRow> | null {
  const { order, frozen } = status;
  if (!order || !frozen) return null;
  return order.status === "deleted" ? orderGone(orderDrift(status)) : driftedOrder(frozen, order, orderDrift(status));
}

/** Whether the deal still says of its order what is not so any more. */
export function saysDrift({ findings }: Pick<DealRow, "findings">): boolean {
  return findings.some(({ code }) => OF_ORDER.has(code));
}

/** What a pushed deal's card says: what was found at its last run, and what has drifted as of now. */
export function findingsAfterPush(status: DealStatus): Finding[] {
  const others = (status.row?.findings ?? []).filter(({ code }) => !OF_ORDER.has(code));
  const ofInvoices = status.drifts.filter(({ kind, state }) => kind === "invoice" && state === "open").map(driftFinding);
  return [...(driftedState(status)?.findings ?? []), ...ofInvoices, ...others];
}
