import { createSandboxClock, type SandboxClock } from "../wire/clock.ts";
import { serve, type WireServer } from "../wire/server.ts";
import { quickbooksSeed } from "../seed/quickbooks.ts";
import { withTid } from "./access.ts";
import { recordPage } from "./authorize-page.ts";
import { allLive, liveById } from "./company.ts";
import { controlRoutes } from "./control.ts";
import type { Entity } from "./entity.ts";
import type { Kind } from "./kinds.ts";
import { createOAuth, type OAuth } from "./oauth.ts";
import { oauthRoutes } from "./oauth-routes.ts";
import { createPeople, type People } from "./people.ts";
import { presented } from "./present.ts";
import { createRateLimit } from "./rate-limit.ts";
import { readRoutes } from "./read-routes.ts";
import { recordRoutes } from "./record-routes.ts";
import { restartableRandom } from "./restartable-random.ts";
import { companyFromSeed, type SeedCompany } from "./seed-company.ts";
import { DEFAULT_SETTINGS, patchedSettings, type Settings, type SettingsPatch } from "./settings.ts";
import { createWebhooks, type Webhooks } from "./webhooks.ts";
import type { World } from "./world.ts";

export type QuickBooksOptions = {
  port?: number;
  clock?: SandboxClock;
  /** The same seed gives the same tokens, event ids and order of batches. */
  seed?: number;
  clientId: string;
  clientSecret: string;
  verifierToken: string;
  webhookUrl?: string;
  realms?: readonly SeedCompany[];
  /** Joins this company without asking; else the authorize page asks, or takes the first with `?auto=1`. */
  autoApprove?: { realmId: string };
  /** Where `/app/...` links lead; without it they answer a line of text. */
  pagesUrl?: string;
};

export type QuickBooksSandbox = {
  url: string;
  wire: WireServer;
  clock: SandboxClock;
  /** Every live record of a kind, in the order in which they were made. */
  all(realmId: string, kind: Kind): Entity[];
  find(realmId: string, kind: Kind, id: string): Entity | undefined;
  people: People;
  oauth: OAuth;
  webhooks: Webhooks;
  configure(patch: SettingsPatch): Settings;
  /** Whoever signs in from now on joins this company without being asked; null: they are asked. */
  autoApprove(realmId: string | null): void;
  /** Back to the seed data; `keepConnections` leaves the tokens alone, `seed` starts chance anew (ids of events then repeat). */
  reset(options?: { seed?: number; keepConnections?: boolean }): void;
  stop(): Promise<void>;
};

/** Starts one server that plays all of Intuit's hosts: API, authorize page, token and revoke endpoints, and links for people. */
export async function startQuickBooks(options: QuickBooksOptions): Promise<QuickBooksSandbox> {
  const clock = options.clock ?? createSandboxClock();
  const world = createWorld(options, clock);
  const people = createPeople(() => world);
  const reset: QuickBooksSandbox["reset"] = (how = {}) => resetWorld(world, options, how);
  reset();
  const wire = await serve({
    name: "QuickBooks",
    port: options.port ?? 0,
    clock,
    routes: { ...oauthRoutes(world), ...readRoutes(world), ...recordRoutes(world), ...pageRoutes(world) },
    control: controlRoutes({
      world: () => world,
      people,
      reset: (how) => (reset(how), wire.faults.clear()),
    }),
    fallback: () => withTid(world, { status: 404, body: "" }),
  });
  return {
    url: wire.url,
    wire,
    clock,
    all: (realmId, kind) => allOf(world, realmId, kind),
    find: (realmId, kind, id) => liveById(world.companies.get(realmId)!, kind, id),
    people,
    oauth: world.oauth,
    webhooks: world.webhooks,
    configure: (patch) => (world.settings = patchedSettings(world.settings, patch)),
    autoApprove: (realmId) => void (world.autoApprove = realmId),
    reset: (how) => (reset(how), wire.faults.clear()),
    stop: () => (world.webhooks.stop(), wire.stop()),
  };
}

function createWorld(options: QuickBooksOptions, clock: SandboxClock): World {
  const { clientId, clientSecret, verifierToken, webhookUrl, autoApprove, pagesUrl } = options;
  const random = restartableRandom(options.seed ?? 1);
  const settings = () => world.settings;
  const world: World = {
    app: { clientId, clientSecret, verifierToken },
    clock,
    random,
    companies: new Map(),
    settings: DEFAULT_SETTINGS,
    oauth: createOAuth({ clock, random, settings }),
    rateLimit: createRateLimit(clock, settings),
    webhooks: createWebhooks({ clock, random, url: webhookUrl ?? null, verifierToken }),
    autoApprove: autoApprove?.realmId ?? null,
    pagesUrl: pagesUrl ?? null,
  };
  return world;
}

function resetWorld(world: World, { realms = quickbooksSeed }: QuickBooksOptions, how: { seed?: number; keepConnections?: boolean }): void {
  if (how.seed !== undefined) world.random.restart(how.seed);
  world.settings = DEFAULT_SETTINGS;
  world.companies.clear();
  for (const seed of realms) world.companies.set(seed.realmId, companyFromSeed(seed, world.clock.now()));
  world.rateLimit.forget();
  world.webhooks.forget();
  if (!how.keepConnections) world.oauth.forgetAll();
}

function allOf(world: World, realmId: string, kind: Kind): Entity[] {
  const company = world.companies.get(realmId)!;
  return allLive(company, kind).map((entity) => presented(company, kind, entity));
}

/** QUICKBOOKS_APP_URL: links for people. */
function pageRoutes(world: World) {
  return {
    "GET /app/:page": ({ url, params }: { url: URL; params: Record<string, string> }) =>
      world.pagesUrl === null
        ? recordPage(params["page"] ?? "", url.searchParams.get("txnId") ?? url.searchParams.get("nameId"))
        : { status: 302, headers: { location: `${world.pagesUrl}${url.pathname}${url.search}` } },
  };
}
