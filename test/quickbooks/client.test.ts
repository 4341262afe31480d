import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createQuickBooksClient } from "../../api/quickbooks/client.ts";
import { recordedLimiter } from "../no-limits.ts";
import { NOON_CLOCK } from "./connection-store.ts";
import { faultOf, scriptedVendor, type Asked, type Scripted } from "./scripted-vendor.ts";

const TOKEN_REFUSED: Scripted = {
  status: 401,
  body: {
    warnings: null,
    fault: {
      error: [
        {
          message: "message=AuthenticationFailed; errorCode=003200; statusCode=401",
          detail: "Token expired: access-1",
          code: "3200",
          element: null,
        },
      ],
      type: "AUTHENTICATION",
    },
  },
};
const XML = (status: number, type: string, code: string): Scripted => ({
  status,
  headers: { "content-type": "text/xml" },
  body: `<?xml version="1.0"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3"><Fault type="${type}"><Error code="${code}"><Message>no</Message><Detail>secret</Detail></Error></Fault></IntuitResponse>`,
});

async function company(answer: (asked: Asked, count: number) => Scripted, timeoutMs?: number, turn?: () => Promise<void>) {
  const vendor = await scriptedVendor(answer);
  const logged: string[] = [];
  const limiter = recordedLimiter(turn);
  let serial = 1;
  const write = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
  const client = createQuickBooksClient({
    apiUrl: `${vendor.url}/`,
    realmId: () => Promise.resolve("4620816365291411420"),
    tokens: { accessToken: () => Promise.resolve(`access-${serial}`), refreshAfter401: () => Promise.resolve(`access-${++serial}`) },
    clock: NOON_CLOCK,
    limiter,
    log: { debug: write, info: write, warn: write, error: write },
    ...(timeoutMs && { timeoutMs }),
  });
  return { vendor, client, logged, limiter };
}

describe("reading from QuickBooks", () => {
  test("a call carries the token, the minor version and asks for JSON", async () => {
    const { vendor, client } = await company(() => ({ body: { Estimate: { Id: "1" } } }));
    await using _ = vendor;
    expect(await client.get("estimate/1")).toEqual({ ok: true, body: { Estimate: { Id: "1" } } });
    const [asked] = vendor.asked;
    expect(`${asked?.url.pathname}${asked?.url.search}`).toBe("/v3/company/4620816365291411420/estimate/1?minorversion=75");
    expect(asked?.headers).toMatchObject({ authorization: "Bearer access-1", accept: "application/json" });
  });

  test("a refused token is replaced and the read sent again, once", async () => {
    const { vendor, client } = await company((_asked, count) => (count === 1 ? TOKEN_REFUSED : { body: { Item: {} } }));
    await using _ = vendor;
    expect(await client.get("item/1")).toEqual({ ok: true, body: { Item: {} } });
    expect(vendor.asked.map(({ headers }) => headers.authorization)).toEqual(["Bearer access-1", "Bearer access-2"]);
  });

  test("a token that is refused twice passes with time, and is not asked a third time", async () => {
    const { vendor, client } = await company(() => XML(401, "AUTHENTICATION", "3200"));
    await using _ = vendor;
    await expect(client.get("item/1")).rejects.toMatchObject({ kind: "unavailable" });
    expect(vendor.asked).toHaveLength(2);
  });

  test("a query escapes nothing but its own quotes, and pages until a page is short", async () => {
    const rows = Array.from({ length: 1000 }, (_each, index) => ({ Id: String(index + 1) }));
    const { vendor, client } = await company((_asked, count) => ({
      body: { QueryResponse: { Customer: count === 1 ? rows : [{ Id: "1001" }] } },
    }));
    await using _ = vendor;
    expect(await client.query({ from: "Customer", where: ["DisplayName = 'A & B + C% #1'"] })).toHaveLength(1001);
    expect(vendor.asked.map(({ url }) => url.searchParams.get("query"))).toEqual([
      "SELECT * FROM Customer WHERE DisplayName = 'A & B + C% #1' ORDERBY Id ASC STARTPOSITION 1 MAXRESULTS 1000",
      "SELECT * FROM Customer WHERE DisplayName = 'A & B + C% #1' ORDERBY Id ASC STARTPOSITION 1001 MAXRESULTS 1000",
    ]);
    expect(vendor.asked[0]?.url.search).toContain("A%20%26%20B%20%2B%20C%25%20%231");
  });

  test("a query that finds nothing answers an empty list", async () => {
    const { vendor, client } = await company(() => ({ body: { QueryResponse: {}, time: "2026-05-05T03:11:46.211-07:00" } }));
    await using _ = vendor;
    expect(await client.query({ from: "Term" })).toEqual([]);
  });
});

