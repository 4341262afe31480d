import type { PortalTx } from "../ports/store.ts";
import type { Push } from "./push-deal.ts";

type Cause = Push["cause"];

/** A deal is pushed, or looked at again, once this transaction has ended. Of those that wait for one deal the earliest is kept. */
export function queuePush(tx: PortalTx, dealId: string, cause: Cause, startAfterSeconds = 0): Promise<void> {
  const { portalId } = tx;
  return tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause } }, { key: `${portalId}:${dealId}`, startAfterSeconds });
}

/** The same for who asks for a push just now: a look at the deal that waits already does not stand for it. */
export function queueAskedPush(tx: PortalTx, dealId: string, cause: Extract<Cause, "button" | "workflow">): Promise<void> {
  const { portalId } = tx;
  return tx.enqueue({ name: "push-deal", data: { portalId, dealId, cause } }, { key: `${portalId}:${dealId}:${cause}` });
}
