import { describe, expect, test } from "vitest";
import { EMPTY_MAPPING, type Mapping } from "../../api/domain/mapping.ts";
import { changesBetween, withoutChanges } from "../../api/domain/mapping-changes.ts";

const mapped = (sku: string, itemId: string) => ({ sku, items: [{ itemId, quantity: "1", share: "1" }] });
const mapping = (lists: Partial<Mapping>): Mapping => ({ ...EMPTY_MAPPING, ...lists });

const OLD = mapping({ products: [mapped("A", "1"), mapped("B", "2")], terms: [{ text: "Net 30", termId: "3" }] });
const NEW = mapping({ products: [mapped("C", "9"), mapped("A", "7")], terms: [{ text: "net-30", termId: "3" }] });

describe("what a save changed", () => {
  test("is told entry by entry: changed, removed, added", () => {
    expect(changesBetween(OLD, NEW).map(({ key, before, after }) => [key, before !== null, after !== null])).toEqual([
      ["SKU A", true, true],
      ["SKU B", true, false],
      ["SKU C", false, true],
      ['terms "net 30"', true, true],
    ]);
  });

  test("is nothing when only the order of a list or of an entry's keys differs", () => {
    const turned = mapping({ products: [mapped("B", "2"), { items: mapped("A", "1").items, sku: "A" }], terms: OLD.terms });
    expect(changesBetween(OLD, turned)).toEqual([]);
  });

  test("can be taken back, and later changes of other entries stay", () => {
    const changes = changesBetween(OLD, NEW);
    const later = mapping({ ...NEW, products: [...NEW.products, mapped("D", "4")] });
    const { mapping: undone, overtaken } = withoutChanges(later, changes);
    expect(overtaken).toEqual([]);
    expect(changesBetween(mapping({ ...OLD, products: [...OLD.products, mapped("D", "4")] }), undone)).toEqual([]);
  });

  test("cannot be taken back where an entry was changed again: it is named", () => {
    const later = mapping({ ...NEW, products: [mapped("A", "8"), mapped("C", "9")] });
    expect(withoutChanges(later, changesBetween(OLD, NEW)).overtaken).toEqual(["SKU A"]);
  });
});
