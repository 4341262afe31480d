import type { CrashStage } from "./crash-stage.ts";
import type { Crash, Watch } from "./life.ts";

/**
 * Gathers the ends of a life that differ for whoever comes after it. From one call to the next, and over a call that only reads,
 * nothing changes that outlives a process: wherever it ends there, it leaves the same.
 */
export function gatherMoments(stage: CrashStage): { watch: Watch; moments: Crash[] } {
  const moments: Crash[] = [];
  const known = new Set<string>();
  const underWay = new Set<string>();
  return {
    moments,
    async watch(crash) {
      const call = `${crash.at} ${crash.nth}`;
      if (crash.when === "after") underWay.delete(call);
      const moment = [await stateOutside(stage), ...underWay].join();
      if (crash.when === "before" && !CHANGES_NOTHING.test(crash.at)) underWay.add(call);
      if (known.has(moment)) return;
      known.add(moment);
      moments.push(crash);
    },
  };
}

/** A call by whose being under way nothing can change, by the names of the ports. */
const CHANGES_NOTHING = /: (read|list|find|withLock)/;
/** Tables by which no flow goes: the lines of attempts, and the count of reads. */
const UNREAD = new Set(["sync_log", "erp_reads"]);

/** Our rows and jobs, what was asked of the vendors other than to read, and the time, in short. */
async function stateOutside({ sandbox: { hubspot, quickbooks }, db, clock, tables }: CrashStage): Promise<string> {
  const known = ["portals", "connections", ...tables.filter((table) => !UNREAD.has(table))].map((table) => `public.${table}`);
  const digests = [...known, "pgboss.job"].map(
    (table) => `(select string_agg(md5(one::text), '' order by md5(one::text)) from ${table} one)`,
  );
  const [row] = await db.ask<{ digest: string }>(`select md5(concat_ws(',', ${digests.join()})) as digest`);
  const requests = [hubspot, quickbooks].flatMap(({ wire }) => wire.requests);
  const changes = requests.filter(({ method, fault }) => method !== "GET" || fault !== null);
  return [row?.digest, changes.length, clock.now()].join();
}
