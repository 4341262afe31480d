import type { Money, Person } from "tieout-shared/contract.ts";

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
