import type { SystemTx } from "../ports/store.ts";
import { findConnectionsByRealm } from "./connections.ts";
import * as inbox from "./inbox.ts";
import { insertOauthState, useOauthState } from "./oauth-states.ts";
import { findPortal, installPortal, listInstalledPortals } from "./portals.ts";
import { dueRuns } from "./schedule.ts";
import type { SystemScope } from "./with-portal.ts";

/** The queries that cross portals, bound to their transaction. */
export function systemTx(scope: SystemScope, enqueue: SystemTx["enqueue"]): SystemTx {
  return {
    portals: {
      install: (portal) => installPortal(scope, portal),
      find: (portalId) => findPortal(scope, portalId),
      listInstalled: () => listInstalledPortals(scope),
    },
    connections: { findByRealm: (realmId) => findConnectionsByRealm(scope, realmId) },
    oauthStates: { insert: (state) => insertOauthState(scope, state), use: (id, now) => useOauthState(scope, id, now) },
    inbox: {
      store: (events) => inbox.storeEvents(scope, events),
      read: (ids) => inbox.readEvents(scope, ids),
      markHandled: (ids) => inbox.markEventsHandled(scope, ids),
      pending: (limit, now) => inbox.pendingEvents(scope, limit, now),
      postpone: (ids, how) => inbox.postponeEvents(scope, ids, how),
      setAside: (ids, why) => inbox.setEventsAside(scope, ids, why),
      nextAt: () => inbox.nextEventAt(scope),
      forgetAbout: (record) => inbox.forgetEventsAbout(scope, record),
      forget: (handledBefore, limit) => inbox.forgetEvents(scope, handledBefore, limit),
    },
    schedule: { due: (search) => dueRuns(scope, search) },
    enqueue,
  };
}
