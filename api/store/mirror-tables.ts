import type { MirrorKind } from "../ports/mirror.ts";

/** The table of each kind of the mirror, and the column of its id. */
export const MIRROR_TABLES = {
  item: { table: "mirrored_items", id: "item_id", hasCustomer: false },
  order: { table: "mirrored_orders", id: "order_id", hasCustomer: true },
  payment: { table: "mirrored_payments", id: "payment_id", hasCustomer: true },
  creditMemo: { table: "mirrored_credit_memos", id: "credit_memo_id", hasCustomer: true },
  invoice: { table: "mirrored_invoices", id: "invoice_id", hasCustomer: true },
} as const satisfies Record<MirrorKind, { table: string; id: string; hasCustomer: boolean }>;
