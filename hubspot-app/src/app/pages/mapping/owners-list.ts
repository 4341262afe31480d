import { mappedRows, type Column, type SimpleList } from "./simple-lists.ts";

const COLUMNS: Column[] = [
  {
    name: "ownerId",
    label: "Owner in HubSpot",
    key: true,
    required: true,
    options: ({ owners }) => owners.map(({ id, name, email }) => ({ value: id, label: email === null ? name : `${name} (${email})` })),
  },
  { name: "repCode", label: "Rep code", description: "Written into the order's field for the sales rep." },
  { name: "classId", label: "Class in QuickBooks", options: ({ classes }) => classes.map(({ id, name }) => ({ value: id, label: name })) },
];

/** Who sold it. */
export const OWNERS: SimpleList = {
  name: "owners",
  title: "Owners",
  intro: "The deal's owner stands on the order as a rep code, or as a class.",
  empty: "HubSpot has no owners.",
  columns: COLUMNS,
  addable: false,
  known: ({ owners }) => owners.map(({ id }) => ({ ownerId: id })),
  read: ({ owners }) => owners.map(({ ownerId, repCode, classId }) => ({ ownerId, repCode: repCode ?? "", classId: classId ?? "" })),
  write: (lists, rows) => ({
    ...lists,
    owners: mappedRows(COLUMNS, rows).map(({ ownerId = "", repCode = "", classId = "" }) => ({
      ownerId,
      repCode: repCode.trim() || null,
      classId: classId || null,
    })),
  }),
};
