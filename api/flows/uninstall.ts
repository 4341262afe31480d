import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import { leavePortal } from "./leave-portal.ts";
import type { Needs } from "./needs.ts";

/** Removes the app from the account, as an admin has decided. Throws what the CRM throws when it cannot be told. */
export async function uninstall({ store, clock, crm }: Needs, { portalId, by }: { portalId: number; by: Person }): Promise<void> {
  await crm(portalId).uninstall().catch(unlessRemoved);
  await store.inPortal(portalId, (tx) => leavePortal(tx, { by, at: clock.now() }));
}

/** Somebody removed it in the CRM a moment ago. */
function unlessRemoved(error: unknown): void {
  if (!(error instanceof AppError && error.kind === "notConnected")) throw error;
}
