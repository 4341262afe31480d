import type { Entity, Fields } from "../entity.ts";
import { QuickBooksFault } from "../fault.ts";
import type { Kind } from "../kinds.ts";
import { countryOf, preferencesOf } from "../preferences.ts";
import type { Work } from "../work.ts";
import { storedAddress } from "./addresses.ts";
import { customerCurrency } from "./currency.ts";
import { completed, referred } from "./references.ts";
import { requireFreeDisplayName } from "./unique-name.ts";
import type { Rules } from "./write-context.ts";

export const customerRules: Rules = {
  create: ({ work }, fields) => work.add("Customer", customerFields(work, fields)),
  update: ({ work }, before, after) => work.change("Customer", before.Id, customerFields(work, after, before)),
};

/** Vendors and employees share the names with customers; here they need no more than that. */
export function personRules(kind: "Vendor" | "Employee"): Rules {
  return {
    create: ({ work }, fields) => work.add(kind, personFields(work, kind, fields)),
    update: ({ work }, before, after) => work.change(kind, before.Id, personFields(work, kind, after, before.Id)),
  };
}

function personFields(work: Work, kind: Kind, fields: Fields, ownId?: string): Fields {
  const DisplayName = displayName(fields);
  requireFreeDisplayName(work, DisplayName, kind, ownId);
  return {
    ...fields,
    DisplayName,
    PrintOnCheckName: fields["PrintOnCheckName"] ?? DisplayName.slice(0, 110),
    Active: fields.Active ?? true,
  };
}

function customerFields(work: Work, fields: Fields, before?: Entity): Fields {
  const person = personFields(work, "Customer", fields, before?.Id);
  const parent = fields.ParentRef && referred(work, "Customer", fields.ParentRef, "ParentRef");
  const FullyQualifiedName = parent ? `${parent.FullyQualifiedName}:${person.DisplayName}` : person.DisplayName!;
  if (FullyQualifiedName.split(":").length > 5) throw new QuickBooksFault(6180, "You can only have 4 levels below a parent customer.");
  const complete: Fields = {
    ...person,
    FullyQualifiedName,
    CurrencyRef: customerCurrency(work, fields, before),
    PreferredDeliveryMethod: fields["PreferredDeliveryMethod"] ?? "None",
    Job: fields["Job"] ?? Boolean(parent),
    BillWithParent: fields["BillWithParent"] ?? false,
    ...taxability(work, fields),
  };
  return { ...complete, ...references(work, fields) };
}

function references(work: Work, fields: Fields): Fields {
  const found: Fields = {};
  const term = completed(work, "Term", fields.SalesTermRef, "SalesTermRef");
  const type = completed(work, "CustomerType", fields.CustomerTypeRef, "CustomerTypeRef");
  const billing = storedAddress(fields.BillAddr, "BillAddr");
  const shipping = storedAddress(fields.ShipAddr, "ShipAddr");
  if (term) found.SalesTermRef = term;
  if (type) found.CustomerTypeRef = type;
  if (billing) found.BillAddr = billing;
  if (shipping) found.ShipAddr = shipping;
  return found;
}

/** Under automated sales tax only an exemption reason makes a customer exempt; `Taxable: false` alone is not kept. */
function taxability(work: Work, { Taxable, TaxExemptionReasonId }: Fields): Fields {
  if (TaxExemptionReasonId) return { Taxable: false };
  const automated = countryOf(work.company) === "US" && preferencesOf(work.company).TaxPrefs.PartnerTaxEnabled;
  return { Taxable: automated ? true : (Taxable ?? false) };
}

/** DisplayName, or one made of title, names and suffix; CompanyName alone is not enough: 6080 (facts/quickbooks.md §2.2). */
function displayName(fields: Fields): string {
  const given = fields.DisplayName?.trim();
  if (given) return given;
  const parts = ["Title", "GivenName", "MiddleName", "FamilyName", "Suffix"].map((name) => fields[name]).filter(Boolean);
  if (parts.length === 0)
    throw new QuickBooksFault(6080, "At least one of Title, GivenName, MiddleName, FamilyName, Suffix or DisplayName is required.");
  return parts.join(" ");
}
