import { describe, expect, test } from "vitest";
import { z } from "zod";
import { refusalOf } from "../../api/hubspot/faults.ts";
import { server, anything, tokens, start, read, errorOf, always } from "./client-stage.ts";

describe("a call to HubSpot", () => {
  test("sends method, path, query, JSON and the token, and answers what the schema understands", async () => {
    const { call } = await always(200, { id: "1", more: true });
    const answer = await call(z.object({ id: z.string() }), {
      method: "POST",
      path: "/crm/objects/2026-09/deals/batch/read",
      query: { archived: "false", properties: "a,b" },
      body: { inputs: [{ id: "1" }] },
    });
    expect(answer).toEqual({ id: "1" });
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      path: "/crm/objects/2026-09/deals/batch/read?archived=false&properties=a%2Cb",
      body: '{"inputs":[{"id":"1"}]}',
      headers: { authorization: "Bearer A1", "content-type": "application/json" },
    });
  });

  test("takes an empty answer, and one with several statuses", async () => {
    const { call } = await start(({ url }) => ({
      status: url.pathname === "/empty" ? 204 : 207,
      body: url.pathname === "/empty" ? "" : {},
    }));
    expect(await call(anything, { method: "DELETE", path: "/empty" })).toBeNull();
    expect(await call(anything, read)).toEqual({});
  });

  test("an answer of another form is unavailable, and says where but not what", async () => {
    const { call } = await always(200, { id: 5, email: "ada@example.com" });
    const error = await errorOf(call(z.object({ id: z.string() }), read));
    expect(error).toMatchObject({ kind: "unavailable", code: "hubspotAnswer" });
    expect(error.cause).toEqual({ status: 200, places: ["id: invalid_type"] });
  });

  test("is made once: waiting and trying again is the queue's", async () => {
    const { call } = await always(503, "");
    await errorOf(call(anything, read));
    expect(server.requests).toHaveLength(1);
  });

  test("writes no token and no body to the log", async () => {
    const { call, log } = await always(200, { properties: { email: "ada@example.com" } }, { "x-hubspot-correlation-id": "c-1" });
    await call(anything, read);
    expect(log.lines).toEqual([expect.stringContaining('"status":200')]);
    expect(log.lines[0]).toContain("c-1");
    expect(log.lines[0]).not.toMatch(/A1|ada/);
  });
});

