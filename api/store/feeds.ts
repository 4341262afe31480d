import { MIRROR_KINDS, type FeedsTx, type Feed } from "../ports/mirror.ts";
import type { PortalScope } from "./with-portal.ts";

type MirrorFeedTableRow = {
  portal_id: string;
  connection_id: string;
  kind: Feed["kind"];
  state: Feed["state"];
  done: number;
  total: number | null;
  begun_at: Temporal.Instant;
  finished_at: Temporal.Instant | null;
};

/** How the mirror of each company is fed, bound to the portal's transaction. */
export function feedsTx({ trx, portalId }: PortalScope): FeedsTx {
  const place = (connectionId: string) => ({ portal_id: String(portalId), connection_id: connectionId });
  return {
    async list(connectionId) {
      const rows = await trx<MirrorFeedTableRow>("mirror_feeds").where(place(connectionId));
      return MIRROR_KINDS.flatMap((kind) => rows.filter((row) => row.kind === kind)).map(({ kind, state, done, total, begun_at }) => ({
        kind,
        state,
        done,
        total,
        begunAt: begun_at,
      }));
    },
    async begin(connectionId, at) {
      const afresh = { state: "waiting", done: 0, total: null, begun_at: at.toString(), finished_at: null };
      const rows = MIRROR_KINDS.map((kind) => ({ ...place(connectionId), kind, ...afresh }));
      await trx("mirror_feeds").insert(rows).onConflict(["portal_id", "connection_id", "kind"]).merge();
    },
    async save(connectionId, kind, { state, done, total }, at) {
      const finished_at = state === "done" ? at.toString() : null;
      await trx("mirror_feeds")
        .where({ ...place(connectionId), kind })
        .update({ state, done, total, finished_at });
    },
    async changedSince(connectionId) {
      const row: { changed_since: Temporal.Instant } | undefined = await trx("mirror_catch_ups").where(place(connectionId)).first();
      return row?.changed_since ?? null;
    },
    async saveChangedSince(connectionId, instant) {
      const row = { ...place(connectionId), changed_since: instant.toString() };
      await trx("mirror_catch_ups").insert(row).onConflict(["portal_id", "connection_id"]).merge();
    },
    async countRead(connectionId, month) {
      const { rows } = await trx.raw<{ rows: { reads: number }[] }>(
        `insert into erp_reads as known (portal_id, connection_id, month, reads) values (?, ?, ?, 1)
         on conflict (portal_id, connection_id, month) do update set reads = known.reads + 1 returning known.reads`,
        [portalId, connectionId, month],
      );
      return rows[0]?.reads ?? 0;
    },
    async raiseAlarm(connectionId, month, at) {
      const raised = await trx("erp_reads")
        .where({ ...place(connectionId), month })
        .whereNull("alarmed_at")
        .update({ alarmed_at: at.toString() });
      return raised > 0;
    },
    async endAlarm(connectionId, month) {
      await trx("erp_reads")
        .where({ ...place(connectionId), month })
        .update({ alarmed_at: null });
    },
    async reads(connectionId, month) {
      const row: { reads: number } | undefined = await trx("erp_reads")
        .where({ ...place(connectionId), month })
        .first();
      return row?.reads ?? 0;
    },
  };
}
