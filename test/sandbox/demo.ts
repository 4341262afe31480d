import { once } from "node:events";
import { parseArgs } from "node:util";
import { startDatabase } from "./database.ts";
import type { StoryView } from "./crm-page/page-api.ts";
import { openFrontDoor } from "./demo/front-door.ts";
import { hasDifference, summaryOf, tableOf } from "./demo/table.ts";
import { tellStory } from "./demo/story.ts";
import type { Check } from "./demo/watch-deal.ts";
import { freePort } from "./free-port.ts";
import { startPages } from "./pages.ts";
import { startProduct } from "./product.ts";
import { sandboxEnvironment, startSandbox } from "./sandbox.ts";
import { startSlack } from "./slack-catcher.ts";

const HELP = `npm run demo [-- options]
  --once        tell the story to its end, print a table, and exit (1 if anything differs from what it must be)
  --json        with --once: the table as JSON
  --screenshot file.png   a picture of the story's deal at its end
  --previews folder       pictures of the two cards, as the HubSpot project shows them (hubspot-app/src/app/cards)
  --port 3000   where the CRM page is served; the next free port if it is taken`;

const { values: options } = parseArgs({
  options: {
    once: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    screenshot: { type: "string" },
    previews: { type: "string" },
    port: { type: "string", default: "3000" },
    help: { type: "boolean", default: false },
  },
});

/** What was started, newest first, so that the end takes it down in the right order. */
const started: { stop(): Promise<void> }[] = [];

async function stopAll(): Promise<void> {
  for (const part of started.splice(0)) await part.stop();
  // The story may still be waiting for something that will not happen any more.
  process.exit();
}

async function starting<T extends { stop(): Promise<void> }>(part: Promise<T>): Promise<T> {
  const running = await part;
  started.unshift(running);
  return running;
}

const story: StoryView = { state: "starting", lines: [] };

/** Told on the console, and on the page. */
function say(line: string): void {
  if (line.trim() !== "") story.lines.push(line.trim());
  if (!options.json) console.log(line);
}

async function run(): Promise<Check[]> {
  const pagePort = await freePort(Number(options.port));
  if (pagePort !== Number(options.port)) say(`Port ${options.port} is taken, so the CRM page is on ${pagePort}.`);
  const productPort = await freePort(pagePort + 1);
  const productUrl = `http://localhost:${productPort}`;
  const pageUrl = `http://localhost:${pagePort}`;

  const showsPages = !options.once || options.screenshot !== undefined || options.previews !== undefined;
  const server = showsPages ? await openFrontDoor(pagePort, () => story) : undefined;
  if (!options.once) console.log(`Open ${pageUrl} to watch.`);
  say("Starting PostgreSQL, the simulated HubSpot and QuickBooks, and Tieout itself.");
  const [database, slack, sandbox] = await Promise.all([
    starting(startDatabase()),
    starting(startSlack()),
    starting(startSandbox({ productUrl, pagesUrl: `${pageUrl}/quickbooks` })),
  ]);
  const environment = { ...sandboxEnvironment(sandbox), ALERT_WEBHOOK_ORIGINS: slack.origin };
  const [product] = await Promise.all([
    starting(startProduct({ port: productPort, databaseUrl: database.url, environment })),
    server ? starting(startPages({ port: pagePort, sandbox, server, story: () => story })) : null,
  ]);
  say(`The sandbox is up: HubSpot ${sandbox.hubspot.url}, QuickBooks ${sandbox.quickbooks.url}, Tieout ${product.url}`);
  say("");
  story.state = "telling";
  const checks = await tellStory({ sandbox, productUrl, slack, say });
  story.lines.push(summaryOf(checks));
  story.state = "told";
  if (options.screenshot || options.previews) await takePictures(pageUrl);
  return checks;
}

/** A browser is loaded only by whoever wants pictures, so that the page is there sooner. */
async function takePictures(pageUrl: string): Promise<void> {
  const { takePreviews, takeScreenshot } = await import("./demo/screenshot.ts");
  if (options.screenshot) await takeScreenshot(pageUrl, options.screenshot);
  if (options.previews) await takePreviews(pageUrl, options.previews);
}

async function main(): Promise<void> {
  if (options.help) return console.log(HELP);
  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const checks = await Promise.race([run(), interrupted.then(() => null)]);
  if (checks) {
    if (options.json) console.log(JSON.stringify({ ok: !hasDifference(checks), checks }, null, 2));
    else console.log(`\n${tableOf(checks)}\n`);
    if (hasDifference(checks)) process.exitCode = 1;
    if (!options.once) {
      say("The page stays. Ctrl-C stops everything.");
      await interrupted;
    }
  }
  await stopAll();
}

await main().catch(async (error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  await stopAll();
});
