import { valueOf } from "../../sandbox/hubspot/crm-record.ts";
import { noteUnsettled } from "./answers.ts";
import { companiesOf, customersMadeFor, dealsOf, markerOf, ordersIn, type Root } from "./records.ts";
import type { Story } from "./story.ts";

/** What was seen while a history went on: for whom each order was made and over how much, and what may be made. */
export type Witness = {
  orders: Map<string, { dealId: string; total: number }>;
  everWon: Set<string>;
  /** How many orders a merged deal may have, and how many customers a merged company: those that both had. */
  allowed: Map<string, number>;
  approved: Map<string, number>;
  /** Deals whose order was sent, whatever came of it. */
  sent: Set<string>;
};

export const newWitness = (): Witness => ({
  orders: new Map(),
  everWon: new Set(),
  allowed: new Map(),
  approved: new Map(),
  sent: new Set(),
});

/** Looks at the books and the wire after a step: that nothing is there twice, or was sent for a deal that was never won, or by itself where that is switched off. Answers what is wrong. */
export function witness(story: Story, seen: Witness): string[] {
  const { stage } = story;
  const wrong = sentAgainstSettings(story, seen);
  noteUnsettled(stage, story.answers);
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
  for (const [id, { length }] of customersMadeFor(stage, companiesOf(stage))) {
    const most = seen.allowed.get(id) ?? 1;
    if (length > most) wrong.push(`company ${id} has ${length} customers, of which ${most} may be`);
  }
  return wrong;
}

/** Nothing is written to QuickBooks while that is read only, and no order is sent first that nobody asked for while pushes are by hand. */
function sentAgainstSettings({ stage, set, asked }: Story, seen: Witness): string[] {
  const posts = stage.sandbox.quickbooks.wire.requests.filter(
    ({ method, path }) => method === "POST" && /\/v3\/company\/\d+\/\w+\?/.test(path),
  );
  const writes = posts.filter(({ path }) => !/\/(query|batch)\?/.test(path));
  const wrong = set.readOnly ? writes.map(({ path }) => `${path} was sent while all is read only`) : [];
  for (const { path, body } of writes) {
    const dealId = /\/estimate\?/.test(path) && /HS-(\d+)/.exec(body)?.[1];
    if (!dealId) continue;
    if (!set.automaticPush && !asked.has(dealId) && !seen.sent.has(dealId)) wrong.push(`the order of ${dealId} was sent, and nobody asked`);
    seen.sent.add(dealId);
  }
  return wrong;
}

/** What the model has to know of a step: which deals were won, how much a merge brought together, what was approved. */
export async function noted(story: Story, seen: Witness, act: () => Promise<void>): Promise<void> {
  const { stage } = story;
  const approvalsBefore = await openApprovals(story);
  const deals = new Map(dealsOf(stage).map(({ id, orders }) => [id, orders.length]));
  const companies = new Map([...customersMadeFor(stage, companiesOf(stage))].map(([id, { length }]) => [id, length]));
  await act();
  const now = dealsOf(stage);
  for (const { id, record } of now) if (record.history.get("dealstage")?.some(({ value }) => value === "closedwon")) seen.everWon.add(id);
  noteMerge(story, now, deals, seen);
  noteMerge(story, companiesOf(stage), companies, seen);
  for (const { approval_id, deal_id, total } of approvalsBefore) {
    const [decided] = await story.ask(`select state from approvals where approval_id = '${String(approval_id)}'`);
    if (decided?.["state"] === "approved") seen.approved.set(String(deal_id), Number(total));
  }
}

/** A record that was not there before the step, and is the merger of two that were. `before`: how much each had in the books. */
function noteMerge(story: Story, roots: Root[], before: Map<string, number>, { allowed, sent }: Witness): void {
  for (const { id, record } of roots) {
    const old = valueOf(record, "hs_merged_object_ids")?.split(";");
    if (before.has(id) || !old) continue;
    const had = old.reduce((total, each) => total + (before.get(each) ?? 0), 0);
    allowed.set(id, Math.max(1, had));
    for (const known of [story.asked, sent]) if (old.some((each) => known.has(each))) known.add(id);
  }
}

const openApprovals = ({ ask }: Story) =>
  ask("select approval_id, deal_id, (sale->'net'->>'$minor')::numeric / 100 as total from approvals where state = 'open'");
