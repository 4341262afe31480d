import type { Entity } from "../sandbox/quickbooks/entity.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import { createRandom } from "../sandbox/wire/random.ts";
import type { Stage } from "./harness.ts";

/**
 * What the people of a company do in QuickBooks, one step at each call, the same for the same seed: documents made, edited,
 * paid, credited, moved, voided and deleted, several in one second.
 */
export function busyCompany({ sandbox: { quickbooks } }: Pick<Stage, "sandbox">, seed: number): () => void {
  const random = createRandom(seed);
  const { people } = quickbooks;
  const all = (kind: "Invoice" | "Payment" | "CreditMemo" | "Estimate") => quickbooks.all(US_REALM, kind);
  const one = (entities: Entity[]) => (entities.length === 0 ? null : random.pick(entities));
  const sold = () => {
    const amount = 10 + random.integer(500);
    const Line = [
      { DetailType: "SalesItemLineDetail", Amount: amount, SalesItemLineDetail: { ItemRef: { value: "5" }, Qty: 1, UnitPrice: amount } },
    ];
    return { CustomerRef: { value: random.pick(["1", "3", "4"]) }, CurrencyRef: { value: "USD" }, Line };
  };
  const openOnes = () => all("Invoice").filter(({ Balance }) => (Balance ?? 0) > 0);
  const steps: (() => unknown)[] = [
    () => people.create(US_REALM, "Invoice", sold()),
    () => people.create(US_REALM, "Estimate", sold()),
    () => people.create(US_REALM, "CreditMemo", sold()),
    () => withOne(openOnes(), ({ Id, Balance }) => people.receivePayment(US_REALM, Id, random.integer(2) === 0 ? (Balance ?? 0) : 5)),
    () => withOne(openOnes(), ({ Id, Balance }) => people.receivePayment(US_REALM, Id, (Balance ?? 0) + 7)),
    () => withOne(all("Payment"), ({ Id }) => people.delete(US_REALM, "Payment", Id)),
    () => withOne(all("Payment"), (payment) => withOne(sameCustomer(openOnes(), payment), (invoice) => move(payment, invoice))),
    () =>
      withOne(all("CreditMemo"), (memo) => withOne(sameCustomer(openOnes(), memo), ({ Id }) => people.applyCredit(US_REALM, memo.Id, Id))),
    () => withOne(all("Invoice"), ({ Id }) => people.edit(US_REALM, "Invoice", Id, { PrivateNote: `note ${random.integer(1000)}` })),
    () => withOne(all("Invoice"), ({ Id }) => people.void(US_REALM, "Invoice", Id)),
    () => withOne(all("Invoice"), ({ Id }) => people.delete(US_REALM, "Invoice", Id)),
    () => withOne(all("Estimate"), ({ Id }) => people.acceptEstimate(US_REALM, Id)),
    () => people.edit(US_REALM, "Item", "5", { UnitPrice: random.integer(900) }),
  ];
  const withOne = (entities: Entity[], act: (entity: Entity) => unknown) => {
    const chosen = one(entities);
    if (chosen) act(chosen);
  };
  const sameCustomer = (entities: Entity[], { CustomerRef }: Entity) =>
    entities.filter((each) => each.CustomerRef?.value === CustomerRef?.value);
  const move = ({ Id, CustomerRef, TotalAmt }: Entity, invoice: Entity) => {
    const Amount = Math.min(TotalAmt ?? 0, invoice.Balance ?? 0);
    people.edit(US_REALM, "Payment", Id, {
      CustomerRef: CustomerRef!,
      Line: [{ Amount, LinkedTxn: [{ TxnId: invoice.Id, TxnType: "Invoice" }] }],
    });
  };
  return () => {
    if (random.integer(3) === 0) quickbooks.clock.advance(1_000);
    // Of what they try, QuickBooks refuses some.
    try {
      random.pick(steps)();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  };
}
