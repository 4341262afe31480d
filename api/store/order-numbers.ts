import type { OrderNumbers } from "../ports/order-numbers.ts";
import type { PortalScope } from "./with-portal.ts";

type OrderNumberTableRow = { portal_id: string; connection_id: string; prefix: string; next: string };

/** The sequences of one portal, bound to its transaction. */
export function orderNumbersOf({ trx, portalId }: PortalScope): OrderNumbers {
  return {
    async take(connectionId, { prefix, from }) {
      const { rows } = await trx.raw<{ rows: [{ taken: string }] }>(
        `insert into order_numbers (portal_id, connection_id, prefix, next) values (?, ?, ?, ?::bigint + 1)
         on conflict (portal_id, connection_id, prefix) do update set next = greatest(order_numbers.next, excluded.next - 1) + 1
         returning next - 1 as taken`,
        [portalId, connectionId, prefix, from],
      );
      return Number(rows[0].taken);
    },
    async next(connectionId, { prefix, from }) {
      const row = await trx<OrderNumberTableRow>("order_numbers")
        .where({ portal_id: String(portalId), connection_id: connectionId, prefix })
        .first("next");
      return Math.max(from, Number(row?.next ?? 0));
    },
  };
}
