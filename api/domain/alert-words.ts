import { countedMatter, severalOf, type DeskMatter } from "./desk-matters.ts";
import type { FixBy } from "./finding.ts";
import { printAmount } from "./money.ts";
import { goesOnByItself } from "./releases.ts";

/** What an alert says of a group of dead letters; `url` opens the record of the oldest, where it has one. */
export type ToldGroup = {
  count: number;
  code: string;
  message: string;
  fixBy: FixBy;
  money: { amount: bigint; currency: string }[];
  oldest: Temporal.Instant;
  url: string | null;
};

const WHO: Record<FixBy, string> = { rep: "the sales rep", finance: "finance", admin: "an admin" };
const MOST_CHARACTERS = 300;

/** Where that is mended, and where finance answers. */
export const WHERE = {
  letters: "Mended in HubSpot on Tieout's Finance desk, under Dead letters.",
  asked: "Finance answers in HubSpot on Tieout's Finance desk, under Drift.",
};

/** One line: how many wait, why, for whom, since when, how much money that is, and where the first of them is. */
export function groupLine({ count, code, message, fixBy, money, oldest, url }: ToldGroup, timeZone: string): string {
  const waits = count === 1 ? "waits" : "wait";
  const what = goesOnByItself(code)
    ? `${waits} until that has passed and then ${count === 1 ? "goes" : "go"} on`
    : `${waits} for ${WHO[fixBy]}`;
  const worth = money.map(({ amount, currency }) => `${printAmount(amount, currency)} ${currency}`).join(" + ");
  const where = url === null ? "" : count === 1 ? ` ${url}` : ` The first: ${url}`;
  return `${count} ${what}, since ${instantIn(oldest, timeZone)}${worth ? `, ${worth}` : ""}: ${shortened(message)}${where}`;
}

/** One line: what somebody did in the ERP that finance is asked about. */
export function askedLine({ matter, count, oldest }: { matter: DeskMatter; count: number; oldest: Temporal.Instant }, timeZone: string) {
  const since = `${count === 1 ? "since" : "the first since"} ${instantIn(oldest, timeZone)}`;
  return `${countedMatter(matter, count)}, ${since}`;
}

/** One line: all that waits for a decision; null where nothing does. */
export function deskLine(waiting: { matter: DeskMatter; count: number }[]): string | null {
  const parts = waiting.filter(({ count }) => count > 0).map(({ matter, count }) => countedMatter(matter, count));
  return parts.length === 0 ? null : `To be decided on the Finance desk: ${parts.join(", ")}.`;
}

/** One line: what nothing waits for any more, and what became of it. A cause of which nothing was closed has become another. */
export function settledLine(cause: string, { healed, dismissed, message }: { healed: number; dismissed: number; message: string | null }) {
  const parts = [healed > 0 && `${healed} went on`, dismissed > 0 && `${dismissed} settled by hand`].filter((part) => part !== false);
  if (parts.length === 0) return `Nothing waits for this any more: ${cause}`;
  return `${parts.join(", ")}: ${shortened(message ?? cause)}`;
}

/** One line: finance is asked about none of these any more. */
export const answeredLine = (matter: DeskMatter): string => `Nothing waits for finance any more: ${severalOf(matter)}`;

/** "2026-12-01 09:30 (America/New_York)". */
function instantIn(instant: Temporal.Instant, timeZone: string): string {
  const here = instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });
  return `${here.replace("T", " ")} (${timeZone})`;
}

const shortened = (text: string) =>
  text.length <= MOST_CHARACTERS
    ? text
    : `${Array.from(text)
        .slice(0, MOST_CHARACTERS - 1)
        .join("")}…`;
