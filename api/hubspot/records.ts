import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { CallHubSpot } from "./client.ts";
import { refusalOf } from "./faults.ts";

/** A CRM record as HubSpot answers it: every property is text or null, and absent when the portal does not have it. */
const recordAnswer = z.object({
  id: z.string(),
  properties: z.record(z.string(), z.string().nullish()),
  archived: z.boolean().default(false),
  /** Ids of the associated records that were asked for, by kind ("line items" with a blank); the first page of them. */
  associations: z
    .record(
      z.string(),
      z.object({
        results: z.array(z.object({ id: z.string() })),
        paging: z.object({ next: z.object({ after: z.string() }).nullish() }).nullish(),
      }),
    )
    .optional(),
});
/** A record of any object. */
export type HubSpotRecord = z.infer<typeof recordAnswer>;

const batchAnswer = z.object({ results: z.array(recordAnswer) });
const propertyNames = z.object({ results: z.array(z.object({ name: z.string() })) });

/** HubSpot takes this many inputs at once (facts/hubspot.md §6.1). */
const BATCH = 100;

/** Reads one record, and which records of some kinds hang on it. Throws notFound when it is gone or archived. */
export async function readRecord(
  call: CallHubSpot,
  objectType: string,
  id: string,
  properties: string[],
  associations: readonly string[] = [],
): Promise<HubSpotRecord> {
  const record = await withKnownProperties(call, objectType, properties, (known) =>
    call(recordAnswer, {
      method: "GET",
      path: `/crm/objects/2026-09/${objectType}/${encodeURIComponent(id)}`,
      query: { properties: known.join(","), ...(associations.length > 0 && { associations: associations.join(",") }) },
    }),
  );
  if (record.archived) throw new AppError("notFound", "The record was deleted in HubSpot.", { code: "hubspotNotFound" });
  return record;
}

/** The ids of one kind that a record was read with, each once; `all` is false when there are more than HubSpot told at once. */
export function associatedIds({ associations = {} }: HubSpotRecord, kind: string): { ids: string[]; all: boolean } {
  const [, found] = Object.entries(associations).find(([name]) => name.replaceAll(" ", "_") === kind) ?? [];
  return { ids: [...new Set(found?.results.map(({ id }) => id))], all: !found?.paging?.next };
}

/**
 * Reads records by id, in the order of `ids`. A record that cannot be read though it was named a moment ago is `unavailable`:
 * what hangs on the rest would be an order with a line too few.
 */
export async function readRecords(call: CallHubSpot, objectType: string, ids: string[], properties: string[]): Promise<HubSpotRecord[]> {
  const found = await findRecords(call, objectType, ids, properties);
  return ids.map((id) => found.get(id) ?? missing(objectType));
}

/** The records of these ids that there are. */
export async function findRecords(
  call: CallHubSpot,
  objectType: string,
  ids: readonly string[],
  properties: string[],
): Promise<Map<string, HubSpotRecord>> {
  const found = new Map<string, HubSpotRecord>();
  for (let start = 0; start < ids.length; start += BATCH) {
    const inputs = ids.slice(start, start + BATCH).map((id) => ({ id }));
    const { results } = await withKnownProperties(call, objectType, properties, (known) =>
      call(batchAnswer, { method: "POST", path: `/crm/objects/2026-09/${objectType}/batch/read`, body: { properties: known, inputs } }),
    );
    for (const record of results) found.set(record.id, record);
  }
  return found;
}

/** A portal need not have our properties yet, or any more. Should HubSpot refuse to read one that is unknown, we ask for the known ones. */
async function withKnownProperties<T>(
  call: CallHubSpot,
  objectType: string,
  properties: string[],
  read: (properties: string[]) => Promise<T>,
): Promise<T> {
  try {
    return await read(properties);
  } catch (error) {
    if (refusalOf(error)?.status !== 400) throw error;
    const { results } = await call(propertyNames, { method: "GET", path: `/crm/properties/2026-09/${objectType}` });
    const known = new Set(results.map(({ name }) => name));
    if (properties.every((name) => known.has(name))) throw error;
    return read(properties.filter((name) => known.has(name)));
  }
}

function missing(objectType: string): never {
  throw new AppError("unavailable", `Some ${objectType} of the deal could not be read from HubSpot just now.`, {
    code: "hubspotIncomplete",
  });
}
