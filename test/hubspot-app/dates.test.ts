import { expect, test } from "vitest";
import { formatDate, formatInstant, formatPeriod, formatSecond, sayAge } from "../../hubspot-app/src/app/shared/dates.ts";
import { spaced } from "./text-of.ts";

test("a date reads the same in every zone", () => {
  expect(spaced(formatDate("2026-12-01"))).toBe("Dec 1, 2026");
  expect(formatDate("soon")).toBe("soon");
  expect(formatDate("2026-13-01")).toBe("2026-13-01");
});

test("a period has two ends, one, or is none", () => {
  expect(spaced(formatPeriod("2026-12-01", "2027-11-30") ?? "")).toBe("Dec 1, 2026 to Nov 30, 2027");
  expect(spaced(formatPeriod("2026-12-01", "2026-12-01") ?? "")).toBe("Dec 1, 2026");
  expect(spaced(formatPeriod("2026-12-01", null) ?? "")).toBe("from Dec 1, 2026");
  expect(spaced(formatPeriod(null, "2027-11-30") ?? "")).toBe("until Nov 30, 2027");
  expect(formatPeriod(null, null)).toBeNull();
});

test("an instant is told in the portal's zone, or in UTC and says so", () => {
  const told = (zone: string) => spaced(formatInstant("2026-11-24T15:04:05Z", zone));
  expect(told("America/New_York")).toBe("Nov 24, 2026, 10:04 AM");
  expect(told("Nowhere/Atlantis")).toBe("Nov 24, 2026, 3:04 PM UTC");
  expect(spaced(formatSecond("2026-11-24T15:04:05Z", "UTC"))).toBe("Nov 24, 2026, 3:04:05 PM");
  expect(formatInstant("yesterday", "UTC")).toBe("yesterday");
});

test("a day and a time stay in one line each", () => {
  expect(formatDate("2026-12-01").split(" ")).toHaveLength(1);
  expect(formatInstant("2026-11-24T15:04:05Z", "UTC").split(" ")).toHaveLength(2);
});

test.each([
  ["2026-11-24T15:03:30Z", "just now"],
  ["2026-11-24T14:04:00Z", "for 1 hour"],
  ["2026-11-24T14:05:00Z", "for 59 minutes"],
  ["2026-11-21T15:04:00Z", "for 3 days"],
])("what has waited since %s has waited %s", (since, words) => {
  expect(sayAge(since, Date.parse("2026-11-24T15:04:00Z"))).toBe(words);
});
