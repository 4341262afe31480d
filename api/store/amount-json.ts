/** What PostgreSQL's jsonb holds. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A record as JSON text in which an amount is `{"$minor": "12000"}`: JSON's own numbers are not exact. */
export function amountsToJson(record: object): string {
  return JSON.stringify(record, (_key, value: unknown) => (typeof value === "bigint" ? { $minor: String(value) } : value));
}

/** The record that `amountsToJson` wrote. */
export function amountsFromJson<T>(json: Json): T {
  return revive(json) as T;
}

function revive(json: Json): unknown {
  if (Array.isArray(json)) return json.map(revive);
  if (json === null || typeof json !== "object") return json;
  if (typeof json["$minor"] === "string") return BigInt(json["$minor"]);
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, revive(value)]));
}
