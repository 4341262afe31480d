import { resumeAutomaticPushes } from "../../../api/flows/automatic-push.ts";
import { decideDeal } from "../../../api/flows/decide-deal.ts";
import { decideDuplicate } from "../../../api/flows/decide-duplicate.ts";
import { retryCause, retryLetter } from "../../../api/flows/decide-letters.ts";
import { decideMatch } from "../../../api/flows/decide-match.ts";
import { saveMapping } from "../../../api/flows/save-mapping.ts";
import { saveSettings } from "../../../api/flows/save-settings.ts";
import { USERS } from "../../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import { sellWithoutItem } from "../deals-without-item.ts";
import {
  ADMIN,
  CARLA,
  person,
  PORTAL,
  pushed,
  queue,
  queuePush,
  refuseTheOrder,
  set,
  waitingLetter,
  win,
  type Scenario,
} from "./scenario.ts";
import type { CrashStage } from "./crash-stage.ts";

const { acme, globex, piper, umbrella } = DEAL_IDS;
const FINANCE = { ...PORTAL, by: CARLA, role: "finance" } as const;
const PIPER_LLC = "4";
const FOR_GOOD = 99;

/** What a person types into QuickBooks for Globex's deal, long enough ago to be found. */
async function enteredByHand({ sandbox, clock }: CrashStage): Promise<void> {
  const line = { DetailType: "SalesItemLineDetail", Amount: 120_000, SalesItemLineDetail: { ItemRef: { value: "1" } } };
  const document = { CustomerRef: { value: "1" }, CurrencyRef: { value: "USD" }, TxnDate: "2026-11-18", Line: [line] };
  sandbox.quickbooks.people.create(US_REALM, "Estimate", document);
  await clock.sleep(60_000);
}

const sendAlerts = (stage: CrashStage) => set(stage, { alerts: { slackWebhookUrl: null, emails: ["cfo@northwind.example"] } });

/** What a person decides, and what comes of it. */
export const DECISIONS: Scenario[] = [
  {
    name: "a deal that finance has to approve",
    async arrange(stage) {
      await set(stage, { approvals: { discountPercentOver: 5 } });
      win(stage, umbrella, { tieout_discount_percent: "10" });
      await queuePush(stage, umbrella);
    },
  },
  {
    name: "an approval",
    async arrange(stage) {
      await set(stage, { approvals: { discountPercentOver: 5 }, roles: { [USERS.finance]: "finance" } });
      win(stage, umbrella, { tieout_discount_percent: "10" });
      await queuePush(stage, umbrella);
      await stage.work(stage.parts, null);
    },
    door: (parts) => decideDeal(parts, { ...FINANCE, dealId: umbrella, state: "approved", reason: null }),
  },
  {
    name: "a possible duplicate that is the deal's order",
    async arrange(stage) {
      await enteredByHand(stage);
      await queuePush(stage, globex);
      await stage.work(stage.parts, null);
    },
    door: (parts, { sandbox }) => {
      const orderId = sandbox.quickbooks.all(US_REALM, "Estimate").find(({ TotalAmt }) => TotalAmt === 120_000)?.Id ?? "";
      return decideDuplicate(parts, { ...FINANCE, dealId: globex, decision: "link", orderId });
    },
  },
  {
    name: "a possible duplicate that is something else",
    isMore: true,
    async arrange(stage) {
      await enteredByHand(stage);
      await queuePush(stage, globex);
      await stage.work(stage.parts, null);
    },
    door: (parts) => decideDuplicate(parts, { ...FINANCE, dealId: globex, decision: "pushAnyway" }),
  },
  {
    name: "a buyer that only a person can tell",
    async arrange(stage) {
      win(stage, piper);
      await queuePush(stage, piper);
    },
  },
  {
    name: "a match that finance links",
    async arrange(stage) {
      win(stage, piper);
      await queuePush(stage, piper);
      await stage.work(stage.parts, null);
    },
    door: async (parts, { db }) => {
      const [match] = await db.store.inPortal(PORTAL.portalId, (tx) => tx.matches.list({ state: "open", cursor: null, limit: 1 }));
      const matchId = match?.matchId ?? "";
      await decideMatch(parts, { ...PORTAL, matchId, by: CARLA, decision: "link", customerId: PIPER_LLC });
    },
  },
  {
    name: "a push that QuickBooks refuses",
    isMore: true,
    async arrange(stage) {
      await refuseTheOrder(stage, "6000", FOR_GOOD);
      win(stage, acme);
      await queuePush(stage, acme);
    },
  },
  {
    name: "a dead letter that is tried again",
    async arrange(stage) {
      await sendAlerts(stage);
      await refuseTheOrder(stage);
      await pushed(stage, acme);
    },
    door: async (parts, stage) => {
      const letter = await waitingLetter(stage);
      await retryLetter(parts, { ...PORTAL, by: CARLA, letterId: letter?.id ?? "", chosen: { customerName: "Acme Robotics Inc" } });
    },
  },
  {
    name: "the dead letters of a cause that are tried again",
    async arrange(stage) {
      await refuseTheOrder(stage);
      await pushed(stage, acme);
    },
    door: async (parts, stage) => retryCause(parts, { ...PORTAL, by: CARLA, cause: (await waitingLetter(stage))?.cause ?? "" }),
  },
  {
    name: "a dead letter that people are told of",
    async arrange(stage) {
      await sendAlerts(stage);
      await refuseTheOrder(stage, "6000", FOR_GOOD);
      win(stage, acme);
      await queuePush(stage, acme);
      await queue(stage, { name: "run-scheduled", data: { ...PORTAL, kind: "digest" } });
    },
  },
  {
    name: "a dead letter whose cause is mended in QuickBooks",
    async arrange(stage) {
      await refuseTheOrder(stage, "6200");
      await pushed(stage, acme);
      await queue(stage, { name: "run-scheduled", data: { ...PORTAL, kind: "mended" } });
    },
  },
  {
    name: "automatic pushes that a person resumes",
    async arrange(stage) {
      await set(stage, { breaker: { pushes: 1, minutes: 10 } });
      for (const dealId of [acme, umbrella]) {
        win(stage, dealId);
        await queuePush(stage, dealId, "webhook");
      }
      await stage.work(stage.parts, null);
    },
    door: (parts) => resumeAutomaticPushes(parts, { ...PORTAL, by: ADMIN }),
  },
  {
    name: "a product that is mapped",
    async arrange(stage) {
      const { dealIds } = sellWithoutItem(stage.sandbox, 2);
      for (const dealId of dealIds) await queuePush(stage, dealId, "webhook");
      await stage.work(stage.parts, null);
    },
    door: async (parts, stage) => {
      const productId =
        person(stage)
          .list("products")
          .find(({ properties }) => properties["name"] === "Gateway rental")?.id ?? "";
      const { products } = await stage.db.store.inPortal(PORTAL.portalId, (tx) => tx.mapping.read());
      const items = [{ itemId: "7", quantity: "1", share: "1" }];
      const lists = { products: [...products.filter((each) => each.productId !== productId), { ...products[0]!, productId, items }] };
      await saveMapping(parts, { ...PORTAL, lists, what: "one product", by: CARLA, expectedVersion: null });
    },
  },
  {
    name: "settings that are changed",
    door: (parts) => saveSettings(parts, { ...PORTAL, by: ADMIN, changes: { goLiveDate: "2026-11-01" } }),
  },
];
