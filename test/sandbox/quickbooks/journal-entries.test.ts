import { expect, test } from "vitest";
import type { JournalDetail, Line } from "./entity.ts";
import { quickbooksForTest } from "./for-tests.ts";

const leg = (PostingType: "Debit" | "Credit", account: string, Amount = 100, more: JournalDetail = {}): Line => ({
  DetailType: "JournalEntryLineDetail",
  Amount,
  JournalEntryLineDetail: { PostingType, AccountRef: { value: account }, ...more },
});

test("a balanced entry is kept with line ids from 0 and a total of 0", async () => {
  const { post } = await quickbooksForTest();
  const entry = await post("/journalentry", {
    TxnDate: "2026-11-30",
    Line: [leg("Debit", "91"), leg("Credit", "1", 60.05), leg("Credit", "2", 39.95)],
  });
  expect(entry.TotalAmt).toBe(0);
  expect(entry.Line?.map((line) => line.Id)).toEqual(["0", "1", "2"]);
  expect(entry.Line?.[0]?.JournalEntryLineDetail?.AccountRef).toEqual({ value: "91", name: "Deferred revenue" });
});

test.each<[string, string, Line[]]>([
  ["sides that differ by a cent", "2300", [leg("Debit", "91"), leg("Credit", "1", 99.99)]],
  ["a negative amount", "2290", [leg("Debit", "91", -5), leg("Credit", "1", -5)]],
  ["no posting type", "2260", [{ ...leg("Debit", "91"), JournalEntryLineDetail: { AccountRef: { value: "91" } } }, leg("Credit", "1")]],
  ["one side only", "2250", [leg("Debit", "91"), leg("Debit", "1")]],
  ["an account that is not there", "2500", [leg("Debit", "91"), leg("Credit", "7777")]],
  ["receivables without a customer", "6000", [leg("Debit", "84"), leg("Credit", "1")]],
])("%s is refused with %s", async (_what, code, Line) => {
  const { refusal } = await quickbooksForTest();
  expect((await refusal("/journalentry", { Line })).code).toBe(code);
});

test("receivables take a customer, and only one such line", async () => {
  const { post, refusal } = await quickbooksForTest();
  const onCustomer = (id: string, Amount: number) => leg("Debit", "84", Amount, { Entity: { Type: "Customer", EntityRef: { value: id } } });
  expect((await post("/journalentry", { Line: [onCustomer("4", 100), leg("Credit", "1")] })).Id).toBeTruthy();
  expect((await refusal("/journalentry", { Line: [onCustomer("4", 50), onCustomer("1", 50), leg("Credit", "1")] })).code).toBe("6000");
});

test("an entry is updated whole or not at all, deleted, and never voided", async () => {
  const { post, refusal } = await quickbooksForTest();
  const entry = await post("/journalentry", { Line: [leg("Debit", "91"), leg("Credit", "1")] });
  expect((await refusal("/journalentry", { Id: entry.Id, SyncToken: "0", sparse: true, PrivateNote: "x" })).code).toBe("6000");
  const changed = await post("/journalentry", { Id: entry.Id, SyncToken: "0", Line: [leg("Debit", "91", 7), leg("Credit", "1", 7)] });
  expect(changed.Line?.[0]?.Amount).toBe(7);
  expect((await refusal("/journalentry?operation=void", { Id: entry.Id, SyncToken: "1" })).code).toBe("500");
  expect(await post("/journalentry?operation=delete", { Id: entry.Id, SyncToken: "1" })).toMatchObject({ status: "Deleted" });
});
