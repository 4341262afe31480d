import { isSameValue } from "./same-value.ts";
import type { Sale } from "./sale.ts";
import type { FieldValue, FieldValues, SyncField } from "./sync-fields.ts";

/**
 * The frozen sale with the buyer as both systems have agreed on since: what QuickBooks has told HubSpot of the buyer, or was told,
 * is no change of the deal. What today's deal says otherwise than agreed stays a difference.
 */
export function asAgreed(frozen: Sale, now: Sale, agreed: FieldValues, homeCountry: string): Sale {
  const isAgreed = (field: SyncField, value: FieldValue) => {
    const known = agreed[field];
    return known !== undefined && isSameValue(field, known, value, homeCountry);
  };
  const take = <T>(field: SyncField, value: FieldValue, before: T, after: T): T => (isAgreed(field, value) ? after : before);
  const { buyer } = now;
  const billingAgreed = isAgreed("billingAddress", { ...buyer.billing });
  const shipsToBilling = isSameValue("shippingAddress", { ...buyer.shipping }, { ...buyer.billing }, homeCountry);
  const shippingAgreed = shipsToBilling ? billingAgreed : isAgreed("shippingAddress", { ...buyer.shipping });
  return {
    ...frozen,
    terms: take("paymentTerms", { terms: now.terms }, frozen.terms, now.terms),
    buyer: {
      ...frozen.buyer,
      name: take("name", { name: buyer.name }, frozen.buyer.name, buyer.name),
      billing: billingAgreed ? buyer.billing : frozen.buyer.billing,
      shipping: shippingAgreed ? buyer.shipping : frozen.buyer.shipping,
      taxExempt: take(
        "taxStatus",
        { exempt: String(buyer.taxExempt), reason: buyer.taxExemptionReason },
        frozen.buyer.taxExempt,
        buyer.taxExempt,
      ),
      taxId: take("taxId", { id: buyer.taxId }, frozen.buyer.taxId, buyer.taxId),
    },
  };
}
