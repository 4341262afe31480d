import { Flex, Heading, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Invoice } from "tieout-shared/contract.ts";
import { counted } from "tieout-shared/words.ts";
import { InvoiceTable } from "../invoice-table.tsx";

const ROWS_A_PAGE = 12;

/** The invoices of the deal, those to come too: a year of months on one page. */
export function DealInvoices({ invoices, origin }: { invoices: Invoice[]; origin: string }) {
  const [turnedTo, onPageChange] = useState(1);
  if (invoices.length === 0) return null;
  const pageCount = Math.ceil(invoices.length / ROWS_A_PAGE);
  const page = Math.min(turnedTo, pageCount);
  return (
    <Flex direction="column" gap="small">
      <Heading>Invoices</Heading>
      <InvoiceTable
        invoices={invoices.slice((page - 1) * ROWS_A_PAGE, page * ROWS_A_PAGE)}
        paging={{ page, pageCount, onPageChange }}
        origin={origin}
      />
      <OverdueNote invoices={invoices} />
    </Flex>
  );
}

/** Of a single one its row says enough. */
function OverdueNote({ invoices }: { invoices: Invoice[] }) {
  const late = invoices.filter(({ daysOverdue }) => daysOverdue > 0);
  if (late.length < 2) return null;
  const oldest = Math.max(...late.map(({ daysOverdue }) => daysOverdue));
  return <Text variant="microcopy">{`${late.length} invoices overdue, the oldest by ${counted(oldest, "day")}.`}</Text>;
}
