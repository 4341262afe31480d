import type { PropertyField, RecordType } from "./page-api.ts";
import type { PortalState } from "./hubspot-side.ts";

const text = (name: string, label: string): PropertyField => ({ name, label, type: "string", options: [], readOnly: false });
const of = (type: string, name: string, label: string, values: string[] = []): PropertyField => ({
  ...text(name, label),
  type,
  options: values.map((value) => ({ value, label: value })),
});

// HubSpot's own properties that stand on the pages; those of apps and of the portal come from the portal.
const OWN: Partial<Record<RecordType, PropertyField[]>> = {
  deals: [
    text("dealname", "Deal name"),
    of("number", "amount", "Amount"),
    text("deal_currency_code", "Currency"),
    of("datetime", "closedate", "Close date"),
    of("enumeration", "hubspot_owner_id", "Deal owner"),
    of("enumeration", "dealtype", "Deal type"),
    text("description", "Deal description"),
  ],
  companies: [
    text("name", "Company name"),
    text("domain", "Company domain name"),
    text("phone", "Phone number"),
    text("address", "Street address"),
    text("address2", "Street address 2"),
    text("city", "City"),
    text("state", "State/Region"),
    text("zip", "Postal code"),
    text("country", "Country/Region"),
    text("industry", "Industry"),
    of("enumeration", "hubspot_owner_id", "Company owner"),
  ],
};

const DEAL_TYPES = [
  { value: "newbusiness", label: "New business" },
  { value: "existingbusiness", label: "Existing business" },
];

/** The properties of a type of record, with their labels and options. */
export function knownFields({ owners, properties }: PortalState, type: RecordType): PropertyField[] {
  const people = owners.map(({ id, firstName, lastName }) => ({ value: id, label: `${firstName} ${lastName}` }));
  const options: Record<string, PropertyField["options"]> = { hubspot_owner_id: people, dealtype: DEAL_TYPES };
  const own = (OWN[type] ?? []).map((field) => ({ ...field, options: options[field.name] ?? field.options }));
  const custom = (properties[type] ?? []).map(({ name, label, type: kind, options: choices, readOnly }) => ({
    ...{ name, label, type: kind, readOnly },
    options: choices.map(({ value, label: words }) => ({ value, label: words })),
  }));
  return [...own, ...custom];
}
