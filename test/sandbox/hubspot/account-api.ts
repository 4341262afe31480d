import type { OwnerSeed, PipelineSeed, StageSeed } from "../seed/hubspot.ts";
import type { Routes } from "../wire/server.ts";
import { authenticated, requireAnyScope, type ApiCall, type ApiHandler } from "./api-call.ts";
import { objectNameOf } from "./object-types.ts";
import type { Portal } from "./portal.ts";
import { notFound } from "./vendor-fault.ts";
import type { World } from "./world.ts";

const PIPELINES = "/crm/pipelines/:version(2026-0[39])/:objectType";

/** The account, its owners and its pipelines, all to be read only (facts/hubspot.md §6.3, §6.5). */
export function accountApi(world: World): Routes {
  const route = (handler: ApiHandler) => authenticated(world, handler);
  return {
    "GET /account-info/:version(2026-0[39])/details": route(details),
    "GET /crm/owners/:version(2026-0[39])": route(listOwners),
    "GET /crm/owners/:version(2026-0[39])/:ownerId": route(readOwner),
    [`GET ${PIPELINES}`]: route((call) => ({
      status: 200,
      body: { results: pipelinesOf(call).map((each) => presentPipeline(call, each)) },
    })),
    [`GET ${PIPELINES}/:pipelineId`]: route((call) => ({ status: 200, body: presentPipeline(call, pipelineOf(call)) })),
    [`GET ${PIPELINES}/:pipelineId/stages`]: route((call) => ({ status: 200, body: { results: stagesOf(call, pipelineOf(call)) } })),
    [`GET ${PIPELINES}/:pipelineId/stages/:stageId`]: route(readStage),
  };
}

const details: ApiHandler = (call) => {
  requireAnyScope(call, ["oauth"]);
  const { id, timeZone, currency, additionalCurrencies } = call.portal;
  const { offset, offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(call.world.clock.now()).toZonedDateTimeISO(timeZone);
  return {
    status: 200,
    body: {
      portalId: id,
      accountType: "STANDARD",
      timeZone,
      companyCurrency: currency,
      additionalCurrencies,
      utcOffset: offset,
      utcOffsetMilliseconds: offsetNanoseconds / 1_000_000,
      uiDomain: "app.hubspot.com",
      dataHostingLocation: "na1",
    },
  };
};

const listOwners: ApiHandler = (call) => {
  requireAnyScope(call, ["crm.objects.owners.read"]);
  const { searchParams } = call.request.url;
  const [email, after, limit] = [searchParams.get("email"), searchParams.get("after"), Number(searchParams.get("limit") ?? 100)];
  const all = call.portal.owners.filter((owner) => email === null || owner.email === email);
  const from = all.findIndex(({ id }) => id === after) + 1;
  const page = all.slice(from, from + limit);
  const more = from + limit < all.length && { paging: { next: { after: page.at(-1)?.id } } };
  return { status: 200, body: { results: page.map((owner) => presentOwner(call, owner)), ...more } };
};

const readOwner: ApiHandler = (call) => {
  requireAnyScope(call, ["crm.objects.owners.read"]);
  const byUser = call.request.url.searchParams.get("idProperty") === "userId";
  const id = call.params["ownerId"] ?? "";
  const owner = call.portal.owners.find((each) => (byUser ? String(each.userId) : each.id) === id);
  if (!owner) throw notFound(`No owner with id ${id} exists.`);
  return { status: 200, body: presentOwner(call, owner) };
};

function presentOwner(call: ApiCall, owner: OwnerSeed): object {
  const times = { createdAt: seenAt(call.portal), updatedAt: seenAt(call.portal) };
  const teams = owner.teams.map((team, index) => ({ ...team, primary: index === 0 }));
  return { ...owner, type: "PERSON", userIdIncludingInactive: owner.userId, ...times, archived: false, teams };
}

/** Owners, pipelines and stages have the age of the portal's own properties. */
function seenAt(portal: Portal): string {
  return new Date(portal.properties.deals[0]?.createdAt ?? 0).toISOString();
}

function pipelinesOf(call: ApiCall): PipelineSeed[] {
  const object = objectNameOf(call.params["objectType"] ?? "");
  requireAnyScope(call, [`crm.objects.${object}.read`, `crm.schemas.${object}.read`]);
  return object === "deals" ? call.portal.pipelines : [];
}

function pipelineOf(call: ApiCall): PipelineSeed {
  const found = pipelinesOf(call).find(({ id }) => id === call.params["pipelineId"]);
  if (!found) throw notFound(`No pipeline ${call.params["pipelineId"]} exists.`);
  return found;
}

function presentPipeline(call: ApiCall, pipeline: PipelineSeed): object {
  const { id, label } = pipeline;
  const times = { createdAt: seenAt(call.portal), updatedAt: seenAt(call.portal) };
  return { id, label, displayOrder: call.portal.pipelines.indexOf(pipeline), stages: stagesOf(call, pipeline), ...times, archived: false };
}

function stagesOf(call: ApiCall, { stages }: PipelineSeed): object[] {
  return stages.map((stage, displayOrder) => presentStage(call, stage, displayOrder));
}

/** Metadata are texts, the flag too. */
function presentStage(call: ApiCall, { id, label, isClosed, probability }: StageSeed, displayOrder: number): object {
  const times = { createdAt: seenAt(call.portal), updatedAt: seenAt(call.portal) };
  return {
    id,
    label,
    displayOrder,
    metadata: { isClosed: String(isClosed), probability },
    ...times,
    archived: false,
    writePermissions: "CRM_PERMISSIONS_ENFORCEMENT",
  };
}

const readStage: ApiHandler = (call) => {
  const { stages } = pipelineOf(call);
  const index = stages.findIndex(({ id }) => id === call.params["stageId"]);
  const stage = stages[index];
  if (!stage) throw notFound(`No stage ${call.params["stageId"]} exists.`);
  return { status: 200, body: presentStage(call, stage, index) };
};
