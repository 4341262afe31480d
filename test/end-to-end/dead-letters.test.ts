import { describe, expect, test } from "vitest";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { DEAL, lettersStage, type Letter } from "./letters-stage.ts";
import { workWaiting } from "./waiting-jobs.ts";

type Next = { fields: { path: string; value: string }[]; stoppedBy: string[] };

const here = lettersStage();
const { ask, put, post, letters, run, pressPush, refusal, ordersOf } = here;
const closeBooks = (date: string | null) =>
  here.stage.sandbox.quickbooks.people.setPreferences(US_REALM, { AccountingInfoPrefs: { BookCloseDate: date ?? "2000-01-01" } });

describe("a push that QuickBooks refused", () => {
  test("waits for finance with what was sent, its money and its age, and nothing personal", async () => {
    refusal("6000", "/estimate");
    await pressPush();
    const [letter, ...others] = await letters();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      kind: "push-deal",
      record: { object: "deal", id: DEAL },
      cause: "6000: the order",
      fixBy: "finance",
      attempts: 1,
      owner: null,
      state: "open",
    });
    expect(letter?.message).toContain("refused with 6000");
    expect(Number(letter?.money?.amount)).toBeGreaterThan(0);
    const paths = letter?.fields.map(({ path }) => path) ?? [];
    expect(paths).toContain("TxnDate");
    expect(paths.filter((path) => /Addr|Email/.test(path))).toEqual([]);
  });

  test("is tried again by a press, and heals when it succeeds, with one order", async () => {
    refusal("6000", "/estimate");
    await pressPush();
    const [letter] = await letters();
    expect(await post<Letter>(`/ui/dead-letters/${letter?.id}/retry`)).toMatchObject({ state: "retrying" });
    await workWaiting(here.stage);
    expect(await letters()).toEqual([]);
    expect(await ordersOf()).toHaveLength(1);
  });

  test("that is refused again counts another attempt of the same letter", async () => {
    refusal("6000", "/estimate", 2);
    await pressPush();
    await post("/ui/dead-letters/retry", { cause: "6000: the order" });
    await workWaiting(here.stage);
    expect(await letters()).toMatchObject([{ attempts: 2, state: "open" }]);
  });

  test("is tried again under the name that finance chose, as a new generation of a payload that is made anew", async () => {
    here.stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("companies", COMPANY_IDS.acme, { name: "Zebra Unheard Of" });
    here.stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, {});
    refusal("6240", "/customer");
    await pressPush();
    const [letter] = await letters();
    expect(letter).toMatchObject({ cause: "6240: the customer zebra unheard of" });
    await post(`/ui/dead-letters/${letter?.id}/retry`, { customerName: "Zebra Two" });
    await workWaiting(here.stage);
    expect(await letters()).toEqual([]);
    const names = here.stage.sandbox.quickbooks.all(US_REALM, "Customer").map(({ DisplayName }) => DisplayName);
    expect(names).toContain("Zebra Two");
    expect(names).not.toContain("Zebra Unheard Of");
    here.stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("companies", COMPANY_IDS.acme, { name: "Acme Robotics" });
  });

  test("is shown beside what would be sent now, or what would stop it, and looking uses up no number", async () => {
    const { hubspot, quickbooks } = here.stage.sandbox;
    const look = async () => ask<{ next: Next; fields: Letter["fields"] }>(`/ui/dead-letters/${(await letters())[0]?.id}`);
    quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { CustomTxnNumbers: true } });
    await here.stage.clock.sleep(20_000);
    await put({ numbering: { kind: "sequence", prefix: "N-", next: 7 } });
    refusal("6000", "/estimate");
    await pressPush();
    hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { tieout_po_number: "PO-99" });
    const { next, fields } = await look();
    const sent = new Map(fields.map(({ path, value }) => [path, value]));
    expect(next.stoppedBy).toEqual([]);
    expect(next.fields.filter(({ path, value }) => sent.get(path) !== value).map(({ value }) => value)).toEqual(
      expect.arrayContaining(["N-8", "PO-99"]),
    );
    expect((await look()).next).toEqual(next);
    hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { tieout_order_date: "not a day" });
    expect((await look()).next).toMatchObject({ fields: [], stoppedBy: [expect.stringContaining("not a day")] });
    hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL, { tieout_order_date: "", tieout_po_number: "AR-2207" });
    quickbooks.people.setPreferences(US_REALM, { SalesFormsPrefs: { CustomTxnNumbers: false } });
    await put({ numbering: { kind: "company" } });
    await here.stage.clock.sleep(20_000);
  });

  test("is dismissed with a reason, which the audit log keeps, and cannot be retried then", async () => {
    refusal("6000", "/estimate");
    await pressPush();
    const [letter] = await letters();
    await post(`/ui/dead-letters/${letter?.id}/assign`, { userId: 502 });
    expect(await letters()).toMatchObject([{ owner: 502 }]);
    await post(`/ui/dead-letters/${letter?.id}/dismiss`, { reason: "Booked by hand" });
    expect(await letters()).toEqual([]);
    await expect(post(`/ui/dead-letters/${letter?.id}/retry`)).rejects.toThrow("letterSettled");
    const log = await here.stage.actors.ask<{ entries: { what: string; details: object }[] }>("admin", "/ui/audit-log");
    expect(log.entries.slice(0, 2)).toMatchObject([
      { what: "deadLetter.dismissed", details: { reason: "Booked by hand" } },
      { what: "deadLetter.assigned", details: { owner: 502 } },
    ]);
  });
});

