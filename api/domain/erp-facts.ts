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

/** `unitPrice` is the list price in the home currency, as decimal text. */
export type ItemFacts = { id: string; name: string; sku: string | null; active: boolean; taxable: boolean; unitPrice: string | null };

/** `dueDays` is null for a date-driven term. */
export type TermFacts = { id: string; name: string; dueDays: number | null; active: boolean };

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
};
