import { HUBSPOT_SEED, type HubSpotSeed } from "../seed/hubspot.ts";
import { createSandboxClock, type SandboxClock } from "../wire/clock.ts";
import { createRandom, type Random } from "../wire/random.ts";
import { serve, type WireAnswer, type WireServer } from "../wire/server.ts";
import { accountApi } from "./account-api.ts";
import { associationLabelsApi } from "./association-labels-api.ts";
import { associationsApi } from "./associations-api.ts";
import { authorizePage } from "./authorize-page.ts";
import { batchApi } from "./batch-api.ts";
import { controlApi, subscriptionList, type SubscriptionSource } from "./control-api.ts";
import { createFetchProxy, type FetchProxy } from "./fetch-proxy.ts";
import { applyAfterInstall, loadPortal, loadSeed, type AfterInstall } from "./load-seed.ts";
import { oauthApi } from "./oauth-api.ts";
import { createOAuthState } from "./oauth-state.ts";
import { objectsApi } from "./objects-api.ts";
import { createPerson, type Person } from "./person.ts";
import { personControlApi } from "./person-control-api.ts";
import { propertiesApi } from "./properties-api.ts";
import { createRateLimits } from "./rate-limits.ts";
import { runWorkflowAction, type ActionCall } from "./run-workflow-action.ts";
import { searchApi } from "./search-api.ts";
import { createWebhookQueue, type WebhookSettings } from "./webhook-queue.ts";
import { workflowApi } from "./workflow-api.ts";
import { createWorkflowRuns, type WorkflowRun } from "./workflow-runs.ts";
import { correlationId, portalOf, type AppSettings, type World } from "./world.ts";

/** `autoApprove: true` connects the first user of the first portal at once; `signatureTime` is for a product that keeps real time. */
export type HubSpotOptions = Pick<AppSettings, "appId" | "clientId" | "clientSecret"> &
  Partial<Omit<AppSettings, "appId" | "clientId" | "clientSecret" | "autoApprove">> & {
    port?: number;
    clock?: SandboxClock;
    signatureTime?: () => number;
    seed?: HubSpotSeed;
    randomSeed?: number;
    autoApprove?: boolean | { portalId: number; userId: number };
    webhookUrl?: string;
    subscriptions?: SubscriptionSource;
    webhooks?: Partial<WebhookSettings>;
  };

export type HubSpotSandbox = {
  url: string;
  wire: WireServer;
  clock: SandboxClock;
  /** The state itself, for tests that look or turn a screw directly. */
  world: World;
  /** What a person does in the pages of a portal; without `userId` the first user. */
  portal(id: number, userId?: number): Person;
  fetchProxy: FetchProxy;
  runWorkflowAction(call: ActionCall): Promise<WorkflowRun>;
  /** Sends the webhooks that are due and waits for their answers; `all` retries that would wait longer too. */
  flushWebhooks(all?: boolean): Promise<void>;
  applyAfterInstall(): AfterInstall;
  /** Everything as at the start, settings of app and webhooks apart. */
  reset(randomSeed?: number): void;
  stop(): Promise<void>;
};

/** Starts a simulated HubSpot on 127.0.0.1: API, authorize page, webhooks, workflows, hubspot.fetch and the control API on one origin. */
export async function startHubSpot(options: HubSpotOptions): Promise<HubSpotSandbox> {
  const { port = 0, clock = createSandboxClock(), seed = HUBSPOT_SEED, randomSeed = 1 } = options;
  const world = createWorld(options, clock, createRandom(randomSeed));
  const load = () => loadSeed(world, seed);
  load();
  settleAutoApprove(world, options.autoApprove);
  const fetchProxy = createFetchProxy(world);
  const fillIn = () => applyAfterInstall(world, seed);
  const reset = (newSeed = randomSeed) => {
    clear(world, createRandom(newSeed));
    load();
  };
  const controls = {
    world,
    fetchProxy,
    reset,
    addPortal: (portal: Parameters<typeof loadPortal>[1]) => void loadPortal(world, portal),
    applyAfterInstall: fillIn,
  };
  const wire = await serve({
    name: "hubspot",
    port,
    clock,
    routes: apiRoutes(world),
    control: { ...controlApi(controls), ...personControlApi(world) },
    fallback: () => unknownPath(world),
  });
  return {
    url: wire.url,
    wire,
    clock,
    world,
    fetchProxy,
    reset,
    portal: (id, userId) => createPerson(world, portalOf(world, id), userId ?? portalOf(world, id).users[0]?.id ?? 0),
    runWorkflowAction: (call) => runWorkflowAction(world, call),
    flushWebhooks: (all) => world.webhooks.flush(all),
    applyAfterInstall: fillIn,
    stop: () => {
      world.webhooks.stop();
      world.runs.stop();
      return wire.stop();
    },
  };
}

function apiRoutes(world: World) {
  return {
    ...authorizePage(world),
    ...oauthApi(world),
    ...accountApi(world),
    ...propertiesApi(world),
    ...associationLabelsApi(world),
    ...associationsApi(world),
    ...workflowApi(world),
    ...batchApi(world),
    ...searchApi(world),
    ...objectsApi(world),
  };
}

function createWorld(options: HubSpotOptions, clock: SandboxClock, random: Random): World {
  const app = appSettings(options);
  const signatureTime = options.signatureTime ?? (() => clock.now());
  const subscriptions = options.subscriptions && { subscriptions: subscriptionList(options.subscriptions) };
  const settings = { url: options.webhookUrl ?? null, ...subscriptions, ...options.webhooks };
  return {
    ...{ clock, signatureTime, random, app },
    portals: new Map(),
    oauth: createOAuthState(clock, random),
    limits: createRateLimits(clock),
    webhooks: createWebhookQueue({ clock, signatureTime, random, app, settings }),
    runs: createWorkflowRuns({ clock, signatureTime, random, app }),
  };
}

function appSettings({ appId, clientId, clientSecret, ...rest }: HubSpotOptions): AppSettings {
  return {
    ...{ appId, clientId, clientSecret },
    redirectUrls: rest.redirectUrls ?? [],
    requiredScopes: rest.requiredScopes ?? [],
    optionalScopes: rest.optionalScopes ?? [],
    permittedFetchUrls: rest.permittedFetchUrls ?? [],
    localProxy: rest.localProxy ?? {},
    workflowActions: rest.workflowActions ?? [],
    autoApprove: typeof rest.autoApprove === "object" ? rest.autoApprove : null,
    rotateRefreshTokens: rest.rotateRefreshTokens ?? false,
    accessTokenSeconds: rest.accessTokenSeconds ?? 1_800,
    eCommerceScope: rest.eCommerceScope ?? "either",
  };
}

function settleAutoApprove(world: World, autoApprove: HubSpotOptions["autoApprove"]): void {
  const first = world.portals.values().next().value;
  if (autoApprove === true && first) world.app.autoApprove = { portalId: first.id, userId: first.users[0]?.id ?? 0 };
}

function clear(world: World, random: Random): void {
  world.portals.clear();
  world.webhooks.clear();
  world.runs.clear();
  world.limits = createRateLimits(world.clock);
  Object.assign(world.random, random);
  world.oauth = createOAuthState(world.clock, world.random);
}

function unknownPath(world: World): WireAnswer {
  return { status: 404, body: { status: "error", message: "resource not found", correlationId: correlationId(world) } };
}
