import type { ObjectName } from "./object-types.ts";
import { defaultGroupOf, type PropertyDefinition } from "./property-definition.ts";

type Short = { name: string; type: string; fieldType: string; calculated?: boolean; options?: string[]; external?: boolean };

const as =
  (type: string, fieldType: string, extra: Partial<Short> = {}) =>
  (...names: string[]): Short[] =>
    names.map((name) => ({ name, type, fieldType, ...extra }));
const text = as("string", "text");
const number = as("number", "number");
const date = as("date", "date");
const moment = as("datetime", "date");
const choice = (name: string, options: string[]): Short[] => as("enumeration", "select", { options })(name);
const external = as("enumeration", "select", { external: true });
const computed = as("number", "calculation_equation", { calculated: true });
const computedFlag = as("bool", "calculation_equation", { calculated: true, options: ["true", "false"] });
const computedMoment = as("datetime", "calculation_read_time", { calculated: true });
const computedText = as("string", "calculation_equation", { calculated: true });

const onEvery = [
  ...moment("createdate"),
  ...computedMoment("hs_createdate"),
  ...computed("hs_object_id"),
  ...computedText("hs_merged_object_ids"),
  ...external("hubspot_owner_id"),
];
const modified = computedMoment("hs_lastmodifieddate");
const FREQUENCIES = [
  "weekly",
  "biweekly",
  "monthly",
  "quarterly",
  "per_six_months",
  "annually",
  "per_two_years",
  "per_three_years",
  "per_four_years",
  "per_five_years",
];
const recurring = choice("recurringbillingfrequency", FREQUENCIES);
const INDUSTRIES = [
  "BIOTECHNOLOGY",
  "COMPUTER_SOFTWARE",
  "FINANCIAL_SERVICES",
  "FOOD_BEVERAGES",
  "INTERNET",
  "MACHINERY",
  "NON_PROFIT_ORGANIZATION_MANAGEMENT",
];

const ADJUSTMENT = [
  ...onEvery,
  ...modified,
  ...text("hs_label"),
  ...choice("hs_type", ["PERCENT", "FIXED"]),
  ...number("hs_value", "hs_sort_order"),
  ...choice("hs_duration", ["ONCE", "FOREVER"]),
];

const DEFAULTS: Record<ObjectName, Short[]> = {
  deals: [
    ...onEvery,
    ...modified,
    ...text("dealname", "description", "hs_next_step", "closed_lost_reason", "closed_won_reason"),
    ...number("amount"),
    ...moment("closedate"),
    ...external("dealstage", "pipeline"),
    ...choice("deal_currency_code", ["USD", "EUR", "GBP", "CAD", "JPY"]),
    ...choice("dealtype", ["newbusiness", "existingbusiness"]),
    ...computedFlag("hs_is_closed", "hs_is_closed_won", "hs_is_closed_lost"),
    ...computed(
      "hs_tcv",
      "hs_acv",
      "hs_arr",
      "hs_mrr",
      "hs_deal_stage_probability",
      "hs_num_of_associated_line_items",
      "num_associated_contacts",
    ),
    ...computedText("hs_primary_associated_company"),
  ],
  companies: [
    ...onEvery,
    ...modified,
    ...text("name", "domain", "website", "address", "address2", "city", "state", "zip", "country", "phone", "description"),
    ...choice("industry", INDUSTRIES),
    ...choice("lifecyclestage", ["lead", "opportunity", "customer"]),
    ...number("numberofemployees", "annualrevenue"),
    ...computed("hs_parent_company_id", "hs_num_child_companies"),
  ],
  contacts: [
    ...onEvery,
    ...computedMoment("lastmodifieddate"),
    ...text("firstname", "lastname", "email", "phone", "mobilephone", "jobtitle", "company", "address", "city", "state", "zip", "country"),
    ...choice("lifecyclestage", ["lead", "opportunity", "customer"]),
  ],
  line_items: [
    ...onEvery,
    ...modified,
    ...text("name", "description", "hs_product_id", "hs_sku", "hs_external_id", "hs_recurring_billing_period", "hs_tax_rate_group_id"),
    ...number("quantity", "price", "discount", "hs_discount_percentage", "hs_cost_of_goods_sold", "hs_position_on_quote"),
    ...number("hs_billing_start_delay_days", "hs_billing_start_delay_months"),
    ...recurring,
    ...date("hs_recurring_billing_start_date"),
    ...choice("hs_billing_start_delay_type", ["hs_billing_start_delay_days", "hs_billing_start_delay_months"]),
    ...choice("hs_recurring_billing_terms", ["FIXED", "AUTOMATICALLY_RENEW"]),
    ...choice("hs_line_item_currency_code", ["USD", "EUR", "GBP", "CAD", "JPY"]),
    ...computed(
      "amount",
      "hs_pre_discount_amount",
      "hs_total_discount",
      "hs_margin",
      "hs_tcv",
      "hs_acv",
      "hs_arr",
      "hs_mrr",
      "hs_term_in_months",
    ),
    ...as("date", "calculation_equation", { calculated: true })("hs_recurring_billing_end_date"),
  ],
  products: [
    ...onEvery,
    ...modified,
    ...text("name", "description", "hs_sku", "hs_url", "hs_recurring_billing_period"),
    ...number("price", "hs_cost_of_goods_sold"),
    ...recurring,
    ...choice("hs_product_type", ["inventory", "non_inventory", "service"]),
    ...choice("hs_status", ["active", "inactive"]),
  ],
  quotes: [
    ...onEvery,
    ...modified,
    ...text("hs_title", "hs_terms", "hs_comments", "hs_quote_number", "hs_currency"),
    ...moment("hs_expiration_date"),
    ...choice("hs_status", ["DRAFT", "PENDING_APPROVAL", "APPROVAL_NOT_NEEDED", "APPROVED", "REJECTED"]),
    ...choice("hs_language", ["en", "de", "fr"]),
    // values as public integrations report them, since no source lists them
    ...choice("hs_quote_status", ["DRAFT", "PUBLISHED", "ACCEPTED", "EXPIRED"]),
    ...choice("hs_sign_status", ["ESIGN_PENDING", "ESIGN_COMPLETED", "MANUALLY_SIGNED"]),
    ...computed("hs_quote_amount"),
  ],
  discounts: ADJUSTMENT,
  fees: ADJUSTMENT,
  taxes: ADJUSTMENT,
};

/** The properties that a fresh portal has on a kind of record: the ones a quote-to-cash app meets. */
export function defaultProperties(object: ObjectName, createdAt: number): PropertyDefinition[] {
  return DEFAULTS[object].map((short, index) => ({
    name: short.name,
    label: labelOf(short.name),
    type: short.type,
    fieldType: short.fieldType,
    description: "",
    groupName: defaultGroupOf(object).name,
    options: (short.options ?? []).map((value, order) => ({
      label: labelOf(value),
      value,
      displayOrder: order,
      hidden: false,
      description: "",
    })),
    displayOrder: index,
    hasUniqueValue: short.name === "hs_object_id",
    hidden: false,
    formField: false,
    hubspotDefined: true,
    calculated: short.calculated ?? false,
    readOnly: short.calculated ?? false,
    externalOptions: short.external ?? false,
    createdAt,
    updatedAt: createdAt,
    archivedAt: null,
  }));
}

function labelOf(name: string): string {
  const words = name.replace(/^hs_/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
