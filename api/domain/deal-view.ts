import type { Finding } from "./finding.ts";
import type { Person } from "./person.ts";

/** An amount as cards and clients read it: exact decimal text, and the currency's ISO code. */
export type Money = { amount: string; currency: string };

/** How far a deal is on its way to QuickBooks. */
export type DealState =
  "notReady" | "ready" | "awaitingApproval" | "needsReview" | "pushing" | "pushed" | "changed" | "cancelled" | "failed" | "notConnected";

/** What a user may do with a deal now. */
export type DealAction = "push" | "approve" | "refuse" | "retry" | "review" | "amend" | "keep" | "connect";

type OrderView = {
  id: string;
  number: string | null;
  status: "pending" | "accepted" | "rejected" | "closed" | "deleted" | "invoiced";
  net: Money;
  tax: Money | null;
  total: Money;
  url: string;
};

/** An invoice as the cards show it. */
export type InvoiceView = {
  id: string | null;
  number: string | null;
  date: string;
  dueDate: string | null;
  net: Money;
  total: Money;
  balance: Money;
  daysOverdue: number;
  url: string | null;
  status: "scheduled" | "open" | "partlyPaid" | "paid" | "credited" | "writtenOff" | "overdue" | "void";
};

/** What a payment brought to a deal's invoices: money, and credits that it used up. `invoices` are their numbers. */
export type PaymentView = { id: string; date: string; invoices: string[]; paid: Money; credit: Money };

type CustomerView = {
  id: string | null;
  name: string;
  match: "linked" | "found" | "new" | "ambiguous";
  reasons: string[];
  url: string | null;
};

/** A document of the ERP that a person may have made for the same sale; finance says what it is. */
type DuplicateView = { kind: "order" | "invoice"; id: string; number: string | null; date: string; net: Money; url: string };

type PreviewView = {
  lines: {
    item: string;
    description: string;
    quantity: string;
    unitPrice: string;
    /** Before every discount; null where it cannot be told for this line alone. */
    listUnitPrice: string | null;
    /** In words, such as "10 % and 5 % of the deal". */
    discount: string | null;
    amount: Money;
    serviceStart: string | null;
    serviceEnd: string | null;
  }[];
  net: Money;
  dealAmount: Money | null;
  difference: Money | null;
  /** Why the order comes to another sum than the deal's amount. */
  differenceReason: string | null;
};

/** A request to finance, and what it decided; instants are ISO 8601. */
export type ApprovalView = {
  id: string;
  dealId: string;
  dealName: string;
  company: string;
  dealUrl: string;
  reasons: { code: string; message: string }[];
  net: Money;
  discountPercent: string;
  terms: string | null;
  /** null: nobody pushed the deal, it was pushed by itself. */
  requestedBy: Person | null;
  since: string;
  state: "open" | "approved" | "refused";
  decidedBy: Person | null;
  decidedAt: string | null;
  reason: string | null;
};

/** Why a push stopped, in plain words, and who is on it; `since` is ISO 8601. */
type FailureView = {
  message: string;
  since: string;
  fixBy: Finding["fixBy"];
  /** Who has taken it on; null while nobody has. */
  owner: Person | null;
  attempts: number;
  /** Nobody has to do anything: it is tried again once the vendor answers. */
  byItself: boolean;
  /** It is being tried again. */
  retrying: boolean;
  /** null: finance has settled it without another try. */
  letterId: string | null;
  /** Whether this user may open it on the Finance desk. */
  mayOpen: boolean;
};

/** What the deal card shows (DESIGN §5). */
export type DealView = {
  dealId: string;
  state: DealState;
  findings: Finding[];
  /** What stopped its push; null when nothing did. */
  failure: FailureView | null;
  /** What waits for finance, or what it decided about the deal as it is today. */
  approval: ApprovalView | null;
  actions: DealAction[];
  customer: CustomerView | null;
  preview: PreviewView | null;
  order: OrderView | null;
  amendments: OrderView[];
  invoices: InvoiceView[];
  payments: PaymentView[];
  totals: { contract: Money; invoicedNet: Money; tax: Money; invoiced: Money; paid: Money; credited: Money; balance: Money };
  duplicates: DuplicateView[];
  changes: { field: string; atPush: string; now: string }[];
  /** The instant at which QuickBooks was last seen to agree with this view. */
  asOf: string;
};
