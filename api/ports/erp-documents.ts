import type { Booking } from "../domain/booking.ts";
import type { Buyer, OrderLine, SaleDiscount } from "../domain/sale.ts";

/** How far an order is. */
export type OrderStatus = "pending" | "accepted" | "rejected" | "closed" | "deleted" | "invoiced";

/** What tells two states of a record apart: the ERP's time, whole seconds as UTC text, and its count of changes. */
export type Versioned = { lastUpdated: string; version: number };

/** Amounts are bigint minor units of `currency`. `net` is the sum of the lines without tax, `gross` that of lines whose prices include it. */
export type ErpOrder = Versioned & {
  id: string;
  number: string | null;
  status: OrderStatus;
  customerId: string;
  currency: string;
  date: string;
  net: bigint;
  gross?: bigint;
  tax: bigint | null;
  total: bigint;
  invoiceIds: string[];
  markers: string[];
  url: string;
};

/** An invoice of the ERP; amounts as on an order. */
export type ErpInvoice = Versioned & {
  id: string;
  number: string | null;
  customerId: string;
  currency: string;
  date: string;
  dueDate: string | null;
  net: bigint;
  gross?: bigint;
  tax: bigint;
  total: bigint;
  balance: bigint;
  orderIds: string[];
  /** Money received, and credit memos applied, so far as the ERP's links tell. */
  paymentIds: string[];
  creditMemoIds: string[];
  voided: boolean;
  markers: string[];
  url: string;
};

/** What a payment settles: cash and credit memos applied to invoices, in minor units of `currency`. */
export type ErpPayment = Versioned & {
  id: string;
  customerId: string;
  currency: string;
  date: string;
  total: bigint;
  unapplied: bigint;
  /** Per invoice: `amount` applied in all, of which `credit` came from credit memos and the rest is cash. */
  applied: { invoiceId: string; amount: bigint; credit: bigint }[];
  voided: boolean;
};

/** A credit for a customer; `remaining` is what no payment has spent. */
export type ErpCreditMemo = Versioned & {
  id: string;
  number: string | null;
  customerId: string;
  currency: string;
  date: string;
  net: bigint;
  tax: bigint;
  total: bigint;
  remaining: bigint;
  /** The payments that spend it. */
  paymentIds: string[];
  voided: boolean;
  url: string;
};

/** An order that is to be made. */
export type OrderDraft = {
  marker: string;
  /** Only where we number the document ourselves. */
  number: string | null;
  customerId: string;
  buyer: Buyer;
  currency: string;
  date: string;
  lines: OrderLine[];
  /** A fixed amount off the whole order. */
  discount: SaleDiscount | null;
  termsId: string | null;
} & Pick<Booking, "customFields" | "classId" | "taxCodeId" | "taxIncluded" | "dueDate" | "memo">;

/** Documents of one customer that are dated from the first to the last day (ISO), both inclusive. */
export type DatedSearch = { customerId: string; from: string; to: string };

/** Live documents that share a marker of ours. */
export type Double = { kind: "order" | "invoice"; marker: string; ids: string[]; numbers: string[] };
