import { z } from "zod";
import type { LogLine } from "../ports/sync-log.ts";

const text = z.string().nullable();

/** A line of the sync log: ids, codes and times, nothing of the books or of people. */
export const logLine = z
  .object({
    id: z.string(),
    at: z.string(),
    system: z.enum(["tieout", "hubspot", "quickbooks"]),
    what: z.string(),
    outcome: z.enum(["ok", "stopped", "refused", "failed", "unknown"]),
    code: text,
    record: z.object({ object: z.string(), id: z.string() }).nullable(),
    buyer: text,
    document: z.object({ kind: z.string(), id: z.string() }).nullable(),
    userId: z.number().int().nullable(),
    status: z.number().int().nullable(),
    traceId: text,
    requestId: text,
    durationMs: z.number().int().nullable(),
    details: z.record(z.string(), z.unknown()),
    digest: text,
    hasPayload: z.boolean(),
  })
  .meta({ id: "LogLine" });

/** A stored line in the contract's shape. */
export const shownLine = ({ seq: _seq, at, ...line }: LogLine): z.input<typeof logLine> => ({ ...line, at: at.toString() });
