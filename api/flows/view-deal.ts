import { AppError } from "../domain/errors.ts";
import type { Deal } from "../domain/deal.ts";
import type { DealAction, DealState, DealView } from "../domain/deal-view.ts";
import type { Finding } from "../domain/finding.ts";
import { toMoney } from "../domain/money.ts";
import { orderPreview } from "../domain/order-preview.ts";
import { mayAct } from "../domain/roles.ts";
import type { PossibleDuplicate } from "../domain/possible-duplicates.ts";
import type { Role } from "../domain/settings.ts";
import { needsApproval } from "./approval-of-deal.ts";
import { approvalView } from "./approval-view.ts";
import { checkDeal, type DealCheck } from "./check-deal.ts";
import { changesOf, stateAfterPush } from "./compare-with-push.ts";
import { billingOf } from "./billing-of-deal.ts";
import { failureOfDeal } from "./failure-of-deal.ts";
import { findingsAfterPush, questionsOf } from "./drift-of-deal.ts";
import type { Crm } from "../ports/crm.ts";
import type { DealRow } from "../ports/deals.ts";
import { netContract } from "../domain/sold-for.ts";
import { mayPushDeal } from "./may-push-deal.ts";
import type { Needs } from "./needs.ts";
import { connectionUnclear, placeDeal, type Place } from "./place-deal.ts";
import { readStatus, type DealStatus } from "./read-status.ts";
import { rereadOrder } from "./reread-order.ts";
import { reviewOrNotReady } from "./push-rules.ts";

type Request = { portalId: number; dealId: string; role: Role; userId: number; refresh: boolean; connectionId?: string };

/** Where a deal stands, for the card: live preflight of the deal, documents from the mirror. Throws notFound when HubSpot has no such deal. */
export async function viewDeal(needs: Needs, { portalId, dealId, role, userId, refresh, connectionId }: Request): Promise<DealView> {
  if (refresh) await rereadOrder(needs, portalId, dealId);
  const status = await readStatus(needs, portalId, dealId, connectionId);
  const { deal, place, check, trouble } = await lookAt(needs, portalId, dealId, status);
  const mayPush = deal !== null && (await mayPushDeal(needs, { portalId, userId, role }, deal.ownerId));
  const state = stateOf(status, place, check, trouble);
  const failure = await failureOfDeal(needs, { portalId, dealId, role, state, row: status.row });
  const currency = status.frozen?.currency ?? check?.sale?.currency ?? deal?.currency ?? status.portal?.currency ?? "USD";
  const contractNet = netContract(status.frozen ?? check?.sale ?? null, status.order);
  const changes = status.frozen && status.row?.pushedAt && check?.sale ? changesOf(status.frozen, { ...check, sale: check.sale }) : [];
  const { invoices, payments, totals } = billingOf(status, { contractNet, currency, now: needs.clock.now() });
  return {
    dealId,
    state,
    findings: findingsOf(status, dealId, { place, check, trouble, state }),
    failure,
    approval: approvalOf(state, check, needs.crm(portalId)),
    actions: mayPush ? actionsOf({ state, failure, changes }, { role, userId }, status, check) : [],
    customer: check && customerOf(check),
    preview: check?.sale ? orderPreview({ ...check, sale: check.sale, basis: check.settings.amountBasis }) : null,
    order: status.order && orderOf(status.order),
    amendments: [],
    invoices,
    payments,
    totals,
    duplicates: (check?.duplicates ?? []).map(duplicateOf),
    changes,
    asOf: say(status.seenAt ?? needs.clock.now()),
  };
}

const say = (instant: Temporal.Instant) => instant.toString({ smallestUnit: "millisecond" });

/** `deal` and `place` are null where nobody looked. */
type Look = { deal: Deal | null; place: Place | null; check: DealCheck | null; trouble: AppError | null };

/** Checks the deal as it is now. While it is pushed the push does that, and a card that follows it would only keep it from the vendors. */
async function lookAt(needs: Needs, portalId: number, dealId: string, { row, placing }: DealStatus): Promise<Look> {
  if (row?.state === "pushing") return { deal: null, place: null, check: null, trouble: null };
  const deal = await needs.crm(portalId).readDeal(dealId);
  const place = placeDeal(placing, deal);
  const { connection } = place;
  if (connection === null) return { deal, place, check: null, trouble: null };
  return { deal, place, ...(await checkIfReachable(() => checkDeal(needs, { portalId, connectionId: connection.connectionId, deal }))) };
}

type Reachable = { check: DealCheck | null; trouble: AppError | null };

/** A card shows what we know when QuickBooks cannot be asked; only the check of the moment is missing then. */
async function checkIfReachable(run: () => Promise<DealCheck>): Promise<Reachable> {
  return run().then(
    (check) => ({ check, trouble: null }),
    (error: unknown) => {
      if (error instanceof AppError && PASSING.has(error.kind)) return { check: null, trouble: error };
      throw error;
    },
  );
}
const PASSING = new Set<AppError["kind"]>(["unavailable", "rateLimited", "busy", "notConnected"]);

