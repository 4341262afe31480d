import { checkAddresses } from "./check-address.ts";
import { checkAdjustments } from "./check-adjustments.ts";
import { checkQuote } from "./check-quote.ts";
import type { Deal } from "./deal.ts";
import type { CompanyFacts, ItemFacts, TermFacts } from "./erp-facts.ts";
import { findTerm } from "./find-term.ts";
import { errorFinding, hasErrors, warningFinding } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { MAPPABLE_FIELDS } from "./mapped-fields.ts";
import { mapLines } from "./map-lines.ts";
import { saleFromDeal } from "./sale-from-deal.ts";
import type { Mapping } from "./mapping.ts";
import type { OrderLine, Sale } from "./sale.ts";
import type { Settings } from "./settings.ts";
import { checkStage } from "./stage.ts";

/** Everything that preflight looks at. `timeZone` is IANA; a deal without a currency is in `portalCurrency`, by default the ERP company's. */
export type PreflightFacts = {
  deal: Deal;
  settings: Settings;
  timeZone: string;
  portalCurrency?: string;
  company: CompanyFacts;
  items: readonly ItemFacts[];
  terms: readonly TermFacts[];
  mapping: Mapping;
};

/** `ready`: nothing stops the push. `lines` less the sale's discount sum to `sale.net` whenever it is true. */
export type Preflight = { sale: Sale | null; lines: OrderLine[]; termsId: string | null; findings: Finding[]; ready: boolean };

type SaleContext = PreflightFacts & { sale: Sale };

/** All checks on a deal before a push (RULES §1, §2): the sale, its order lines and terms, and every finding at once. */
export function preflight(facts: PreflightFacts): Preflight {
  const { deal, settings, timeZone, company, items, terms, mapping } = facts;
  const { sale, findings: saleFindings } = saleFromDeal(deal, {
    settings,
    timeZone,
    homeCurrency: facts.portalCurrency ?? company.homeCurrency,
  });
  const early = [...DEAL_CHECKS.flatMap((check) => check(facts)), ...saleFindings];
  if (sale === null) return { sale, lines: [], termsId: null, findings: early, ready: false };

  const mapped = mapLines(sale, mapping.products, items);
  const found = sale.terms === null ? null : findTerm(sale.terms, terms, mapping.terms);
  const findings = [...early, ...mapped.findings, ...SALE_CHECKS.flatMap((check) => check({ ...facts, sale }))];
  const ready = !hasErrors(findings);
  if (ready) assertSameTotal(sale, mapped.lines);
  return { sale, lines: mapped.lines, termsId: found?.term?.id ?? null, findings, ready };
}

/** Checks that need no sale; a new rule is one more function here. */
const DEAL_CHECKS: readonly ((facts: PreflightFacts) => Finding[])[] = [
  stageIsReady,
  mappedPropertiesExist,
  orderIsAnEstimate,
  ({ deal }) => checkAdjustments(deal),
  ({ deal }) => checkQuote(deal),
];

/** Checks on the sale; a new rule is one more function here. */
const SALE_CHECKS: readonly ((context: SaleContext) => Finding[])[] = [
  addressesAreComplete,
  termsAreKnown,
  exemptionHasTaxId,
  currencyIsOn,
  booksAreOpen,
  serviceDatesAreOn,
];

function stageIsReady({ deal, settings }: PreflightFacts): Finding[] {
  return checkStage(deal, settings);
}

/** An empty value would pass for "not given", so nothing goes on without the property. */
function mappedPropertiesExist({ deal }: PreflightFacts): Finding[] {
  return deal.missingProperties.map(({ object, id, field, property }) => {
    const label = MAPPABLE_FIELDS.find((known) => known.object === object && known.field === field)?.label ?? field;
    const message = `${label} is mapped to the property "${property}", which does not exist on a ${object}. Map it to another property, or create this one.`;
    return errorFinding("propertyMissing", "finance", message, { object, id, property });
  });
}

