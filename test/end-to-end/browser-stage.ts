import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../browser/browser.ts";
import { createEmptyDatabase } from "../database.ts";
import { createActors, type Actors } from "../sandbox/demo/actors.ts";
import { install } from "../sandbox/demo/story.ts";
import { freePort } from "../sandbox/free-port.ts";
import { startPages } from "../sandbox/pages.ts";
import { startProduct } from "../sandbox/product.ts";
import { sandboxEnvironment, startSandbox, type Sandbox } from "../sandbox/sandbox.ts";

/** The product in a process of its own, installed and connected, and a browser on the CRM page. */
export type BrowserStage = { sandbox: Sandbox; actors: Actors; browser: Browser; page: Page; url: string; stop(): Promise<void> };

/** Starts it on free ports from `port` up; `userId` is who is signed in, `patienceMs` how long the page is waited for. */
export async function startBrowserStage({
  port: from,
  userId,
  patienceMs,
}: {
  port: number;
  userId?: number;
  patienceMs: number;
}): Promise<BrowserStage> {
  const database = await createEmptyDatabase();
  const port = await freePort(from);
  const productUrl = `http://localhost:${port}`;
  const sandbox = await startSandbox({ productUrl });
  const product = await startProduct({ port, databaseUrl: database.url, environment: sandboxEnvironment(sandbox) });
  const pages = await startPages({ port: await freePort(port + 1), sandbox });
  const actors = createActors(sandbox.hubspot);
  await install(sandbox, actors, productUrl, () => undefined);
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(patienceMs);
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
