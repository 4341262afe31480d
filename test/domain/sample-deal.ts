import type { Address, Deal, DealCompany, DealContact, DealField, DealLine } from "../../api/domain/deal.ts";
import { DEFAULT_SETTINGS } from "../../api/domain/settings.ts";
import type { Settings } from "../../api/domain/settings.ts";

/** A whole US address. */
export const ADDRESS: Address = {
  street: "1 Main St",
  street2: null,
  city: "Mountain View",
  state: "CA",
  zip: "94042",
  country: "United States",
};
export const NO_ADDRESS: Address = { street: null, street2: null, city: null, state: null, zip: null, country: null };

/** 50 seats at 200.00 a month for a year, unless the test says otherwise. */
export function sampleLine(changes: Partial<DealLine> = {}): DealLine {
  return {
    id: "L1",
    productId: "P1",
    sku: "SEAT",
    name: "seats",
    description: null,
    quantity: "50",
    unitPrice: "200",
    discountPerUnit: null,
    discountPercent: null,
    frequency: "monthly",
    term: "P12M",
    startDate: "2026-12-01",
    startDelayDays: null,
    startDelayMonths: null,
    currency: "USD",
    ...changes,
  };
}

/** A one-time line, 1 × 1000.00 unless the test says otherwise. */
export function onceLine(changes: Partial<DealLine> = {}): DealLine {
  return sampleLine({ id: "L2", productId: "P2", sku: "SETUP", name: "Setup", quantity: "1", unitPrice: "1000", ...ONCE, ...changes });
}
const ONCE = { frequency: null, term: null, startDate: null };

export function sampleCompany(changes: Partial<DealCompany> = {}): DealCompany {
  return {
    id: "C1",
    name: "Acme Inc",
    domain: "acme.example",
    phone: "+1 555 123 4567",
    industry: null,
    primary: true,
    labels: [],
    billing: ADDRESS,
    shipping: NO_ADDRESS,
    billingEmail: "ap@acme.example",
    paymentTerms: { property: "tieout_payment_terms", value: null },
    taxExempt: false,
    taxId: { property: "tieout_tax_id", value: null },
    taxExemptionReason: { property: "tieout_tax_exemption_reason", value: null },
    ...changes,
  };
}

export function sampleContact(changes: Partial<DealContact> = {}): DealContact {
  return { id: "N1", firstName: "Ann", lastName: "Lee", email: "ann@lee.example", phone: null, labels: [], billing: ADDRESS, ...changes };
}

type DealChanges = Partial<Omit<Deal, "fields">> & { fields?: Partial<Record<DealField, string | null>> };

const FIELDS: Record<DealField, string> = {
  paymentTerms: "tieout_payment_terms",
  orderDate: "tieout_order_date",
  acceptedOn: "tieout_accepted_on",
  contractStart: "tieout_contract_start",
  contractEnd: "tieout_contract_end",
  billingFrequency: "tieout_billing_frequency",
  billingPlan: "tieout_billing_plan",
  discountPercent: "tieout_discount_percent",
  discountAmount: "tieout_discount_amount",
  poNumber: "tieout_po_number",
};

/** A won deal of 120,000.00 over twelve months that passes every check, but for what the test changes. */
export function sampleDeal({ fields = {}, ...changes }: DealChanges = {}): Deal {
  const values: Partial<Record<DealField, string | null>> = { paymentTerms: "Net 30", ...fields };
  const mapped = Object.entries(FIELDS).map(([field, property]) => [field, { property, value: values[field as DealField] ?? null }]);
  return {
    id: "987",
    name: "Acme 2027",
    pipelineId: "default",
    stage: { id: "closedwon", won: true, closed: true },
    amount: "120000",
    currency: "USD",
    closedAt: "2026-11-24T17:00:00Z",
    ownerId: null,
    routingProperties: {},
    fields: Object.fromEntries(mapped) as Deal["fields"],
    lines: [sampleLine()],
    companies: [sampleCompany()],
    contacts: [],
    acceptedQuote: null,
    adjustments: [],
    archived: false,
    missingProperties: [],
    ...changes,
  };
}

/** The rules of a US portal. */
export function sampleRules(settings: Partial<Settings> = {}) {
  return { settings: { ...DEFAULT_SETTINGS, ...settings }, timeZone: "America/New_York", homeCurrency: "USD" };
}
