import type {
  Address,
  Deal,
  DealAdjustment,
  DealCompany,
  DealContact,
  DealField,
  DealLine,
  MappedField,
  PricedDeal,
} from "../domain/deal.ts";
import type { Association } from "./associations.ts";
import { COMPANY_ADDRESS, type FieldMapping } from "./field-mapping.ts";
import type { HubSpotRecord } from "./records.ts";
import type { StageOutcome } from "./stages.ts";

/** What is read of a line item. */
export const LINE_PROPERTIES = [
  "name",
  "description",
  "quantity",
  "price",
  "discount",
  "hs_discount_percentage",
  "hs_product_id",
  "hs_sku",
  "recurringbillingfrequency",
  "hs_recurring_billing_period",
  "hs_recurring_billing_start_date",
  "hs_billing_start_delay_days",
  "hs_billing_start_delay_months",
  "hs_line_item_currency_code",
  "hs_position_on_quote",
];

/** What is read of a contact. */
export const CONTACT_PROPERTIES = ["firstname", "lastname", "email", "phone", "address", "city", "state", "zip", "country"];

/** The ids of the records that a merge has replaced by this one, which is a new one (facts/hubspot.md §5), separated by semicolons. */
const MERGED = "hs_merged_object_ids";

function mergedInto(record: HubSpotRecord): { mergedIds?: string[] } {
  const ids = (text(record, MERGED) ?? "").split(";").filter((id) => id !== "" && id !== record.id);
  return ids.length > 0 ? { mergedIds: ids } : {};
}

/** The deal properties that we read: HubSpot's own and those of the mapping. */
export function dealProperties({ deal }: FieldMapping): string[] {
  const own = ["dealname", "pipeline", "dealstage", "amount", "deal_currency_code", "closedate", "hubspot_owner_id", MERGED];
  return [...new Set([...own, ...Object.values(deal)])];
}

/** What is read of a company. */
export function companyProperties({ company }: FieldMapping): string[] {
  const { billing, shipping, paymentTerms, taxExempt, taxId, taxExemptionReason, billingEmail } = company;
  const own = [
    "name",
    "domain",
    "phone",
    "industry",
    "hs_parent_company_id",
    "hs_num_child_companies",
    MERGED,
    ...Object.values(COMPANY_ADDRESS),
  ];
  return [
    ...new Set([
      ...own,
      paymentTerms,
      taxExempt,
      taxId,
      taxExemptionReason,
      billingEmail,
      ...Object.values(billing),
      ...Object.values(shipping),
    ]),
  ];
}

/** The stage as the deal names it. */
export function stageOf(deal: HubSpotRecord): { pipelineId: string; stageId: string } {
  return { pipelineId: text(deal, "pipeline") ?? "", stageId: text(deal, "dealstage") ?? "" };
}

type Parts = { deal: HubSpotRecord; stage: StageOutcome } & Pick<
  Deal,
  "lines" | "routingProperties" | "companies" | "contacts" | "acceptedQuote" | "adjustments" | "missingProperties"
>;

/** A deal with all that hangs on it. */
export function toDeal({ deal, stage, ...parts }: Parts, mapping: FieldMapping): Deal {
  const { pipelineId, stageId } = stageOf(deal);
  return {
    ...toPricedDeal(deal, parts.lines, mapping),
    name: text(deal, "dealname") ?? "",
    pipelineId,
    stage: { id: stageId, ...stage },
    ownerId: text(deal, "hubspot_owner_id"),
    ...parts,
    archived: deal.archived,
    ...mergedInto(deal),
  };
}

/** A deal with its lines alone, as its amount is judged. */
export function toPricedDeal(deal: HubSpotRecord, lines: DealLine[], mapping: FieldMapping): PricedDeal {
  return {
    id: deal.id,
    amount: text(deal, "amount"),
    currency: text(deal, "deal_currency_code"),
    closedAt: text(deal, "closedate"),
    fields: dealFields(deal, mapping),
    lines,
  };
}

