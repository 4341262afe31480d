import Big from "big.js";
import { describe, expect, test } from "vitest";
import { extendExactly, parseDecimal } from "../../api/domain/decimal.ts";

describe("a decimal", () => {
  test("is read exactly, or not at all", () => {
    expect(["0.0045", " -12.50 ", "007"].map((text) => parseDecimal(text)?.toFixed())).toEqual(["0.0045", "-12.5", "7"]);
    expect(["", "1e5", "1,000", ".5", "5.", "NaN", "0x10", "ten"].map(parseDecimal)).toEqual(Array(8).fill(null));
  });
});

describe("quantity and unit price", () => {
  test.each([
    ["50", "120000", "50", "2400"],
    ["3", "100", "1", "100"],
    ["3", "99.99", "3", "33.33"],
    ["10000", "45", "10000", "0.0045"],
    ["2.5", "10", "2.5", "4"],
    ["8", "0.01", "8", "0.00125"],
    ["7", "0.01", "1", "0.01"],
    ["4", "-10", "4", "-2.5"],
    ["5", "0", "5", "0"],
    ["100000000", "0.01", "1", "0.01"],
    ["0.00000001", "1", "1", "1"],
    ["0.0000001", "1", "0.0000001", "10000000"],
    ["1234567890123456", "1234567890123456", "1", "1234567890123456"],
  ])("%s units for %s are %s × %s", (quantity, amount, sent, unitPrice) => {
    expect(extendExactly(new Big(quantity), new Big(amount))).toEqual({ quantity: sent, unitPrice });
  });
});