describe("writing to QuickBooks", () => {
  const create = (client: Awaited<ReturnType<typeof company>>["client"]) =>
    client.create("estimate", { CustomerRef: { value: "1" } }, "request-1");

  test("a create carries its request id", async () => {
    const { vendor, client } = await company(() => ({ body: { Estimate: { Id: "9" } } }));
    await using _ = vendor;
    await create(client);
    expect(vendor.asked[0]?.url.search).toBe("?requestid=request-1&minorversion=75");
    expect(vendor.asked[0]?.headers["content-type"]).toBe("application/json");
    expect(vendor.asked[0]?.body).toBe('{"CustomerRef":{"value":"1"}}');
  });

  test("the same payload is the same bytes, whatever the order of its keys", async () => {
    const { vendor, client } = await company(() => ({ body: { Estimate: { Id: "9" } } }));
    await using _ = vendor;
    await client.create("estimate", { b: 1, a: [{ d: "x", c: { f: 2, e: 0.1 } }] }, "r");
    await client.create("estimate", { a: [{ c: { e: 0.1, f: 2 }, d: "x" }], b: 1 }, "r");
    expect(vendor.asked.map(({ body }) => body)).toEqual(Array(2).fill('{"a":[{"c":{"e":0.1,"f":2},"d":"x"}],"b":1}'));
  });

  test("no redirect is followed: what was to be made is told to nobody else, and nobody knows whether it was made", async () => {
    const { vendor, client } = await company(({ url }) => ({ status: 307, headers: { location: `/elsewhere?from=${url.pathname}` } }));
    await using _ = vendor;
    await expect(client.create("estimate", { a: 1 }, "r1")).rejects.toMatchObject({ kind: "unavailable" });
    expect(vendor.asked).toHaveLength(1);
  });

  test("a request id of more than 50 characters is never sent", async () => {
    const { vendor, client } = await company(() => ({}));
    await using _ = vendor;
    await expect(client.create("estimate", {}, "x".repeat(51))).rejects.toMatchObject({ kind: "invalid" });
    expect(vendor.asked).toEqual([]);
  });

  test("a 401 may come after the commit: the token is replaced and nothing is sent a second time", async () => {
    const { vendor, client } = await company((_asked, count) => (count === 1 ? TOKEN_REFUSED : { body: { Estimate: { Id: "9" } } }));
    await using _ = vendor;
    await expect(create(client)).rejects.toMatchObject({ kind: "unavailable" });
    expect(vendor.asked).toHaveLength(1);
    await create(client);
    expect(vendor.asked[1]?.headers.authorization).toBe("Bearer access-2");
  });

  test.each<[string, Scripted, object]>([
    ["the connection is cut", { drop: true }, { kind: "unavailable" }],
    ["half the JSON arrives", { body: '{"Estimate":{"Id":"1' }, { kind: "unavailable" }],
    ["a page of HTML comes with 200", { body: "<html>Sorry</html>" }, { kind: "unavailable" }],
    ["the answer is empty", { body: "" }, { kind: "unavailable" }],
    [
      "QuickBooks fails and may have committed",
      { status: 500, body: faultOf("10000", "System Failure", "SystemFault") },
      { kind: "unavailable", code: "10000" },
    ],
    ["a refusal comes with a server error", { status: 500, body: faultOf("6000", "no") }, { kind: "unavailable" }],
    ["a gateway fails", { status: 503, body: "<html>" }, { kind: "unavailable" }],
    ["a gateway sends elsewhere", { status: 307, headers: { location: "http://127.0.0.1:9/" } }, { kind: "unavailable" }],
    ["the request id was seen before", { status: 400, body: faultOf("600", "Duplicate Request ID") }, { kind: "unavailable", code: "600" }],
    ["something else than validation refuses", { status: 400, body: faultOf("6000", "no", "SystemFault") }, { kind: "unavailable" }],
    ["a refusal has no form we know", { status: 400, body: "Bad Request" }, { kind: "unavailable" }],
    [
      "too many requests",
      { status: 429, body: faultOf("3001", "The request limit was reached", "SERVICE") },
      { kind: "rateLimited", retryAfterMs: 60_000 },
    ],
    ["too many requests, in XML", XML(429, "SERVICE", "003001"), { kind: "rateLimited", retryAfterMs: 60_000 }],
    ["too many requests, without a word", { status: 429 }, { kind: "rateLimited", retryAfterMs: 60_000 }],
    ["told to wait longer", { status: 429, headers: { "retry-after": "90" } }, { kind: "rateLimited", retryAfterMs: 90_000 }],
    ["told to wait less than a minute", { status: 429, headers: { "retry-after": "5" } }, { kind: "rateLimited", retryAfterMs: 60_000 }],
    [
      "the app is not connected",
      { status: 403, body: faultOf("003100", "no", "AuthorizationFault") },
      { kind: "notConnected", code: "3100", fixBy: "admin" },
    ],
    [
      "the user may not do this",
      { status: 403, body: faultOf("5020", "no", "AuthorizationFault") },
      { kind: "rejected", code: "5020", fixBy: "admin" },
    ],
    ["there is no such address", { status: 404, body: "" }, { kind: "rejected", fixBy: "admin" }],
  ])("it is no definite refusal when %s", async (_name, answer, error) => {
    const { vendor, client } = await company(() => answer);
    await using _ = vendor;
    await expect(create(client)).rejects.toMatchObject(error);
    expect(vendor.asked).toHaveLength(1);
  });

  test("an answer that never comes ends with the time limit, and the outcome is unknown", async () => {
    const { vendor, client } = await company(() => ({ hang: true }), 40);
    await using _ = vendor;
    await expect(create(client)).rejects.toMatchObject({ kind: "unavailable", code: "timeout" });
  });

  test.each([400, 200])("a validation fault with HTTP %i is a definite refusal", async (status) => {
    const { vendor, client } = await company(() => ({ status, body: faultOf("6000", "Business Validation Error: no rate") }));
    await using _ = vendor;
    expect(await create(client)).toEqual({
      ok: false,
      refusal: {
        code: "6000",
        reaction: "refused",
        fixBy: "finance",
        message: 'QuickBooks says: "Business Validation Error: no rate"',
        takenById: null,
      },
    });
  });

  test("Intuit's id of the call is in the log and in the error, and no token, no search and no detail is", async () => {
    const { vendor, client, logged } = await company(() => TOKEN_REFUSED);
    await using _ = vendor;
    const error: unknown = await client
      .query({ from: "Customer", where: ["PrimaryEmailAddr = 'ann@acme.com'"] })
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: "unavailable", cause: { intuitTid: "1-tid", code: 3200 } });
    expect(logged.join()).toContain('"intuitTid":"1-tid"');
    expect(logged.join() + JSON.stringify((error as Error).cause) + (error as Error).message).not.toMatch(
      /access-1|Token expired|acme|46208/,
    );
  });
});

