import { mappedRows, type Column, type SimpleList } from "./simple-lists.ts";

const COLUMNS: Column[] = [
  {
    name: "text",
    label: "Written in HubSpot",
    description: "As people write it, such as net 45. Capitals do not matter.",
    key: true,
    required: true,
  },
  {
    name: "termId",
    label: "Terms in QuickBooks",
    required: true,
    options: ({ terms }) => terms.filter(({ active }) => active).map(({ id, name }) => ({ value: id, label: name })),
  },
];

/** Payment terms as people write them. */
export const TERMS: SimpleList = {
  name: "terms",
  title: "Terms",
  intro: "Terms are found by their days and by their name. What is written differently goes by this list.",
  empty: "No other way of writing payment terms is known.",
  columns: COLUMNS,
  addable: true,
  known: () => [],
  read: ({ terms }) => terms.map(({ text, termId }) => ({ text, termId })),
  write: (lists, rows) => ({
    ...lists,
    terms: mappedRows(COLUMNS, rows).map(({ text = "", termId = "" }) => ({ text: text.trim(), termId })),
  }),
};
