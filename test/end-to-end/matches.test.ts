import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { decideMatch } from "../../api/flows/decide-match.ts";
import { withLinkLock } from "../../api/flows/ensure-linked.ts";
import { mirrorCustomer, mirrorCustomers } from "../../api/flows/mirror-customers.ts";
import { whenDead } from "../../api/jobs/workers.ts";
import { faultWith200 } from "../sandbox/quickbooks/canned-answers.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, pushOnce, startStage, type Stage } from "./harness.ts";
import { runWaiting } from "./waiting-jobs.ts";

type Match = {
  id: string;
  state: string;
  how: string | null;
  undoable: boolean;
  deals: { id: string }[];
  reasons: string[];
  decidedBy: { userId: number } | null;
  candidates: { customerId: string; score: number; reasons: string[]; differences: { field: string; here: string; there: string }[] }[];
  record: { object: string; id: string; url: string };
};

const DEAL = DEAL_IDS.piper;
/** "Pied Piper LLC", at the house of the company "Pied Piper". */
const PIPER_LLC = "4";
const CARLA = { userId: USERS.finance, email: "carla@northwind.example" };

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { roles: { [USERS.finance]: "finance" } } });
  for (const dealId of [DEAL]) stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", dealId, { dealstage: "closedwon" });
});
afterAll(() => stage?.stop());
beforeEach(() => forgetDeals(stage));

const list = async (state: string) => (await stage.actors.ask<{ matches: Match[] }>("finance", `/ui/matches?state=${state}`)).matches;
const decide = (id: string, word: string, body: object = {}) =>
  stage.actors.ask<Match>("finance", `/ui/matches/${id}/${word}`, { method: "POST", body });
const customersNamed = (name: string) =>
  stage.sandbox.quickbooks.all(US_REALM, "Customer").filter(({ DisplayName }) => DisplayName?.startsWith(name));
const orders = (dealId = DEAL) =>
  stage.sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(dealId));
const stateOfDeal = () => stage.tieout.needs.store.inPortal(NORTHWIND_PORTAL, async (tx) => (await tx.deals.read(DEAL))?.state);
const audited = () =>
  stage.tieout.needs.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
    const { entries } = { entries: await tx.audit.list({ before: null, limit: 5 }) };
    return entries.find(({ what }) => what.startsWith("match."));
  });

async function opened(): Promise<Match> {
  await pushOnce(stage, DEAL);
  const [match] = await list("open");
  if (!match) throw new Error("No match was opened.");
  return match;
}

