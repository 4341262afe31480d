import { exemptionReason, RESALE } from "../../domain/tax-exemption.ts";
import type { Buyer } from "../../domain/sale.ts";
import type { ErpCompany } from "../../ports/erp.ts";
import { wholeOrNull } from "./plain-text.ts";

const MAX_RESALE_NUMBER = 16;
const MAX_GSTIN = 15;
const MAX_TAX_ID = 20;

type TaxFields = {
  Taxable: boolean;
  TaxExemptionReasonId: string | null;
  ResaleNum?: string | null;
  GSTIN?: string | null;
  PrimaryTaxIdentifier?: string | null;
};

/** What a customer says about its taxes, in the elements of the company's country (RULES §1). */
export function taxFields(buyer: Buyer, company: ErpCompany | null): TaxFields {
  const reason = buyer.taxExempt ? exemptionReason(buyer.taxExemptionReason) : null;
  return {
    Taxable: !buyer.taxExempt,
    TaxExemptionReasonId: company?.country === "US" && company.salesTax === "automated" ? reason : null,
    ...taxId(buyer.taxId, company?.country ?? null, reason),
  };
}

/** A US company has a place for resale certificates and for no other id; a masked or cut id would be nobody's, so a longer one stays out. */
function taxId(id: string | null, country: string | null, reason: string | null): Partial<TaxFields> {
  switch (country) {
    case null:
      return {};
    case "US":
      return reason === RESALE ? { ResaleNum: wholeOrNull(id, MAX_RESALE_NUMBER) } : {};
    case "IN":
      return { GSTIN: wholeOrNull(id, MAX_GSTIN) };
    default:
      return { PrimaryTaxIdentifier: wholeOrNull(id, MAX_TAX_ID) };
  }
}
