import { expect, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import type { Erp } from "../../api/ports/erp.ts";
import { rememberedFacts } from "../../api/quickbooks/remembered-facts.ts";

/** A company on a clock of its own whose every read ends as `ends` says, and how often it was read. */
function company(ends: () => Promise<unknown>) {
  const at = { ms: 0 };
  const seen = { reads: 0 };
  const readCompany = () => {
    seen.reads += 1;
    return ends();
  };
  const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(at.ms), sleep: () => Promise.resolve() };
  const erp = rememberedFacts({ clock, erpOf: () => ({ readCompany }) as unknown as Erp })(1, "a");
  const readsAfter = async (...waitsMs: number[]) => {
    for (const waitMs of waitsMs) {
      at.ms += waitMs;
      await erp.readCompany().catch(() => undefined);
    }
    return seen.reads;
  };
  return { erp, readsAfter };
}

test("a company is read again after a quarter of a minute, or when somebody wants to know it afresh", async () => {
  const { erp, readsAfter } = company(() => Promise.resolve({}));
  expect(await readsAfter(0, 14_999)).toBe(1);
  await erp.readCompany({ fresh: true });
  expect(await readsAfter(14_999)).toBe(2);
  expect(await readsAfter(1)).toBe(3);
});

test("while QuickBooks does not answer it is asked once a second, however many wait for it", async () => {
  const { erp, readsAfter } = company(() => Promise.reject(new AppError("unavailable", "QuickBooks did not answer.")));
  expect(await readsAfter(0, 0, 0, 999)).toBe(1);
  await expect(erp.readCompany()).rejects.toMatchObject({ kind: "unavailable" });
  expect(await readsAfter(1, 999)).toBe(2);
});

test("what was refused is asked anew each time", async () => {
  const { readsAfter } = company(() => Promise.reject(new AppError("rejected", "No.")));
  expect(await readsAfter(0, 0)).toBe(2);
});
