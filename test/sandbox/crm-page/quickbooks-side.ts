import type {
  CustomerView,
  DocumentChanges,
  DocumentLine,
  EstimateView,
  InvoiceView,
  PaymentView,
  QuickBooksAction,
  QuickBooksPage,
} from "./page-api.ts";
import { askSimulator } from "./ask-simulator.ts";

/** The shapes of the simulated QuickBooks that the page reads. */
type Reference = { value: string; name?: string };
type Line = {
  Id?: string;
  DetailType?: string;
  Description?: string;
  Amount?: number;
  LinkedTxn?: { TxnId: string; TxnType: string }[];
  SalesItemLineDetail?: { ItemRef?: Reference; Qty?: number; UnitPrice?: number };
};
type Entity = {
  Id: string;
  DocNumber?: string;
  TxnDate?: string;
  DueDate?: string;
  TxnStatus?: string;
  PrivateNote?: string;
  CustomerRef?: Reference;
  CurrencyRef?: Reference;
  TotalAmt?: number;
  Balance?: number;
  UnappliedAmt?: number;
  Line?: Line[];
  LinkedTxn?: { TxnId: string; TxnType: string }[];
  TxnTaxDetail?: { TotalTax?: number };
  DisplayName?: string;
  CompanyName?: string;
  Active?: boolean;
  PrimaryEmailAddr?: { Address?: string };
  BillAddr?: Record<string, string>;
};
type Company = Record<"Customer" | "Estimate" | "Invoice" | "Payment" | "CompanyInfo" | "Preferences", Entity[]>;

type Needs = { url: string; realmId: string };

/** The company as its page shows it; newest documents first. */
export async function readQuickBooks({ url, realmId }: Needs): Promise<QuickBooksPage> {
  const company = await askSimulator<Company>(`${url}/control/state?realm=${encodeURIComponent(realmId)}`);
  const { now } = await askSimulator<{ now: string }>(`${url}/control/clock`);
  // The books of an American company are kept in Pacific time (facts/quickbooks.md §2).
  const today = Temporal.Instant.from(now).toZonedDateTimeISO("America/Los_Angeles").toPlainDate().toString();
  return {
    company: company.CompanyInfo[0]?.CompanyName ?? `Company ${realmId}`,
    today,
    customers: company.Customer.map(customerView).toSorted((one, other) => one.name.localeCompare(other.name)),
    estimates: company.Estimate.map(estimateView).toReversed(),
    invoices: company.Invoice.map((invoice) => invoiceView(invoice, today)).toReversed(),
    payments: company.Payment.map(paymentView).toReversed(),
  };
}

/** Does in QuickBooks what a person did on the page. Throws with QuickBooks' own words when it refuses. */
export async function actInQuickBooks({ url, realmId }: Needs, action: QuickBooksAction): Promise<void> {
  const person = (name: string, ...args: unknown[]) =>
    askSimulator(`${url}/control/people`, { method: "POST", body: { action: name, args: [realmId, ...args] } });
  switch (action.do) {
    case "setStatus":
      if (action.status === "Accepted") return void (await person("acceptEstimate", action.id));
      return void (await person("edit", "Estimate", action.id, { TxnStatus: action.status }));
    case "invoice":
      return void (await person("invoiceFromEstimate", action.id));
    case "receivePayment":
      return void (await person("receivePayment", action.id, action.amount, { TxnDate: action.date }));
    case "edit":
      return void (await person("edit", action.kind, action.id, await editedFields({ url, realmId }, action)));
    case "rename":
      return void (await person("edit", "Customer", action.id, { DisplayName: action.name, PrimaryEmailAddr: { Address: action.email } }));
    case "void":
      return void (await person("void", "Invoice", action.id));
    case "delete":
      return void (await person("delete", action.kind, action.id));
  }
}

async function editedFields({ url, realmId }: Needs, { kind, id, changes }: Extract<QuickBooksAction, { do: "edit" }>): Promise<object> {
  const company = await askSimulator<Company>(`${url}/control/state?realm=${encodeURIComponent(realmId)}`);
  const document = company[kind].find((each) => each.Id === id);
  const { number, date, dueDate } = changes;
  return {
    ...(number && { DocNumber: number }),
    TxnDate: date,
    ...(dueDate && { DueDate: dueDate }),
    Line: editedLines(document?.Line ?? [], changes.lines),
  };
}

