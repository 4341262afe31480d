import { z } from "zod";
import { AppError } from "../../domain/errors.ts";
import { openLogLine } from "../../flows/open-log-line.ts";
import type { LogSearch } from "../../ports/sync-log.ts";
import { uiEndpoint } from "../endpoint.ts";
import { writeLogFile } from "../log-file.ts";
import { logLine, shownLine } from "../log-views.ts";
import { personOf } from "../signed-user.ts";

const PAGE = 100;
/** HubSpot hands on answers of at most 1 MB (facts/hubspot.md §2.4), and a line is well under 1 kB. */
const FILE_LINES = 1_000;

/** `GET /ui/sync-log?deal&company&document&code&from&to&q&cursor`: every attempt, newest first. */
export const getSyncLog = uiEndpoint({
  method: "get",
  path: "/ui/sync-log",
  summary: "Every attempt, success or failure",
  role: "finance",
  answer: z.object({ lines: z.array(logLine).max(PAGE), cursor: z.string().nullable() }),
  run: async (parts, { user, query }) => {
    const { search, before } = readSearch(query, parts.clock.now());
    const lines = await parts.store.inPortal(user.portalId, (tx) => tx.syncLog.search(search, { before, limit: PAGE }));
    const last = lines.length === PAGE ? lines.at(-1) : undefined;
    return { lines: lines.map(shownLine), cursor: last ? String(last.seq) : null };
  },
});

/** `GET /ui/sync-log/export?format=csv|json` and what the list takes: what a file can hold of it, without requests and answers. */
export const getLogFile = uiEndpoint({
  method: "get",
  path: "/ui/sync-log/export",
  summary: "The sync log as a file; the cursor goes on in the next one",
  role: "finance",
  answer: z.object({ fileName: z.string(), text: z.string(), lines: z.number().int(), cursor: z.string().nullable() }),
  run: async (parts, { user, query }) => {
    const format = z.enum(["json", "csv"]).catch("csv").parse(query["format"]);
    const { search, before } = readSearch(query, parts.clock.now());
    const lines = await parts.store.inPortal(user.portalId, (tx) => tx.syncLog.search(search, { before, limit: FILE_LINES }));
    const last = lines.length === FILE_LINES ? lines.at(-1) : undefined;
    const file = { fileName: `tieout-sync-log.${format}`, text: writeLogFile(lines, format) };
    return { ...file, lines: lines.length, cursor: last ? String(last.seq) : null };
  },
});

/** `GET /ui/sync-log/:id`: with what was sent and answered, as long as that is kept. That somebody looked is remembered. */
export const getLogLine = uiEndpoint({
  method: "get",
  path: "/ui/sync-log/:id",
  summary: "One attempt with its request and answer",
  role: "finance",
  answer: logLine.extend({ request: z.unknown(), answer: z.unknown() }),
  run: async (parts, { user, params }) => {
    const { line, request, answer } = await openLogLine(parts, { portalId: user.portalId, by: personOf(user), id: params["id"] ?? "" });
    return { ...shownLine(line), request, answer };
  },
});

/** A search in ids and codes looks this far back unless it says otherwise. */
const TEXT_DAYS = 90;
const word = z.string().trim().max(200).optional();
const Query = z.object({
  ...{ deal: word, company: word, document: word, code: word, q: word },
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});

/** What is searched for; words that are empty are none. Throws invalid. */
function readSearch(query: Record<string, unknown>, now: Temporal.Instant): { search: LogSearch; before: number | null } {
  const parsed = Query.safeParse(Object.fromEntries(Object.entries(query).filter(([, value]) => value !== "")));
  if (!parsed.success)
    throw new AppError("invalid", "from and to are instants such as 2026-12-01T00:00:00Z, and cursor is one of ours.", {
      code: "invalidQuery",
    });
  const { deal, company, document, code, from, to, q, cursor } = parsed.data;
  const buyer = company === undefined || company.includes(":") ? company : `company:${company}`;
  const since = from ?? (q === undefined ? undefined : now.subtract({ hours: 24 * TEXT_DAYS }).toString());
  return {
    search: {
      deal,
      buyer,
      document,
      code,
      text: q,
      ...(since && { from: Temporal.Instant.from(since) }),
      ...(to && { to: Temporal.Instant.from(to) }),
    },
    before: cursor === undefined ? null : Number(cursor),
  };
}
