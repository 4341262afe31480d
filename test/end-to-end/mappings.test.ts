import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dryRunMapping } from "../../api/flows/dry-run-mapping.ts";
import type { Mapping } from "../../api/domain/mapping.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { PRODUCT_IDS } from "../sandbox/seed/hubspot-products.ts";
import { UNMAPPED_DEAL_IDS } from "../sandbox/seed/unmapped-deals.ts";
import { push, startStage, type Stage } from "./harness.ts";
import { runWaiting } from "./waiting-jobs.ts";

type Saved = Mapping & { version: number };
type Change = { path: string; before: string; after: string };
type Entry = { version: number; what: string; by: { userId: number; email: string } | null; changes: Change[]; changeCount: number };

let stage: Stage;
beforeAll(async () => void (stage = await startStage()));
afterAll(() => stage?.stop());

const read = () => stage.actors.ask<Saved>("admin", "/ui/mappings");
const put = (body: object) => stage.actors.ask<Saved>("admin", "/ui/mappings", { method: "PUT", body });
const post = <T>(path: string, body: object) => stage.actors.ask<T>("admin", `/ui/mappings/${path}`, { method: "POST", body });
const history = async () => (await stage.actors.ask<{ entries: Entry[] }>("admin", "/ui/mappings/history")).entries;
const terms = (termId: string) => [{ text: "End of quarter", termId }];

describe("a save on the desk", () => {
  test("changes the lists that it gives, and is in the history with who, what, before and after", async () => {
    const before = await read();
    const after = await put({ version: before.version, terms: terms("4") });
    expect(after).toEqual({ ...before, terms: terms("4"), version: before.version + 1 });
    expect((await history())[0]).toMatchObject({
      version: after.version,
      what: "Saved on the desk",
      by: { email: "ada@northwind.example" },
      changes: [{ path: 'terms "end of quarter"', before: "", after: '"End of quarter" is term 4' }],
      changeCount: 1,
    });
  });

  test("on a version that is not in force any more is refused", async () => {
    const { version } = await read();
    await expect(put({ version: version - 1, terms: [] })).rejects.toThrow(/mappingStale/);
    expect((await read()).terms).toEqual(terms("4"));
  });

  test("may not name what neither side has", async () => {
    const { version } = await read();
    await expect(put({ version, terms: terms("4711") })).rejects.toThrow(/no active term 4711/);
    const fields = [{ object: "deal", field: "poNumber", property: "purchase_order" }];
    await expect(put({ version, fields })).rejects.toThrow(/HubSpot has no property \\"purchase_order\\" on a deal/);
  });

  test("is finance's; everybody may read", async () => {
    const { version } = await stage.actors.ask<Saved>("rep", "/ui/mappings");
    await expect(stage.actors.ask("rep", "/ui/mappings", { method: "PUT", body: { version, terms: [] } })).rejects.toThrow(/roleTooSmall/);
  });

  test("has the deals looked at again that wait for what changed", async () => {
    const person = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
    person.patch("deals", DEAL_IDS.kord, { tieout_payment_terms: "Thirty days of grace" });
    await push(stage, DEAL_IDS.kord, "webhook");
    expect(await stage.actors.ask("rep", `/ui/deals/${DEAL_IDS.kord}`)).toMatchObject({ findings: [{ code: "termsUnknown" }] });
    const { version, ...lists } = await read();
    await put({ version, terms: [...lists.terms, { text: "thirty days of grace", termId: "3" }] });
    await runWaiting(stage);
    expect(await stage.actors.ask("rep", `/ui/deals/${DEAL_IDS.kord}`)).toMatchObject({ state: "pushed" });
  });
});

describe("an undo", () => {
  test("is a save of its own that takes back what one version changed, and leaves what came after", async () => {
    const first = await put({ version: (await read()).version, industries: [{ industry: "MACHINERY", customerTypeId: "1" }] });
    const second = await put({ version: first.version, terms: terms("5") });
    const undone = await post<Saved>("undo", { version: first.version });
    expect(undone).toMatchObject({ version: second.version + 1, industries: [], terms: terms("5") });
    expect((await history())[0]?.what).toBe(`Version ${first.version} undone`);
  });

  test("is refused politely where a later version changed the same entries", async () => {
    const first = await put({ version: (await read()).version, terms: terms("2") });
    await put({ version: first.version, terms: terms("3") });
    await expect(post("undo", { version: first.version })).rejects.toThrow(/changedSince.*changed again after it: terms/);
    expect((await read()).terms).toEqual(terms("3"));
  });

  test("of a version that never was finds nothing", async () => {
    await expect(post("undo", { version: 999 })).rejects.toThrow(/noSuchVersion/);
  });
});