describe("the deal's card", () => {
  const viewFor = (who: "rep" | "finance" | "admin") =>
    here.stage.actors.ask<{ failure: object | null; actions: string[] }>(who, `/ui/deals/${DEAL}`);

  test("says what happened, since when and who is on it, and only finance is led to the desk", async () => {
    refusal("6000", "/estimate");
    await pressPush();
    const [letter] = await letters();
    const since = Temporal.Instant.from(letter?.since ?? "").toString({ smallestUnit: "millisecond" });
    const said = { message: letter?.message, since, fixBy: "finance", owner: null, attempts: 1, byItself: false, letterId: letter?.id };
    expect((await viewFor("rep")).failure).toEqual({ ...said, retrying: false, mayOpen: false });
    const take = { method: "POST", body: { userId: USERS.finance } } as const;
    await here.stage.actors.ask("finance", `/ui/dead-letters/${letter?.id}/assign`, take);
    expect((await viewFor("finance")).failure).toMatchObject({
      owner: { userId: USERS.finance, email: "carla@northwind.example" },
      mayOpen: true,
    });
    await post(`/ui/dead-letters/${letter?.id}/assign`, { userId: USERS.rep });
    expect((await viewFor("rep")).failure).toMatchObject({ owner: { userId: USERS.rep, email: "ben@northwind.example" } });
  });

  test("says so when finance has settled it without another try, and nothing once the push has succeeded", async () => {
    refusal("6000", "/estimate");
    await pressPush();
    const [letter] = await letters();
    await post(`/ui/dead-letters/${letter?.id}/dismiss`, { reason: "Booked by hand" });
    expect((await viewFor("rep")).failure).toMatchObject({ message: letter?.message, letterId: null });
    await pressPush();
    expect((await viewFor("rep")).failure).toBeNull();
  });
});

