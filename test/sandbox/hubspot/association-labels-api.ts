import type { Routes } from "../wire/server.ts";
import { authenticated, bodyOf, type ApiHandler } from "./api-call.ts";
import { kindsBetween } from "./association.ts";
import { pairOf } from "./associations-api.ts";
import type { Portal } from "./portal.ts";
import { invalid, notFound } from "./vendor-fault.ts";
import type { World } from "./world.ts";

const LABELS = "/crm/associations/:version(2026-0[39])/:from/:to/labels";

/** The labels that associations between two kinds of record can have, HubSpot's and the portal's own (facts/hubspot.md §6.2). */
export function associationLabelsApi(world: World): Routes {
  const route = (handler: ApiHandler) => authenticated(world, handler);
  return {
    [`GET ${LABELS}`]: route(list),
    [`POST ${LABELS}`]: route(create),
    [`PUT ${LABELS}`]: route(rename),
    [`DELETE ${LABELS}/:typeId`]: route(remove),
  };
}

const list: ApiHandler = (call) => {
  const { from, to } = pairOf(call, "read");
  return {
    status: 200,
    body: { results: kindsBetween(call.portal, from, to).map(({ category, typeId, label }) => ({ category, typeId, label })) },
  };
};

const create: ApiHandler = (call) => {
  const { from, to } = pairOf(call, "write");
  const { label, name, inverseLabel } = bodyOf(call);
  if (typeof label !== "string" || typeof name !== "string") throw invalid("label and name are required");
  if (kindsBetween(call.portal, from, to).some((kind) => kind.label === label)) throw invalid(`A label ${label} already exists`);
  const typeId = nextTypeId(call.portal);
  const inverse = typeof inverseLabel === "string" ? inverseLabel : label;
  call.portal.labels.push({ from, to, typeId, inverseTypeId: typeId + 1, label, inverseLabel: inverse });
  const category = "USER_DEFINED";
  return {
    status: 200,
    body: {
      results: [
        { category, typeId, label },
        { category, typeId: typeId + 1, label: inverse },
      ],
    },
  };
};

function nextTypeId({ labels }: Portal): number {
  return Math.max(100, ...labels.flatMap(({ typeId, inverseTypeId }) => [typeId, inverseTypeId])) + 1;
}

const rename: ApiHandler = (call) => {
  pairOf(call, "write");
  const { associationTypeId, label, inverseLabel } = bodyOf(call);
  const found = call.portal.labels.find(({ typeId }) => typeId === Number(associationTypeId));
  if (!found || typeof label !== "string") throw notFound(`No label with id ${String(associationTypeId)}`);
  Object.assign(found, { label, inverseLabel: typeof inverseLabel === "string" ? inverseLabel : label });
  return { status: 204 };
};

const remove: ApiHandler = (call) => {
  pairOf(call, "write");
  const id = Number(call.params["typeId"]);
  call.portal.labels = call.portal.labels.filter(({ typeId, inverseTypeId }) => typeId !== id && inverseTypeId !== id);
  call.portal.associations = call.portal.associations.filter(
    ({ kind }) => kind.category !== "USER_DEFINED" || (kind.typeId !== id && kind.inverseTypeId !== id),
  );
  return { status: 204 };
};
