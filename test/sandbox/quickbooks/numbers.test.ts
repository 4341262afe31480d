import { expect, test } from "vitest";
import { forPiedPiper, quickbooksForTest, refusalOf, sells } from "./for-tests.ts";

const numbered = (DocNumber: string) => forPiedPiper([sells()], { DocNumber });

test("a company that numbers by itself replaces a number that is sent, or keeps it when told to", async () => {
  const { post, configure } = await quickbooksForTest();
  const first = await post("/estimate", numbered("HS-1"));
  const second = await post("/estimate", numbered("HS-1"));
  expect(Number(second.DocNumber)).toBe(Number(first.DocNumber) + 1);
  configure({ docNumberWhenAutomatic: "keep" });
  expect((await post("/estimate", numbered("HS-1"))).DocNumber).toBe("HS-1");
});

test("with custom numbers the one sent stands, none stays none, and a duplicate names who has it", async () => {
  const { post, call, people, realm } = await quickbooksForTest();
  people.setPreferences(realm, { SalesFormsPrefs: { CustomTxnNumbers: true } });
  const first = await post("/invoice", numbered("HS-1"));
  expect(first.DocNumber).toBe("HS-1");
  expect(await post("/invoice", forPiedPiper())).not.toHaveProperty("DocNumber");
  const { code, detail } = refusalOf(await call("POST", "/invoice", numbered("HS-1")));
  expect(code).toBe("6140");
  expect(detail).toContain(`DocNumber=HS-1 is assigned to TxnType=Invoice with TxnId=${first.Id}`);
  expect((await post("/estimate", numbered("HS-1"))).DocNumber).toBe("HS-1");
  expect((await post("/invoice?include=allowduplicatedocnum", numbered("HS-1"))).DocNumber).toBe("HS-1");
});

test("an invoice may keep its own number, and takes another's only when nobody warns", async () => {
  const { post, refusal, people, realm } = await quickbooksForTest();
  people.setPreferences(realm, { SalesFormsPrefs: { CustomTxnNumbers: true } });
  const [one, two] = [await post("/invoice", numbered("A")), await post("/invoice", numbered("B"))];
  await post("/invoice", { Id: one.Id, SyncToken: "0", sparse: true, DocNumber: "A" });
  const stolen = { Id: two.Id, SyncToken: "0", sparse: true, DocNumber: "A" };
  expect((await refusal("/invoice", stolen)).code).toBe("6140");
  people.setPreferences(realm, { OtherPrefs: { NameValue: [] } });
  expect((await post("/invoice", stolen)).DocNumber).toBe("A");
});

test("a journal entry is numbered only when asked, and its number is checked", async () => {
  const { post, refusal } = await quickbooksForTest();
  const leg = (PostingType: string, account: string) => ({
    DetailType: "JournalEntryLineDetail",
    Amount: 5,
    JournalEntryLineDetail: { PostingType, AccountRef: { value: account } },
  });
  const entry = { Line: [leg("Debit", "91"), leg("Credit", "1")] };
  expect(await post("/journalentry", entry)).not.toHaveProperty("DocNumber");
  expect((await post("/journalentry?include=allowautodocnum", entry)).DocNumber).toMatch(/^\d+$/);
  await post("/journalentry", { ...entry, DocNumber: "RR-2611-001" });
  expect((await refusal("/journalentry", { ...entry, DocNumber: "RR-2611-001" })).code).toBe("6140");
});
