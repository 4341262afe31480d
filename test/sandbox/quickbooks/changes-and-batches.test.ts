import { expect, test } from "vitest";
import type { Entity } from "./entity.ts";
import { forPiedPiper, quickbooksForTest, refusalOf } from "./for-tests.ts";

type Changes = { CDCResponse: { QueryResponse: Record<string, Entity[]>[] }[] };
type Batch = { BatchItemResponse: Record<string, unknown>[] };

test("changes since an instant are given whole, deleted ones by id, nothing as {}", async () => {
  const { call, post, clock } = await quickbooksForTest();
  clock.advance(60_000);
  const since = new Date(clock.now()).toISOString();
  const kept = await post("/estimate", forPiedPiper());
  const doomed = await post("/estimate", forPiedPiper());
  await post("/estimate?operation=delete", { Id: doomed.Id, SyncToken: "0" });
  const answer = await call("GET", `/cdc?entities=Estimate,Invoice&changedSince=${since}`);
  const [estimates, invoices] = (answer.body as Changes).CDCResponse[0]!.QueryResponse;
  expect(estimates!["Estimate"]).toEqual([
    kept,
    { domain: "QBO", status: "Deleted", Id: doomed.Id, MetaData: { LastUpdatedTime: "2026-11-23T04:01:00-08:00" } },
  ]);
  expect(invoices).toEqual({});
});

test("changes go back 30 days, for the supported kinds only", async () => {
  const { call } = await quickbooksForTest();
  expect(refusalOf(await call("GET", "/cdc?entities=Invoice&changedSince=2026-10-01")).code).toBe("4001");
  expect(refusalOf(await call("GET", "/cdc?entities=TaxCode&changedSince=2026-11-20")).code).toBe("4001");
  expect(refusalOf(await call("GET", "/cdc?changedSince=2026-11-20")).code).toBe("2020");
});

test("after 1000 changes the rest is left out without a word", async () => {
  const { call, people, realm, clock } = await quickbooksForTest();
  const since = new Date(clock.now()).toISOString();
  for (let index = 0; index < 1005; index++) people.create(realm, "Class", { Name: `C${index}` });
  const answer = await call("GET", `/cdc?entities=Class,Customer&changedSince=${since}`);
  const [classes, customers] = (answer.body as Changes).CDCResponse[0]!.QueryResponse;
  expect(classes!["Class"]).toHaveLength(1000);
  expect(customers).toEqual({});
});

test("a batch answers each item by itself, with HTTP 200 for all", async () => {
  const { call } = await quickbooksForTest();
  const answer = await call("POST", "/batch", {
    BatchItemRequest: [
      { bId: "1", operation: "create", Customer: { DisplayName: "Batch Co" } },
      { bId: "2", operation: "create", Customer: { DisplayName: "Globex Corp" } },
      { bId: "3", Query: "SELECT * FROM Term WHERE Name = 'Net 30'" },
      { bId: "4", operation: "update", optionsData: "void", Payment: { Id: "105", SyncToken: "0", sparse: true } },
    ],
  });
  expect(answer.status).toBe(200);
  const items = (answer.body as Batch).BatchItemResponse;
  expect(items.map((item) => item["bId"])).toEqual(["1", "2", "3", "4"]);
  expect(items[0]).toMatchObject({ Customer: { DisplayName: "Batch Co" } });
  expect(items[1]).toMatchObject({ Fault: { Error: [{ code: "6240" }] } });
  expect(items[2]).toMatchObject({ QueryResponse: { Term: [{ Name: "Net 30" }] } });
  expect(items[3]).toMatchObject({ Payment: { TotalAmt: 0, PrivateNote: "Voided" } });
});

test("a batch has at most 30 items and a shorter requestid, which replays it whole", async () => {
  const { call, all, realm } = await quickbooksForTest();
  const items = (count: number) => ({
    BatchItemRequest: Array.from({ length: count }, (_, index) => ({
      bId: String(index),
      operation: "create",
      Class: { Name: `C${index}` },
    })),
  });
  expect(refusalOf(await call("POST", "/batch", items(31))).code).toBe("1040");
  expect(refusalOf(await call("POST", `/batch?requestid=${"x".repeat(37)}`, items(1))).code).toBe("2130");
  const before = all(realm, "Class").length;
  const first = await call("POST", "/batch?requestid=b1", items(2));
  expect((await call("POST", "/batch?requestid=b1", items(2))).text).toBe(first.text);
  expect(all(realm, "Class")).toHaveLength(before + 2);
});
