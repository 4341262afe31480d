import { useState, type ReactNode } from "react";
import type { DocumentLine, EstimateView, InvoiceView } from "../../../page-api.ts";
import { DocumentTag } from "../../parts/tags.tsx";
import { day, money } from "../../parts/words.ts";

type Props = {
  document: EstimateView | InvoiceView;
  /** The cells between the customer and the status. */
  children: ReactNode;
  actions: ReactNode;
  columns: number;
  marked: boolean;
};

/** One estimate or invoice; its number opens its lines. */
export function DocumentRow({ document, children, actions, columns, marked }: Props) {
  const [open, setOpen] = useState(marked);
  const { id, number, date, customer, status, lines, currency, note } = document;
  const name = number ? `No. ${number}` : `Id ${id}`;
  return (
    <>
      <tr className={marked ? "row-marked" : undefined} aria-label={`${name} ${customer.name}`}>
        <td className="cell-name">
          <button type="button" className="hs-link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {name}
          </button>
        </td>
        <td data-label="Date">{day(date)}</td>
        <td data-label="Customer">{customer.name}</td>
        {children}
        <td data-label="Status">
          <DocumentTag status={status} />
        </td>
        <td className="cell-actions">
          <div className="row-actions">{actions}</div>
        </td>
      </tr>
      {open && (
        <tr className="row-detail">
          <td colSpan={columns}>
            <Lines lines={lines} currency={currency} />
            {note && <p className="faint detail-note">{note}</p>}
          </td>
        </tr>
      )}
    </>
  );
}

function Lines({ lines, currency }: { lines: DocumentLine[]; currency: string }) {
  return (
    <table className="detail-lines" aria-label="Lines">
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>{line.item ?? "--"}</td>
            <td>{line.description}</td>
            <td className="number">
              {line.quantity !== null && line.unitPrice !== null && `${line.quantity} × ${money(line.unitPrice, currency)}`}
            </td>
            <td className="number">{money(line.amount, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
