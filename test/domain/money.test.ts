import Big from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  currencyDecimals,
  isCurrency,
  parseAmount,
  printAmount,
  roundHalfAwayFromZero,
  roundToMinor,
  sayAmount,
  toMoney,
} from "../../api/domain/money.ts";

describe("an amount of money", () => {
  test.each([
    ["120000.00", "USD", 12_000_000n],
    ["0.01", "USD", 1n],
    ["-0.01", "USD", -1n],
    ["5", "USD", 500n],
    ["5.1", "USD", 510n],
    ["1200", "JPY", 1200n],
    ["1200.00", "JPY", 1200n],
    ["1.234", "KWD", 1234n],
    ["9007199254740993.01", "USD", 900_719_925_474_099_301n],
  ])("%s %s is %s minor units", (text, currency, minor) => {
    expect(parseAmount(text, currency)).toBe(minor);
  });

  test.each([
    ["0.001", "USD"],
    ["1.5", "JPY"],
    ["1,000.00", "USD"],
    ["1e3", "USD"],
    ["", "USD"],
    [".5", "USD"],
    ["12 USD", "USD"],
  ])("'%s' in %s is refused, never rounded", (text, currency) => {
    expect(() => parseAmount(text, currency)).toThrowError(expect.objectContaining({ kind: "invalid" }));
  });

  test("prints all decimals of its currency, and reads back as the same", () => {
    expect(toMoney(12_000_000n, "USD")).toEqual({ amount: "120000.00", currency: "USD" });
    expect(printAmount(-1n, "USD")).toBe("-0.01");
    expect(printAmount(0n, "KWD")).toBe("0.000");
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.constantFrom("USD", "JPY", "KWD", "CLF"), (minor, currency) => {
        expect(parseAmount(printAmount(minor, currency), currency)).toBe(minor);
      }),
    );
  });

  test("is said with groups of three", () => {
    expect([
      sayAmount(123_456_789n, "USD"),
      sayAmount(-100_000n, "USD"),
      sayAmount(1200n, "JPY"),
      sayAmount(99n, "USD"),
      sayAmount(1234n, "KWD"),
    ]).toEqual(["1,234,567.89 USD", "-1,000.00 USD", "1,200 JPY", "0.99 USD", "1.234 KWD"]);
  });

  test("has the decimals of ISO 4217, also where other tables round to cash", () => {
    const decimals = Object.fromEntries(
      ["USD", "EUR", "JPY", "KRW", "ISK", "KWD", "IQD", "HUF", "RSD", "CLF"].map((code) => [code, currencyDecimals(code)]),
    );
    expect(decimals).toEqual({ USD: 2, EUR: 2, JPY: 0, KRW: 0, ISK: 0, KWD: 3, IQD: 3, HUF: 2, RSD: 2, CLF: 4 });
    expect([isCurrency("USD"), isCurrency("usd"), isCurrency("XYZ")]).toEqual([true, false, false]);
  });
});

describe("rounding", () => {
  test.each([
    ["0.5", 1n],
    ["-0.5", -1n],
    ["1.5", 2n],
    ["2.5", 3n],
    ["-2.5", -3n],
    ["2.4999999999999999999", 2n],
    ["12345678901234567890.5", 12_345_678_901_234_567_891n],
  ])("%s goes half away from zero to %s", (value, whole) => {
    expect(roundHalfAwayFromZero(new Big(value))).toBe(whole);
  });

  test("takes the currency's decimals", () => {
    expect([roundToMinor(new Big("1.005"), "USD"), roundToMinor(new Big("1.005"), "KWD"), roundToMinor(new Big("1.005"), "JPY")]).toEqual([
      101n,
      1005n,
      1n,
    ]);
  });
});
