import type { Step } from "../ports/journal.ts";
import type { DealCheck } from "./check-deal.ts";
import { recordIdOf } from "./customer-key.ts";
import type { Needs } from "./needs.ts";

/** Notes what preflight found and whom it took the buyer for, by codes and ids; from here on, what is noted concerns the buyer, too. */
export async function noteCheck({ journal }: Needs, portalId: number, check: DealCheck): Promise<void> {
  if (check.sale) journal.concerns(recordIdOf(check.sale.buyer));
  const codesOf = (level: "error" | "warning") => check.findings.filter((finding) => finding.level === level).map(({ code }) => code);
  const errors = codesOf("error");
  const preflight: Step = {
    what: "preflight.done",
    outcome: check.ready ? "ok" : "stopped",
    code: errors[0] ?? null,
    details: { errors, warnings: codesOf("warning"), won: check.won },
  };
  await journal.note(portalId, preflight, ...matchOf(check));
}

function matchOf({ customer }: DealCheck): Step[] {
  if (!customer) return [];
  const { match, record } = customer;
  const outcome = match === "ambiguous" ? "stopped" : "ok";
  return [{ what: "customer.matched", outcome, details: { match, customerId: record?.id ?? null } }];
}
