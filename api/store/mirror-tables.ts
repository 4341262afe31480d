import type { MirrorKind } from "../ports/mirror.ts";
import type { Json } from "./amount-json.ts";

/** The tables of the mirror differ in the name of their id; items have no customer. */
export type MirrorTableRow = {
  portal_id: string;
  connection_id: string;
  customer_id: string | null;
  /** Null, like what follows from it, when the record was gone before it was ever seen. */
  record: Json | null;
  /** The ERP's own time of the record. */
  last_updated: Temporal.Instant | null;
  /** The ERP's count of the record's changes. */
  version: number | null;
  /** When the read began that brought it. */
  seen_at: Temporal.Instant;
  /** When we learned that it does not exist any more. */
  gone_at: Temporal.Instant | null;
};

/** The table of each kind of the mirror, and the column of its id. */
export const MIRROR_TABLES = {
  item: { table: "mirrored_items", id: "item_id", hasCustomer: false },
  order: { table: "mirrored_orders", id: "order_id", hasCustomer: true },
  payment: { table: "mirrored_payments", id: "payment_id", hasCustomer: true },
  creditMemo: { table: "mirrored_credit_memos", id: "credit_memo_id", hasCustomer: true },
  invoice: { table: "mirrored_invoices", id: "invoice_id", hasCustomer: true },
} as const satisfies Record<MirrorKind, { table: string; id: string; hasCustomer: boolean }>;
