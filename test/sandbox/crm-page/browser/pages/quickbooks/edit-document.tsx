import { useState } from "react";
import type { DocumentLine, EstimateView, InvoiceView } from "../../../page-api.ts";
import { DialogForm } from "../../parts/dialog-form.tsx";
import { money } from "../../parts/words.ts";
import { useAct } from "./acting.ts";
import { TextField } from "./text-field.tsx";

type Props = { kind: "Estimate" | "Invoice"; document: EstimateView | InvoiceView; dueDate: string | null; onClose(): void };
type Draft = { id: string; item: string | null; description: string; quantity: string; unitPrice: string; amount: string; keep: boolean };

/** Number, dates and lines of an estimate or invoice, as a person changes them. */
export function EditDocument({ kind, document, dueDate, onClose }: Props) {
  const act = useAct();
  const [number, setNumber] = useState(document.number ?? "");
  const [date, setDate] = useState(document.date);
  const [due, setDue] = useState(dueDate ?? "");
  const [lines, setLines] = useState(() => document.lines.map(draftOf));
  const change = (id: string, part: Partial<Draft>) =>
    setLines(lines.map((line) => (line.id === id ? withAmount({ ...line, ...part }) : line)));
  const total = lines.filter(({ keep }) => keep).reduce((sum, { amount }) => sum + Number(amount), 0);
  const save = () => {
    const kept = lines.filter(({ keep }) => keep).map(lineOf);
    const changes = { number: number || null, date, dueDate: due || null, lines: kept };
    return act({ do: "edit", kind, id: document.id, changes }, `${kind} ${number || document.id} is saved.`);
  };
  return (
    <DialogForm
      title={`Edit ${kind.toLowerCase()} ${document.number ?? document.id}`}
      save="Save"
      width="lg"
      onSave={save}
      onClose={onClose}
    >
      <div className="edit-head">
        <TextField label="Number" value={number} onChange={setNumber} maxLength={21} />
        <TextField label="Date" value={date} onChange={setDate} type="date" required />
        {kind === "Invoice" && <TextField label="Due date" value={due} onChange={setDue} type="date" />}
      </div>
      {lines.map((line, index) => (
        <fieldset key={line.id} className="edit-line" disabled={!line.keep}>
          <legend>
            Line {index + 1} {line.item && `· ${line.item}`}
          </legend>
          <TextField label="Description" value={line.description} onChange={(description) => change(line.id, { description })} />
          <TextField label="Quantity" value={line.quantity} onChange={(quantity) => change(line.id, { quantity })} inputMode="decimal" />
          <TextField label="Rate" value={line.unitPrice} onChange={(unitPrice) => change(line.id, { unitPrice })} inputMode="decimal" />
          <TextField
            label="Amount"
            value={line.amount}
            onChange={(amount) => change(line.id, { amount, unitPrice: "", quantity: "" })}
            inputMode="decimal"
          />
          <button type="button" className="hs-link-button" onClick={() => change(line.id, { keep: false })}>
            Remove
          </button>
        </fieldset>
      ))}
      <p className="edit-total">Total before tax {money(total.toFixed(2), document.currency)}</p>
    </DialogForm>
  );
}

const text = (value: number | null) => (value === null ? "" : String(value));

function draftOf({ quantity, unitPrice, amount, ...rest }: DocumentLine): Draft {
  return { ...rest, quantity: text(quantity), unitPrice: text(unitPrice), amount: amount.toFixed(2), keep: true };
}

// QuickBooks refuses a line whose amount is not quantity times rate (facts/quickbooks.md §4, 6070).
function withAmount(line: Draft): Draft {
  const isPriced = line.quantity !== "" && line.unitPrice !== "";
  return isPriced ? { ...line, amount: (Number(line.quantity) * Number(line.unitPrice)).toFixed(2) } : line;
}

function lineOf({ id, description, quantity, unitPrice, amount }: Draft) {
  const number = (value: string) => (value === "" ? null : Number(value));
  return { id, description, quantity: number(quantity), unitPrice: number(unitPrice), amount: Number(amount) };
}
