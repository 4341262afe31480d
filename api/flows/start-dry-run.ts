import { checkMapping } from "../domain/check-mapping.ts";
import { AppError } from "../domain/errors.ts";
import type { Mapping } from "../domain/mapping.ts";
import type { DryRunProgress, MappingDryRun } from "../ports/dry-runs.ts";
import { activeErp } from "./active-erp.ts";
import type { Needs } from "./needs.ts";

/** A run and how far it has come. */
export type DryRun = MappingDryRun & DryRunProgress;

const KEPT = { hours: 24 * 7 };
const MOST_LISTED = 100;

type Trial = { portalId: number; runId: string; lists: Partial<Mapping> };

/**
 * Begins to try a mapping change on the deals won lately; nothing is saved and nothing sent. Throws invalid for lists with
 * faults, notConnected without books to compare with.
 */
export async function startDryRun(needs: Needs, { portalId, runId, lists }: Trial): Promise<DryRun> {
  if (!(await activeErp(needs, portalId))) {
    throw new AppError("notConnected", "QuickBooks is not connected, so there is nothing to compare orders with.", { fixBy: "admin" });
  }
  const now = needs.clock.now();
  await needs.store.inPortal(portalId, async (tx) => {
    const faults = checkMapping({ ...(await tx.mapping.read()), ...lists }).filter(({ list }) => lists[list] !== undefined);
    if (faults.length > 0) throw new AppError("invalid", faults.map(({ message }) => message).join(" "), { code: "mappingInvalid" });
    await tx.dryRuns.purge(now.subtract(KEPT));
    await tx.dryRuns.insert({ runId, lists, startedAt: now });
    await tx.enqueue({ name: "dry-run-mapping", data: { portalId, runId } }, { key: `${portalId}:${runId}` });
  });
  return readDryRun(needs, portalId, runId);
}

/** A run as it stands. Throws notFound when there is none, or it was forgotten since. */
export async function readDryRun({ store }: Needs, portalId: number, runId: string): Promise<DryRun> {
  return store.inPortal(portalId, async (tx) => {
    const run = await tx.dryRuns.read(runId);
    if (!run) throw new AppError("notFound", "There is no such dry run; runs are kept for a week.", { code: "noSuchRun" });
    return { ...run, ...(await tx.dryRuns.progress(runId, MOST_LISTED)) };
  });
}
