import { AppError } from "../domain/errors.ts";
import type { Address } from "../domain/deal.ts";
import type { Booking } from "../domain/booking.ts";
import type { BookingSwitches, CompanyFacts, ItemFacts, NamedFacts, TermFacts } from "../domain/erp-facts.ts";
import type { FixBy } from "../domain/finding.ts";
import type { Buyer, OrderLine, SaleDiscount } from "../domain/sale.ts";
import type { MirrorKind, MirrorRecord } from "./mirror.ts";

/** JSON that we freeze before we send it, and send unchanged however often. */
export type Payload = { [key: string]: unknown };

/** A company of the ERP and the switches of its preferences that decide what we may send. */
export type ErpCompany = CompanyFacts & BookingSwitches;

/** `deferredRevenue`: the ERP spreads its revenue by itself, where that is on. */
export type ErpItem = ItemFacts & { deferredRevenue: boolean; description?: string | null };
export type ErpTerm = TermFacts;
/** An entry of the ERP's small lists: a class, a tax code, a customer type. */
export type ErpNamed = NamedFacts;

export type ErpCustomer = {
  id: string;
  name: string;
  companyName: string | null;
  email: string | null;
  phone: string | null;
  currency: string;
  active: boolean;
  /** A sub-customer or job. */
  parentId: string | null;
  taxable: boolean;
  postcode: string | null;
  street: string | null;
  city: string | null;
  country: string | null;
  website: string | null;
  /** As the ERP tells it, which may be masked. */
  taxId: string | null;
  termsId: string | null;
  /** Our marker lines, if it carries any. */
  markers: string[];
  url: string;
  /** What is kept in step with the CRM besides; a copy from before we kept it has none. */
  details?: CustomerDetails;
};

/** `version`: the ERP's count of changes, without which it takes none. Addresses whole, a tax exemption by its reason. */
type CustomerDetails = {
  version: number;
  givenName: string | null;
  familyName: string | null;
  billing: Address;
  shipping: Address;
  exemptionReason: string | null;
};

/** What is to be another on a customer; the rest stays. */
export type CustomerChanges = {
  companyName?: string | null;
  email?: string | null;
  phone?: string | null;
  person?: { givenName: string | null; familyName: string | null };
  billing?: Address;
  shipping?: Address;
  termsId?: string;
};

/** `stale`: somebody changed the customer since that version, and nothing was written. A refusal is definite. */
export type UpdateAnswer =
  | { updated: true; customer: ErpCustomer }
  | { updated: false; stale: true }
  | { updated: false; stale: false; code: string; message: string; fixBy: FixBy };

/** Anything that already holds a display name; names are unique over all three kinds, inactive ones too (facts §2.2). */
export type NameHolder = { kind: "customer" | "vendor" | "employee"; id: string; active: boolean };

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
  /** Money received, and credit memos applied, so far as the ERP's links tell. */
  orderIds: string[];
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

export type CustomerDraft = {
  buyer: Buyer;
  name: string;
  currency: string;
  termsId: string | null;
  customerTypeId: string | null;
  /** What its sales are taxed by, outside the US. */
  taxCodeId: string | null;
  marker: string;
  /** The customer whose sub-customer it becomes. */
  parentId?: string | null;
};

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

/**
 * The answer to a create. `rejected` is definite: the ERP understood and refused, nothing was made by this call (though
 * it may be the replay of an older refusal). An unknown outcome is never a value: it throws `unavailable`.
 */
export type CreateAnswer =
  { made: true; id: string } | { made: false; code: string; message: string; takenById: string | null; fixBy?: FixBy };

/** Live documents that share a marker of ours. */
export type Double = { kind: "order" | "invoice"; marker: string; ids: string[]; numbers: string[] };

/** The code of an error about one record in a form that we cannot read. */
export const UNREADABLE_RECORD = "unreadableRecord";
/** The fields that an error about an unreadable record names; throws the error again when it is another. */
export function unreadFields(error: unknown): string[] {
  if (error instanceof AppError && error.code === UNREADABLE_RECORD) return (error.cause as { fields: string[] }).fields;
  throw error;
}
/** A record in a form that we cannot read, with the fields that are not as we know them; the rest of its page can be taken in. */
export type UnreadRecord = { kind: MirrorKind | "customer"; id: string; fields: string[] };

/** `rows` counts what the ERP answered: records that are of no use to us are not among `records`. */
export type ErpPage = { records: MirrorRecord[]; unread: UnreadRecord[]; rows: number };
/** `lastId` is that of the last row, null where nothing was answered. */
export type CustomerPage = { customers: ErpCustomer[]; unread: UnreadRecord[]; rows: number; lastId: string | null };

