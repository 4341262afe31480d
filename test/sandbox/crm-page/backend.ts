import express, { type ErrorRequestHandler, type Request, type Router } from "express";
import { Refusal } from "./ask-simulator.ts";
import { companyRows, dealRows, hubspotPerson, newLineItem, proxiedFetch, readPortal, recordPage } from "./hubspot-side.ts";
import type { PageConfig, PageUser, ProxiedFetch, QuickBooksAction, RecordType, StoryView } from "./page-api.ts";
import { runOnDeal, workflowTab } from "./workflow-side.ts";
import { actInQuickBooks, readQuickBooks } from "./quickbooks-side.ts";

export type BackendNeeds = {
  hubspotUrl: string;
  quickbooksUrl: string;
  apiOrigin: string;
  appId: number | string;
  portalId: number;
  realmId: string;
  users: PageUser[];
  /** What is being told meanwhile, if anything is. */
  story?: () => StoryView;
};

/** The JSON that the page asks for, under /backend; everything is read from the simulators and done through their control APIs. */
export function backendRouter(needs: BackendNeeds): Router {
  const hubspot = { url: needs.hubspotUrl, portalId: needs.portalId };
  const quickbooks = { url: needs.quickbooksUrl, realmId: needs.realmId };
  const person = hubspotPerson(hubspot);
  const router = express.Router();
  // Only JSON is read, and other sites cannot send that without asking first.
  router.use(express.json({ limit: "2mb" }));

  router.get("/config", async (_request, response) => void response.json(await pageConfig(needs)));
  router.get("/story", (_request, response) => void response.json(needs.story?.() ?? null));
  router.get("/deals", async (_request, response) => void response.json(dealRows(await readPortal(hubspot))));
  router.get("/companies", async (_request, response) => void response.json(companyRows(await readPortal(hubspot))));
  router.get("/records/:type/:id", async ({ params }, response) => {
    response.json(recordPage(await readPortal(hubspot), params.type as RecordType, params.id));
  });
  router.patch("/records/:type/:id", async (request, response) => {
    const { userId, properties } = bodyOf<{ userId: number; properties: object }>(request);
    await person.patch(request.params.type, request.params.id, userId, properties);
    response.json({});
  });
  router.delete("/records/:type/:id", async (request, response) => {
    await person.remove(request.params.type, request.params.id, bodyOf<{ userId: number }>(request).userId);
    response.json({});
  });
  router.post("/records/deals/:id/line-items", async (request, response) => {
    const { userId, productId } = bodyOf<{ userId: number; productId: string | null }>(request);
    await person.addLineItem(request.params.id, userId, newLineItem(await readPortal(hubspot), productId));
    response.json({});
  });
  router.get("/records/deals/:id/workflows", async ({ params }, response) => {
    response.json(await workflowTab(hubspot, params.id));
  });
  router.post("/records/deals/:id/workflows", async (request, response) => {
    await runOnDeal(hubspot, request.params.id, bodyOf<{ action: string }>(request).action);
    response.json({});
  });
  router.post("/fetch", async (request, response) => {
    const { status, text } = await proxiedFetch(hubspot, bodyOf<ProxiedFetch>(request));
    response.status(status).type("json").send(text);
  });
  router.get("/quickbooks", async (_request, response) => void response.json(await readQuickBooks(quickbooks)));
  router.post("/quickbooks", async (request, response) => {
    await actInQuickBooks(quickbooks, bodyOf<QuickBooksAction>(request));
    response.json({});
  });
  router.use((_request, response) => void response.status(404).json({ error: "There is no such thing on this server." }));
  router.use(answerRefusal);
  return router;
}

async function pageConfig({ portalId, apiOrigin, appId, users, hubspotUrl }: BackendNeeds): Promise<PageConfig> {
  const { timeZone } = await readPortal({ url: hubspotUrl, portalId });
  return { portalId, timeZone, apiOrigin, appId, users };
}

function bodyOf<T>(request: Request<Record<string, string>>): T {
  if (!request.is("application/json")) throw new Refusal(415, "Only JSON is read here.");
  return request.body as T;
}

// Express knows an error handler by its four parameters.
const answerRefusal: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const known = error instanceof Refusal;
  response.status(known ? error.status : 500).json({ error: error instanceof Error ? error.message : String(error) });
};