describe("a buyer that may be a customer", () => {
  test("is put before finance with score, reasons and differences once its push is asked, and not by looking at the card", async () => {
    await stage.actors.ask("rep", `/ui/deals/${DEAL}`);
    expect(await list("open")).toEqual([]);
    const match = await opened();
    expect(match).toMatchObject({
      state: "open",
      how: null,
      undoable: false,
      deals: [{ id: DEAL }],
      record: { object: "company", id: COMPANY_IDS.piper },
    });
    expect(match.record.url).toContain(`/contacts/${NORTHWIND_PORTAL}/record/0-2/${COMPANY_IDS.piper}`);
    const candidate = match.candidates.find(({ customerId }) => customerId === PIPER_LLC);
    expect(candidate).toMatchObject({
      score: 50,
      reasons: ["Same name but for the legal form: Pied Piper LLC", "Same house number and postcode: 94303 5230"],
    });
    expect(candidate?.differences).toContainEqual({ field: "e-mail", here: "ap@piper.example", there: "finance@piedpiper.example" });
    expect(await stateOfDeal()).toBe("needsReview");
  });

  test("that finance links gets its orders there, and the decision stands in the log with who took it", async () => {
    const { id } = await opened();
    expect(await decide(id, "link", { customerId: PIPER_LLC })).toMatchObject({
      state: "linked",
      how: "chosen",
      decidedBy: CARLA,
      undoable: true,
    });
    expect(await audited()).toMatchObject({ what: "match.linked", by: CARLA, subject: { object: "company", id: COMPANY_IDS.piper } });
    await runWaiting(stage);
    expect(orders().map(({ CustomerRef }) => CustomerRef?.value)).toEqual([PIPER_LLC]);
    expect(await list("open")).toEqual([]);
    expect(await list("decided")).toMatchObject([{ id, undoable: false }]);
    await expect(decide(id, "undo")).rejects.toThrow("tooLate");
  });

  test("that finance says is new gets a customer of its own", async () => {
    const { id } = await opened();
    expect(await decide(id, "new")).toMatchObject({ state: "new", how: "chosen", undoable: true });
    await runWaiting(stage);
    expect(customersNamed("Pied Piper").map(({ DisplayName }) => DisplayName)).toEqual(["Pied Piper LLC", "Pied Piper"]);
    expect(await list("decided")).toMatchObject([{ id, state: "new", undoable: false }]);
  });

  test("that is not the same is never offered that customer again", async () => {
    const { id } = await opened();
    for (let asked = 0; asked < 2; asked += 1) expect((await decide(id, "not-the-same", { customerId: PIPER_LLC })).candidates).toEqual([]);
    expect(await stage.db.ask("select from audit_log where what = 'match.refused'"), "asked again, since the answer was lost").toHaveLength(
      1,
    );
    await runWaiting(stage);
    expect(customersNamed("Pied Piper").map(({ DisplayName }) => DisplayName)).toEqual(["Pied Piper LLC", "Pied Piper"]);
    expect(await list("open")).toEqual([]);
  });

  test("becomes a sub-customer of the one that finance names", async () => {
    const { id } = await opened();
    await decide(id, "reparent", { customerId: PIPER_LLC });
    await runWaiting(stage);
    const made = customersNamed("Pied Piper").find(({ Id }) => Id !== PIPER_LLC);
    expect(made).toMatchObject({ Job: true, ParentRef: { value: PIPER_LLC } });
  });

  test("whose decision is taken back waits for finance again", async () => {
    const { id } = await opened();
    await decide(id, "link", { customerId: PIPER_LLC });
    expect(await decide(id, "undo")).toMatchObject({ state: "open", how: null, decidedBy: null });
    await runWaiting(stage);
    expect(orders()).toEqual([]);
    expect(await stateOfDeal()).toBe("needsReview");
  });

  test.each([
    ["is decided already", async (id: string) => void (await decide(id, "new")), PIPER_LLC, "decided"],
    ["names nobody", async () => undefined, "999999", "customerWillNotDo"],
    ["names an inactive customer", async () => undefined, "6", "customerWillNotDo"],
  ])("is not linked when it %s", async (_, before, customerId, code) => {
    const { id } = await opened();
    await before(id);
    await expect(decide(id, "link", { customerId })).rejects.toThrow(code);
  });

  test("is not linked to a customer that is billed in another currency for ever", async () => {
    const { id } = await opened();
    const inEuros = { DisplayName: "Pied Piper Paris", CurrencyRef: { value: "EUR" } };
    const { Id } = stage.sandbox.quickbooks.people.create(US_REALM, "Customer", inEuros);
    await expect(decide(id, "link", { customerId: Id })).rejects.toThrow("EUR for ever");
    expect(await list("open")).toMatchObject([{ id }]);
  });

  test("is decided by nobody while its customer is being made", async () => {
    const { id } = await opened();
    const { needs } = stage.tieout;
    const place = { portalId: NORTHWIND_PORTAL, matchId: id, by: CARLA };
    const impatient: typeof needs.store = { ...needs.store, withLock: (name, _waitMs, work) => needs.store.withLock(name, 0, work) };
    const match = await needs.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.matches.read(id));
    const { connectionId = "", recordId = "", currency = "" } = match ?? {};
    await withLinkLock(needs.store, NORTHWIND_PORTAL, { connectionId, recordType: "customer", recordId, currency }, async () => {
      await expect(decideMatch({ ...needs, store: impatient }, { ...place, decision: "new" })).rejects.toMatchObject({ kind: "busy" });
    });
    expect(await list("open")).toMatchObject([{ id }]);
  });

  test("is for finance to decide, and no rep", async () => {
    const { id } = await opened();
    await expect(stage.actors.ask("rep", `/ui/matches/${id}/new`, { method: "POST", body: {} })).rejects.toThrow("roleTooSmall");
  });
});

test("a new buyer whose name a vendor holds is finance's to decide, and once it is new the record's id is behind the name", async () => {
  await pushOnce(stage, DEAL_IDS.hooli);
  const [match] = await list("open");
  expect(match?.reasons).toEqual(["The name “Hooli” is taken by a vendor in QuickBooks"]);
  await decide(match?.id ?? "", "new");
  await runWaiting(stage);
  expect(customersNamed("Hooli").map(({ DisplayName }) => DisplayName)).toEqual(["Hooli (HS 21000000009)"]);
});

