import { changeMapping } from "../../../api/flows/change-mapping.ts";
import { changeFieldRule, decideAllConflicts, decideConflict } from "../../../api/flows/decide-conflicts.ts";
import { decideDeal } from "../../../api/flows/decide-deal.ts";
import { decideDrift } from "../../../api/flows/decide-drift.ts";
import { assignLetter, dismissLetter } from "../../../api/flows/decide-letters.ts";
import { decideMatch } from "../../../api/flows/decide-match.ts";
import { decideWorkflowConsent } from "../../../api/flows/decide-workflow-consent.ts";
import { saveCompanySettings } from "../../../api/flows/save-company-settings.ts";
import { takeInvitation } from "../../../api/flows/take-invitation.ts";
import { undoMapping } from "../../../api/flows/undo-mapping.ts";
import { USERS } from "../../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import { address } from "../fields-stage.ts";
import {
  ADMIN,
  CARLA,
  hear,
  person,
  place,
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

const { acme, piper, umbrella } = DEAL_IDS;
const PIPER_LLC = "4";
const FINANCE = { ...PORTAL, by: CARLA } as const;
const WORKFLOW = { ...PORTAL, workflowId: "41", by: ADMIN };
const THIRTY_DAYS = { terms: [{ text: "Thirty days", termId: "3" }] };

async function heardAndDone(stage: CrashStage): Promise<void> {
  await hear(stage);
  await stage.work(stage.parts, null);
}

/** A buyer whose address and phone were changed on both sides. */
async function disagreeing(stage: CrashStage): Promise<void> {
  await pushed(stage, umbrella);
  const compare = async () => {
    await queue(stage, { name: "run-scheduled", data: { ...PORTAL, kind: "customers" } });
    await stage.work(stage.parts, null);
  };
  await compare();
  const { quickbooks } = stage.sandbox;
  const customer = quickbooks.all(US_REALM, "Customer").at(-1)?.Id ?? "";
  quickbooks.people.edit(US_REALM, "Customer", customer, {
    ...address("3 There Street"),
    PrimaryPhone: { FreeFormNumber: "(617) 555-0188" },
  });
  person(stage).patch("companies", COMPANY_IDS.umbrella, { tieout_billing_street: "3 Here Street", phone: "+1 617 555 0199" });
  await compare();
}

const conflictOf = async ({ db }: CrashStage, field: "billingAddress" | "phone") =>
  (await db.store.inPortal(PORTAL.portalId, (tx) => tx.conflicts.list({ field, cursor: null, limit: 1 })))[0]?.conflictId ?? "";

async function openMatch({ db }: CrashStage): Promise<{ matchId: string }> {
  const [match] = await db.store.inPortal(PORTAL.portalId, (tx) => tx.matches.list({ state: "open", cursor: null, limit: 1 }));
  return { matchId: match?.matchId ?? "" };
}

/** What finance and the admin decide on the desk and in the settings. */
export const DESK: Scenario[] = [
  {
    name: "a dead letter that is given to somebody, and dismissed",
    async arrange(stage) {
      await refuseTheOrder(stage);
      await pushed(stage, acme);
    },
    door: [
      async (parts, stage) => assignLetter(parts, { ...FINANCE, letterId: (await waitingLetter(stage))?.id ?? "", userId: USERS.rep }),
      async (parts, stage) =>
        dismissLetter(parts, { ...FINANCE, letterId: (await waitingLetter(stage))?.id ?? "", reason: "Booked by hand" }),
    ],
  },
  {
    name: "an order that was edited in QuickBooks, as finance accepts",
    async arrange(stage) {
      await pushed(stage, acme);
      await heardAndDone(stage);
      const order = stage.sandbox.quickbooks.all(US_REALM, "Estimate").at(-1)?.Id ?? "";
      const line = { DetailType: "SalesItemLineDetail", Amount: 900, SalesItemLineDetail: { ItemRef: { value: "5" } } };
      stage.sandbox.quickbooks.people.edit(US_REALM, "Estimate", order, { Line: [line] });
      await heardAndDone(stage);
    },
    door: async (parts, { db }) => {
      const { drifts } = await db.store.inPortal(PORTAL.portalId, (tx) => tx.drifts.list({ state: "open", after: null, limit: 1 }));
      await decideDrift(parts, { ...FINANCE, driftId: drifts[0]?.driftId ?? "", state: "accepted", reason: "Agreed" });
    },
  },
  {
    name: "conflicts of a buyer, as finance decides them and changes the rule",
    arrange: disagreeing,
    door: [
      async (parts, stage) => changeFieldRule(parts, { ...FINANCE, conflictId: await conflictOf(stage, "phone"), rule: "hubspot" }),
      async (parts, stage) => decideConflict(parts, { ...FINANCE, conflictId: await conflictOf(stage, "billingAddress"), side: "hubspot" }),
      (parts) => decideAllConflicts(parts, { ...FINANCE, field: "phone", side: "quickbooks" }),
    ],
  },
  {
    name: "a match that finance calls new",
    async arrange(stage) {
      win(stage, piper);
      await queuePush(stage, piper);
      await stage.work(stage.parts, null);
    },
    door: [
      async (parts, stage) =>
        decideMatch(parts, { ...FINANCE, ...(await openMatch(stage)), decision: "notTheSame", customerId: PIPER_LLC }),
      async (parts, stage) => decideMatch(parts, { ...FINANCE, ...(await openMatch(stage)), decision: "new" }),
    ],
  },
  {
    name: "an approval that finance refuses",
    isMore: true,
    async arrange(stage) {
      await set(stage, { approvals: { discountPercentOver: 5 } });
      win(stage, umbrella, { tieout_discount_percent: "10" });
      await queuePush(stage, umbrella);
      await stage.work(stage.parts, null);
    },
    door: (parts) => decideDeal(parts, { ...FINANCE, role: "finance", dealId: umbrella, state: "refused", reason: "Too much" }),
  },
  {
    name: "a mapping that is changed, and taken back",
    door: [
      (parts) => changeMapping(parts, { ...FINANCE, lists: THIRTY_DAYS, what: "terms", expectedVersion: null }),
      async (parts, { db }) => {
        const [changed] = await db.ask<{ version: number }>("select version from mapping_versions where what = 'terms'");
        await undoMapping(parts, { ...FINANCE, version: changed?.version ?? 0 });
      },
    ],
  },
  {
    name: "a consent, a company's own setting and a role that was given to an e-mail",
    async arrange(stage) {
      await set(stage, { roles: { "dora@northwind.example": "finance" } });
    },
    door: [
      (parts) => decideWorkflowConsent(parts, { ...WORKFLOW, granted: true }),
      async (parts, stage) => saveCompanySettings(parts, { ...(await place(stage)), by: ADMIN, changes: { shadow: true }, inherit: [] }),
      (parts) => takeInvitation(parts, PORTAL.portalId, { userId: 7_001, email: "dora@northwind.example" }),
    ],
  },
];
