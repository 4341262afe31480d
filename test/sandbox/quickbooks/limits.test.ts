import { expect, test } from "vitest";
import { quickbooksForTest } from "./for-tests.ts";

const LIMITS = { enforced: true };

test("the eleventh request within a second is throttled, and the next second is free again", async () => {
  const { call, configure, clock } = await quickbooksForTest();
  configure({ limits: LIMITS });
  const statuses = [];
  for (let index = 0; index < 11; index++) statuses.push((await call("GET", "/companyinfo/1")).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  const refused = await call("GET", "/companyinfo/1");
  expect(refused.body).toMatchObject({
    Fault: { Error: [{ code: "3001", Detail: "The request limit was reached. Try again later" }], type: "SERVICE" },
  });
  expect(refused.headers.get("retry-after")).toBeNull();
  clock.advance(1_000);
  expect((await call("GET", "/companyinfo/1")).status).toBe(200);
});

test("a minute holds 500 requests of a realm", async () => {
  const { call, configure, clock } = await quickbooksForTest();
  configure({ limits: { ...LIMITS, perSecond: 1_000 } });
  for (let index = 0; index < 500; index++) await call("GET", "/companyinfo/1");
  expect((await call("GET", "/companyinfo/1")).status).toBe(429);
  clock.advance(60_000);
  expect((await call("GET", "/companyinfo/1")).status).toBe(200);
});

test("a minute holds 40 batches", async () => {
  const { call, configure } = await quickbooksForTest();
  configure({ limits: { ...LIMITS, perSecond: 1_000 } });
  for (let index = 0; index < 40; index++) await call("POST", "/batch", { BatchItemRequest: [] });
  expect((await call("POST", "/batch", { BatchItemRequest: [] })).status).toBe(429);
  expect((await call("GET", "/companyinfo/1")).status).toBe(200);
});

test("the throttle can speak XML in spite of Accept", async () => {
  const { call, configure } = await quickbooksForTest();
  configure({ limits: { ...LIMITS, perSecond: 0, xml: true } });
  const answer = await call("GET", "/companyinfo/1");
  expect(answer.status).toBe(429);
  expect(answer.headers.get("content-type")).toContain("text/xml");
  expect(answer.text).toContain("<IntuitResponse");
});
