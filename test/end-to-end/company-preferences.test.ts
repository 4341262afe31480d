import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { giveUpPush } from "../../api/flows/give-up-push.ts";
import { handleInbox } from "../../api/flows/handle-inbox.ts";
import { readCompanies, readCompany } from "../../api/flows/read-company.ts";
import { signatureOf } from "../sandbox/quickbooks/webhook-format.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, push, rowsOf, startStage, type Stage } from "./harness.ts";
import { runWaiting } from "./waiting-jobs.ts";

const DEAL = DEAL_IDS.globex;
const OWNER = "71002";
const EAST = { ownerId: OWNER, repCode: "BO", classId: "1" };

let stage: Stage;
let connectionId: string;
beforeAll(async () => {
  stage = await startStage();
  connectionId = (await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.connections.list()))[0]?.connectionId ?? "";
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  await forgetDeals(stage);
  await stage.clock.sleep(60_000);
  await readCompany(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, connectionId });
  await runWaiting(stage);
});

type View = { state: string; findings: { code: string; level: string; fixBy: string }[] };
const view = () => stage.actors.ask<View>("rep", `/ui/deals/${DEAL}`);
const prefer = (patch: Record<string, object>) => stage.sandbox.quickbooks.people.setPreferences(US_REALM, patch);
const orders = () => stage.sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ CustomerRef }) => CustomerRef?.value === "1");
const waitingReads = () =>
  rowsOf(stage.db.url, "select data from pgboss.job where name = 'read-company' and state = 'created'").then((rows) => rows.length);
const mapOwners = (owners: object[]) =>
  stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) =>
    tx.mapping.save({
      lists: { owners: owners as (typeof EAST)[] },
      what: "Owners",
      by: { userId: 1, email: null },
      at: stage.clock.now(),
      expectedVersion: null,
    }),
  );

describe("a switch that is off in QuickBooks is a finding before the push", () => {
  test.each([
    ["estimates", { SalesFormsPrefs: { AllowEstimates: false } }, "error admin estimatesOff"],
    [
      "class tracking",
      { AccountingInfoPrefs: { ClassTrackingPerTxn: false, ClassTrackingPerTxnLine: false } },
      "error admin classTrackingOff",
    ],
    ["the rep's field", { SalesFormsPrefs: { CustomField: [] } }, "error admin repFieldMissing"],
    ["open books", { AccountingInfoPrefs: { BookCloseDate: "2026-11-30" } }, "error finance booksClosed"],
    ["service dates", { SalesFormsPrefs: { AllowServiceDate: false } }, "warning admin serviceDatesOff"],
    ["numbering", { SalesFormsPrefs: { CustomTxnNumbers: true } }, "warning admin numberMissing"],
  ])("%s", async (_, patch, finding) => {
    await mapOwners([EAST]);
    prefer(patch);
    await stage.clock.sleep(60_000);
    const { findings } = await view();
    expect(findings.map(({ level, fixBy, code }) => `${level} ${fixBy} ${code}`)).toEqual([finding]);

    await push(stage, DEAL);
    expect(orders()).toHaveLength(finding.startsWith("error") ? 0 : 1);
    await mapOwners([]);
  });

  test("multicurrency", async () => {
    prefer({ CurrencyPrefs: { MultiCurrencyEnabled: false } });
    await stage.clock.sleep(60_000);
    const { findings } = await stage.actors.ask<View>("rep", `/ui/deals/${DEAL_IDS.wonka}`);
    expect(findings).toMatchObject([{ code: "currencyNotEnabled", fixBy: "admin" }]);
  });
});

describe("the preferences are read again", () => {
  test("when QuickBooks says that they changed; one switch releases every deal that waits for it", async () => {
    prefer({ SalesFormsPrefs: { AllowEstimates: false } });
    await stage.clock.sleep(60_000);
    await readCompany(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, connectionId });
    await push(stage, DEAL);
    await push(stage, DEAL_IDS.soylent);
    expect(orders()).toEqual([]);
    await runWaiting(stage);

    prefer({ SalesFormsPrefs: { AllowEstimates: true } });
    const body = JSON.stringify([
      {
        ...{ specversion: "1.0", id: "evt-preferences", source: "intuit.test", type: "qbo.preferences.updated.v1" },
        ...{ time: stage.clock.now().toString(), intuitentityid: "1", intuitaccountid: US_REALM, data: {} },
      },
    ]);
    const headers = { "intuit-signature": signatureOf(body, stage.config.QUICKBOOKS_WEBHOOK_VERIFIER) };
    expect((await fetch(`${stage.url}/webhooks/quickbooks`, { method: "POST", body, headers })).status).toBe(200);
    await handleInbox(stage.tieout.needs);
    expect(await waitingReads()).toBe(1);

    await readCompany(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, connectionId });
    const released = (await runWaiting(stage)).filter(({ name }) => name === "push-deal").map(({ data }) => data);
    expect(released).toMatchObject([{ dealId: DEAL }, { dealId: DEAL_IDS.soylent }]);
    expect(orders()).toHaveLength(1);
  });

  test("at once, whatever is remembered for a few seconds, and nothing is looked at again where nothing changed", async () => {
    await view();
    prefer({ AccountingInfoPrefs: { BookCloseDate: "2026-11-30" } });
    await readCompany(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, connectionId });
    expect((await view()).findings).toMatchObject([{ code: "booksClosed" }]);
    await push(stage, DEAL);
    await runWaiting(stage);
    await readCompany(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, connectionId });
    expect(await runWaiting(stage)).toEqual([]);
  });

  test("daily, and when a push is refused by a fault that contradicts them", async () => {
    expect(await readCompanies(stage.tieout.needs, { portalId: NORTHWIND_PORTAL })).toEqual({ companies: 1 });
    expect(await waitingReads()).toBe(1);
    await runWaiting(stage);

    await view();
    prefer({ SalesFormsPrefs: { AllowEstimates: false } });
    const refusal = await push(stage, DEAL).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind: "rejected", code: "6000" });
    await giveUpPush(
      stage.tieout.needs,
      { name: "push-deal", data: { portalId: NORTHWIND_PORTAL, dealId: DEAL, cause: "button" } },
      refusal,
    );
    expect(await waitingReads()).toBe(1);
    await readCompany(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, connectionId });
    expect((await view()).findings.map(({ code }) => code)).toEqual(["6000", "estimatesOff"]);
  });
});
