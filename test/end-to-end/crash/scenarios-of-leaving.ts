import { disconnectCompany } from "../../../api/flows/disconnect-company.ts";
import { installPortal } from "../../../api/flows/install-portal.ts";
import { requestPush } from "../../../api/flows/request-push.ts";
import { uninstall } from "../../../api/flows/uninstall.ts";
import { onServer } from "../../database.ts";
import { DEAL_IDS } from "../../sandbox/seed/hubspot-deals.ts";
import { grantOf } from "../grant.ts";
import { ADMIN, join, PORTAL, queue, win, type Scenario } from "./scenario.ts";
import type { CrashStage } from "./crash-stage.ts";

const { acme } = DEAL_IDS;

/** By which it is found that the app was removed, where whoever did so had no answer. */
const sweepComes = (stage: CrashStage) => queue(stage, { name: "run-scheduled", data: { ...PORTAL, kind: "sweep" } });

async function left(stage: CrashStage): Promise<void> {
  await uninstall(stage.parts, { ...PORTAL, by: ADMIN });
  await stage.work(stage.parts, null);
}

/** Somebody removes the app in HubSpot, and a call of ours is refused. */
async function refusedByHubSpot({ sandbox, parts }: CrashStage): Promise<void> {
  sandbox.hubspot.world.oauth.uninstall(PORTAL.portalId);
  await parts
    .crm(PORTAL.portalId)
    .readAccount()
    .catch(() => undefined);
}

/** How accounts and companies leave. */
export const LEAVING: Scenario[] = [
  { name: "an account whose admin removes the app", arrange: sweepComes, door: (parts) => uninstall(parts, { ...PORTAL, by: ADMIN }) },
  { name: "an account that removed the app in HubSpot, as refusals tell", arrange: refusedByHubSpot },
  {
    name: "an account of which HubSpot cannot be asked at first whether it removed the app",
    async arrange(stage) {
      await refusedByHubSpot(stage);
      stage.sandbox.hubspot.wire.faults.add({ match: { path: "/oauth/" }, when: "before", kind: "drop", times: 4 });
    },
  },
  {
    name: "an account that installs the app again after a push was cut short by its leaving",
    isMore: true,
    async arrange(stage) {
      win(stage, acme);
      await requestPush(stage.parts, { ...PORTAL, dealId: acme, by: ADMIN, role: "admin", idempotencyKey: "one press" });
      await left(stage);
    },
    door: [async (parts, stage) => installPortal(parts, await grantOf(stage, "hubspot")), join],
  },
  {
    name: "an account whose time is over after it has left",
    isMore: true,
    async arrange(stage) {
      await left(stage);
      await onServer(stage.db.url, "update portals set uninstalled_at = uninstalled_at - interval '31 days'");
      await queue(stage, { name: "run-scheduled", data: { ...PORTAL, kind: "forget" } });
    },
  },
  {
    name: "a company whose tokens cannot be ended",
    arrange: ({ sandbox }) =>
      void sandbox.quickbooks.wire.faults.add({ match: { path: "revoke" }, when: "before", kind: "drop", times: 9 }),
    door: (parts) => disconnectCompany(parts, { ...PORTAL, by: ADMIN, connectionId: null }),
  },
];
