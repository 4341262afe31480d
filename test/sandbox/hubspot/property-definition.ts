import type { ObjectName } from "./object-types.ts";

export type PropertyOption = { label: string; value: string; displayOrder: number; hidden: boolean; description: string };

/** A property as the portal holds it. Times are milliseconds; `archivedAt` null is a live one. */
export type PropertyDefinition = {
  name: string;
  label: string;
  type: string;
  fieldType: string;
  description: string;
  groupName: string;
  options: PropertyOption[];
  displayOrder: number;
  hasUniqueValue: boolean;
  hidden: boolean;
  formField: boolean;
  /** Given by HubSpot, and not by an app or a person. */
  hubspotDefined: boolean;
  /** HubSpot computes it: nobody can write it, and it never raises a webhook. */
  calculated: boolean;
  readOnly: boolean;
  /** The options live elsewhere (stages, owners), not in `options`. */
  externalOptions: boolean;
  createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
};

export type PropertyGroup = { name: string; label: string; displayOrder: number; archived: boolean };

/** The property as the API shows it (facts/hubspot.md §6.4). */
export function presentProperty(definition: PropertyDefinition): object {
  const { createdAt, updatedAt, archivedAt, readOnly, ...rest } = definition;
  return {
    ...rest,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    archived: archivedAt !== null,
    ...(archivedAt !== null && { archivedAt: new Date(archivedAt).toISOString() }),
    dataSensitivity: "non_sensitive",
    modificationMetadata: {
      archivable: !definition.hubspotDefined,
      readOnlyDefinition: definition.hubspotDefined,
      readOnlyValue: readOnly,
    },
  };
}

/** The group that HubSpot's own properties of a kind stand in. */
export function defaultGroupOf(object: ObjectName): PropertyGroup {
  const names: Record<ObjectName, [string, string]> = {
    contacts: ["contactinformation", "Contact information"],
    companies: ["companyinformation", "Company information"],
    deals: ["dealinformation", "Deal information"],
    line_items: ["lineiteminformation", "Line item information"],
    products: ["productinformation", "Product information"],
    quotes: ["quoteinformation", "Quote information"],
    discounts: ["discountinformation", "Discount information"],
    fees: ["feeinformation", "Fee information"],
    taxes: ["taxinformation", "Tax information"],
  };
  const [name, label] = names[object];
  return { name, label, displayOrder: 0, archived: false };
}
