import { afterAll, beforeAll, expect, test } from "vitest";
import { pushDeal } from "../../api/flows/push-deal.ts";
import type { Needs } from "../../api/flows/needs.ts";
import { createLife, type Crash } from "../flows/crashing.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { forgetDeals, push, startStage, type Stage } from "./harness.ts";
import { onceOnly, outcomeOf } from "./outcome.ts";

const DEAL = DEAL_IDS.acme;
/** More calls than a push makes, each a place to crash at; the test says so if that ever changes. */
const MOST_CALLS = 60;

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
  person().patch("deals", DEAL, { dealstage: "closedwon" });
});
afterAll(() => stage?.stop());

const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);

/** Each transaction and each call of a vendor is one call of this life. */
function mortal(needs: Needs, life: ReturnType<typeof createLife>): Needs {
  const vendor = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        const isCall = typeof member === "function" && !String(name).endsWith("Payload");
        return isCall ? (...given: unknown[]) => life.call(() => Reflect.apply(member, target, given) as Promise<unknown>) : member;
      },
    });
  return {
    ...needs,
    store: life.store(needs.store),
    crm: (portalId) => vendor(needs.crm(portalId)),
    erp: (portalId, connectionId) => vendor(needs.erp(portalId, connectionId)),
  };
}

async function startAfresh(): Promise<void> {
  await forgetDeals(stage);
  person().patch("deals", DEAL, { tieout_state: "", tieout_order_number: "" });
  stage.sandbox.quickbooks.configure({ queryLagSeconds: 9, requestIds: { forgetful: true } });
}

async function pushAndCrash(crash: Crash | null): Promise<number> {
  const life = createLife(crash);
  await pushDeal(mortal(stage.tieout.needs, life), { portalId: NORTHWIND_PORTAL, dealId: DEAL, cause: "button" }).catch(
    (error: unknown) => {
      if (!crash) throw error;
    },
  );
  return life.calls();
}

test.each<Crash["when"]>(["before", "after"])(
  "a process that ends %s any call of a push, then another that takes it up: one customer and one order, shown",
  { timeout: 120_000 },
  async (when) => {
    await startAfresh();
    const calls = await pushAndCrash(null);
    expect(calls).toBeGreaterThan(20);
    expect(calls).toBeLessThan(MOST_CALLS);
    for (let atCall = 1; atCall <= calls; atCall += 1) {
      await startAfresh();
      await pushAndCrash({ atCall, when });
      await push(stage, DEAL);
      const outcome = await outcomeOf(stage, "acme");
      expect({ atCall, ...outcome }).toEqual({ atCall, ...onceOnly(stage, outcome) });
    }
  },
);

test("an order that was made when the process ended is shown, though the deal was reopened before anybody looked again", async () => {
  await startAfresh();
  const calls = await pushAndCrash(null);
  let made = 0;
  for (let atCall = calls; atCall >= 1; atCall -= 1) {
    await startAfresh();
    await pushAndCrash({ atCall, when: "after" });
    if ((await outcomeOf(stage, "acme")).orders.length === 0) break;
    made += 1;
    person().patch("deals", DEAL, { dealstage: "contractsent" });
    await push(stage, DEAL, "webhook");
    const { linkedOrder, state, orders } = await outcomeOf(stage, "acme");
    expect({ atCall, state, orders }).toEqual({ atCall, state: "changed", orders: [linkedOrder] });
    person().patch("deals", DEAL, { dealstage: "closedwon" });
  }
  expect(made).toBeGreaterThan(3);
});
