import type { WorkflowRun, WorkflowRuns } from "../ports/workflows.ts";
import type { PortalScope } from "./with-portal.ts";

type WorkflowRunTableRow = {
  portal_id: string;
  callback_id: string;
  action: WorkflowRun["action"];
  object: WorkflowRun["record"]["object"];
  object_id: string;
  connection_id: string | null;
  on_failure: WorkflowRun["onFailure"];
  started_at: Temporal.Instant;
  blocked_at: Temporal.Instant | null;
  answer: WorkflowRun["answer"];
  closed_at: Temporal.Instant | null;
};

/** The runs of one portal's workflow actions, bound to its transaction. */
export function workflowRuns(scope: PortalScope): WorkflowRuns {
  return {
    insert: (run) => insertRun(scope, run),
    read: async (callbackId) => runOrNull(await one(scope, callbackId).first()),
    openPushesOf: (dealId) => openPushesOf(scope, dealId),
    answer: (callbackId, answer) => answerRun(scope, callbackId, answer),
    block: (callbackId, at) => blockRun(scope, callbackId, at),
    close: async (callbackId, at) => void (await one(scope, callbackId).update({ closed_at: at.toString() } as never)),
    countOpen: (since) => countOpen(scope, since),
    purge: async (before) => void (await all(scope).where("started_at", "<", before.toString()).delete()),
  };
}

const all = ({ trx, portalId }: PortalScope) => trx<WorkflowRunTableRow>("workflow_runs").where({ portal_id: String(portalId) });
const one = (scope: PortalScope, callbackId: string) => all(scope).where({ callback_id: callbackId });

async function insertRun({ trx, portalId }: PortalScope, run: Parameters<WorkflowRuns["insert"]>[0]): Promise<boolean> {
  const inserted = await trx("workflow_runs")
    .insert({
      portal_id: portalId,
      callback_id: run.callbackId,
      action: run.action,
      object: run.record.object,
      object_id: run.record.id,
      connection_id: run.connectionId,
      on_failure: run.onFailure,
      started_at: run.startedAt.toString(),
      answer: run.answer && JSON.stringify(run.answer),
    })
    .onConflict(["portal_id", "callback_id"])
    .ignore()
    .returning("callback_id");
  return inserted.length > 0;
}

async function openPushesOf(scope: PortalScope, dealId: string): Promise<WorkflowRun[]> {
  const rows = await all(scope)
    .where({ action: "push-deal", object: "deal", object_id: dealId })
    .whereNull("answer")
    .orderBy(["started_at", "callback_id"]);
  return rows.map(runFrom);
}

/** The row's lock decides who is first, the answer or the order to wait; the second sees what the first wrote. */
async function answerRun(scope: PortalScope, callbackId: string, answer: object): Promise<WorkflowRun | null> {
  const [row] = await one(scope, callbackId)
    .whereNull("answer")
    .update({ answer: JSON.stringify(answer) } as never)
    .returning("*");
  return runOrNull(row);
}

async function blockRun(scope: PortalScope, callbackId: string, at: Temporal.Instant): Promise<boolean> {
  const changed = await one(scope, callbackId)
    .whereNull("answer")
    .update({ blocked_at: at.toString() } as never);
  return changed > 0;
}

async function countOpen(scope: PortalScope, since: Temporal.Instant): Promise<number> {
  const [row] = await all(scope).whereNull("answer").where("started_at", ">=", since.toString()).count<{ count: string }[]>();
  return Number(row?.count ?? 0);
}

const runOrNull = (row: WorkflowRunTableRow | undefined): WorkflowRun | null => (row ? runFrom(row) : null);

function runFrom(row: WorkflowRunTableRow): WorkflowRun {
  return {
    callbackId: row.callback_id,
    action: row.action,
    record: { object: row.object, id: row.object_id },
    connectionId: row.connection_id,
    onFailure: row.on_failure,
    startedAt: row.started_at,
    blockedAt: row.blocked_at,
    answer: row.answer,
    closedAt: row.closed_at,
  };
}
