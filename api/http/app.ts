import { randomUUID } from "node:crypto";
import express, { type Express, type RequestHandler } from "express";
import { getDocument } from "./documents/get-document.ts";
import { uiHandler } from "./endpoint.ts";
import { errorHandler, unknownPath } from "./errors.ts";
import { hubspotCallback } from "./oauth/hubspot-callback.ts";
import { hubspotInstall } from "./oauth/hubspot-install.ts";
import { showPage } from "./oauth/page.ts";
import { quickbooksCallback } from "./oauth/quickbooks-callback.ts";
import { quickbooksStart } from "./oauth/quickbooks-start.ts";
import { livez, metricsText, readyz } from "./operators/health.ts";
import { openApi } from "./operators/openapi.ts";
import type { Parts } from "./parts.ts";
import { UI_ENDPOINTS } from "./ui/endpoints.ts";
import { listCompanies } from "./workflow-actions/list-companies.ts";
import { runAction } from "./workflow-actions/run-action.ts";
import { hubspotWebhooks, quickbooksWebhooks } from "./webhooks/receive.ts";

/** Everything that the outside may call, in one place. Bodies stay raw bytes, since signatures are over bytes. */
export function createApp(parts: Parts, isStopping: () => boolean): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.use(observe(parts));
  app.use(express.raw({ type: () => true, limit: "2mb" }));

  app.use(["/ui", "/documents"], (_request, _response, next) => parts.forPeople(next));

  app.get("/livez", livez);
  app.get("/readyz", readyz(parts, isStopping));
  app.get("/metrics", metricsText(parts));
  app.get("/openapi.json", openApi(parts));

  app.get("/oauth/hubspot/install", hubspotInstall(parts));
  app.get("/oauth/hubspot/callback", hubspotCallback(parts));
  app.get("/oauth/quickbooks/connect", quickbooksStart(parts));
  app.get("/oauth/quickbooks/callback", quickbooksCallback(parts));
  for (const { path, title, text } of ENDS_OF_SIGNING_IN) app.get(path, (_request, response) => showPage(response, 200, title, text));

  app.get("/documents/:token", getDocument(parts));
  app.post("/webhooks/hubspot", hubspotWebhooks(parts));
  app.post("/webhooks/quickbooks", quickbooksWebhooks(parts));
  app.post("/workflow-actions/push-deal", runAction(parts, "push-deal", ["deal"]));
  app.post("/workflow-actions/check-deal", runAction(parts, "check-deal", ["deal"]));
  app.post("/workflow-actions/invoice-status", runAction(parts, "invoice-status", ["deal", "company"]));
  app.post("/workflow-actions/options/companies", listCompanies(parts));
  for (const endpoint of UI_ENDPOINTS) app[endpoint.method](endpoint.path, uiHandler(parts, endpoint));

  app.use(unknownPath);
  app.use(errorHandler(parts.log));
  return app;
}

/** The pages at which a sign-in with HubSpot or Intuit ends. */
const ENDS_OF_SIGNING_IN = [
  {
    path: "/installed",
    title: "Tieout is installed",
    text: "You can close this window and go back to HubSpot. Next: connect QuickBooks in Tieout's settings.",
  },
  { path: "/connected", title: "QuickBooks is connected", text: "You can close this window and go back to HubSpot." },
  {
    path: "/disconnected",
    title: "QuickBooks is disconnected",
    text: "Tieout sends nothing to this company any more; what waits is kept. To connect it again, open Connected apps &gt; Tieout &gt; Settings in HubSpot.",
  },
  {
    path: "/chosen",
    title: "One step is left",
    text: "Close this window and go back to HubSpot: Tieout's settings show which company you chose, and wait for your yes.",
  },
];

/** Nothing that we answer is kept by a browser or guessed at, and it is asked for by https alone (api/COMPLIANCE.md). */
const EVERY_ANSWER = {
  "cache-control": "no-store, no-cache",
  "strict-transport-security": "max-age=31536000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

/** Gives every request an id and counts its answer. */
function observe({ metrics }: Parts): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    response.locals["requestId"] = requestId;
    response.set({ "x-request-id": requestId, ...EVERY_ANSWER });
    const end = metrics.requests.startTimer({ method: request.method });
    response.on("finish", () => end({ route: String(request.route?.path ?? "none"), status: response.statusCode }));
    next();
  };
}
