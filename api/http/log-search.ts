import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { LogSearch } from "../ports/sync-log.ts";

/** A search in ids and codes looks this far back unless it says otherwise. */
const TEXT_DAYS = 90;
const word = z.string().trim().max(200).optional();
const when = z.union([z.iso.datetime(), z.iso.date()]).optional();
const Query = z.object({
  ...{ deal: word, company: word, document: word, code: word, q: word },
  ...{ from: when, to: when },
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

/** What is searched for; words that are empty are none. Days are the portal's, the last one included. Throws invalid. */
export function readLogSearch(
  query: Record<string, unknown>,
  { now, timeZone }: { now: Temporal.Instant; timeZone: string },
): { search: LogSearch; before: number | null } {
  const parsed = Query.safeParse(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== "")));
  if (!parsed.success)
    throw new AppError("invalid", "from and to are days such as 2026-12-01 or instants, and cursor is one of ours.", {
      code: "invalidQuery",
    });
  const { deal, company, document, code, from, to, q, cursor } = parsed.data;
  const buyer = company === undefined || company.includes(":") ? company : `company:${company}`;
  const since = from === undefined ? (q === undefined ? null : now.subtract({ hours: 24 * TEXT_DAYS })) : instantOf(from, timeZone, 0);
  return {
    search: {
      ...{ deal, buyer, document, code, text: q },
      ...(since && { from: since }),
      ...(to !== undefined && { to: instantOf(to, timeZone, 1) }),
    },
    before: cursor === undefined ? null : Number(cursor),
  };
}

/** An instant as it is; a day as its beginning, so many days later. */
function instantOf(text: string, timeZone: string, days: number): Temporal.Instant {
  if (text.includes("T")) return Temporal.Instant.from(text);
  return Temporal.PlainDate.from(text).add({ days }).toZonedDateTime({ timeZone }).toInstant();
}
