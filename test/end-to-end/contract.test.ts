import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { UI_ENDPOINTS } from "../../api/http/ui/endpoints.ts";
import { dealView } from "../../api/http/views.ts";
import { NORTHWIND_PORTAL, USERS } from "../sandbox/seed/hubspot.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { push, startStage, type Stage } from "./harness.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage?.stop());

const view = (key: keyof typeof DEAL_IDS) => stage.actors.ask<Record<string, unknown>>("rep", `/ui/deals/${DEAL_IDS[key]}`);

test.each([
  ["cyberdyne", "notReady"],
  ["hooli", "needsReview"],
  ["wonka", "ready"],
] as const)("the view of %s, which is %s, is all that the contract names and nothing else", async (key, state) => {
  const answer = await view(key);
  expect(answer).toMatchObject({ dealId: DEAL_IDS[key], state });
  expect(dealView.strict().parse(answer)).toEqual(answer);
});

test("so is what a press of Push answers, and the view of a pushed deal", async () => {
  const body = { idempotencyKey: "contract" };
  const answer = await stage.actors.ask<Record<string, unknown>>("rep", `/ui/deals/${DEAL_IDS.globex}/push`, { method: "POST", body });
  expect(dealView.strict().parse(answer)).toMatchObject({ state: "pushing" });

  await push(stage, DEAL_IDS.globex);
  const pushed = await view("globex");
  expect(dealView.strict().parse(pushed)).toEqual(pushed);
  expect(pushed).toMatchObject({
    state: "pushed",
    order: { status: "pending", net: { amount: "120000.00", currency: "USD" } },
    totals: { contract: { amount: "120000.00", currency: "USD" }, balance: { amount: "0.00", currency: "USD" } },
  });
});

test("OpenAPI lists every call of the cards and pages, and nothing that is not served", async () => {
  const document = (await (await fetch(`${stage.url}/openapi.json`)).json()) as { paths: Record<string, Record<string, unknown>> };
  const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  const served = UI_ENDPOINTS.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
  expect(described.toSorted()).toEqual(served.toSorted());
  expect(described).toEqual(
    expect.arrayContaining([
      "get /ui/deals/{dealId}",
      "post /ui/deals/{dealId}/push",
      "get /ui/settings",
      "put /ui/settings",
      "get /ui/mappings/products",
      "put /ui/mappings/products",
      "post /ui/quickbooks/connect",
      "post /ui/quickbooks/disconnect",
    ]),
  );
});

test("a part of the settings is taken, the whole is answered, and what the contract does not know is refused", async () => {
  const before = await stage.actors.ask<object>("admin", "/ui/settings");
  const change = { roles: { [USERS.finance]: "finance" } };
  expect(await stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: change })).toEqual({ ...before, ...change });
  await expect(stage.actors.ask("admin", "/ui/settings", { method: "PUT", body: { portalId: NORTHWIND_PORTAL } })).rejects.toThrow(
    /invalidBody/,
  );
});

test("no answer may be kept by a browser, whatever it is to, and TRACE is answered like any unknown call", async () => {
  for (const path of ["/livez", "/installed", "/oauth/hubspot/install", "/ui/settings", "/documents/none", "/nowhere"]) {
    const { headers } = await fetch(`${stage.url}${path}`, { redirect: "manual" });
    expect(headers.get("cache-control"), path).toContain("no-store");
    expect(headers.get("x-content-type-options"), path).toBe("nosniff");
    expect(headers.get("strict-transport-security"), path).toContain("max-age=");
    expect(headers.get("x-powered-by")).toBeNull();
  }
  const traced = await new Promise<number | undefined>((resolve, reject) => {
    const call = request(`${stage.url}/livez`, { method: "TRACE" }, (answer) => resolve(answer.resume().statusCode));
    call.on("error", reject).end();
  });
  expect(traced).toBe(404);
});

test("whoever disconnects at Intuit comes to a page that says what it means", async () => {
  const answer = await fetch(`${stage.url}/disconnected`);
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringMatching(/QuickBooks is disconnected.*To connect it again/s)]);
});
