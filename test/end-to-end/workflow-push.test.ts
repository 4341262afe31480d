import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { completeWorkflowRun } from "../../api/flows/complete-workflow-run.ts";
import { secondsUntilRetry } from "../../api/jobs/retry-policy.ts";
import { onServer } from "../database.ts";
import type { WorkflowRun } from "../sandbox/hubspot/workflow-runs.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { forgetDeals, push, startStage, type Stage } from "./harness.ts";
import { onceOnly, outcomeOf } from "./outcome.ts";
import { workWaiting } from "./waiting-jobs.ts";
import { consent, runAction, WORKFLOW } from "./workflow-stage.ts";

const DEAL = DEAL_IDS.acme;
const COMPLETION = "/automation/actions/callbacks/2026-09/";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());
beforeEach(async () => {
  stage.sandbox.hubspot.wire.faults.clear();
  stage.sandbox.quickbooks.wire.faults.clear();
  await workWaiting(stage);
  await forgetDeals(stage);
  await onServer(stage.db.url, "truncate dead_letters, workflow_runs, workflow_consents, push_breakers");
  await set({ automaticPush: false, goLiveDate: null, breaker: { pushes: 25, minutes: 10 } });
  win(DEAL);
  await consent(stage);
});

const set = (settings: object) => stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: settings });
const person = () => stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
const win = (dealId: string) => person().patch("deals", dealId, { dealstage: "closedwon" });
const pushBy = (more: object = {}, dealId: string = DEAL) => runAction(stage, "push-deal", dealId, more);
const completions = () => stage.sandbox.hubspot.wire.requests.filter(({ path }) => path.startsWith(COMPLETION));
const work = () => workWaiting(stage);
const repeat = ({ callbackId }: WorkflowRun) => stage.sandbox.hubspot.world.runs.repeat(callbackId);
async function expectOneOrder(): Promise<void> {
  const outcome = await outcomeOf(stage, "acme");
  expect(outcome).toEqual(onceOnly(stage, outcome));
}

describe("a push by a workflow", () => {
  test.each(["v2", "v2+v3"] as const)("is waited for and completed once with its order, signed %s", async (signature) => {
    const run = await pushBy({ signature });
    expect(run).toMatchObject({ status: "blocked", outputFields: { hs_expiration_duration: "P3D" } });
    await work();
    const order = stage.sandbox.quickbooks.all(US_REALM, "Estimate").at(-1);
    expect(run).toMatchObject({
      status: "succeeded",
      outputFields: {
        result: "pushed",
        findings: "",
        orderNumber: order?.DocNumber,
        invoiceStatus: "none",
        balance: "0.00",
        daysOverdue: 0,
      },
    });
    expect(run.completions).toHaveLength(1);
    await work();
    expect(completions()).toHaveLength(1);
    await expectOneOrder();
  });

  test("HubSpot calls three times: one order, one answer", async () => {
    const run = await pushBy();
    await repeat(run);
    await repeat(run);
    await work();
    await repeat(run);
    const answers = run.attempts.map(({ answer }) => (JSON.parse(answer) as { outputFields: Record<string, unknown> }).outputFields);
    expect(answers.map((each) => each["hs_execution_state"])).toEqual(["BLOCK", "BLOCK", "BLOCK", "SUCCESS"]);
    expect(answers[3]).toEqual(run.completions.map((each) => (each as { outputFields: object }).outputFields)[0]);
    expect(run.completions).toHaveLength(1);
    await expectOneOrder();
  });

  test("three calls at the same moment store one run", async () => {
    const run = await pushBy();
    await Promise.all([repeat(run), repeat(run), repeat(run)]);
    await work();
    expect(run.status).toBe("succeeded");
    await expectOneOrder();
  });

  test("our answer never arrived: HubSpot's next call hears the outcome, and there is one order", async () => {
    stage.sandbox.hubspot.world.runs.settings.loseAnswers = 1;
    const run = await pushBy();
    expect(run.status).toBe("retrying");
    await stage.clock.sleep(20_000);
    await work();
    await stage.sandbox.hubspot.world.runs.flush(true);
    expect(run).toMatchObject({ status: "succeeded", outputFields: { result: "pushed" } });
    await expectOneOrder();
  });

  test("a deal that is pushed already keeps its order and is answered with it", async () => {
    await push(stage, DEAL);
    const run = await pushBy();
    await work();
    expect(run).toMatchObject({ status: "succeeded", outputFields: { result: "pushed" } });
    await expectOneOrder();
  });

  test("an order that was deleted in QuickBooks is not made again by a workflow", async () => {
    await push(stage, DEAL);
    const [order = ""] = (await outcomeOf(stage, "acme")).orders;
    stage.sandbox.quickbooks.people.delete(US_REALM, "Estimate", order);
    const run = await pushBy();
    await work();
    expect(run).toMatchObject({ status: "continued", outputFields: { result: "notReady", findingCodes: "orderDeleted" } });
    expect((await outcomeOf(stage, "acme")).orders).toEqual([]);
  });
});

