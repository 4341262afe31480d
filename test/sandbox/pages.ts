import type { Server } from "node:http";
import { buildExtensions } from "./extension-bundle.ts";
import { startCrmPage } from "./crm-page/crm-page.ts";
import type { StoryView } from "./crm-page/page-api.ts";
import { CARD_API_ORIGIN, type Sandbox } from "./sandbox.ts";
import { HUBSPOT_SEED, NORTHWIND_PORTAL, USERS, type UserSeed } from "./seed/hubspot.ts";
import { US_REALM } from "./seed/quickbooks.ts";

/** `server` is one that listens already; `story` is what is told meanwhile. */
type Options = { port: number; sandbox: Sandbox; server?: Server; story?: () => StoryView };

/** The CRM page of a sandbox, with the app's extensions as HubSpot's own bundler builds them. */
export async function startPages({ sandbox, ...served }: Options): Promise<{ url: string; stop(): Promise<void> }> {
  const { files, remove } = await buildExtensions();
  const page = await startCrmPage({
    ...served,
    hubspotUrl: sandbox.hubspot.url,
    quickbooksUrl: sandbox.quickbooks.url,
    apiOrigin: CARD_API_ORIGIN,
    portalId: NORTHWIND_PORTAL,
    realmId: US_REALM,
    extensions: files,
    users: PEOPLE.map((kind) => ({ ...userOf(kind), kind })),
  });
  return {
    url: page.url,
    stop: async () => {
      await page.stop();
      await remove();
    },
  };
}

const PEOPLE = ["admin", "rep", "finance"] as const;

function userOf(kind: (typeof PEOPLE)[number]): UserSeed {
  const user = HUBSPOT_SEED.portals.flatMap(({ users }) => users).find(({ id }) => id === USERS[kind]);
  if (!user) throw new Error(`Bug! The seed has no user ${USERS[kind]}.`);
  return user;
}
