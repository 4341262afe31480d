import { leavePortal } from "./leave-portal.ts";
import type { Needs } from "./needs.ts";
import { resumePortal } from "./resume-portal.ts";

const ASK_AGAIN_SECONDS = 3_600;

/**
 * The CRM refused our newest token a while ago. If it still does, the account has removed the app, since nothing else tells us
 * of that; if it does not, the work goes on. Throws unavailable while it cannot be asked.
 */
export async function confirmUninstall({ store, clock, crm }: Needs, { portalId }: { portalId: number }): Promise<void> {
  const portal = await store.inSystem((tx) => tx.portals.find(portalId));
  if (portal === null || portal.state === "installed") return;
  const letsUsIn = portal.state === "needsReconnect" && (await crm(portalId).letsUsIn());
  await store.inPortal(portalId, (tx) => (letsUsIn ? resumePortal(tx, clock.now()) : leavePortal(tx, { by: null, at: clock.now() })));
}

/** The CRM could not be asked: nothing is known yet. */
export async function confirmLater({ store }: Needs, { portalId }: { portalId: number }): Promise<void> {
  await store.inPortal(portalId, (tx) =>
    tx.enqueue({ name: "confirm-uninstall", data: { portalId } }, { key: String(portalId), startAfterSeconds: ASK_AGAIN_SECONDS }),
  );
}
