import type { RunResult } from "../ports/schedule.ts";
import type { Needs } from "./needs.ts";

/** As long as books are kept; a leap day more does no harm. */
const LINE_DAYS = 7 * 366;
const BATCH = 5_000;

/** What was sent and answered is forgotten after as many days as the portal keeps it, the line itself with its digest after seven years. */
export async function forgetLog({ store, clock }: Needs, { portalId }: { portalId: number }): Promise<RunResult> {
  const ago = (days: number) => clock.now().subtract({ hours: 24 * days });
  const { logDays } = (await store.inPortal(portalId, (tx) => tx.settings.read())).retention;
  const retention = { payloadsBefore: ago(logDays), linesBefore: ago(LINE_DAYS) };
  const forgotten = { payloads: 0, lines: 0 };
  for (;;) {
    const { payloads, lines } = await store.inPortal(portalId, (tx) => tx.syncLog.purge(retention, BATCH));
    forgotten.payloads += payloads;
    forgotten.lines += lines;
    if (payloads < BATCH && lines < BATCH) return forgotten;
  }
}
