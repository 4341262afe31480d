import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { minorOf, minorSum, wireAmount } from "../../../api/quickbooks/mapping/wire-number.ts";

const currency = fc.constantFrom("USD", "EUR", "JPY", "KWD");
const minor = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });
const overTheWire = (amount: number) => (JSON.parse(JSON.stringify({ amount })) as { amount: number }).amount;

describe("amounts on the wire", () => {
  test("every amount of up to fifteen digits comes back as it went", () => {
    fc.assert(fc.property(minor, currency, (amount, code) => minorOf(overTheWire(wireAmount(amount, code)), code) === amount));
  });

  test("a sum is exact, however many lines there are", () => {
    const amounts = fc.array(fc.bigInt({ min: -9_999_999_999n, max: 9_999_999_999n }), { maxLength: 60 });
    fc.assert(
      fc.property(amounts, currency, (parts, code) => {
        const wire = parts.map((part) => overTheWire(wireAmount(part, code)));
        return minorSum(wire, code) === parts.reduce((sum, part) => sum + part, 0n);
      }),
    );
  });

  test("parts smaller than a cent are added before anything is rounded, half away from zero", () => {
    expect(minorSum([0.004, 0.004], "USD")).toBe(1n);
    expect(minorSum([-0.005], "USD")).toBe(-1n);
  });

  test("an amount of more than fifteen digits is refused", () => {
    expect(() => wireAmount(1_234_567_890_123_456n, "USD")).toThrow(expect.objectContaining({ kind: "invalid" }));
  });
});
