import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppError, type ErrorKind } from "../../api/domain/errors.ts";
import { secondsUntilRetry } from "../../api/jobs/retry-policy.ts";

const failure = (kind: ErrorKind, retryAfterMs?: number) =>
  new AppError(kind, "something", retryAfterMs === undefined ? {} : { retryAfterMs });

describe.each(["unavailable", "busy", "conflict"] as const)("%s", (kind) => {
  test.each([
    [0, 1, 2, 3],
    [1, 4, 8, 12],
    [2, 16, 32, 48],
  ])("after %i earlier tries waits at least %i, on average %i and at most %i seconds", (triesBefore, least, middle, most) => {
    expect(secondsUntilRetry(failure(kind), triesBefore, 0)).toBe(least);
    expect(secondsUntilRetry(failure(kind), triesBefore, 0.5)).toBe(middle);
    expect(secondsUntilRetry(failure(kind), triesBefore, 1)).toBe(most);
  });
});

test.each(["unavailable", "conflict"] as const)("%s is given up after four tries", (kind) => {
  expect(secondsUntilRetry(failure(kind), 3, 0.5)).toBeNull();
});

test("a deal that another run has is come back to for as long as that run may wait for QuickBooks", () => {
  const lockWaitSeconds = 5;
  const longestPushSeconds = 2 * 130;
  let seconds = lockWaitSeconds;
  for (let tries = 0; ; tries += 1) {
    const pause = secondsUntilRetry(failure("busy"), tries, 0);
    if (pause === null) break;
    seconds += pause + lockWaitSeconds;
  }
  expect(seconds).toBeGreaterThan(longestPushSeconds);
});

test.each(["invalid", "unauthorized", "forbidden", "notFound", "notReady", "notConnected", "rejected"] as const)(
  "%s does not pass with time and is given up at once",
  (kind) => {
    expect(secondsUntilRetry(failure(kind), 0, 0.5)).toBeNull();
  },
);

test.each([new Error("a bug"), "a string", undefined])("what was not thrown on purpose is given up at once: %s", (error) => {
  expect(secondsUntilRetry(error, 0, 0.5)).toBeNull();
});

test("a vendor that says how long to wait never waits less, and one that does not, a minute", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 600_000 }), fc.float({ min: 0, max: 1, noNaN: true }), (waitMs, random) => {
      const seconds = secondsUntilRetry(failure("rateLimited", waitMs), 0, random) ?? 0;
      expect(seconds).toBeGreaterThanOrEqual(waitMs / 1000);
      expect(seconds).toBeLessThanOrEqual((waitMs / 1000) * 1.11);
      expect(secondsUntilRetry(failure("unavailable", waitMs), 0, random)).toBeGreaterThanOrEqual(waitMs / 1000);
    }),
  );
  expect(secondsUntilRetry(failure("rateLimited"), 0, 0)).toBe(60);
});

test("a busy vendor is asked more often before the job is given up", () => {
  expect(secondsUntilRetry(failure("rateLimited"), 9, 0)).toBe(60);
  expect(secondsUntilRetry(failure("rateLimited"), 10, 0)).toBeNull();
});
