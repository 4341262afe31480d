import type { Routes, WireAnswer } from "../wire/server.ts";
import { endpoint, type ApiRequest } from "./access.ts";
import { batchAnswer } from "./batch.ts";
import { changesSince } from "./cdc.ts";
import { missing } from "./fault.ts";
import { pacificTime } from "./pacific-time.ts";
import { runQuery } from "./query/run-query.ts";
import { indexedUntil, type World } from "./world.ts";

/** Query, change data capture and batch (facts/quickbooks.md §3.2-§3.4). */
export function readRoutes(world: World): Routes {
  const base = "/v3/company/:realm";
  return {
    [`GET ${base}/query`]: endpoint(world, (request) => queryAnswer(world, request, request.url.searchParams.get("query"))),
    [`POST ${base}/query`]: endpoint(world, (request) => queryAnswer(world, request, request.body.toString("utf8"))),
    [`GET ${base}/cdc`]: endpoint(world, (request) => cdcAnswer(world, request)),
    [`POST ${base}/batch`]: endpoint(world, (request) => batchAnswer(world, request)),
  };
}

function queryAnswer(world: World, { company }: ApiRequest, query: string | null): WireAnswer {
  if (!query) throw missing("query");
  const QueryResponse = runQuery(company, query, indexedUntil(world));
  return { status: 200, body: { QueryResponse, time: pacificTime(world.clock.now()) } };
}

function cdcAnswer(world: World, { company, url }: ApiRequest): WireAnswer {
  const entities = url.searchParams.get("entities");
  const since = url.searchParams.get("changedSince");
  if (!entities) throw missing("entities");
  if (!since) throw missing("changedSince");
  const QueryResponse = changesSince(company, entities.split(","), since, { now: world.clock.now(), until: indexedUntil(world) });
  return { status: 200, body: { CDCResponse: [{ QueryResponse }], time: pacificTime(world.clock.now()) } };
}
