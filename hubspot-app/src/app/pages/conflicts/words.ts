import type { Conflict, Rule, Side } from "./contract.ts";

/** Who is right when the two differ. */
export const RULES: { value: Rule; label: string }[] = [
  { value: "hubspot", label: "HubSpot is right" },
  { value: "quickbooks", label: "QuickBooks is right" },
  { value: "latest", label: "The later change is right" },
  { value: "hubspot-until-first-order-then-quickbooks", label: "HubSpot until the first order, then QuickBooks" },
];

export const CHOICES: Record<Side, string> = { hubspot: "Take HubSpot's", quickbooks: "Take QuickBooks'", both: "Keep both" };

export const ruleWords = (rule: Rule) => RULES.find(({ value }) => value === rule)?.label ?? rule;

/** What the two last agreed on, in one line. */
export function lastSyncedWords({ lastSynced }: Pick<Conflict, "lastSynced">): string {
  if (!lastSynced) return "Never";
  const { hubspot, quickbooks } = lastSynced;
  return hubspot === quickbooks ? (hubspot ?? "Empty") : `${hubspot ?? "Empty"} / ${quickbooks ?? "Empty"}`;
}

/** What a decision will do, in one sentence. */
export function decidedWords({ buyer, label }: Pick<Conflict, "buyer" | "label">, side: Side): string {
  const what = `${label} of ${buyer}`;
  if (side === "both") return `${what}: each system keeps its own value until one of them changes.`;
  return side === "hubspot" ? `${what}: HubSpot's value goes to QuickBooks.` : `${what}: QuickBooks' value goes to HubSpot.`;
}
