import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Finding } from "../domain/finding.ts";
import type { CallHubSpot } from "./client.ts";
import { ensureProperties } from "./ensure-properties.ts";
import { refusalOf, type Refusal } from "./faults.ts";
import { DEAL_PROPERTIES } from "./tieout-properties.ts";

const TYPES = new Map(DEAL_PROPERTIES.map(({ name, type }) => [name, type]));

/**
 * Writes our properties on a deal; null clears. The 2026-03 path is used because 2026-09 applies the portal's required-field
 * rules to our writes (facts/hubspot.md §6.6). What HubSpot refuses is left out and answered as findings for the admin, and
 * the rest is written. Throws notFound, notConnected, rateLimited, unavailable.
 */
export async function showOnDeal(call: CallHubSpot, dealId: string, values: Record<string, string | null>): Promise<Finding[]> {
  const properties = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toPropertyText(name, value)]));
  const refusal = await write(call, dealId, properties);
  if (!refusal) return [];
  if (!refusal.codes.includes("PROPERTY_DOESNT_EXIST")) return writeRest(call, dealId, properties, { refusal });

  // Somebody has deleted a property of ours in the portal.
  const creation = await orRefusal(ensureProperties(call));
  if (creation) return writeRest(call, dealId, properties, { refusal, reason: creation });
  const again = await write(call, dealId, properties);
  return again ? writeRest(call, dealId, properties, { refusal: again }) : [];
}

/** Null when it is written, else what HubSpot said. */
async function write(call: CallHubSpot, dealId: string, properties: Record<string, string>): Promise<Refusal | null> {
  if (Object.keys(properties).length === 0) return null;
  const path = `/crm/objects/2026-03/deals/${encodeURIComponent(dealId)}`;
  return orRefusal(call(z.unknown(), { method: "PATCH", path, body: { properties } }));
}

type Outcome = { refusal: Refusal; reason?: Refusal };

/** Writes all but what was refused. `reason` is what the admin is told when it lies deeper than the refusal itself. */
async function writeRest(
  call: CallHubSpot,
  dealId: string,
  properties: Record<string, string>,
  { refusal, reason = refusal }: Outcome,
): Promise<Finding[]> {
  const refused = refusal.properties.filter((name) => name in properties);
  if (refused.length === 0) return [findingOf(dealId, reason)];

  const rest = Object.fromEntries(Object.entries(properties).filter(([name]) => !refused.includes(name)));
  const second = await write(call, dealId, rest);
  return [findingOf(dealId, reason), ...(second ? [findingOf(dealId, second)] : [])];
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

function findingOf(dealId: string, refusal: Refusal): Finding {
  const [property] = refusal.properties;
  return {
    code: refusal.category === "MISSING_SCOPES" ? "hubspotMissingScopes" : "hubspotRefusedUpdate",
    level: "warning",
    message: messageOf(refusal),
    fixBy: "admin",
    where: { object: "deal", id: dealId, ...(property !== undefined && { property }) },
  };
}

function messageOf({ category, codes, properties, scopes }: Refusal): string {
  const names = properties.join(", ");
  if (category === "MISSING_SCOPES") {
    return `HubSpot does not let Tieout show the order on the deal: a permission is missing (${scopes.join(", ") || "unknown"}). Install the app again and grant it.`;
  }
  if (codes.some((code) => code.startsWith("MISSING_"))) {
    return `A rule of this HubSpot account demands ${names || "a property"} on the deal, so the order could not be shown there.`;
  }
  return `HubSpot did not accept what Tieout writes into ${names || "the deal"}, so the deal does not show all of the order.`;
}

/** HubSpot takes a date as YYYY-MM-DD and an instant as ISO 8601 with milliseconds; "" clears. */
function toPropertyText(name: string, value: string | null): string {
  if (value === null || value === "") return "";
  switch (TYPES.get(name)) {
    case "date":
      return Temporal.PlainDate.from(value.slice(0, 10)).toString();
    case "datetime":
      return Temporal.Instant.from(value).toString({ fractionalSecondDigits: 3 });
    default:
      return value;
  }
}
