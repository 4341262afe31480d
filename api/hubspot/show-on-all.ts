import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Finding } from "../domain/finding.ts";
import type { CallHubSpot } from "./client.ts";
import { propertyTexts, showOnRecord, type ShownRecord, type Values } from "./show-on-record.ts";

/** HubSpot takes this many inputs at once (facts/hubspot.md §6.1). */
const BATCH = 100;
const batchAnswer = z.object({ results: z.array(z.object({ id: z.string() })) });
const PATHS = { deal: "deals", company: "companies" } as const;

type Shown = { id: string; values: Values };

/**
 * Writes our properties on many records, a hundred with each call. What a batch does not confirm is written one by one, so that
 * one record with a fault keeps none of the others back. Answers findings by record, null for one that is gone.
 */
export async function showOnAll(
  call: CallHubSpot,
  object: ShownRecord["object"],
  records: Shown[],
): Promise<Map<string, Finding[] | null>> {
  const findings = new Map<string, Finding[] | null>();
  for (let at = 0; at < records.length; at += BATCH) {
    const batch = records.slice(at, at + BATCH);
    const written = batch.length > 1 ? await writeBatch(call, object, batch) : new Set<string>();
    for (const { id, values } of batch.filter((record) => !written.has(record.id))) {
      findings.set(id, await showOnRecord(call, { object, id }, values).catch(nullIfGone));
    }
  }
  return findings;
}

/** The ids that HubSpot confirms; none when it refuses the batch as a whole. */
async function writeBatch(call: CallHubSpot, object: ShownRecord["object"], batch: Shown[]): Promise<Set<string>> {
  const inputs = batch.map(({ id, values }) => ({ id, properties: propertyTexts(object, values) }));
  const path = `/crm/objects/2026-03/${PATHS[object]}/batch/update`;
  try {
    const { results } = await call(batchAnswer, { method: "POST", path, body: { inputs } });
    return new Set(results.map(({ id }) => id));
  } catch (error) {
    if (error instanceof AppError && REFUSALS.has(error.kind)) return new Set();
    throw error;
  }
}
const REFUSALS = new Set<AppError["kind"]>(["rejected", "notFound", "conflict"]);

function nullIfGone(error: unknown): null {
  if (error instanceof AppError && error.kind === "notFound") return null;
  throw error;
}
