import type { Routes, WireAnswer } from "../wire/server.ts";
import { appWriter, authenticated, batchAnswer, bodyOf, inputsOf, requireObjectScope, type ApiCall, type ApiHandler } from "./api-call.ts";
import { associate, dissociate, removeKinds, replaceLabels, type End } from "./associate.ts";
import { associatedWith, kindOf, unlabelledKind, type Associated, type AssociationKind } from "./association.ts";
import { objectNameOf, OBJECT_TYPES, type ObjectName } from "./object-types.ts";
import { recordOf } from "./portal.ts";
import { invalid } from "./vendor-fault.ts";
import type { World } from "./world.ts";

const BETWEEN = "/crm/associations/:version(2026-0[39])/:from/:to";
const ONE = "/crm/objects/:version(2026-0[39])/:from/:fromId/associations";

/** Associations in their version 4 shapes (facts/hubspot.md §6.2). Reading one record's by GET exists on 2026-03 only. */
export function associationsApi(world: World): Routes {
  const route = (handler: ApiHandler) => authenticated(world, handler);
  return {
    "GET /crm/objects/:version(2026-03)/:from/:fromId/associations/:to": route(readOne),
    [`PUT ${ONE}/default/:to/:toId`]: route(putDefault),
    [`PUT ${ONE}/:to/:toId`]: route(putLabels),
    [`DELETE ${ONE}/:to/:toId`]: route(remove),
    [`POST ${BETWEEN}/batch/read`]: route(batchRead),
    [`POST ${BETWEEN}/batch/create`]: route(batchCreate),
    [`POST ${BETWEEN}/batch/associate/default`]: route(batchDefault),
    [`POST ${BETWEEN}/batch/archive`]: route(batchArchive),
    [`POST ${BETWEEN}/batch/labels/archive`]: route(batchLabelsArchive),
  };
}

type Pair = { from: ObjectName; to: ObjectName };

export function pairOf(call: ApiCall, access: "read" | "write"): Pair {
  const [from, to] = [objectNameOf(call.params["from"] ?? ""), objectNameOf(call.params["to"] ?? "")];
  requireObjectScope(call, from, access);
  requireObjectScope(call, to, "read");
  return { from, to };
}

const readOne: ApiHandler = (call) => {
  const { from, to } = pairOf(call, "read");
  const record = recordOf(call.portal, from, call.params["fromId"] ?? "");
  const limit = Number(call.request.url.searchParams.get("limit") ?? 500);
  const after = Number(call.request.url.searchParams.get("after") ?? 0);
  const all = associatedWith(call.portal, record, to).map(presentAssociated);
  const more = after + limit < all.length && { paging: { next: { after: String(after + limit) } } };
  return { status: 200, body: { results: all.slice(after, after + limit), ...more } };
};

function presentAssociated({ record, types }: Associated): object {
  return { toObjectId: record.id, associationTypes: types };
}

/** Up to 1000 records; one without any association is an error beside the results, so the answer is 207. */
const batchRead: ApiHandler = (call) => {
  const { from, to } = pairOf(call, "read");
  const startedAt = call.world.clock.now();
  const ids = inputsOf(bodyOf(call), 1_000).map(({ id }) => String(id));
  const found = ids.map((id) => ({ from: { id }, to: associatedWith(call.portal, { object: from, id }, to).map(presentAssociated) }));
  const errors = found.filter((each) => each.to.length === 0).map(({ from: { id } }) => noneFound(from, to, id));
  return batchAnswer(
    call.world,
    startedAt,
    found.filter((each) => each.to.length > 0),
    errors,
  );
};

function noneFound(from: ObjectName, to: ObjectName, id: string): object {
  const [one, other] = [OBJECT_TYPES[from].singular, OBJECT_TYPES[to].singular];
  return {
    status: "error",
    category: "OBJECT_NOT_FOUND",
    subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND",
    message: `No ${other} is associated with ${one} ${id}.`,
    context: { fromObjectId: [id], fromObjectType: [one], toObjectType: [other] },
  };
}

function ends(call: ApiCall, { from, to }: Pair, fromId: unknown, toId: unknown): [End, End] {
  const one = recordOf(call.portal, from, String(fromId));
  const other = recordOf(call.portal, to, String(toId));
  return [
    { object: from, id: one.id },
    { object: to, id: other.id },
  ];
}

