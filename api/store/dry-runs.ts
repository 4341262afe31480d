import type { OrderDifference } from "../domain/trial-order.ts";
import type { DryRunProgress, DryRunStore, MappingDryRun } from "../ports/dry-runs.ts";
import type { PortalScope } from "./with-portal.ts";
import type { Mapping } from "../domain/mapping.ts";

type DryRunTableRow = {
  portal_id: string;
  run_id: string;
  state: MappingDryRun["state"];
  message: string | null;
  lists: Partial<Mapping>;
  left_out: number | null;
  started_at: Temporal.Instant;
};

type DryRunDealTableRow = {
  portal_id: string;
  run_id: string;
  position: number;
  deal_id: string;
  looked_at: boolean;
  difference: OrderDifference | null;
};

/** The portal's dry runs. */
export function dryRunStore(scope: PortalScope): DryRunStore {
  return {
    insert: (run) => insertRun(scope, run),
    read: (runId) => readRun(scope, runId),
    choose: (runId, dealIds, leftOut) => chooseDeals(scope, runId, dealIds, leftOut),
    pending: (runId, limit) => pendingDeals(scope, runId, limit),
    note: (runId, position, difference) => noteDeal(scope, runId, position, difference),
    finish: (runId, state, message) => finishRun(scope, runId, state, message),
    progress: (runId, limit) => readProgress(scope, runId, limit),
    purge: (before) => purgeRuns(scope, before),
  };
}

type Insert = Parameters<DryRunStore["insert"]>[0];

async function insertRun({ trx, portalId }: PortalScope, { runId, lists, startedAt }: Insert): Promise<void> {
  const row = { portal_id: portalId, run_id: runId, lists: JSON.stringify(lists), started_at: startedAt.toString() };
  await trx("mapping_dry_runs").insert(row);
}

async function readRun({ trx, portalId }: PortalScope, runId: string): Promise<MappingDryRun | null> {
  const row = await trx<DryRunTableRow>("mapping_dry_runs").where("portal_id", portalId).where("run_id", runId).first();
  if (!row) return null;
  const { state, message, lists, left_out: leftOut, started_at: startedAt } = row;
  return { runId, state, message, lists, leftOut, startedAt };
}

async function chooseDeals({ trx, portalId }: PortalScope, runId: string, dealIds: string[], leftOut: number): Promise<void> {
  const rows = dealIds.map((dealId, position) => ({ portal_id: portalId, run_id: runId, position, deal_id: dealId }));
  if (rows.length > 0) await trx.batchInsert("mapping_dry_run_deals", rows);
  await trx("mapping_dry_runs").where({ portal_id: portalId, run_id: runId }).update({ left_out: leftOut });
}

async function pendingDeals({ trx, portalId }: PortalScope, runId: string, limit: number): Promise<{ position: number; dealId: string }[]> {
  const rows = await trx<DryRunDealTableRow>("mapping_dry_run_deals")
    .where("portal_id", portalId)
    .where("run_id", runId)
    .where("looked_at", false)
    .orderBy("position")
    .limit(limit)
    .select("position", "deal_id");
  return rows.map(({ position, deal_id: dealId }) => ({ position, dealId }));
}

async function noteDeal(scope: PortalScope, runId: string, position: number, difference: OrderDifference | null): Promise<void> {
  await scope
    .trx("mapping_dry_run_deals")
    .where({ portal_id: scope.portalId, run_id: runId, position })
    .update({ looked_at: true, difference: difference && JSON.stringify(difference) });
}

async function finishRun({ trx, portalId }: PortalScope, runId: string, state: "done" | "failed", message: string | null): Promise<void> {
  await trx("mapping_dry_runs").where({ portal_id: portalId, run_id: runId, state: "running" }).update({ state, message });
}

async function readProgress({ trx, portalId }: PortalScope, runId: string, limit: number): Promise<DryRunProgress> {
  const deals = () => trx<DryRunDealTableRow>("mapping_dry_run_deals").where("portal_id", portalId).where("run_id", runId);
  const [counts] = await deals().select<{ deals: string; looked: string; differing: string }[]>(
    trx.raw("count(*) as deals, count(*) filter (where looked_at) as looked, count(difference) as differing"),
  );
  const rows = await deals().whereNotNull("difference").orderBy("position").limit(limit).select("difference");
  return {
    deals: Number(counts?.deals ?? 0),
    lookedAt: Number(counts?.looked ?? 0),
    differing: rows.flatMap(({ difference }) => difference ?? []),
    differingCount: Number(counts?.differing ?? 0),
  };
}

async function purgeRuns({ trx, portalId }: PortalScope, before: Temporal.Instant): Promise<void> {
  await trx("mapping_dry_runs").where("portal_id", portalId).where("started_at", "<", before.toString()).delete();
}
