import type { Address, Deal, DealCompany, DealContact } from "./deal.ts";
import { errorFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Buyer } from "./sale.ts";
import { written } from "./written.ts";

/** The buyer, and the company it came from (null for a person); both null when the findings say that it is unclear. */
export type FoundBuyer = { buyer: Buyer | null; company: DealCompany | null; findings: Finding[] };

/**
 * Who is billed (RULES §1): the company labelled Billing, else the primary, else the only one; without a company the
 * Billing-labelled or only contact, as a person. Anything else is `buyerUnclear`.
 */
export function buyerOfDeal(deal: Deal): FoundBuyer {
  if (deal.companies.length === 0) return personBuyer(deal);
  const company = onlyOne(deal.companies.filter(isBilling)) ?? (deal.companies.some(isBilling) ? null : mainCompany(deal.companies));
  if (company === null) {
    const names = deal.companies.map(({ name, id }) => name ?? id).join(", ");
    return unclear(
      deal,
      `The deal has several companies (${names}). Label the one that is billed "Billing", or make it the primary company.`,
    );
  }
  const name = written(company.name);
  if (name === null) {
    const message = "The company has no name. Enter the name that stands on its invoices.";
    return { buyer: null, company, findings: [errorFinding("companyNameMissing", "rep", message, { object: "company", id: company.id })] };
  }
  return { buyer: companyBuyer(company, name, mainContact(deal.contacts)), company, findings: [] };
}

function mainCompany(companies: DealCompany[]): DealCompany | null {
  return onlyOne(companies.filter(({ primary }) => primary)) ?? onlyOne(companies);
}

/** The Billing-labelled contact, else the only one. */
export function mainContact<T extends { labels: string[] }>(contacts: readonly T[]): T | null {
  const labelled = contacts.filter(isBilling);
  return labelled.length > 0 ? onlyOne(labelled) : onlyOne(contacts);
}

function companyBuyer(company: DealCompany, name: string, contact: DealContact | null): Buyer {
  return {
    kind: "company",
    recordId: company.id,
    name,
    domain: written(company.domain),
    email: written(company.billingEmail) ?? written(contact?.email ?? null),
    phone: written(company.phone) ?? written(contact?.phone ?? null),
    person: contact && { givenName: contact.firstName, familyName: contact.lastName },
    billing: company.billing,
    shipping: isEmpty(company.shipping) ? company.billing : company.shipping,
    taxExempt: company.taxExempt,
    taxId: written(company.taxId.value),
    taxExemptionReason: written(company.taxExemptionReason.value),
    ...(contact && { contactId: contact.id }),
    ...(company.inGroup === true && { inGroup: true }),
  };
}

function personBuyer(deal: Deal): FoundBuyer {
  const contact = mainContact(deal.contacts);
  if (contact === null) {
    return unclear(deal, 'The deal has no company. Add the company that buys, or one contact labelled "Billing".');
  }
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(" ").trim() || contact.email?.trim();
  if (!name) return unclear(deal, "The deal has no company, and its contact has neither name nor e-mail. Add the company that buys.");
  const buyer: Buyer = {
    kind: "contact",
    recordId: contact.id,
    name,
    domain: null,
    email: contact.email,
    phone: contact.phone,
    person: { givenName: contact.firstName, familyName: contact.lastName },
    billing: contact.billing,
    shipping: contact.billing,
    taxExempt: false,
    taxId: null,
    taxExemptionReason: null,
  };
  return { buyer, company: null, findings: [] };
}

function unclear(deal: Deal, message: string): FoundBuyer {
  return { buyer: null, company: null, findings: [errorFinding("buyerUnclear", "rep", message, { object: "deal", id: deal.id })] };
}

function isBilling({ labels }: { labels: string[] }): boolean {
  return labels.some((label) => /^billing\b/i.test(label.trim()));
}

function isEmpty(address: Address): boolean {
  const { street, street2, city, state, zip } = address;
  return [street, street2, city, state, zip].every((part) => written(part) === null);
}

function onlyOne<T>(all: readonly T[]): T | null {
  return all.length === 1 ? (all[0] ?? null) : null;
}
