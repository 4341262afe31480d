import { describe, expect, test } from "vitest";
import { suggestItems } from "../../api/domain/suggest-items.ts";

const item = (id: string, name: string, sku: string | null, unitPrice: string | null, active = true) => ({
  ...{ id, name, sku, unitPrice, active },
  taxable: false,
});
const ITEMS = [
  item("1", "Platform, annual", "PLATFORM-ANNUAL", "120000"),
  item("2", "Seat, monthly", "SEAT-MONTHLY", "45"),
  item("3", "Gold support", "SUPPORT-GOLD", "1500"),
  item("4", "Data residency (EU)", "RESIDENCY", "400"),
  item("5", "Data residency", "DATA-RESIDENCY", "400", false),
];
const ids = (product: Parameters<typeof suggestItems>[0]) => suggestItems(product, ITEMS).map(({ itemId }) => itemId);

describe("the items that a product may be", () => {
  test("begin with the one of the same SKU, though it is typed otherwise", () => {
    const [first] = suggestItems({ sku: "seat_monthly", name: "User", prices: ["95"] }, ITEMS);
    expect(first).toMatchObject({ itemId: "2", score: 50, reasons: ["Same SKU: SEAT-MONTHLY"] });
  });

  test("are found by a name alike and by the price of a period or of the whole term", () => {
    const [first] = suggestItems({ sku: null, name: "Data residency", prices: ["33.33", "400"] }, ITEMS);
    expect(first).toMatchObject({ itemId: "4", reasons: ["Name alike: Data residency (EU)", "Same price: 400"] });
  });

  test("leave out inactive items and what has nothing in common", () => {
    expect(ids({ sku: "DATA-RESIDENCY", name: "Data residency", prices: ["400"] })).toEqual(["4"]);
    expect(ids({ sku: "XYZ", name: "Quux", prices: ["3"] })).toEqual([]);
  });

  test("count a price that is near for less than an equal one, and one ten percent off for nothing", () => {
    const score = (price: string) => suggestItems({ sku: "SUPPORT-GOLD", name: "Quux", prices: [price] }, ITEMS)[0]?.score;
    expect([score("1500"), score("1575"), score("1650")]).toEqual([65, 58, 50]);
  });

  test("are five at most", () => {
    const many = Array.from({ length: 9 }, (_, index) => item(String(index), "Seat", `S${index}`, null));
    expect(suggestItems({ sku: null, name: "Seat", prices: [] }, many)).toHaveLength(5);
  });
});
