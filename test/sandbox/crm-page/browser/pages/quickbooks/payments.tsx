import type { PaymentView, QuickBooksPage } from "../../../page-api.ts";
import { day, money } from "../../parts/words.ts";
import { ActionButton } from "./action-button.tsx";
import { BookTable } from "./book-table.tsx";
import { useAct } from "./acting.ts";

/** The payments received and the invoices that they paid. */
export function Payments({ page }: { page: QuickBooksPage }) {
  if (page.payments.length === 0) return <p className="nothing">No payments yet. Receive one on an invoice.</p>;
  const numberOf = (id: string) => page.invoices.find((invoice) => invoice.id === id)?.number ?? id;
  return (
    <BookTable label="Payments" heads={["Customer", "Date", "Invoices", { number: "Amount" }, "Actions"]}>
      {page.payments.map((payment) => (
        <Row key={payment.id} payment={payment} paid={payment.invoiceIds.map(numberOf).join(", ")} />
      ))}
    </BookTable>
  );
}

function Row({ payment, paid }: { payment: PaymentView; paid: string }) {
  const act = useAct();
  const { id, customer, currency, amount, unapplied } = payment;
  const sum = money(amount, currency);
  return (
    <tr aria-label={`Payment of ${customer.name}`}>
      <td className="cell-name">
        <strong>{customer.name}</strong>
      </td>
      <td data-label="Date">{day(payment.date)}</td>
      <td data-label="Invoices">
        {paid || "--"}
        {unapplied > 0 && <span className="faint"> ({money(unapplied, currency)} unapplied)</span>}
      </td>
      <td data-label="Amount" className="number">
        {sum}
      </td>
      <td className="cell-actions">
        <div className="row-actions">
          <ActionButton
            label="Delete"
            confirm={`Delete the payment of ${sum}? Its invoices are open again.`}
            run={() => act({ do: "delete", kind: "Payment", id }, `The payment of ${sum} is deleted.`)}
          />
        </div>
      </td>
    </tr>
  );
}
