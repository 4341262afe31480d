import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../browser/browser.ts";
import { createEmptyDatabase } from "../database.ts";
import { liftLimits } from "./harness.ts";
import { createActors, type Actors } from "../sandbox/demo/actors.ts";
import { install } from "../sandbox/demo/story.ts";
import { lastingPort } from "../sandbox/free-port.ts";
import { startPages } from "../sandbox/pages.ts";
import { startProduct } from "../sandbox/product.ts";
import { sandboxEnvironment, startSandbox, type Sandbox } from "../sandbox/sandbox.ts";

/** The product in a process of its own, installed and connected, and a browser on the CRM page. */
export type BrowserStage = { sandbox: Sandbox; actors: Actors; browser: Browser; page: Page; url: string; stop(): Promise<void> };

/** How long the page is waited for. */
export const PATIENCE_MS = 60_000;

/** Starts it; `userId` is who is signed in. */
export async function startBrowserStage({ userId }: { userId?: number } = {}): Promise<BrowserStage> {
  const database = await createEmptyDatabase();
  const port = await lastingPort();
  const productUrl = `http://localhost:${port}`;
  const sandbox = await startSandbox({ productUrl });
  // The product paces itself all the same; but a busy machine bunches calls, and who is told to wait waits a minute.
  liftLimits(sandbox);
  const product = await startProduct({ port, databaseUrl: database.url, environment: sandboxEnvironment(sandbox) });
  const pages = await startPages({ port: await lastingPort(), sandbox });
  const actors = createActors(sandbox.hubspot);
  await install(sandbox, actors, productUrl, () => undefined);
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(PATIENCE_MS);
  if (userId !== undefined) await page.addInitScript(`sessionStorage.setItem("sandbox-user", "${userId}")`);
  const stop = async () => {
    await browser.close();
    await pages.stop();
    await product.stop();
    await sandbox.stop();
    await database.drop();
  };
  return { sandbox, actors, browser, page, url: pages.url, stop };
}
