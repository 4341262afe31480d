import type { Routes } from "../wire/server.ts";
import { authenticated, bodyOf, type ApiCall, type ApiHandler } from "./api-call.ts";
import { presentRecord, valueOf, type CrmRecord } from "./crm-record.ts";
import type { ObjectName } from "./object-types.ts";
import { objectOf, OBJECTS } from "./objects-api.ts";
import { knownProperties } from "./portal.ts";
import { checkFilterGroups, matchesGroups } from "./search-filter.ts";
import { invalid } from "./vendor-fault.ts";
import type { World } from "./world.ts";

/** Search with its own limits: 5 a second, 200 a page, 10,000 in all, an index that lags (facts/hubspot.md §6.6). */
export function searchApi(world: World): Routes {
  return { [`POST ${OBJECTS}/search`]: authenticated(world, search, "search") };
}

const search: ApiHandler = (call) => {
  const object = objectOf(call, "read");
  if (call.request.body.length > 3_000) throw invalid("The request body is longer than 3000 characters");
  const body = bodyOf(call);
  const { limit, offset } = pageOf(body);
  const groups = checkFilterGroups(call.portal, object, body["filterGroups"]);
  const at = call.world.clock.now() - call.portal.searchLagMs;
  const found = indexed(call, object, at).filter(
    (record) => matchesGroups(call.portal, record, groups, at) && matchesQuery(record, body["query"], at),
  );
  const sorted = sortedBy(found, body["sorts"], at);
  const named = Array.isArray(body["properties"]) ? body["properties"].map(String) : [];
  const properties = named.length > 0 ? [...knownProperties(call.portal, object, named), "hs_object_id"] : [];
  const results = sorted.slice(offset, offset + limit).map((record) => presentRecord(record, { properties, at }));
  const more = offset + limit < sorted.length && { paging: { next: { after: String(offset + limit) } } };
  return { status: 200, body: { total: sorted.length, results, ...more } };
};

function pageOf(body: Record<string, unknown>): { limit: number; offset: number } {
  const limit = body["limit"] === undefined ? 10 : Number(body["limit"]);
  if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw invalid(`The limit ${String(body["limit"])} is not between 1 and 200`);
  const after = body["after"] ?? "0";
  if (!/^\d+$/.test(String(after))) throw invalid(`Invalid input: after "${String(after)}" must be an integer`);
  if (Number(after) + limit > 10_000) throw invalid("Paging past 10000 results is not possible");
  return { limit, offset: Number(after) };
}

/** The live records as the index had them at `at`. */
function indexed({ portal }: ApiCall, object: ObjectName, at: number): CrmRecord[] {
  return [...portal.records[object].values()].filter((record) => record.archivedAt === null && record.createdAt <= at);
}

function matchesQuery(record: CrmRecord, query: unknown, at: number): boolean {
  if (typeof query !== "string" || query === "") return true;
  const fields = ["name", "dealname", "domain", "email", "firstname", "lastname", "phone", "hs_sku", "hs_title"];
  return fields.some((field) => valueOf(record, field, at)?.toLowerCase().includes(query.toLowerCase()));
}

function sortedBy(records: CrmRecord[], sorts: unknown, at: number): CrmRecord[] {
  if (sorts === undefined || (Array.isArray(sorts) && sorts.length === 0)) return records;
  if (!Array.isArray(sorts) || sorts.length > 1) throw invalid("Only one sort is possible");
  const sort: unknown = sorts[0];
  const { propertyName, direction } =
    typeof sort === "string" ? { propertyName: sort, direction: "ASCENDING" } : (sort as { propertyName: string; direction?: string });
  const sign = direction === "DESCENDING" ? -1 : 1;
  return records.toSorted(
    (one, two) => sign * compare(valueOf(one, propertyName, at), valueOf(two, propertyName, at)) || Number(one.id) - Number(two.id),
  );
}

function compare(one: string | null, two: string | null): number {
  if (one === null || two === null) return Number(one === null) - Number(two === null);
  const numbers = [Number(one), Number(two)] as const;
  if (numbers.every((each) => !Number.isNaN(each))) return numbers[0] - numbers[1];
  return one < two ? -1 : Number(one > two);
}
