import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import type { Stage } from "../harness.ts";

/** What QuickBooks allows a company in a minute (facts/quickbooks.md §5). */
const CAP = 500;

/** What the vendors were asked in a minute and refused with 429, by company and account, and how many deals were done at its end. */
export type Minute = { calls: Record<string, number>; refused: Record<string, number>; done: number };

/** The minute that ends now. */
export function takeMinute({ sandbox: { quickbooks, hubspot } }: Stage, done: number): Minute {
  const minute: Minute = { calls: {}, refused: {}, done };
  for (const { wire } of [quickbooks, hubspot]) {
    for (const { path, status } of wire.requests) {
      const of = /\/company\/(\d+)\//.exec(path)?.[1] ?? (path.startsWith("/crm/") ? "hubspot" : "other");
      minute.calls[of] = (minute.calls[of] ?? 0) + 1;
      if (status === 429) minute.refused[of] = (minute.refused[of] ?? 0) + 1;
    }
    wire.requests.length = 0;
  }
  return minute;
}

/** How many calls were refused with 429, at all vendors. */
export const refusedIn = (minutes: Minute[]): number =>
  minutes.reduce((sum, { refused }) => sum + Object.values(refused).reduce((one, other) => one + other, 0), 0);

/** In how many whole minutes the backlog of so many deals went through, and what share of QuickBooks' cap was used in them. */
export function drainOf(minutes: Minute[], deals: number): { minutes: number; share: number } {
  const whole = minutes.filter(({ done }, index) => (minutes[index - 1]?.done ?? 0) > 0 && done < deals);
  const calls = whole.reduce((sum, minute) => sum + (minute.calls[US_REALM] ?? 0), 0);
  return { minutes: whole.length, share: calls / (whole.length * CAP) };
}
