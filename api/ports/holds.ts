import type { HoldAnswer, HoldFacts } from "../domain/hold.ts";
import type { Person } from "../domain/person.ts";
import type { ErpInvoice, ErpOrder } from "./erp-documents.ts";

/** `holdId` names the question that was put: what is asked anew has another, so that nobody answers what they have not seen. */
export type Hold = HoldFacts & {
  holdId: string;
  connectionId: string;
  orderId: string;
  since: Temporal.Instant;
  answeredBy: Person | null;
  answeredAt: Temporal.Instant | null;
  reason: string | null;
};
/** With the deal of the order, whom it was sold to, and the documents as the mirror has them now. */
export type ListedHold = Hold & { dealId: string; company: string | null; order: ErpOrder; invoices: ErpInvoice[] };

type Answered = { answer: HoldAnswer; by: Person; at: Temporal.Instant; reason: string | null };

/** The orders of a portal of which somebody in the ERP has made something that finance has to answer, one entry for each. */
export type Holds = {
  find(connectionId: string, orderId: string): Promise<Hold | null>;
  /** Asks, or notes that there is nothing to ask any more. */
  save(order: { connectionId: string; orderId: string }, facts: HoldFacts, at: Temporal.Instant): Promise<void>;
  /** The question with this id, open or answered; null once something else is asked about its order, or no deal has the order. */
  read(holdId: string): Promise<ListedHold | null>;
  /** Null when no question with this id is open. */
  answer(holdId: string, answered: Answered): Promise<ListedHold | null>;
  /** Those of orders that a deal still has, the oldest first. */
  list(page: { answered: boolean; after: string | null; limit: number }): Promise<{ holds: ListedHold[]; cursor: string | null }>;
};
