import { expect, test } from "vitest";
import { forPiedPiper, quickbooksForTest, sells } from "./for-tests.ts";

test("a sparse update changes what it names and raises the SyncToken", async () => {
  const { post } = await quickbooksForTest();
  const made = await post("/estimate", forPiedPiper([sells()], { PrivateNote: "HS-1", CustomerMemo: { value: "m" } }));
  const changed = await post("/estimate", { Id: made.Id, SyncToken: "0", sparse: true, TxnStatus: "Accepted" });
  expect(changed).toMatchObject({
    SyncToken: "1",
    TxnStatus: "Accepted",
    PrivateNote: "HS-1",
    CustomerMemo: { value: "m" },
    DocNumber: made.DocNumber,
  });
  expect(changed.Line).toEqual(made.Line);
});

test("a full update clears every writable element that it leaves out", async () => {
  const { post } = await quickbooksForTest();
  const made = await post(
    "/estimate",
    forPiedPiper([sells()], { PrivateNote: "HS-1", CustomerMemo: { value: "m" }, TxnStatus: "Accepted" }),
  );
  const changed = await post("/estimate", { Id: made.Id, SyncToken: "0", ...forPiedPiper([sells(50)]) });
  expect(changed).not.toHaveProperty("PrivateNote");
  expect(changed).not.toHaveProperty("CustomerMemo");
  expect(changed).toMatchObject({ TxnStatus: "Pending", TotalAmt: 50, DocNumber: made.DocNumber });
});

test("a sent Line array replaces all lines: known ids stay, the others are new", async () => {
  const { post } = await quickbooksForTest();
  const made = await post("/invoice", forPiedPiper([sells(1), sells(2), sells(3)]));
  const kept = { ...made.Line![1]!, ...sells(20) };
  const changed = await post("/invoice", { Id: made.Id, SyncToken: "0", sparse: true, Line: [kept, { ...sells(40), Id: "77" }] });
  expect(changed.Line?.map((line) => [line.Id, line.Amount])).toEqual([
    ["2", 20],
    ["4", 40],
    [undefined, 60],
  ]);
  expect(changed).toMatchObject({ TotalAmt: 60, Balance: 60 });
});

test("an old SyncToken is refused with 5010 and changes nothing", async () => {
  const { post, refusal, read } = await quickbooksForTest();
  const made = await post("/estimate", forPiedPiper());
  await post("/estimate", { Id: made.Id, SyncToken: "0", sparse: true, PrivateNote: "first" });
  expect((await refusal("/estimate", { Id: made.Id, SyncToken: "0", sparse: true, PrivateNote: "second" })).code).toBe("5010");
  expect((await refusal("/estimate?operation=delete", { Id: made.Id, SyncToken: "0" })).code).toBe("5010");
  expect((await read(`/estimate/${made.Id}`)).PrivateNote).toBe("first");
});

test("an update of what is gone is 610", async () => {
  const { post, refusal } = await quickbooksForTest();
  const made = await post("/estimate", forPiedPiper());
  await post("/estimate?operation=delete", { Id: made.Id, SyncToken: "0" });
  expect((await refusal("/estimate", { Id: made.Id, SyncToken: "0", sparse: true, PrivateNote: "x" })).code).toBe("610");
});

test("a refused update leaves no trace, not even in the estimate that it would have closed", async () => {
  const { post, refusal, read } = await quickbooksForTest();
  const estimate = await post("/estimate", forPiedPiper());
  const body = forPiedPiper([{ ...sells(100), Amount: 1 }], { LinkedTxn: [{ TxnId: estimate.Id, TxnType: "Estimate" }] });
  expect((await refusal("/invoice", body)).code).toBe("6070");
  expect(await read(`/estimate/${estimate.Id}`)).toEqual(estimate);
});

test("an address changed inside a transaction loses its city to the lines", async () => {
  const { post } = await quickbooksForTest();
  const made = await post("/invoice", forPiedPiper());
  const BillAddr = { Line1: "9 New St", City: "Reno", CountrySubDivisionCode: "NV", PostalCode: "89501" };
  const changed = await post("/invoice", { Id: made.Id, SyncToken: "0", sparse: true, BillAddr });
  expect(changed.BillAddr).toEqual({
    Line1: "Pied Piper LLC",
    Line2: "9 New St",
    Line3: "Reno, NV 89501",
    CountrySubDivisionCode: "NV",
    PostalCode: "89501",
  });
  expect(changed.ShipAddr).toEqual(made.ShipAddr);
});

test("an invoice cannot become smaller than what is paid on it", async () => {
  const { post, refusal, people, realm } = await quickbooksForTest();
  const made = await post("/invoice", forPiedPiper());
  people.receivePayment(realm, made.Id, 60);
  expect((await refusal("/invoice", { Id: made.Id, SyncToken: "1", sparse: true, Line: [sells(59)] })).code).toBe("6000");
  expect((await post("/invoice", { Id: made.Id, SyncToken: "1", sparse: true, Line: [sells(70)] })).Balance).toBe(10);
});
