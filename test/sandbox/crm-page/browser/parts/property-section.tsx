import type { PropertyField, RecordPage } from "../../page-api.ts";
import { Accordion } from "../components/facts.tsx";
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
          {shown.map((field) => (
            <PropertyInput
              key={field.name}
              field={readOnly ? readable(field) : field}
              value={record.properties[field.name] ?? null}
              save={(value) => writer.setProperty(record.type, record.id, field.name, value)}
            />
          ))}
        </div>
      </Accordion>
    </section>
  );
}

const readable = (field: PropertyField): PropertyField => ({ ...field, readOnly: true });
