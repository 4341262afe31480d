import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { onServer } from "../database.ts";
import { forgetDeals, pushOnce, startStage, type Stage } from "./harness.ts";
import { workWaiting } from "./waiting-jobs.ts";

const DEALS = [DEAL_IDS.acme, DEAL_IDS.globex, DEAL_IDS.umbrella];

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  for (const deal of DEALS) stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", deal, { dealstage: "closedwon" });
});
afterAll(() => stage?.stop());

type GoLive = { ticks: { done: boolean }[]; waiver: { reason: string; by: { userId: number } | null } | null; allowed: boolean };
type Breaker = { pausedAt: string | null };
const put = (body: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body });
const goLive = () => stage.actors.ask<GoLive>("rep", "/ui/go-live");
const breaker = () => stage.actors.ask<Breaker>("rep", "/ui/breaker");
const states = async () =>
  stage.db.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
    const rows = [];
    for (const deal of DEALS) rows.push((await tx.deals.read(deal))?.state);
    return rows;
  });
const letters = async () => (await stage.actors.ask<{ deadLetters: { cause: string }[] }>("admin", "/ui/dead-letters")).deadLetters;

beforeEach(async () => {
  await workWaiting(stage);
  await forgetDeals(stage);
  await onServer(stage.db.url, "truncate dead_letters, push_breakers");
  await put({ automaticPush: true, goLiveWaiver: "Sandbox", breaker: { pushes: 25, minutes: 10 } });
});

test("deals are not pushed by themselves before the ticks are green, unless a named person waives them with a reason", async () => {
  await put({ automaticPush: false, goLiveWaiver: null });
  expect(await goLive()).toMatchObject({ ticks: [{ done: false }, { done: false }], waiver: null, allowed: false });
  await expect(put({ automaticPush: true })).rejects.toThrow("goLiveOpen");
  await put({ automaticPush: true, goLiveWaiver: "Small books, checked by hand" });
  const { waiver, allowed } = await goLive();
  expect(allowed).toBe(true);
  expect(waiver).toMatchObject({ reason: "Small books, checked by hand", by: { userId: expect.any(Number) as number } });
});

test("a waiver is not taken back while deals are pushed by themselves", async () => {
  await expect(put({ goLiveWaiver: null })).rejects.toThrow("goLiveOpen");
});

test("more automatic pushes than the breaker allows pause, a person is told, and goes on with those that waited", async () => {
  await put({ breaker: { pushes: 2, minutes: 10 } });
  for (const deal of DEALS) await pushOnce(stage, deal, "sweep");
  expect(await states()).toEqual(["pushed", "pushed", "ready"]);
  expect((await breaker()).pausedAt).not.toBeNull();
  expect(await letters()).toMatchObject([{ cause: "pushesPaused" }]);

  await stage.clock.sleep(11 * 60_000);
  await pushOnce(stage, DEALS[2] ?? "", "webhook");
  expect(await states()).toEqual(["pushed", "pushed", "ready"]);

  const answer = await stage.actors.ask("admin", "/ui/breaker/resume", { method: "POST", body: {} });
  expect(answer).toEqual({ released: 1 });
  await workWaiting(stage);
  expect(await states()).toEqual(["pushed", "pushed", "pushed"]);
  expect(await breaker()).toMatchObject({ pausedAt: null });
  expect(await letters()).toEqual([]);
});

test("the button works while automatic pushes rest", async () => {
  await put({ breaker: { pushes: 1, minutes: 10 } });
  for (const deal of DEALS.slice(0, 2)) await pushOnce(stage, deal, "sweep");
  await pushOnce(stage, DEALS[1] ?? "", "button");
  expect(await states()).toMatchObject(["pushed", "pushed", undefined]);
});

test("a deal that is tried again counts once, and pushes of long ago do not count", async () => {
  await put({ breaker: { pushes: 2, minutes: 10 } });
  const admit = (deal: string) =>
    stage.db.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
      await tx.deals.save(deal, {});
      return tx.breaker.admit(deal, stage.clock.now(), { pushes: 2, minutes: 10 });
    });
  expect([await admit("1"), await admit("1"), await admit("2"), await admit("2")]).toEqual(Array(4).fill("admitted"));
  await stage.clock.sleep(11 * 60_000);
  expect(await admit("3")).toBe("admitted");
});

test("however many come at once, no more than allowed pass, and one alone trips the breaker", async () => {
  for (let deal = 1; deal <= 8; deal += 1) await stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.deals.save(`9${deal}`, {}));
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      stage.db.store.inPortal(NORTHWIND_PORTAL, (tx) => tx.breaker.admit(`9${n + 1}`, stage.clock.now(), { pushes: 3, minutes: 10 })),
    ),
  );
  expect(answers.toSorted()).toEqual(["admitted", "admitted", "admitted", "paused", "paused", "paused", "paused", "tripped"]);
});
