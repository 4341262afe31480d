import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { CallHubSpot } from "./client.ts";

/** The other end of an association, with the labels that people see. */
export type Association = { id: string; labels: string[]; primary: boolean };

const id = z.union([z.string(), z.number()]).transform(String);
const associationsAnswer = z.object({
  results: z.array(
    z.object({
      from: z.object({ id }).optional(),
      to: z.array(
        z.object({
          toObjectId: id,
          associationTypes: z.array(z.object({ category: z.string(), typeId: z.number(), label: z.string().nullish() })),
        }),
      ),
      paging: z.object({ next: z.object({ after: z.string() }).nullish() }).nullish(),
    }),
  ),
  errors: z.array(z.object({ subCategory: z.unknown(), category: z.unknown() })).nullish(),
});

/** A deal with more pages than this is none that we can turn into an order. */
const MAX_PAGES = 20;

/** A deal's associations of one kind. */
export function readAssociations(call: CallHubSpot, dealId: string, to: "companies" | "contacts" | "line_items"): Promise<Association[]> {
  return associationsOf(call, { kind: "deals", id: dealId }, to);
}

/** The deals that a line item or a company belongs to. */
export async function findDeals(call: CallHubSpot, object: "lineItem" | "company", id: string): Promise<string[]> {
  const kind = object === "company" ? "companies" : "line_items";
  return (await associationsOf(call, { kind, id }, "deals")).map((deal) => deal.id);
}

/** HubSpot takes 1,000 at once (facts/hubspot.md §6.2). */
const BATCH = 100;

/** The ids of the line items of each deal; a deal with more than one page of them is left out, and so is one without any. */
export async function readLineIds(call: CallHubSpot, dealIds: readonly string[]): Promise<Map<string, string[]>> {
  const lineIds = new Map<string, string[]>();
  for (let start = 0; start < dealIds.length; start += BATCH) {
    const { results } = await call(associationsAnswer, {
      method: "POST",
      path: "/crm/associations/2026-09/deals/line_items/batch/read",
      body: { inputs: dealIds.slice(start, start + BATCH).map((dealId) => ({ id: dealId })) },
    });
    for (const { from, to, paging } of results) {
      if (from !== undefined && !paging?.next) lineIds.set(from.id, [...new Set(to.map(({ toObjectId }) => toObjectId))]);
    }
  }
  return lineIds;
}

/** The contacts of each company, as many as stand on the first page; a company without any is left out. */
export async function readContactsOf(call: CallHubSpot, companyIds: readonly string[]): Promise<Map<string, Association[]>> {
  const contacts = new Map<string, Association[]>();
  for (let start = 0; start < companyIds.length; start += BATCH) {
    const { results } = await call(associationsAnswer, {
      method: "POST",
      path: "/crm/associations/2026-09/companies/contacts/batch/read",
      body: { inputs: companyIds.slice(start, start + BATCH).map((id) => ({ id })) },
    });
    for (const { from, to } of results) {
      const found = to.map(({ toObjectId, associationTypes }) => merge(undefined, toObjectId, associationTypes));
      if (from !== undefined) contacts.set(from.id, found);
    }
  }
  return contacts;
}

/** The batch call is the only one that stands in the 2026-09 API (facts/hubspot.md §6.2). */
async function associationsOf(call: CallHubSpot, from: { kind: string; id: string }, to: string): Promise<Association[]> {
  const found = new Map<string, Association>();
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await call(associationsAnswer, {
      method: "POST",
      path: `/crm/associations/2026-09/${from.kind}/${to}/batch/read`,
      body: { inputs: [{ id: from.id, ...(after !== undefined && { after }) }] },
    });
    if (answer.errors?.some((error) => !isNone(error))) throw incomplete(to);
    for (const { toObjectId, associationTypes } of answer.results.flatMap((result) => result.to)) {
      found.set(toObjectId, merge(found.get(toObjectId), toObjectId, associationTypes));
    }
    after = answer.results[0]?.paging?.next?.after;
    if (after === undefined) return [...found.values()];
  }
  throw new AppError("rejected", `The record has too many ${to} to read.`, { code: "tooManyAssociations", fixBy: "rep" });
}

type AssociationType = { category: string; typeId: number; label?: string | null | undefined };

/** Type 5 is HubSpot's deal → primary company. */
function merge(known: Association | undefined, id: string, types: AssociationType[]): Association {
  const isPrimary = ({ category, typeId, label }: AssociationType) =>
    category === "HUBSPOT_DEFINED" && (typeId === 5 || label === "Primary");
  const labels = types.flatMap(({ label }) => label ?? []);
  return {
    id,
    labels: [...new Set([...(known?.labels ?? []), ...labels])],
    primary: (known?.primary ?? false) || types.some(isPrimary),
  };
}

/** HubSpot tells "there are none" as an error beside the results, with status 207. */
function isNone({ subCategory }: { subCategory?: unknown }): boolean {
  return typeof subCategory === "string" && subCategory.endsWith("NO_ASSOCIATIONS_FOUND");
}

function incomplete(to: string): AppError {
  return new AppError("unavailable", `The ${to} of a record could not be read from HubSpot just now.`, { code: "hubspotIncomplete" });
}
