import { Link, TableCell, TableRow, Text } from "@hubspot/ui-extensions";
import { useState, type ReactNode } from "react";
import type { Invoice } from "tieout-shared/contract.ts";
import { formatDate } from "tieout-shared/dates.ts";
import { HeadedTable } from "tieout-shared/headed-table.tsx";
import { formatMoney } from "tieout-shared/money.ts";
import { StatusTagOf, type Tag } from "tieout-shared/status-tag-of.tsx";
import { counted } from "tieout-shared/words.ts";
import { InvoicePdf } from "./invoice-pdf.tsx";

export const INVOICE_STATUSES: Record<Invoice["status"], Tag> = {
  scheduled: { variant: "default", label: "Scheduled" },
  open: { variant: "info", label: "Open" },
  partlyPaid: { variant: "warning", label: "Partly paid" },
  paid: { variant: "success", label: "Paid" },
  credited: { variant: "default", label: "Credited" },
  writtenOff: { variant: "default", label: "Written off" },
  overdue: { variant: "danger", label: "Overdue" },
  void: { variant: "default", label: "Void" },
};

/** An invoice of a deal or of a company; `connectionId` where they may come from several QuickBooks companies. */
type Shown = Invoice & { connectionId?: string };

type Props<I extends Shown> = {
  /** The first of `count`; `loadUntil` has more of them loaded. */
  invoices: I[];
  count: number;
  rowsAPage: number;
  loadUntil?: (rows: number) => void;
  origin: string;
  /** What else there is to say about an invoice. */
  about?: (invoice: I) => ReactNode;
};

/** Invoices with what is still to pay of each, page by page; those to come have no number, balance and PDF yet. */
export function InvoiceTable<I extends Shown>({ invoices, count, rowsAPage, loadUntil, origin, about }: Props<I>) {
  const [turnedTo, turn] = useState(1);
  const pageCount = Math.max(1, Math.ceil(count / rowsAPage));
  const page = Math.min(turnedTo, pageCount);
  const onPageChange = (chosen: number) => {
    turn(chosen);
    loadUntil?.(chosen * rowsAPage);
  };
  return (
    <HeadedTable
      heads={["Invoice", "Due", "Status", { right: "Total" }, { right: "Balance" }, "PDF"]}
      density="compact"
      flush
      paging={{ page, pageCount, onPageChange }}
    >
      {invoices.slice((page - 1) * rowsAPage, page * rowsAPage).map((invoice, index) => (
        <InvoiceRow key={`${invoice.connectionId} ${invoice.id ?? index}`} invoice={invoice} origin={origin} about={about?.(invoice)} />
      ))}
    </HeadedTable>
  );
}

function InvoiceRow({ invoice, origin, about }: { invoice: Shown; origin: string; about: ReactNode }) {
  const { id, number, date, dueDate, daysOverdue, status, total, balance, url, connectionId } = invoice;
  const name = number ?? (id ? "Open in QuickBooks" : "To come");
  const tag = INVOICE_STATUSES[status];
  return (
    <TableRow>
      <TableCell>
        <Text>{url ? <Link href={{ url, external: true }}>{name}</Link> : name}</Text>
        <Text variant="microcopy">{formatDate(date)}</Text>
        {about}
      </TableCell>
      <TableCell>
        <Text>{dueDate ? formatDate(dueDate) : "–"}</Text>
        {daysOverdue > 0 ? <Text variant="microcopy">{`${counted(daysOverdue, "day")} overdue`}</Text> : null}
      </TableCell>
      <TableCell>
        <StatusTagOf tag={daysOverdue > 0 ? { ...tag, variant: "danger" } : tag} />
      </TableCell>
      <TableCell align="right">{formatMoney(total)}</TableCell>
      <TableCell align="right">{status === "scheduled" ? "–" : formatMoney(balance)}</TableCell>
      <TableCell>
        <InvoicePdf invoiceId={id} origin={origin} {...(connectionId === undefined ? {} : { connectionId })} />
      </TableCell>
    </TableRow>
  );
}
