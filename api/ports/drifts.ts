import type { DriftFacts } from "../domain/drift.ts";
import type { Person } from "../domain/person.ts";

/** A document of the ERP that is another than it was made, voided or gone; `orderId` is the order of ours that it is or bills. */
type Document = {
  connectionId: string;
  kind: "order" | "invoice";
  externalId: string;
  orderId: string;
  number: string | null;
  url: string;
  currency: string;
};
/** `driftId` names the state that was found: another state has another, so that nobody decides on what they have not seen. */
export type Drift = Document &
  DriftFacts & {
    driftId: string;
    since: Temporal.Instant;
    decidedBy: Person | null;
    decidedAt: Temporal.Instant | null;
    reason: string | null;
  };
/** The deal of the order, and whom it was sold to. */
export type ListedDrift = Drift & { dealId: string; company: string | null };

type Verdict = { state: "accepted" | "ignored"; by: Person; at: Temporal.Instant; reason: string | null };

/** The documents of a portal that have drifted, one entry for each. */
export type Drifts = {
  find(connectionId: string, kind: Document["kind"], externalId: string): Promise<Drift | null>;
  /** Those of an order and of the invoices that bill it. */
  ofOrder(connectionId: string, orderId: string): Promise<Drift[]>;
  save(document: Document, facts: DriftFacts, at: Temporal.Instant): Promise<void>;
  /** Null when nothing with this id is open. */
  decide(driftId: string, verdict: Verdict): Promise<ListedDrift | null>;
  /** Those of orders that a deal still has, the oldest first. */
  list(page: {
    state: DriftFacts["state"];
    after: string | null;
    limit: number;
  }): Promise<{ drifts: ListedDrift[]; cursor: string | null }>;
};
