import type { Address } from "../domain/deal.ts";
import type { CustomerFacts } from "../domain/erp-facts.ts";
import type { FixBy } from "../domain/finding.ts";
import type { Buyer } from "../domain/sale.ts";

/** A customer of the ERP, as it stands there. */
export type ErpCustomer = CustomerFacts & {
  taxable: boolean;
  city: string | null;
  termsId: string | null;
  /** Our marker lines, if it carries any. */
  markers: string[];
  url: string;
  /** What is kept in step with the CRM besides; a copy from before we kept it has none. */
  details?: CustomerDetails;
};

/** `version`: the ERP's count of changes, without which it takes none. Addresses whole, a tax exemption by its reason. */
type CustomerDetails = {
  version: number;
  givenName: string | null;
  familyName: string | null;
  billing: Address;
  shipping: Address;
  exemptionReason: string | null;
};

/** What is to be another on a customer; the rest stays. */
export type CustomerChanges = {
  companyName?: string | null;
  email?: string | null;
  phone?: string | null;
  person?: { givenName: string | null; familyName: string | null };
  billing?: Address;
  shipping?: Address;
  termsId?: string;
};

/** `stale`: somebody changed the customer since that version, and nothing was written. A refusal is definite. */
export type UpdateAnswer =
  | { updated: true; customer: ErpCustomer }
  | { updated: false; stale: true }
  | { updated: false; stale: false; code: string; message: string; fixBy: FixBy };

/** Anything that already holds a display name; names are unique over all three kinds, inactive ones too (facts §2.2). */
export type NameHolder = { kind: "customer" | "vendor" | "employee"; id: string; active: boolean };

/** A customer that is to be made. */
export type CustomerDraft = {
  buyer: Buyer;
  name: string;
  currency: string;
  termsId: string | null;
  customerTypeId: string | null;
  /** What its sales are taxed by, outside the US. */
  taxCodeId: string | null;
  marker: string;
  /** The customer whose sub-customer it becomes. */
  parentId?: string | null;
};
