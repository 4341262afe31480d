import { expect, test } from "vitest";
import type { Fields } from "./entity.ts";
import { forPiedPiper, quickbooksForTest, sells } from "./for-tests.ts";

const paying = (amount: number, ...links: [type: string, id: string, amount: number][]): Fields => ({
  CustomerRef: { value: "4" },
  CurrencyRef: { value: "USD" },
  TotalAmt: amount,
  Line: links.map(([TxnType, TxnId, Amount]) => ({ Amount, LinkedTxn: [{ TxnId, TxnType }] })),
});

test("a payment lowers the balance of its invoice, and both name each other", async () => {
  const { post, read } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper([sells(100.1)]));
  const payment = await post("/payment", paying(40.05, ["Invoice", invoice.Id, 40.05]));
  expect(payment).toMatchObject({ TotalAmt: 40.05, UnappliedAmt: 0, DepositToAccountRef: { value: "5" } });
  expect(await read(`/invoice/${invoice.Id}`)).toMatchObject({
    Balance: 60.05,
    SyncToken: "1",
    LinkedTxn: [{ TxnId: payment.Id, TxnType: "Payment" }],
  });
});

test("money that no line uses is unapplied, and lowers the customer's balance", async () => {
  const { post, read } = await quickbooksForTest();
  const before = (await read("/customer/4")).Balance!;
  const { Line: _none, ...loose } = paying(70);
  expect((await post("/payment", loose)).UnappliedAmt).toBe(70);
  expect((await read("/customer/4")).Balance).toBe(Number((before - 70).toFixed(2)));
});

test("a deleted payment reopens its invoice", async () => {
  const { post, read } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper());
  const payment = await post("/payment", paying(100, ["Invoice", invoice.Id, 100]));
  expect((await read(`/invoice/${invoice.Id}`)).Balance).toBe(0);
  await post("/payment?operation=delete", { Id: payment.Id, SyncToken: payment.SyncToken });
  expect(await read(`/invoice/${invoice.Id}`)).toMatchObject({ Balance: 100, LinkedTxn: [] });
});

test("a voided payment reopens its invoice too", async () => {
  const { post, read } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper());
  const payment = await post("/payment", paying(100, ["Invoice", invoice.Id, 100]));
  const voided = await post("/payment?operation=update&include=void", { Id: payment.Id, SyncToken: payment.SyncToken, sparse: true });
  expect(voided).toMatchObject({ TotalAmt: 0, UnappliedAmt: 0, PrivateNote: "Voided", Line: [] });
  expect((await read(`/invoice/${invoice.Id}`)).Balance).toBe(100);
});

test("an update without lines keeps what is applied; one with lines replaces it all", async () => {
  const { post, read } = await quickbooksForTest();
  const [one, two] = [await post("/invoice", forPiedPiper()), await post("/invoice", forPiedPiper())];
  const payment = await post("/payment", paying(100, ["Invoice", one.Id, 100]));
  const noted = await post("/payment", { Id: payment.Id, SyncToken: "0", sparse: true, PrivateNote: "x" });
  expect(noted.Line).toHaveLength(1);
  const moved = { Id: payment.Id, SyncToken: "1", sparse: true, Line: paying(0, ["Invoice", two.Id, 60]).Line };
  expect(await post("/payment", moved)).toMatchObject({ UnappliedAmt: 40, PrivateNote: "x" });
  expect((await read(`/invoice/${one.Id}`)).Balance).toBe(100);
  expect((await read(`/invoice/${two.Id}`)).Balance).toBe(40);
});

test("a payment of zero spends a credit memo on an invoice", async () => {
  const { post, read } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper());
  const memo = await post("/creditmemo", forPiedPiper([sells(30)]));
  expect(memo).toMatchObject({ Balance: 30, RemainingCredit: 30 });
  await post("/payment", paying(0, ["Invoice", invoice.Id, 25], ["CreditMemo", memo.Id, 25]));
  expect((await read(`/invoice/${invoice.Id}`)).Balance).toBe(75);
  expect(await read(`/creditmemo/${memo.Id}`)).toMatchObject({ Balance: 5, RemainingCredit: 5 });
});

test("credits are spent by the company itself when AutoApplyCredit is on", async () => {
  const { post, read, people, realm, webhooks } = await quickbooksForTest();
  people.setPreferences(realm, { SalesFormsPrefs: { AutoApplyCredit: true } });
  const memo = await post("/creditmemo", forPiedPiper([sells(30)]));
  expect(webhooks.queued().map((event) => `${event.kind} ${event.verb}`)).toEqual([
    "Preferences updated",
    "CreditMemo created",
    "Payment created",
    "Invoice updated",
  ]);
  expect((await read(`/creditmemo/${memo.Id}`)).RemainingCredit).toBe(0);
  expect((await read("/invoice/102")).Balance).toBe((await read("/invoice/102")).TotalAmt! - 30);
});

test("no more is applied than is open, and not to the invoice of another", async () => {
  const { post, refusal } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper());
  expect((await refusal("/payment", paying(150, ["Invoice", invoice.Id, 100.01]))).code).toBe("6000");
  expect((await refusal("/payment", paying(99.99, ["Invoice", invoice.Id, 100]))).code).toBe("6000");
  expect((await refusal("/payment", paying(50, ["Invoice", "103", 50]))).code).toBe("620");
  expect((await refusal("/payment", paying(50, ["Invoice", "999", 50]))).code).toBe("2500");
});

test("a deposited payment cannot be changed", async () => {
  const { post, refusal, people, realm } = await quickbooksForTest();
  const payment = await post("/payment", paying(5));
  const deposited = people.depositPayment(realm, payment.Id);
  expect((await refusal("/payment?operation=delete", { Id: payment.Id, SyncToken: deposited.SyncToken })).code).toBe("6540");
});

test("an invoice that is voided lets its payment go", async () => {
  const { post, read } = await quickbooksForTest();
  const invoice = await post("/invoice", forPiedPiper());
  const payment = await post("/payment", paying(100, ["Invoice", invoice.Id, 100]));
  await post("/invoice?operation=void", { Id: invoice.Id, SyncToken: "1" });
  expect(await read(`/payment/${payment.Id}`)).toMatchObject({ UnappliedAmt: 100, Line: [] });
});
