import type { PortalTx } from "../ports/store.ts";

/** What people are told of comes in bursts: the alert gathers for a moment, and is out long before five minutes. */
const ALERT_AFTER_SECONDS = 30;

/** Has the people who are to know told soon, once for all that comes meanwhile. */
export const alertSoon = ({ portalId, enqueue }: Pick<PortalTx, "portalId" | "enqueue">) =>
  enqueue({ name: "send-alerts", data: { portalId } }, { key: String(portalId), startAfterSeconds: ALERT_AFTER_SECONDS });
