import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, dateInZone, daysBetween, parseDuration, periodOf, readDate, spanFromTo } from "../../api/domain/dates.ts";

const utc = { format: null, timeZone: "UTC" };

describe("an instant", () => {
  test.each([
    ["2026-12-01T03:00:00Z", "America/New_York", "2026-11-30"],
    ["2026-12-01T03:00:00Z", "Europe/Berlin", "2026-12-01"],
    ["2026-12-31T23:30:00-05:00", "Asia/Tokyo", "2027-01-01"],
    ["2026-03-08T06:59:59.999Z", "America/New_York", "2026-03-08"],
    ["2026-11-30T12:00:00Z", "Pacific/Kiritimati", "2026-12-01"],
  ])("%s falls in %s on %s", (instant, zone, date) => {
    expect(dateInZone(instant, zone)).toBe(date);
  });

  test("that is none is null", () => {
    expect(["", "2026-12-01", "yesterday"].map((text) => dateInZone(text, "UTC"))).toEqual([null, null, null]);
  });
});

describe("a date in a text field", () => {
  test.each([
    ["2026-04-21", null, { date: "2026-04-21", assumed: false }],
    ["04/21/2026", "MM/DD/YYYY", { date: "2026-04-21", assumed: false }],
    ["4/5/2026", "MM/DD/YYYY", { date: "2026-04-05", assumed: false }],
    ["04/05/2026", "DD/MM/YYYY", { date: "2026-05-04", assumed: false }],
    ["21.04.2026", "DD.MM.YYYY", { date: "2026-04-21", assumed: false }],
    ["2026-04-21", "DD.MM.YYYY", { date: "2026-04-21", assumed: false }],
    ["04/21/2026", null, { date: "2026-04-21", assumed: true }],
    ["21/04/2026", null, { date: "2026-04-21", assumed: true }],
    ["05/05/2026", null, { date: "2026-05-05", assumed: true }],
    ["04/05/2026", null, { date: null, problem: "ambiguous" }],
    ["04.05.2026", null, { date: null, problem: "ambiguous" }],
    ["04/21/2026", "DD/MM/YYYY", { date: null, problem: "notADate" }],
    ["04/21/2026", "DD.MM.YYYY", { date: null, problem: "notADate" }],
    ["2026-02-30", null, { date: null, problem: "notADate" }],
    ["02/30/2026", "MM/DD/YYYY", { date: null, problem: "notADate" }],
    ["04/21/26", null, { date: null, problem: "notADate" }],
    ["end of April", null, { date: null, problem: "notADate" }],
  ] as const)("%s, declared %s", (text, format, expected) => {
    expect(readDate(text, { ...utc, format })).toEqual(expected);
  });

  test("may be an instant, which falls on a day of the zone", () => {
    expect(readDate("2026-12-01T03:00:00Z", { format: null, timeZone: "America/New_York" })).toEqual({
      date: "2026-11-30",
      assumed: false,
    });
  });
});

describe("periods", () => {
  test("are counted from the anchor, never chained: 31 Jan, 28 Feb, 31 Mar", () => {
    const month = { unit: "months", count: 1 } as const;
    expect([0, 1, 2, 3].map((k) => periodOf("2027-01-31", month, k))).toEqual([
      { start: "2027-01-31", end: "2027-02-27" },
      { start: "2027-02-28", end: "2027-03-30" },
      { start: "2027-03-31", end: "2027-04-29" },
      { start: "2027-04-30", end: "2027-05-30" },
    ]);
    expect(addMonths("2024-02-29", 12)).toBe("2025-02-28");
    expect(addMonths("2024-02-29", 48)).toBe("2028-02-29");
  });

  test("law: each begins the day after the one before, and together they fill the term", () => {
    const anchors = fc
      .date({ min: new Date("2000-01-01"), max: new Date("2060-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const spans = fc.record({ unit: fc.constantFrom("months" as const, "days" as const), count: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(anchors, spans, fc.integer({ min: 0, max: 40 }), (anchor, span, k) => {
        expect(daysBetween(periodOf(anchor, span, k).end, periodOf(anchor, span, k + 1).start)).toBe(1);
        expect(spanFromTo(anchor, periodOf(anchor, span, 0).end, span.unit)).toEqual(span);
      }),
    );
  });
});

describe("a duration", () => {
  test.each([
    ["P12M", { unit: "months", count: 12 }],
    ["P1Y", { unit: "months", count: 12 }],
    ["P1Y6M", { unit: "months", count: 18 }],
    ["P52W", { unit: "days", count: 364 }],
    ["P30D", { unit: "days", count: 30 }],
    ["p3m", { unit: "months", count: 3 }],
    ["P1M15D", null],
    ["P0M", null],
    ["P", null],
    ["PT24H", null],
    ["12", null],
    ["-P1M", null],
  ])("%s", (text, expected) => {
    expect(parseDuration(text)).toEqual(expected);
  });
});

describe("the span between two days", () => {
  test.each([
    ["2026-12-01", "2027-11-30", 12],
    ["2027-01-31", "2027-02-27", 1],
    ["2026-08-31", "2027-02-27", 6],
    ["2026-12-01", "2026-12-31", 1],
    ["2026-12-01", "2027-12-01", null],
    ["2026-12-01", "2026-12-15", null],
    ["2026-12-01", "2026-11-30", null],
  ])("%s to %s is %s months", (start, end, months) => {
    expect(spanFromTo(start, end, "months")?.count ?? null).toBe(months);
  });
});
