import { valueOf } from "../../sandbox/hubspot/crm-record.ts";
import type { Entity } from "../../sandbox/quickbooks/entity.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import { booksOf, mirrorOf } from "../mirror-truth.ts";
import { faultsOfCompanies, figuresOfOrder } from "./figures.ts";
import { companiesOf, customersMadeFor, dealsOf, markerOf, ordersIn, type Deal } from "./records.ts";
import { standingsOf } from "./answers.ts";
import { closedOn, companyOf, hasNewCompany, isOrphan, linesOf, signatureOf } from "./sold.ts";
import type { Story } from "./story.ts";
import { witness, type Witness } from "./witness.ts";

/** Over this much, in dollars, finance has to approve. */
export const APPROVED_OVER = 50_000;

type Row = { deal_id: string; state: string; findings: { code: string; level: string }[]; shown: Record<string, string | null> | null };

type OrderLink = { record_id: string; external_id: string };

/** What must be true once nothing waits any more and every fault is over. Answers what is wrong, in words; nothing when all is well. */
export async function faultsOfTruth(story: Story, seen: Witness): Promise<string[]> {
  const { stage, ask } = story;
  const rows = await ask<Row>("select deal_id, state, findings, shown from deals");
  const links = await ask<OrderLink>("select record_id, external_id from links where record_type = 'order'");
  const wrong = witness(story, seen);
  for (const deal of dealsOf(stage)) {
    const rowOf = (id: string | null) => rows.find(({ deal_id }) => deal_id === id) ?? null;
    const row = rowOf(deal.id);
    const say = (what: string) => wrong.push(`deal ${deal.id}: ${what} (${row?.state ?? "no row"}: ${codesOf(row).join(", ")})`);
    if (row?.state === "pushing") say("still being pushed");
    if (deal.orders.length === 0) whyNoOrder(story, seen, deal, row, say);
    else {
      // A merged deal that was deleted before anybody looked at it leaves its order with the one that had it.
      const holders = deal.record.archivedAt === null ? [deal.id] : [deal.id, ...deal.lineage];
      const holderOf = ({ Id }: Entity) => holders.find((id) => links.some((link) => link.external_id === Id && link.record_id === id));
      const linked = deal.orders.find(holderOf);
      if (!linked) say(`its order ${deal.orders.map(({ Id }) => Id).join(", ")} is not linked`);
      else withOrder(story, seen, deal, linked, rowOf(holderOf(linked) ?? null), say);
    }
    // A deal that is not won is none of the product's business, and shows nothing.
    const shows = valueOf(deal.record, "tieout_state");
    const untouched = shows === null && !isWon(deal) && deal.orders.length === 0;
    if (deal.record.archivedAt === null && !untouched && shows !== (row?.state ?? null)) say(`HubSpot shows ${shows}`);
  }
  for (const order of ordersIn(stage)) {
    const of = links.filter((link) => link.external_id === order.Id);
    if (of.length !== 1) wrong.push(`order ${order.Id} of deal ${markerOf(order)} has ${of.length} links`);
  }
  wrong.push(...(await faultsOfBuyers(story)), ...(await openLetters(story)), ...differences(await mirrorOf(stage), booksOf(stage)));
  return wrong;
}

const codesOf = (row: Row | null) => (row?.findings ?? []).filter(({ level }) => level === "error").map(({ code }) => code);
const isWon = ({ record }: Deal) => record.archivedAt === null && valueOf(record, "dealstage") === "closedwon";

function whyNoOrder(story: Story, seen: Witness, deal: Deal, row: Row | null, say: (what: string) => void): void {
  const had = [...seen.orders].filter(([, { dealId }]) => deal.lineage.includes(dealId)).map(([orderId]) => orderId);
  const isGoneAgreed = row?.state === "cancelled" && had.some((orderId) => story.answers.goneAgreed.has(orderId));
  if (row?.state === "pushed" || row?.state === "changed") say("it has no order");
  if (!isWon(deal)) return;
  const codes = codesOf(row);
  const { unmapped, total } = linesOf(story, deal);
  if (isGoneAgreed || (had.length > 0 && codes.includes("orderDeleted"))) return;
  if (unmapped && codes.includes("productUnmapped")) return;
  if (isOrphan(story, deal) && codes.includes("buyerUnclear")) return;
  const asks = total > APPROVED_OVER && seen.approved.get(deal.id) !== total;
  if (asks && (row?.state === "awaitingApproval" || codes.includes("approvalRefused"))) return;
  say("it is won and has no order, for no reason that the history gives");
}

