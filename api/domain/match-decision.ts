import type { Person } from "./person.ts";

/** A field in which a buyer and a customer differ, as each has it. */
export type Difference = { field: string; here: string | null; there: string | null };

/** The buyer as it was when it was last looked at, for the screen. */
type MatchBuyer = {
  name: string;
  email: string | null;
  phone: string | null;
  domain: string | null;
  address: string | null;
  taxId: string | null;
};

/** A customer that may be the buyer, as it was judged. */
export type MatchCandidate = {
  customerId: string;
  name: string;
  url: string;
  score: number;
  reasons: string[];
  vetoes: string[];
  differences: Difference[];
  active: boolean;
  parentName: string | null;
};

/** Who a buyer is in the ERP, for one currency: what was found, and what was decided by whom. */
export type MatchRow = {
  matchId: string;
  connectionId: string;
  /** "company:123" or "contact:9". */
  recordId: string;
  currency: string;
  state: "open" | "linked" | "new";
  how: "auto" | "chosen" | null;
  customerId: string | null;
  /** The new customer is to be a sub-customer of this one. */
  parentId: string | null;
  /** A person undid what was decided: it is not decided automatically again. */
  byHand: boolean;
  buyer: MatchBuyer;
  deals: { id: string; name: string }[];
  candidates: MatchCandidate[];
  reasons: string[];
  /** Customers of which a person said that they are not this buyer. */
  notTheSame: string[];
  decidedBy: Person | null;
  decidedAt: Temporal.Instant | null;
  openedAt: Temporal.Instant;
};
