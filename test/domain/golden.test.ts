import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allocate } from "../../api/domain/allocate.ts";
import { addDays, daysBetween, periodOf } from "../../api/domain/dates.ts";

const MONTH = { unit: "months", count: 1 } as const;
const QUARTER = { unit: "months", count: 3 } as const;

/** The days of a term that fall in each of its calendar months, for splitting a price by days. */
function daysByMonth(start: string, end: string): bigint[] {
  const days: bigint[] = [];
  for (let from = start; from <= end;) {
    const monthEnd = Temporal.PlainDate.from(from).with({ day: 31 }).toString();
    const to = monthEnd < end ? monthEnd : end;
    days.push(BigInt(daysBetween(from, to) + 1));
    from = addDays(to, 1);
  }
  return days;
}

const DAILY_YEAR = [
  55_890n,
  92_055n,
  101_918n,
  98_630n,
  101_918n,
  98_630n,
  101_918n,
  101_918n,
  98_630n,
  101_918n,
  98_630n,
  101_918n,
  46_027n,
];

describe("worked cases", () => {
  test("12,000.00 from 15 Jan to 14 Jan by days: thirteen months that sum to the price", () => {
    const days = daysByMonth("2026-01-15", "2027-01-14");
    expect(days.map(Number)).toEqual([17, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 14]);
    expect(allocate(1_200_000n, days)).toEqual(DAILY_YEAR);
  });

  test("25,400.00 over platform, support and services by their stand-alone prices", () => {
    expect(allocate(2_540_000n, [2_400_000n, 480_000n, 300_000n])).toEqual([1_916_981n, 383_396n, 239_623n]);
  });

  test("a header discount of 1,000.00 over lines of 21,600.00, 4,800.00 and 0.00", () => {
    expect(allocate(100_000n, [2_160_000n, 480_000n, 0n])).toEqual([81_818n, 18_182n, 0n]);
  });

  test("twelve months from 31 January end the day before the next one begins", () => {
    expect(Array.from({ length: 12 }, (_, k) => periodOf("2027-01-31", MONTH, k).end)).toEqual([
      "2027-02-27",
      "2027-03-30",
      "2027-04-29",
      "2027-05-30",
      "2027-06-29",
      "2027-07-30",
      "2027-08-30",
      "2027-09-29",
      "2027-10-30",
      "2027-11-29",
      "2027-12-30",
      "2028-01-30",
    ]);
  });

  test("four quarters from 16 November", () => {
    expect(Array.from({ length: 4 }, (_, k) => periodOf("2026-11-16", QUARTER, k))).toEqual([
      { start: "2026-11-16", end: "2027-02-15" },
      { start: "2027-02-16", end: "2027-05-15" },
      { start: "2027-05-16", end: "2027-08-15" },
      { start: "2027-08-16", end: "2027-11-15" },
    ]);
  });
});

type Instalment = { periodStart?: string; periodEnd: string; date: string };
type Billing = { B1: { instalments: Instalment[] }; B2: { instalments: Instalment[] } };
type Revenue = {
  G1: { inputs: { price: number; start: string; end: string }; byMonth: { revenue: number }[] };
  G2: {
    transactionPrice: number;
    allocation: number[];
    invoiceLines: number[];
    headerDiscountSpread: number[];
    inputs: { headerDiscount: number; start: string; end: string; lines: { soldFor: number; ssp: number }[] };
    revenueByMonth: Record<string, Record<string, number>>;
  };
};

/** The shared worked cases beside the repository; null, with a line that says so, where there are none. */
function readShared<T>(name: string): T | null {
  const file = new URL(`../../../shared/golden/${name}`, import.meta.url);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as T;
  console.log(`${name} is not there: the worked cases above stand alone`);
  return null;
}

const numbers = (amounts: readonly bigint[]) => amounts.map(Number);

describe("the shared worked cases agree", () => {
  test("billing periods", () => {
    const golden = readShared<Billing>("billing.json");
    for (const [k, { date, periodEnd }] of (golden?.B1.instalments ?? []).entries()) {
      expect(periodOf("2027-01-31", MONTH, k)).toEqual({ start: date, end: periodEnd });
    }
    for (const [k, { periodStart, periodEnd }] of (golden?.B2.instalments ?? []).entries()) {
      expect(periodOf("2026-11-16", QUARTER, k)).toEqual({ start: periodStart, end: periodEnd });
    }
  });

  test("a year by days, and a bundle by stand-alone prices and days", () => {
    const golden = readShared<Revenue>("revenue.json");
    if (golden === null) return;
    const { inputs, byMonth } = golden.G1;
    expect(numbers(allocate(BigInt(inputs.price), daysByMonth(inputs.start, inputs.end)))).toEqual(byMonth.map(({ revenue }) => revenue));

    const { transactionPrice, allocation, headerDiscountSpread, invoiceLines, revenueByMonth, inputs: bundle } = golden.G2;
    const sold = bundle.lines.map(({ soldFor }) => BigInt(soldFor));
    const spread = allocate(BigInt(bundle.headerDiscount), sold);
    expect(numbers(spread)).toEqual(headerDiscountSpread);
    expect(sold.map((amount, i) => Number(amount - (spread[i] ?? 0n)))).toEqual(invoiceLines);
    const ssp = bundle.lines.map((line) => BigInt(line.ssp));
    expect(numbers(allocate(BigInt(transactionPrice), ssp))).toEqual(allocation);
    for (const [i, obligation] of ["platform", "support"].entries()) {
      const months = allocate(BigInt(allocation[i] ?? 0), daysByMonth(bundle.start, bundle.end));
      expect(numbers(months)).toEqual(Object.values(revenueByMonth[obligation] ?? {}));
    }
  });
});
