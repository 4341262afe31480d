import { afterEach, beforeEach, expect, test } from "vitest";
import type { ExtensionFetch } from "./fetch-proxy.ts";
import { CLIENT, installedApp, PORTAL, receiver, type InstalledApp, type Receiver } from "./installed-app.ts";
import { signV3 } from "./signature.ts";

const ORIGIN = "https://api.tieout.example";
let app: InstalledApp;
let target: Receiver;
beforeEach(async () => {
  target = await receiver();
  app = await installedApp({ permittedFetchUrls: [ORIGIN], localProxy: { [ORIGIN]: target.url } });
});
afterEach(async () => {
  await app.hubspot.stop();
  await target.stop();
});

const ask = (call: Partial<ExtensionFetch> = {}) =>
  app.hubspot.fetchProxy({ url: `${ORIGIN}/ui/deals/1`, portalId: PORTAL, userId: 5002, userEmail: "ben+x@northwind.example", ...call });

test("the app is told who asks, escaped on the wire and decoded in the signature", async () => {
  target.answerWith(() => ({ status: 200, body: { state: "ready" } }));
  const answer = await ask({ url: `${ORIGIN}/ui/deals/1?fresh=1` });
  expect(answer).toMatchObject({
    status: 200,
    body: { status: "success", responseBody: { state: "ready" }, context: { appServerStatusCode: ["200"] } },
  });
  const [request] = target.requests;
  expect(request!.url).toBe(
    `/ui/deals/1?fresh=1&portalId=${PORTAL}&userId=5002&userEmail=ben%2Bx%40northwind.example&appId=${CLIENT.appId}`,
  );
  const url = `${target.url}/ui/deals/1?fresh=1&portalId=${PORTAL}&userId=5002&userEmail=ben%2Bx@northwind.example&appId=${CLIENT.appId}`;
  expect(request!.headers["x-hubspot-signature-v3"]).toBe(
    signV3(CLIENT.clientSecret, { method: "GET", url, body: "", timestamp: app.clock.now() }),
  );
  expect(request!.headers["x-hubspot-signature-version"]).toBe("v2");
});

test("a GET carries no body; a POST carries JSON, signed", async () => {
  await ask({ body: { a: 1 } });
  await ask({ method: "POST", body: { a: 1 } });
  expect(target.requests.map(({ body }) => body)).toEqual(["", '{"a":1}']);
  expect(target.requests[1]!.headers["content-type"]).toBe("application/json");
});

test.each([
  ["an origin that is not permitted", { url: "https://elsewhere.example/" }, "not one of the app's permitted URLs"],
  ["a URL that is none", { url: "/ui/deals/1" }, "URL is malformed"],
  ["two headers", { headers: { Authorization: "x", Accept: "y" } }, "Only 'Authorization' header is allowed"],
  ["another header", { headers: { Accept: "y" } }, "Invalid Request Headers"],
  ["a text as body", { method: "POST", body: "{}" }, "Invalid JSON Request Body"],
  ["more than 1 MB", { method: "POST", body: { text: "x".repeat(1_048_576) } }, "larger than 1 MB"],
  ["more than two minutes", { timeout: 120_001 }, "timeout"],
])("%s is refused and nothing is called", async (_, call, message) => {
  const answer = await ask(call);
  expect(answer).toMatchObject({ status: 400, body: { status: "error", category: "VALIDATION_ERROR" } });
  expect(answer.body.message).toContain(message);
  expect(target.requests).toEqual([]);
});

test("plain http is refused unless a local proxy maps it", async () => {
  app.hubspot.world.app.permittedFetchUrls.push(target.url);
  expect((await ask({ url: `${target.url}/x` })).body.message).toBe("Only https URLs are allowed");
  app.hubspot.world.app.localProxy[target.url] = target.url;
  expect((await ask({ url: `${target.url}/x` })).status).toBe(200);
});

test.each([302, 404, 409])("an answer of %i is wrapped in 200 and not tried again", async (status) => {
  target.answerWith(() => ({ status, headers: { location: "/elsewhere" }, body: { error: { code: "x" } } }));
  expect(await ask()).toMatchObject({
    status: 200,
    body: {
      status: "error",
      category: "BAD_GATEWAY",
      message: "Error returned from Request Uri",
      responseBody: { error: { code: "x" } },
      context: { appServerStatusCode: [String(status)] },
    },
  });
  expect(target.requests).toHaveLength(1);
});

test.each([500, 503, 0])("after %i the proxy calls once more", async (status) => {
  target.answerWith((_, count) => (count === 1 ? { status } : { status: 200, body: { ok: true } }));
  expect((await ask({ method: "POST", body: {} })).body.responseBody).toEqual({ ok: true });
  expect(target.requests).toHaveLength(2);
});

test("what stays broken is tried twice and no more", async () => {
  target.answerWith(() => ({ status: 500, body: {} }));
  expect((await ask()).body.context["appServerStatusCode"]).toEqual(["500"]);
  expect(target.requests).toHaveLength(2);
});

test("an answer that is no JSON, or too large, is refused; an empty one is null", async () => {
  target.answerWith(
    (_, count) =>
      [{ status: 200, body: "<html>" }, { status: 200, body: JSON.stringify("x".repeat(1_048_577)) }, { status: 204 }][count - 1]!,
  );
  expect((await ask()).body.message).toBe("Invalid JSON Response Body");
  expect((await ask()).body.message).toBe("Response body is larger than 1 MB");
  expect((await ask()).body).toMatchObject({ status: "success", responseBody: null });
});

test("the control endpoint is the same proxy and knows the users' e-mails", async () => {
  const body = { url: `${ORIGIN}/ui/deals/1`, portalId: PORTAL, userId: 5003 };
  const answer = await app.call("POST", "/control/fetch", body);
  expect(answer.body).toMatchObject({ status: "success" });
  expect(target.requests[0]!.url).toContain("userEmail=carla%40northwind.example");
});