describe("a file", () => {
  type Imported = { faults: { line: number; message: string }[]; changes: Change[]; mapping: Saved | null };
  const file = (format: string) => stage.actors.ask<{ fileName: string; text: string }>("admin", `/ui/mappings/export?format=${format}`);

  test.each(["json", "csv"])("that was exported as %s changes nothing when it comes back", async (format) => {
    const { fileName, text } = await file(format);
    expect(fileName).toBe(`tieout-mapping.${format}`);
    expect(await post("import", { format, text, apply: false })).toMatchObject({ faults: [], changes: [], mapping: null });
  });

  test("with one fault in a thousand lines applies nothing, and says in which line", async () => {
    const before = await read();
    const rows = Array.from({ length: 1_000 }, (_, index) => `products,SKU-${index},${index === 500 ? "4711" : "5"}`);
    const text = ["list,sku,itemId", ...rows].join("\n");
    const answer = await post<Imported>("import", { format: "csv", text, apply: true });
    expect(answer).toMatchObject({
      faults: [{ line: 502, message: "SKU SKU-500: QuickBooks has no active item 4711." }],
      changes: [],
      mapping: null,
    });
    expect(await read()).toEqual(before);
  });

  test("without a fault is applied only when that is asked for", async () => {
    const { version } = await read();
    const text = JSON.stringify({ terms: terms("1") });
    expect(await post("import", { format: "json", text, apply: false })).toMatchObject({
      changes: [{ before: '"End of quarter" is term 3' }],
    });
    expect((await read()).version).toBe(version);
    expect((await post<Imported>("import", { format: "json", text, apply: true })).mapping).toMatchObject({
      version: version + 1,
      terms: terms("1"),
    });
    expect((await history())[0]?.what).toBe("JSON file imported");
  });
});

test("the choices are what both sides have now", async () => {
  type Choices = Record<string, object[]> & { properties: { deal: object[]; company: object[] }; connected: boolean };
  const choices = await stage.actors.ask<Choices>("admin", "/ui/mappings/choices");
  expect(choices.connected).toBe(true);
  expect(choices["items"]).toContainEqual({ id: "7", name: "Hardware kit", sku: "HARDWARE-KIT", active: true, unitPrice: "900" });
  expect(choices["products"]).toContainEqual({ id: PRODUCT_IDS.seat, name: "User seat", sku: "SEAT-MONTHLY" });
  expect(choices["owners"]).toContainEqual({ id: "71002", name: "Ben Okafor", email: "ben@northwind.example" });
  expect(choices["countries"]).toContainEqual({ code: "DE", name: "Germany" });
  expect(choices.properties.deal).toContainEqual({ name: "tieout_po_number", label: expect.any(String) as string });
  expect(choices["fields"]).toContainEqual({ object: "deal", field: "poNumber", label: "PO number", property: "tieout_po_number" });
  for (const list of ["terms", "classes", "customerTypes", "industries"]) expect(choices[list]?.length, list).toBeGreaterThan(0);
});

describe("a mapped field", () => {
  const property = "purchase_order";
  const view = () => stage.actors.ask<{ findings: { code: string; message: string }[] }>("rep", `/ui/deals/${DEAL_IDS.soylent}`);

  test("is read from the property that the portal has chosen", async () => {
    const person = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
    person.patch("deals", DEAL_IDS.soylent, { closed_lost_reason: "Forty winks" });
    await put({ version: (await read()).version, fields: [{ object: "deal", field: "paymentTerms", property: "closed_lost_reason" }] });
    expect((await view()).findings).toContainEqual(
      expect.objectContaining({ code: "termsUnknown", message: expect.stringContaining("Forty winks") as string }),
    );
  });

  test("whose property is gone is a named finding, and no deal goes on without its value", async () => {
    await stage.tieout.needs.store.inPortal(NORTHWIND_PORTAL, (tx) =>
      tx.mapping.save({
        lists: { fields: [{ object: "deal", field: "paymentTerms", property }] },
        what: "Saved before the property was deleted",
        by: { userId: 1, email: null },
        at: stage.clock.now(),
        expectedVersion: null,
      }),
    );
    expect((await view()).findings).toContainEqual(
      expect.objectContaining({ code: "propertyMissing", message: expect.stringContaining('"purchase_order"') as string }),
    );
    await put({ version: (await read()).version, fields: [] });
  });
});

