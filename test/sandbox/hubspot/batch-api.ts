import type { Routes } from "../wire/server.ts";
import { appWriter, authenticated, batchAnswer, bodyOf, inputsOf, type ApiCall, type ApiHandler } from "./api-call.ts";
import { presentRecord, type CrmRecord } from "./crm-record.ts";
import { archiveRecord } from "./life-of-record.ts";
import { OBJECT_TYPES, upperName, type ObjectName } from "./object-types.ts";
import { objectOf, OBJECTS, written } from "./objects-api.ts";
import { findRecord, knownProperties } from "./portal.ts";
import { invalid, VendorFault } from "./vendor-fault.ts";
import type { World } from "./world.ts";
import { findByUnique, uniqueNames } from "./write-rules.ts";
import { prepareCreate, prepareUpdate, targetsOf, type Prepared } from "./write-record.ts";

type Input = Record<string, unknown>;
const MOST = 100;

/** Records by the hundred (facts/hubspot.md §6.1, §6.6). */
export function batchApi(world: World): Routes {
  const routes: Record<string, ApiHandler> = { read, create, update, upsert, archive };
  return Object.fromEntries(
    Object.entries(routes).map(([name, handler]) => [`POST ${OBJECTS}/batch/${name}`, authenticated(world, handler)]),
  );
}

const read: ApiHandler = (call) => {
  const object = objectOf(call, "read");
  const body = bodyOf(call);
  const startedAt = call.world.clock.now();
  const ids = [...new Set(inputsOf(body, MOST).map(({ id }) => String(id)))];
  const idProperty = typeof body["idProperty"] === "string" ? body["idProperty"] : null;
  if (idProperty !== null && !uniqueNames(call.portal, object).includes(idProperty))
    throw invalid(`${idProperty} is not a unique property of ${OBJECT_TYPES[object].id}`);
  const named = textsOf(body["properties"]);
  const properties = named.length > 0 ? [...knownProperties(call.portal, object, named), "hs_object_id"] : [];
  const withHistory = knownProperties(call.portal, object, textsOf(body["propertiesWithHistory"]));
  const find = (id: string) => (idProperty ? findByUnique(call.portal, object, idProperty, id) : findRecord(call.portal, object, id));
  const found = ids.flatMap((id) => find(id) ?? []);
  const missing = ids.filter((id) => !find(id));
  return batchAnswer(
    call.world,
    startedAt,
    found.map((record) => presentRecord(record, { properties, withHistory })),
    missingError(object, missing),
  );
};

function missingError(object: ObjectName, ids: string[]): object[] {
  if (ids.length === 0) return [];
  const message = `Could not get some ${upperName(object)} objects, they may be deleted or not exist. Check that ids are valid.`;
  return [{ status: "error", category: "OBJECT_NOT_FOUND", message, context: { ids } }];
}

const create: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  const claimed = new Set<string>();
  const prepare = (input: Input) =>
    prepareCreate(appWriter(call), object, input["properties"], targetsOf(call.portal, object, input["associations"]), claimed);
  return writeAll(call, inputsOf(bodyOf(call), MOST), prepare, 201);
};

const update: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  const inputs = inputsOf(bodyOf(call), MOST);
  const ids = inputs.map(({ id, idProperty }) => `${String(idProperty ?? "")}/${String(id)}`);
  const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (repeated.length > 0)
    throw invalid(`Duplicate IDs found in batch input: [${repeated.map((id) => id.split("/")[1]).join(", ")}]. IDs must be unique`);
  const claimed = new Set<string>();
  return writeAll(
    call,
    inputs,
    (input) => prepareUpdate(appWriter(call), object, idOf(call, object, input), input["properties"], claimed),
    200,
  );
};

function idOf(call: ApiCall, object: ObjectName, { id, idProperty }: Input): string {
  if (idProperty === undefined || idProperty === null) return String(id);
  return keyed(call, object, String(idProperty), String(id))?.id ?? String(id);
}

function keyed({ portal }: ApiCall, object: ObjectName, idProperty: string, id: string): CrmRecord | undefined {
  if (!uniqueNames(portal, object).includes(idProperty))
    throw invalid(`Unable to perform update/upsert by non-unique ${OBJECT_TYPES[object].id} property`);
  return findByUnique(portal, object, idProperty, id);
}

/** By a unique property: updates the record that has the value, else creates it. One conflict refuses the whole batch (facts/hubspot.md §6.1). */
const upsert: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  const claimed = new Set<string>();
  const isNew = new Map<string, boolean>();
  const prepare = (input: Input): Prepared => {
    const idProperty = String(input["idProperty"]);
    const existing = keyed(call, object, idProperty, String(input["id"]));
    const properties = { ...(input["properties"] as object), [idProperty]: String(input["id"]) };
    const prepared = existing
      ? prepareUpdate(appWriter(call), object, existing.id, properties, claimed)
      : prepareCreate(appWriter(call), object, properties, [], claimed);
    const commit = () => {
      const record = prepared.commit();
      isNew.set(record.id, !existing);
      return record;
    };
    return { ...prepared, commit };
  };
  return writeAll(call, inputsOf(bodyOf(call), MOST), prepare, 200, (record) => ({ new: isNew.get(String(record["id"])) ?? false }));
};

/**
 * Checks every input, then writes. An input with an objectWriteTraceId fails alone (207); a missing record too; any other
 * failure refuses the whole batch and nothing is written.
 */
function writeAll(
  call: ApiCall,
  inputs: readonly Input[],
  prepare: (input: Input) => Prepared,
  status: number,
  more: (record: Record<string, unknown>) => object = () => ({}),
) {
  const startedAt = call.world.clock.now();
  const errors: object[] = [];
  const prepared = inputs.flatMap((input) => {
    try {
      return { trace: input["objectWriteTraceId"], write: prepare(input) };
    } catch (error) {
      errors.push(itemError(error, input));
      return [];
    }
  });
  const results = prepared.map(({ trace, write }) => {
    const record = written(call, write);
    return { ...record, ...more(record), ...(trace !== undefined && { objectWriteTraceId: trace }) };
  });
  return batchAnswer(call.world, startedAt, results, errors, status);
}

function itemError(error: unknown, { id, objectWriteTraceId }: Input): object {
  if (!(error instanceof VendorFault)) throw error;
  const traced = objectWriteTraceId !== undefined;
  if (!traced && error.status !== 404) throw error;
  const context = traced ? { objectWriteTraceId: [String(objectWriteTraceId)] } : { ids: [String(id)] };
  return {
    status: "error",
    category: error.rest.category,
    message: error.message,
    ...(error.rest.errors && { errors: error.rest.errors }),
    context,
  };
}

const archive: ApiHandler = (call) => {
  const object = objectOf(call, "write");
  for (const { id } of inputsOf(bodyOf(call), MOST)) archiveRecord(appWriter(call), object, String(id));
  return { status: 204 };
};

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
