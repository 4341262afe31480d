import { useState } from "react";
import type { CustomerView, QuickBooksPage } from "../../../page-api.ts";
import { DialogForm } from "../../parts/dialog-form.tsx";
import { money } from "../../parts/words.ts";
import { RowButton } from "./action-button.tsx";
import { BookTable } from "./book-table.tsx";
import { useAct } from "./acting.ts";
import { TextField } from "./text-field.tsx";

/** The customers with what they owe. */
export function Customers({ page, marked }: { page: QuickBooksPage; marked: string | null }) {
  if (page.customers.length === 0) return <p className="nothing">No customers yet.</p>;
  return (
    <BookTable label="Customers" heads={["Customer", "E-mail", "Billing address", { number: "Balance" }, "Actions"]}>
      {page.customers.map((customer) => (
        <Row key={customer.id} customer={customer} marked={customer.id === marked} />
      ))}
    </BookTable>
  );
}

function Row({ customer, marked }: { customer: CustomerView; marked: boolean }) {
  const [editing, setEditing] = useState(false);
  return (
    <tr className={marked ? "row-marked" : undefined} aria-label={customer.name}>
      <td className="cell-name">
        <strong>{customer.name}</strong>
        {!customer.active && <span className="faint"> (inactive)</span>}
      </td>
      <td data-label="E-mail">{customer.email ?? "--"}</td>
      <td data-label="Address">{customer.address || "--"}</td>
      <td data-label="Balance" className="number">
        {money(customer.balance, customer.currency)}
      </td>
      <td className="cell-actions">
        <div className="row-actions">
          <RowButton onPress={() => setEditing(true)}>Edit</RowButton>
        </div>
        {editing && <EditCustomer customer={customer} onClose={() => setEditing(false)} />}
      </td>
    </tr>
  );
}

function EditCustomer({ customer, onClose }: { customer: CustomerView; onClose(): void }) {
  const act = useAct();
  const [name, setName] = useState(customer.name);
  const [email, setEmail] = useState(customer.email ?? "");
  const save = () => act({ do: "rename", id: customer.id, name, email }, `${name} is saved.`);
  return (
    <DialogForm title="Edit customer" save="Save" onSave={save} onClose={onClose}>
      <TextField label="Display name" value={name} onChange={setName} required />
      <TextField label="E-mail" value={email} onChange={setEmail} type="email" />
    </DialogForm>
  );
}
