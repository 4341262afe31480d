import { Flex, Heading, Text } from "@hubspot/ui-extensions";
import type { Invoice } from "tieout-shared/contract.ts";
import { counted } from "tieout-shared/words.ts";
import { InvoiceTable } from "../invoice-table.tsx";

const ROWS_A_PAGE = 12;

/** The invoices of the deal, those to come too: a year of months on one page. */
export function DealInvoices({ invoices, origin }: { invoices: Invoice[]; origin: string }) {
  if (invoices.length === 0) return null;
  return (
    <Flex direction="column" gap="small">
      <Heading>Invoices</Heading>
      <InvoiceTable invoices={invoices} count={invoices.length} rowsAPage={ROWS_A_PAGE} origin={origin} />
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
