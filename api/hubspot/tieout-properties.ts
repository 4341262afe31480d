import { TAX_EXEMPTION_REASONS } from "../domain/tax-exemption.ts";

/** One property of ours, as HubSpot's properties API creates it (facts/hubspot.md §6.4). */
export type PropertyDefinition = {
  name: string;
  label: string;
  groupName: string;
  type: "string" | "number" | "date" | "datetime" | "enumeration" | "bool";
  fieldType: "text" | "textarea" | "number" | "date" | "select" | "booleancheckbox";
  description: string;
  options?: PropertyOption[];
  numberDisplayHint?: "currency";
  showCurrencySymbol?: true;
  currencyPropertyName?: string;
};
type PropertyOption = { label: string; value: string; displayOrder: number; hidden: boolean };

/** The group on the record that holds all our properties. */
export const TIEOUT_GROUP = { name: "tieout", label: "Tieout", displayOrder: -1 };

const WRITTEN = "Written by Tieout from QuickBooks.";
const READ = "Read by Tieout for the order in QuickBooks.";

const text = (name: string, label: string, description: string) => property(name, label, description, "string", "text");
const longText = (name: string, label: string, description: string) => property(name, label, description, "string", "textarea");
const count = (name: string, label: string, description: string) => property(name, label, description, "number", "number");
const date = (name: string, label: string, description: string) => property(name, label, description, "date", "date");
const yesNo = (name: string, label: string, description: string): PropertyDefinition => ({
  ...property(name, label, description, "bool", "booleancheckbox"),
  options: options({ true: "Yes", false: "No" }),
});
const choice = (name: string, label: string, description: string, choices: Record<string, string>): PropertyDefinition => ({
  ...property(name, label, description, "enumeration", "select"),
  options: options(choices),
});
const money = (name: string, label: string, description: string): PropertyDefinition => ({
  ...count(name, label, description),
  numberDisplayHint: "currency",
  showCurrencySymbol: true,
});
/** Shown in the deal's own currency, as HubSpot shows its amount. */
const dealMoney = (name: string, label: string, description: string): PropertyDefinition => ({
  ...money(name, label, description),
  currencyPropertyName: "deal_currency_code",
});

/** The properties of DESIGN §5 on deals: first those that we write, then those that we read. */
export const DEAL_PROPERTIES: PropertyDefinition[] = [
  choice("tieout_state", "Order state", WRITTEN, {
    notReady: "Not ready",
    ready: "Ready",
    awaitingApproval: "Awaiting approval",
    needsReview: "Needs review",
    pushing: "Being sent",
    pushed: "In QuickBooks",
    changed: "Changed after push",
    cancelled: "Cancelled",
    failed: "Failed",
    notConnected: "Not connected",
  }),
  longText("tieout_message", "Order message", WRITTEN),
  text("tieout_order_number", "Order number", WRITTEN),
  choice("tieout_order_status", "Order status", WRITTEN, {
    pending: "Pending",
    accepted: "Accepted",
    rejected: "Rejected",
    closed: "Closed",
    deleted: "Deleted",
    invoiced: "Invoiced",
  }),
  dealMoney("tieout_order_total", "Order total", WRITTEN),
  text("tieout_order_url", "Order in QuickBooks", WRITTEN),
  choice("tieout_invoice_status", "Invoice status", WRITTEN, {
    none: "None",
    scheduled: "Scheduled",
    open: "Open",
    partly_paid: "Partly paid",
    paid: "Paid",
    credited: "Credited",
    written_off: "Written off",
    overdue: "Overdue",
    void: "Void",
  }),
  dealMoney("tieout_invoiced", "Invoiced", WRITTEN),
  dealMoney("tieout_paid", "Paid", WRITTEN),
  dealMoney("tieout_balance_due", "Balance due", WRITTEN),
  date("tieout_next_invoice_date", "Next invoice date", WRITTEN),
  date("tieout_last_payment_date", "Last payment date", WRITTEN),
  dealMoney("tieout_recognized", "Revenue recognized", WRITTEN),
  dealMoney("tieout_deferred", "Revenue deferred", WRITTEN),
  property("tieout_synced_at", "Last seen in QuickBooks", WRITTEN, "datetime", "date"),

  text("tieout_payment_terms", "Payment terms", READ),
  date("tieout_order_date", "Order date", READ),
  date("tieout_accepted_on", "Accepted on", READ),
  date("tieout_contract_start", "Contract start", READ),
  date("tieout_contract_end", "Contract end", READ),
  choice("tieout_billing_frequency", "Billing frequency", READ, {
    weekly: "Weekly",
    biweekly: "Every two weeks",
    monthly: "Monthly",
    quarterly: "Quarterly",
    per_six_months: "Every six months",
    annually: "Annually",
    per_two_years: "Every two years",
    per_three_years: "Every three years",
    per_four_years: "Every four years",
    per_five_years: "Every five years",
  }),
  longText("tieout_billing_plan", "Billing plan", "Milestones, such as: 2026-12-01 30%; 2027-03-01 50%; acceptance 20%."),
  yesNo("tieout_renewal", "Renewal", READ),
  count("tieout_notice_days", "Notice period in days", READ),
  yesNo("tieout_cancellable", "Cancellable without penalty", READ),
  text("tieout_amends_deal", "Amends deal", "The record id of the deal that this one changes."),
  date("tieout_effective_date", "Effective date", READ),
  count("tieout_discount_percent", "Discount in percent", "10 is ten percent."),
  dealMoney("tieout_discount_amount", "Discount amount", READ),
  text("tieout_po_number", "PO number", READ),
];

/** The properties of DESIGN §5 on companies: first those that we write, then those that we read. */
export const COMPANY_PROPERTIES: PropertyDefinition[] = [
  text("tieout_customer_id", "QuickBooks customer", WRITTEN),
  money("tieout_balance", "Balance", WRITTEN),
  money("tieout_overdue", "Overdue", WRITTEN),
  count("tieout_days_overdue", "Days overdue", WRITTEN),
  date("tieout_last_payment_date", "Last payment date", WRITTEN),
  yesNo("tieout_credit_hold", "Credit hold", WRITTEN),

  text("tieout_payment_terms", "Payment terms", READ),
  yesNo("tieout_tax_exempt", "Tax exempt", READ),
  text("tieout_tax_id", "Tax id", READ),
  choice("tieout_tax_exemption_reason", "Reason of tax exemption", READ, TAX_EXEMPTION_REASONS),
  text("tieout_billing_email", "Billing e-mail", READ),
  ...address("tieout_billing", "Billing"),
  ...address("tieout_shipping", "Shipping"),
];

function address(prefix: string, label: string): PropertyDefinition[] {
  return [
    text(`${prefix}_street`, `${label} street`, READ),
    text(`${prefix}_street2`, `${label} street, second line`, READ),
    text(`${prefix}_city`, `${label} city`, READ),
    text(`${prefix}_state`, `${label} state or region`, READ),
    text(`${prefix}_zip`, `${label} postal code`, READ),
    text(`${prefix}_country`, `${label} country`, READ),
  ];
}

function property(
  name: string,
  label: string,
  description: string,
  type: PropertyDefinition["type"],
  fieldType: PropertyDefinition["fieldType"],
): PropertyDefinition {
  return { name, label, description, type, fieldType, groupName: TIEOUT_GROUP.name };
}

function options(choices: Record<string, string>): PropertyOption[] {
  return Object.entries(choices).map(([value, label], displayOrder) => ({ label, value, displayOrder, hidden: false }));
}
