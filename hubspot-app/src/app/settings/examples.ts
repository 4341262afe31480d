import type { AmountBasisProposal } from "./contract.ts";

/** What QuickBooks takes of a document's number. */
const LONGEST_NUMBER = 21;

/** What the numbers of the next orders will look like. */
export function numberWords(kind: string, prefix: string, next: string): string {
  if (kind === "company") return "QuickBooks gives each order its next number.";
  if (kind === "marker") return "An order carries its deal's id, such as HS-41000000001.";
  if (!/^\d+$/.test(next.trim())) return "A sequence needs the next number.";
  const first = BigInt(next.trim());
  const numbers = [0n, 1n, 2n].map((more) => `${prefix.trim()}${first + more}`);
  const tooLong = (numbers[2] ?? "").length > LONGEST_NUMBER ? ` QuickBooks takes no more than ${LONGEST_NUMBER} characters.` : "";
  return `The next orders are ${numbers.join(", ")}.${tooLong}`;
}

const BASES: Record<AmountBasisProposal["basis"], string> = {
  tcv: "total contract value",
  acv: "annual contract value",
  arr: "annual recurring revenue",
  mrr: "monthly recurring revenue",
  lineSum: "the sum of the lines",
};

/** What the amounts of the deals that were won say about the basis. */
export function amountWords(proposal: AmountBasisProposal | null): string {
  if (proposal === null) return "The deals that were won speak for no basis: fewer than nine in ten of their amounts are on the same one.";
  const share = Math.floor(proposal.share * 100);
  return `Of the last ${proposal.deals} won deals ${share} % have an amount that is ${BASES[proposal.basis]}.`;
}
