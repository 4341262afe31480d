import { afterAll, beforeAll, expect, test } from "vitest";
import { freshenAll } from "../../api/flows/freshen-all.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import type { Entity } from "../sandbox/quickbooks/entity.ts";
import { push, startStage, type Stage } from "./harness.ts";
import { feedMirror } from "./waiting-jobs.ts";

type Money = { amount: string; currency: string };
type Shown = { id: string; status: string; balance: Money; dealId: string | null };
type Company = {
  balances: Money[];
  overdue: Money[];
  unapplied: Money[];
  credits: Money[];
  lastPayment: { date: string } | null;
  invoices: Shown[];
};
type Paid = { id: string; paid: Money; credit: Money };
type Deal = { invoices: Omit<Shown, "dealId">[]; payments: Paid[]; totals: { balance: Money } };

const GLOBEX = "1";
let stage: Stage;
let made: Entity;
beforeAll(async () => {
  stage = await startStage();
  await feedMirror(stage);
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).patch("deals", DEAL_IDS.globex, { dealstage: "closedwon" });
  await push(stage, DEAL_IDS.globex);
  const order = books("Estimate").find(({ PrivateNote }) => PrivateNote?.includes(DEAL_IDS.globex));
  people().acceptEstimate(US_REALM, order?.Id ?? "");
  made = people().invoiceFromEstimate(US_REALM, order?.Id ?? "");
});
afterAll(() => stage?.stop());

const people = () => stage.sandbox.quickbooks.people;
const books = (kind: "Estimate" | "Invoice" | "Payment" | "CreditMemo") =>
  stage.sandbox.quickbooks
    .all(US_REALM, kind)
    .filter(({ CustomerRef, PrivateNote }) => (kind === "Estimate" ? PrivateNote : CustomerRef?.value === GLOBEX));
const sold = (amount: number) => ({
  CustomerRef: { value: GLOBEX },
  CurrencyRef: { value: "USD" },
  Line: [
    { DetailType: "SalesItemLineDetail", Amount: amount, SalesItemLineDetail: { ItemRef: { value: "5" }, Qty: 1, UnitPrice: amount } },
  ],
});
const byHand = (amount: number) => people().create(US_REALM, "Invoice", sold(amount));
const today = () => stage.clock.now().toZonedDateTimeISO("America/New_York").toPlainDate().toString();

async function hear(): Promise<void> {
  const { webhooks } = stage.sandbox.quickbooks;
  webhooks.configure({ held: false });
  await webhooks.flush();
  webhooks.configure({ held: true });
  await feedMirror(stage);
}

/** An event of the invoice, whatever else becomes of it before it is read. */
const tellOf = (invoiceId: string) => people().edit(US_REALM, "Invoice", invoiceId, { PrivateNote: "a journal entry" });

const cents = (amount: number | undefined) => Math.round((amount ?? 0) * 100);
const inMoney = (amount: number) => (amount / 100).toFixed(2);
const appliedTo = (id: string, payment: Entity) =>
  (payment.Line ?? [])
    .filter(({ LinkedTxn }) => LinkedTxn?.[0]?.TxnId === id && LinkedTxn[0].TxnType === "Invoice")
    .reduce((sum, line) => sum + cents(line.Amount), 0);

/** The rule of the business, worked out anew from QuickBooks' own records; payments here are all cash or all credit. */
function statusOf(invoice: Entity): string {
  if (invoice.TotalAmt === 0 && invoice.PrivateNote?.includes("Voided")) return "void";
  const of = (isCash: boolean) =>
    books("Payment")
      .filter((payment) => cents(payment.TotalAmt) > 0 === isCash)
      .reduce((sum, payment) => sum + appliedTo(invoice.Id, payment), 0);
  const [cash, credit] = [of(true), of(false)];
  if (cents(invoice.Balance) > 0) {
    if (String(invoice.DueDate) < today()) return "overdue";
    return cash > 0 ? "partlyPaid" : "open";
  }
  if (cash + credit < cents(invoice.TotalAmt)) return "writtenOff";
  return cash > 0 ? "paid" : "credited";
}

