import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { workflowDefinitions } from "./hubspot/workflow-definition.ts";
import { startHubSpot, type HubSpotOptions, type HubSpotSandbox } from "./hubspot/hubspot.ts";
import { startQuickBooks, type QuickBooksSandbox } from "./quickbooks/quickbooks.ts";
import { HUBSPOT_SEED, NORTHWIND_PORTAL, USERS } from "./seed/hubspot.ts";
import type { SeedCompany } from "./quickbooks/seed-company.ts";
import { quickbooksSeed, US_REALM } from "./seed/quickbooks.ts";
import type { SandboxClock } from "./wire/clock.ts";

export type Sandbox = { hubspot: HubSpotSandbox; quickbooks: QuickBooksSandbox; stop(): Promise<void> };

/** The app as both vendors know it in the sandbox. These are nobody's secrets. */
const SANDBOX_APP = {
  HUBSPOT_APP_ID: "1190045",
  HUBSPOT_CLIENT_ID: "5f3c0d7e-2a41-4a55-9f0e-6d2b8f6a1c11",
  HUBSPOT_CLIENT_SECRET: "c1d7a9e4-7b52-4c1f-8a35-0e9b64f2d8aa",
  QUICKBOOKS_CLIENT_ID: "ABsandboxClientIdOfTieout00000000000000000000000001",
  QUICKBOOKS_CLIENT_SECRET: "sandboxClientSecretOfTieout0000000000001",
  QUICKBOOKS_WEBHOOK_VERIFIER: "7d1f3b2a-sandbox-verifier-6c5e4d3c2b1a",
};

/** The origin that the cards call; HubSpot's proxy maps it to where the product really runs, as local.json does. */
export const CARD_API_ORIGIN = "https://tieout.example";

/** The HubSpot project of the app. */
const PROJECT = new URL("../../hubspot-app/src/app/", import.meta.url);

type Options = {
  /** Where the product is or will be. */
  productUrl: string;
  hubspotPort?: number;
  quickbooksPort?: number;
  /** Where QuickBooks' links for people lead. */
  pagesUrl?: string;
  seed?: number;
  /** Companies of QuickBooks besides those of the seed. */
  moreCompanies?: SeedCompany[];
  /** The time that both vendors share; each has real time of its own without it. */
  clock?: SandboxClock;
};

/** Both simulated vendors from the seed, with the app registered at each and their webhooks going to `productUrl`. */
export async function startSandbox({
  productUrl,
  hubspotPort = 0,
  quickbooksPort = 0,
  pagesUrl,
  seed = 1,
  moreCompanies = [],
  clock,
}: Options): Promise<Sandbox> {
  const hubspot = await startHubSpot({
    port: hubspotPort,
    randomSeed: seed,
    appId: Number(SANDBOX_APP.HUBSPOT_APP_ID),
    clientId: SANDBOX_APP.HUBSPOT_CLIENT_ID,
    clientSecret: SANDBOX_APP.HUBSPOT_CLIENT_SECRET,
    autoApprove: { portalId: NORTHWIND_PORTAL, userId: USERS.admin },
    permittedFetchUrls: [CARD_API_ORIGIN],
    localProxy: { [CARD_API_ORIGIN]: productUrl },
    webhookUrl: `${productUrl}/webhooks/hubspot`,
    subscriptions: subscriptionsOfProject(),
    workflowActions: workflowDefinitions(fileURLToPath(new URL("workflow-actions/", PROJECT)), productUrl),
    ...(clock && { clock }),
  });
  const quickbooks = await startQuickBooks({
    port: quickbooksPort,
    seed,
    clientId: SANDBOX_APP.QUICKBOOKS_CLIENT_ID,
    clientSecret: SANDBOX_APP.QUICKBOOKS_CLIENT_SECRET,
    verifierToken: SANDBOX_APP.QUICKBOOKS_WEBHOOK_VERIFIER,
    webhookUrl: `${productUrl}/webhooks/quickbooks`,
    autoApprove: { realmId: US_REALM },
    realms: [...quickbooksSeed, ...moreCompanies],
    ...(pagesUrl === undefined ? {} : { pagesUrl }),
    ...(clock && { clock }),
  });
  return {
    hubspot,
    quickbooks,
    stop: async () => {
      await hubspot.stop();
      await quickbooks.stop();
    },
  };
}

/** What HubSpot would subscribe to when it reads the project's own file. */
function subscriptionsOfProject(): NonNullable<HubSpotOptions["subscriptions"]> {
  const file = new URL("webhooks/webhooks-hsmeta.json", PROJECT);
  const { config } = JSON.parse(readFileSync(file, "utf8")) as { config: { subscriptions: NonNullable<HubSpotOptions["subscriptions"]> } };
  return config.subscriptions;
}

/** The environment that points a product at this sandbox; database, port and keys are for the caller to add. */
export function sandboxEnvironment({ hubspot, quickbooks }: Pick<Sandbox, "hubspot" | "quickbooks">): Record<string, string> {
  return {
    ...SANDBOX_APP,
    HUBSPOT_API_URL: hubspot.url,
    HUBSPOT_APP_URL: hubspot.url,
    QUICKBOOKS_API_URL: quickbooks.url,
    QUICKBOOKS_APP_URL: quickbooks.url,
    QUICKBOOKS_AUTHORIZE_URL: `${quickbooks.url}/connect/oauth2`,
    QUICKBOOKS_TOKEN_URL: `${quickbooks.url}/oauth2/v1/tokens/bearer`,
    QUICKBOOKS_REVOKE_URL: `${quickbooks.url}/v2/oauth2/tokens/revoke`,
  };
}

/** A person of the seed's portal, as hubspot.fetch names who looks at the page. */
export function visitor(who: keyof typeof USERS): { portalId: number; userId: number; userEmail: string } {
  const userEmail = HUBSPOT_SEED.portals[0]?.users.find(({ id }) => id === USERS[who])?.email ?? "";
  return { portalId: NORTHWIND_PORTAL, userId: USERS[who], userEmail };
}
