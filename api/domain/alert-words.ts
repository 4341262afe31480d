import { printAmount } from "./money.ts";
import type { FixBy } from "./finding.ts";

/** What an alert says of a group of dead letters. */
export type ToldGroup = {
  count: number;
  message: string;
  fixBy: FixBy;
  money: { amount: bigint; currency: string }[];
  oldest: Temporal.Instant;
};

const WHO: Record<FixBy, string> = { rep: "the sales rep", finance: "finance", admin: "an admin" };
const MOST_CHARACTERS = 300;

/** One line: how many wait, why, for whom, since when and how much money that is. */
export function groupLine({ count, message, fixBy, money, oldest }: ToldGroup): string {
  const waiting = count === 1 ? "1 waits" : `${count} wait`;
  const worth = money.map(({ amount, currency }) => `${printAmount(amount, currency)} ${currency}`).join(" + ");
  const since = oldest.toString({ smallestUnit: "minute" }).replace("T", " ").replace("Z", " UTC");
  return `${waiting} for ${WHO[fixBy]}, since ${since}${worth ? `, ${worth}` : ""}: ${shortened(message)}`;
}

/** One line: what nothing waits for any more, and what became of it. A cause of which nothing was closed has become another. */
export function settledLine(cause: string, { healed, dismissed, message }: { healed: number; dismissed: number; message: string | null }) {
  const parts = [healed > 0 && `${healed} went on`, dismissed > 0 && `${dismissed} settled by hand`].filter((part) => part !== false);
  if (parts.length === 0) return `Nothing waits for this any more: ${cause}`;
  return `${parts.join(", ")}: ${shortened(message ?? cause)}`;
}

const shortened = (text: string) =>
  text.length <= MOST_CHARACTERS
    ? text
    : `${Array.from(text)
        .slice(0, MOST_CHARACTERS - 1)
        .join("")}…`;
