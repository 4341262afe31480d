import { answerOfSimulator, askSimulator, Refusal } from "./ask-simulator.ts";
import { knownFields } from "./known-fields.ts";
import type { CompanyRow, CrmRecord, DealRow, ProxiedFetch, RecordPage, RecordType, Stage } from "./page-api.ts";

type WholeRecord = {
  id: string;
  objectType: RecordType;
  properties: Record<string, string | null>;
  associations: Partial<Record<RecordType, { id: string; types: { label: string | null }[] }[]>>;
};
type Definition = { name: string; label: string; type: string; options: { value: string; label: string }[]; readOnly: boolean };
/** What the page reads of `GET /control/state?portal=`. */
export type PortalState = {
  timeZone: string;
  currency: string;
  owners: { id: string; firstName: string; lastName: string }[];
  pipelines: { stages: { id: string; label: string; isClosed: boolean; probability: string }[] }[];
  properties: Record<RecordType, Definition[]>;
  records: Record<RecordType, WholeRecord[]>;
};

type Needs = { url: string; portalId: number };
const RELATED: RecordType[] = ["deals", "companies", "contacts", "line_items"];

/** Everything that the portal holds. */
export function readPortal({ url, portalId }: Needs): Promise<PortalState> {
  return askSimulator<PortalState>(`${url}/control/state?portal=${portalId}`);
}

/** The deals as their list shows them, newest close date first. */
export function dealRows(portal: PortalState): DealRow[] {
  const stages = stagesOf(portal);
  const row = ({ id, properties, associations }: WholeRecord): DealRow => {
    const company = primary(portal, associations.companies);
    return {
      id,
      name: properties["dealname"] ?? id,
      stage: stages.find((stage) => stage.id === properties["dealstage"]) ?? null,
      amount: properties["amount"] ?? null,
      currency: properties["deal_currency_code"] ?? portal.currency,
      closeDate: properties["closedate"] ?? null,
      company: company && { id: company.id, name: company.properties["name"] ?? company.id },
      tieoutState: properties["tieout_state"] ?? null,
    };
  };
  return portal.records.deals.map(row);
}

function primary({ records }: PortalState, associated: { id: string; types: { label: string | null }[] }[] = []): WholeRecord | null {
  const chosen = associated.find(({ types }) => types.some(({ label }) => label === "Primary")) ?? associated[0];
  return records.companies.find(({ id }) => id === chosen?.id) ?? null;
}

/** The companies as their list shows them, by name. */
export function companyRows({ records, currency }: PortalState): CompanyRow[] {
  return records.companies
    .map(({ id, properties, associations }) => ({
      id,
      name: properties["name"] ?? id,
      domain: properties["domain"] ?? null,
      city: properties["city"] ?? null,
      deals: associations.deals?.length ?? 0,
      balance: properties["tieout_balance"] ?? null,
      currency,
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

/** One deal or company with everything on its page. Throws a 404 Refusal. */
export function recordPage(portal: PortalState, type: RecordType, id: string): RecordPage {
  const record = portal.records[type]?.find((each) => each.id === id);
  if (!record) throw new Refusal(404, `There is no such record in ${type}.`);
  const of = (related: RecordType) =>
    (record.associations[related] ?? []).flatMap((to) => portal.records[related].find((each) => each.id === to.id) ?? []).map(shown);
  const associated = Object.fromEntries(
    [...RELATED, "products" as const].map((related) => [related, of(related)]),
  ) as RecordPage["associated"];
  const { currency } = portal;
  const properties = type === "deals" ? { deal_currency_code: currency, ...withoutNulls(record.properties) } : record.properties;
  return {
    record: { type, id, properties },
    fields: knownFields(portal, type),
    stages: stagesOf(portal),
    associated: { ...associated, line_items: associated.line_items.toSorted(byPosition) },
    products: portal.records.products.map(shown),
  };
}

const shown = ({ objectType, id, properties }: WholeRecord): CrmRecord => ({ type: objectType, id, properties });
const withoutNulls = (values: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
const byPosition = (one: CrmRecord, other: CrmRecord) =>
  Number(one.properties["hs_position_on_quote"] ?? 0) - Number(other.properties["hs_position_on_quote"] ?? 0);

function stagesOf({ pipelines }: PortalState): Stage[] {
  return pipelines.flatMap(({ stages }) =>
    stages.map(({ id, label, isClosed, probability }) => ({ id, label, isClosed, isWon: Number(probability) === 1 })),
  );
}

/** Edits as a person makes them in HubSpot; each throws a Refusal with HubSpot's words when it is not allowed. */
export function hubspotPerson({ url, portalId }: Needs) {
  const records = `${url}/control/portals/${portalId}/objects`;
  return {
    patch: (type: string, id: string, userId: number, properties: object) =>
      askSimulator(`${records}/${type}/${id}`, { method: "PATCH", body: { userId, properties } }),
    remove: (type: string, id: string, userId: number) => askSimulator(`${records}/${type}/${id}`, { method: "DELETE", body: { userId } }),
    addLineItem: (dealId: string, userId: number, properties: Record<string, string>) =>
      askSimulator(`${records}/line_items`, {
        method: "POST",
        body: { userId, properties, associations: [{ objectType: "deals", id: dealId }] },
      }),
  };
}

const COPIED = ["name", "description", "price", "hs_sku", "recurringbillingfrequency", "hs_recurring_billing_period"];

/** What a new line of this product begins with, as HubSpot's line item editor fills it in; without a product, an empty custom line. */
export function newLineItem(portal: PortalState, productId: string | null): Record<string, string> {
  const product = portal.records.products.find(({ id }) => id === productId);
  if (!product) return { name: "Custom line item", quantity: "1", price: "0" };
  const copied = COPIED.flatMap((name) => {
    const value = product.properties[name];
    return value ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(copied), hs_product_id: product.id, quantity: "1" };
}

type ProxyEnvelope = { status?: string; responseBody?: unknown };

/** A hubspot.fetch call through HubSpot's proxy: the app's own body when all went well, HubSpot's error envelope when not. */
export async function proxiedFetch({ url, portalId }: Needs, call: ProxiedFetch): Promise<{ status: number; text: string }> {
  const { timeoutMs, body, ...rest } = call;
  const asked = { ...rest, portalId, ...(timeoutMs !== null && { timeout: timeoutMs }), ...(body !== undefined && { body }) };
  const { status, text } = await answerOfSimulator(`${url}/control/fetch`, { method: "POST", body: asked });
  const envelope = JSON.parse(text) as ProxyEnvelope;
  return envelope.status === "success" ? { status, text: JSON.stringify(envelope.responseBody) } : { status, text };
}
