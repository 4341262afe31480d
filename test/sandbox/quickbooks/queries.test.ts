import { expect, test } from "vitest";
import type { Entity } from "./entity.ts";
import { forPiedPiper, quickbooksForTest, refusalOf, sells } from "./for-tests.ts";

const names = (response: Record<string, unknown>) =>
  (response["Customer"] as Entity[] | undefined)?.map((customer) => customer.DisplayName);

test("a query gives rows, startPosition and maxResults, and {} for nothing", async () => {
  const { query } = await quickbooksForTest();
  const found = await query("SELECT * FROM Customer WHERE DisplayName = 'Globex Corp'");
  expect(found).toMatchObject({ startPosition: 1, maxResults: 1 });
  expect(found).not.toHaveProperty("totalCount");
  expect(await query("SELECT * FROM Customer WHERE DisplayName = 'Nobody'")).toEqual({});
  expect(await query("select count(*) from Customer")).toEqual({ totalCount: 13 });
});

test("comparisons do not mind case, and LIKE knows only the percent sign", async () => {
  const { query } = await quickbooksForTest();
  expect(names(await query("select * from customer where displayname = 'gLoBeX cOrP'"))).toEqual(["Globex Corp"]);
  expect(names(await query("SELECT * FROM Customer WHERE DisplayName LIKE 'init%'"))).toEqual(["Initech Incorporated"]);
  expect(names(await query("SELECT * FROM Customer WHERE DisplayName LIKE '%.%'"))).toBeUndefined();
  expect(names(await query("SELECT * FROM Customer WHERE PrimaryEmailAddr = 'AP@globex.example'"))).toEqual(["Globex Corp"]);
  expect(names(await query("SELECT * FROM Customer WHERE Id IN ('1', '4') ORDERBY DisplayName DESC"))).toEqual([
    "Pied Piper LLC",
    "Globex Corp",
  ]);
});

test("a quote and a backslash are escaped with a backslash", async () => {
  const { query, post } = await quickbooksForTest();
  await post("/customer", { DisplayName: "Adam's \\ Shop" });
  expect(names(await query(String.raw`SELECT * FROM Customer WHERE DisplayName = 'Adam\'s \\ Shop'`))).toEqual(["Adam's \\ Shop"]);
});

test("inactive names are shown only to a query that speaks of Active", async () => {
  const { query } = await quickbooksForTest();
  expect(await query("SELECT * FROM Customer WHERE DisplayName = 'Vandelay Industries'")).toEqual({});
  expect(names(await query("SELECT * FROM Customer WHERE DisplayName = 'Vandelay Industries' AND Active IN (true, false)"))).toHaveLength(
    1,
  );
  expect(names(await query("SELECT * FROM Customer WHERE Active = false"))).toEqual(["Vandelay Industries"]);
});

test("documents are found by customer and time of making, by number and by balance", async () => {
  const { query, post, clock } = await quickbooksForTest();
  clock.advance(60_000);
  const made = await post("/estimate", forPiedPiper());
  const since = "2026-11-23T12:01:00Z";
  const found = await query(`SELECT * FROM Estimate WHERE CustomerRef = '4' AND MetaData.CreateTime >= '${since}'`);
  expect((found["Estimate"] as Entity[]).map((estimate) => estimate.Id)).toEqual([made.Id]);
  expect(await query(`SELECT * FROM Estimate WHERE CustomerRef = '4' AND MetaData.CreateTime > '${since}'`)).toEqual({});
  expect(await query(`SELECT COUNT(*) FROM Estimate WHERE DocNumber = '${made.DocNumber}'`)).toEqual({ totalCount: 1 });
  expect(await query("SELECT COUNT(*) FROM Invoice WHERE Balance > '0' AND DueDate < '2026-11-23'")).toEqual({ totalCount: 2 });
});

