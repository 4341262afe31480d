import type { Choices, Lists } from "./contract.ts";
import { mappedRows, type Column, type SimpleList, type Values } from "./simple-lists.ts";

const OBJECTS = [
  { value: "deal", label: "Deal" },
  { value: "company", label: "Company" },
];

const COLUMNS: Column[] = [
  { name: "object", label: "On the", key: true, required: true, options: () => OBJECTS },
  {
    name: "field",
    label: "Tieout's field",
    key: true,
    required: true,
    options: ({ fields }, { object }) =>
      fields.filter((each) => each.object === object).map(({ field, label }) => ({ value: field, label })),
  },
  { name: "property", label: "Read from the property", required: true, options: propertiesOf },
];

/** The object's properties, with the one that is read without an entry marked. */
function propertiesOf({ properties, fields }: Choices, { object, field }: Values) {
  const own = fields.find((each) => each.object === object && each.field === field)?.property;
  return properties[object === "company" ? "company" : "deal"].map(({ name, label }) => ({
    value: name,
    label: name === own ? `${label} (used without an entry)` : label,
  }));
}

/** Other properties than Tieout's own. */
export const FIELDS: SimpleList = {
  name: "fields",
  title: "Fields",
  intro: "Tieout reads its own properties unless another one is chosen here.",
  empty: "Tieout has no fields that can be read from elsewhere.",
  columns: COLUMNS,
  addable: false,
  known: ({ fields }) => fields.map(({ object, field }) => ({ object, field })),
  read: ({ fields }) => fields.map(({ object, field, property }) => ({ object, field, property })),
  write: (lists, rows) => ({ ...lists, fields: mappedRows(COLUMNS, rows).map(fieldEntry) }),
};

function fieldEntry({ object, field = "", property = "" }: Values): Lists["fields"][number] {
  return { object: object === "company" ? "company" : "deal", field, property };
}
