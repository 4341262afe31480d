import { mainContact } from "../domain/buyer-of-deal.ts";
import type { DealCompany } from "../domain/deal.ts";
import type { BuyerCompany, BuyerContact, CrmBuyer } from "../ports/crm.ts";
import { readContactsOf, type Association } from "./associations.ts";
import type { CallHubSpot } from "./client.ts";
import type { FieldMapping } from "./field-mapping.ts";
import { companyProperties, text, toCompany } from "./mapping.ts";
import { findRecords, type HubSpotRecord } from "./records.ts";

const CONTACT_PROPERTIES = ["firstname", "lastname", "email", "phone"];

/** Buyers with the person who is billed: the contact that a company has labelled Billing, else its only one. */
export async function readBuyers(call: CallHubSpot, mapping: FieldMapping, recordIds: readonly string[]): Promise<Map<string, CrmBuyer>> {
  const idsOf = (object: string) => recordIds.filter((id) => id.startsWith(`${object}:`)).map((id) => id.slice(object.length + 1));
  const companyIds = idsOf("company");
  const [companies, associated] = await Promise.all([
    findRecords(call, "companies", companyIds, companyProperties(mapping)),
    readContactsOf(call, companyIds),
  ]);
  const billed = new Map([...associated].map(([companyId, contacts]) => [companyId, mainContact(contacts)?.id]));
  const contactIds = [...billed.values(), ...idsOf("contact")].filter((id) => id !== undefined);
  const contacts = await findRecords(call, "contacts", [...new Set(contactIds)], CONTACT_PROPERTIES);
  const contactOf = (id: string | undefined) => toBuyerContact(contacts.get(id ?? ""));
  return new Map(
    recordIds.flatMap((recordId): [string, CrmBuyer][] => {
      const [object, id = ""] = recordId.split(":");
      const company = companies.get(id);
      if (object === "contact") return contacts.has(id) ? [[recordId, { company: null, contact: contactOf(id) }]] : [];
      return company ? [[recordId, { company: toBuyerCompany(company, mapping), contact: contactOf(billed.get(id)) }]] : [];
    }),
  );
}

/** A company by itself, whatever deals it has; null when it is gone. */
export async function readCompany(call: CallHubSpot, mapping: FieldMapping, id: string): Promise<DealCompany | null> {
  const record = (await findRecords(call, "companies", [id], companyProperties(mapping))).get(id);
  return record ? toCompany(record, NO_ASSOCIATION, mapping) : null;
}

const NO_ASSOCIATION: Association = { id: "", labels: [], primary: false };

function toBuyerCompany(record: HubSpotRecord, mapping: FieldMapping): BuyerCompany {
  const { id, name, phone, billingEmail, billing, shipping, paymentTerms, taxId, taxExemptionReason } = toCompany(
    record,
    NO_ASSOCIATION,
    mapping,
  );
  const exempt = text(record, mapping.company.taxExempt);
  return {
    ...{ id, name, phone, billingEmail, billing, shipping, taxId: taxId.value, paymentTerms: paymentTerms.value },
    taxExempt: exempt === null ? null : exempt === "true",
    taxExemptionReason: taxExemptionReason.value,
  };
}

function toBuyerContact(record: HubSpotRecord | undefined): BuyerContact | null {
  if (!record) return null;
  const { id } = record;
  return {
    id,
    givenName: text(record, "firstname"),
    familyName: text(record, "lastname"),
    email: text(record, "email"),
    phone: text(record, "phone"),
  };
}
