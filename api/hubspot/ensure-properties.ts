import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { CallHubSpot } from "./client.ts";
import { COMPANY_PROPERTIES, DEAL_PROPERTIES, TIEOUT_GROUP, type PropertyDefinition } from "./tieout-properties.ts";

const groupsAnswer = z.object({ results: z.array(z.object({ name: z.string() })) });
/** Options keep all they came with, since a change sends the whole list back. */
const optionAnswer = z.looseObject({ label: z.string(), value: z.string() });
const propertiesAnswer = z.object({ results: z.array(z.object({ name: z.string(), options: z.array(optionAnswer).nullish() })) });
const createAnswer = z.object({ errors: z.array(z.object({ category: z.unknown() })).nullish() });
type Existing = z.infer<typeof propertiesAnswer>["results"][number];

/**
 * Creates our group and properties on deals and companies where they are missing, and adds options that a newer version
 * brought. What a portal has changed otherwise stays. Safe to repeat and to run twice at once. Throws rejected
 * (`hubspotMissingScopes`) when the app may not create properties.
 */
export async function ensureProperties(call: CallHubSpot): Promise<void> {
  await ensureOn(call, "deals", DEAL_PROPERTIES);
  await ensureOn(call, "companies", COMPANY_PROPERTIES);
}

async function ensureOn(call: CallHubSpot, object: "deals" | "companies", wanted: PropertyDefinition[]): Promise<void> {
  const path = `/crm/properties/2026-09/${object}`;
  const { results: existing } = await call(propertiesAnswer, { method: "GET", path });
  const byName = new Map(existing.map((property) => [property.name, property]));

  const missing = wanted.filter(({ name }) => !byName.has(name));
  if (missing.length > 0) {
    await ensureGroup(call, path);
    await create(call, path, missing);
  }
  for (const property of wanted) {
    await addOptions(call, path, property, byName.get(property.name));
  }
}

async function ensureGroup(call: CallHubSpot, path: string): Promise<void> {
  const { results } = await call(groupsAnswer, { method: "GET", path: `${path}/groups` });
  if (results.some(({ name }) => name === TIEOUT_GROUP.name)) return;
  await unlessThere(call(z.unknown(), { method: "POST", path: `${path}/groups`, body: TIEOUT_GROUP }));
}

/** A batch with one property that exists by now may be refused as a whole: then each is created by itself. */
async function create(call: CallHubSpot, path: string, properties: PropertyDefinition[]): Promise<void> {
  const request = { method: "POST", path: `${path}/batch/create`, body: { inputs: properties } } as const;
  const answer = await unlessThere(call(createAnswer, request));
  if (answer && (answer.errors ?? []).length === 0) return;
  for (const property of properties) {
    await unlessThere(call(z.unknown(), { method: "POST", path, body: property }));
  }
}

/** HubSpot replaces the list of options as a whole, so those of the portal are sent along. */
async function addOptions(call: CallHubSpot, path: string, wanted: PropertyDefinition, existing: Existing | undefined): Promise<void> {
  if (!existing?.options || wanted.type !== "enumeration") return;
  const known = existing.options;
  const added = (wanted.options ?? []).filter(({ value }) => !known.some((option) => option.value === value));
  if (added.length === 0) return;
  await call(z.unknown(), { method: "PATCH", path: `${path}/${wanted.name}`, body: { options: [...known, ...added] } });
}

/** Somebody may have created the same thing a moment ago: that is as good. */
async function unlessThere<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof AppError && error.kind === "conflict") return null;
    throw error;
  }
}
