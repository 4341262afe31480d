/** An exact decimal with as many places as the currency has: "120000.00", "USD". Never a number: floats lose cents. */
export type Money = { amount: string; currency: string };

export type FixBy = "rep" | "finance" | "admin";

/** One thing preflight noticed: what is wrong, who can mend it, where. */
export type Finding = {
  code: string;
  level: "error" | "warning";
  message: string;
  fixBy: FixBy;
  where?: { object: "deal" | "company" | "contact" | "lineItem"; id: string; property?: string };
};

/** An order in QuickBooks. Dates are ISO dates, `url` opens it in QuickBooks. */
export type Order = {
  id: string;
  number: string | null;
  status: "pending" | "accepted" | "rejected" | "closed" | "deleted" | "invoiced";
  net: Money;
  tax: Money | null;
  total: Money;
  url: string;
};

/** An invoice in QuickBooks, or one that is still to be made: `scheduled`, without id and url. */
export type Invoice = {
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

/** One line of the order as QuickBooks has it or would have it. `unitPrice` is an exact decimal in the line's currency. */
export type PreviewLine = {
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
};

/** A user of HubSpot who asked for or decided something. */
export type Person = { userId: number; email: string | null };

/** A sale that finance has to agree to before it is pushed; instants are ISO 8601, `discountPercent` is an exact decimal. */
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
  /** null: nobody pushed the deal, it was pushed by itself. */
  requestedBy: Person | null;
  since: string;
  state: "open" | "approved" | "refused";
  decidedBy: Person | null;
  decidedAt: string | null;
  reason: string | null;
};

/** Why a push stopped, in plain words, since when (ISO 8601), and who is on it. */
export type PushFailure = {
  message: string;
  since: string;
  fixBy: FixBy;
  /** Who has taken it on; null while nobody has. */
  owner: Person | null;
  attempts: number;
  /** Nobody has to do anything: it is tried again once HubSpot or QuickBooks answers. */
  byItself: boolean;
  /** It is being tried again. */
  retrying: boolean;
  /** null: finance has settled it without another try. */
  letterId: string | null;
  /** Whether this user may open it on the Finance desk. */
  mayOpen: boolean;
};

/** What `GET /ui/deals/:dealId` and the push answer (DESIGN §5). */
export type DealView = {
  dealId: string;
  state:
    "notReady" | "ready" | "awaitingApproval" | "needsReview" | "pushing" | "pushed" | "changed" | "cancelled" | "failed" | "notConnected";
  findings: Finding[];
  /** What stopped its push; null when nothing did. */
  failure: PushFailure | null;
  /** What waits for finance, or what it decided about the deal as it is today. */
  approval: Approval | null;
  /** What this user may do now. */
  actions: ("push" | "approve" | "refuse" | "retry" | "review" | "amend" | "keep" | "connect")[];
  customer: {
    id: string | null;
    name: string;
    match: "linked" | "found" | "new" | "ambiguous";
    reasons: string[];
    url: string | null;
  } | null;
  preview: {
    lines: PreviewLine[];
    net: Money;
    dealAmount: Money | null;
    difference: Money | null;
    /** Why the order comes to another sum than the deal's amount. */
    differenceReason: string | null;
  } | null;
  order: Order | null;
  amendments: Order[];
  /** Scheduled ones too; at most 100. */
  invoices: Invoice[];
  /** What came in for these invoices, the newest first; at most 100. `invoices` are the numbers of those that it was for. */
  payments: { id: string; date: string; invoices: string[]; paid: Money; credit: Money }[];
  totals: { contract: Money; invoicedNet: Money; tax: Money; invoiced: Money; paid: Money; credited: Money; balance: Money };
  /** Documents in QuickBooks that a person may have made for the same sale. */
  duplicates: { kind: "order" | "invoice"; id: string; number: string | null; date: string; net: Money; url: string }[];
  /** What differs from the sale as it was pushed. */
  changes: { field: string; atPush: string; now: string }[];
  /** The instant at which QuickBooks was last seen to agree with this view. */
  asOf: string;
};

/** The body of a refusal. */
export type ApiError = { error: { code: string; message: string; fixBy?: FixBy; requestId: string } };