test("pages follow each other by Id without overlap, 100 rows when nothing is said", async () => {
  const { query, people, realm } = await quickbooksForTest();
  for (let index = 0; index < 105; index++) people.create(realm, "Customer", { DisplayName: `Row ${index}` });
  expect(await query("SELECT * FROM Customer")).toMatchObject({ maxResults: 100 });
  const pages = [];
  for (const start of [1, 51, 101]) pages.push(await query(`SELECT Id FROM Customer ORDERBY Id ASC STARTPOSITION ${start} MAXRESULTS 50`));
  const ids = pages.flatMap((page) => (page["Customer"] as Entity[]).map((customer) => Number(customer.Id)));
  expect(pages.map((page) => page["maxResults"])).toEqual([50, 50, 18]);
  expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => one - other));
});

test.each([
  ["OR", "4000", "SELECT * FROM Customer WHERE Id = '1' OR Id = '2'"],
  ["!=", "4000", "SELECT * FROM Customer WHERE Id != '1'"],
  ["an unquoted word", "4000", "SELECT * FROM Customer WHERE DisplayName = Globex"],
  ["a doubled quote", "4000", "SELECT * FROM Customer WHERE DisplayName = 'Adam''s'"],
  ["GROUP BY", "4000", "SELECT * FROM Customer GROUP BY Id"],
  ["nothing at all", "4000", "hello"],
  ["PrivateNote", "4001", "SELECT * FROM Invoice WHERE PrivateNote = 'HS-1'"],
  ["a line's item", "4001", "SELECT * FROM Invoice WHERE Line.ItemRef = '1'"],
  ["DepartmentRef", "4001", "SELECT * FROM Invoice WHERE DepartmentRef = '1'"],
  ["a customer's notes", "4001", "SELECT * FROM Customer WHERE Notes = 'x'"],
  ["a vendor's e-mail", "4001", "SELECT * FROM Vendor WHERE PrimaryEmailAddr = 'x@y.z'"],
  ["position 0", "4001", "SELECT * FROM Customer STARTPOSITION 0"],
  ["1001 rows", "4001", "SELECT * FROM Customer MAXRESULTS 1001"],
  ["an unknown entity", "4001", "SELECT * FROM SalesOrder"],
])("%s in a query is refused with %s", async (_what, code, text) => {
  const { call } = await quickbooksForTest();
  expect(refusalOf(await call("GET", `/query?query=${encodeURIComponent(text)}`)).code).toBe(code);
});

test("the fault names the property that is not queryable", async () => {
  const { call } = await quickbooksForTest();
  const answer = await call("GET", `/query?query=${encodeURIComponent("SELECT * FROM Invoice WHERE PrivateNote = 'x'")}`);
  expect(refusalOf(answer).detail).toBe("QueryValidationError: property 'PrivateNote' is not queryable");
});

test("a query can be posted as text", async () => {
  const { call } = await quickbooksForTest();
  const answer = await call("POST", "/query", "SELECT * FROM Term WHERE Name = 'Net 30'", { "content-type": "application/text" });
  expect(answer.body).toMatchObject({ QueryResponse: { Term: [{ DueDays: 30 }] } });
});

test("a lagging index shows the past: new records are missing, changed ones are old, deleted ones remain", async () => {
  const { query, post, read, configure, clock } = await quickbooksForTest();
  const old = await post("/estimate", forPiedPiper([sells(1)]));
  const doomed = await post("/estimate", forPiedPiper([sells(2)]));
  clock.advance(60_000);
  configure({ queryLagSeconds: 30 });
  await post("/estimate", { Id: old.Id, SyncToken: "0", sparse: true, TxnStatus: "Accepted" });
  await post("/estimate?operation=delete", { Id: doomed.Id, SyncToken: "0" });
  const fresh = await post("/estimate", forPiedPiper([sells(3)]));
  const seen = async () =>
    ((await query("SELECT * FROM Estimate WHERE CustomerRef = '4' ORDERBY Id"))["Estimate"] as Entity[]).map((each) => [
      each.Id,
      each.TxnStatus,
    ]);
  expect((await read(`/estimate/${fresh.Id}`)).Id).toBe(fresh.Id);
  expect(await seen()).toEqual([
    [old.Id, "Pending"],
    [doomed.Id, "Pending"],
  ]);
  clock.advance(30_000);
  expect(await seen()).toEqual([
    [old.Id, "Accepted"],
    [fresh.Id, "Pending"],
  ]);
});
