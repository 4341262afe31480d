import { saleFromJson, saleHash, saleToJson } from "../domain/sale-json.ts";
import type { Approval, ApprovalRecords, ApprovalRequest, DecidedApproval, OpenApproval, Verdict } from "../ports/approvals.ts";
import { pageOf, readCursor } from "./page-of.ts";
import type { PortalScope } from "./with-portal.ts";
import type { ApprovalReason } from "../domain/approval-reasons.ts";
import type { Person } from "../domain/person.ts";

type ApprovalTableRow = {
  portal_id: string;
  approval_id: string;
  deal_id: string;
  deal_name: string;
  sale: unknown;
  sale_hash: string;
  reasons: ApprovalReason[];
  requested_by: Person | null;
  since: Temporal.Instant;
  state: "open" | "approved" | "refused";
  decided_by: Person | null;
  decided_at: Temporal.Instant | null;
  reason: string | null;
};

/** More decisions than anybody makes about one deal. */
const MOST_DECISIONS = 50;

/** The approvals of one portal, bound to its transaction. */
export function approvalRecords(scope: PortalScope): ApprovalRecords {
  return {
    ask: (request, now) => ask(scope, request, now),
    withdraw: async (dealId) => void (await open(scope, dealId).delete()),
    read: async (approvalId) => approvalOrNull(await all(scope).where({ approval_id: approvalId }).first()),
    openOf: async (dealId) => approvalOrNull(await open(scope, dealId).first()) as OpenApproval | null,
    decisionsOf: (dealId) => decisionsOf(scope, dealId),
    decide: (approvalId, verdict) => decide(scope, approvalId, verdict),
    list: (page) => list(scope, page),
  };
}

const all = ({ trx, portalId }: PortalScope) => trx<ApprovalTableRow>("approvals").where({ portal_id: String(portalId) });
const open = (scope: PortalScope, dealId: string) => all(scope).where({ deal_id: dealId, state: "open" });

async function ask({ trx, portalId }: PortalScope, request: ApprovalRequest, now: Temporal.Instant): Promise<void> {
  const judged = {
    deal_name: request.dealName,
    sale: JSON.stringify(saleToJson(request.sale)),
    sale_hash: saleHash(request.sale),
    reasons: JSON.stringify(request.reasons),
  };
  const requester = request.requestedBy && JSON.stringify(request.requestedBy);
  await trx("approvals")
    .insert({ portal_id: portalId, deal_id: request.dealId, ...judged, requested_by: requester, since: now.toString() })
    .onConflict(trx.raw("(portal_id, deal_id) where state = 'open'"))
    .merge({ ...judged, requested_by: trx.raw("coalesce(approvals.requested_by, excluded.requested_by)") });
}

async function decisionsOf(scope: PortalScope, dealId: string): Promise<DecidedApproval[]> {
  const rows = await all(scope)
    .where({ deal_id: dealId })
    .whereNot("state", "open")
    .orderBy([
      { column: "decided_at", order: "desc" },
      { column: "approval_id", order: "desc" },
    ])
    .limit(MOST_DECISIONS);
  return rows.map((row) => approvalFrom(row) as DecidedApproval);
}

async function decide(scope: PortalScope, approvalId: string, { state, by, at, reason }: Verdict): Promise<DecidedApproval | null> {
  const [row] = await all(scope)
    .where({ approval_id: approvalId, state: "open" })
    .update({ state, decided_by: JSON.stringify(by), decided_at: at.toString(), reason } as never)
    .returning("*");
  return approvalOrNull(row) as DecidedApproval | null;
}

type Page = Parameters<ApprovalRecords["list"]>[0];

async function list(scope: PortalScope, { decided, after, limit }: Page): ReturnType<ApprovalRecords["list"]> {
  const [order, past] = decided ? ["desc", "<"] : ["asc", ">"];
  const query = all(scope).whereIn("state", decided ? ["approved", "refused"] : ["open"]);
  if (after !== null) query.whereRaw(`(coalesce(decided_at, since), approval_id) ${past} (?::timestamptz, ?)`, readCursor(after));
  const rows = await query.orderByRaw(`coalesce(decided_at, since) ${order}, approval_id ${order}`).limit(limit + 1);
  const page = pageOf(rows, limit, ({ decided_at, since, approval_id }) => ({ at: decided_at ?? since, id: approval_id }));
  return { approvals: page.rows.map(approvalFrom), cursor: page.cursor };
}

const approvalOrNull = (row: ApprovalTableRow | undefined): Approval | null => (row ? approvalFrom(row) : null);

/** The checks of the table say that what is decided has by whom and when. */
function approvalFrom(row: ApprovalTableRow): Approval {
  return {
    approvalId: row.approval_id,
    dealId: row.deal_id,
    dealName: row.deal_name,
    sale: saleFromJson(row.sale),
    reasons: row.reasons,
    requestedBy: row.requested_by,
    since: row.since,
    state: row.state,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
  } as Approval;
}
