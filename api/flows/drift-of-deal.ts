import { driftFinding } from "../domain/drift.ts";
import type { Finding } from "../domain/finding.ts";
import type { DealRow } from "../ports/deals.ts";
import type { DealStatus } from "./read-status.ts";
import { standingOfOrder, type OrderQuestions } from "./standing-of-order.ts";

const OF_ORDER = new Set(["orderDiffers", "orderDeleted", "orderRejected", "orderClosed", "orderInvoiced", "orderAwaited", "orderEnded"]);
type Findings = Pick<DealRow, "findings">;

/** What finance was asked about the deal's order itself. */
export const questionsOf = ({ drifts, hold }: Pick<DealStatus, "drifts" | "hold">): OrderQuestions => ({
  drift: drifts.find(({ kind }) => kind === "order") ?? null,
  hold,
});

/** Where a pushed deal stands by its order alone; null while that is what was sold. */
export function standingOf(status: DealStatus): Partial<DealRow> | null {
  const { order, frozen } = status;
  return order && frozen && standingOfOrder(frozen, order, questionsOf(status));
}

/** What the deal says of its order. */
export const saidOfOrder = ({ findings }: Findings): Finding[] => findings.filter(({ code }) => OF_ORDER.has(code));

/** What it says besides. */
export const saidBesides = ({ findings }: Findings): Finding[] => findings.filter(({ code }) => !OF_ORDER.has(code));

/** What a pushed deal's card says: what was found at its last run, and what has drifted as of now. */
export function findingsAfterPush(status: DealStatus): Finding[] {
  const ofInvoices = status.drifts.filter(({ kind, state }) => kind === "invoice" && state === "open").map(driftFinding);
  return [...(standingOf(status)?.findings ?? []), ...ofInvoices, ...(status.row ? saidBesides(status.row) : [])];
}