describe("a push that does not come to an order", () => {
  test("says what is missing and who mends it, as a failure or, if the builder chose so, as done", async () => {
    const run = await pushBy({}, DEAL_IDS.cyberdyne);
    const lenient = await pushBy({ inputFields: { onFailure: "continue" } }, DEAL_IDS.cyberdyne);
    await work();
    const outputFields = { result: "notReady", findingCodes: expect.stringContaining("productUnmapped") as string };
    expect(run).toMatchObject({ status: "continued", outputFields });
    expect(lenient).toMatchObject({ status: "succeeded", outputFields });
  });

  test("a deal of the open pipeline is refused", async () => {
    const run = await pushBy({}, DEAL_IDS.piper);
    await work();
    expect(run).toMatchObject({ status: "continued", outputFields: { findingCodes: expect.stringContaining("stageNotReady") as string } });
  });

  test("waits for finance's approval like any other, and says so at once", async () => {
    const run = await pushBy({}, DEAL_IDS.tyrell);
    await work();
    expect(run).toMatchObject({ status: "continued", outputFields: { result: "awaitingApproval" } });
  });

  test("a deal that was deleted meanwhile is completed as failed", async () => {
    const deal = person().create("deals", { dealname: "Gone soon", dealstage: "closedwon", pipeline: "default" });
    const run = await pushBy({}, deal.id);
    person().remove("deals", deal.id);
    await work();
    expect(run).toMatchObject({
      status: "continued",
      outputFields: { result: "failed", findings: expect.stringContaining("deleted") as string },
    });
  });

  test("is failed with the reason when QuickBooks refuses", async () => {
    const body = {
      Fault: { Error: [{ code: "6000", Message: "A business validation error has occurred", Detail: "no" }], type: "ValidationFault" },
    };
    stage.sandbox.quickbooks.wire.faults.add({
      match: { method: "POST", path: "/estimate" },
      when: "before",
      kind: "answer",
      answer: { status: 400, body },
      times: 9,
    });
    const run = await pushBy();
    await work();
    expect(run).toMatchObject({ status: "continued", outputFields: { result: "failed", findingCodes: "6000" } });
  });

  test("is held back where the deal was won before the go-live date, though automatic pushes need not be on", async () => {
    await set({ goLiveDate: "2030-01-01" });
    const run = await pushBy();
    await work();
    expect(run).toMatchObject({ status: "continued", outputFields: { result: "notReady", findingCodes: expect.stringContaining("beforeGoLive") as string } }); // prettier-ignore
    expect((await outcomeOf(stage, "acme")).orders).toEqual([]);
  });

  test("counts as an automatic push: the breaker stops a workflow that enrols everything", async () => {
    await set({ breaker: { pushes: 1, minutes: 10 } });
    const [first, second] = [await pushBy(), await pushBy({}, DEAL_IDS.globex)];
    await work();
    expect([first, second].map(({ outputFields }) => outputFields["result"])).toEqual(["pushed", "notReady"]);
    expect(second.outputFields["findingCodes"]).toContain("pushesPaused");
  });
});

describe("without a record or without consent", () => {
  test("a run without a record goes on with result unknown", async () => {
    expect(await pushBy({ object: null })).toMatchObject({ status: "continued", outputFields: { result: "unknown" } });
  });

  test("a workflow that no admin has allowed pushes nothing, is told where it is allowed, and is listed", async () => {
    const run = await pushBy({ workflowId: 5 });
    expect(run).toMatchObject({ status: "continued", outputFields: { result: "notReady", findingCodes: "workflowConsentMissing" } });
    expect(run.outputFields["findings"]).toContain("Workflow 5 may not push deals yet");
    await work();
    expect((await outcomeOf(stage, "acme")).orders).toEqual([]);
    const { workflows } = await stage.actors.ask<{ workflows: object[] }>("admin", "/ui/workflow-consents");
    expect(workflows).toMatchObject([
      { workflowId: String(WORKFLOW), granted: true, lastDeal: null },
      { workflowId: "5", granted: null, decidedBy: null, lastDeal: { id: DEAL } },
    ]);
    await expect(stage.actors.ask("rep", "/ui/workflow-consents/5", { method: "POST", body: { granted: true } })).rejects.toThrow("roleTooSmall"); // prettier-ignore

    await consent(stage, true, 5);
    const allowed = await pushBy({ workflowId: 5 });
    await work();
    expect(allowed.status).toBe("succeeded");
    await consent(stage, false, 5);
    expect((await pushBy({ workflowId: 5 })).outputFields["findingCodes"]).toBe("workflowConsentMissing");
    const log = await stage.actors.ask<{ entries: { what: string; subject: object }[] }>("admin", "/ui/audit-log");
    expect(log.entries.slice(0, 2)).toMatchObject([
      { what: "workflowConsent.withdrawn", subject: { object: "workflow", id: "5" } },
      { what: "workflowConsent.granted", subject: { object: "workflow", id: "5" } },
    ]);
  });
});

