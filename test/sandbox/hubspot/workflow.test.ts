import { afterEach, beforeEach, expect, test } from "vitest";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { CLIENT, installedApp, PORTAL, receiver, type InstalledApp, type Receiver } from "./installed-app.ts";
import { signV2, signV3 } from "./signature.ts";

let app: InstalledApp;
let target: Receiver;
beforeEach(async () => {
  target = await receiver();
  app = await installedApp();
});
afterEach(async () => {
  await app.hubspot.stop();
  await target.stop();
});

const run = (more: object = {}) =>
  app.hubspot.runWorkflowAction({
    portalId: PORTAL,
    actionUrl: `${target.url}/workflow-actions/push-deal`,
    object: { objectType: "DEAL", id: DEAL_IDS.globex },
    properties: ["dealname"],
    inputFields: { wait: "true" },
    ...more,
  });
const answerState = (state?: string, more: object = {}) =>
  target.answerWith(() => ({
    status: 200,
    body: { outputFields: { ...(state && { hs_execution_state: state }), result: "pushed", ...more } },
  }));
const complete = (callbackId: string, body: object, headers?: Record<string, string>) =>
  app.call("POST", `/automation/actions/callbacks/2026-09/${callbackId}/complete`, body, headers);

test("the action is called with callback, origin, object and inputs, signed v2 and v3", async () => {
  const { callbackId } = await run();
  const [request] = target.requests;
  expect(JSON.parse(request!.body)).toEqual({
    callbackId,
    origin: { portalId: PORTAL, actionDefinitionId: 10_646_377, actionDefinitionVersion: 1 },
    context: { source: "WORKFLOWS", workflowId: 192_814_114 },
    object: { objectId: Number(DEAL_IDS.globex), properties: { dealname: "Globex platform 2027" }, objectType: "DEAL" },
    inputFields: { wait: "true" },
  });
  const signed = { method: "POST", url: `${target.url}/workflow-actions/push-deal`, body: request!.body, timestamp: app.clock.now() };
  expect(request!.headers["x-hubspot-signature"]).toBe(signV2(CLIENT.clientSecret, signed));
  expect(request!.headers["x-hubspot-signature-v3"]).toBe(signV3(CLIENT.clientSecret, signed));
});

test("version 2 can come alone, and a run can have no record", async () => {
  await run({ signature: "v2", object: null });
  expect(target.requests[0]!.headers["x-hubspot-signature-v3"]).toBeUndefined();
  expect(JSON.parse(target.requests[0]!.body)).not.toHaveProperty("object");
});

test.each([
  ["SUCCESS", "succeeded"],
  ["FAIL_CONTINUE", "continued"],
  ["BLOCK", "blocked"],
  [undefined, "succeeded"],
])("state %s makes the run %s", async (state, status) => {
  answerState(state);
  expect(await run()).toMatchObject({ status, outputFields: { result: "pushed" } });
});

test("4xx is final; 5xx and silence are tried again for three days", async () => {
  target.answerWith(() => ({ status: 400 }));
  expect((await run()).status).toBe("failed");
  target.answerWith((_, count) => ({ status: count % 2 === 0 ? 500 : 0 }));
  const failing = await run();
  expect(failing.status).toBe("retrying");
  for (let hours = 0; hours < 80; hours += 1) {
    app.clock.advance(3_600_000);
    await app.hubspot.world.runs.flush();
  }
  expect(failing.status).toBe("failed");
  expect(failing.attempts.length).toBeGreaterThan(8);
});

test("a 429 is tried again after its Retry-After, which is in milliseconds", async () => {
  target.answerWith((_, count) => (count === 1 ? { status: 429, headers: { "retry-after": "3000" } } : { status: 200, body: {} }));
  const waiting = await run();
  app.clock.advance(2_999);
  await app.hubspot.world.runs.flush();
  expect(waiting.status).toBe("retrying");
  app.clock.advance(1);
  await app.hubspot.world.runs.flush();
  expect(waiting.status).toBe("succeeded");
});

test("a blocked run is completed once, needs typedOutputs, and only by its own portal", async () => {
  answerState("BLOCK", { hs_expiration_duration: "P3D" });
  const { callbackId } = await run();
  const outputFields = { hs_execution_state: "SUCCESS", orderNumber: "HS-1" };
  expect((await complete(callbackId, { outputFields })).status).toBe(400);
  const foreign = app.hubspot.world.oauth.issueAccess({ portalId: PORTAL, userId: 1, scopes: [] }, 60).token;
  expect((await complete(callbackId, { outputFields, typedOutputs: {} }, { authorization: `Bearer ${foreign}` })).status).toBe(403);
  expect((await complete(callbackId, { outputFields, typedOutputs: {} })).status).toBe(204);
  expect(app.hubspot.world.runs.find(callbackId)).toMatchObject({ status: "succeeded", outputFields: { orderNumber: "HS-1" } });
  expect((await complete(callbackId, { outputFields, typedOutputs: {} })).status).toBe(404);
});

test("a block that nobody completes expires", async () => {
  answerState("BLOCK", { hs_expiration_duration: "P1WT1H" });
  const { callbackId } = await run();
  app.clock.advance(7 * 24 * 3_600_000);
  expect(app.hubspot.world.runs.find(callbackId)!.status).toBe("blocked");
  app.clock.advance(3_600_000);
  expect(app.hubspot.world.runs.find(callbackId)!.status).toBe("expired");
});

test("HubSpot may call again with the same callbackId; the outcome stays", async () => {
  answerState("SUCCESS");
  const first = await run();
  target.answerWith(() => ({ status: 500 }));
  await app.hubspot.world.runs.repeat(first.callbackId);
  expect(target.requests.map(({ body }) => (JSON.parse(body) as { callbackId: string }).callbackId)).toEqual([
    first.callbackId,
    first.callbackId,
  ]);
  expect(first.status).toBe("succeeded");
});
