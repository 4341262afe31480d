import { once } from "node:events";
import { parseArgs } from "node:util";
import { freePort } from "./free-port.ts";
import { sandboxEnvironment, startSandbox } from "./sandbox.ts";

const HELP = `npm run sandbox [-- options]
  --hubspot-port 3010      where the simulated HubSpot is served; the next free port if it is taken
  --quickbooks-port 3020   the same for the simulated QuickBooks
  --product http://localhost:3000   where Tieout is or will be: webhooks and hubspot.fetch go there`;

const { values: options } = parseArgs({
  options: {
    "hubspot-port": { type: "string", default: "3010" },
    "quickbooks-port": { type: "string", default: "3020" },
    product: { type: "string", default: "http://localhost:3000" },
    help: { type: "boolean", default: false },
  },
});

/** Only the two simulated vendors, each with its control API under /control, until Ctrl-C. */
async function main(): Promise<void> {
  if (options.help) return console.log(HELP);
  const sandbox = await startSandbox({
    productUrl: options.product,
    hubspotPort: await freePort(Number(options["hubspot-port"])),
    quickbooksPort: await freePort(Number(options["quickbooks-port"])),
  });
  const environment = Object.entries(sandboxEnvironment(sandbox)).map(([name, value]) => `  ${name}=${value}`);
  console.log(`Simulated HubSpot ${sandbox.hubspot.url}, simulated QuickBooks ${sandbox.quickbooks.url}; controls under /control.`);
  console.log(`Tieout uses them with:\n${environment.join("\n")}`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await sandbox.stop();
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
