import { useState } from "react";
import type { InvoiceView } from "../../../page-api.ts";
import { DialogForm } from "../../parts/dialog-form.tsx";
import { money } from "../../parts/words.ts";
import { useAct } from "./acting.ts";
import { TextField } from "./text-field.tsx";

type Props = { invoice: InvoiceView; today: string; onClose(): void };

/** A payment of the customer on one invoice: the open balance unless another amount is written. */
export function ReceivePayment({ invoice, today, onClose }: Props) {
  const act = useAct();
  const [amount, setAmount] = useState(invoice.balance.toFixed(2));
  const [date, setDate] = useState(today);
  const receive = () =>
    act(
      { do: "receivePayment", id: invoice.id, amount: Number(amount), date },
      `${money(amount, invoice.currency)} received from ${invoice.customer.name}.`,
    );
  return (
    <DialogForm title="Receive payment" save="Save payment" onSave={receive} onClose={onClose}>
      <p>
        {invoice.customer.name} owes <strong>{money(invoice.balance, invoice.currency)}</strong> on invoice {invoice.number ?? invoice.id}.
      </p>
      <TextField label="Amount received" value={amount} onChange={setAmount} inputMode="decimal" required />
      <TextField label="Payment date" value={date} onChange={setDate} type="date" required />
    </DialogForm>
  );
}
