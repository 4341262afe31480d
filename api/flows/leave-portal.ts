import type { Person } from "../domain/person.ts";
import type { PortalTx } from "../ports/store.ts";
import { leaveCompany } from "./leave-company.ts";

/**
 * An account has removed the app: its work ends, its tokens are wiped and its companies are left. What is known of it stays
 * until its time is over, so that an installation before that goes on where this one ended. Safe to repeat.
 */
export async function leavePortal(tx: PortalTx, { by, at }: { by: Person | null; at: Temporal.Instant }): Promise<void> {
  const portal = await tx.portal.read();
  if (portal === null || portal.uninstalledAt !== null) return;
  await tx.portal.leave(at);
  await tx.cancelJobs();
  for (const { connectionId } of await tx.connections.list()) await leaveCompany(tx, connectionId);
  await tx.audit.append({ by, what: "portal.uninstalled", subject: null, details: {} });
}