const WORDS: Record<string, string> = { partlyPaid: "partly_paid", writtenOff: "written_off" };
const lastOf = (payments: Entity[]) =>
  payments
    .filter(({ TotalAmt }) => cents(TotalAmt) > 0)
    .map(({ TxnDate }) => String(TxnDate))
    .sort()
    .at(-1) ?? null;

/** What a payment brought to the deal's invoice, as money or as credit. */
function paidBy(payment: Entity): [string, [string, string]][] {
  const applied = appliedTo(made.Id, payment);
  if (applied === 0) return [];
  const isCash = cents(payment.TotalAmt) > 0;
  return [[payment.Id, [inMoney(isCash ? applied : 0), inMoney(isCash ? 0 : applied)]]];
}

/** Card, properties and company view, all against the books. */
async function agree(): Promise<void> {
  await hear();
  const invoices = books("Invoice");
  const company = await stage.actors.ask<Company>("rep", `/ui/companies/${COMPANY_IDS.globex}`);
  expect(Object.fromEntries(company.invoices.map(({ id, status, balance }) => [id, `${status} ${balance.amount}`]))).toEqual(
    Object.fromEntries(invoices.map((invoice) => [invoice.Id, `${statusOf(invoice)} ${inMoney(cents(invoice.Balance))}`])),
  );
  const open = invoices.reduce((sum, { Balance }) => sum + cents(Balance), 0);
  const unapplied = books("Payment").reduce((sum, { UnappliedAmt }) => sum + cents(UnappliedAmt as number), 0);
  const credits = books("CreditMemo").reduce((sum, { RemainingCredit }) => sum + cents(RemainingCredit as number), 0);
  const overdue = invoices.filter((invoice) => statusOf(invoice) === "overdue").reduce((sum, { Balance }) => sum + cents(Balance), 0);
  const balance = inMoney(open - unapplied - credits);
  expect(company.balances).toEqual([{ amount: balance, currency: "USD" }]);
  expect(company.lastPayment?.date ?? null).toBe(lastOf(books("Payment")));
  const { properties: onCompany } = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).read("companies", COMPANY_IDS.globex);
  expect(onCompany).toMatchObject({
    tieout_balance: balance,
    tieout_overdue: inMoney(overdue),
    tieout_last_payment_date: lastOf(books("Payment")),
    tieout_customer_id: GLOBEX,
  });

  const invoice = invoices.find(({ Id }) => Id === made.Id);
  if (!invoice) return;
  const deal = await stage.actors.ask<Deal>("rep", `/ui/deals/${DEAL_IDS.globex}`);
  const status = statusOf(invoice);
  expect(deal.invoices.map(({ status: shown, balance: left }) => [shown, left.amount])).toEqual([
    [status, inMoney(cents(invoice.Balance))],
  ]);
  expect(Object.fromEntries(deal.payments.map(({ id, paid, credit }) => [id, [paid.amount, credit.amount]]))).toEqual(
    Object.fromEntries(books("Payment").flatMap((payment) => paidBy(payment))),
  );
  const { properties: onDeal } = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).read("deals", DEAL_IDS.globex);
  expect({ tieout_last_payment_date: null, ...onDeal }).toMatchObject({
    tieout_invoice_status: WORDS[status] ?? status,
    tieout_balance_due: inMoney(cents(invoice.Balance)),
    tieout_last_payment_date: lastOf(books("Payment").filter((payment) => appliedTo(made.Id, payment) > 0)),
  });
  expect(company.invoices.find(({ id }) => id === made.Id)?.dealId).toBe(DEAL_IDS.globex);
}

