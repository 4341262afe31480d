import type { BookingSwitches, CompanyFacts, ItemFacts, NamedFacts, TermFacts } from "../domain/erp-facts.ts";
import type { FixBy } from "../domain/finding.ts";
import type { Buyer } from "../domain/sale.ts";
import type { MirrorKind } from "./mirror.ts";
import type { ErpCustomer, CustomerChanges, UpdateAnswer, NameHolder, CustomerDraft } from "./erp-customer.ts";
import type { Versioned, ErpOrder, ErpInvoice, ErpPayment, ErpCreditMemo, OrderDraft, DatedSearch, Double } from "./erp-documents.ts";
import type { ErpPage, CustomerPage, ErpChanges } from "./erp-pages.ts";

/** JSON that we freeze before we send it, and send unchanged however often. */
export type Payload = { [key: string]: unknown };

/** A company of the ERP and the switches of its preferences that decide what we may send. */
export type ErpCompany = CompanyFacts & BookingSwitches;

/** `deferredRevenue`: the ERP spreads its revenue by itself, where that is on. */
export type ErpItem = ItemFacts & { deferredRevenue: boolean; description?: string | null };

/** A payment term of the ERP. */
export type ErpTerm = TermFacts;

/** An entry of the ERP's small lists: a class, a tax code, a customer type. */
export type ErpNamed = NamedFacts;

/**
 * The answer to a create. `rejected` is definite: the ERP understood and refused, nothing was made by this call (though
 * it may be the replay of an older refusal). An unknown outcome is never a value: it throws `unavailable`.
 */
export type CreateAnswer =
  { made: true; id: string } | { made: false; code: string; message: string; takenById: string | null; fixBy?: FixBy };

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