function stateOf(status: DealStatus, place: Place | null, check: DealCheck | null, trouble: AppError | null): DealState {
  const { row, orderId } = status;
  if (row?.state === "pushing" || row?.state === "failed") return row.state;
  if (row?.pushedAt && orderId) return afterPush(status, check)?.state ?? row.state;
  if (row?.pushedAt) return "needsReview";
  if (place?.connection === null) return place.why === "unclear" ? "notReady" : "notConnected";
  if (trouble?.kind === "notConnected") return "notConnected";
  if (!check) return row?.state ?? "notReady";
  if (!check.ready) return reviewOrNotReady(check);
  return check.approval.open && needsApproval(check.approval) ? "awaitingApproval" : "ready";
}

function afterPush(status: DealStatus, check: DealCheck | null): Partial<DealRow> | null {
  const { frozen, order } = status;
  return (
    frozen && order && check && stateAfterPush(frozen, order, { ...check, ...questionsOf(status), kept: status.row?.keptChanges ?? null })
  );
}

function approvalOf(state: DealState, check: DealCheck | null, crm: Crm): DealView["approval"] {
  const approval = state === "awaitingApproval" ? check?.approval.open : check?.approval.decision;
  return approval ? approvalView(approval, crm) : null;
}

type Found = { place: Place | null; check: DealCheck | null; trouble: AppError | null; state: DealState };

function findingsOf(status: DealStatus, dealId: string, { place, check, trouble, state }: Found): Finding[] {
  if (state === "notConnected") return [notConnected(isLost(place))];
  if (state === "notReady" && place?.connection === null) return [connectionUnclear({ id: dealId })];
  const passing: Finding[] = trouble
    ? [{ code: trouble.code, level: "warning", message: `QuickBooks cannot be asked right now: ${trouble.message}`, fixBy: "admin" }]
    : isLost(place)
      ? [{ ...notConnected(true), level: "warning" }]
      : [];
  const { row } = status;
  if (row?.pushedAt) return [...findingsAfterPush(status), ...passing];
  const stored = state === "failed" ? (row?.findings ?? []) : [];
  return [...stored, ...(check?.findings ?? row?.findings ?? []), ...passing];
}

const isLost = (place: Place | null) => place?.connection === null && place.why === "lost";

function notConnected(lost: boolean): Finding {
  const message = lost
    ? "The connection to QuickBooks was lost. An admin connects it again in Tieout's settings; work that waits goes on by itself then."
    : "QuickBooks is not connected. An admin connects it in Tieout's settings.";
  return { code: "notConnected", level: "error", message, fixBy: "admin" };
}

function actionsOf(
  { state, failure, changes }: Pick<DealView, "state" | "failure" | "changes">,
  { role, userId }: Pick<Request, "role" | "userId">,
  { row, order, orderId }: DealStatus,
  check: DealCheck | null,
): DealAction[] {
  if (state === "needsReview" && !row?.pushedAt) return mayAct(role, "finance") && isForFinance(check) ? ["review"] : [];
  if (state === "awaitingApproval" && mayAct(role, "finance")) return isOwnRequest(check, userId) ? ["refuse"] : ["approve", "refuse"];
  if (state === "ready") return ["push"];
  if (state === "changed") return changes.length > 0 && mayAct(role, "finance") ? ["keep"] : [];
  if (state === "failed") return ["retry"];
  if (state === "notConnected" && failure && mayAct(role, "admin")) return ["connect"];
  const orderIsGone = orderId === null || order?.status === "deleted";
  return state === "needsReview" && row?.pushedAt && orderIsGone ? ["push"] : [];
}

const isForFinance = (check: DealCheck | null) =>
  check !== null && check.findings.some(({ level, fixBy }) => level === "error" && fixBy === "finance");

/** Where four eyes are demanded, nobody approves what they asked for. */
function isOwnRequest(check: DealCheck | null, userId: number): boolean {
  return check !== null && check.settings.approvals.fourEyes && check.approval.open?.requestedBy?.userId === userId;
}

function duplicateOf({ currency, net, ...document }: PossibleDuplicate): DealView["duplicates"][number] {
  return { ...document, net: toMoney(net, currency) };
}

function customerOf({ customer, sale }: DealCheck): DealView["customer"] {
  if (!customer || !sale) return null;
  const { match, record, reasons } = customer;
  return { id: record?.id ?? null, name: record?.name ?? sale.buyer.name, match, reasons, url: record?.url ?? null };
}

function orderOf({ id, number, status, net, tax, total, currency, url }: NonNullable<DealStatus["order"]>): DealView["order"] {
  return {
    id,
    number,
    status,
    net: toMoney(net, currency),
    tax: tax === null ? null : toMoney(tax, currency),
    total: toMoney(total, currency),
    url,
  };
}