describe("what mends a cause releases its letters by itself:", () => {
  test("a period that finance opened", async () => {
    // Closed between the look and the send: what is closed before is a finding.
    refusal("6210", "/estimate");
    await pressPush();
    closeBooks("2026-12-31");
    await here.stage.clock.sleep(20_000);
    await run("mended");
    expect(await letters()).toMatchObject([{ state: "open" }]);
    closeBooks(null);
    await here.stage.clock.sleep(20_000);
    await run("mended");
    await workWaiting(here.stage);
    expect(await letters()).toEqual([]);
    expect(await ordersOf()).toHaveLength(1);
  });

  test("a name that was freed, and not before", async () => {
    const { hubspot, quickbooks } = here.stage.sandbox;
    hubspot.portal(NORTHWIND_PORTAL).patch("companies", COMPANY_IDS.acme, { name: "Zebra Unheard Of" });
    // Taken between the look and the send: what is taken before is put before finance as a match.
    refusal("6240", "/customer");
    await pressPush();
    const { Id } = quickbooks.people.create(US_REALM, "Vendor", { DisplayName: "Zebra Unheard Of" });
    await run("mended");
    expect(await letters()).toMatchObject([{ state: "open" }]);
    quickbooks.people.edit(US_REALM, "Vendor", Id, { DisplayName: "Zebra Supplies" });
    await run("mended");
    await workWaiting(here.stage);
    expect(await letters()).toEqual([]);
    expect(await ordersOf()).toHaveLength(1);
    hubspot.portal(NORTHWIND_PORTAL).patch("companies", COMPANY_IDS.acme, { name: "Acme Robotics" });
  });

  test("an outage that is over, and not before; what fails again and again all the same waits for a person", async () => {
    const down = (times: number) =>
      here.stage.sandbox.quickbooks.wire.faults.add({
        match: { path: "/(companyinfo|preferences)/|/query|/estimate" },
        when: "before",
        kind: "answer",
        times,
        answer: { status: 503, body: "" },
      });
    down(1_000);
    await here.stage.clock.sleep(20_000);
    await pressPush();
    await run("mended");
    await workWaiting(here.stage);
    expect(await letters()).toMatchObject([{ cause: "503", state: "open", attempts: 1 }]);
    here.stage.sandbox.quickbooks.wire.faults.clear();
    await here.stage.clock.sleep(20_000);
    await run("mended");
    await workWaiting(here.stage);
    expect(await letters()).toEqual([]);
    expect(await ordersOf()).toHaveLength(1);

    const poison = { match: { method: "GET", path: "/crm/objects/2026-09/deals/" }, when: "before", kind: "answer", times: 1_000 } as const;
    here.stage.sandbox.hubspot.wire.faults.add({ ...poison, answer: { status: 502, body: "" } });
    await pressPush();
    for (let quarter = 0; quarter < 8; quarter += 1) {
      await run("mended");
      await workWaiting(here.stage);
    }
    expect(await letters()).toMatchObject([{ cause: "hubspotUnavailable", state: "open", attempts: 5 }]);
    here.stage.sandbox.hubspot.wire.faults.clear();
  });

  test("a saved mapping", async () => {
    refusal("2500", "/estimate");
    await pressPush();
    expect(await letters()).toHaveLength(1);
    const { products } = await here.stage.actors.ask<{ products: object[] }>("admin", "/ui/mappings/products");
    const more = { sku: "NEVER-SOLD", items: [{ itemId: "1", quantity: "1", share: "1" }] };
    await here.stage.actors.ask("admin", "/ui/mappings/products", { method: "PUT", body: { products: [...products, more] } });
    await workWaiting(here.stage);
    expect(await letters()).toEqual([]);
    expect(await ordersOf()).toHaveLength(1);
    await here.stage.actors.ask("admin", "/ui/mappings/products", { method: "PUT", body: { products } });
  });
});

test("two live orders of one deal are found at night, and one again heals it", async () => {
  await pressPush();
  const [order = ""] = await ordersOf();
  await run("doubles");
  expect(await letters()).toEqual([]);
  const { quickbooks } = here.stage.sandbox;
  const { CustomerRef, CurrencyRef, Line, PrivateNote } = quickbooks.find(US_REALM, "Estimate", order) ?? {};
  const lines = (Line ?? []).filter(({ DetailType }) => DetailType === "SalesItemLineDetail");
  const copy = quickbooks.people.create(US_REALM, "Estimate", {
    CustomerRef: CustomerRef!,
    CurrencyRef: CurrencyRef!,
    Line: lines,
    PrivateNote: PrivateNote!,
  });
  await run("doubles");
  expect(await letters()).toMatchObject([
    { kind: "double-document", fixBy: "finance", message: expect.stringContaining("2 live orders") as string },
  ]);
  quickbooks.people.delete(US_REALM, "Estimate", copy.Id);
  await run("doubles");
  expect(await letters()).toEqual([]);
});
