import { expect, test } from "vitest";
import { nextRun, type Plan } from "../../api/domain/schedule.ts";

const next = (plan: Plan, now: string, timeZone = "America/New_York", dailyHour = 6) =>
  nextRun(plan, { now: Temporal.Instant.from(now), timeZone, dailyHour }).toString();

test("what runs every fifteen minutes runs fifteen minutes from now", () => {
  expect(next({ everyMinutes: 15 }, "2026-11-26T14:07:00Z")).toBe("2026-11-26T14:22:00Z");
});

test.each([
  ["before the hour, today", "2026-11-26T10:59:59Z", "2026-11-26T11:00:00Z"],
  ["at the hour, tomorrow", "2026-11-26T11:00:00Z", "2026-11-27T11:00:00Z"],
  ["in the evening, tomorrow", "2026-11-27T02:00:00Z", "2026-11-27T11:00:00Z"],
])("the daily batch is at its hour in the portal's zone: %s", (_when, now, expected) => {
  expect(next({ daily: "batch" }, now)).toBe(expected);
});

test("the daily batch stays at its hour when summer time begins", () => {
  expect(next({ daily: "batch" }, "2026-03-07T12:00:00Z")).toBe("2026-03-08T10:00:00Z");
});

test("an hour that the clocks skip is the next one, once", () => {
  expect(next({ daily: "night" }, "2026-03-08T06:59:00Z")).toBe("2026-03-08T07:00:00Z");
  expect(next({ daily: "night" }, "2026-03-08T07:00:00Z")).toBe("2026-03-09T06:00:00Z");
});

test("night is where the portal is", () => {
  expect(next({ daily: "night" }, "2026-11-26T14:00:00Z", "Asia/Tokyo")).toBe("2026-11-26T17:00:00Z");
});
