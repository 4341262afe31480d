type Section = { title: string; names: string[]; readOnly?: boolean; open?: boolean };
const tieout = (names: string) => names.split(" ").map((name) => `tieout_${name}`);
const address = (kind: string) =>
  tieout(["street", "street2", "city", "state", "zip", "country"].map((part) => `${kind}_${part}`).join(" "));

/** The properties on a deal's page. */
export const DEAL_SECTIONS: Section[] = [
  {
    title: "About this deal",
    names: ["dealname", "amount", "deal_currency_code", "closedate", "hubspot_owner_id", "dealtype", "description"],
  },
  {
    title: "QuickBooks status",
    names: tieout(
      "state message order_number order_status order_total order_url invoice_status invoiced paid balance_due next_invoice_date last_payment_date recognized deferred synced_at",
    ),
    readOnly: true,
  },
  {
    title: "Order details",
    names: tieout(
      "payment_terms order_date po_number accepted_on contract_start contract_end billing_frequency billing_plan discount_percent discount_amount renewal notice_days cancellable amends_deal effective_date",
    ),
  },
];

/** The properties on a company's page. */
export const COMPANY_SECTIONS: Section[] = [
  {
    title: "About this company",
    names: ["name", "domain", "phone", "address", "address2", "city", "state", "zip", "country", "industry", "hubspot_owner_id"],
  },
  { title: "Billing", names: [...tieout("payment_terms tax_exempt tax_id billing_email"), ...address("billing")] },
  { title: "Shipping", names: address("shipping"), open: false },
  { title: "QuickBooks status", names: tieout("customer_id balance overdue days_overdue last_payment_date credit_hold"), readOnly: true },
];
