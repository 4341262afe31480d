import { z } from "zod";
import { openLogLine } from "../../flows/open-log-line.ts";
import type { LogLine } from "../../ports/sync-log.ts";
import { uiEndpoint } from "../endpoint.ts";
import { writeLogFile } from "../log-file.ts";
import { readLogSearch } from "../log-search.ts";
import { logLine, shownLine } from "../log-views.ts";
import type { Parts } from "../parts.ts";
import { personOf } from "../signed-user.ts";

const PAGE = 100;
/** HubSpot hands on answers of at most 1 MB (facts/hubspot.md §2.4), and a line is well under 1 kB. */
const FILE_LINES = 1_000;

/** `GET /ui/sync-log?deal&company&document&code&from&to&q&cursor`: every attempt, newest first; `from` and `to` are instants or days. */
export const getSyncLog = uiEndpoint({
  method: "get",
  path: "/ui/sync-log",
  summary: "Every attempt, success or failure",
  role: "finance",
  answer: z.object({ lines: z.array(logLine).max(PAGE), cursor: z.string().nullable() }),
  run: async (parts, { user, query }) => {
    const lines = await findLines(parts, user.portalId, query, PAGE);
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
    const lines = await findLines(parts, user.portalId, query, FILE_LINES);
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

function findLines({ store, clock }: Parts, portalId: number, query: Record<string, unknown>, limit: number): Promise<LogLine[]> {
  return store.inPortal(portalId, async (tx) => {
    const timeZone = (await tx.portal.read())?.timeZone ?? "UTC";
    const { search, before } = readLogSearch(query, { now: clock.now(), timeZone });
    return tx.syncLog.search(search, { before, limit });
  });
}
