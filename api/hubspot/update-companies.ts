import type { Address } from "../domain/deal.ts";
import type { Finding } from "../domain/finding.ts";
import { exemptionReason } from "../domain/tax-exemption.ts";
import type { CompanyChanges } from "../ports/crm.ts";
import type { CallHubSpot } from "./client.ts";
import type { FieldMapping } from "./field-mapping.ts";
import { showOnAll } from "./show-on-all.ts";
import type { Values } from "./show-on-record.ts";

/** Changes companies, a hundred with each call. Answers what was refused, by company. */
export async function updateCompanies(
  call: CallHubSpot,
  mapping: FieldMapping,
  updates: { id: string; changes: CompanyChanges }[],
): Promise<Map<string, Finding[]>> {
  const records = updates.map(({ id, changes }) => ({ id, values: propertiesFrom(changes, mapping) }));
  const findings = await showOnAll(call, "company", records);
  return new Map([...findings].flatMap(([id, refused]) => (refused?.length ? [[id, refused]] : [])));
}

function propertiesFrom(changes: CompanyChanges, { company }: FieldMapping): Values {
  const { name, phone, billingEmail, billing, shipping, paymentTerms, taxExempt, taxExemptionReason, taxId } = changes;
  return {
    ...(name !== undefined && { name }),
    ...(phone !== undefined && { phone }),
    ...(billingEmail !== undefined && { [company.billingEmail]: billingEmail }),
    ...(billing && addressProperties(billing, company.billing)),
    ...(shipping && addressProperties(shipping, company.shipping)),
    ...(paymentTerms !== undefined && { [company.paymentTerms]: paymentTerms }),
    ...(taxExempt !== undefined && { [company.taxExempt]: taxExempt === null ? null : String(taxExempt) }),
    ...(taxExemptionReason !== undefined && { [company.taxExemptionReason]: exemptionReason(taxExemptionReason) }),
    ...(taxId !== undefined && { [company.taxId]: taxId }),
  };
}

/** All parts, so that none of the address before stays among them. */
function addressProperties(address: Address, properties: Record<keyof Address, string>): Values {
  return Object.fromEntries((Object.keys(properties) as (keyof Address)[]).map((part) => [properties[part], address[part]]));
}
