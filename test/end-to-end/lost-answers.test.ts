import { afterAll, beforeAll, expect, test } from "vitest";
import { authenticationFailed, systemFault, throttledXml } from "../sandbox/quickbooks/canned-answers.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { WHOLE } from "../prove/size.ts";
import type { Fault } from "../sandbox/wire/faults.ts";
import { forgetDeals, push, startStage, type Stage } from "./harness.ts";
import { onceOnly, outcomeOf } from "./outcome.ts";

const HTML = { "content-type": "text/html" };
const ANSWERS: Record<string, Pick<Fault, "when" | "kind" | "answer">> = {
  "drops before it commits": { when: "before", kind: "drop" },
  "commits, then drops": { when: "after", kind: "drop" },
  "commits, then answers 500": { when: "after", kind: "answer", answer: systemFault() },
  "commits, then answers 503": { when: "after", kind: "answer", answer: { status: 503, body: "" } },
  "commits, then hangs": { when: "after", kind: "hang" },
  "commits, then sends half the body": { when: "after", kind: "truncate" },
  "commits, then answers a web page with 200": {
    when: "after",
    kind: "answer",
    answer: { status: 200, headers: HTML, body: "<html><body>We are sorry</body></html>" },
  },
  "commits, then answers 401": { when: "after", kind: "answer", answer: authenticationFailed() },
  "answers 429 in XML": { when: "before", kind: "answer", answer: throttledXml() },
};
/** The worst comes last. */
const MEMORIES = [
  { queryLagSeconds: 0, forgetful: false },
  { queryLagSeconds: 9, forgetful: false },
  { queryLagSeconds: 30, forgetful: false },
  { queryLagSeconds: 0, forgetful: true },
  { queryLagSeconds: 9, forgetful: true },
  { queryLagSeconds: 30, forgetful: true },
];
/** Whole in a proof; else each answer meets the worst memory, and another each time. */
const CASES = (["customer", "estimate"] as const).flatMap((what, w) =>
  Object.entries(ANSWERS).flatMap(([how, fault], h) =>
    MEMORIES.filter((_, m) => WHOLE || m === 5 || m === (2 * h + w) % 5).map((memory) => ({ what, how, fault, ...memory })),
  ),
);

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ erpTimeoutMs: 700 });
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.acme, { dealstage: "closedwon" });
});
afterAll(() => stage?.stop());

test.each(CASES)(
  "$what: QuickBooks $how; request ids forgotten: $forgetful, queries $queryLagSeconds s late; one of each is made",
  async ({ what, fault, queryLagSeconds, forgetful }) => {
    const { hubspot, quickbooks } = stage.sandbox;
    await forgetDeals(stage);
    hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.acme, { tieout_state: "", tieout_order_number: "" });
    quickbooks.configure({ queryLagSeconds, requestIds: { forgetful } });
    quickbooks.wire.faults.add({ match: { method: "POST", path: `/${what}\\?` }, ...fault });

    await push(stage, DEAL_IDS.acme);

    expect(quickbooks.wire.faults.list()).toMatchObject([{ struck: 1 }]);
    const outcome = await outcomeOf(stage, "acme");
    expect(outcome).toEqual(onceOnly(stage, outcome));
  },
);

test("answers lost again and again, of customer and order both, still make one of each", async () => {
  const { quickbooks } = stage.sandbox;
  await forgetDeals(stage);
  quickbooks.configure({ queryLagSeconds: 30, requestIds: { forgetful: true } });
  quickbooks.wire.faults.add({ match: { method: "POST", path: "/customer\\?" }, when: "before", kind: "drop", times: 2 });
  quickbooks.wire.faults.add({ match: { method: "POST", path: "/customer\\?" }, when: "after", kind: "drop" });
  quickbooks.wire.faults.add({ match: { method: "POST", path: "/estimate\\?" }, when: "after", kind: "answer", answer: systemFault() });
  quickbooks.wire.faults.add({ match: { method: "GET", path: "/estimate/" }, when: "before", kind: "drop", times: 2 });

  await expect(push(stage, DEAL_IDS.acme)).rejects.toMatchObject({ kind: "unavailable" });
  await push(stage, DEAL_IDS.acme);

  const outcome = await outcomeOf(stage, "acme");
  expect(outcome).toEqual(onceOnly(stage, outcome));
});
