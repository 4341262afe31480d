import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { openBrowser } from "../../browser/browser.ts";
import { buildTogether } from "../extension-bundle.ts";
import { startHubSpot, type HubSpotSandbox } from "../hubspot/hubspot.ts";
import { startQuickBooks, type QuickBooksSandbox } from "../quickbooks/quickbooks.ts";
import { NORTHWIND_PORTAL } from "../seed/hubspot.ts";
import { createSandboxClock } from "../wire/clock.ts";
import { serve, type WireServer } from "../wire/server.ts";
import { startCrmPage } from "./crm-page.ts";
import type { StoryView } from "./page-api.ts";

const API_ORIGIN = "https://api.tieout.example";
const SECRET = "page-secret";
const GALLERY = join(import.meta.dirname, "browser/gallery/");

/** The CRM page before both simulators, with an app whose API echoes, in a real browser. */
export type PageUnderTest = {
  hubspot: HubSpotSandbox;
  quickbooks: QuickBooksSandbox;
  realmId: string;
  /** What the app's API was asked. */
  api: WireServer;
  url: string;
  /** The built extension on the deal's and the company's page, the gallery of all components; it is read anew for each tab. */
  card: string;
  /** A fresh tab on a path of the page, in place of the one before; errors of the page and of its workers are gathered. */
  open(path: string, width?: number): Promise<{ page: Page; errors: string[] }>;
  stop(): Promise<void>;
};

/** Starts all of it; `story` is what is told meanwhile. */
export async function startPageUnderTest({ story }: { story?: () => StoryView } = {}): Promise<PageUnderTest> {
  const echo = await serve({
    name: "api",
    port: 0,
    clock: createSandboxClock(),
    routes: apiRoutes,
    fallback: () => ({ status: 404, body: { error: "no" } }),
  });
  const hubspot = await startHubSpot({
    ...{ appId: 77, clientId: "page", clientSecret: SECRET },
    permittedFetchUrls: [API_ORIGIN],
    localProxy: { [API_ORIGIN]: echo.url },
  });
  const quickbooks = await startQuickBooks({ clientId: "page", clientSecret: SECRET, verifierToken: "verify" });
  const realmId = Object.keys((await (await fetch(`${quickbooks.url}/control/state`)).json()) as object)[0] ?? "";
  const folder = await mkdtemp(join(tmpdir(), "tieout-gallery-"));
  const { card, pages } = await buildTogether(
    { card: { root: GALLERY, entry: "gallery.tsx" }, pages: { root: GALLERY, entry: "pages.tsx" } },
    folder,
  );
  const users = hubspot.world.portals.get(NORTHWIND_PORTAL)?.users ?? [];
  const kinds = ["admin", "rep", "finance"];
  const crmPage = await startCrmPage({
    port: 0,
    hubspotUrl: hubspot.url,
    quickbooksUrl: quickbooks.url,
    apiOrigin: API_ORIGIN,
    portalId: NORTHWIND_PORTAL,
    realmId,
    extensions: { "deal-card": card, "company-card": card, settings: pages, "finance-desk": pages },
    users: users.map((user, index) => ({ ...user, kind: kinds[index] ?? "user" })),
    ...(story && { story }),
  });
  const browser = await openBrowser();
  return {
    ...{ hubspot, quickbooks, realmId, api: echo, url: crmPage.url, card },
    open: (path, width = 1280) => openTab(browser, `${crmPage.url}${path}`, width),
    async stop() {
      await browser.close();
      await Promise.all([crmPage.stop(), hubspot.stop(), quickbooks.stop(), echo.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const apiRoutes = {
  "GET /echo": ({ url }: { url: URL }) => ({ status: 200, body: { asked: "GET", userEmail: url.searchParams.get("userEmail") } }),
  "POST /echo": ({ body }: { body: Buffer }) => ({ status: 200, body: { got: JSON.parse(body.toString()) as object } }),
};

async function openTab(browser: Browser, url: string, width: number): Promise<{ page: Page; errors: string[] }> {
  await Promise.all(browser.contexts().map((context) => context.close()));
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  page.setDefaultTimeout(60_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(url);
  return { page, errors };
}

/** What a locator says, read again until it is there. */
export async function textOf(locator: Locator): Promise<string> {
  await locator.waitFor();
  return (await locator.textContent()) ?? "";
}
