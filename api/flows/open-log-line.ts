import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import type { LogLine } from "../ports/sync-log.ts";
import type { Needs } from "./needs.ts";

type Opened = { line: LogLine; request: unknown; answer: unknown };

/** A line with what was sent and answered, null once that is forgotten. It may hold personal data, so who looked is remembered. Throws notFound. */
export function openLogLine({ store }: Needs, { portalId, by, id }: { portalId: number; by: Person; id: string }): Promise<Opened> {
  return store.inPortal(portalId, async (tx) => {
    const found = await tx.syncLog.read(id);
    if (!found) throw new AppError("notFound", "There is no such line in the log (any more).");
    const { line, payload } = found;
    if (payload === null) return { line, request: null, answer: null };
    await tx.audit.append({
      by,
      what: "logLine.opened",
      subject: { object: "logLine", id },
      details: { what: line.what, record: line.record },
    });
    return { line, ...(JSON.parse(payload) as Omit<Opened, "line">) };
  });
}