function withOrder(story: Story, seen: Witness, deal: Deal, order: Entity, row: Row | null, say: (what: string) => void): void {
  const made = seen.orders.get(order.Id)?.total ?? 0;
  const { total } = linesOf(story, deal);
  const stage = valueOf(deal.record, "dealstage");
  const isLost = deal.record.archivedAt !== null || stage === "closedlost";
  const isKept = story.answers.kept.get(deal.id) === signatureOf(story, deal, order.Id);
  const isChanged = stage !== "closedwon" || isOrphan(story, deal) || ((total !== made || order.TxnDate !== closedOn(deal)) && !isKept);
  // Whether another name is a change depends on what both systems agreed on since.
  const asSold = isChanged ? ["changed"] : hasNewCompany(story, deal) ? ["pushed", "changed"] : ["pushed"];
  const standings = standingsOf(story.stage, story.answers, order, made);
  const mayBe = isLost ? ["cancelled"] : standings.flatMap((state) => (state === null || state === "pushed" ? asSold : [state]));
  if (!mayBe.includes(row?.state ?? "")) say(`it must be ${mayBe.join(" or ")}`);
  if (deal.record.archivedAt !== null) return;
  const shown = (name: string) => valueOf(deal.record, name);
  const facts = figuresOfOrder(story.stage, order);
  for (const [name, value] of Object.entries(facts)) if (shown(name) !== value) say(`${name} shows ${shown(name)}, not ${value}`);
}

/**
 * No link leads to a customer that is gone. Each company shows what its own customers owe: those that are linked to it, which live
 * and, one for one, were made for it. A merged company that was deleted is seen by nobody, and one of which HubSpot
 * did not tell is found through a deal with an order alone: either has the customers of those that it was merged of once it is seen.
 */
async function faultsOfBuyers(story: Story): Promise<string[]> {
  const { stage, ask, customersWereMerged, hubspotLostEvents } = story;
  const links = await ask<{ id: string; customer: string }>(
    "select split_part(record_id, ':', 2) as id, external_id as customer from links where record_type = 'customer'",
  );
  const live = new Set(stage.sandbox.quickbooks.all(US_REALM, "Customer").map(({ Id }) => Id));
  const wrong = links
    .filter(({ customer }) => !live.has(customer))
    .map(({ id, customer }) => `company ${id} is linked to ${customer}, which is gone`);
  const companies = companiesOf(stage);
  const customers = customersMadeFor(stage, companies);
  const withOrder = dealsOf(stage).filter(({ record, orders }) => record.archivedAt === null && orders.length > 0);
  const seen = new Set(withOrder.map((deal) => companyOf(story, deal)));
  for (const { id, lineage, record } of companies) {
    const linked = links.filter((link) => lineage.includes(link.id));
    const isSeen = record.archivedAt === null && (!hubspotLostEvents || seen.has(id));
    if (isSeen && linked.some((link) => link.id !== id))
      wrong.push(`company ${id} does not have the customer of a company that it was merged of`);
    const made = customers.get(id) ?? [];
    const same = made.length === 0 || linked.some(({ customer }) => made.some(({ Id }) => Id === customer));
    if (!customersWereMerged && !same) wrong.push(`company ${id} has nothing of its customers ${made.map(({ Id }) => Id).join(", ")}`);
  }
  return [...wrong, ...faultsOfCompanies(stage, (id) => links.filter((link) => link.id === id).map(({ customer }) => customer))];
}

/** Finance is told of the second order of a merged deal for as long as it stands, and of one that may have been made. */
async function openLetters({ ask, stage }: Story): Promise<string[]> {
  const letters = await ask<{ kind: string; record_id: string; code: string; message: string }>(
    "select kind, record_id, code, message from dead_letters where closed_at is null",
  );
  const doubled = new Set(ordersIn(stage).map(({ Id }) => Id));
  const isRight = (id: string) => id.startsWith("HS-") || doubled.has(id);
  return letters
    .filter(({ code, record_id }) => code !== "orderTwice" || !isRight(record_id.split(":")[1] ?? ""))
    .map(({ kind, record_id, code, message }) => `letter ${kind} of ${record_id} is open: ${code} ${message}`);
}

function differences(mirror: Awaited<ReturnType<typeof mirrorOf>>, books: ReturnType<typeof booksOf>): string[] {
  return Object.entries(books).flatMap(([kind, records]) =>
    [...new Set([...Object.keys(records), ...Object.keys(mirror[kind] ?? {})])].flatMap((id) => {
      const [inBooks, mirrored] = [records[id] ?? "nothing", mirror[kind]?.[id] ?? "nothing"];
      return inBooks === mirrored ? [] : [`${kind} ${id}: the mirror says ${mirrored}, the books ${inBooks}`];
    }),
  );
}
