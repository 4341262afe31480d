import type { Deal } from "../domain/deal.ts";
import { AppError } from "../domain/errors.ts";
import { soldToMerged } from "../domain/merged-buyer.ts";
import { isWon } from "../domain/stage.ts";
import type { Job } from "../ports/queue.ts";
import type { DealRow } from "../ports/deals.ts";
import { needsApproval } from "./approval-of-deal.ts";
import { answerWaitingPushes } from "./answer-waiting-pushes.ts";
import { askApproval } from "./ask-approval.ts";
import { admitAutomaticPush, heldByBreaker } from "./automatic-push.ts";
import { checkDeal } from "./check-deal.ts";
import { stateAfterPush } from "./compare-with-push.ts";
import { tell } from "./keep-records.ts";
import { followCrmMerges, takeStandingOrder } from "./follow-crm-merges.ts";
import { makeOrder, resumeOrder } from "./make-order.ts";
import { heldBack, isAutomatic, isUnasked, mayPushAutomatically, notReady } from "./push-rules.ts";
import type { Needs } from "./needs.ts";
import { noteCheck } from "./note-check.ts";
import { openMatch } from "./open-match.ts";
import { certainPlace, connectionUnclear, mayBePlaced, placeDeal } from "./place-deal.ts";
import { queuePush } from "./queue-push.ts";
import { readPush, type PushStart } from "./read-push.ts";
import { showDeal } from "./show-deal.ts";
import { orderGone } from "./standing-of-order.ts";

/** A deal that is to be pushed, and what asked for it. */
export type Push = Extract<Job, { name: "push-deal" }>["data"];

/** A second run of the same deal gives up soon and comes again: the first may be waiting for an outcome. */
const DEAL_LOCK_WAIT_MS = 5_000;

/**
 * A won deal becomes a customer and an order in the ERP, and the deal shows the order. Runs again from the top after
 * any failure. Throws what ensureLinked throws, and `busy` when the deal is being worked on already.
 */
export async function pushDeal(needs: Needs, push: Push): Promise<void> {
  await needs.store.withLock(`deal:${push.portalId}:${push.dealId}`, DEAL_LOCK_WAIT_MS, async () => {
    const start = await readPush(needs, push);
    if (await hasToSettle(needs, push, start.row)) return;
    const lookedAt = needs.clock.now();
    const changes = await pushLocked(needs, push, start);
    await needs.store.inPortal(push.portalId, async (tx) => {
      if (changes) await tx.deals.save(push.dealId, { ...changes, lookedAt });
      if (changes && changes.state !== "awaitingApproval") await tx.approvals.withdraw(push.dealId);
      if (changes?.state !== "notConnected") await tx.deadLetters.heal("push-deal", { object: "deal", id: push.dealId }, lookedAt);
      if (changes) await answerWaitingPushes(tx, { push, lookedAt, now: needs.clock.now() });
    });
    if (!changes) return;
    const outcome = changes.pushedAt || changes.state === "pushed" ? "ok" : "stopped";
    await needs.journal.note(push.portalId, { what: "push.ended", outcome, details: { state: changes.state ?? null } });
    await showDeal(needs, push);
  });
}

/** What becomes of the deal's row; null when the deal is none of our business (yet). */
async function pushLocked(needs: Needs, push: Push, start: PushStart): Promise<Partial<DealRow> | null> {
  const { row } = start;
  if (!mayBePlaced(start.placing)) return waiting(push, row);
  await erpAnswers(needs, push, start);

  const deal = await needs.crm(push.portalId).readDeal(push.dealId).catch(nullIfGone);
  if (!deal) return deletedInCrm(start) ?? (isUnasked(push) ? null : DELETED_UNSENT);
  if (deal.id !== push.dealId) return pushHeir(needs, push, deal.id);
  if (row?.gone) await backAgain(needs, push);
  if (await followCrmMerges(needs, { ...push, deal })) return pushLocked(needs, push, await readPush(needs, push));

  const { connection, why } = { why: null, ...placeDeal(start.placing, deal) };
  if (why === "unclear") return unclear(needs, push, deal);
  if (connection === null) return waiting(push, row);
  const { connectionId } = connection;

  const check = await checkDeal(needs, { portalId: push.portalId, connectionId, deal });
  await noteCheck(needs, push.portalId, check);
  const subject = { portalId: push.portalId, connectionId, check };
  // An order may be on its way whose outcome nobody knows: that is settled first, whatever the deal looks like by now. Since
  // it may have to be sent again, it waits where writing is switched off.
  if (start.openSale) {
    const sale = soldToMerged(start.openSale, deal.companies);
    return check.writesOff ? notReady(check) : resumeOrder(needs, { ...subject, sale });
  }

  if (start.frozen && row?.pushedAt) {
    const order = await start.readOrder();
    if (order) return stateAfterPush(start.frozen, order, { ...check, ...start.questions, kept: row.keptChanges });
    if (await takeStandingOrder(needs, { portalId: push.portalId, connectionId, deal }))
      return pushLocked(needs, push, await readPush(needs, push));
    if (isAutomatic(push)) return orderGone(start.questions.drift);
  }
  const isAsked = check.approval.open !== null;
  if (!check.won && isUnasked(push) && !isAsked) return isShown(row) ? notReady(check) : null;
  if (check.sale && check.customer?.match === "ambiguous") {
    await openMatch(needs, { ...push, connectionId, sale: check.sale, dealName: deal.name }, check.customer);
  }
  if (!check.ready || !check.sale) return notReady(check);
  const mayGoOn = !isAutomatic(push) || mayPushAutomatically(push, check);
  if (needsApproval(check.approval) && (mayGoOn || isAsked)) return askApproval(needs, { ...subject, sale: check.sale, row });
  if (!mayGoOn) return heldBack(push, check);

  if (isAutomatic(push) && !(await admitAutomaticPush(needs, { ...push, limit: check.settings.breaker }))) return heldByBreaker(check);

  const worth = { amount: check.sale.net, currency: check.sale.currency };
  await needs.store.inPortal(push.portalId, (tx) =>
    tx.deals.save(push.dealId, { state: "pushing", findings: check.findings, message: null, connectionId, worth }),
  );
  return makeOrder(needs, { ...subject, sale: check.sale });
}