/** Orders are made as estimates alone: one that is to be an invoice is made by nobody rather than as something else. */
function orderIsAnEstimate({ settings, company }: PreflightFacts): Finding[] {
  if (settings.orderDocument !== "estimate") {
    const message = "The order is to be an invoice (orderDocument), and Tieout makes estimates alone. Set orderDocument back to estimate.";
    return [errorFinding("orderDocumentUnknown", "admin", message)];
  }
  if (company.estimatesAllowed) return [];
  return [errorFinding("estimatesOff", "admin", `Estimates are switched off in ${company.name}. Switch them on in its sales settings.`)];
}

function addressesAreComplete({ sale, company }: SaleContext): Finding[] {
  return checkAddresses(sale.buyer, company.country);
}

/** Where finance approves unusual terms, unknown ones do not stop the deal before it is asked. */
function termsAreKnown({ sale, deal, terms, mapping, settings }: SaleContext): Finding[] {
  const where = { object: "deal", id: deal.id, property: deal.fields.paymentTerms.property } as const;
  if (sale.terms === null) {
    const message = "No payment terms are given, so the order has none. Enter them on the deal or on the company.";
    return [warningFinding("termsMissing", "rep", message, where)];
  }
  const found = findTerm(sale.terms, terms, mapping.terms);
  if (found.term !== null) return [];
  if (found.problem === "mappedGone") {
    const gone = `The payment terms "${sale.terms}" are mapped to terms that are gone from the books, or inactive. Map them again.`;
    return [errorFinding("termsUnknown", "finance", gone, where)];
  }
  if (found.problem === "unknown" && settings.approvals.termsNotListed) {
    const message = `The payment terms "${sale.terms}" are not among the terms of the books. The order goes without them.`;
    return [warningFinding("termsUnknown", "rep", message, where)];
  }
  const message =
    found.problem === "ambiguous"
      ? `The payment terms "${sale.terms}" fit several terms (${found.candidates.join(", ")}). Enter one of these names.`
      : `The payment terms "${sale.terms}" are not among the terms of the books. Choose others, or have finance add them.`;
  return [errorFinding("termsUnknown", "rep", message, where)];
}

function exemptionHasTaxId({ sale: { buyer }, deal }: SaleContext): Finding[] {
  if (!buyer.taxExempt || buyer.taxId !== null) return [];
  const property = deal.companies.find(({ id }) => id === buyer.recordId)?.taxId.property;
  const message = `${buyer.name} is tax exempt but has no tax id. Enter it, or remove the exemption.`;
  return [
    errorFinding("taxIdMissing", "rep", message, { object: buyer.kind, id: buyer.recordId, ...(property !== undefined && { property }) }),
  ];
}

function currencyIsOn({ sale, company, deal }: SaleContext): Finding[] {
  if (sale.currency === company.homeCurrency || company.multiCurrency) return [];
  const message = `The deal is in ${sale.currency}, but ${company.name} keeps its books in ${company.homeCurrency} alone. Switch multicurrency on there, or correct the deal.`;
  return [errorFinding("currencyNotEnabled", "admin", message, { object: "deal", id: deal.id })];
}

function booksAreOpen({ sale, company, deal }: SaleContext): Finding[] {
  if (company.booksClosedOn === null || sale.orderDate > company.booksClosedOn) return [];
  const message = `The order date ${sale.orderDate} lies in a closed period: the books are closed up to ${company.booksClosedOn}. Set a later order date on the deal.`;
  return [errorFinding("booksClosed", "finance", message, { object: "deal", id: deal.id, property: deal.fields.orderDate.property })];
}

function serviceDatesAreOn({ sale, company }: SaleContext): Finding[] {
  if (company.serviceDatesAllowed || sale.lines.every(({ serviceStart }) => serviceStart === null)) return [];
  const message = `Service dates are switched off in ${company.name}, so they stand only in the descriptions. Switch them on in its sales settings.`;
  return [warningFinding("serviceDatesOff", "admin", message)];
}

/** Mapping must not change the value by a cent; if it did, nothing may be sent. */
function assertSameTotal(sale: Sale, lines: readonly OrderLine[]): void {
  const total = lines.reduce((sum, { amount }) => sum + amount, -(sale.discount?.amount ?? 0n));
  if (total !== sale.net) throw new Error(`Bug! The order lines sum to ${total}, the sale to ${sale.net}`);
}
