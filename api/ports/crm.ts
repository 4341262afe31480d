import type { CatalogueItem, CatalogueProduct, ProductFields } from "../domain/catalogue.ts";
import type { Address, Deal, DealCompany, PricedDeal } from "../domain/deal.ts";
import type { Mapping } from "../domain/mapping.ts";
import type { Finding } from "../domain/finding.ts";
import type { ActionAnswer } from "../domain/workflow-action.ts";

/** A product of the CRM. */
export type CrmProduct = { id: string; name: string; sku: string | null };
/** `userId`: who signs in as this owner; null where nobody does. */
export type CrmOwner = { id: string; userId: number | null; name: string; email: string | null; teamIds: string[] };
/** The account's zone (IANA), its home currency and all that its deals may be in. */
export type CrmAccount = { timeZone: string; currency: string; currencies: string[] };
/** A pipeline of deals; `won` stages are closed with probability 1.0. */
export type CrmPipeline = { id: string; name: string; stages: { id: string; name: string; won: boolean; closed: boolean }[] };
/** A property of deals; without options any text may stand in it. */
type CrmDealProperty = { name: string; label: string; options: { value: string; label: string }[] };
/** The properties of both objects, and the values that a company's industry may have. */
export type CrmProperties = {
  deal: CrmDealProperty[];
  company: { name: string; label: string }[];
  industries: { value: string; label: string }[];
};

/** A won deal, and when it was last changed. */
export type WonDeal = { id: string; changedAt: Temporal.Instant };

/** A buyer as the CRM holds it; what a portal has no property for is null. `contact` is the person who is billed. */
export type CrmBuyer = { company: BuyerCompany | null; contact: BuyerContact | null };
/** The company of a buyer. */
export type BuyerCompany = {
  id: string;
  name: string | null;
  phone: string | null;
  billingEmail: string | null;
  billing: Address;
  shipping: Address;
  paymentTerms: string | null;
  /** Null where nobody has said. */
  taxExempt: boolean | null;
  taxExemptionReason: string | null;
  taxId: string | null;
};
/** The person who is billed. */
export type BuyerContact = { id: string; givenName: string | null; familyName: string | null; email: string | null; phone: string | null };
/** What is to be another on a company; null clears. */
export type CompanyChanges = Partial<Omit<BuyerCompany, "id">>;
export type BuyerField = keyof Omit<BuyerCompany, "id"> | keyof Omit<BuyerContact, "id">;
/** When a field came to hold what it holds, and by whom: "user 5002", "an integration". */
export type FieldChange = { at: Temporal.Instant; by: string };

/** The CRM of one portal. Every call throws AppError: notConnected, rateLimited, unavailable; what else is said at each. */
export type Crm = {
  readAccount(): Promise<CrmAccount>;
  /**
   * The deal with its lines, companies, contacts and stage, its fields read from the properties that the portal has mapped, or
   * from those of `fields` in their place. Throws notFound when it is gone or archived.
   */
  readDeal(dealId: string, fields?: Mapping["fields"]): Promise<Deal>;
  /** When each of these was last changed; those that are gone are missing. */
  readChangeTimes(object: "deal" | "company", ids: readonly string[]): Promise<Map<string, Temporal.Instant>>;
  /** As much of many deals as their values are read from. A deal whose lines cannot all be read is left out. */
  readPricedDeals(dealIds: readonly string[]): Promise<PricedDeal[]>;
  /** The ids of the deals that a line item or a company belongs to; empty when there are none. */
  findDeals(object: "lineItem" | "company", id: string): Promise<string[]>;
  /** Deals that are won, or stand in one of `readyStages`, and were changed since; the search lags by seconds. */
  findWonDeals(search: { since: Temporal.Instant; readyStages: string[] }): Promise<WonDeal[]>;
  /** The newest `limit` deals that were won since, or stand in one of `readyStages`; `total` is how many there are in all. */
  findDealsWonSince(search: {
    since: Temporal.Instant;
    readyStages: string[];
    limit: number;
  }): Promise<{ dealIds: string[]; total: number }>;
  listProducts(): Promise<CrmProduct[]>;
  /** The products that have these SKUs. */
  findProducts(skus: readonly string[]): Promise<CatalogueProduct[]>;
  /** Answers the ids of those that the CRM refused, each for itself. */
  updateProducts(updates: readonly { id: string; fields: ProductFields }[]): Promise<string[]>;
  /** Answers the SKUs of those that the CRM refused. */
  createProducts(items: readonly CatalogueItem[]): Promise<string[]>;
  listOwners(): Promise<CrmOwner[]>;
  /** One owner, by its own id or by its user's; null when there is none. */
  findOwner(who: { ownerId: string } | { userId: number }): Promise<CrmOwner | null>;
  listProperties(): Promise<CrmProperties>;
  listPipelines(): Promise<CrmPipeline[]>;
  /** The property that a field of `MAPPABLE_FIELDS` is read from where the portal has mapped no other. */
  defaultProperty(object: "deal" | "company", field: string): string;
  /** A company as a deal would have it; null when it is gone. */
  readCompany(id: string): Promise<DealCompany | null>;
  /** The ids of the companies with this domain, at most a few. */
  findCompanies(search: { domain: string }): Promise<string[]>;
  /**
   * Writes our properties on deals or companies; null clears. A refusal by a rule of the portal is no error but a finding for
   * the admin, since the order exists whether or not HubSpot shows it; answers the findings by record, null for one
   * that is gone.
   */
  showOnAll(
    object: "deal" | "company",
    records: { id: string; values: Record<string, string | null> }[],
  ): Promise<Map<string, Finding[] | null>>;
  /** Buyers by "company:123" or "contact:9", each with the person who is billed; one that is gone is left out. */
  readBuyers(recordIds: readonly string[]): Promise<Map<string, CrmBuyer>>;
  /** When the fields of a company or contact were last changed. */
  readFieldChanges(object: "company" | "contact", id: string, fields: readonly BuyerField[]): Promise<Map<BuyerField, FieldChange>>;
  /** Changes companies, many with one call; answers what a rule of the portal refused, by company. */
  updateCompanies(updates: { id: string; changes: CompanyChanges }[]): Promise<Map<string, Finding[]>>;
  /** Tells a workflow, which waits for it, what came of its run. Throws notFound when no such run waits. */
  completeRun(callbackId: string, answer: ActionAnswer): Promise<void>;
  /** Where a record opens in the CRM. */
  recordUrl(object: "deal" | "company" | "contact", id: string): string;
  /** Whether the CRM takes our newest token, whatever it said before. */
  letsUsIn(): Promise<boolean>;
  /** Removes the app from the account. */
  uninstall(): Promise<void>;
  /** Creates our property groups and properties where they are missing. Safe to repeat. */
  ensureProperties(): Promise<void>;
};
