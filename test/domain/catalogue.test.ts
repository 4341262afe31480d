import { expect, test } from "vitest";
import { bySku, isNews, productChanges, type CatalogueItem, type CatalogueProduct } from "../../api/domain/catalogue.ts";

const item: CatalogueItem = { sku: "TRAINING-DAY", name: "Training day", description: "One day", price: "1200", active: true };
const product: CatalogueProduct = { ...item, id: "51", price: "1200.00", recurring: false };
const renamed = { ...item, name: "Day of training" };

test("what changed in the item since it was told is written, and nothing else that people wrote on the product", () => {
  const rewritten = { ...product, description: "A day with our trainers" };
  expect(productChanges(renamed, rewritten, item, false)).toEqual({ name: "Day of training" });
  expect(productChanges({ ...renamed, price: "1300", active: false }, rewritten, item, false)).toEqual({
    name: "Day of training",
    price: "1300",
    active: false,
  });
});

test("what the product says already is not written", () => {
  expect(productChanges(renamed, { ...product, name: "Day of training" }, item, false)).toEqual({});
  expect(productChanges({ ...item, price: "1200.000" }, product, { ...item, price: "1" }, false)).toEqual({});
});

test("an item that is told for the first time overwrites nothing, unless somebody wants everything written", () => {
  expect(productChanges(renamed, product, null, false)).toEqual({});
  expect(productChanges(renamed, product, null, true)).toEqual({ name: "Day of training" });
});

test("a price is not written where the product has a frequency, or where it is in another currency", () => {
  const dearer = { ...item, price: "1300" };
  expect(productChanges(dearer, { ...product, recurring: true }, item, true)).toEqual({});
  expect(productChanges({ ...item, price: null }, product, item, true)).toEqual({});
});

test("an item is news when it was never told or is another than it was", () => {
  expect([isNews(item, null), isNews(renamed, item), isNews(item, { ...item })]).toEqual([true, true, false]);
});

test("of two companies' items with one SKU the first counts", () => {
  expect([...bySku([item, renamed]).values()]).toEqual([item]);
});