describe("a dry run", () => {
  type Preview = { net: { amount: string } | null; lines: { item: string }[]; findings: string[] };
  type Run = {
    id: string;
    state: string;
    deals: number;
    lookedAt: number;
    leftOut: number;
    differingCount: number;
    differing: { dealId: string; before: Preview; after: Preview }[];
  };
  const begin = (changes: object) => post<Run>("dry-run", { changes });
  const look = (id: string) => stage.actors.ask<Run>("admin", `/ui/mappings/dry-run/${id}`);
  const run = (runId: string) => dryRunMapping(stage.tieout.needs, { portalId: NORTHWIND_PORTAL, runId });
  /** One job after the other, as each hands over to the next. */
  const runToTheEnd = async (id: string) => {
    while ((await look(id)).state === "running") await run(id);
  };
  const pending = (id: string) => stage.tieout.needs.store.inPortal(NORTHWIND_PORTAL, ({ dryRuns }) => dryRuns.pending(id, 500));

  test("shows which orders of the last 90 days a change would have altered, and saves and sends nothing", async () => {
    const before = await read();
    const residency = { productId: PRODUCT_IDS.residency, items: [{ itemId: "3", quantity: "1", share: "1" }] };
    const { id, state } = await begin({ products: [...before.products, residency] });
    expect(state).toBe("running");
    stage.sandbox.quickbooks.wire.requests.length = 0;
    stage.sandbox.hubspot.wire.requests.length = 0;
    await runToTheEnd(id);

    const done = await look(id);
    expect(done).toMatchObject({ state: "done", leftOut: 0 });
    expect(done.lookedAt).toBe(done.deals);
    const waiting = [DEAL_IDS.cyberdyne, ...Object.values(UNMAPPED_DEAL_IDS)];
    expect(done.differing.map(({ dealId }) => dealId).toSorted()).toEqual(waiting.toSorted());
    const globex = done.differing.find(({ dealId }) => dealId === UNMAPPED_DEAL_IDS.globexResidency);
    expect(globex).toMatchObject({
      before: { lines: [], findings: [expect.stringContaining("not mapped")] },
      after: { net: { amount: "9600.00" }, lines: [{ item: "Gold support" }], findings: [] },
    });

    expect(await read()).toEqual(before);
    const sent = [...stage.sandbox.quickbooks.wire.requests, ...stage.sandbox.hubspot.wire.requests];
    const writes = sent.filter(({ method, path }) => method !== "GET" && !/search|batch\/read|query|token/.test(path));
    expect(writes).toEqual([]);
  });

  test("that was stopped in the middle goes on where it stopped", async () => {
    const { id } = await begin({ terms: [{ text: "Net 30", termId: "4" }] });
    const hubspot = stage.sandbox.hubspot.wire;
    hubspot.requests.length = 0;
    await run(id);
    const stopped = await pending(id);
    expect(stopped.length).toBeGreaterThan(0);
    await runToTheEnd(id);
    expect(await pending(id)).toEqual([]);
    expect((await look(id)).lookedAt).toBe((stopped[0]?.position ?? 0) + stopped.length);
    const once = hubspot.requests.length;
    await run(id);
    expect(hubspot.requests.length).toBe(once);
    expect((await look(id)).differingCount).toBeGreaterThan(0);
  });

  test("of a change with faults is refused", async () => {
    await expect(begin({ products: [{ sku: "A", items: [{ itemId: "5", quantity: "1", share: "0.5" }] }] })).rejects.toThrow(
      /shares sum to 0.5/,
    );
  });

  test("is forgotten after a week", async () => {
    const { id } = await begin({});
    await stage.clock.sleep(8 * 24 * 3_600_000);
    await begin({});
    await expect(look(id)).rejects.toThrow(/noSuchRun/);
  });
});
