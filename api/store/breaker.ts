import type { BreakerState, PushBreaker } from "../ports/breaker.ts";
import type { PortalScope } from "./with-portal.ts";

type PushBreakerTableRow = { portal_id: string; paused_at: Temporal.Instant | null; resumed_at: Temporal.Instant | null };

/** Whether automatic pushes rest. */
export async function readBreaker({ trx, portalId }: PortalScope): Promise<BreakerState> {
  const row = await trx<PushBreakerTableRow>("push_breakers").where("portal_id", portalId).first("paused_at");
  return { pausedAt: row?.paused_at ?? null };
}

/** Lets a deal through, or not; the portal's row is locked from the count to the end of the transaction. */
export async function admitPush(
  { trx, portalId }: PortalScope,
  dealId: string,
  at: Temporal.Instant,
  { pushes, minutes }: { pushes: number; minutes: number },
): ReturnType<PushBreaker["admit"]> {
  await trx("push_breakers").insert({ portal_id: portalId }).onConflict("portal_id").ignore();
  const breaker = await trx<PushBreakerTableRow>("push_breakers").where("portal_id", portalId).forUpdate().first();
  if (breaker?.paused_at) return "paused";

  const { rows } = await trx.raw<{ rows: [{ count: number }] }>(
    `select count(*)::integer as count from deals
     where portal_id = ? and deal_id <> ? and automatic_at > greatest(?::timestamptz, ?::timestamptz)`,
    [portalId, dealId, at.subtract({ minutes }).toString(), breaker?.resumed_at?.toString() ?? null],
  );
  if (rows[0].count >= pushes) {
    await trx("push_breakers").where("portal_id", portalId).update({ paused_at: at.toString() });
    return "tripped";
  }
  await trx("deals")
    .insert({ portal_id: portalId, deal_id: dealId, automatic_at: at.toString() })
    .onConflict(["portal_id", "deal_id"])
    .merge({ automatic_at: at.toString() });
  return "admitted";
}

/** Automatic pushes go on. */
export async function resumePushes({ trx, portalId }: PortalScope, at: Temporal.Instant): Promise<boolean> {
  const resumed = await trx("push_breakers")
    .where("portal_id", portalId)
    .whereNotNull("paused_at")
    .update({ paused_at: null, resumed_at: at.toString() });
  return resumed > 0;
}
