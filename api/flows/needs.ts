import type { Alerts } from "../ports/alerts.ts";
import type { Clock } from "../ports/clock.ts";
import type { Crm } from "../ports/crm.ts";
import type { Erp } from "../ports/erp.ts";
import type { Journal } from "../ports/journal.ts";
import type { Store } from "../ports/store.ts";

/** What the flows of a portal work with. `crm` and `erp` are bound to the portal and the connection when they are asked for. */
export type Needs = {
  store: Store;
  clock: Clock;
  alerts: Alerts;
  /** Where every attempt is noted. */
  journal: Journal;
  crm(portalId: number): Crm;
  erp(portalId: number, connectionId: string): Erp;
};
