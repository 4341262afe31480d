import type { Entity, Fields, Line } from "../../sandbox/quickbooks/entity.ts";
import { QuickBooksFault } from "../../sandbox/quickbooks/fault.ts";
import type { Kind } from "../../sandbox/quickbooks/kinds.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import { pick, type Acts, type Story } from "./story.ts";

const peopleOf = ({ stage }: Story) => stage.sandbox.quickbooks.people;

/** What people do in QuickBooks with the customers and documents that are ours or came of them. */
export const IN_QUICKBOOKS: Acts<
  | ("edit order" | "delete order" | "reject order" | "close order" | "make invoice")
  | ("take payment" | "move payment" | "delete payment" | "give credit")
  | ("edit invoice" | "void invoice" | "write off")
  | "merge customers"
> = {
  "edit order": (story, { order }) => ofBooks(story, "Estimate", order, (found) => sellMore(story, "Estimate", found, 11)),
  "delete order": (story, { order }) => ofBooks(story, "Estimate", order, ({ Id }) => peopleOf(story).delete(US_REALM, "Estimate", Id)),
  "reject order": (story, { order }) => ofBooks(story, "Estimate", order, ({ Id }) => peopleOf(story).rejectEstimate(US_REALM, Id)),
  "close order": (story, { order }) => ofBooks(story, "Estimate", order, ({ Id }) => peopleOf(story).closeEstimate(US_REALM, Id)),
  "make invoice": (story, { order }) => ofBooks(story, "Estimate", order, ({ Id }) => peopleOf(story).invoiceFromEstimate(US_REALM, Id)),
  "take payment": (story, { invoice, how }) =>
    ofBooks(story, "Invoice", invoice, ({ Id, Balance = 0 }) => {
      const amount = { part: Math.min(5, Balance), whole: Balance, more: Balance + 3 }[how];
      if (Balance > 0) peopleOf(story).receivePayment(US_REALM, Id, amount);
    }),
  "move payment": (story, { payment, invoice }) =>
    ofBooks(story, "Payment", payment, ({ Id, CustomerRef, TotalAmt = 0 }) => {
      const others = documentsOf(story, "Invoice").filter((each) => each.CustomerRef?.value === CustomerRef?.value);
      return pick(others, invoice, ({ Id: TxnId, Balance = 0 }) => {
        const line = { Amount: Math.min(TotalAmt, Balance), LinkedTxn: [{ TxnId, TxnType: "Invoice" }] };
        if (line.Amount > 0) peopleOf(story).edit(US_REALM, "Payment", Id, { CustomerRef: CustomerRef!, Line: [line] });
      });
    }),
  "delete payment": (story, { payment }) => ofBooks(story, "Payment", payment, ({ Id }) => peopleOf(story).delete(US_REALM, "Payment", Id)),
  "give credit": (story, { invoice, part, applied }) =>
    ofBooks(story, "Invoice", invoice, ({ Id, Balance = 0, CustomerRef, CurrencyRef }) => {
      const body = { CustomerRef: CustomerRef!, CurrencyRef: CurrencyRef!, Line: [soldLine(part ? 3 : Math.max(Balance, 7))] };
      const memo = peopleOf(story).create(US_REALM, "CreditMemo", body);
      if (applied && Balance > 0) peopleOf(story).applyCredit(US_REALM, memo.Id, Id);
    }),
  "edit invoice": (story, { invoice }) => ofBooks(story, "Invoice", invoice, (found) => sellMore(story, "Invoice", found, 13)),
  "void invoice": (story, { invoice }) => ofBooks(story, "Invoice", invoice, ({ Id }) => peopleOf(story).void(US_REALM, "Invoice", Id)),
  "write off": (story, { invoice }) =>
    ofBooks(story, "Invoice", invoice, ({ Id, TotalAmt = 0, Balance = 0 }) => {
      if (TotalAmt === 0 || Balance === 0) return;
      // By a journal entry: no payment tells of it.
      peopleOf(story).edit(US_REALM, "Invoice", Id, { PrivateNote: "a journal entry" }).Balance = 0;
    }),
  "merge customers": (story, { customer, into }) =>
    pick(customersOf(story), customer, ({ Id }) =>
      pick(customersOf(story), into, (other) => {
        if (Id === other.Id) return;
        story.customersWereMerged = true;
        peopleOf(story).mergeCustomers(US_REALM, Id, other.Id);
      }),
    ),
};

const soldLine = (Amount: number): Line => ({
  DetailType: "SalesItemLineDetail",
  Amount,
  SalesItemLineDetail: { ItemRef: { value: "3" }, Qty: 1, UnitPrice: Amount },
});

function sellMore(story: Story, kind: Kind, { Id, Line: lines = [] }: Entity, more: number): void {
  const [first, ...rest] = lines.filter(({ DetailType }) => DetailType === "SalesItemLineDetail");
  if (!first) return;
  const { UnitPrice: _price, Qty: _quantity, ...detail } = first.SalesItemLineDetail ?? {};
  const dearer = { ...first, Amount: (first.Amount ?? 0) + more, SalesItemLineDetail: detail };
  peopleOf(story).edit(US_REALM, kind, Id, { Line: [dearer, ...rest] } satisfies Fields);
}

/** The customers that we made. */
export function customersOf({ stage, buyers }: Story): Entity[] {
  const customers = stage.sandbox.quickbooks.all(US_REALM, "Customer");
  return customers.filter(({ Notes }) => buyers.some((id) => String(Notes).includes(id)));
}

/** A document that stands for a deal of ours, or came of one: the people of the books leave the others alone. */
function documentsOf(story: Story, kind: Kind): Entity[] {
  const ours = new Set(customersOf(story).map(({ Id }) => Id));
  return story.stage.sandbox.quickbooks.all(US_REALM, kind).filter(({ CustomerRef }) => ours.has(CustomerRef?.value ?? ""));
}

/** What QuickBooks refuses to a person, such as a payment of a paid invoice, does not happen. */
async function ofBooks(story: Story, kind: Kind, index: number, act: (entity: Entity) => unknown): Promise<void> {
  try {
    await pick(documentsOf(story, kind), index, act);
  } catch (error) {
    if (!(error instanceof QuickBooksFault)) throw error;
  }
}
