import type { Entity } from "../../sandbox/quickbooks/entity.ts";
import { US_REALM } from "../../sandbox/seed/quickbooks.ts";
import type { Stage } from "../harness.ts";
import { ordersIn } from "./records.ts";

type Why = "rejected" | "closed" | "invoiced";
type Asked = { why: Why; invoiceIds: string[] };

/** What finance has said of orders and deals, each as it saw them. `unsettled`: it was otherwise in between, so that it may be asked anew. */
export type Answers = {
  holds: Map<string, Asked & { answer: string; unsettled: boolean }>;
  /** Over which amount an order is agreed, in dollars, and over which other one it was put aside. */
  accepted: Map<string, number>;
  ignored: Map<string, { total: number; unsettled: boolean }>;
  /** Orders of which finance has agreed that they are gone. */
  goneAgreed: Set<string>;
  /** The changes with which the order of a deal was kept. */
  kept: Map<string, string>;
};

export const noAnswers = (): Answers => ({
  holds: new Map(),
  accepted: new Map(),
  ignored: new Map(),
  goneAgreed: new Set(),
  kept: new Map(),
});

/** The books were looked at after a step: what is not as finance had seen it may be asked about again. */
export function noteUnsettled(stage: Stage, { holds, ignored }: Answers): void {
  for (const order of ordersIn(stage)) {
    const held = holds.get(order.Id);
    if (held && !isSeen(held, askedOf(stage, order))) held.unsettled = true;
    const aside = ignored.get(order.Id);
    if (aside && aside.total !== order.TotalAmt) aside.unsettled = true;
  }
}

type Standing = "needsReview" | "cancelled" | "pushed";

/** Where its order alone may put a deal; null where there is nothing to say. `made`: the dollars over which it was made. */
export function standingsOf(stage: Stage, { holds, accepted, ignored }: Answers, order: Entity, made: number): (Standing | null)[] {
  const asked = askedOf(stage, order);
  const held = holds.get(order.Id);
  const isAnswered = held !== undefined && asked !== null && isSeen(held, asked);
  const ofHold =
    asked === null
      ? [null]
      : [...(isAnswered ? [ofAnswer(held.answer)] : []), ...(isAnswered && !held.unsettled ? [] : [ofQuestion(asked)])];
  const aside = ignored.get(order.Id);
  const isAside = aside?.total === order.TotalAmt;
  const differs: Standing[] = [
    ...(isAside ? (["pushed"] as const) : []),
    ...(isAside && !aside?.unsettled ? [] : (["needsReview"] as const)),
  ];
  const ofDrift = order.TotalAmt === (accepted.get(order.Id) ?? made) ? [null] : differs;
  return ofHold.flatMap((hold) => ofDrift.map((drift) => heavier(hold, drift)));
}

const WEIGHT = { needsReview: 2, cancelled: 1, pushed: 0 };

function heavier(one: Standing | null, other: Standing | null): Standing | null {
  if (one === null || other === null) return one ?? other;
  return WEIGHT[one] >= WEIGHT[other] ? one : other;
}

const ofQuestion = ({ why }: Asked): Standing => (why === "invoiced" ? "pushed" : "needsReview");

function ofAnswer(answer: string): Standing | null {
  if (answer === "wait") return "pushed";
  return answer === "cancel" || answer === "stop" ? "cancelled" : null;
}

/** One invoice more is asked about, one less is not. */
const isSeen = (seen: Asked, now: Asked | null) => now?.why === seen.why && now.invoiceIds.every((id) => seen.invoiceIds.includes(id));

/** Finance answers what it was shown of an order. An invoice that is in the books and was not shown may be asked about, or be known by its id. */
export function noteAnswer(
  stage: Stage,
  { holds }: Answers,
  orderId: string,
  { why, invoiceIds: shown, answer }: Asked & { answer: string },
) {
  const order = ordersIn(stage).find(({ Id }) => Id === orderId);
  const unseen = ((order && askedOf(stage, order)?.invoiceIds) ?? []).filter((id) => !shown.includes(id));
  holds.set(orderId, { why, invoiceIds: [...shown, ...unseen], answer, unsettled: unseen.length > 0 });
}

/** What somebody did to an order by which its contract could be billed twice, or never. */
function askedOf({ sandbox }: Stage, order: Entity): Asked | null {
  const billing = sandbox.quickbooks
    .all(US_REALM, "Invoice")
    .filter(({ LinkedTxn = [] }) => LinkedTxn.some(({ TxnId, TxnType }) => TxnType === "Estimate" && TxnId === order.Id));
  const invoiceIds = billing.filter(({ TotalAmt = 0 }) => TotalAmt > 0).map(({ Id }) => Id);
  if (invoiceIds.length > 0) return { why: "invoiced", invoiceIds };
  if (order.TxnStatus === "Rejected") return { why: "rejected", invoiceIds };
  return order.TxnStatus === "Closed" && billing.length === 0 ? { why: "closed", invoiceIds } : null;
}
