import type { Entity, Line } from "../quickbooks/entity.ts";
import type { Sandbox } from "../sandbox.ts";
import { DEAL_IDS } from "../seed/hubspot-deals.ts";
import { US_REALM } from "../seed/quickbooks.ts";
import { eventually, type Actors } from "./actors.ts";
import type { Check } from "./watch-deal.ts";

type Drift = {
  kind: string;
  what: string;
  number: string;
  deal: { id: string };
  agreed: { amount: string; currency: string };
  found: { amount: string } | null;
};
type Billed = { kord: Entity; kramerica: Entity; initech: Entity };

/** The deals whose documents somebody changes in QuickBooks: an order, the invoice of another, and one invoice that is voided. */
const DEALS = { kord: DEAL_IDS.kord, kramerica: DEAL_IDS.kramerica, initech: DEAL_IDS.initech };
export const CHANGED_BY_HAND = Object.keys(DEALS);

/** Finance invoices two of these orders. */
export function billSome({ quickbooks: { all, people } }: Sandbox): Billed {
  const orderOf = (dealId: string) => {
    const order = all(US_REALM, "Estimate").find(({ PrivateNote }) => PrivateNote?.includes(dealId));
    if (!order) throw new Error(`Deal ${dealId} has no order.`);
    return order;
  };
  const billed = (dealId: string) => {
    const { Id } = people.acceptEstimate(US_REALM, orderOf(dealId).Id);
    return people.invoiceFromEstimate(US_REALM, Id);
  };
  return { kord: orderOf(DEALS.kord), kramerica: billed(DEALS.kramerica), initech: billed(DEALS.initech) };
}

/** What was made is changed by hand in QuickBooks, and finance finds each of it on its desk; it is left there for whoever looks. */
export async function editByHand(
  { quickbooks: { people } }: Sandbox,
  actors: Actors,
  { kord, kramerica, initech }: Billed,
  say: (line: string) => void,
): Promise<Check[]> {
  people.edit(US_REALM, "Estimate", kord.Id, { Line: lowered(kord) });
  people.edit(US_REALM, "Invoice", kramerica.Id, { Line: lowered(kramerica), LinkedTxn: kramerica.LinkedTxn ?? [] });
  people.void(US_REALM, "Invoice", initech.Id);
  say("QuickBooks: somebody lowers an order of Kord and an invoice of Kramerica by 1,000.00 and voids an invoice of Initech.");
  const found = await eventually("What was edited by hand, on the Finance desk", async () => {
    const { drift } = await actors.ask<{ drift: Drift[] }>("finance", "/ui/drift");
    const ours = Object.values(DEALS).map((dealId) => drift.find(({ deal }) => deal.id === dealId));
    return ours.every((each) => each !== undefined) ? ours : null;
  });
  say("Tieout: all three are on the Finance desk under Drift, with what was agreed. Nothing is written over.");
  const [order, invoice, voided] = found.map(said);
  return [
    { what: "Drift: an order lowered in QuickBooks", expected: "order, amount: 21420.00 is 20420.00", got: order ?? "nothing" },
    { what: "Drift: an invoice lowered in QuickBooks", expected: "invoice, amount: 28800.00 is 27800.00", got: invoice ?? "nothing" },
    { what: "Drift: an invoice voided in QuickBooks", expected: "invoice, voided: 34200.00 is 0.00", got: voided ?? "nothing" },
  ];
}

const said = ({ kind, what, agreed, found }: Drift) => `${kind}, ${what}: ${agreed.amount} is ${found?.amount ?? "gone"}`;

/** The same document with its first line 1,000.00 cheaper. */
function lowered({ Line: [first, ...others] = [] }: Entity): Line[] {
  if (!first?.SalesItemLineDetail) throw new Error("Bug! An order without a line was made.");
  const Amount = (first.Amount ?? 0) - 1_000;
  return [{ ...first, Amount, SalesItemLineDetail: { ...first.SalesItemLineDetail, Qty: 1, UnitPrice: Amount } }, ...others];
}
