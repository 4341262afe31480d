import { afterAll, beforeAll, expect, test } from "vitest";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { sellWithoutItem } from "./deals-without-item.ts";
import { push, startStage, type Stage } from "./harness.ts";
import { runWaiting } from "./waiting-jobs.ts";

type Product = {
  key: string;
  name: string;
  dealCount: number;
  money: { amount: string; currency: string }[];
  oldest: string;
  deals: { id: string; name: string }[];
  suggestions: { itemId: string; name: string; score: number; reasons: string[] }[];
};
type Inbox = { products: Product[]; cursor: string | null };

let stage: Stage;
let productId: string;
let dealIds: string[];
beforeAll(async () => {
  stage = await startStage();
  ({ productId, dealIds } = sellWithoutItem(stage.sandbox, 10));
  for (const dealId of dealIds) await push(stage, dealId, "webhook");
});
afterAll(() => stage?.stop());

const inbox = async () => (await stage.actors.ask<Inbox>("admin", "/ui/unmapped")).products;
const approve = (body: object) => stage.actors.ask<{ released: number } & Inbox>("admin", "/ui/unmapped/approve", { method: "POST", body });
const orders = () => stage.sandbox.quickbooks.all(US_REALM, "Estimate").length;

test("ten deals that wait for one product are one entry, with their money, the oldest, and items that it may be", async () => {
  const [product, ...others] = await inbox();
  expect(others).toEqual([]);
  expect(product).toMatchObject({
    key: `product:${productId}`,
    name: "Gateway rental",
    dealCount: 10,
    money: [{ amount: "49500.00", currency: "USD" }],
    oldest: "2026-11-10T15:00:00.000Z",
  });
  expect(product?.deals.map(({ id }) => id).toSorted()).toEqual(dealIds.toSorted());
  expect(product?.suggestions[0]).toMatchObject({ name: "Hardware kit", reasons: ["Same price: 900"] });
});

test("an item that does not exist is refused, and nobody is released", async () => {
  await expect(approve({ key: `product:${productId}`, itemId: "4711" })).rejects.toThrow(/itemMissing/);
  expect(await inbox()).toHaveLength(1);
});

test("a rep may neither see nor approve them", async () => {
  await expect(stage.actors.ask("rep", "/ui/unmapped")).rejects.toThrow(/roleTooSmall/);
  await expect(stage.actors.ask("rep", "/ui/unmapped/approve", { method: "POST", body: { key: "x", itemId: "7" } })).rejects.toThrow(
    /roleTooSmall/,
  );
});

test("one approval maps the product and makes ten orders", async () => {
  const before = orders();
  expect(await approve({ key: `product:${productId}`, itemId: "7" })).toEqual({ released: 10, products: [] });
  await runWaiting(stage);
  expect(orders() - before).toBe(10);
  for (const dealId of dealIds) expect(await stage.actors.ask("rep", `/ui/deals/${dealId}`)).toMatchObject({ state: "pushed" });
});

test("the approval is a version of the mapping, by who gave it, and in the audit log", async () => {
  const { entries } = await stage.actors.ask<{ entries: object[] }>("admin", "/ui/audit-log");
  expect(entries[0]).toMatchObject({ what: "mapping.saved", details: { saved: '"Gateway rental" mapped to "Hardware kit"' } });
});

test("the same approval again finds nobody waiting", async () => {
  await expect(approve({ key: `product:${productId}`, itemId: "7" })).rejects.toThrow(/nothingWaits/);
});
