import { Flex, Heading, TableCell, TableRow } from "@hubspot/ui-extensions";
import type { DealView } from "tieout-shared/contract.ts";
import { formatDate } from "tieout-shared/dates.ts";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatMoney, isZero } from "tieout-shared/money.ts";

/** What came in for the deal's invoices, the newest first: money, and credits that were used up. */
export function Payments({ payments }: { payments: DealView["payments"] }) {
  if (payments.length === 0) return null;
  const hasCredits = payments.some(({ credit }) => !isZero(credit));
  return (
    <Flex direction="column" gap="small">
      <Heading>{hasCredits ? "Payments and credits" : "Payments"}</Heading>
      <HeadedTable
        heads={["Date", "For invoice", { right: "Paid" }, ...(hasCredits ? [{ right: "From credit" }] : [])]}
        density="compact"
        flush
      >
        {payments.map(({ id, date, invoices, paid, credit }) => (
          <TableRow key={id}>
            <TableCell>{formatDate(date)}</TableCell>
            <TableCell>{invoices.join(", ")}</TableCell>
            <TableCell align="right">{formatMoney(paid)}</TableCell>
            {hasCredits ? <TableCell align="right">{formatMoney(credit)}</TableCell> : null}
          </TableRow>
        ))}
      </HeadedTable>
    </Flex>
  );
}
