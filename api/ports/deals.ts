import type { Finding } from "../domain/finding.ts";
import type { UnmappedDeal } from "../domain/unmapped.ts";

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
  /** HubSpot did not have it any more when it was last asked: nothing is shown on it until it is read there again. */
  gone: boolean;
};

/** The deals of a portal that were looked at. */
export type Deals = {
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
