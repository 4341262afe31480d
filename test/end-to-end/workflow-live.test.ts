import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "../sandbox/demo/actors.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { startStage, type Stage } from "./harness.ts";
import { onceOnly, outcomeOf } from "./outcome.ts";
import { consent, runAction } from "./workflow-stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage({ live: true });
  await consent(stage);
});
afterAll(() => stage?.stop());

test("with workers at hand a look is answered at once, a push at once or by its completion, and there is one order", async () => {
  const look = await runAction(stage, "check-deal", DEAL_IDS.wonka);
  const push = await runAction(stage, "push-deal", DEAL_IDS.globex);
  await eventually("The end of both", () => (look.status === "succeeded" && push.status === "succeeded" ? true : null));
  expect([look, push].map(({ outputFields }) => outputFields["result"])).toEqual(["ready", "pushed"]);
  // On a machine that others use too, four seconds may be too short; then it was completed.
  expect(push.completions.length).toBeLessThanOrEqual(1);
  // HubSpot's properties are written after the workflow has its answer.
  await eventually("The telling", async () => ((await outcomeOf(stage, "globex")).shown.state === "pushed" ? true : null));
  const outcome = await outcomeOf(stage, "globex");
  expect(outcome).toEqual(onceOnly(stage, outcome));
});

test("an answer says nothing that the action does not declare, and no choice that it does not offer", async () => {
  for (const definition of stage.sandbox.hubspot.world.app.workflowActions) {
    for (const dealId of [DEAL_IDS.globex, DEAL_IDS.cyberdyne]) {
      const run = await runAction(stage, definition.uid, dealId);
      await eventually("The end of the action", () => (["succeeded", "continued"].includes(run.status) ? true : null));
      for (const [name, value] of Object.entries(run.outputFields).filter(([each]) => !each.startsWith("hs_"))) {
        const declared = definition.outputFields.find(({ typeDefinition }) => typeDefinition.name === name)?.typeDefinition;
        expect(declared, `${definition.uid} declares ${name}`).toBeDefined();
        const choices = declared?.options?.map((option) => option.value) ?? [value];
        expect(choices, `${definition.uid} ${name}`).toContain(value);
        if (declared?.type === "number") expect(Number.isFinite(Number(value)), name).toBe(true);
        if (declared?.type === "date") expect(value).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    }
  }
});
