import type { Routes } from "../wire/server.ts";
import { authenticated, batchAnswer, bodyOf, inputsOf, requireSchemaScope, type ApiCall, type ApiHandler } from "./api-call.ts";
import { changeProperty, makeProperty } from "./make-property.ts";
import { objectNameOf, type ObjectName } from "./object-types.ts";
import { propertyOf } from "./portal.ts";
import { presentProperty, type PropertyDefinition } from "./property-definition.ts";
import { conflict, invalid, notFound } from "./vendor-fault.ts";
import type { World } from "./world.ts";

const PROPERTIES = "/crm/properties/:version(2026-0[39])/:objectType";

/** Properties and their groups (facts/hubspot.md §6.4). */
export function propertiesApi(world: World): Routes {
  const route = (handler: ApiHandler) => authenticated(world, handler);
  return {
    [`GET ${PROPERTIES}`]: route(list),
    [`POST ${PROPERTIES}`]: route(create),
    [`POST ${PROPERTIES}/batch/read`]: route(batchRead),
    [`POST ${PROPERTIES}/batch/create`]: route(batchCreate),
    [`POST ${PROPERTIES}/batch/archive`]: route(batchArchive),
    [`GET ${PROPERTIES}/groups`]: route(listGroups),
    [`POST ${PROPERTIES}/groups`]: route(createGroup),
    [`GET ${PROPERTIES}/groups/:groupName`]: route(readGroup),
    [`PATCH ${PROPERTIES}/groups/:groupName`]: route(changeGroup),
    [`DELETE ${PROPERTIES}/groups/:groupName`]: route(archiveGroup),
    [`GET ${PROPERTIES}/:propertyName`]: route(read),
    [`PATCH ${PROPERTIES}/:propertyName`]: route(change),
    [`DELETE ${PROPERTIES}/:propertyName`]: route(archive),
  };
}

function objectOf(call: ApiCall, access: "read" | "write"): ObjectName {
  const object = objectNameOf(call.params["objectType"] ?? "");
  requireSchemaScope(call, object, access);
  return object;
}

function wanted(call: ApiCall, object: ObjectName): PropertyDefinition {
  const name = call.params["propertyName"] ?? "";
  const found = propertyOf(call.portal, object, name);
  if (!found) throw notFound(`No property '${name}' exists.`);
  return found;
}

const list: ApiHandler = (call) => {
  const object = objectOf(call, "read");
  const archived = call.request.url.searchParams.get("archived") === "true";
  const results = call.portal.properties[object].filter(({ archivedAt }) => (archivedAt !== null) === archived);
  return { status: 200, body: { results: results.map(presentProperty) } };
};

const create: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  return { status: 201, body: presentProperty(makeProperty(call.portal, object, bodyOf(call), call.world.clock.now())) };
};

const read: ApiHandler = (call) => ({ status: 200, body: presentProperty(wanted(call, objectOf(call, "read"))) });

const change: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  return {
    status: 200,
    body: presentProperty(changeProperty(call.portal, object, wanted(call, object), bodyOf(call), call.world.clock.now())),
  };
};

const archive: ApiHandler = (call) => {
  archiveOne(call, wanted(call, objectOf(call, "write")));
  return { status: 204 };
};

function archiveOne({ world }: ApiCall, property: PropertyDefinition): void {
  if (property.hubspotDefined) throw invalid(`${property.name} is defined by HubSpot and cannot be archived`);
  property.archivedAt = world.clock.now();
}

const batchRead: ApiHandler = (call) => {
  const object = objectOf(call, "read");
  const startedAt = call.world.clock.now();
  const names = inputsOf(bodyOf(call), 100).map(({ name }) => String(name));
  const found = names.flatMap((name) => propertyOf(call.portal, object, name) ?? []);
  const missing = names.filter((name) => !propertyOf(call.portal, object, name));
  const errors = missing.map((name) => ({
    status: "error",
    category: "OBJECT_NOT_FOUND",
    message: `No property '${name}' exists.`,
    context: { name: [name] },
  }));
  return batchAnswer(call.world, startedAt, found.map(presentProperty), errors);
};

/** Makes those that can be made; a name that is taken is an error beside the results. */
const batchCreate: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  const startedAt = call.world.clock.now();
  const inputs = inputsOf(bodyOf(call), 100);
  const taken = inputs.filter(({ name }) => propertyOf(call.portal, object, String(name)));
  const made = inputs.filter((input) => !taken.includes(input)).map((input) => makeProperty(call.portal, object, input, startedAt));
  const errors = taken.map(({ name }) => ({
    status: "error",
    category: "OBJECT_ALREADY_EXISTS",
    subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS",
    message: `A property named '${String(name)}' already exists.`,
    context: { name: [String(name)] },
  }));
  return batchAnswer(call.world, startedAt, made.map(presentProperty), errors, 201);
};

const batchArchive: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  for (const { name } of inputsOf(bodyOf(call), 100)) {
    const property = propertyOf(call.portal, object, String(name));
    if (property) archiveOne(call, property);
  }
  return { status: 204 };
};

const listGroups: ApiHandler = (call) => ({
  status: 200,
  body: { results: call.portal.groups[objectOf(call, "read")].filter(({ archived }) => !archived) },
});

const createGroup: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  const { name, label, displayOrder } = bodyOf(call);
  if (typeof name !== "string" || typeof label !== "string")
    throw invalid("Invalid input JSON: some required fields were not set: [name, label]");
  const groups = call.portal.groups[object];
  const existing = groups.find((group) => group.name === name);
  if (existing && !existing.archived)
    throw conflict(`A property group named '${name}' already exists.`, "OBJECT_ALREADY_EXISTS", "Properties.GROUP_WITH_NAME_EXISTS");
  const group = { name, label, displayOrder: typeof displayOrder === "number" ? displayOrder : -1, archived: false };
  if (existing) Object.assign(existing, group);
  else groups.push(group);
  return { status: 201, body: group };
};

function wantedGroup(call: ApiCall, object: ObjectName) {
  const name = call.params["groupName"] ?? "";
  const group = call.portal.groups[object].find((each) => each.name === name && !each.archived);
  if (!group) throw notFound(`No property group '${name}' exists.`);
  return group;
}

const readGroup: ApiHandler = (call) => ({ status: 200, body: wantedGroup(call, objectOf(call, "read")) });

const changeGroup: ApiHandler = (call) => {
  const group = wantedGroup(call, objectOf(call, "write"));
  const { label, displayOrder } = bodyOf(call);
  Object.assign(group, { ...(typeof label === "string" && { label }), ...(typeof displayOrder === "number" && { displayOrder }) });
  return { status: 200, body: group };
};

const archiveGroup: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  const group = wantedGroup(call, object);
  const active = call.portal.properties[object].some(({ groupName, archivedAt }) => groupName === group.name && archivedAt === null);
  if (active) throw invalid(`Property group ${group.name} has active properties and cannot be deleted`);
  group.archived = true;
  return { status: 204 };
};