/** The document's lines with the person's changes; sub-totals are QuickBooks' own and lines that the form does not show stay. */
function editedLines(lines: Line[], changed: DocumentChanges["lines"]): Line[] {
  return lines.flatMap((line) => {
    if (line.DetailType === "SubTotalLineDetail") return [];
    if (line.DetailType !== "SalesItemLineDetail") return [line];
    const change = changed.find(({ id }) => id === line.Id);
    if (!change) return [];
    const { Qty: _quantity, UnitPrice: _price, ...detail } = line.SalesItemLineDetail ?? {};
    const priced = {
      ...(change.quantity !== null && { Qty: change.quantity }),
      ...(change.unitPrice !== null && { UnitPrice: change.unitPrice }),
    };
    return [{ ...line, Description: change.description, Amount: change.amount, SalesItemLineDetail: { ...detail, ...priced } }];
  });
}

const linesOf = ({ Line = [] }: Entity): DocumentLine[] =>
  Line.filter(({ DetailType }) => DetailType === "SalesItemLineDetail").map((line, index) => ({
    id: line.Id ?? String(index),
    item: line.SalesItemLineDetail?.ItemRef?.name ?? null,
    description: line.Description ?? "",
    quantity: line.SalesItemLineDetail?.Qty ?? null,
    unitPrice: line.SalesItemLineDetail?.UnitPrice ?? null,
    amount: line.Amount ?? 0,
  }));

function documentOf(entity: Entity) {
  return {
    id: entity.Id,
    number: entity.DocNumber ?? null,
    date: entity.TxnDate ?? "",
    customer: customerOf(entity),
    currency: entity.CurrencyRef?.value ?? "USD",
    total: entity.TotalAmt ?? 0,
    tax: entity.TxnTaxDetail?.TotalTax ?? 0,
    note: entity.PrivateNote ?? null,
    lines: linesOf(entity),
  };
}

const customerOf = ({ CustomerRef }: Entity) => ({ id: CustomerRef?.value ?? "", name: CustomerRef?.name ?? CustomerRef?.value ?? "" });
const linked = ({ LinkedTxn = [] }: Entity, type: string) => LinkedTxn.filter(({ TxnType }) => TxnType === type).map(({ TxnId }) => TxnId);

function estimateView(estimate: Entity): EstimateView {
  return { ...documentOf(estimate), status: estimate.TxnStatus ?? "Pending", invoiceIds: linked(estimate, "Invoice") };
}

function invoiceView(invoice: Entity, today: string): InvoiceView {
  const { Balance = 0, DueDate } = invoice;
  return {
    ...documentOf(invoice),
    dueDate: DueDate ?? null,
    balance: Balance,
    status: invoiceStatus(invoice, today),
    estimateIds: linked(invoice, "Estimate"),
  };
}

// A voided invoice keeps its lines at zero and says so only in its note (facts/quickbooks.md §3).
function invoiceStatus({ Balance = 0, TotalAmt = 0, DueDate, PrivateNote }: Entity, today: string): InvoiceView["status"] {
  if (TotalAmt === 0 && /voided/i.test(PrivateNote ?? "")) return "void";
  if (Balance === 0) return "paid";
  if (DueDate && DueDate < today) return "overdue";
  return Balance < TotalAmt ? "partly paid" : "open";
}

function paymentView(payment: Entity): PaymentView {
  const { Id, TxnDate = "", TotalAmt = 0, UnappliedAmt = 0, CurrencyRef, Line = [] } = payment;
  const paid = Line.flatMap(({ LinkedTxn = [] }) => LinkedTxn.filter(({ TxnType }) => TxnType === "Invoice").map(({ TxnId }) => TxnId));
  return {
    id: Id,
    date: TxnDate,
    customer: customerOf(payment),
    currency: CurrencyRef?.value ?? "USD",
    amount: TotalAmt,
    unapplied: UnappliedAmt,
    invoiceIds: paid,
  };
}

function customerView({ Id, DisplayName, PrimaryEmailAddr, BillAddr = {}, CurrencyRef, Balance, Active }: Entity): CustomerView {
  const address = ["Line1", "Line2", "City", "CountrySubDivisionCode", "PostalCode", "Country"]
    .map((part) => BillAddr[part])
    .filter(Boolean);
  return {
    id: Id,
    name: DisplayName ?? Id,
    email: PrimaryEmailAddr?.Address ?? null,
    address: address.join(", "),
    currency: CurrencyRef?.value ?? "USD",
    balance: Balance ?? 0,
    active: Active !== false,
  };
}
