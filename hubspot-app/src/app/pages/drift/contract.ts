import type { Money, Person } from "tieout-shared/contract.ts";

/** A document in QuickBooks with what its lines come to; `url` opens it there. */
type Document = { number: string; url: string; net: Money };

/** What finance may say to an order that somebody rejected, closed or invoiced. */
export type HoldAnswer = "wait" | "cancel" | "adopt" | "keep" | "stop";

/** An order that somebody rejected, closed or invoiced in QuickBooks; instants are ISO 8601. `answers` are those that there are to it now. */
export type Hold = {
  id: string;
  why: "rejected" | "closed" | "invoiced";
  deal: { id: string; company: string | null; url: string };
  order: Document;
  invoices: Document[];
  since: string;
  state: "open" | "healed" | HoldAnswer;
  answers: HoldAnswer[];
  answeredBy: Person | null;
  answeredAt: string | null;
  reason: string | null;
};

/** A document that was edited, voided or deleted in QuickBooks after it was made. `found` is null when it is gone; instants are ISO 8601. */
export type Drift = {
  id: string;
  kind: "order" | "invoice";
  what: "amount" | "voided" | "deleted";
  number: string;
  url: string;
  deal: { id: string; company: string | null; url: string };
  agreed: Money;
  found: Money | null;
  since: string;
  state: "open" | "accepted" | "ignored" | "healed";
  decidedBy: Person | null;
  decidedAt: string | null;
  reason: string | null;
};
