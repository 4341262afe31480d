import { Flex, Heading, Link, Select, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from "@hubspot/ui-extensions";
import { useState } from "react";
import { formatDate } from "tieout-shared/dates.ts";
import { formatMoney } from "tieout-shared/money.ts";
import { StatusTagOf } from "tieout-shared/status-tag-of.tsx";
import { INVOICE_STATUSES, invoiceTag } from "../deal/words.ts";
import { InvoicePdf } from "../invoice-pdf.tsx";
import type { Filter } from "./company-session.ts";
import type { CompanyInvoice } from "./contract.ts";
import type { ReadyCompanyState } from "./ready-company.tsx";

const ROWS_A_PAGE = 10;
const FILTERS: { label: string; value: Filter }[] = [
  { label: "All invoices", value: "all" },
  ...(["overdue", "open", "partlyPaid", "paid", "credited", "writtenOff", "void"] as const).map((value) => ({
    label: INVOICE_STATUSES[value].label,
    value,
  })),
];

/** Every invoice of the company's customers, newest first, those that Tieout did not make too. */
export function CompanyInvoices({ company, origin }: { company: ReadyCompanyState; origin: string }) {
  const { view, filter, choose, loadUntil } = company;
  const [page, setPage] = useState(1);
  const pageCount = Math.max(1, Math.ceil(view.invoiceCount / ROWS_A_PAGE));
  const shown = Math.min(page, pageCount);
  const rows = view.invoices.slice((shown - 1) * ROWS_A_PAGE, shown * ROWS_A_PAGE);
  const open = (chosen: number) => {
    setPage(chosen);
    loadUntil(chosen * ROWS_A_PAGE);
  };
  const paging = pageCount > 1 ? ({ paginated: true, pageCount, page: shown, onPageChange: open } as const) : {};
  return (
    <Flex direction="column" gap="small">
      <Flex direction="row" justify="between" align="end" gap="medium" wrap>
        <Heading>Invoices</Heading>
        <Select
          name="status"
          label="Status"
          options={FILTERS}
          value={filter}
          onChange={(value) => {
            setPage(1);
            choose(FILTERS.find((each) => each.value === value)?.value ?? "all");
          }}
        />
      </Flex>
      {view.invoiceCount === 0 ? (
        <Text>{filter === "all" ? "No invoices yet." : "No invoice has this status."}</Text>
      ) : (
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
            {rows.map((invoice) => (
              <InvoiceRow key={`${invoice.connectionId} ${invoice.id}`} invoice={invoice} origin={origin} />
            ))}
          </TableBody>
        </Table>
      )}
    </Flex>
  );
}

function InvoiceRow({ invoice, origin }: { invoice: CompanyInvoice; origin: string }) {
  const number = invoice.number ?? "Open in QuickBooks";
  return (
    <TableRow>
      <TableCell>
        {invoice.url ? <Link href={{ url: invoice.url, external: true }}>{number}</Link> : number}
        {invoice.dealId === null ? <Text variant="microcopy">Not made by Tieout</Text> : null}
      </TableCell>
      <TableCell>{formatDate(invoice.date)}</TableCell>
      <TableCell>{invoice.dueDate ? formatDate(invoice.dueDate) : "–"}</TableCell>
      <TableCell>
        <StatusTagOf tag={invoiceTag(invoice)} />
      </TableCell>
      <TableCell align="right">{formatMoney(invoice.total)}</TableCell>
      <TableCell align="right">{formatMoney(invoice.balance)}</TableCell>
      <TableCell>
        <InvoicePdf invoiceId={invoice.id} connectionId={invoice.connectionId} origin={origin} />
      </TableCell>
    </TableRow>
  );
}
