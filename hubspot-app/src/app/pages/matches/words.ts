import type { Tag } from "tieout-shared/status-tag-of.tsx";
import type { Match, MatchStep } from "./contract.ts";

/** How a decided match stands. */
export function stateTag({ state, how }: Pick<Match, "state" | "how">): Tag {
  if (state === "open") return { variant: "warning", label: "To decide" };
  if (state === "new") return { variant: "info", label: "New customer" };
  return how === "auto" ? { variant: "success", label: "Linked by itself" } : { variant: "success", label: "Linked by a person" };
}

/** What a decision did, in one sentence. */
export function stepWords(step: MatchStep, { buyer: { name } }: Pick<Match, "buyer">, customer: string): string {
  const sentences: Record<MatchStep, string> = {
    link: `${name} is ${customer} in QuickBooks.`,
    new: `${name} becomes a new customer in QuickBooks.`,
    "not-the-same": `${name} is not ${customer}. It is not suggested again.`,
    reparent: `${name} becomes a new customer under ${customer}.`,
    undo: `The decision about ${name} is taken back.`,
  };
  return sentences[step];
}

/** The best candidate in one line: "Northwind Traders, 62 points". One that was the customer before a merge was not judged. */
export function bestWords({ candidates }: Pick<Match, "candidates">): string {
  const [best] = candidates;
  if (!best) return "No customer like it is in QuickBooks";
  return best.score > 0 ? `${best.name}, ${best.score} points` : best.name;
}

/** What HubSpot knows of the buyer, field by field; unknown fields are left out. */
export function buyerFacts({ buyer, currency }: Pick<Match, "buyer" | "currency">): { label: string; value: string }[] {
  const { email, phone, domain, address, taxId } = buyer;
  const facts: [string, string | null][] = [
    ["E-mail", email],
    ["Phone", phone],
    ["Domain", domain],
    ["Address", address],
    ["Tax id", taxId],
    ["Currency", currency],
  ];
  return facts.flatMap(([label, value]) => (value === null || value === "" ? [] : [{ label, value }]));
}
