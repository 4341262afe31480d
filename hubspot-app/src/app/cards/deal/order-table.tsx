import { Flex, Heading, Link, TableCell, TableRow } from "@hubspot/ui-extensions";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import type { Order } from "tieout-shared/contract.ts";
import { formatMoney } from "tieout-shared/money.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import { ORDER_STATUSES } from "./words.ts";

/** The order and its amendments, each with its status and a link to QuickBooks. */
export function OrderTable({ orders }: { orders: Order[] }) {
  if (orders.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      <Heading>{orders.length > 1 ? "Order and amendments" : "Order"}</Heading>
      <HeadedTable heads={["Number", "Status", { right: "Net" }, { right: "Tax" }, { right: "Total" }]} flush>
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </HeadedTable>
    </Flex>
  );
}

function OrderRow({ order }: { order: Order }) {
  const number = order.number ?? "Open in QuickBooks";
  return (
    <TableRow>
      <TableCell>{order.status === "deleted" ? number : <Link href={{ url: order.url, external: true }}>{number}</Link>}</TableCell>
      <TableCell>
        <StatusTagOf tag={ORDER_STATUSES[order.status]} />
      </TableCell>
      <TableCell align="right">{formatMoney(order.net)}</TableCell>
      <TableCell align="right">{order.tax ? formatMoney(order.tax) : "–"}</TableCell>
      <TableCell align="right">{formatMoney(order.total)}</TableCell>
    </TableRow>
  );
}
