import { unmappedOf } from "../domain/unmapped.ts";
import type { DealRow } from "../ports/deals.ts";
import { warningFinding } from "../domain/finding.ts";
import type { DealCheck } from "./check-deal.ts";
import type { Push } from "./push-deal.ts";

/** Findings that wait for a decision rather than for a correction. */
const REVIEW_CODES = new Set(["customerUnclear", "manualReview", "noLines", "possibleDuplicate"]);

/** needsReview when a person has to decide something about a won deal, else notReady. */
export function reviewOrNotReady({ findings, won }: Pick<DealCheck, "findings" | "won">): "needsReview" | "notReady" {
  const review = findings.some(({ code, level }) => level === "error" && REVIEW_CODES.has(code));
  return won && review ? "needsReview" : "notReady";
}

/** The row of a deal that preflight has stopped. */
export function notReady(check: DealCheck): Partial<DealRow> {
  return { state: reviewOrNotReady(check), findings: check.findings, message: null, unmapped: unmappedOf(check) };
}

/** Nobody asked for this push: HubSpot told us of the deal, or we found it. */
export const isUnasked = ({ cause }: Pick<Push, "cause">): boolean => cause === "webhook" || cause === "sweep";

/** No person has looked at the deal for this push (RULES §4); a workflow is allowed to by an admin once, and not deal by deal. */
export const isAutomatic = (push: Pick<Push, "cause">): boolean => isUnasked(push) || push.cause === "workflow";

/** What a push is done for again that had to wait: whoever asked for it, or nobody. */
export function causeOfWaiting(requestedBy: string | null): Push["cause"] {
  if (requestedBy === null) return "sweep";
  return requestedBy.startsWith("workflow:") ? "workflow" : "retry";
}

/** The go-live date keeps old deals out: those are pushed by hand only (RULES §4). Whether a workflow pushes is its consent's matter. */
export function mayPushAutomatically(push: Pick<Push, "cause">, { settings, sale }: Pick<DealCheck, "settings" | "sale">): boolean {
  if (!sale || (isUnasked(push) && !settings.automaticPush)) return false;
  return settings.goLiveDate === null || sale.orderDate >= settings.goLiveDate;
}

/** The row of a deal that is ready and not pushed by itself; a workflow is told why. */
export function heldBack(push: Pick<Push, "cause">, { findings, settings }: DealCheck): Partial<DealRow> {
  if (isUnasked(push)) return { state: "ready", findings, message: null };
  const message = `The deal was won before ${settings.goLiveDate}, when Tieout began, so it is pushed by hand only.`;
  return { state: "ready", findings: [...findings, warningFinding("beforeGoLive", "finance", message)], message };
}
