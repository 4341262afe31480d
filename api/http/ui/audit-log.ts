import { z } from "zod";
import { sayDecision } from "../../domain/decisions.ts";
import { AppError } from "../../domain/errors.ts";
import { uiEndpoint } from "../endpoint.ts";

const PAGE = 100;

/** `GET /ui/audit-log?cursor`: who decided what, newest first. `firstBroken` of the first page names the first entry that somebody has tampered with. */
export const getAuditLog = uiEndpoint({
  method: "get",
  path: "/ui/audit-log",
  summary: "What people and Tieout decided",
  role: "finance",
  answer: z.object({
    entries: z.array(
      z.object({
        seq: z.number().int(),
        at: z.string(),
        by: z.object({ userId: z.number().int(), email: z.string().nullable() }).nullable(),
        what: z.string(),
        words: z.string(),
        subject: z.object({ object: z.string(), id: z.string() }).nullable(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
    firstBroken: z.number().int().nullable(),
    cursor: z.string().nullable(),
  }),
  run: async (parts, { user, query }) =>
    parts.store.inPortal(user.portalId, async (tx) => {
      const before = readCursor(query["cursor"]);
      const entries = await tx.audit.list({ before, limit: PAGE });
      const { firstBroken } = before === null ? await tx.audit.verify() : { firstBroken: null };
      const last = entries.length === PAGE ? entries.at(-1) : undefined;
      return {
        entries: entries.map(({ at, ...entry }) => ({ ...entry, at: at.toString(), words: sayDecision(entry.what, entry.details) })),
        firstBroken,
        cursor: last ? String(last.seq) : null,
      };
    }),
});

function readCursor(cursor: unknown): number | null {
  if (cursor === undefined) return null;
  if (typeof cursor === "string" && /^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new AppError("invalid", "The cursor is not one of ours.", { code: "invalidCursor" });
}
