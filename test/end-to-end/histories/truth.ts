import { valueOf, type CrmRecord } from "../../sandbox/hubspot/crm-record.ts";
import type { Entity } from "../../sandbox/quickbooks/entity.ts";
import { NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import type { Stage } from "../harness.ts";
import { booksOf, mirrorOf } from "../mirror-truth.ts";
import type { Story } from "./perform.ts";
import { PRODUCTS } from "./steps.ts";

/** Over this much, in dollars, finance has to approve. */
export const APPROVED_OVER = 50_000;

/** What was seen of the orders while the history went on: for whom each was made, over how much. */
export type Witness = {
  orders: Map<string, { dealId: string; total: number }>;
  everWon: Set<string>;
  allowed: Map<string, number>;
  approved: Map<string, number>;
};

type Row = { deal_id: string; state: string; findings: { code: string; level: string }[]; shown: Record<string, string | null> | null };
type Deal = { id: string; record: CrmRecord; lineage: string[]; orders: Entity[] };

const markerOf = ({ PrivateNote }: Entity) => /HS-(\d+)/.exec(PrivateNote ?? "")?.[1] ?? null;
const ordersIn = ({ sandbox }: Stage) => sandbox.quickbooks.all(US_REALM, "Estimate").filter((order) => markerOf(order) !== null);

/** Looks at the books after a step: what was made, and that nothing is there twice or for a deal that was never won. Answers what is wrong. */
export function witness({ stage }: Story, seen: Witness): string[] {
  const wrong: string[] = [];
  for (const order of ordersIn(stage)) {
    const dealId = markerOf(order) ?? "";
    if (!seen.orders.has(order.Id)) seen.orders.set(order.Id, { dealId, total: order.TotalAmt ?? 0 });
  }
  for (const deal of dealsOf(stage)) {
    const most = seen.allowed.get(deal.id) ?? 1;
    if (deal.orders.length > most) wrong.push(`deal ${deal.id} has ${deal.orders.length} orders, of which ${most} may be`);
    if (deal.orders.length > 0 && !deal.lineage.some((id) => seen.everWon.has(id)))
      wrong.push(`deal ${deal.id} was never won and has an order`);
  }
  return wrong;
}

/** How many orders a merged deal may have: those that both had. */
export function ordersOf(stage: Stage, dealId: string): number {
  return dealsOf(stage).find(({ id }) => id === dealId)?.orders.length ?? 0;
}

/** The deals that were not merged into another, deleted ones too, each with the ids that became it. */
function dealsOf(stage: Stage): Deal[] {
  const records = [...(stage.sandbox.hubspot.world.portals.get(NORTHWIND_PORTAL)?.records.deals.values() ?? [])];
  const rootOf = (record: CrmRecord): string => {
    const into = record.mergedInto && records.find(({ id }) => id === record.mergedInto);
    return into ? rootOf(into) : record.id;
  };
  const orders = ordersIn(stage);
  return records
    .filter(({ mergedInto }) => !mergedInto)
    .map((record) => {
      const lineage = records.filter((each) => rootOf(each) === record.id).map(({ id }) => id);
      return { id: record.id, record, lineage, orders: orders.filter((order) => lineage.includes(markerOf(order) ?? "")) };
    });
}

/** What must be true once nothing waits any more and every fault is over. Answers what is wrong, in words; nothing when all is well. */
export async function faultsOfTruth(story: Story, seen: Witness): Promise<string[]> {
  const { stage, ask } = story;
  const rows = await ask<Row>("select deal_id, state, findings, shown from deals");
  const links = await ask("select record_id, external_id from links where record_type = 'order'");
  const wrong = witness(story, seen);
  for (const deal of dealsOf(stage)) {
    const row = rows.find(({ deal_id }) => deal_id === deal.id) ?? null;
    const say = (what: string) => wrong.push(`deal ${deal.id}: ${what} (${row?.state ?? "no row"}: ${codesOf(row).join(", ")})`);
    if (row?.state === "pushing") say("still being pushed");
    if (deal.orders.length === 0) whyNoOrder(story, seen, deal, row, say);
    else {
      const linked = deal.orders.find(({ Id }) => links.some((link) => link["external_id"] === Id && link["record_id"] === deal.id));
      if (!linked) say(`its order ${deal.orders.map(({ Id }) => Id).join(", ")} is not linked`);
      else withOrder(story, seen, deal, linked, row, say);
    }
    // A deal that is not won is none of the product's business, and shows nothing.
    const shows = valueOf(deal.record, "tieout_state");
    const untouched = shows === null && !isWon(deal) && deal.orders.length === 0;
    if (deal.record.archivedAt === null && !untouched && shows !== (row?.state ?? null)) say(`HubSpot shows ${shows}`);
  }
  for (const order of ordersIn(stage)) {
    const of = links.filter((link) => link["external_id"] === order.Id);
    if (of.length !== 1) wrong.push(`order ${order.Id} of deal ${markerOf(order)} has ${of.length} links`);
  }
  wrong.push(...doubledCustomers(story), ...(await openLetters(story)), ...differences(await mirrorOf(stage), booksOf(stage)));
  return wrong;
}

const codesOf = (row: Row | null) => (row?.findings ?? []).filter(({ level }) => level === "error").map(({ code }) => code);
const isWon = ({ record }: Deal) => record.archivedAt === null && valueOf(record, "dealstage") === "closedwon";

function whyNoOrder(story: Story, seen: Witness, deal: Deal, row: Row | null, say: (what: string) => void): void {
  const hadOne = [...seen.orders.values()].some(({ dealId }) => deal.lineage.includes(dealId));
  if (row?.state === "pushed" || row?.state === "changed") say("it has no order");
  if (!isWon(deal)) return;
  const codes = codesOf(row);
  const { unmapped, total } = linesOf(story, deal);
  if (hadOne && codes.includes("orderDeleted")) return;
  if (unmapped && codes.includes("productUnmapped")) return;
  const asks = total > APPROVED_OVER && seen.approved.get(deal.id) !== total;
  if (asks && (row?.state === "awaitingApproval" || codes.includes("approvalRefused"))) return;
  say("it is won and has no order, for no reason that the history gives");
}

function withOrder(story: Story, seen: Witness, deal: Deal, order: Entity, row: Row | null, say: (what: string) => void): void {
  const made = seen.orders.get(order.Id)?.total ?? 0;
  const { total } = linesOf(story, deal);
  const stage = valueOf(deal.record, "dealstage");
  const expected =
    deal.record.archivedAt !== null || stage === "closedlost"
      ? "cancelled"
      : order.TotalAmt !== made
        ? "needsReview"
        : stage !== "closedwon" || total !== made || order.TxnDate !== closedOn(deal)
          ? "changed"
          : "pushed";
  if (row?.state !== expected) say(`it must be ${expected}`);
  if (deal.record.archivedAt !== null) return;
  const { invoiced, paid, balance } = moneyOf(story.stage, order);
  const shown = (name: string) => valueOf(deal.record, name);
  const facts = {
    tieout_order_number: order.DocNumber ?? order.Id,
    tieout_order_total: money(order.TotalAmt ?? 0),
    tieout_invoiced: invoiced,
    tieout_paid: paid,
    tieout_balance_due: balance,
  };
  for (const [name, value] of Object.entries(facts)) if (shown(name) !== value) say(`${name} shows ${shown(name)}, not ${value}`);
}

/** The day on which the deal was closed, where the portal is: a deal that is won anew has another. */
const closedOn = ({ record }: Deal) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "America/New_York" }).format(Date.parse(valueOf(record, "closedate") ?? ""));

