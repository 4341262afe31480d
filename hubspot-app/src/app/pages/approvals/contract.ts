import type { Money } from "tieout-shared/contract.ts";
import type { Person } from "../desk/contract.ts";

/** A sale that finance has to agree to before it is pushed. `discountPercent` is an exact decimal. */
export type Approval = {
  id: string;
  dealId: string;
  dealName: string;
  company: string;
  dealUrl: string;
  reasons: { code: string; message: string }[];
  net: Money;
  discountPercent: string;
  terms: string | null;
  requestedBy: Person | null;
  since: string;
  state: "open" | "approved" | "refused";
  decidedBy: Person | null;
  decidedAt: string | null;
  reason: string | null;
};

export type Decision = "approve" | "refuse";
