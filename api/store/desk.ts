import type { Desk, Waiting } from "../ports/desk.ts";
import type { PortalScope } from "./with-portal.ts";

/** What waits on the desk of one portal, bound to its transaction. */
export function deskOf({ trx, portalId }: PortalScope): Desk {
  return {
    async waiting() {
      const { rows } = await trx.raw<{ rows: Waiting[] }>(WAITING, { portalId });
      return rows;
    },
  };
}

const OF_A_DEAL = (asked: string) =>
  `join links on links.portal_id = ${asked}.portal_id and links.connection_id = ${asked}.connection_id
     and links.record_type = 'order' and links.external_id = ${asked}.order_id`;

/** The same rows that the lists of the desk show. */
const WAITING = `
  select matter, count(*)::integer as count, min(since) as oldest from (
    select 'approval' as matter, since from approvals where portal_id = :portalId and state = 'open'
    union all select 'match', opened_at from matches where portal_id = :portalId and state = 'open'
    union all select 'conflict', opened_at from conflicts where portal_id = :portalId and chosen is null
    union all select 'changed', since from drifts ${OF_A_DEAL("drifts")} where drifts.portal_id = :portalId and state = 'open'
    union all select why, since from holds ${OF_A_DEAL("holds")}
      join mirrored_orders as orders on orders.portal_id = holds.portal_id and orders.connection_id = holds.connection_id
        and orders.order_id = holds.order_id and orders.record is not null
      where holds.portal_id = :portalId and state = 'open') as waiting
  group by matter order by matter`;
