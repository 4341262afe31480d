import type { ErpCreditMemo, ErpInvoice, ErpOrder, ErpPayment, Versioned } from "./erp-documents.ts";
import type { ErpItem } from "./erp.ts";

/** A record of the ERP as the mirror keeps it. */
export type MirrorRecord =
  | { kind: "item"; record: ErpItem & Versioned }
  | { kind: "order"; record: ErpOrder }
  | { kind: "payment"; record: ErpPayment }
  | { kind: "creditMemo"; record: ErpCreditMemo }
  | { kind: "invoice"; record: ErpInvoice };
/** What the mirror keeps. */
export type MirrorKind = MirrorRecord["kind"];
export type RecordOf<K extends MirrorKind> = Extract<MirrorRecord, { kind: K }>["record"];

/** What settles an invoice is read before the invoices, else a balance of zero would look written off meanwhile. */
export const MIRROR_KINDS = ["item", "order", "payment", "creditMemo", "invoice"] as const satisfies MirrorKind[];

/** A record that is another than it was: `before` null when it is new, `after` null when it is gone. */
export type MirrorChange = { kind: MirrorKind; id: string; before: MirrorRecord["record"] | null; after: MirrorRecord["record"] | null };

/** A record as it was seen last. */
export type Mirrored<T> = { record: T; seenAt: Temporal.Instant };

/** All that the customers' accounts consist of. */
type Account = {
  invoices: Mirrored<ErpInvoice>[];
  payments: Mirrored<ErpPayment>[];
  creditMemos: Mirrored<ErpCreditMemo>[];
};

/**
 * The mirror of one portal. `seenAt` is when the read began: of two states the ERP's own time and version decide, then which
 * read began later, so that none that was overtaken stands over a newer one.
 */
export type MirrorTx = {
  /** Keeps those that are newer than what is known; answers what changed by that. */
  save(connectionId: string, records: MirrorRecord[], seenAt: Temporal.Instant): Promise<MirrorChange[]>;
  /** Notes that records are gone in the ERP, unless they were seen alive after that; answers those that were known and not gone. */
  forget(connectionId: string, kind: MirrorKind, ids: string[], seenAt: Temporal.Instant): Promise<MirrorChange[]>;
  /** The record as last seen; null when it is gone. */
  read<K extends MirrorKind>(connectionId: string, kind: K, id: string): Promise<Mirrored<RecordOf<K>> | null>;
  /** When the record was last read, gone or not. */
  seenAt(connectionId: string, kind: MirrorKind, id: string): Promise<Temporal.Instant | null>;
  /** The order as last seen; one that is gone has the status `deleted`. */
  readOrder(connectionId: string, orderId: string): Promise<Mirrored<ErpOrder> | null>;
  /** The live invoices linked to an order. */
  invoicesOfOrder(connectionId: string, orderId: string): Promise<Mirrored<ErpInvoice>[]>;
  /** The live payments that touch any of these invoices. */
  paymentsOfInvoices(connectionId: string, invoiceIds: string[]): Promise<Mirrored<ErpPayment>[]>;
  /** The live invoices and credit memos of customers, and the payments that are theirs or touch their invoices. */
  accountOf(connectionId: string, customerIds: string[]): Promise<Account>;
  /** The orders that these invoices bill, and whose they are. */
  partiesOf(connectionId: string, invoiceIds: string[]): Promise<{ orderIds: string[]; customerIds: string[] }>;
  /** Ids of live records that no read has met since. */
  notSeenSince(connectionId: string, kind: MirrorKind, since: Temporal.Instant, limit: number): Promise<string[]>;
  /** The live items. */
  items(connectionId: string): Promise<RecordOf<"item">[]>;
  /** The connections in whose company there is an invoice with this id, gone or not. */
  connectionsOfInvoice(invoiceId: string): Promise<string[]>;
  /** At most `limit` live documents of this customer, whichever: read again, one tells which customer took its place. */
  documentsOf(connectionId: string, customerId: string, limit: number): Promise<{ kind: MirrorKind; id: string }[]>;
  /** A document went over from one customer to another. */
  saveMove(connectionId: string, fromId: string, toId: string): Promise<void>;
  /** The customer that documents of this one went over to last. */
  movedTo(connectionId: string, customerId: string): Promise<string | null>;
};

/** How far one kind was read when a company is read as a whole. */
export type Feed = {
  kind: MirrorKind;
  /** `checking`: what was known and not met is being looked up, since it may be gone. */
  state: "waiting" | "filling" | "checking" | "done";
  done: number;
  total: number | null;
  begunAt: Temporal.Instant;
};

/** How the mirror of each company is fed. */
export type FeedsTx = {
  /** In the order in which they are read. Empty before the first fill. */
  list(connectionId: string): Promise<Feed[]>;
  /** Every kind is to be read from its beginning. */
  begin(connectionId: string, at: Temporal.Instant): Promise<void>;
  save(
    connectionId: string,
    kind: MirrorKind,
    place: { state: Feed["state"]; done: number; total: number | null },
    at: Temporal.Instant,
  ): Promise<void>;
  /** All that changed before this instant is in the mirror; null before the first fill has ended. */
  changedSince(connectionId: string): Promise<Temporal.Instant | null>;
  saveChangedSince(connectionId: string, instant: Temporal.Instant): Promise<void>;
  /** Counts one metered read; answers how many there were in that month. */
  countRead(connectionId: string, month: string): Promise<number>;
  reads(connectionId: string, month: string): Promise<number>;
  /** True to the first who raises the alarm of that month. */
  raiseAlarm(connectionId: string, month: string, at: Temporal.Instant): Promise<boolean>;
  endAlarm(connectionId: string, month: string): Promise<void>;
};

type StaleObject = "deal" | "company";
/** A record of the CRM that is to be told anew; `marks` counts what asked for it. */
export type StaleRecord = { object: StaleObject; id: string; marks: number };

/** The CRM records on which something has changed that the CRM was not told yet. */
export type TellingTx = {
  mark(object: StaleObject, ids: string[]): Promise<void>;
  list(object: StaleObject, limit: number): Promise<StaleRecord[]>;
  /** Takes the marks off; one that was marked again since stays. */
  clear(records: StaleRecord[]): Promise<void>;
  /** Our properties on a company as last written; null before the first time. */
  shownOnCompany(companyId: string): Promise<{ shown: Record<string, string | null>; gone: boolean } | null>;
  saveShownOnCompany(companyId: string, shown: Record<string, string | null>): Promise<void>;
  /** HubSpot does not have it any more. Answers since when that is known. */
  companyIsGone(companyId: string, at: Temporal.Instant): Promise<Temporal.Instant>;
  /** It is there again. Answers whether it was gone. */
  companyIsBack(companyId: string): Promise<boolean>;
};
