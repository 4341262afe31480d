import type { AlertChannel } from "../ports/alerts.ts";
import type { PortalScope } from "./with-portal.ts";

type AlertNoticeTableRow = { portal_id: string; channel: AlertChannel; cause: string; told_at: Temporal.Instant };

/** The causes that a channel was told of. */
export async function toldCauses(
  { trx, portalId }: PortalScope,
  channel: AlertChannel,
): Promise<{ cause: string; at: Temporal.Instant }[]> {
  const rows = await trx<AlertNoticeTableRow>("alert_notices")
    .where({ portal_id: String(portalId), channel })
    .orderBy("cause")
    .select("cause", "told_at");
  return rows.map(({ cause, told_at: at }) => ({ cause, at }));
}

/** The channel was told of these. */
export async function noteTold({ trx, portalId }: PortalScope, channel: AlertChannel, causes: string[], at: Temporal.Instant) {
  if (causes.length === 0) return;
  const rows = causes.map((cause) => ({ portal_id: portalId, channel, cause, told_at: at.toString() }));
  await trx("alert_notices").insert(rows).onConflict(["portal_id", "channel", "cause"]).ignore();
}

/** The channel was told that these have healed. */
export async function forgetTold({ trx, portalId }: PortalScope, channel: AlertChannel, causes: string[]): Promise<void> {
  await trx("alert_notices").where({ portal_id: portalId, channel }).whereIn("cause", causes).delete();
}
