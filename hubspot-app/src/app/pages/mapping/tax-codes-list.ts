import type { Choices } from "./contract.ts";
import { mappedRows, type Column, type SimpleList } from "./simple-lists.ts";

const codes = ({ taxCodes }: Choices) => taxCodes.map(({ id, name }) => ({ value: id, label: name }));

const COLUMNS: Column[] = [
  {
    name: "country",
    label: "Ships to",
    key: true,
    required: true,
    options: ({ countries }) => countries.map(({ code, name }) => ({ value: code, label: name })),
  },
  { name: "taxCodeId", label: "Tax code", required: true, options: codes },
  { name: "exemptTaxCodeId", label: "Tax code for exempt buyers", options: codes },
];

/** Which tax code the lines of a country carry. */
export const TAX_CODES: SimpleList = {
  name: "taxCodes",
  title: "Tax codes",
  intro: "Outside of QuickBooks' automated sales tax, the country that the order ships to decides the tax code.",
  empty: "No country has a tax code of its own.",
  columns: COLUMNS,
  addable: true,
  known: () => [],
  read: ({ taxCodes }) =>
    taxCodes.map(({ country, taxCodeId, exemptTaxCodeId }) => ({ country, taxCodeId, exemptTaxCodeId: exemptTaxCodeId ?? "" })),
  write: (lists, rows) => ({
    ...lists,
    taxCodes: mappedRows(COLUMNS, rows).map(({ country = "", taxCodeId = "", exemptTaxCodeId = "" }) => ({
      country,
      taxCodeId,
      exemptTaxCodeId: exemptTaxCodeId || null,
    })),
  }),
};