function dealFields(deal: HubSpotRecord, mapping: FieldMapping): Record<DealField, MappedField> {
  const field = (name: DealField) => mapped(deal, mapping.deal[name]);
  return {
    paymentTerms: field("paymentTerms"),
    orderDate: field("orderDate"),
    acceptedOn: field("acceptedOn"),
    contractStart: field("contractStart"),
    contractEnd: field("contractEnd"),
    billingFrequency: field("billingFrequency"),
    billingPlan: field("billingPlan"),
    discountPercent: field("discountPercent"),
    discountAmount: field("discountAmount"),
    poNumber: field("poNumber"),
  };
}

/** Lines in the order in which people see them, and by id where they have none, so that each reading gives the same order. */
export function toLines(records: HubSpotRecord[]): DealLine[] {
  const position = (record: HubSpotRecord) => Number(text(record, "hs_position_on_quote") ?? Number.MAX_SAFE_INTEGER);
  return records.toSorted((a, b) => position(a) - position(b) || Number(a.id) - Number(b.id)).map(toLine);
}

function toLine(line: HubSpotRecord): DealLine {
  return {
    id: line.id,
    productId: text(line, "hs_product_id"),
    sku: text(line, "hs_sku"),
    name: text(line, "name") ?? "",
    description: text(line, "description"),
    quantity: text(line, "quantity"),
    unitPrice: text(line, "price"),
    discountPerUnit: text(line, "discount"),
    discountPercent: text(line, "hs_discount_percentage"),
    frequency: text(line, "recurringbillingfrequency"),
    term: text(line, "hs_recurring_billing_period"),
    startDate: text(line, "hs_recurring_billing_start_date"),
    startDelayDays: text(line, "hs_billing_start_delay_days"),
    startDelayMonths: text(line, "hs_billing_start_delay_months"),
    currency: text(line, "hs_line_item_currency_code"),
  };
}

/** A company of a deal. */
export function toCompany(record: HubSpotRecord, { primary, labels }: Association, { company }: FieldMapping): DealCompany {
  const billing = address(record, company.billing);
  return {
    id: record.id,
    name: text(record, "name"),
    domain: text(record, "domain"),
    phone: text(record, "phone"),
    industry: text(record, "industry"),
    primary,
    labels,
    inGroup: text(record, "hs_parent_company_id") !== null || Number(text(record, "hs_num_child_companies") ?? 0) > 0,
    ...mergedInto(record),
    billing: isEmpty(billing) ? address(record, COMPANY_ADDRESS) : billing,
    shipping: address(record, company.shipping),
    billingEmail: text(record, company.billingEmail),
    paymentTerms: mapped(record, company.paymentTerms),
    taxExempt: text(record, company.taxExempt) === "true",
    taxId: mapped(record, company.taxId),
    taxExemptionReason: mapped(record, company.taxExemptionReason),
  };
}

/** A contact of a deal. */
export function toContact(record: HubSpotRecord, { labels }: Association): DealContact {
  return {
    id: record.id,
    firstName: text(record, "firstname"),
    lastName: text(record, "lastname"),
    email: text(record, "email"),
    phone: text(record, "phone"),
    labels,
    billing: { ...address(record, COMPANY_ADDRESS), street2: null },
  };
}

/** An address is taken whole from one place: a street of one and a city of another would be nobody's address. */
function isEmpty(address: Address): boolean {
  return Object.values(address).every((part) => part === null);
}

function address(record: HubSpotRecord, properties: Record<keyof Address, string>): Address {
  return {
    street: text(record, properties.street),
    street2: text(record, properties.street2),
    city: text(record, properties.city),
    state: text(record, properties.state),
    zip: text(record, properties.zip),
    country: text(record, properties.country),
  };
}

function mapped(record: HubSpotRecord, property: string): MappedField {
  return { property, value: text(record, property) };
}

/** A discount, fee or tax that hangs on a deal. */
export function toAdjustment(record: HubSpotRecord, kind: DealAdjustment["kind"]): DealAdjustment {
  return {
    id: record.id,
    kind,
    label: text(record, "hs_label"),
    value: text(record, "hs_value"),
    inPercent: text(record, "hs_type") === "PERCENT",
  };
}

/** HubSpot's cleared properties are "" as often as null. */
export function text({ properties }: HubSpotRecord, name: string): string | null {
  const value = properties[name];
  return value == null || value.trim() === "" ? null : value;
}
