import type { ApprovalReason } from "../domain/approval-reasons.ts";
import type { ComputedBasis } from "../domain/amount-basis.ts";
import type { Finding } from "../domain/finding.ts";
import type { Mapping } from "../domain/mapping.ts";
import type { MappingChange } from "../domain/mapping-changes.ts";
import type { MatchRow } from "../domain/match-decision.ts";
import type { Person } from "../domain/person.ts";
import type { OwnSettings } from "../domain/company-settings.ts";
import type { Settings } from "../domain/settings.ts";
import type { UnmappedDeal } from "../domain/unmapped.ts";
import type { OrderDifference } from "../domain/trial-order.ts";
import type { MappingDryRun } from "../ports/dry-runs.ts";
import type { Drift } from "../ports/drifts.ts";
import type { Hold } from "../ports/holds.ts";
import type { ErpCompany, Payload } from "../ports/erp.ts";
import type { AlertChannel } from "../ports/alerts.ts";
import type { Letter } from "../ports/dead-letters.ts";
import type { Feed } from "../ports/mirror.ts";
import type { Connection, DealRow, InboxEvent, Intent, Link, LinkKey, Portal } from "../ports/store.ts";
import type { WorkflowRun } from "../ports/workflows.ts";
import type { Json } from "./amount-json.ts";

/*
 * One row type per table, as PostgreSQL gives it through `connect`: bigint is text, timestamptz an instant, json and
 * jsonb are parsed. What is encrypted is marked `Sealed`.
 */

/** Text made by `Cipher.seal`. */
export type Sealed = string;

export type PortalTableRow = {
  portal_id: string;
  state: Portal["state"];
  time_zone: string;
  currency: string;
  installed_by: string | null;
  scopes: string[];
  tokens: Sealed | null;
  uninstalled_at: Temporal.Instant | null;
  erased_at: Temporal.Instant | null;
};

export type SettingsTableRow = { portal_id: string; value: Partial<Settings> };

export type CompanySettingsTableRow = { portal_id: string; connection_id: string; value: OwnSettings };

export type OrderNumberTableRow = { portal_id: string; connection_id: string; prefix: string; next: string };

export type ConnectionTableRow = {
  portal_id: string;
  connection_id: string;
  state: Connection["state"];
  /** HMAC of the realm: equal realms have equal indexes, and nobody can read the realm from it. */
  realm_index: string;
  realm: Sealed;
  tokens: Sealed | null;
  company: ErpCompany;
};

export type MappingVersionTableRow = {
  portal_id: string;
  version: number;
  lists: Partial<Mapping>;
  changes: MappingChange[];
  what: string;
  user_id: string | null;
  email: string | null;
  at: Temporal.Instant;
};

export type DryRunTableRow = {
  portal_id: string;
  run_id: string;
  state: MappingDryRun["state"];
  message: string | null;
  lists: Partial<Mapping>;
  left_out: number | null;
  started_at: Temporal.Instant;
};

export type DryRunDealTableRow = {
  portal_id: string;
  run_id: string;
  position: number;
  deal_id: string;
  looked_at: boolean;
  difference: OrderDifference | null;
};

export type DealTableRow = {
  portal_id: string;
  deal_id: string;
  connection_id: string | null;
  state: DealRow["state"];
  message: string | null;
  findings: Finding[];
  frozen_sale: unknown;
  kept_changes: string | null;
  requested_by: string | null;
  requested_email: string | null;
  push_key: string | null;
  changed_at: Temporal.Instant | null;
  looked_at: Temporal.Instant | null;
  net_minor: string | null;
  net_currency: string | null;
  chosen: DealRow["chosen"];
  pushed_at: Temporal.Instant | null;
  failing_since: Temporal.Instant | null;
  unmapped: UnmappedDeal | null;
  shown: DealRow["shown"];
};

export type ApprovalTableRow = {
  portal_id: string;
  approval_id: string;
  deal_id: string;
  deal_name: string;
  sale: unknown;
  sale_hash: string;
  reasons: ApprovalReason[];
  requested_by: Person | null;
  since: Temporal.Instant;
  state: "open" | "approved" | "refused";
  decided_by: Person | null;
  decided_at: Temporal.Instant | null;
  reason: string | null;
};

export type DriftTableRow = {
  portal_id: string;
  connection_id: string;
  kind: Drift["kind"];
  external_id: string;
  drift_id: string;
  order_id: string;
  number: string | null;
  url: string;
  what: Drift["what"];
  currency: string;
  agreed_minor: string;
  found_minor: string | null;
  since: Temporal.Instant;
  state: Drift["state"];
  decided_by: Person | null;
  decided_at: Temporal.Instant | null;
  reason: string | null;
};
/** With the deal of its order, and whom that was sold to. */
export type ListedDriftRow = DriftTableRow & { deal_id: string; company: string | null };

export type HoldTableRow = {
  portal_id: string;
  connection_id: string;
  order_id: string;
  hold_id: string;
  why: Hold["why"];
  invoice_ids: string[];
  since: Temporal.Instant;
  state: Hold["state"];
  answered_by: Person | null;
  answered_at: Temporal.Instant | null;
  reason: string | null;
};
/** With the deal of its order, whom that was sold to, and the documents from the mirror. */
export type ListedHoldRow = HoldTableRow & { deal_id: string; company: string | null; order_record: Json; invoice_records: Json[] };

