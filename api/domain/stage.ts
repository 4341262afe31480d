import type { Deal } from "./deal.ts";
import { errorFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Settings } from "./settings.ts";

/** True when the deal counts as won: closed with probability 1.0 by its stage's metadata, or in one of the `readyStages` (RULES §1). */
export function isWon({ stage, archived }: Pick<Deal, "stage" | "archived">, { readyStages }: Pick<Settings, "readyStages">): boolean {
  return !archived && (stage.won || (readyStages ?? []).includes(stage.id));
}

/** An open, lost or deleted deal goes nowhere, by no door. */
export function checkStage(deal: Deal, settings: Settings): Finding[] {
  if (isWon(deal, settings)) return [];
  const message = deal.archived
    ? "The deal was deleted."
    : deal.stage.closed
      ? "The deal is closed but not won. Only a won deal becomes an order."
      : "The deal is not won yet. It becomes an order once its stage is won.";
  return [errorFinding("stageNotReady", "rep", message, { object: "deal", id: deal.id })];
}
