import { useState } from "react";
import type { CrmRecord, PropertyField, RecordPage } from "../../page-api.ts";
import { Icon } from "../components/icons.tsx";
import { PropertyInput } from "./property-input.tsx";
import type { RecordWriter } from "./record-source.ts";
import { useToast } from "./toasts.tsx";
import { messageOf, money } from "./words.ts";

const FREQUENCIES = ["weekly", "biweekly", "monthly", "quarterly", "per_six_months", "annually", "per_two_years", "per_three_years"];
const field = (name: string, label: string, type = "string", options: string[] = []): PropertyField => ({
  ...{ name, label, type, readOnly: false },
  options: options.map((value) => ({ value, label: value ? value.replaceAll("_", " ") : "one-time" })),
});
const COLUMNS = [
  field("name", "Name"),
  field("quantity", "Quantity", "number"),
  field("price", "Unit price", "number"),
  field("hs_discount_percentage", "Disc. %", "number"),
  field("recurringbillingfrequency", "Billed", "enumeration", ["", ...FREQUENCIES]),
  field("hs_recurring_billing_period", "Term"),
  field("hs_recurring_billing_start_date", "Starts", "date"),
];

/** The lines of a deal: every cell can be changed, products can be added, lines taken away. */
export function LineItems({ page, writer }: { page: RecordPage; writer: RecordWriter }) {
  const lines = page.associated.line_items;
  const currency = page.record.properties["deal_currency_code"] ?? "USD";
  return (
    <div className="lines">
      {lines.length === 0 ? (
        <p className="nothing">This deal has no line items. Add a product to give it a value.</p>
      ) : (
        <div className="hs-table-box hs-table-bordered">
          <div className="hs-table-scroll">
            <table className="hs-table line-table" aria-label="Line items">
              <thead>
                <tr>
                  {COLUMNS.map(({ name, label }) => (
                    <th key={name} scope="col">
                      {label}
                    </th>
                  ))}
                  <th scope="col" className="number">
                    Net price
                  </th>
                  <th scope="col">
                    <span className="visually-hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <LineRow key={line.id} line={line} currency={currency} writer={writer} />
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
      <AddLine products={page.products} writer={writer} />
    </div>
  );
}

function LineRow({ line, currency, writer }: { line: CrmRecord; currency: string; writer: RecordWriter }) {
  const toast = useToast();
  const name = line.properties["name"] ?? "line item";
  const remove = () => writer.removeLineItem(line.id).catch((error: unknown) => toast({ type: "danger", message: messageOf(error) }));
  return (
    <tr>
      {COLUMNS.map((column) => (
        <td key={column.name} className={`line-${column.type}`}>
          <PropertyInput
            field={column}
            label={`${column.label} of ${name}`}
            value={line.properties[column.name] ?? null}
            save={(value) => writer.setProperty("line_items", line.id, column.name, value)}
          />
        </td>
      ))}
      <td className="number">{money(line.properties["amount"], currency)}</td>
      <td>
        <button type="button" className="hs-link-button line-remove" aria-label={`Remove ${name}`} onClick={() => void remove()}>
          <Icon name="delete" size="sm" />
        </button>
      </td>
    </tr>
  );
}

function AddLine({ products, writer }: { products: CrmRecord[]; writer: RecordWriter }) {
  const [chosen, setChosen] = useState("");
  const toast = useToast();
  const add = () =>
    writer.addLineItem(chosen || null).then(
      () => setChosen(""),
      (error: unknown) => toast({ type: "danger", message: messageOf(error) }),
    );
  return (
    <div className="add-line">
      <select className="control" aria-label="Product" value={chosen} onChange={(event) => setChosen(event.target.value)}>
        <option value="">Custom line item</option>
        {products.map(({ id, properties }) => (
          <option key={id} value={id}>
            {properties["name"]}
            {properties["hs_sku"] ? ` (${properties["hs_sku"]})` : ""}
          </option>
        ))}
      </select>
      <button type="button" className="hs-button hs-button-secondary hs-button-md" onClick={() => void add()}>
        Add line item
      </button>
    </div>
  );
}