describe("the limit of a company", () => {
  const QUICKBOOKS = "quickbooks 4620816365291411420";

  test("every call waits for its turn, also one sent again and each page of a query", async () => {
    const rows = Array.from({ length: 1000 }, (_each, index) => ({ Id: String(index + 1) }));
    const { vendor, client, limiter } = await company((_asked, count) =>
      count === 1 ? TOKEN_REFUSED : { body: { QueryResponse: { Item: count === 2 ? rows : [] } } },
    );
    await using _ = vendor;
    await client.query({ from: "Item" });
    await client.create("estimate", {}, "r");
    expect(vendor.asked).toHaveLength(4);
    expect(limiter).toMatchObject({ ran: Array(4).fill(QUICKBOOKS), paused: [] });
  });

  test("whoever is told to wait has everybody wait", async () => {
    const { vendor, client, limiter } = await company(() => ({ status: 429, headers: { "retry-after": "90" } }));
    await using _ = vendor;
    await expect(client.get("item/1")).rejects.toMatchObject({ kind: "rateLimited" });
    await expect(client.create("estimate", {}, "r")).rejects.toMatchObject({ kind: "rateLimited" });
    expect(limiter.paused).toEqual(Array(2).fill(`${QUICKBOOKS} 90000`));
  });

  test("the time limit of a call begins with its turn", async () => {
    const limit = vi.spyOn(AbortSignal, "timeout");
    onTestFinished(() => limit.mockRestore());
    const [lined, late] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { vendor, client } = await company(
      () => ({ body: { Item: {} } }),
      5_000,
      () => (lined.resolve(), late.promise),
    );
    await using _ = vendor;
    const answer = client.get("item/1");
    await lined.promise;
    expect(limit).not.toHaveBeenCalled();
    late.resolve();
    expect(await answer).toMatchObject({ ok: true });
    expect(limit).toHaveBeenCalledWith(5_000);
  });
});