const putDefault: ApiHandler = (call) => {
  const pair = pairOf(call, "write");
  const startedAt = call.world.clock.now();
  const [from, to] = ends(call, pair, call.params["fromId"], call.params["toId"]);
  associate(appWriter(call), from, to, []);
  return batchAnswer(call.world, startedAt, defaultResults(call, from, to));
};

function defaultResults(call: ApiCall, from: End, to: End): object[] {
  const kind = unlabelledKind(call.portal, from.object, to.object);
  return [
    { from: { id: from.id }, to: { id: to.id }, associationSpec: { associationCategory: kind.category, associationTypeId: kind.typeId } },
    {
      from: { id: to.id },
      to: { id: from.id },
      associationSpec: { associationCategory: kind.category, associationTypeId: kind.inverseTypeId },
    },
  ];
}

function kindsOf(call: ApiCall, { from, to }: Pair, types: unknown): AssociationKind[] {
  if (!Array.isArray(types) || types.length === 0) throw invalid("Invalid input JSON: a list of association types was expected");
  return (types as { associationCategory?: string; associationTypeId?: number }[]).map(({ associationCategory, associationTypeId }) =>
    kindOf(call.portal, from, to, String(associationCategory), Number(associationTypeId)),
  );
}

const putLabels: ApiHandler = (call) => {
  const pair = pairOf(call, "write");
  const [from, to] = ends(call, pair, call.params["fromId"], call.params["toId"]);
  let types: unknown;
  try {
    types = JSON.parse(call.request.body.toString("utf8"));
  } catch {
    throw invalid("Invalid input JSON on line 1, column 1: unreadable");
  }
  const kinds = kindsOf(call, pair, types);
  replaceLabels(appWriter(call), from, to, kinds);
  return { status: 201, body: labelsBetween(from, to, kinds) };
};

function labelsBetween(from: End, to: End, kinds: readonly AssociationKind[]): object {
  return {
    fromObjectTypeId: OBJECT_TYPES[from.object].id,
    fromObjectId: from.id,
    toObjectTypeId: OBJECT_TYPES[to.object].id,
    toObjectId: to.id,
    labels: kinds.flatMap(({ label }) => label ?? []),
  };
}

const remove: ApiHandler = (call) => {
  const { from, to } = pairOf(call, "write");
  dissociate(appWriter(call), { object: from, id: call.params["fromId"] ?? "" }, { object: to, id: call.params["toId"] ?? "" });
  return { status: 204 };
};

type PairInput = { from?: { id?: unknown }; to?: { id?: unknown }; types?: unknown };

const batchCreate: ApiHandler = (call) => {
  const pair = pairOf(call, "write");
  const startedAt = call.world.clock.now();
  const inputs = inputsOf(bodyOf(call), 2_000) as PairInput[];
  const planned = inputs.map(({ from, to, types }) => ({ between: ends(call, pair, from?.id, to?.id), kinds: kindsOf(call, pair, types) }));
  for (const { between, kinds } of planned) associate(appWriter(call), ...between, kinds);
  const results = planned.map(({ between, kinds }) => labelsBetween(...between, kinds));
  return batchAnswer(call.world, startedAt, results, [], 201);
};

const batchDefault: ApiHandler = (call) => {
  const pair = pairOf(call, "write");
  const startedAt = call.world.clock.now();
  const planned = (inputsOf(bodyOf(call), 2_000) as PairInput[]).map(({ from, to }) => ends(call, pair, from?.id, to?.id));
  for (const between of planned) associate(appWriter(call), ...between, []);
  return batchAnswer(
    call.world,
    startedAt,
    planned.flatMap((between) => defaultResults(call, ...between)),
  );
};

/** Takes every type away; `to` is a list of ids here. */
const batchArchive: ApiHandler = (call): WireAnswer => {
  const { from, to } = pairOf(call, "write");
  for (const input of inputsOf(bodyOf(call), 2_000)) {
    const { from: one, to: others } = input as { from?: { id?: unknown }; to?: { id?: unknown }[] };
    for (const other of others ?? [])
      dissociate(appWriter(call), { object: from, id: String(one?.id) }, { object: to, id: String(other.id) });
  }
  return { status: 204 };
};

const batchLabelsArchive: ApiHandler = (call) => {
  const pair = pairOf(call, "write");
  for (const { from, to, types } of inputsOf(bodyOf(call), 2_000) as PairInput[]) {
    const [one, other] = ends(call, pair, from?.id, to?.id);
    removeKinds(appWriter(call), one, other, kindsOf(call, pair, types));
  }
  return { status: 204 };
};
