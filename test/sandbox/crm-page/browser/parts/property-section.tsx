import { useId } from "react";
import type { CrmRecord, PropertyField, RecordPage } from "../../page-api.ts";
import { Accordion } from "../components/facts.tsx";
import { anchorOf } from "../components/sizes.ts";
import { formatted } from "../extension/format-property.ts";
import { PropertyInput } from "./property-input.tsx";
import type { RecordWriter } from "./record-source.ts";

type Props = { title: string; names: string[]; page: RecordPage; writer: RecordWriter; readOnly?: boolean; open?: boolean };

/** Some properties of a record under a heading; those that the portal does not have are left out. */
export function PropertySection({ title, names, page, writer, readOnly = false, open = true }: Props) {
  const { record, fields } = page;
  const shown = names.flatMap((name) => fields.find((field) => field.name === name) ?? []);
  if (shown.length === 0) return null;
  return (
    <section className="panel">
      <Accordion title={title} defaultOpen={open}>
        <div className="properties">
          {shown.map((field) =>
            readOnly || field.readOnly ? (
              <PropertyText key={field.name} field={field} record={record} />
            ) : (
              <PropertyInput
                key={field.name}
                field={field}
                value={record.properties[field.name] ?? null}
                save={(value) => writer.setProperty(record.type, record.id, field.name, value)}
              />
            ),
          )}
        </div>
      </Accordion>
    </section>
  );
}

function PropertyText({ field, record }: { field: PropertyField; record: CrmRecord }) {
  const id = useId();
  const value = record.properties[field.name];
  const currency = record.properties["deal_currency_code"] ?? "USD";
  const isLink = value?.startsWith("http");
  return (
    <div className="field">
      <div className="field-label" id={id}>
        {field.label}
      </div>
      <div className="property-text" role="group" aria-labelledby={id}>
        {isLink ? <a {...anchorOf(value ?? "")}>{value}</a> : value ? formatted(field, value, currency) : <span className="faint">--</span>}
      </div>
    </div>
  );
}
