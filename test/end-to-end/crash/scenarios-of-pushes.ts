import { randomUUID } from "node:crypto";
import { catchUpEverywhere } from "../../../api/flows/catch-up-everywhere.ts";
import { handleInbox } from "../../../api/flows/handle-inbox.ts";
import { viewDeal } from "../../../api/flows/view-deal.ts";
import { pushDeal } from "../../../api/flows/push-deal.ts";
import { requestPush } from "../../../api/flows/request-push.ts";
import { runWorkflowAction } from "../../../api/flows/run-workflow-action.ts";
import { onServer } from "../../database.ts";
import { USERS } from "../../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import { systemFault } from "../../sandbox/quickbooks/canned-answers.ts";
import { consent, runAction, WORKFLOW } from "../workflow-stage.ts";
import { hear, person, PORTAL, pushed, queue, queuePush, set, win, type Scenario } from "./scenario.ts";
import type { CrashStage } from "./crash-stage.ts";

const { acme, globex, umbrella } = DEAL_IDS;
const REP = { userId: USERS.rep, email: "ben@northwind.example" };
const ORDER = { method: "POST", path: "/estimate\\?" };
const CUSTOMER = { method: "POST", path: "/customer\\?" };
const orderOf = ({ sandbox }: CrashStage) => sandbox.quickbooks.all(US_REALM, "Estimate").at(-1)?.Id ?? "";

