/** What the page's own server answers to the page, under /backend. Amounts are decimal text as the vendor has them. */

/** A person who uses the page; `kind` is what they are in the story, not a role of HubSpot's. */
export type PageUser = { id: number; email: string; firstName: string; lastName: string; kind: string };
export type PageConfig = { portalId: number; timeZone: string; apiOrigin: string; appId: number | string; users: PageUser[] };
/** The demo's story: what has been told so far, oldest first, and whether there is more to come. */
export type StoryView = { state: "starting" | "telling" | "told"; lines: string[] };

export type RecordType = "deals" | "companies" | "contacts" | "line_items" | "products";
export type CrmRecord = { type: RecordType; id: string; properties: Record<string, string | null> };
export type Stage = { id: string; label: string; isClosed: boolean; isWon: boolean };
export type PropertyField = {
  name: string;
  label: string;
  type: string;
  options: { value: string; label: string }[];
  readOnly: boolean;
};
export type DealRow = {
  id: string;
  name: string;
  stage: Stage | null;
  amount: string | null;
  currency: string;
  closeDate: string | null;
  company: { id: string; name: string } | null;
  tieoutState: string | null;
};
export type CompanyRow = {
  id: string;
  name: string;
  domain: string | null;
  city: string | null;
  deals: number;
  balance: string | null;
  currency: string;
};

/** One record with everything that its page shows. */
export type RecordPage = {
  record: CrmRecord;
  /** Every property of this type of record. */
  fields: PropertyField[];
  stages: Stage[];
  associated: Record<RecordType, CrmRecord[]>;
  products: CrmRecord[];
};

export type DocumentLine = {
  id: string;
  item: string | null;
  description: string;
  quantity: number | null;
  unitPrice: number | null;
  amount: number;
};
type Document = {
  id: string;
  number: string | null;
  date: string;
  customer: { id: string; name: string };
  currency: string;
  total: number;
  tax: number;
  note: string | null;
  lines: DocumentLine[];
};
export type EstimateView = Document & { status: string; invoiceIds: string[] };
export type InvoiceView = Document & {
  dueDate: string | null;
  balance: number;
  status: "open" | "partly paid" | "paid" | "overdue" | "void";
  estimateIds: string[];
};
export type PaymentView = {
  id: string;
  date: string;
  customer: { id: string; name: string };
  currency: string;
  amount: number;
  unapplied: number;
  invoiceIds: string[];
};
export type CustomerView = {
  id: string;
  name: string;
  email: string | null;
  address: string;
  currency: string;
  balance: number;
  active: boolean;
};

/** The workflow actions of the app, and what they did on one record. */
export type WorkflowTab = {
  actions: { uid: string; name: string }[];
  runs: {
    callbackId: string;
    action: string;
    status: string;
    startedAt: string;
    calls: number;
    outputs: { name: string; value: string }[];
  }[];
};

/** The QuickBooks company as its page shows it. */
export type QuickBooksPage = {
  company: string;
  today: string;
  customers: CustomerView[];
  estimates: EstimateView[];
  invoices: InvoiceView[];
  payments: PaymentView[];
};

/** What a person can do on the QuickBooks page. */
export type QuickBooksAction =
  | { do: "setStatus"; id: string; status: "Pending" | "Accepted" | "Rejected" | "Closed" }
  | { do: "invoice"; id: string }
  | { do: "receivePayment"; id: string; amount: number; date: string }
  | { do: "edit"; kind: "Estimate" | "Invoice"; id: string; changes: DocumentChanges }
  | { do: "rename"; id: string; name: string; email: string }
  | { do: "void"; id: string }
  | { do: "delete"; kind: "Estimate" | "Invoice" | "Payment"; id: string };
export type DocumentChanges = {
  number: string | null;
  date: string;
  dueDate: string | null;
  lines: { id: string; description: string; quantity: number | null; unitPrice: number | null; amount: number }[];
};

/** A call of hubspot.fetch on its way to HubSpot's proxy. */
export type ProxiedFetch = {
  url: string;
  method: string;
  body: unknown;
  timeoutMs: number | null;
  headers: Record<string, string>;
  userId: number;
};
