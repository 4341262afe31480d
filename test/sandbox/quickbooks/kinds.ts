import type { Shape } from "./shape.ts";
import * as lists from "./shapes/list-shapes.ts";
import * as sales from "./shapes/sales-shapes.ts";

/** What is fixed about a kind of record: its elements, what a query may filter by, and where its ids come from. */
export type KindFacts = { shape: Shape; group: "transaction" | "name" | "list" | "company"; filterable: readonly string[] };

const TIMES = ["MetaData.CreateTime", "MetaData.LastUpdatedTime"];
const PERSON = ["Id", "DisplayName", "GivenName", "MiddleName", "FamilyName", "Active", ...TIMES];
const TREE = ["Id", "Name", "FullyQualifiedName", "Active", ...TIMES];
const SALE = ["Id", "DocNumber", "TxnDate", "CustomerRef", "TotalAmt", ...TIMES];

/**
 * Every kind that this company plays. `filterable` follows facts/quickbooks.md §2 and §3.2 strictly: what they do not name
 * is not queryable (so no PrivateNote, no references to accounts and departments, no vendor e-mail).
 */
export const KINDS = {
  Customer: { shape: lists.customerShape, group: "name", filterable: [...PERSON, "FullyQualifiedName", "PrimaryEmailAddr"] },
  Vendor: { shape: lists.vendorShape, group: "name", filterable: PERSON },
  Employee: { shape: lists.employeeShape, group: "name", filterable: PERSON },
  Item: { shape: lists.itemShape, group: "list", filterable: [...TREE, "Sku", "Type"] },
  Account: { shape: lists.accountShape, group: "list", filterable: [...TREE, "AccountType", "AccountSubType", "Classification"] },
  Term: { shape: lists.termShape, group: "list", filterable: ["Id", "Name", "Active", ...TIMES] },
  Class: { shape: lists.classShape, group: "list", filterable: TREE },
  Department: { shape: lists.departmentShape, group: "list", filterable: TREE },
  TaxCode: { shape: lists.readOnlyShape, group: "list", filterable: ["Id", "Name", "Active", ...TIMES] },
  CustomerType: { shape: lists.readOnlyShape, group: "list", filterable: ["Id", "Name", "Active", ...TIMES] },
  Estimate: { shape: sales.estimateShape, group: "transaction", filterable: SALE },
  Invoice: { shape: sales.invoiceShape, group: "transaction", filterable: [...SALE, "DueDate", "Balance"] },
  CreditMemo: { shape: sales.creditMemoShape, group: "transaction", filterable: SALE },
  Payment: { shape: sales.paymentShape, group: "transaction", filterable: ["Id", "TxnDate", "CustomerRef", "TotalAmt", ...TIMES] },
  JournalEntry: { shape: sales.journalEntryShape, group: "transaction", filterable: ["Id", "DocNumber", "TxnDate", ...TIMES] },
  Preferences: { shape: lists.readOnlyShape, group: "company", filterable: ["Id", ...TIMES] },
  CompanyInfo: { shape: lists.readOnlyShape, group: "company", filterable: ["Id", ...TIMES] },
} as const satisfies Record<string, KindFacts>;

export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as Kind[];

/** The kind of a path segment ("journalentry") or of a name in a query, in any case; undefined when there is none such. */
export function kindNamed(name: string): Kind | undefined {
  return KIND_NAMES.find((kind) => kind.toLowerCase() === name.toLowerCase());
}

/** Lists that can be made inactive, and are then hidden from queries. */
export function hasActive(kind: Kind): boolean {
  return "Active" in KINDS[kind].shape || kind === "TaxCode" || kind === "CustomerType";
}
