import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Finding } from "../domain/finding.ts";
import type { CallHubSpot } from "./client.ts";
import { ensureProperties } from "./ensure-properties.ts";
import { refusalOf, type Refusal } from "./faults.ts";
import { COMPANY_PROPERTIES, DEAL_PROPERTIES, type PropertyDefinition } from "./tieout-properties.ts";

/** A record on which our properties are shown. */
export type ShownRecord = { object: "deal" | "company"; id: string };
/** Properties by name; null clears. */
export type Values = Record<string, string | null>;

const TYPES = {
  deal: { path: "deals", properties: typesOf(DEAL_PROPERTIES) },
  company: { path: "companies", properties: typesOf(COMPANY_PROPERTIES) },
};

function typesOf(properties: PropertyDefinition[]): Map<string, PropertyDefinition["type"]> {
  return new Map(properties.map(({ name, type }) => [name, type]));
}

/**
 * Writes our properties on a deal or company; null clears. The 2026-03 path is used because 2026-09 applies the portal's required-field
 * rules to our writes (facts/hubspot.md §6.6). What HubSpot refuses is left out and answered as findings for the admin, and
 * the rest is written. Throws notFound, notConnected, rateLimited, unavailable.
 */
export async function showOnRecord(call: CallHubSpot, record: ShownRecord, values: Values): Promise<Finding[]> {
  const properties = propertyTexts(record.object, values);
  const refusal = await write(call, record, properties);
  if (!refusal) return [];
  if (!refusal.codes.includes("PROPERTY_DOESNT_EXIST")) return writeRest(call, record, properties, { refusal });

  // Somebody has deleted a property of ours in the portal.
  const creation = await orRefusal(ensureProperties(call));
  if (creation) return writeRest(call, record, properties, { refusal, reason: creation });
  const again = await write(call, record, properties);
  return again ? writeRest(call, record, properties, { refusal: again }) : [];
}

/** Null when it is written, else what HubSpot said. */
async function write(call: CallHubSpot, { object, id }: ShownRecord, properties: Record<string, string>): Promise<Refusal | null> {
  if (Object.keys(properties).length === 0) return null;
  const path = `/crm/objects/2026-03/${TYPES[object].path}/${encodeURIComponent(id)}`;
  return orRefusal(call(z.unknown(), { method: "PATCH", path, body: { properties } }));
}

type Outcome = { refusal: Refusal; reason?: Refusal };

/** Writes all but what was refused. `reason` is what the admin is told when it lies deeper than the refusal itself. */
async function writeRest(
  call: CallHubSpot,
  record: ShownRecord,
  properties: Record<string, string>,
  { refusal, reason = refusal }: Outcome,
): Promise<Finding[]> {
  const refused = refusal.properties.filter((name) => name in properties);
  if (refused.length === 0) return [findingOf(record, reason)];

  const rest = Object.fromEntries(Object.entries(properties).filter(([name]) => !refused.includes(name)));
  const second = await write(call, record, rest);
  return [findingOf(record, reason), ...(second ? [findingOf(record, second)] : [])];
}

async function orRefusal(work: Promise<unknown>): Promise<Refusal | null> {
  try {
    await work;
    return null;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal && error instanceof AppError && error.kind === "rejected") return refusal;
    throw error;
  }
}

function findingOf({ object, id }: ShownRecord, refusal: Refusal): Finding {
  const [property] = refusal.properties;
  return {
    code: refusal.category === "MISSING_SCOPES" ? "hubspotMissingScopes" : "hubspotRefusedUpdate",
    level: "warning",
    message: messageOf(object, refusal),
    fixBy: "admin",
    where: { object, id, ...(property !== undefined && { property }) },
  };
}

function messageOf(object: ShownRecord["object"], { category, codes, properties, scopes }: Refusal): string {
  const names = properties.join(", ");
  if (category === "MISSING_SCOPES") {
    return `HubSpot does not let Tieout show the order on the ${object}: a permission is missing (${scopes.join(", ") || "unknown"}). Install the app again and grant it.`;
  }
  if (codes.some((code) => code.startsWith("MISSING_"))) {
    return `A rule of this HubSpot account demands ${names || "a property"} on the ${object}, so the order could not be shown there.`;
  }
  return `HubSpot did not accept what Tieout writes into ${names || `the ${object}`}, so the ${object} does not show all that QuickBooks says.`;
}

/** The values as HubSpot takes them. */
export function propertyTexts(object: ShownRecord["object"], values: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toPropertyText(object, name, value)]));
}

/** HubSpot takes a date as YYYY-MM-DD and an instant as ISO 8601 with milliseconds; "" clears. */
function toPropertyText(object: ShownRecord["object"], name: string, value: string | null): string {
  if (value === null || value === "") return "";
  switch (TYPES[object].properties.get(name)) {
    case "date":
      return Temporal.PlainDate.from(value.slice(0, 10)).toString();
    case "datetime":
      return Temporal.Instant.from(value).toString({ fractionalSecondDigits: 3 });
    default:
      return value;
  }
}
