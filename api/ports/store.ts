import type { Finding } from "../domain/finding.ts";
import type { OwnSettings, PortalSettings } from "../domain/company-settings.ts";
import type { Settings } from "../domain/settings.ts";
import type { AmountBasisStore } from "./amount-basis.ts";
import type { ApprovalRecords } from "./approvals.ts";
import type { UnmappedDeal } from "../domain/unmapped.ts";
import type { AlertNotices } from "./alerts.ts";
import type { AuditLog } from "./audit.ts";
import type { PushBreaker } from "./breaker.ts";
import type { OrderNumbers } from "./order-numbers.ts";
import type { CatalogueTold } from "./catalogue.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { Drifts } from "./drifts.ts";
import type { Holds } from "./holds.ts";
import type { DuplicateStore } from "./duplicates.ts";
import type { Conflicts, FieldSync } from "./field-sync.ts";
import type { PortalSchedule } from "./schedule.ts";
import type { DryRunStore } from "./dry-runs.ts";
import type { Matches } from "./matches.ts";
import type { SyncLog } from "./sync-log.ts";
import type { People } from "./people.ts";
import type { MirroredCustomers } from "./mirrored-customers.ts";
import type { ErpCompany, Payload } from "./erp.ts";
import type { MappingStore } from "./mapping.ts";
import type { FeedsTx, MirrorTx, TellingTx } from "./mirror.ts";
import type { WorkflowConsents, WorkflowRuns } from "./workflows.ts";
import type { Job, JobOptions } from "./queue.ts";

/** The database. Each call of `inPortal` or `inSystem` is one transaction; never call a vendor inside. */
export type Store = {
  /** A transaction of one portal: row security shows its rows and no others. */
  inPortal<T>(portalId: number, work: (tx: PortalTx) => Promise<T>): Promise<T>;
  /** A transaction that may cross portals: portals, the index columns of connections, the inbox, OAuth states. */
  inSystem<T>(work: (tx: SystemTx) => Promise<T>): Promise<T>;
  /**
   * Runs `work` while holding the named lock, over all processes; waits for it at most `waitMs`, then throws `busy`.
   * Not a transaction: the work may call vendors. The lock dies with the process.
   */
  withLock<T>(name: string, waitMs: number, work: () => Promise<T>): Promise<T>;
  ping(): Promise<void>;
};

