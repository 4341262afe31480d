import type { AlertNotices } from "./alerts.ts";
import type { AmountBasisStore } from "./amount-basis.ts";
import type { ApprovalRecords } from "./approvals.ts";
import type { AuditLog } from "./audit.ts";
import type { PushBreaker } from "./breaker.ts";
import type { CatalogueTold } from "./catalogue.ts";
import type { Connections, ConnectionsByRealm } from "./connections.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { Deals } from "./deals.ts";
import type { Desk } from "./desk.ts";
import type { Drifts } from "./drifts.ts";
import type { DryRunStore } from "./dry-runs.ts";
import type { DuplicateStore } from "./duplicates.ts";
import type { Conflicts, FieldSync } from "./field-sync.ts";
import type { Holds } from "./holds.ts";
import type { Inbox } from "./inbox.ts";
import type { Intents } from "./intents.ts";
import type { Links } from "./links.ts";
import type { MappingStore } from "./mapping.ts";
import type { Matches } from "./matches.ts";
import type { FeedsTx, MirrorTx, TellingTx } from "./mirror.ts";
import type { MirroredCustomers } from "./mirrored-customers.ts";
import type { OauthStates } from "./oauth.ts";
import type { OrderNumbers } from "./order-numbers.ts";
import type { People } from "./people.ts";
import type { OwnPortal, Portals } from "./portals.ts";
import type { Job, JobOptions } from "./queue.ts";
import type { PortalSchedule, DueRuns } from "./schedule.ts";
import type { SettingsStore } from "./settings.ts";
import type { SyncLog } from "./sync-log.ts";
import type { WorkflowConsents, WorkflowRuns } from "./workflows.ts";

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

/** All that is kept of one portal, in one transaction. */
export type PortalTx = {
  portalId: number;
  portal: OwnPortal;
  settings: SettingsStore;
  orderNumbers: OrderNumbers;
  amountBasis: AmountBasisStore;
  connections: Connections;
  mapping: MappingStore;
  dryRuns: DryRunStore;
  deals: Deals;
  duplicates: DuplicateStore;
  links: Links;
  intents: Intents;
  mirror: MirrorTx;
  feeds: FeedsTx;
  telling: TellingTx;
  approvals: ApprovalRecords;
  drifts: Drifts;
  holds: Holds;
  desk: Desk;
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

/** What crosses portals, in one transaction. */
export type SystemTx = {
  portals: Portals;
  connections: ConnectionsByRealm;
  oauthStates: OauthStates;
  inbox: Inbox;
  schedule: DueRuns;
  enqueue(job: Job, options?: JobOptions): Promise<void>;
};
