import type { PortalSeed } from "../seed/hubspot.ts";
import { jsonOf, type Handler, type Routes, type WireAnswer } from "../wire/server.ts";
import { answering } from "./api-call.ts";
import type { ExtensionFetch, FetchProxy } from "./fetch-proxy.ts";
import type { AfterInstall } from "./load-seed.ts";
import { portalState } from "./portal-state.ts";
import { runWorkflowAction, type ActionCall } from "./run-workflow-action.ts";
import type { Subscription } from "./webhook-event.ts";
import type { WebhookSettings } from "./webhook-queue.ts";
import type { AppSettings, World } from "./world.ts";
import { portalOf } from "./world.ts";

export type ControlNeeds = {
  world: World;
  fetchProxy: FetchProxy;
  reset(randomSeed?: number): void;
  addPortal(seed: PortalSeed): void;
  applyAfterInstall(): AfterInstall;
};

/** What the sandbox can be told, beside the faults and the clock that every simulator has. Bodies and answers are JSON. */
export function controlApi(needs: ControlNeeds): Routes {
  const { world } = needs;
  const body =
    (handler: (body: Record<string, unknown>) => object): Handler =>
    (request) =>
      answering(world, () => ({ status: 200, body: handler(jsonOf(request) as Record<string, unknown>) }));
  return {
    "POST /control/reset": body(
      ({ seed }) => (needs.reset(typeof seed === "number" ? seed : undefined), { portals: [...world.portals.keys()] }),
    ),
    "GET /control/state": ({ url }) => answering(world, () => ({ status: 200, body: stateOf(world, url) })),
    "POST /control/portals": body((seed) => (needs.addPortal(seed as PortalSeed), { portals: [...world.portals.keys()] })),
    "POST /control/seed/after-install": body(() => needs.applyAfterInstall()),
    "GET /control/app": () => ({ status: 200, body: { ...world.app, clientSecret: "" } }),
    "PATCH /control/app": body((changes) =>
      Object.assign(world.app, changes satisfies Partial<AppSettings>, { clientSecret: world.app.clientSecret }),
    ),
    "PATCH /control/limits": body(({ burst, search }) => limitsChanged(world, burst, search)),
    "POST /control/tokens/expire": body(({ portalId, refresh }) => expire(world, Number(portalId), refresh === true)),
    "POST /control/uninstall": body(({ portalId }) => (world.oauth.uninstall(Number(portalId)), {})),
    "POST /control/fetch": async (request) => fetchAnswer(needs, jsonOf(request)),
    ...webhookControls(world, body),
    ...workflowControls(world, body),
  };
}

type Body = (handler: (body: Record<string, unknown>) => object) => Handler;

function webhookControls(world: World, body: Body): Routes {
  const { webhooks } = world;
  const settings = () => ({ ...webhooks.settings, waiting: webhooks.waiting() });
  return {
    "GET /control/webhooks": () => ({ status: 200, body: settings() }),
    "PATCH /control/webhooks": body((changes) => (webhooks.set(withList(changes)), settings())),
    "POST /control/webhooks/flush": async (request): Promise<WireAnswer> => {
      await webhooks.flush((jsonOf(request) as { all?: boolean }).all === true);
      return { status: 200, body: settings() };
    },
    "GET /control/webhooks/deliveries": () => ({ status: 200, body: { deliveries: webhooks.deliveries, lost: webhooks.lost } }),
  };
}

/** Subscriptions are taken as a list, or as the three lists of a webhooks hsmeta file. */
function withList(changes: Record<string, unknown>): Partial<WebhookSettings> {
  const given = changes["subscriptions"];
  return given ? { ...changes, subscriptions: subscriptionList(given as SubscriptionSource) } : changes;
}

export type SubscriptionSource = readonly Subscription[] | Record<string, readonly Subscription[]>;

/** The subscriptions of a list, or of `config.subscriptions` in a webhooks hsmeta file. */
export function subscriptionList(source: SubscriptionSource): Subscription[] {
  return Array.isArray(source) ? [...source] : Object.values(source).flat();
}

function workflowControls(world: World, body: Body): Routes {
  const answer = async (work: Promise<unknown>): Promise<WireAnswer> => {
    const found = await work;
    return found ? { status: 200, body: found } : { status: 404, body: { error: "no such run" } };
  };
  return {
    "POST /control/workflow-actions": (request) => answer(runWorkflowAction(world, jsonOf(request) as ActionCall)),
    "GET /control/workflow-definitions": () => ({ status: 200, body: world.app.workflowActions }),
    "GET /control/workflow-actions": () => ({ status: 200, body: world.runs.all.map(({ callbackId }) => world.runs.find(callbackId)) }),
    "GET /control/workflow-actions/:callbackId": ({ params }) => answer(Promise.resolve(world.runs.find(params["callbackId"] ?? ""))),
    "POST /control/workflow-actions/:callbackId/repeat": ({ params }) => answer(world.runs.repeat(params["callbackId"] ?? "")),
    "POST /control/workflow-actions/flush": (request) =>
      answer(world.runs.flush((jsonOf(request) as { all?: boolean }).all).then(() => world.runs.all)),
    "PATCH /control/workflow-actions": body((changes) => Object.assign(world.runs.settings, changes)),
  };
}

function limitsChanged(world: World, burst: unknown, search: unknown): object {
  if (typeof burst === "number") world.limits.burst = burst;
  if (typeof search === "number") world.limits.search = search;
  return { burst: world.limits.burst, search: world.limits.search };
}

/** Ends the access tokens of a portal now; with `refresh` its refresh tokens too. */
function expire(world: World, portalId: number, refresh: boolean): object {
  const mine = world.oauth.accessTokens.filter((each) => each.portalId === portalId);
  for (const each of mine) each.expiresAt = world.clock.now();
  if (refresh) world.oauth.refreshTokens = world.oauth.refreshTokens.filter((each) => each.portalId !== portalId);
  return { expired: mine.length };
}

function stateOf(world: World, url: URL): object {
  const id = url.searchParams.get("portal");
  if (id !== null) return portalState(world, portalOf(world, Number(id)));
  return { portals: [...world.portals.values()].map((portal) => portalState(world, portal)) };
}

/** The user's e-mail is looked up when the call does not say it. */
async function fetchAnswer({ world, fetchProxy }: ControlNeeds, given: unknown): Promise<WireAnswer> {
  const call = given as ExtensionFetch;
  const userEmail = call.userEmail ?? world.portals.get(call.portalId)?.users.find(({ id }) => id === call.userId)?.email ?? "";
  const answer = await fetchProxy({ ...call, userEmail });
  return { status: answer.status, body: answer.body };
}
