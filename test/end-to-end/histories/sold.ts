import { valueOf } from "../../sandbox/hubspot/crm-record.ts";
import { NORTHWIND_PORTAL } from "../../sandbox/seed/hubspot.ts";
import { companiesOf, type Deal } from "./records.ts";
import { PRODUCTS } from "./steps.ts";
import type { Story } from "./story.ts";

/** The day on which the deal was closed, where the portal is: a deal that is won anew has another. */
export const closedOn = ({ record }: Deal) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "America/New_York" }).format(Date.parse(valueOf(record, "closedate") ?? ""));

export const companyOf = ({ stage }: Story, { id }: Deal) =>
  stage.sandbox.hubspot.portal(NORTHWIND_PORTAL).read("deals", id).associations.companies?.[0]?.id ?? null;

/** Its only buyer was deleted. */
export const isOrphan = (story: Story, deal: Deal) => deal.record.archivedAt === null && companyOf(story, deal) === null;

/** Whether it was merged, or its company. */
export function hasNewCompany(story: Story, deal: Deal): boolean {
  const company = companyOf(story, deal);
  return deal.lineage.length > 1 || companiesOf(story.stage).some(({ id, lineage }) => id === company && lineage.length > 1);
}

/** What a deal is sold for today, and whether one of its products has no item. */
export function linesOf({ stage, mapped }: Story, { record }: Deal): { total: number; unmapped: boolean } {
  const person = stage.sandbox.hubspot.portal(NORTHWIND_PORTAL);
  if (record.archivedAt !== null) return { total: 0, unmapped: false };
  const lines = (person.read("deals", record.id).associations.line_items ?? []).map(({ id }) => person.read("line_items", id).properties);
  const itemless = PRODUCTS.slice(1).filter((_, index) => !mapped.has(index));
  return {
    total: lines.reduce((total, line) => total + Number(line["price"]) * Number(line["quantity"]), 0),
    unmapped: lines.some((line) => itemless.some((sku) => sku === line["hs_sku"])),
  };
}

/** What finance has seen of a deal when it keeps its order: the same words are the same changes. */
export const signatureOf = (story: Story, deal: Deal, orderId: string): string =>
  JSON.stringify([orderId, linesOf(story, deal).total, closedOn(deal)]);