describe("what HubSpot refuses", () => {
  const tenSeconds = {
    errorType: "RATE_LIMIT",
    policyName: "TEN_SECONDLY_ROLLING",
    message: "You have reached your ten_secondly_rolling limit.",
  };
  test.each<[string, number, object | string, Record<string, string>, object]>([
    ["404", 404, { category: "OBJECT_NOT_FOUND" }, {}, { kind: "notFound" }],
    ["409", 409, { category: "CONFLICT" }, {}, { kind: "conflict" }],
    ["423", 423, {}, {}, { kind: "unavailable", retryAfterMs: 2_000 }],
    ["429 of ten seconds", 429, tenSeconds, {}, { kind: "rateLimited", retryAfterMs: 10_000 }],
    ["429 of a search", 429, { message: "You have reached your secondly limit." }, {}, { kind: "rateLimited", retryAfterMs: 1_000 }],
    ["429 of the day", 429, { policyName: "DAILY" }, {}, { kind: "rateLimited", retryAfterMs: 3_600_000 }],
    ["429 unexplained", 429, "", {}, { kind: "rateLimited", retryAfterMs: 60_000 }],
    ["429 with a time", 429, tenSeconds, { "retry-after": "3" }, { kind: "rateLimited", retryAfterMs: 3_000 }],
    ["477 with a time", 477, {}, { "retry-after": "120" }, { kind: "rateLimited", retryAfterMs: 120_000 }],
    ["477 with a nonsensical time", 477, {}, { "retry-after": "soon" }, { kind: "rateLimited", retryAfterMs: 60_000 }],
    ["500", 500, {}, {}, { kind: "unavailable" }],
    ["502 with a page", 502, "<html>", {}, { kind: "unavailable" }],
    ["521", 521, "", {}, { kind: "unavailable" }],
    ["400", 400, { category: "VALIDATION_ERROR" }, {}, { kind: "rejected", code: "hubspotRefused" }],
    ["414", 414, "", {}, { kind: "rejected" }],
    ["403 without a reason", 403, {}, {}, { kind: "rejected", code: "hubspotForbidden", fixBy: "admin" }],
  ])("%s", async (_, status, body, headers, expected) => {
    const { call } = await always(status, body, headers);
    expect(await errorOf(call(anything, read))).toMatchObject(expected);
  });

  test("a missing permission is named to the admin", async () => {
    const { call } = await always(403, {
      category: "MISSING_SCOPES",
      errors: [{ message: "One or more", context: { requiredGranularScopes: ["crm.schemas.deals.write"] } }],
    });
    const error = await errorOf(call(anything, read));
    expect(error).toMatchObject({ kind: "rejected", code: "hubspotMissingScopes", fixBy: "admin" });
    expect(error.message).toContain("crm.schemas.deals.write");
  });

  test("the cause keeps category, codes, properties and correlation id, and never what HubSpot quotes", async () => {
    const { call } = await always(400, {
      status: "error",
      message:
        'Property values were not valid: [{"isValid":false,"message":"ada@example.com is no number","error":"INVALID_DOUBLE","name":"tieout_paid"}]',
      correlationId: "c-2",
      category: "VALIDATION_ERROR",
      errors: [{ message: "ada", code: "MISSING_REQUIRED_PROPERTY", context: { propertyName: ["closed_lost_reason"] } }],
    });
    const error = await errorOf(call(anything, read));
    expect(refusalOf(error)).toEqual({
      status: 400,
      category: "VALIDATION_ERROR",
      subCategory: null,
      codes: ["MISSING_REQUIRED_PROPERTY", "INVALID_DOUBLE"],
      properties: ["closed_lost_reason", "tieout_paid"],
      scopes: [],
      correlationId: "c-2",
    });
    expect(JSON.stringify(error) + error.message).not.toContain("ada");
  });

  test("the correlation id may stand in the headers alone", async () => {
    const { call } = await always(503, "<html>", { "x-hubspot-correlation-id": "c-3" });
    expect(refusalOf(await errorOf(call(anything, read)))).toMatchObject({ correlationId: "c-3" });
  });

  test("an error body of any shape is taken as it comes", async () => {
    for (const body of [[], null, { errors: "many", category: 5, context: [] }, { errors: [null, { context: { propertyName: "x" } }] }]) {
      const { call } = await always(400, JSON.stringify(body));
      expect(await errorOf(call(anything, read))).toMatchObject({ kind: "rejected" });
      await server.stop();
    }
  });

  test("a cut connection, silence and half an answer are unavailable", async () => {
    const { call } = await start(() => ({ status: 200, body: { id: "1" } }), tokens("A1"), 100);
    for (const kind of ["drop", "hang", "truncate"] as const) {
      server.faults.add({ match: {}, when: "after", kind });
      expect(await errorOf(call(anything, read))).toMatchObject({ kind: "unavailable", code: "hubspotNoAnswer" });
    }
  });

  test("JSON that ends in the middle is unavailable, and what it held is not told", async () => {
    const { call } = await always(200, '{"email":"ada@example.com');
    const error = await errorOf(call(anything, read));
    expect(error).toMatchObject({ kind: "unavailable" });
    expect(String(error.cause)).not.toContain("ada");
  });
});

describe("the limits of an account", () => {
  const search = { method: "POST", path: "/crm/objects/2026-09/deals/search", body: {} } as const;

  test("every call waits for its turn, also one sent again; searches wait in a lane of their own", async () => {
    const { call, limiter } = await start(() => ({ status: server.requests.length === 1 ? 401 : 200, body: {} }));
    await call(anything, read);
    await call(anything, search);
    expect(server.requests).toHaveLength(3);
    expect(limiter).toMatchObject({ ran: ["hubspot 62515", "hubspot 62515", "hubspotSearch 62515"], paused: [] });
  });

  test("whoever is told to wait has everybody wait", async () => {
    const { call, limiter } = await always(429, { policyName: "TEN_SECONDLY_ROLLING" });
    await errorOf(call(anything, read));
    expect(limiter.paused).toEqual(["hubspot 62515 10000"]);
  });

  test("a refusal that is no limit stops nobody", async () => {
    const { call, limiter } = await always(423, {});
    await errorOf(call(anything, read));
    expect(limiter.paused).toEqual([]);
  });
});
