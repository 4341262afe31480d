import Big from "big.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allocate } from "../../api/domain/allocate.ts";

const weights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 40 })
  .filter((all) => all.some((weight) => weight > 0n));
const totals = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
const sum = (parts: bigint[]) => parts.reduce((a, b) => a + b, 0n);

describe("allocate", () => {
  test.each([
    ["100.00 in three", 10_000n, [1n, 1n, 1n], [3333n, 3334n, 3333n]],
    ["one cent in three: the middle one crosses the half", 1n, [1n, 1n, 1n], [0n, 1n, 0n]],
    ["two cents in three", 2n, [1n, 1n, 1n], [1n, 0n, 1n]],
    ["a negative total mirrors the positive one", -10_000n, [1n, 1n, 1n], [-3333n, -3334n, -3333n]],
    ["nothing for a zero weight", 10_000n, [1n, 0n, 1n], [5000n, 0n, 5000n]],
    ["half a cent goes away from zero", 5n, [1n, 1n], [3n, 2n]],
    ["and below zero too", -5n, [1n, 1n], [-3n, -2n]],
    ["zero over zero", 0n, [0n, 0n], [0n, 0n]],
    ["a header discount of 1,000.00 over 21,600.00, 4,800.00 and 0.00", 100_000n, [2_160_000n, 480_000n, 0n], [81_818n, 18_182n, 0n]],
    ["a bundle of 25,400.00 by stand-alone prices", 2_540_000n, [2_400_000n, 480_000n, 300_000n], [1_916_981n, 383_396n, 239_623n]],
  ])("%s", (_, total, parts, expected) => {
    expect(allocate(total, parts)).toEqual(expected);
  });

  test("takes exact decimals as weights", () => {
    expect(allocate(100n, [new Big("0.3"), new Big("0.3"), new Big("0.4")])).toEqual([30n, 30n, 40n]);
    expect(allocate(1000n, [new Big("0.001"), new Big("0.002")])).toEqual([333n, 667n]);
    expect(allocate(10n, [new Big("1e-9"), 1n])).toEqual([0n, 10n]);
  });

  test("refuses what cannot be split", () => {
    expect(() => allocate(1n, [0n, 0n])).toThrow("all zero");
    expect(() => allocate(1n, [])).toThrow("all zero");
    expect(() => allocate(1n, [2n, -1n])).toThrow("negative");
    expect(allocate(0n, [])).toEqual([]);
  });

  test("law: the parts sum to the total", () => {
    fc.assert(
      fc.property(totals, weights, (total, parts) => {
        expect(sum(allocate(total, parts))).toBe(total);
      }),
      { numRuns: 2000 },
    );
  });

  test("law: each part is within one unit of its exact share", () => {
    fc.assert(
      fc.property(totals, weights, (total, parts) => {
        const whole = sum(parts);
        allocate(total, parts).forEach((part, i) => {
          const error = part * whole - total * (parts[i] ?? 0n);
          expect(error <= whole && error >= -whole).toBe(true);
        });
      }),
      { numRuns: 1000 },
    );
  });

  test("law: a part has its total's sign or is nothing, and a zero weight gets nothing wherever it stands", () => {
    const withZeros = fc
      .array(fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 10n ** 6n })), { minLength: 1, maxLength: 20 })
      .filter((all) => all.some((weight) => weight > 0n));
    fc.assert(
      fc.property(totals, withZeros, (total, parts) => {
        const split = allocate(total, parts);
        expect(split.every((part) => part === 0n || part > 0n === total > 0n)).toBe(true);
        expect(split.filter((_, i) => parts[i] === 0n).every((part) => part === 0n)).toBe(true);
        const weighted = parts.filter((weight) => weight > 0n);
        expect(split.filter((_, i) => parts[i] !== 0n)).toEqual(allocate(total, weighted));
      }),
      { numRuns: 1000 },
    );
  });

  test("law: a prefix of the weights carries the rounded prefix of the total, so order matters and a merge does not", () => {
    fc.assert(
      fc.property(totals, weights, (total, parts) => {
        const merged = allocate(total, [sum(parts.slice(0, 2)), ...parts.slice(2)]);
        const split = allocate(total, parts);
        expect([sum(split.slice(0, 2)), ...split.slice(2)]).toEqual(merged);
      }),
    );
  });

  test("law: only the ratio of the weights counts, and the sign of the total only mirrors", () => {
    fc.assert(
      fc.property(totals, weights, fc.bigInt({ min: 1n, max: 1000n }), (total, parts, factor) => {
        const once = allocate(total, parts);
        expect(
          allocate(
            total,
            parts.map((weight) => weight * factor),
          ),
        ).toEqual(once);
        expect(allocate(-total, parts)).toEqual(once.map((part) => -part));
      }),
    );
  });
});