export type PortalTx = {
  portalId: number;
  portal: {
    read(): Promise<Portal | null>;
    /** Tokens are encrypted at rest with the row's identity as additional data. */
    readTokens(): Promise<Tokens | null>;
    saveTokens(tokens: Tokens): Promise<void>;
    setState(state: Portal["state"]): Promise<void>;
    /** The account has left: its tokens are gone, and the day is remembered from which its data is kept. */
    leave(at: Temporal.Instant): Promise<void>;
    /** Deletes everything of an account that has left, but for the audit log and the digests of the sync log. */
    erase(): Promise<void>;
    saveAccount(account: { timeZone: string; currency: string }): Promise<void>;
  };
  settings: {
    /** What there is one of in a portal, whichever company it is about. */
    read(): Promise<PortalSettings>;
    /** What holds for work with this company. */
    of(connectionId: string): Promise<Settings>;
    /** All that the portal has chosen, for who shows or saves it; what is done with a company goes by what holds for that. */
    readWhole(): Promise<Settings>;
    /** The same for who will save: others who would change them wait until this transaction ends. */
    readToChange(): Promise<Settings>;
    save(settings: Settings): Promise<void>;
    /** What a company has otherwise than the portal; nothing where it has never chosen. */
    own(connectionId: string): Promise<OwnSettings>;
    saveOwn(connectionId: string, own: OwnSettings): Promise<void>;
  };
  orderNumbers: OrderNumbers;
  amountBasis: AmountBasisStore;
  connections: {
    list(): Promise<Connection[]>;
    read(connectionId: string): Promise<Connection | null>;
    /**
     * Inserts or, for the same realm, revives a connection. To be confirmed, a company that is not in use yet waits as
     * `pending`. Answers its id.
     */
    join(connection: { realmId: string; company: ErpCompany; tokens: Tokens; toBeConfirmed?: boolean }): Promise<string>;
    /** Realm and tokens in the clear, for the adapter alone; null once the company was left. */
    readSecrets(connectionId: string): Promise<{ realmId: string; tokens: Tokens } | null>;
    saveTokens(connectionId: string, tokens: Tokens): Promise<void>;
    saveCompany(connectionId: string, company: ErpCompany): Promise<void>;
    setState(connectionId: string, state: Connection["state"]): Promise<void>;
    /** Wipes the tokens of a company that was left, unless it was joined again. */
    forgetTokens(connectionId: string): Promise<void>;
  };
  mapping: MappingStore;
  dryRuns: DryRunStore;
  deals: {
    read(dealId: string): Promise<DealRow | null>;
    /** Inserts or updates the given columns. */
    save(dealId: string, changes: Partial<Omit<DealRow, "dealId">>): Promise<void>;
    /** The companies that those of these deals which have one are worked with. */
    connectionsOf(dealIds: string[]): Promise<Map<string, string>>;
    /** Deals whose push waits for a connection, or is under way and may have been cut short when the account left. */
    waitingForConnection(): Promise<string[]>;
    /** Deals not pushed yet that have a finding with any of these codes. */
    withFinding(codes: readonly string[]): Promise<string[]>;
    /** Deals not pushed yet that wait for products to be mapped. */
    unmapped(): Promise<(UnmappedDeal & { dealId: string })[]>;
  };
  duplicates: DuplicateStore;
  links: {
    find(key: LinkKey): Promise<Link | null>;
    /** The link that points at an ERP record, if any. */
    findByExternal(connectionId: string, recordType: LinkKey["recordType"], externalId: string): Promise<Link | null>;
    /** Throws conflict when another record is linked to the same ERP record. */
    save(link: Link): Promise<void>;
    remove(key: LinkKey): Promise<void>;
    /** Moves links and intents of a record that was merged into another, unless that one has its own. Answers how many. */
    repoint(move: { recordType: LinkKey["recordType"]; from: string; to: string }): Promise<number>;
    /** All links of orders. */
    listOrders(): Promise<Link[]>;
    /** All links of customers of one company. */
    listCustomers(connectionId: string): Promise<Link[]>;
    /** The links of these ERP records. */
    ofExternals(connectionId: string, recordType: LinkKey["recordType"], externalIds: string[]): Promise<Link[]>;
    /** The customers that a company or contact of the CRM stands for, in every currency and company. */
    customersOf(recordId: string): Promise<Link[]>;
  };
  intents: {
    latest(key: LinkKey): Promise<Intent | null>;
    /** Throws conflict when this generation exists already (the unique key that stops a double intent). */
    insert(intent: Intent): Promise<void>;
    /** Counts an attempt and notes its time, before the call goes out. */
    markSent(intent: Intent, at: Temporal.Instant): Promise<void>;
    /** Notes when we learned that we shall not learn the outcome, from which the quiet time before a search runs, and before when nothing may be sent again. */
    markUnknown(intent: Intent, at: Temporal.Instant, resendAfter: Temporal.Instant): Promise<void>;
    /** `externalId` when done; the fault's words when rejected. */
    settle(intent: Intent, outcome: { state: "done" | "rejected" | "gone"; externalId?: string; fault?: string }): Promise<void>;
  };
  mirror: MirrorTx;
  feeds: FeedsTx;
  telling: TellingTx;
  approvals: ApprovalRecords;
  drifts: Drifts;
  holds: Holds;
  catalogueTold: CatalogueTold;
  audit: AuditLog;
  schedule: PortalSchedule;
  deadLetters: DeadLetters;
  alertNotices: AlertNotices;
  breaker: PushBreaker;
  mirroredCustomers: MirroredCustomers;
  matches: Matches;
  fieldSync: FieldSync;
  conflicts: Conflicts;
  workflowRuns: WorkflowRuns;
  workflowConsents: WorkflowConsents;
  syncLog: SyncLog;
  people: People;
  /** Takes all jobs of the portal that wait out of the queue. */
  cancelJobs(): Promise<void>;
  /** Puts a job into the queue in this same transaction. */
  enqueue(job: Job, options?: JobOptions): Promise<void>;
};

export type SystemTx = {
  portals: {
    /** Inserts, or revives on reinstall; keeps settings. The first installing user becomes admin. */
    install(portal: {
      portalId: number;
      timeZone: string;
      currency: string;
      userId: number | null;
      scopes: string[];
      tokens: Tokens;
    }): Promise<void>;
    find(portalId: number): Promise<Portal | null>;
    listInstalled(): Promise<number[]>;
  };
  connections: {
    /** Connections of every portal joined to this realm, by blind index. */
    findByRealm(realmId: string): Promise<{ portalId: number; connectionId: string }[]>;
  };
  oauthStates: {
    insert(state: {
      id: string;
      purpose: "hubspot" | "quickbooks";
      portalId: number | null;
      userId: number | null;
      expiresAt: Temporal.Instant;
    }): Promise<void>;
    /** True once: the state was there, unused and not expired, and is used up now. */
    use(id: string, now: Temporal.Instant): Promise<{ portalId: number | null; userId: number | null } | null>;
  };
  inbox: {
    /** Stores what is new by its dedupe key and answers how many were new. Holds ids, no personal data. */
    store(events: InboxEvent[]): Promise<number>;
    read(ids: string[]): Promise<InboxEvent[]>;
    markHandled(ids: string[]): Promise<void>;
    /** Events not yet handled whose time has come, oldest first. */
    pending(limit: number, now: Temporal.Instant): Promise<InboxEvent[]>;
    /** They come again after the pause that their number of tries allows. Answers those that have had their last try. */
    postpone(ids: string[], how: { at: Temporal.Instant; pausesSeconds: readonly number[] }): Promise<string[]>;
    /** Nobody tries them again; they stay with their fault. */
    setAside(ids: string[], why: { at: Temporal.Instant; fault: string }): Promise<void>;
    /** When the next one comes that was postponed; null when there is none. */
    nextAt(): Promise<Temporal.Instant | null>;
    /** Deletes at most `limit` events that were handled before then; answers how many. */
    forget(handledBefore: Temporal.Instant, limit: number): Promise<number>;
    /** Deletes all events of one record. */
    forgetAbout(record: { portalId: number; kind: string; objectId: string }): Promise<void>;
  };
  schedule: {
    /** What of these kinds is due in any installed portal, or was never entered; `afterwards` is due in those that have left, too. */
    due(search: {
      kinds: readonly string[];
      afterwards: string;
      now: Temporal.Instant;
      limit: number;
    }): Promise<{ portalId: number; kind: string }[]>;
  };
  enqueue(job: Job, options?: JobOptions): Promise<void>;
};