test("every turn of an invoice's life is on the card, on the deal, on the company and in its view as the books have it", async () => {
  const own = () => stage.sandbox.quickbooks.find(US_REALM, "Invoice", made.Id)!;
  /** All places say this of the deal's own invoice. */
  const agreeOn = async (status: string) => {
    await agree();
    expect(statusOf(own())).toBe(status);
  };
  await agreeOn("open");
  const first = people().receivePayment(US_REALM, made.Id, 1_000);
  await agreeOn("partlyPaid");
  await stage.clock.sleep(45 * 86_400_000);
  await freshenAll(stage.tieout.needs, { portalId: NORTHWIND_PORTAL });
  await agreeOn("overdue");
  const rest = people().receivePayment(US_REALM, made.Id);
  await agreeOn("paid");
  people().delete(US_REALM, "Payment", rest.Id);
  await agreeOn("overdue");

  const other = byHand(1_000);
  people().edit(US_REALM, "Payment", first.Id, {
    CustomerRef: { value: GLOBEX },
    Line: [{ Amount: 1_000, LinkedTxn: [{ TxnId: other.Id, TxnType: "Invoice" }] }],
  });
  await agree();
  const memo = people().create(US_REALM, "CreditMemo", sold(400));
  const credited = byHand(400);
  await agree();
  people().applyCredit(US_REALM, memo.Id, credited.Id);
  await agree();
  expect(statusOf(books("Invoice").find(({ Id }) => Id === credited.Id)!)).toBe("credited");

  people().setPreferences(US_REALM, { SalesFormsPrefs: { AutoApplyCredit: true } });
  people().create(US_REALM, "CreditMemo", sold(150));
  await agree();
  const voided = byHand(70);
  await agree();
  people().void(US_REALM, "Invoice", voided.Id);
  await agree();
  const writtenOff = byHand(80);
  // Written off by a journal entry: no payment tells of it.
  stage.sandbox.quickbooks.find(US_REALM, "Invoice", writtenOff.Id)!.Balance = 0;
  await agree();
  expect(statusOf(stage.sandbox.quickbooks.find(US_REALM, "Invoice", writtenOff.Id)!)).toBe("writtenOff");

  // The same turns of the deal's own invoice, which its card and its properties show too.
  const open = books("Invoice").reduce((sum, { Balance }) => sum + cents(Balance), 0);
  const spentByItself = people().create(US_REALM, "CreditMemo", sold(open / 100));
  await agreeOn("credited");
  const byItself = books("Payment").find(({ Line = [] }) => Line.some(({ LinkedTxn }) => LinkedTxn?.[0]?.TxnId === spentByItself.Id));
  people().delete(US_REALM, "Payment", byItself?.Id ?? "");
  await agreeOn("overdue");
  people().setPreferences(US_REALM, { SalesFormsPrefs: { AutoApplyCredit: false } });
  const whole = people().create(US_REALM, "CreditMemo", sold(own().Balance ?? 0));
  const spent = people().applyCredit(US_REALM, whole.Id, made.Id);
  await agreeOn("credited");
  people().delete(US_REALM, "Payment", spent.Id);
  await agree();
  const balance = own().Balance ?? 0;
  tellOf(made.Id);
  own().Balance = 0;
  await agreeOn("writtenOff");
  own().Balance = balance;
  people().void(US_REALM, "Invoice", made.Id);
  await agreeOn("void");
});

test("what was told is not told again, and nothing that we write makes us write", async () => {
  await agree();
  const { hubspot, quickbooks } = stage.sandbox;
  hubspot.world.webhooks.set({ held: false });
  await hear();
  for (const { wire } of [hubspot, quickbooks]) wire.requests.length = 0;
  for (let day = 0; day < 3; day++) {
    await freshenAll(stage.tieout.needs, { portalId: NORTHWIND_PORTAL });
    await feedMirror(stage);
  }
  const writes = [hubspot, quickbooks].flatMap(({ wire }) =>
    wire.requests.filter(({ method, path }) => method !== "GET" && !path.includes("token")),
  );
  expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
