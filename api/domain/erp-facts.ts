/** What the rules need to know of the ERP's records. The ports' richer types fit these shapes. */

/** A company and the switches that decide what may be sent. */
export type CompanyFacts = {
  name: string;
  country: string;
  homeCurrency: string;
  multiCurrency: boolean;
  estimatesAllowed: boolean;
  serviceDatesAllowed: boolean;
  /** Nothing may be dated on or before this date (ISO). */
  booksClosedOn: string | null;
};

/** The preferences of a company that decide how a sale is booked. */
export type BookingSwitches = {
  /** True: the sender numbers documents; false: the ERP does, and a sent number is replaced. */
  customNumbers: boolean;
  /** The company's own fields on its orders, those that are on. */
  orderFields: { id: string; name: string }[];
  /** Where a class goes: on the order as a whole, or on each line; null: nowhere, and one that is sent is lost. */
  classTracking: "perOrder" | "perLine" | null;
  salesTax: "automated" | "manual" | "off";
  /** A discount may stand as a line of its own. */
  discountsAllowed: boolean;
  /** The ERP spreads revenue by itself for the items that say so. */
  revenueRecognition: boolean;
};

/** An entry of a list in the books that an order or customer points at. */
export type NamedFacts = { id: string; name: string; active: boolean };

/** `unitPrice` is the list price in the home currency, as decimal text. */
export type ItemFacts = { id: string; name: string; sku: string | null; active: boolean; taxable: boolean; unitPrice: string | null };

/** `dueDays` is null for a date-driven term, which falls due on a day of the month, the next month's where too few days are left. */
export type TermFacts = {
  id: string;
  name: string;
  dueDays: number | null;
  dueDay?: { dayOfMonth: number; nextMonthDays: number } | null;
  active: boolean;
};

/** A customer as matching judges it. */
export type CustomerFacts = {
  id: string;
  name: string;
  companyName: string | null;
  email: string | null;
  phone: string | null;
  currency: string;
  active: boolean;
  /** A sub-customer or job. */
  parentId: string | null;
  postcode: string | null;
  street: string | null;
  country: string | null;
  website: string | null;
  /** As the ERP tells it, which may be masked. */
  taxId: string | null;
};
