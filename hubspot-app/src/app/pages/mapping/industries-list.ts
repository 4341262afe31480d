import { mappedRows, type Column, type SimpleList } from "./simple-lists.ts";

const COLUMNS: Column[] = [
  { name: "industry", label: "Industry in HubSpot", key: true, required: true, options: ({ industries }) => industries },
  {
    name: "customerTypeId",
    label: "Customer type in QuickBooks",
    required: true,
    options: ({ customerTypes }) => customerTypes.map(({ id, name }) => ({ value: id, label: name })),
  },
];

/** What kind of customer a company becomes. */
export const INDUSTRIES: SimpleList = {
  name: "industries",
  title: "Industries",
  intro: "A new customer gets a type by the company's industry. Types are made in QuickBooks, under Customers.",
  empty: "HubSpot has no industries.",
  columns: COLUMNS,
  addable: false,
  known: ({ industries }) => industries.map(({ value }) => ({ industry: value })),
  read: ({ industries }) => industries.map(({ industry, customerTypeId }) => ({ industry, customerTypeId })),
  write: (lists, rows) => ({
    ...lists,
    industries: mappedRows(COLUMNS, rows).map(({ industry = "", customerTypeId = "" }) => ({ industry, customerTypeId })),
  }),
};
