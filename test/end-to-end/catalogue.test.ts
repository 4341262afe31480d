import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { onServer } from "../database.ts";
import { PRODUCT_IDS } from "../sandbox/seed/hubspot-products.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { startStage, type Stage } from "./harness.ts";
import { workWaiting } from "./waiting-jobs.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  await workWaiting(stage);
});
afterAll(() => stage?.stop());
beforeEach(() => void (stage.sandbox.hubspot.wire.requests.length = 0));

const people = () => stage.sandbox.quickbooks.people;
const portal = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
const itemOf = (sku: string) => stage.sandbox.quickbooks.all(US_REALM, "Item").find(({ Sku }) => Sku === sku)!;
const edit = (sku: string, changes: Record<string, string | number | boolean>) => people().edit(US_REALM, "Item", itemOf(sku).Id, changes);
const productWith = (sku: string) =>
  portal()
    .list("products")
    .filter(({ properties }) => properties["hs_sku"] === sku);
const product = (id: string) => portal().read("products", id).properties;
const writes = () =>
  stage.sandbox.hubspot.wire.requests.filter(({ path }) => /products\/batch\/(update|create)/.test(path)).map(({ path }) => path);
const runItems = () => stage.actors.ask("admin", "/ui/sync/run", { method: "POST", body: { what: "items" } });

async function hear(): Promise<void> {
  const { webhooks } = stage.sandbox.quickbooks;
  webhooks.configure({ held: false });
  await webhooks.flush();
  webhooks.configure({ held: true });
  await workWaiting(stage);
}

test("joining a company changes no product, and a change of an item reaches its product with one call that causes no other", async () => {
  expect(product(PRODUCT_IDS.training)).toMatchObject({ description: "One day for up to twelve people" });
  edit("TRAINING-DAY", { Name: "Day of training", UnitPrice: 1300.5 });
  edit("SEAT-MONTHLY", { Name: "Named user", UnitPrice: 99 });
  await hear();
  expect(product(PRODUCT_IDS.training)).toMatchObject({
    name: "Day of training",
    price: "1300.5",
    description: "One day for up to twelve people",
  });
  // Its price is one month's, which only HubSpot knows.
  expect(product(PRODUCT_IDS.seat)).toMatchObject({ name: "Named user", price: "95" });
  expect(writes()).toHaveLength(1);
  edit("TRAINING-DAY", { PurchaseDesc: "nothing that a product shows" });
  await hear();
  expect(writes()).toHaveLength(1);
});

test("an item that is not sold any more makes its product inactive and deletes nothing", async () => {
  edit("ONBOARD", { Active: false });
  await hear();
  expect(product(PRODUCT_IDS.onboarding)).toMatchObject({ hs_status: "inactive", name: "Onboarding" });
  edit("ONBOARD", { Active: true });
  await hear();
  expect(product(PRODUCT_IDS.onboarding)).toMatchObject({ hs_status: "active" });
});

test("an item without a product gets one where the portal wants that, once, and what is no item to sell gets none", async () => {
  const { IncomeAccountRef } = itemOf("ONBOARD");
  people().create(US_REALM, "Item", { Name: "Audit", Sku: "AUDIT", Type: "Service", UnitPrice: 800, IncomeAccountRef: IncomeAccountRef! });
  await hear();
  expect(productWith("AUDIT")).toEqual([]);
  const [company] = (await stage.actors.ask<{ connections: { id: string }[] }>("admin", "/ui/quickbooks")).connections;
  const path = `/ui/settings?connectionId=${company?.id}`;
  await stage.actors.ask("admin", path, { method: "PUT", body: { catalogue: { createProducts: true } } });
  await runItems();
  await workWaiting(stage);
  expect(productWith("AUDIT")).toMatchObject([{ properties: { name: "Audit", price: "800", hs_status: "active" } }]);
  const before = writes().length;
  await runItems();
  await workWaiting(stage);
  expect(writes()).toHaveLength(before);
  expect(productWith("AUDIT")).toHaveLength(1);
});

test("one that HubSpot refuses keeps none of the others back, and is tried again", async () => {
  const { requests, faults } = stage.sandbox.hubspot.wire;
  const refusal = { status: "error", category: "VALIDATION_ERROR", message: "Property values were not valid" };
  const answer = { status: 400, body: refusal };
  faults.add({ match: { path: "products/batch/update" }, when: "before", kind: "answer", answer, times: 2 });
  edit("TRAINING-DAY", { Name: "Training" });
  edit("ONBOARD", { Name: "Start" });
  await hear();
  expect(requests.filter(({ path }) => path.includes("batch/update"))).toHaveLength(3);
  const names = [PRODUCT_IDS.training, PRODUCT_IDS.onboarding].map((id) => product(id)["name"]);
  expect(names.filter((name) => name === "Training" || name === "Start")).toHaveLength(1);
  edit("ONBOARD", { Name: "Start " });
  await hear();
  expect(product(PRODUCT_IDS.training)["name"]).toBe("Training");
});

test("without the right to change products nothing is sent", async () => {
  await onServer(stage.db.url, "update portals set scopes = array_remove(scopes, 'crm.objects.products.write')");
  edit("TRAINING-DAY", { Name: "Nobody hears of this" });
  await hear();
  expect(stage.sandbox.hubspot.wire.requests.filter(({ path }) => path.includes("/products/"))).toEqual([]);
});
