import type { PortalTx } from "../ports/store.ts";
import { releaseLetters } from "./release-letters.ts";

/** The CRM lets us in again: what waited for that goes on. */
export async function resumePortal(tx: PortalTx, at: Temporal.Instant): Promise<void> {
  await tx.portal.setState("installed");
  await tx.deadLetters.heal("connection", { object: "portal", id: String(tx.portalId) }, at);
  await releaseLetters(tx, "connected");
}
