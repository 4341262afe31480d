import { jsonOf, type Handler, type Routes } from "../wire/server.ts";
import { answering } from "./api-call.ts";
import { createPerson, type Person, type PlainAssociation } from "./person.ts";
import { portalOf, type World } from "./world.ts";

const RECORDS = "/control/portals/:portalId/objects/:objectType";
const ONE = `${RECORDS}/:id`;

type Edit = { person: Person; objectType: string; id: string; params: Record<string, string>; body: Record<string, unknown> };

/** Edits as a person makes them in HubSpot's pages; the body may name the `userId`. And settings of a portal. */
export function personControlApi(world: World): Routes {
  const edit =
    (handler: (edit: Edit) => object | void, status = 200): Handler =>
    (request) =>
      answering(world, () => {
        const { params } = request;
        const body = jsonOf(request) as Record<string, unknown>;
        const portal = portalOf(world, Number(params["portalId"]));
        const person = createPerson(world, portal, Number(body["userId"] ?? portal.users[0]?.id));
        return { status, body: handler({ person, objectType: params["objectType"] ?? "", id: params["id"] ?? "", params, body }) ?? {} };
      });
  return {
    "PATCH /control/portals/:portalId": (request) =>
      answering(world, () => ({
        status: 200,
        body: settingsChanged(world, Number(request.params["portalId"]), jsonOf(request) as object),
      })),
    [`GET ${RECORDS}`]: edit(({ person, objectType }) => person.list(objectType)),
    [`GET ${ONE}`]: edit(({ person, objectType, id }) => person.read(objectType, id)),
    [`POST ${RECORDS}`]: edit(({ person, objectType, body }) => person.create(objectType, propertiesOf(body), associationsOf(body)), 201),
    [`POST ${RECORDS}/merge`]: edit(({ person, objectType, body }) =>
      person.merge(objectType, String(body["primaryObjectId"]), String(body["objectIdToMerge"])),
    ),
    [`PATCH ${ONE}`]: edit(({ person, objectType, id, body }) => person.patch(objectType, id, propertiesOf(body))),
    [`DELETE ${ONE}`]: edit(({ person, objectType, id }) => person.remove(objectType, id)),
    [`POST ${ONE}/restore`]: edit(({ person, objectType, id }) => person.restore(objectType, id)),
    [`POST ${ONE}/forget`]: edit(({ person, id }) => person.forget(id)),
    [`PUT ${ONE}/associations/:toType/:toId`]: edit(({ person, body, ...from }) =>
      person.associate(from, { ...otherEnd(from.params), labels: labelsOf(body) }),
    ),
    [`DELETE ${ONE}/associations/:toType/:toId`]: edit(({ person, ...from }) => person.dissociate(from, otherEnd(from.params))),
  };
}

function otherEnd(params: Record<string, string>): PlainAssociation {
  return { objectType: params["toType"] ?? "", id: params["toId"] ?? "" };
}

function labelsOf(body: Record<string, unknown>): string[] {
  return Array.isArray(body["labels"]) ? body["labels"].map(String) : [];
}

function propertiesOf(body: Record<string, unknown>): Record<string, string> {
  return (body["properties"] ?? {}) as Record<string, string>;
}

function associationsOf(body: Record<string, unknown>): PlainAssociation[] {
  return (body["associations"] ?? []) as PlainAssociation[];
}

const CHANGEABLE = [
  "amountBasis",
  "requiredRules",
  "searchLagMs",
  "mergedIds",
  "refusedScopes",
  "gone",
  "currency",
  "additionalCurrencies",
  "timeZone",
  "pipelines",
] as const;

/** Changes a portal's settings: amount basis, required-field rules, search lag, refused scopes and so on. */
function settingsChanged(world: World, portalId: number, changes: object): object {
  const portal = portalOf(world, portalId);
  const allowed = Object.entries(changes).filter(([name]) => CHANGEABLE.some((each) => each === name));
  Object.assign(portal, Object.fromEntries(allowed));
  return Object.fromEntries(CHANGEABLE.map((name) => [name, portal[name]]));
}
