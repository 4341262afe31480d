import type { IncomingHttpHeaders } from "node:http";
import type { Log } from "../ports/log.ts";
import type { Config } from "../config.ts";
import type { ReadJoiningCompany } from "../flows/connect-company.ts";
import type { Needs } from "../flows/needs.ts";
import type { CrmOAuth, ErpOAuth } from "../ports/oauth.ts";
import type { InboxEvent } from "../ports/inbox.ts";
import type { Metrics } from "./operators/metrics.ts";

/** A signed request as a verifier needs it. `originalUrl` is path and query as received; `rawBody` the bytes as received. */
export type SignedRequest = { method: string; originalUrl: string; rawBody: Buffer; headers: IncomingHttpHeaders };

/** What the endpoints work with; main puts it together, so that no endpoint knows a vendor's adapter. */
export type Parts = Needs & {
  config: Config;
  log: Log;
  metrics: Metrics;
  crmOAuth: CrmOAuth;
  erpOAuth: ErpOAuth;
  readJoiningCompany: ReadJoiningCompany;
  /** What the CRM's account was asked to grant, and why. */
  crmScopes: readonly { scope: string; reason: string }[];
  /** A person waits for what is done within: its calls to vendors come before those of jobs. */
  forPeople<T>(work: () => T): T;
  /** Throws unauthorized unless HubSpot signed the request with our secret in the last five minutes. */
  verifyHubSpot(request: SignedRequest): void;
  /** The same for calls of workflows, which HubSpot may sign by its version 2 alone. */
  verifyWorkflowCall(request: SignedRequest): void;
  /** Throws unauthorized unless Intuit signed the body. */
  verifyQuickBooks(request: SignedRequest): void;
  /** The events of a delivery; throws invalid when it is not one. */
  readHubSpotEvents(rawBody: Buffer): InboxEvent[];
  readQuickBooksEvents(rawBody: Buffer): InboxEvent[];
};
