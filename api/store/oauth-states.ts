import type { OauthStates } from "../ports/oauth.ts";
import type { SystemScope } from "./with-portal.ts";

type OauthStateTableRow = {
  state_id: string;
  purpose: "hubspot" | "quickbooks";
  portal_id: string | null;
  user_id: string | null;
  expires_at: Temporal.Instant;
  used_at: Temporal.Instant | null;
};

/** Remembers an OAuth round trip that has begun. */
export async function insertOauthState({ trx }: SystemScope, state: Parameters<OauthStates["insert"]>[0]): Promise<void> {
  await trx("oauth_states").insert({
    state_id: state.id,
    purpose: state.purpose,
    portal_id: state.portalId,
    user_id: state.userId,
    expires_at: state.expiresAt.toString(),
  });
}

/** Uses a state up: of any number of callers at once, one gets it. */
export async function useOauthState(
  { trx }: SystemScope,
  id: string,
  now: Temporal.Instant,
): Promise<{ portalId: number | null; userId: number | null } | null> {
  const [row] = await trx<OauthStateTableRow>("oauth_states")
    .where("state_id", id)
    .whereNull("used_at")
    .where("expires_at", ">", trx.raw("?::timestamptz", [now.toString()]))
    .update({ used_at: trx.raw("?::timestamptz", [now.toString()]) })
    .returning(["portal_id", "user_id"]);
  return row ? { portalId: numberOrNull(row.portal_id), userId: numberOrNull(row.user_id) } : null;
}

const numberOrNull = (text: string | null) => (text === null ? null : Number(text));
