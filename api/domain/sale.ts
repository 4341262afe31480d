import type { Address } from "./deal.ts";

/** A won deal in neutral form: pure data, no vendor in it. Amounts are bigint minor units of `currency`; decimals are exact text. */
export type Sale = {
  dealId: string;
  currency: string;
  /** ISO date in the connection's zone. */
  orderDate: string;
  buyer: Buyer;
  lines: SaleLine[];
  /** The discount on the whole deal where it is a line of its own; null where it is in the net prices of the lines, or there is none. */
  discount: SaleDiscount | null;
  /** The sum of the lines less the discount: the contract value, net of discounts and tax. */
  net: bigint;
  /** The CRM's own amount, and null when it has none. */
  dealAmount: bigint | null;
  /** The payment terms by name ("Net 30"). */
  terms: string | null;
  poNumber: string | null;
};

/** A fixed amount off the whole sale, in minor units. */
export type SaleDiscount = { amount: bigint; description: string };

/** One sold line over its whole term. `quantity` × `unitPrice` is exactly `amount`. */
export type SaleLine = {
  lineItemId: string;
  productId: string | null;
  sku: string | null;
  name: string;
  /** "50 seats, 2026-12-01 to 2027-11-30, 12 × monthly", with list price and discount where there is one. */
  description: string;
  quantity: string;
  /** The quantity that was sold; `quantity` is 1 instead where no unit price makes the amount exactly. */
  soldQuantity: string;
  /** Net, for all periods together. */
  unitPrice: string;
  /** List price for all periods together, before every discount. */
  listUnitPrice: string;
  /** The discounts in words: "10 % and 5 % of the deal"; null for none. */
  discount: string | null;
  amount: bigint;
  /** Number of billing periods; 1 for a one-time line. */
  periods: number;
  frequency: string | null;
  serviceStart: string | null;
  serviceEnd: string | null;
};

/** Who is billed: a company of the CRM, or a person where the deal has no company. */
export type Buyer = {
  kind: "company" | "contact";
  /** The CRM record's id. */
  recordId: string;
  name: string;
  domain: string | null;
  email: string | null;
  phone: string | null;
  person: { givenName: string | null; familyName: string | null } | null;
  /** The contact that a company's person, e-mail and phone may be of. */
  contactId?: string;
  billing: Address;
  shipping: Address;
  taxExempt: boolean;
  taxId: string | null;
  /** Why it is exempt, as the CRM says it. */
  taxExemptionReason: string | null;
  /** Its company has a parent or child company; absent where nobody knows. */
  inGroup?: boolean;
};

/** One line of the order as the ERP will have it. `quantity` × `unitPrice` is exactly `amount` (minor units). */
export type OrderLine = {
  lineItemId: string;
  itemId: string;
  itemName: string;
  /** The product that was sold, as the CRM calls it. */
  productName: string;
  description: string;
  quantity: string;
  /** The quantity of the item that was sold; `quantity` is 1 instead where no unit price makes the amount exactly. */
  soldQuantity: string;
  unitPrice: string;
  /** What `quantity` would have cost each before every discount; null where that is no exact price. */
  listUnitPrice: string | null;
  /** The discounts in words; null for none. */
  discount: string | null;
  amount: bigint;
  /** Number of billing periods that the price covers; 1 for a one-time line. */
  periods: number;
  serviceStart: string | null;
  serviceEnd: string | null;
  taxable: boolean;
  /** The product is marked for manual review: finance approves before it is pushed. */
  manualReview: boolean;
};

/** A product of the CRM becomes one or more items of the ERP. `share`s sum to 1; `quantity` is a factor. Decimals as text. */
export type ProductMapping = {
  productId?: string | undefined;
  sku?: string | undefined;
  manualReview?: boolean | undefined;
  items: { itemId: string; quantity: string; share: string }[];
};
