import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAmount } from "../../api/domain/money.ts";
import { assertExactOrders, decimal, fraction, rounded, times } from "./exact-orders.ts";

test("for a thousand random deals the order equals an exact oracle, and every line multiplies out exactly", () => {
  expect(assertExactOrders(1_000)).toBeGreaterThan(800);
}, 300_000);

test("amounts parse to what the oracle reads", () => {
  fc.assert(
    fc.property(decimal(10 ** 9, 2), (text) => {
      expect(parseAmount(text, "USD")).toBe(rounded(times(fraction(text), { n: 100n, d: 1n })));
    }),
  );
});