describe("the completion", () => {
  const failCompletion = (status: number, times: number) =>
    stage.sandbox.hubspot.wire.faults.add({
      match: { path: COMPLETION },
      when: "before",
      kind: "answer",
      answer: { status, body: {} },
      times,
    });

  test.each([[500], [429]])("answered %i is tried again by the retry table, and the workflow hears it once", async (status) => {
    const run = await pushBy();
    failCompletion(status, 1);
    const job = { portalId: NORTHWIND_PORTAL, callbackId: run.callbackId };
    await push(stage, DEAL, "workflow");
    const error: unknown = await completeWorkflowRun(stage.tieout.needs, job).catch((thrown: unknown) => thrown);
    expect(secondsUntilRetry(error, 0, 0.5)).toBeGreaterThan(1);
    await completeWorkflowRun(stage.tieout.needs, job);
    await completeWorkflowRun(stage.tieout.needs, job);
    expect(run.status).toBe("succeeded");
    expect(run.completions).toHaveLength(1);
  });

  test("that fails for good waits for a person, who sends it", async () => {
    const run = await pushBy();
    failCompletion(500, 9);
    await work();
    expect(run.status).toBe("blocked");
    const page = await stage.actors.ask<{ deadLetters: { id: string; kind: string; record: object }[] }>("admin", "/ui/dead-letters");
    expect(page.deadLetters).toMatchObject([{ kind: "complete-workflow-run", record: { object: "workflowRun", id: run.callbackId } }]);
    stage.sandbox.hubspot.wire.faults.clear();
    await stage.actors.ask("admin", `/ui/dead-letters/${page.deadLetters[0]?.id}/retry`, { method: "POST", body: {} });
    await work();
    expect(run.status).toBe("succeeded");
    await expectOneOrder();
  });

  test("of a run that has expired is closed quietly", async () => {
    const run = await pushBy();
    await push(stage, DEAL, "workflow");
    await stage.clock.sleep(3 * 24 * 3_600_000 + 1_000);
    await work();
    expect(completions()).toEqual([]);
    expect(stage.sandbox.hubspot.world.runs.find(run.callbackId)?.status).toBe("expired");
    const page = await stage.actors.ask<{ deadLetters: object[] }>("admin", "/ui/dead-letters");
    expect(page.deadLetters).toEqual([]);
  });

  test("that HubSpot does not know is closed quietly, but not in the first seconds", async () => {
    const run = await pushBy();
    await push(stage, DEAL, "workflow");
    stage.sandbox.hubspot.world.runs.clear();
    const job = { portalId: NORTHWIND_PORTAL, callbackId: run.callbackId };
    await expect(completeWorkflowRun(stage.tieout.needs, job)).rejects.toMatchObject({ code: "runUnknown" });
    await stage.clock.sleep(10_000);
    await completeWorkflowRun(stage.tieout.needs, job);
    await completeWorkflowRun(stage.tieout.needs, job);
    expect(completions()).toHaveLength(2);
  });
});

describe("when too much is asked at once", () => {
  test("HubSpot hears 503 and tries again over days, and then there is one order", async () => {
    const fill = `insert into workflow_runs (portal_id, callback_id, action, object, object_id, on_failure, started_at)
      select ${NORTHWIND_PORTAL}, 'full-' || n, 'push-deal', 'deal', 'x', 'fail', '${stage.clock.now().toString()}' from generate_series(1, 1000) n`;
    await onServer(stage.db.url, fill);
    const run = await pushBy();
    const { runs } = stage.sandbox.hubspot.world;
    for (let hours = 0; hours < 30; hours += 1) {
      await stage.clock.sleep(3_600_000);
      await runs.flush();
    }
    expect(run.status).toBe("retrying");
    expect(new Set(run.attempts.map(({ status }) => status))).toEqual(new Set([503]));
    await onServer(stage.db.url, "delete from workflow_runs where callback_id like 'full-%'");
    await runs.flush(true);
    await work();
    expect(run.status).toBe("succeeded");
    await expectOneOrder();
  });
});
