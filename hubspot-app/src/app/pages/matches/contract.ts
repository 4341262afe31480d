import type { Person } from "tieout-shared/contract.ts";

/** A customer in QuickBooks that the buyer may be. `differences` are what both sides say and say differently. */
export type Candidate = {
  customerId: string;
  name: string;
  url: string;
  /** Points of evidence. */
  score: number;
  reasons: string[];
  /** Why it is not linked by itself, whatever the score. */
  vetoes: string[];
  differences: { field: string; here: string | null; there: string | null }[];
  active: boolean;
  /** Of whom it is a sub-customer. */
  parentName: string | null;
};

/** A buyer of HubSpot against the customers of a QuickBooks company, in one currency. */
export type Match = {
  id: string;
  record: { object: "company" | "contact"; id: string; url: string };
  connectionId: string;
  currency: string;
  buyer: {
    name: string;
    email: string | null;
    phone: string | null;
    domain: string | null;
    address: string | null;
    taxId: string | null;
  };
  state: "open" | "linked" | "new";
  how: "auto" | "chosen" | null;
  deals: { id: string; name: string }[];
  candidates: Candidate[];
  reasons: string[];
  decidedBy: Person | null;
  decidedAt: string | null;
  undoable: boolean;
};

/** What a person can decide about a match, as the last part of the address. */
export type MatchStep = "link" | "new" | "not-the-same" | "reparent" | "undo";
