import { customerMarker, orderMarker } from "../../api/domain/marker.ts";
import type { DealRow } from "../../api/ports/deals.ts";
import type { LinkKey } from "../../api/ports/links.ts";
import { NORTHWIND_PORTAL } from "../sandbox/seed/hubspot.ts";
import { COMPANY_IDS } from "../sandbox/seed/hubspot-buyers.ts";
import { DEAL_IDS } from "../sandbox/seed/hubspot-deals.ts";
import { US_REALM } from "../sandbox/seed/quickbooks.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { TestDatabase } from "../database.ts";

export type DealKey = keyof typeof DEAL_IDS;
type Subject = { sandbox: Sandbox; db: TestDatabase };

/** What came of a deal, on both sides and in between. Ids are QuickBooks'. */
export type Outcome = {
  customers: string[];
  orders: string[];
  linkedCustomer: string | null;
  linkedOrder: string | null;
  state: DealRow["state"] | null;
  shown: { state: string | null; order: string | null };
};

/**
 * Looks at the books for every customer and order that stands for the deal, and at what the deal's links and properties say.
 * `dealId` is for another deal of the same company.
 */
export async function outcomeOf(subject: Subject, key: DealKey, dealId = DEAL_IDS[key]): Promise<Outcome> {
  const { sandbox, db } = subject;
  const company = `company:${COMPANY_IDS[key]}`;
  const { properties } = sandbox.hubspot.portal(NORTHWIND_PORTAL).read("deals", dealId);
  const name = sandbox.hubspot.portal(NORTHWIND_PORTAL).read("companies", COMPANY_IDS[key]).properties["name"];
  const customers = sandbox.quickbooks
    .all(US_REALM, "Customer")
    .filter(({ DisplayName, Notes }) => DisplayName?.startsWith(name ?? "") || Notes === customerMarker(company));
  const orders = sandbox.quickbooks.all(US_REALM, "Estimate").filter(({ PrivateNote }) => PrivateNote?.includes(orderMarker(dealId)));
  const linked = await readLinks(db, dealId, company);
  return {
    customers: customers.map(({ Id }) => Id),
    orders: orders.map(({ Id }) => Id),
    ...linked,
    shown: { state: properties["tieout_state"] || null, order: properties["tieout_order_number"] || null },
  };
}

function readLinks(db: TestDatabase, dealId: string, company: string) {
  return db.store.inPortal(NORTHWIND_PORTAL, async (tx) => {
    const connectionId = (await tx.connections.list())[0]?.connectionId ?? "";
    const find = async (recordType: LinkKey["recordType"], recordId: string, currency: string) =>
      (await tx.links.find({ connectionId, recordType, recordId, currency }))?.externalId ?? null;
    return {
      linkedCustomer: await find("customer", company, "USD"),
      linkedOrder: await find("order", dealId, "*"),
      state: (await tx.deals.read(dealId))?.state ?? null,
    };
  });
}

/** What must come of a pushed deal, whatever happened on the way: one of each, linked, and HubSpot shows it. */
export function onceOnly({ sandbox }: Subject, outcome: Outcome): Outcome {
  const [customer = "no customer"] = outcome.customers;
  const [order = "no order"] = outcome.orders;
  const number = sandbox.quickbooks.find(US_REALM, "Estimate", order)?.DocNumber ?? order;
  return {
    customers: [customer],
    orders: [order],
    linkedCustomer: customer,
    linkedOrder: order,
    state: "pushed",
    shown: { state: "pushed", order: number },
  };
}
