import type { RunResult } from "../ports/schedule.ts";
import { forgetLog } from "./forget-log.ts";
import type { Needs } from "./needs.ts";

/** The vendors deliver an event again for a day at most (facts/hubspot.md §5), so that an older one is not needed to know it by. */
const INBOX_DAYS = 30;
const BATCH = 5_000;

/** Deletes what has been kept for long enough: everything of an account that has left, lines of the log, events of webhooks. */
export async function forget(needs: Needs, { portalId }: { portalId: number }): Promise<RunResult> {
  const { store, clock } = needs;
  const ago = (days: number) => clock.now().subtract({ hours: 24 * days });
  const erased = await store.inPortal(portalId, async (tx) => {
    const portal = await tx.portal.read();
    const { afterUninstallDays } = (await tx.settings.read()).retention;
    const isOver = portal?.uninstalledAt && Temporal.Instant.compare(portal.uninstalledAt, ago(afterUninstallDays)) <= 0;
    if (!isOver || portal.erasedAt !== null) return false;
    await tx.portal.erase();
    await tx.audit.append({ by: null, what: "portal.erased", subject: null, details: {} });
    return true;
  });
  const events = await store.inSystem((tx) => tx.inbox.forget(ago(INBOX_DAYS), BATCH));
  return { ...(await forgetLog(needs, { portalId })), events, erased: erased ? 1 : 0 };
}
