import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareMoney,
  formatDecimal,
  formatMoney,
  isZero,
  sumsOf,
  withoutSign,
  withPlacesOf,
} from "../../hubspot-app/src/app/shared/money.ts";
import { usd } from "./example-view.ts";

describe("money", () => {
  test.each([
    ["120000.00", "USD", "$120,000.00"],
    ["-5.00", "USD", "-$5.00"],
    ["0.0045", "USD", "$0.0045"],
    ["1200", "JPY", "¥1,200"],
    ["1234567.891", "KWD", "KWD 1,234,567.891"],
    ["-1200.50", "CHF", "-CHF 1,200.50"],
    ["999.00", "EUR", "€999.00"],
    ["9007199254740993.01", "USD", "$9,007,199,254,740,993.01"],
  ])("%s %s reads %s", (amount, currency, words) => {
    expect(formatMoney({ amount, currency })).toBe(words);
  });

  test.each([
    ["1140", "9120.00", "1140.00"],
    ["1140.5", "9120.00", "1140.50"],
    ["0.0045", "9.00", "0.0045"],
    ["1200", "2400", "1200"],
  ])("a price of %s beside an amount of %s has at least its places", (price, amount, shown) => {
    expect(withPlacesOf(usd(amount), price)).toEqual(usd(shown));
  });

  test("what is no decimal is shown as it came", () => {
    expect(formatDecimal("1e5")).toBe("1e5");
  });

  test("loses no digit, however long", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.stringMatching(/^(\.\d{1,6})?$/), (whole, fraction) => {
        const formatted = formatDecimal(`${whole}${fraction}`);
        expect(formatted.replaceAll(",", "")).toBe(`${whole}${fraction}`);
        expect(formatted).toMatch(/^-?\d{1,3}(,\d{3})*(\.\d+)?$/);
      }),
    );
  });

  test("is compared exactly, whatever the number of places", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
        const text = (minor: bigint) => `${minor < 0n ? "-" : ""}${minor < 0n ? -minor : minor}`.replace(/(\d{2})$/, ".$1");
        fc.pre(text(a).includes(".") && text(b).includes("."));
        expect(compareMoney(usd(text(a)), usd(`${text(b)}00`))).toBe(a === b ? 0 : a < b ? -1 : 1);
      }),
    );
  });

  test("is added up to the digit, each currency for itself", () => {
    const eur = (amount: string) => ({ amount, currency: "EUR" });
    expect(sumsOf([usd("1200.00"), eur("0.05"), usd("-1200.5"), eur("0.05")])).toEqual([usd("-0.50"), eur("0.10")]);
    expect(sumsOf([{ amount: "9007199254740993", currency: "JPY" }])).toEqual([{ amount: "9007199254740993", currency: "JPY" }]);
    expect(sumsOf([])).toEqual([]);
  });

  test("knows nothing from something", () => {
    expect(["0", "0.00", "-0.00"].map((amount) => isZero(usd(amount)))).toEqual([true, true, true]);
    expect(["0.01", "10.00", "-0.10"].map((amount) => isZero(usd(amount)))).toEqual([false, false, false]);
  });

  test("loses its sign and nothing else", () => {
    expect(withoutSign(usd("-20.00"))).toEqual(usd("20.00"));
    expect(withoutSign(usd("20.00"))).toEqual(usd("20.00"));
  });
});
