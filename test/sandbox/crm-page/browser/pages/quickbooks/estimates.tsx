import { useState } from "react";
import type { EstimateView, QuickBooksPage } from "../../../page-api.ts";
import { money } from "../../parts/words.ts";
import { ActionButton, RowButton } from "./action-button.tsx";
import { BookTable } from "./book-table.tsx";
import { useAct } from "./acting.ts";
import { DocumentRow } from "./document-row.tsx";
import { EditDocument } from "./edit-document.tsx";

/** The estimates; a pending one is an order that waits for the customer. */
export function Estimates({ page, marked }: { page: QuickBooksPage; marked: string | null }) {
  if (page.estimates.length === 0) return <p className="nothing">No estimates yet. Push a deal and its order appears here.</p>;
  return (
    <BookTable label="Estimates" heads={["Estimate", "Date", "Customer", { number: "Total" }, "Status", "Actions"]}>
      {page.estimates.map((estimate) => (
        <Row key={estimate.id} estimate={estimate} marked={estimate.id === marked} />
      ))}
    </BookTable>
  );
}

function Row({ estimate, marked }: { estimate: EstimateView; marked: boolean }) {
  const act = useAct();
  const [editing, setEditing] = useState(false);
  const { id, status, total, currency, invoiceIds } = estimate;
  const name = `Estimate ${estimate.number ?? id}`;
  const isOpen = status === "Pending" || status === "Accepted";
  return (
    <DocumentRow
      document={estimate}
      columns={6}
      marked={marked}
      actions={
        <>
          {status === "Pending" && (
            <ActionButton label="Accept" run={() => act({ do: "setStatus", id, status: "Accepted" }, `${name} is accepted.`)} />
          )}
          {isOpen && <ActionButton label="Make invoice" primary run={() => act({ do: "invoice", id }, `${name} became an invoice.`)} />}
          {isOpen && <ActionButton label="Reject" run={() => act({ do: "setStatus", id, status: "Rejected" }, `${name} is rejected.`)} />}
          {isOpen && <ActionButton label="Close" run={() => act({ do: "setStatus", id, status: "Closed" }, `${name} is closed.`)} />}
          {(status === "Rejected" || status === "Accepted" || (status === "Closed" && invoiceIds.length === 0)) && (
            <ActionButton label="Reopen" run={() => act({ do: "setStatus", id, status: "Pending" }, `${name} is pending again.`)} />
          )}
          <RowButton onPress={() => setEditing(true)}>Edit</RowButton>
          <ActionButton
            label="Delete"
            confirm={`Delete ${name}? QuickBooks cannot bring it back.`}
            run={() => act({ do: "delete", kind: "Estimate", id }, `${name} is deleted.`)}
          />
          {editing && <EditDocument kind="Estimate" document={estimate} dueDate={null} onClose={() => setEditing(false)} />}
        </>
      }
    >
      <td data-label="Total" className="number">
        {money(total, currency)}
      </td>
    </DocumentRow>
  );
}
