import type { SandboxClock } from "../wire/clock.ts";
import type { Random } from "../wire/random.ts";
import type { OAuthState } from "./oauth-state.ts";
import type { Portal } from "./portal.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { WebhookQueue } from "./webhook-queue.ts";
import type { WorkflowDefinition } from "./workflow-definition.ts";
import type { WorkflowRuns } from "./workflow-runs.ts";
import { notFound } from "./vendor-fault.ts";

/** The app as HubSpot knows it from its project files. */
export type AppSettings = {
  appId: number;
  clientId: string;
  clientSecret: string;
  /** Empty: any https URL, and http://localhost. */
  redirectUrls: string[];
  /** Empty: whatever the install URL asks. */
  requiredScopes: string[];
  optionalScopes: string[];
  permittedFetchUrls: string[];
  /** As local.json beside app-hsmeta.json: origin → where it really is. */
  localProxy: Record<string, string>;
  workflowActions: WorkflowDefinition[];
  /** Connects at once, as this user of this portal, without showing the page. */
  autoApprove: { portalId: number; userId: number } | null;
  rotateRefreshTokens: boolean;
  accessTokenSeconds: number;
  /** Whether line items and products also need e-commerce: the specification says both, use says either (facts/hubspot.md §6.1). */
  eCommerceScope: "either" | "both";
};

/** All that one simulated HubSpot knows. */
export type World = {
  clock: SandboxClock;
  /** The time that signatures carry; the sandbox clock unless the product under test keeps real time. */
  signatureTime: () => number;
  random: Random;
  app: AppSettings;
  portals: Map<number, Portal>;
  oauth: OAuthState;
  limits: RateLimits;
  webhooks: WebhookQueue;
  runs: WorkflowRuns;
};

export function portalOf(world: World, id: number): Portal {
  const portal = world.portals.get(id);
  if (!portal) throw notFound(`Portal ${id} does not exist`);
  return portal;
}

/** A correlation id in the form of a UUID, repeatable under the seed. */
export function correlationId({ random }: World): string {
  return [8, 4, 4, 4, 12].map((length) => random.id(length)).join("-");
}