type LinkKeyColumns = { portal_id: string; connection_id: string; record_type: LinkKey["recordType"]; record_id: string; currency: string };

export type LinkTableRow = LinkKeyColumns & { external_id: string; how: Link["how"]; reasons: string[] };

export type IntentTableRow = LinkKeyColumns & {
  generation: number;
  payload: Payload;
  request_id: string;
  marker: string;
  state: Intent["state"];
  attempts: number;
  created_at: Temporal.Instant;
  last_sent_at: Temporal.Instant | null;
  resend_after: Temporal.Instant | null;
  external_id: string | null;
  fault: string | null;
};

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

export type DismissedDuplicateTableRow = {
  portal_id: string;
  deal_id: string;
  /** "order:12" */
  document: string;
  user_id: string;
  user_email: string | null;
  dismissed_at: Temporal.Instant;
};

export type MirrorFeedTableRow = {
  portal_id: string;
  connection_id: string;
  kind: Feed["kind"];
  state: Feed["state"];
  done: number;
  total: number | null;
  begun_at: Temporal.Instant;
  finished_at: Temporal.Instant | null;
};

export type OauthStateTableRow = {
  state_id: string;
  purpose: "hubspot" | "quickbooks";
  portal_id: string | null;
  user_id: string | null;
  expires_at: Temporal.Instant;
  used_at: Temporal.Instant | null;
};

export type InboxTableRow = {
  event_id: string;
  source: InboxEvent["source"];
  dedupe_key: string;
  portal_id: string | null;
  realm: Sealed | null;
  type: string;
  object_id: string;
  occurred_at: Temporal.Instant;
  arrival: string;
  handled_at: Temporal.Instant | null;
  tries: number;
  again_at: Temporal.Instant | null;
  set_aside_at: Temporal.Instant | null;
  fault: string | null;
};

export type AuditTableRow = {
  portal_id: string;
  seq: string;
  at: Temporal.Instant;
  user_id: string | null;
  email: string | null;
  what: string;
  object: string | null;
  object_id: string | null;
  details: Record<string, unknown>;
  previous_hash: string;
  hash: string;
};

export type ScheduleTableRow = {
  portal_id: string;
  kind: string;
  next_run_at: Temporal.Instant;
  last_run_at: Temporal.Instant | null;
  result: Record<string, string | number> | null;
  failure: string | null;
  failed_at: Temporal.Instant | null;
};

export type DeadLetterTableRow = {
  portal_id: string;
  letter_id: string;
  seq: string;
  kind: string;
  object: string;
  record_id: string;
  code: string;
  cause: string;
  message: string;
  fix_by: Letter["fixBy"];
  fields: Sealed | null;
  job: Letter["job"];
  attempts: number;
  since: Temporal.Instant;
  last_at: Temporal.Instant;
  owner_id: string | null;
  owner_email: string | null;
  money_minor: string | null;
  money_currency: string | null;
  state: Letter["state"];
  closed_at: Temporal.Instant | null;
};

export type AlertNoticeTableRow = { portal_id: string; channel: AlertChannel; cause: string; told_at: Temporal.Instant };

export type AmountBasisTableRow = {
  portal_id: string;
  basis: ComputedBasis | null;
  fitting: number | null;
  deals: number | null;
  proposed_at: Temporal.Instant | null;
  chosen_at: Temporal.Instant | null;
};

export type PushBreakerTableRow = { portal_id: string; paused_at: Temporal.Instant | null; resumed_at: Temporal.Instant | null };

export type MatchTableRow = {
  portal_id: string;
  match_id: string;
  connection_id: string;
  record_id: string;
  currency: string;
  state: MatchRow["state"];
  how: MatchRow["how"];
  customer_id: string | null;
  parent_id: string | null;
  by_hand: boolean;
  buyer: MatchRow["buyer"];
  deals: MatchRow["deals"];
  candidates: MatchRow["candidates"];
  reasons: string[];
  not_the_same: string[];
  decided_by: MatchRow["decidedBy"];
  decided_at: Temporal.Instant | null;
  opened_at: Temporal.Instant;
};

export type WorkflowRunTableRow = {
  portal_id: string;
  callback_id: string;
  action: WorkflowRun["action"];
  object: WorkflowRun["record"]["object"];
  object_id: string;
  connection_id: string | null;
  on_failure: WorkflowRun["onFailure"];
  started_at: Temporal.Instant;
  blocked_at: Temporal.Instant | null;
  answer: WorkflowRun["answer"];
  closed_at: Temporal.Instant | null;
};

export type WorkflowConsentTableRow = {
  portal_id: string;
  workflow_id: string;
  first_asked_at: Temporal.Instant | null;
  last_asked_at: Temporal.Instant | null;
  last_deal_id: string | null;
  granted: boolean | null;
  decided_by: Person | null;
  decided_at: Temporal.Instant | null;
};