test("a customer that is linked by itself is listed with its reasons", async () => {
  await pushOnce(stage, DEAL_IDS.globex);
  const [match] = await list("decided");
  expect(match).toMatchObject({ state: "linked", how: "auto", decidedBy: null, undoable: false, candidates: [{ customerId: "1" }] });
  expect(match?.candidates[0]?.reasons).toContain("Same e-mail: ap@globex.example");
});

test("a customer that was linked by itself, and whose link a person took back, is not linked by itself again", async () => {
  const refusal = { when: "before", kind: "answer", answer: faultWith200("6000") } as const;
  stage.sandbox.quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, ...refusal });
  const job = { name: "push-deal", data: { portalId: NORTHWIND_PORTAL, dealId: DEAL_IDS.globex, cause: "button" } } as const;
  const failure: unknown = await pushOnce(stage, DEAL_IDS.globex).catch((error: unknown) => error);
  const [{ id, ...match } = { id: "" }] = await list("decided");
  expect(match).toMatchObject({ state: "linked", how: "auto", undoable: true });
  await expect(decide(id, "undo"), "while its order may be on its way").rejects.toThrow("being pushed right now");
  await whenDead(stage.tieout.needs, job, failure);
  await decide(id, "undo");

  await runWaiting(stage);
  expect((await list("open"))[0]?.reasons[0]).toBe("A person took back the automatic link");
  expect(orders(DEAL_IDS.globex)).toEqual([]);
});

describe("once the mirror of customers is filled", () => {
  async function filled(): Promise<{ portalId: number; connectionId: string }> {
    const { needs } = stage.tieout;
    const portalId = NORTHWIND_PORTAL;
    const connectionId = await needs.store.inPortal(portalId, async (tx) => {
      const id = (await tx.connections.list())[0]?.connectionId ?? "";
      await tx.mirroredCustomers.startFill(id, stage.clock.now());
      return id;
    });
    await mirrorCustomers(needs, { portalId, connectionId });
    return { portalId, connectionId };
  }

  test("candidates come from it, and QuickBooks is not searched for them", async () => {
    await filled();
    stage.sandbox.quickbooks.wire.requests.length = 0;
    const { candidates } = await opened();
    expect(candidates[0]).toMatchObject({ customerId: PIPER_LLC, score: 50 });
    const searches = stage.sandbox.quickbooks.wire.requests.filter((request) => JSON.stringify(request).includes("LIKE"));
    expect(searches).toEqual([]);
  });

  test("a customer of ours whose answer was lost is known by its marker, though the mirror has not heard of it", async () => {
    await filled();
    const { hubspot, quickbooks } = stage.sandbox;
    const person = hubspot.portal(NORTHWIND_PORTAL);
    person.patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
    quickbooks.wire.faults.add({ match: { method: "POST", path: "/customer" }, when: "after", kind: "drop", times: 1 });
    await expect(pushOnce(stage, DEAL_IDS.acme)).rejects.toMatchObject({ kind: "unavailable" });
    await stage.clock.sleep(60_000);
    // By name and address alone nobody would be sure.
    const { domain, phone, tieout_billing_email: email } = person.read("companies", COMPANY_IDS.acme).properties;
    const before = { domain: domain ?? "", phone: phone ?? "", tieout_billing_email: email ?? "" };
    onTestFinished(() => void person.patch("companies", COMPANY_IDS.acme, before));
    person.patch("companies", COMPANY_IDS.acme, { domain: "", phone: "", tieout_billing_email: "ap@elsewhere.example" });
    await pushOnce(stage, DEAL_IDS.acme);

    expect(await list("open")).toEqual([]);
    expect(customersNamed("Acme")).toHaveLength(1);
    expect(quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.acme))).toHaveLength(1);
  });

  test("a customer that was made inactive since is not linked by itself, though the mirror has not heard of it", async () => {
    const place = await filled();
    stage.sandbox.quickbooks.people.edit(US_REALM, "Customer", "1", { Active: false });
    await expect(pushOnce(stage, DEAL_IDS.globex)).rejects.toThrow("not certain");
    await mirrorCustomer(stage.tieout.needs, place, "1");
    await pushOnce(stage, DEAL_IDS.globex);
    expect((await list("open"))[0]?.reasons.join()).toContain("inactive");
  });
});