/** While QuickBooks is down or wants to be left alone, the deals that wait for it ask HubSpot nothing. Throws what its adapter throws. */
async function erpAnswers({ erp }: Needs, { portalId }: Push, { placing }: PushStart): Promise<void> {
  const connectionId = certainPlace(placing);
  if (connectionId !== null) await erp(portalId, connectionId).readCompany();
}

/** A deal that was restored shows again what it had shown, and what became of it since. */
function backAgain({ store }: Needs, { portalId, dealId }: Push): Promise<void> {
  return store.inPortal(portalId, async (tx) => {
    await tx.deals.save(dealId, { gone: false });
    await tell(tx, { deals: [dealId], companies: [] });
  });
}

/** HubSpot may lead on from a deal that was merged to the one that it became, which is pushed in its place. */
async function pushHeir({ store }: Needs, { portalId, cause }: Push, dealId: string): Promise<null> {
  await store.inPortal(portalId, (tx) => queuePush(tx, dealId, cause));
  return null;
}

/** A deal won by webhook waits until it has been left alone for `settleSeconds`; then it is looked at again (RULES §4). */
async function hasToSettle({ store, clock, journal }: Needs, { portalId, dealId, cause }: Push, row: DealRow | null): Promise<boolean> {
  if (cause !== "webhook" || !row?.changedAt) return false;
  const { changedAt } = row;
  const remaining = await store.inPortal(portalId, async (tx) => {
    const { settleSeconds } = await tx.settings.read();
    const seconds = Math.ceil(settleSeconds - clock.now().since(changedAt).total("seconds"));
    if (seconds <= 0) return 0;
    await queuePush(tx, dealId, cause, seconds);
    return seconds;
  });
  await journal.note(portalId, { what: remaining > 0 ? "settle.waits" : "settle.done", outcome: "ok", details: { seconds: remaining } });
  return remaining > 0;
}

const NOT_CONNECTED: Partial<DealRow> = {
  state: "notConnected",
  findings: [],
  message: "QuickBooks is not connected. An admin connects it in the settings.",
};

/** We have told something of the deal, that it waits for a connection or that it failed, which may not be true any more. */
const isShown = (row: DealRow | null): boolean => row !== null && (row.shown !== null || row.state !== "notReady");

const UNSENT = new Set<DealRow["state"]>(["awaitingApproval", "notConnected", "failed", "pushing"]);
const WAITS_ALREADY = new Set<DealRow["state"]>(["notConnected", "pushing", "awaitingApproval"]);

function waiting(push: Push, row: DealRow | null): Partial<DealRow> | null {
  return isUnasked(push) ? waitingAutomatically(row) : NOT_CONNECTED;
}

/** A deal that is not won is none of our business, whichever company it would go to. */
async function unclear({ store }: Needs, push: Push, deal: Deal): Promise<Partial<DealRow> | null> {
  const settings = await store.inPortal(push.portalId, (tx) => tx.settings.read());
  if (isUnasked(push) && !isWon(deal, settings)) return null;
  return { state: "notReady", findings: [connectionUnclear(deal)], message: null };
}

/** Waits for a connection with nobody having asked, unless the deal is pushed already or somebody has. */
function waitingAutomatically(row: DealRow | null): Partial<DealRow> | null {
  if (!row || row.pushedAt || WAITS_ALREADY.has(row.state)) return null;
  return { ...NOT_CONNECTED, requestedBy: null };
}

function deletedInCrm({ row, openSale }: PushStart): Partial<DealRow> | null {
  if (row?.pushedAt) return DELETED_IN_CRM;
  if (row?.state === "cancelled") return null;
  if (openSale) return DELETED_ON_ITS_WAY;
  return row && UNSENT.has(row.state) ? DELETED_UNSENT : null;
}

const DELETED_IN_CRM: Partial<DealRow> = {
  state: "cancelled",
  gone: true,
  findings: [],
  message: "The deal was deleted, but its order stands in QuickBooks until somebody rejects or deletes it there.",
};
const DELETED_ON_ITS_WAY: Partial<DealRow> = {
  state: "cancelled",
  gone: true,
  findings: [],
  message: "The deal was deleted while its order was on the way to QuickBooks. Finance looks there whether it has arrived.",
};
const DELETED_UNSENT: Partial<DealRow> = {
  state: "cancelled",
  gone: true,
  findings: [],
  message: "The deal was deleted before its order was made. Nothing was sent.",
};

function nullIfGone(error: unknown): Deal | null {
  if (error instanceof AppError && error.kind === "notFound") return null;
  throw error;
}
