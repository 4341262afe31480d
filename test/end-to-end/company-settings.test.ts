import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DealView } from "../../api/domain/deal-view.ts";
import { USERS } from "../sandbox/seed/hubspot.ts";
import { DESK_DEAL_IDS } from "../sandbox/seed/desk-cases.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { CA_REALM, US_REALM } from "../sandbox/seed/quickbooks.ts";
import { push, startStage, type Stage } from "./harness.ts";
import { runWaiting } from "./waiting-jobs.ts";
import { fromNowOn } from "./written-since.ts";

type Settings = Record<string, unknown> & { own?: string[]; numbering: { kind: string; prefix?: string; next?: number } };
type File = { companySettings: { connectionId: string; settings: object }[] };

const DEALS = { ...DEAL_IDS, ...DESK_DEAL_IDS };
const SEQUENCE = { kind: "sequence", prefix: "SO-", next: 41 };

let stage: Stage;
let us: string;
let canada: string;
beforeAll(async () => {
  stage = await startStage();
  const { quickbooks } = stage.sandbox;
  us = (await connections())[0] ?? "";
  quickbooks.autoApprove(CA_REALM);
  const { url } = await ask<{ url: string }>("/ui/quickbooks/connect", { method: "POST", body: { confirm: false } });
  await stage.actors.walk(url);
  quickbooks.autoApprove(US_REALM);
  canada = (await connections())[1] ?? "";
  for (const realm of [US_REALM, CA_REALM])
    quickbooks.people.setPreferences(realm, { SalesFormsPrefs: { CustomTxnNumbers: true, AllowEstimates: true } });
  const rules = [{ by: "currency", value: "CAD", connectionId: canada }];
  await put({ routing: { rules, defaultConnectionId: us }, roles: { [USERS.finance]: "finance" } });
  const { version } = await ask<{ version: number }>("/ui/mappings");
  const taxCodes = [{ country: "CA", taxCodeId: "2", exemptTaxCodeId: "4" }];
  await ask("/ui/mappings", { method: "PUT", body: { version, taxCodes } });
  await put({ automaticPush: true, goLiveWaiver: "Checked by hand", numbering: SEQUENCE });
  await put({ inherit: ["automaticPush"] }, canada);
  await runWaiting(stage);
});
afterAll(() => stage?.stop());

const ask = <T>(path: string, call?: { method: "PUT" | "POST"; body: object }) => stage.actors.ask<T>("admin", path, call);
const connections = async () => (await ask<{ connections: { id: string }[] }>("/ui/quickbooks")).connections.map(({ id }) => id);
const put = (body: object, company?: string) => ask<Settings>(`/ui/settings${queryOf(company)}`, { method: "PUT", body });
const settings = (company?: string) => ask<Settings>(`/ui/settings${queryOf(company)}`);
const queryOf = (company?: string) => (company === undefined ? "" : `?connectionId=${company}`);
const view = (deal: keyof typeof DEALS) => stage.actors.ask<DealView>("finance", `/ui/deals/${DEALS[deal]}`);
const codes = async (deal: keyof typeof DEALS) => (await view(deal)).findings.map(({ code }) => code);
const numbersIn = (realm: string) => stage.sandbox.quickbooks.all(realm, "Estimate").map(({ DocNumber }) => DocNumber);
const lastWords = async () => (await ask<{ entries: { words: string }[] }>("/ui/audit-log")).entries.map(({ words }) => words);

test("a company has some settings of its own, and the portal's are as they were, with the names that they always had", async () => {
  const before = await settings();
  const own = { goLiveDate: "2027-06-01", orderDocument: "invoice", numbering: { kind: "sequence", prefix: "CA-", next: 7 } };
  expect(await put(own, canada)).toMatchObject({ ...own, automaticPush: true, own: ["goLiveDate", "orderDocument", "numbering"] });
  expect(await settings()).toEqual(before);
  expect(before).not.toHaveProperty("own");
  expect(await settings(us)).toEqual({ ...before, own: [] });
  expect((await lastWords())[0]).toBe("Changed the settings for Sandbox Company CA: go live date, order document, numbering");
});

test("each deal is checked for the document that its own company makes of it", async () => {
  const allowEstimates = async (AllowEstimates: boolean) => {
    stage.sandbox.quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { CustomTxnNumbers: true, AllowEstimates } });
    await stage.clock.sleep(20_000);
  };
  await allowEstimates(false);
  expect(await codes("umbrella")).toContain("estimatesOff");
  // Tieout makes no invoices, and nothing else in their place.
  expect(await codes("loonlake")).toContain("orderDocumentUnknown");
  await put({ inherit: ["orderDocument"] }, canada);
  expect(await codes("loonlake")).not.toContain("orderDocumentUnknown");
  await allowEstimates(true);
});

