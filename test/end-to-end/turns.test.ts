import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { AppError } from "../../api/domain/errors.ts";
import type { Limiter } from "../../api/ports/limiter.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { forgetDeals, pushOnce, push, rowsOf, startStage, type Stage } from "./harness.ts";
import { onceOnly, outcomeOf } from "./outcome.ts";

const DEAL = DEAL_IDS.acme;
const TURN_COMES_AFTER_MS = 20_000;

/** Turns at QuickBooks come late; and none comes for an order that is planned, while there are none for orders. */
let noneForOrders = false;
let joined = false;
const limiter: Limiter = {
  async run(lane, _key, work) {
    if (lane !== "quickbooks" || !joined) return work();
    if (noneForOrders && (await intent())?.["state"] === "planned")
      throw new AppError("rateLimited", "No turn for anybody.", { code: "ourLimit", retryAfterMs: 60_000 });
    await stage.clock.sleep(TURN_COMES_AFTER_MS);
    return work();
  },
  pause: () => Promise.resolve(),
};

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ limiter });
  joined = true;
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  noneForOrders = false;
  await forgetDeals(stage);
  person().patch("deals", DEAL, { dealstage: "closedwon", tieout_state: "", tieout_order_number: "" });
});

const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
const arrivals = () =>
  stage.sandbox.quickbooks.wire.requests.filter(({ method, path }) => method === "POST" && path.includes("/estimate?"));
const intent = async () => (await rowsOf(stage.db.url, "select state, attempts, last_sent_at from intents where record_type = 'order'"))[0];

test("an order counts as sent from the moment at which it went out, not from when it lined up", async () => {
  await pushOnce(stage, DEAL);
  expect((await intent())?.["last_sent_at"]).toEqual(new Date(arrivals()[0]?.at ?? ""));
});

test("what our own limit has kept back is not taken for lost: it goes out as the deal is by then, once", async () => {
  noneForOrders = true;
  await expect(pushOnce(stage, DEAL)).rejects.toMatchObject({ kind: "rateLimited" });
  expect(await intent()).toMatchObject({ state: "planned", attempts: 0 });

  noneForOrders = false;
  const line = person().read("deals", DEAL).associations.line_items?.[0]?.id ?? "";
  person().patch("line_items", line, { quantity: "50" });
  person().patch("deals", DEAL, { amount: "63000" });
  await push(stage, DEAL);
  const outcome = await outcomeOf(stage, "acme");
  expect(outcome).toEqual(onceOnly(stage, outcome));
  expect(arrivals()).toHaveLength(1);
});
