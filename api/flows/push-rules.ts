import { unmappedOf } from "../domain/unmapped.ts";
import type { DealRow } from "../ports/store.ts";
import type { DealCheck } from "./check-deal.ts";

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

/** The go-live date keeps old deals out: those are pushed by hand only (RULES §4). */
export function mayPushAutomatically({ settings, sale }: Pick<DealCheck, "settings" | "sale">): boolean {
  if (!settings.automaticPush || !sale) return false;
  return settings.goLiveDate === null || sale.orderDate >= settings.goLiveDate;
}
