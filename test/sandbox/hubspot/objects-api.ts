import type { Routes } from "../wire/server.ts";
import { appWriter, authenticated, bodyOf, listParameter, requireObjectScope, type ApiCall, type ApiHandler } from "./api-call.ts";
import { associationNames } from "./associate.ts";
import { presentRecord, type CrmRecord } from "./crm-record.ts";
import { archiveRecord, forgetContact, mergeRecords } from "./life-of-record.ts";
import { objectNameOf, OBJECT_TYPES, type ObjectName } from "./object-types.ts";
import { findRecord, knownProperties, recordOf } from "./portal.ts";
import { invalid, notFound, VendorFault } from "./vendor-fault.ts";
import type { World } from "./world.ts";
import { findByUnique, uniqueNames } from "./write-rules.ts";
import { prepareCreate, prepareUpdate, targetsOf, type Prepared } from "./write-record.ts";

export const OBJECTS = "/crm/objects/:version(2026-0[39])/:objectType";
const ONE = `${OBJECTS}/:objectId`;

/** Records one at a time: list, read, create, update, archive, merge, on both dated paths (facts/hubspot.md §6.1). */
export function objectsApi(world: World): Routes {
  const route = (handler: ApiHandler) => authenticated(world, handler);
  return {
    [`GET ${OBJECTS}`]: route(list),
    [`POST ${OBJECTS}`]: route(create),
    [`POST ${OBJECTS}/merge`]: route(merge),
    [`POST ${OBJECTS}/gdpr-delete`]: route(privacyDelete),
    [`GET ${ONE}`]: route(read),
    [`PATCH ${ONE}`]: route(update),
    [`DELETE ${ONE}`]: route(archive),
  };
}

export function objectOf(call: ApiCall, access: "read" | "write"): ObjectName {
  const object = objectNameOf(call.params["objectType"] ?? "");
  requireObjectScope(call, object, access);
  return object;
}

const list: ApiHandler = (call) => {
  const object = objectOf(call, "read");
  const { searchParams } = call.request.url;
  const limit = Number(searchParams.get("limit") ?? 10);
  if (!(limit >= 1 && limit <= 100)) throw invalid("limit must be between 1 and 100");
  const archived = searchParams.get("archived") === "true";
  const all = [...call.portal.records[object].values()].filter((record) => (record.archivedAt !== null) === archived);
  const from = all.findIndex(({ id }) => id === searchParams.get("after")) + 1;
  const page = all.slice(from, from + limit);
  const more = from + limit < all.length && { paging: { next: { after: page.at(-1)?.id, link: call.request.url.toString() } } };
  return { status: 200, body: { results: page.map((record) => shown(call, record)), ...more } };
};

const read: ApiHandler = (call) => {
  const object = objectOf(call, "read");
  return { status: 200, body: shown(call, wantedRecord(call, object)) };
};

const create: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  const body = bodyOf(call);
  const writer = appWriter(call);
  const prepared = prepareCreate(writer, object, body["properties"], targetsOf(call.portal, object, body["associations"]));
  return { status: 201, body: written(call, prepared) };
};

const update: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  const { id } = wantedRecord(call, object);
  return { status: 200, body: written(call, prepareUpdate(appWriter(call), object, id, bodyOf(call)["properties"])) };
};

const archive: ApiHandler = (call) => {
  archiveRecord(appWriter(call), objectOf(call, "write"), call.params["objectId"] ?? "");
  return { status: 204 };
};

const merge: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  if (!OBJECT_TYPES[object].mergeable) throw new VendorFault(404, "resource not found");
  const { primaryObjectId, objectIdToMerge } = bodyOf(call);
  if (typeof primaryObjectId !== "string" || typeof objectIdToMerge !== "string")
    throw invalid("primaryObjectId and objectIdToMerge are required");
  return { status: 200, body: presentRecord(mergeRecords(appWriter(call), object, primaryObjectId, objectIdToMerge)) };
};

const privacyDelete: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  if (object !== "contacts") throw new VendorFault(404, "resource not found");
  const { objectId, idProperty } = bodyOf(call);
  const found =
    idProperty === "email"
      ? findByUnique(call.portal, "contacts", "email", String(objectId))
      : findRecord(call.portal, "contacts", String(objectId));
  if (found) forgetContact(appWriter(call), found.id);
  return { status: 204 };
};

/** The record after a write, with the warnings that only the 2026-09 paths give (facts/hubspot.md §6.6). */
export function written(call: ApiCall, { commit, warnings }: Prepared): Record<string, unknown> {
  const record = commit();
  const told = call.version === "2026-09" && warnings.length > 0;
  const changed = [...record.history.keys()].filter((name) => !name.startsWith("hs_merged"));
  return {
    ...presentRecord(record, { properties: changed }),
    ...(told && {
      warnings: warnings.map((context) => ({
        category: "PROPERTY_VALUE_NORMALIZED",
        message: `The value of ${context.propertyName} was normalized`,
        context,
      })),
    }),
  };
}

/** The record of the path, by id or by a unique property; throws 404, or 400 for a property that is not unique. */
function wantedRecord(call: ApiCall, object: ObjectName): CrmRecord {
  const id = call.params["objectId"] ?? "";
  const idProperty = call.request.url.searchParams.get("idProperty");
  if (idProperty === null)
    return call.request.url.searchParams.get("archived") === "true" ? archivedRecord(call, object, id) : recordOf(call.portal, object, id);
  if (!uniqueNames(call.portal, object).includes(idProperty))
    throw invalid(`${idProperty} is not a unique property of ${OBJECT_TYPES[object].id}`);
  const found = findByUnique(call.portal, object, idProperty, id);
  if (!found) throw notFound(`Object not found. ${idProperty} ${id} does not exist.`);
  return found;
}

function archivedRecord({ portal }: ApiCall, object: ObjectName, id: string): CrmRecord {
  const record = portal.records[object].get(id);
  if (!record || record.archivedAt === null) throw notFound(`Object not found. No archived ${OBJECT_TYPES[object].singular} ${id}.`);
  return record;
}

function shown(call: ApiCall, record: CrmRecord): Record<string, unknown> {
  const { url } = call.request;
  const properties = listParameter(url, "properties");
  const known = knownProperties(call.portal, record.object, properties);
  const withHistory = knownProperties(call.portal, record.object, listParameter(url, "propertiesWithHistory"));
  const base = presentRecord(record, { properties: properties.length > 0 ? [...known, "hs_object_id"] : [], withHistory });
  const kinds = listParameter(url, "associations").map(objectNameOf);
  const entries = kinds.map(
    (to) => [to.replace("_", " "), { results: associationNames(call.portal, { object: record.object, id: record.id }, to) }] as const,
  );
  const filled = entries.filter(([, { results }]) => results.length > 0);
  return { ...base, ...(filled.length > 0 && { associations: Object.fromEntries(filled) }) };
}