test("each deal goes by the go-live date and the numbers of its own company", async () => {
  await push(stage, DEALS.globex, "sweep");
  await push(stage, DEALS.moosejaw, "sweep");
  expect([await view("globex"), await view("moosejaw")]).toMatchObject([
    { state: "pushed", order: { number: "SO-41" } },
    { state: "ready" },
  ]);
  await push(stage, DEALS.moosejaw, "button");
  expect(numbersIn(CA_REALM)).toEqual(["CA-7"]);
  expect((await settings(canada)).numbering).toMatchObject({ next: 8 });
});

test("one company may rest, or want four eyes, while the other goes on", async () => {
  await put({ readOnly: true, approvals: { contractOver: "1", fourEyes: true } }, canada);
  expect([(await codes("umbrella")).includes("writesOff"), (await codes("loonlake")).includes("writesOff")]).toEqual([false, true]);
  await push(stage, DEALS.loonlake, "button");
  await put({ inherit: ["readOnly"] }, canada);
  const released = (await runWaiting(stage, () => false)).filter(({ name }) => name === "push-deal");
  expect(released).toMatchObject([{ data: { dealId: DEALS.loonlake } }]);
  const body = { idempotencyKey: "four-eyes" };
  await stage.actors.ask("finance", `/ui/deals/${DEALS.loonlake}/push`, { method: "POST", body });
  await runWaiting(stage);
  const approve = () => stage.actors.ask("finance", `/ui/deals/${DEALS.loonlake}/approve`, { method: "POST", body: {} });
  expect(await view("loonlake")).toMatchObject({ state: "awaitingApproval" });
  await expect(approve()).rejects.toThrow("fourEyes");
  await put({ inherit: ["approvals"] }, canada);
});

test("what a company goes back to is the portal's, and two companies that go by one sequence count each for itself", async () => {
  expect(await put({ inherit: ["numbering", "goLiveDate"] }, canada)).toMatchObject({ own: [], numbering: SEQUENCE });
  await push(stage, DEALS.loonlake, "button");
  expect(numbersIn(CA_REALM)).toEqual(["CA-7", "SO-41"]);
  await push(stage, DEALS.umbrella, "button");
  expect(numbersIn(US_REALM).filter((number) => number?.startsWith("SO-"))).toEqual(["SO-41", "SO-42"]);
});

describe("refused, with nothing saved:", () => {
  test.each<[string, object, () => string | undefined, RegExp]>([
    ["a setting of the whole portal", { dailyHour: 3 }, () => canada, /one of these for the whole portal.*dailyHour/],
    ["a company that is not there", { readOnly: true }, () => "999", /noSuchConnection/],
    ["going back to the portal's without saying which company", { inherit: ["readOnly"] }, () => undefined, /connectionId/],
    ["a number that an order of the company has", { numbering: { ...SEQUENCE, next: 40 } }, () => us, /Numbers before SO-43/],
    [
      "the end of a waiver by which a company pushes by itself",
      { goLiveWaiver: null },
      () => us,
      /cannot be on yet for Sandbox Company US/,
    ],
  ])("%s", async (_what, body, company, words) => {
    const written = await fromNowOn(stage);
    await expect(put(body, company())).rejects.toThrow(words);
    await written.expectNothing();
  });

  test("the end of the portal's waiver while one company still pushes by it", async () => {
    await put({ goLiveWaiver: "Canada was compared for a month" }, canada);
    const ofCanada = await ask<{ waiver: object }>(`/ui/go-live?connectionId=${canada}`);
    expect(ofCanada.waiver).toMatchObject({ reason: "Canada was compared for a month", by: { userId: USERS.admin } });
    expect(await ask("/ui/go-live")).toMatchObject({ waiver: { reason: "Checked by hand", by: { userId: USERS.admin } } });
    await put({ inherit: ["goLiveWaiver"] }, canada);
    await put({ automaticPush: false });
    await put({ automaticPush: true }, canada);
    await expect(put({ goLiveWaiver: null })).rejects.toThrow("cannot be on yet for Sandbox Company CA");
  });
});

test("the configuration file holds what each company has of its own, and brings exactly that back", async () => {
  await put({ dealNameOnOrder: true }, canada);
  const file = await ask<File>("/ui/configuration");
  expect(file.companySettings).toContainEqual({
    connectionId: canada,
    settings: expect.objectContaining({ dealNameOnOrder: true }) as object,
  });
  await put({ inherit: ["dealNameOnOrder"], readOnly: true }, canada);
  const importing = () => ask("/ui/configuration/import", { method: "POST", body: { text: JSON.stringify(file), apply: true } });
  expect(await importing()).toMatchObject({ faults: [], applied: true, changes: expect.any(Array) as object });
  expect((await settings(canada)).own).toContain("dealNameOnOrder");
  expect((await settings(canada)).own).not.toContain("readOnly");
  expect(await importing()).toMatchObject({ faults: [], changes: [] });
});
