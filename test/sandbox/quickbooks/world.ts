import type { SandboxClock } from "../wire/clock.ts";
import type { Company } from "./company.ts";
import type { OAuth } from "./oauth.ts";
import type { RateLimit } from "./rate-limit.ts";
import type { RestartableRandom } from "./restartable-random.ts";
import type { Settings } from "./settings.ts";
import type { Webhooks } from "./webhooks.ts";

/** The app as registered with Intuit. */
type App = { clientId: string; clientSecret: string; verifierToken: string };

/** Everything that the simulated QuickBooks knows; handlers get it whole. */
export type World = {
  app: App;
  clock: SandboxClock;
  random: RestartableRandom;
  companies: Map<string, Company>;
  settings: Settings;
  oauth: OAuth;
  rateLimit: RateLimit;
  webhooks: Webhooks;
  /** The company that is joined without asking anybody, for demos; null: a page asks. */
  autoApprove: string | null;
  /** Where links for people lead (the pages of QuickBooks' own UI are drawn elsewhere); null: a line of text. */
  pagesUrl: string | null;
};

/** Queries and CDC look at the company as it was at this instant, a while ago when the sandbox is told to lag. */
export function indexedUntil(world: World): number {
  if (world.settings.queryLagSeconds === 0) return Infinity;
  return world.clock.now() - world.settings.queryLagSeconds * 1000;
}
