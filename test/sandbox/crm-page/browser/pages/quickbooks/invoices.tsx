import { useState } from "react";
import type { InvoiceView, QuickBooksPage } from "../../../page-api.ts";
import { day, money } from "../../parts/words.ts";
import { ActionButton, RowButton } from "./action-button.tsx";
import { BookTable } from "./book-table.tsx";
import { useAct } from "./acting.ts";
import { DocumentRow } from "./document-row.tsx";
import { EditDocument } from "./edit-document.tsx";
import { ReceivePayment } from "./receive-payment.tsx";

/** The invoices with what is still owed. */
export function Invoices({ page, marked }: { page: QuickBooksPage; marked: string | null }) {
  if (page.invoices.length === 0) return <p className="nothing">No invoices yet. Make one from an estimate.</p>;
  return (
    <BookTable
      label="Invoices"
      heads={["Invoice", "Date", "Customer", "Due", { number: "Total" }, { number: "Balance" }, "Status", "Actions"]}
    >
      {page.invoices.map((invoice) => (
        <Row key={invoice.id} invoice={invoice} today={page.today} marked={invoice.id === marked} />
      ))}
    </BookTable>
  );
}

function Row({ invoice, today, marked }: { invoice: InvoiceView; today: string; marked: boolean }) {
  const act = useAct();
  const [shown, setShown] = useState<"edit" | "payment" | null>(null);
  const { id, status, balance, total, dueDate, currency } = invoice;
  const name = `Invoice ${invoice.number ?? id}`;
  return (
    <DocumentRow
      document={invoice}
      columns={8}
      marked={marked}
      actions={
        <>
          {balance > 0 && status !== "void" && (
            <RowButton primary onPress={() => setShown("payment")}>
              Receive payment
            </RowButton>
          )}
          {status !== "void" && <RowButton onPress={() => setShown("edit")}>Edit</RowButton>}
          {status !== "void" && (
            <ActionButton
              label="Void"
              confirm={`Void ${name}? Its amounts become zero and it stays in the books.`}
              run={() => act({ do: "void", id }, `${name} is void.`)}
            />
          )}
          <ActionButton
            label="Delete"
            confirm={`Delete ${name}? QuickBooks cannot bring it back.`}
            run={() => act({ do: "delete", kind: "Invoice", id }, `${name} is deleted.`)}
          />
          {shown === "edit" && <EditDocument kind="Invoice" document={invoice} dueDate={dueDate} onClose={() => setShown(null)} />}
          {shown === "payment" && <ReceivePayment invoice={invoice} today={today} onClose={() => setShown(null)} />}
        </>
      }
    >
      <td data-label="Due">{day(dueDate)}</td>
      <td data-label="Total" className="number">
        {money(total, currency)}
      </td>
      <td data-label="Balance" className="number">
        <strong>{money(balance, currency)}</strong>
      </td>
    </DocumentRow>
  );
}