/** `deleted` is what the ERP calls so; it is to be confirmed by reading. */
export type ErpChanges = {
  records: MirrorRecord[];
  unread: UnreadRecord[];
  deleted: { kind: MirrorKind; id: string }[];
  complete: boolean;
};

/** Awaited when the call's turn has come, just before it goes out; what it throws keeps the call back. */
export type Sending = () => Promise<void>;

/**
 * The ERP company of one connection. Every call throws AppError: notConnected, rateLimited, unavailable, busy; unavailable with
 * the code UNREADABLE_RECORD where the one record that was asked for cannot be read. Payloads are made once by the `…Payload`
 * functions, stored, and sent as stored.
 */
export type Erp = {
  /** Some seconds old at most, unless it must be fresh. */
  readCompany(how?: { fresh: boolean }): Promise<ErpCompany>;
  listItems(): Promise<ErpItem[]>;
  listTerms(): Promise<ErpTerm[]>;
  listClasses(): Promise<ErpNamed[]>;
  listTaxCodes(): Promise<ErpNamed[]>;
  listCustomerTypes(): Promise<ErpNamed[]>;

  /** Without `company` the currency is always named, which a company with one currency may refuse. */
  customerPayload(draft: CustomerDraft, company?: ErpCompany): Payload;
  createCustomer(payload: Payload, requestId: string, sending?: Sending): Promise<CreateAnswer>;
  /** Changes what is named of a customer that is still at this version. Throws invalid where there is nothing that could be written. */
  updateCustomer(update: { id: string; version: number; changes: CustomerChanges }): Promise<UpdateAnswer>;
  /** null when it does not exist. */
  readCustomer(id: string): Promise<ErpCustomer | null>;
  /** Customers in the order of their ids behind that of `after`, inactive too. Fewer than `rows` are the last. */
  listCustomers(page: { after: string | null; rows: number }): Promise<CustomerPage>;
  /** Customers that could be this buyer: same display name, company name or e-mail, and names that begin alike, or an e-mail of the same domain; inactive too. */
  findCustomerCandidates(buyer: Buyer): Promise<ErpCustomer[]>;
  /** Who holds exactly this display name. */
  findNameHolders(name: string): Promise<NameHolder[]>;
  /** The customer that carries our marker, made since `since`. */
  findCustomerByMarker(search: { marker: string; name: string; since: Temporal.Instant }): Promise<ErpCustomer | null>;

  orderPayload(draft: OrderDraft, company: ErpCompany): Payload;
  createOrder(payload: Payload, requestId: string, sending?: Sending): Promise<CreateAnswer>;
  /** null when it does not exist or was deleted (fault 610). */
  readOrder(id: string): Promise<ErpOrder | null>;
  /** Live orders that carry our marker, made since `since` for this customer; oldest first. */
  findOrdersByMarker(search: { marker: string; customerId: string; since: Temporal.Instant }): Promise<ErpOrder[]>;

  /** The customer's live orders that are dated from the first to the last day (ISO), both inclusive. */
  listOrdersOf(search: DatedSearch): Promise<ErpOrder[]>;
  /** Its invoices, the same way. */
  listInvoicesOf(search: DatedSearch): Promise<ErpInvoice[]>;

  /** What was made twice, of all that was made since. */
  findDoubles(since: Temporal.Instant): Promise<Double[]>;

  readInvoice(id: string): Promise<ErpInvoice | null>;
  readPayment(id: string): Promise<ErpPayment | null>;
  readCreditMemo(id: string): Promise<ErpCreditMemo | null>;
  readItem(id: string): Promise<(ErpItem & Versioned) | null>;
  /** The invoice as a PDF; null when it does not exist. */
  readInvoicePdf(id: string): Promise<Uint8Array | null>;

  /** How many records of a kind there are. */
  countRecords(kind: MirrorKind): Promise<number>;
  /** At most `rows` records of a kind in the order of their ids, from the `start`th on; what was made in the last minute may be missing. */
  listRecords(kind: MirrorKind, start: number, rows: number): Promise<ErpPage>;
  /** What changed since then; not `complete` when there is more than the ERP tells at once. Throws rejected when it looks back too far. */
  readChanges(since: Temporal.Instant): Promise<ErpChanges>;
  /** Of these customers, those that do not exist any more. */
  findMissingCustomers(ids: string[]): Promise<string[]>;
};