/** A sale on its way into QuickBooks. */
export const PUSHES: Scenario[] = [
  {
    name: "a press of Push",
    isMore: true,
    arrange: (stage) => win(stage, acme),
    door: (parts) => requestPush(parts, { ...PORTAL, dealId: acme, by: REP, role: "pusher", idempotencyKey: "one press" }),
  },
  {
    name: "a press of Push by a rep who may push own deals alone",
    async arrange(stage) {
      await set(stage, { pushOnly: "own" });
      win(stage, globex);
    },
    door: (parts) => requestPush(parts, { ...PORTAL, dealId: globex, by: REP, role: "pusher", idempotencyKey: "one press" }),
  },
  {
    name: "a deal won, as HubSpot tells",
    isMore: true,
    async arrange(stage) {
      await set(stage, { settleSeconds: 30 });
      win(stage, acme);
      await hear(stage);
    },
  },
  {
    name: "a line of a won deal changed, as HubSpot tells",
    async arrange(stage) {
      await pushed(stage, acme);
      const line = person(stage).read("deals", acme).associations.line_items?.[0]?.id ?? "";
      person(stage).patch("line_items", line, { quantity: "50" });
      await hear(stage);
    },
  },
  {
    name: "a deal reopened after its push, and asked for again",
    isMore: true,
    async arrange(stage) {
      await pushed(stage, acme);
      person(stage).patch("deals", acme, { dealstage: "contractsent" });
      await queuePush(stage, acme, "webhook");
    },
  },
  {
    name: "a push after a person deleted the order",
    async arrange(stage) {
      await pushed(stage, acme);
      await stage.clock.sleep(60_000);
      stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", orderOf(stage));
      await queuePush(stage, acme);
    },
  },
  {
    name: "a push whose answers are lost",
    async arrange(stage) {
      win(stage, acme);
      stage.sandbox.quickbooks.wire.faults.add({ match: CUSTOMER, when: "after", kind: "drop" });
      stage.sandbox.quickbooks.wire.faults.add({ match: ORDER, when: "after", kind: "answer", answer: systemFault() });
      await queuePush(stage, acme);
    },
  },
  {
    name: "a push whose order was deleted before anybody knew that it was made",
    async arrange(stage) {
      win(stage, acme);
      stage.sandbox.quickbooks.configure({ requestIds: { forgetful: false } });
      stage.sandbox.quickbooks.wire.faults.add({ match: ORDER, when: "after", kind: "drop" });
      await stage.clock.sleep(1_000);
      await pushDeal(stage.parts, { ...PORTAL, dealId: acme, cause: "button" }).catch(() => undefined);
      stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", orderOf(stage));
      await stage.clock.sleep(60_000);
      await queuePush(stage, acme);
    },
  },
  {
    name: "a push while the mirror of customers is not filled, and who is found has changed",
    async arrange(stage) {
      stage.sandbox.quickbooks.people.edit(US_REALM, "Customer", "1", { PrimaryPhone: { FreeFormNumber: "(415) 555-0100" } });
      await onServer(stage.db.url, "delete from customer_fills");
      win(stage, globex);
      await queuePush(stage, globex);
    },
  },
  {
    name: "a push to a customer that the mirror knows as it was",
    isMore: true,
    async arrange(stage) {
      stage.sandbox.quickbooks.people.edit(US_REALM, "Customer", "1", { PrimaryPhone: { FreeFormNumber: "(415) 555-0100" } });
      win(stage, globex);
      await queuePush(stage, globex);
    },
  },
  {
    name: "a push to a customer that was merged into another, as the mirror does not know",
    async arrange(stage) {
      stage.sandbox.quickbooks.people.mergeCustomers(US_REALM, "1", "2");
      win(stage, globex);
      await queuePush(stage, globex);
    },
  },
  {
    name: "a push with a number of our own",
    async arrange(stage) {
      stage.sandbox.quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { CustomTxnNumbers: true } });
      await set(stage, { numbering: { kind: "sequence", prefix: "SO-", next: 100 } });
      win(stage, acme);
      await queuePush(stage, acme);
    },
  },
  {
    name: "more pushes by themselves than are usual",
    isMore: true,
    async arrange(stage) {
      await set(stage, { breaker: { pushes: 1, minutes: 10 } });
      for (const dealId of [acme, umbrella]) {
        win(stage, dealId);
        await queuePush(stage, dealId, "webhook");
      }
    },
  },
  {
    name: "a deal that was merged, by its new id and by its old",
    async arrange(stage) {
      stage.sandbox.hubspot.world.portals.get(PORTAL.portalId)!.mergedIds = "redirect";
      await pushed(stage, acme);
      const merged = person(stage).merge("deals", acme, umbrella).id;
      await queuePush(stage, acme);
      await queuePush(stage, merged, "webhook");
    },
  },
  {
    name: "companies that were merged, of which HubSpot tells",
    async arrange(stage) {
      await pushed(stage, acme);
      stage.sandbox.hubspot.world.webhooks.clear();
      person(stage).merge("companies", COMPANY_IDS.acme, COMPANY_IDS.umbrella);
      await hear(stage);
    },
  },
  {
    name: "a merged deal whose order is deleted while the other that it brought along stands",
    async arrange(stage) {
      await pushed(stage, acme);
      await pushed(stage, umbrella);
      const merged = person(stage).merge("deals", acme, umbrella).id;
      await queuePush(stage, merged, "webhook");
      await stage.work(stage.parts, null);
      await stage.clock.sleep(60_000);
      const own = stage.sandbox.quickbooks.all(US_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote?.includes(acme));
      stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", own?.Id ?? "");
      await queuePush(stage, merged, "webhook");
    },
  },
  {
    name: "a push by a workflow",
    isMore: true,
    async arrange(stage) {
      win(stage, acme);
      await consent(stage);
      await runAction(stage, "push-deal", acme);
    },
  },
  {
    name: "a workflow that only looks",
    arrange: (stage) => win(stage, acme),
    door: (parts) => {
      const call = { action: "check-deal", record: { object: "deal", id: acme }, connectionId: null, onFailure: "continue" } as const;
      return runWorkflowAction(parts, { ...PORTAL, ...call, callbackId: "ap-1", workflowId: String(WORKFLOW) }, true);
    },
  },
  {
    name: "a card that is looked at anew",
    arrange: (stage) => pushed(stage, acme),
    door: (parts) => viewDeal(parts, { ...PORTAL, dealId: acme, role: "finance", userId: USERS.finance, refresh: true }),
  },
  {
    name: "an event that cannot be taken in",
    async arrange(stage) {
      const event = { source: "hubspot", dedupeKey: "broken", ...PORTAL, realmId: null, type: "deal.propertyChange" } as const;
      const broken = { ...event, id: randomUUID(), objectId: "", occurredAt: stage.clock.now() };
      await stage.db.store.inSystem(async (tx) => {
        await tx.inbox.store([broken]);
        await tx.enqueue({ name: "handle-inbox", data: {} });
      });
    },
  },
  {
    name: "a process that starts",
    async arrange(stage) {
      await pushed(stage, acme);
      await hear(stage);
    },
    async door(parts) {
      await handleInbox(parts);
      await catchUpEverywhere(parts);
    },
  },
  {
    name: "the sweep and all else that comes by the clock",
    async arrange(stage) {
      await pushed(stage, acme);
      await stage.clock.sleep(2 * 3_600_000);
      // Else it would look back for a week.
      await stage.db.store.inPortal(PORTAL.portalId, (tx) => tx.schedule.noteRun("sweep", stage.clock.now(), { found: 0 }));
      win(stage, umbrella);
      const kinds = ["companies", "sweep", "strayed", "mended", "doubles", "forget", "invoices", "payments", "items", "budget"] as const;
      for (const kind of kinds) await queue(stage, { name: "run-scheduled", data: { ...PORTAL, kind } });
    },
  },
];