const money = (amount: number) => amount.toFixed(2);

/** What was invoiced for an order, paid in cash on it and is still owed, from QuickBooks' own records. */
function moneyOf({ sandbox: { quickbooks } }: Stage, order: Entity): { invoiced: string; paid: string; balance: string } {
  const invoices = quickbooks
    .all(US_REALM, "Invoice")
    .filter(({ LinkedTxn = [] }) => LinkedTxn.some(({ TxnId, TxnType }) => TxnType === "Estimate" && TxnId === order.Id));
  const ids = new Set(invoices.map(({ Id }) => Id));
  const lines = quickbooks.all(US_REALM, "Payment").flatMap(({ Line = [] }) => Line);
  const paid = lines.filter(({ LinkedTxn = [] }) => LinkedTxn.some(({ TxnId, TxnType }) => TxnType === "Invoice" && ids.has(TxnId)));
  const sum = (amounts: (number | undefined)[]) =>
    money(amounts.reduce<number>((total, amount) => total + Math.round((amount ?? 0) * 100), 0) / 100);
  return {
    invoiced: sum(invoices.map(({ TotalAmt }) => TotalAmt)),
    paid: sum(paid.map(({ Amount }) => Amount)),
    balance: sum(invoices.map(({ Balance }) => Balance)),
  };
}

/** What a deal is sold for today, and whether one of its products has no item. */
function linesOf({ stage, mapped }: Story, { record }: Deal): { total: number; unmapped: boolean } {
  const person = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  if (record.archivedAt !== null) return { total: 0, unmapped: false };
  const lines = (person.read("deals", record.id).associations.line_items ?? []).map(({ id }) => person.read("line_items", id).properties);
  const itemless = PRODUCTS.slice(1).filter((_, index) => !mapped.has(index));
  return {
    total: lines.reduce((total, line) => total + Number(line["price"]) * Number(line["quantity"]), 0),
    unmapped: lines.some((line) => itemless.some((sku) => sku === line["hs_sku"])),
  };
}

function doubledCustomers({ stage, buyers }: Story): string[] {
  const customers = stage.sandbox.quickbooks.all(US_REALM, "Customer");
  return buyers.flatMap((id) => {
    const same = customers.filter(({ Notes }) => typeof Notes === "string" && Notes.includes(id));
    return same.length > 1 ? [`buyer ${id} has ${same.length} customers`] : [];
  });
}

async function openLetters({ ask }: Story): Promise<string[]> {
  const letters = await ask("select kind, record_id, code, message from dead_letters where closed_at is null");
  return letters.map(
    ({ kind, record_id, code, message }) => `letter ${String(kind)} of ${String(record_id)} is open: ${String(code)} ${String(message)}`,
  );
}

function differences(mirror: Awaited<ReturnType<typeof mirrorOf>>, books: ReturnType<typeof booksOf>): string[] {
  return Object.entries(books).flatMap(([kind, records]) =>
    [...new Set([...Object.keys(records), ...Object.keys(mirror[kind] ?? {})])].flatMap((id) => {
      const [inBooks, mirrored] = [records[id] ?? "nothing", mirror[kind]?.[id] ?? "nothing"];
      return inBooks === mirrored ? [] : [`${kind} ${id}: the mirror says ${mirrored}, the books ${inBooks}`];
    }),
  );
}
