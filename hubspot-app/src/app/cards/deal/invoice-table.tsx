import { Flex, Heading, Link, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import type { Invoice } from "tieout-shared/contract.ts";
import { formatDate } from "tieout-shared/dates.ts";
import { formatMoney } from "tieout-shared/money.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import { counted } from "tieout-shared/words.ts";
import { InvoicePdf } from "../invoice-pdf.tsx";
import { invoiceTag } from "./words.ts";

const ROWS_A_PAGE = 12;

/** The invoices of the deal, those to come too: a year of months on one page. */
export function InvoiceTable({ invoices, origin }: { invoices: Invoice[]; origin: string }) {
  const [page, setPage] = useState(1);
  if (invoices.length === 0) return null;
  const pageCount = Math.ceil(invoices.length / ROWS_A_PAGE);
  const shown = Math.min(page, pageCount);
  const rows = invoices.slice((shown - 1) * ROWS_A_PAGE, shown * ROWS_A_PAGE);
  const paging = pageCount > 1 ? ({ paginated: true, pageCount, page: shown, onPageChange: setPage } as const) : {};
  return (
    <Flex direction="column" gap="small">
      <Heading>Invoices</Heading>
      <Table density="condensed" flush {...paging}>
        <TableHead>
          <TableRow>
            <TableHeader>Number</TableHeader>
            <TableHeader>Date</TableHeader>
            <TableHeader>Due</TableHeader>
            <TableHeader>Status</TableHeader>
            <TableHeader align="right">Total</TableHeader>
            <TableHeader align="right">Balance</TableHeader>
            <TableHeader>PDF</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((invoice, index) => (
            <InvoiceRow key={invoice.id ?? `scheduled-${index}`} invoice={invoice} origin={origin} />
          ))}
        </TableBody>
      </Table>
      <OverdueNote invoices={invoices} />
    </Flex>
  );
}

function InvoiceRow({ invoice, origin }: { invoice: Invoice; origin: string }) {
  const number = invoice.number ?? (invoice.id ? "Open in QuickBooks" : "To come");
  return (
    <TableRow>
      <TableCell>{invoice.url ? <Link href={{ url: invoice.url, external: true }}>{number}</Link> : number}</TableCell>
      <TableCell>{formatDate(invoice.date)}</TableCell>
      <TableCell>{invoice.dueDate ? formatDate(invoice.dueDate) : "–"}</TableCell>
      <TableCell>
        <StatusTagOf tag={invoiceTag(invoice)} />
      </TableCell>
      <TableCell align="right">{formatMoney(invoice.total)}</TableCell>
      <TableCell align="right">{invoice.status === "scheduled" ? "–" : formatMoney(invoice.balance)}</TableCell>
      <TableCell>
        <InvoicePdf invoiceId={invoice.id} origin={origin} />
      </TableCell>
    </TableRow>
  );
}

function OverdueNote({ invoices }: { invoices: Invoice[] }) {
  const late = invoices.filter(({ daysOverdue }) => daysOverdue > 0);
  if (late.length === 0) return null;
  const oldest = Math.max(...late.map(({ daysOverdue }) => daysOverdue));
  return (
    <Text variant="microcopy">{`${counted(late.length, "invoice")} overdue, ${late.length > 1 ? "the oldest " : ""}by ${counted(oldest, "day")}.`}</Text>
  );
}