export type Portal = {
  portalId: number;
  state: "installed" | "needsReconnect" | "uninstalled";
  timeZone: string;
  currency: string;
  installedBy: number | null;
  scopes: string[];
  /** When it left and what it leaves behind was stopped. */
  uninstalledAt: Temporal.Instant | null;
  /** When everything of it was deleted. */
  erasedAt: Temporal.Instant | null;
};

export type Tokens = { accessToken: string; refreshToken: string; expiresAt: Temporal.Instant };

export type Connection = { connectionId: string; state: "pending" | "active" | "needsReconnect" | "disconnected"; company: ErpCompany };

/** A buyer in two currencies has two customers, so the currency is part of the key (RULES §2). For orders it is the order's. */
export type LinkKey = {
  connectionId: string;
  recordType: "customer" | "order";
  /** The CRM record: "company:123" or "contact:9" for customers, the deal's id for orders. */
  recordId: string;
  currency: string;
};
export type Link = LinkKey & { externalId: string; how: "found" | "created" | "chosen"; reasons: string[] };

/** One write that we mean to make: stored with its frozen payload and generation before it is sent. */
export type Intent = LinkKey & {
  /** From 1; raised only after a definite rejection with no marker found, or a confirmed deletion. */
  generation: number;
  payload: Payload;
  requestId: string;
  marker: string;
  state: "planned" | "sent" | "done" | "rejected" | "gone";
  attempts: number;
  createdAt: Temporal.Instant;
  /** When it was last sent, or when its outcome was last found to be unknown. */
  lastSentAt: Temporal.Instant | null;
  /** Not to be sent again before this: the vendor may still be working on it. */
  resendAfter: Temporal.Instant | null;
  externalId: string | null;
  fault: string | null;
};

/** What we know of a deal between two runs. */
export type DealRow = {
  dealId: string;
  connectionId: string | null;
  state:
    "notReady" | "ready" | "awaitingApproval" | "needsReview" | "pushing" | "pushed" | "changed" | "cancelled" | "failed" | "notConnected";
  message: string | null;
  findings: Finding[];
  /** The sale as it was pushed, as JSON (`saleToJson`). */
  frozenSale: unknown;
  /** The changes since then with which finance keeps the order as it is (`changesHash`). */
  keptChanges: string | null;
  /** Who or what asked for the push: "user:5002", "workflow:192814114". */
  requestedBy: string | null;
  /** The e-mail of the user who asked, as the CRM signed it. */
  requestedEmail: string | null;
  /** The idempotency key of the last press of Push: the same press again changes nothing. */
  pushKey: string | null;
  /** When the deal, its lines or associations last changed, so far as webhooks tell: the settle time runs from here. */
  changedAt: Temporal.Instant | null;
  /** When a run last began that read the deal in the CRM. */
  lookedAt: Temporal.Instant | null;
  /** What it was worth then, net, in minor units. */
  worth: { amount: bigint; currency: string } | null;
  /** What a person chose for the next try in the place of what we would take. */
  chosen: { customerName?: string; orderNumber?: string };
  pushedAt: Temporal.Instant | null;
  failingSince: Temporal.Instant | null;
  /** What preflight found missing in the mapping when it last stopped the deal; counts while its findings say so. */
  unmapped: UnmappedDeal | null;
  /** Our properties as last written to HubSpot, so that only a change is written. */
  shown: Record<string, string | null> | null;
};

export type InboxEvent = {
  id: string;
  source: "hubspot" | "quickbooks";
  /** Unique per source: the same event delivered twice has the same key. */
  dedupeKey: string;
  portalId: number | null;
  realmId: string | null;
  /** "deal.propertyChange", "invoice.updated". */
  type: string;
  objectId: string;
  occurredAt: Temporal.Instant;
};
