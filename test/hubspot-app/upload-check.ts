import { statSync } from "node:fs";
import { parse } from "node:path";
import { parseArgs } from "node:util";
import { buildExtensions } from "../sandbox/extension-bundle.ts";
import { uploadReport } from "./upload-report.ts";

const HELP = `npm run upload-check [-- options]: what \`hs project upload\` will take, and whether anything stands in its way
  --profile production   whose account and origin
  PUBLIC_URL=…           in the environment: the API's own origin, which must be the profile's`;

const { values: options } = parseArgs({
  options: { profile: { type: "string", default: "production" }, help: { type: "boolean", default: false } },
});

async function main(): Promise<void> {
  if (options.help) return console.log(HELP);
  const { facts, faults, open } = await uploadReport(options.profile, process.env["PUBLIC_URL"]);
  for (const [name, value] of [...facts, ["extensions", await built()] as const]) console.log(`${name.padEnd(12)}${value}`);
  for (const text of open) console.log(`to fill in  ${text}`);
  for (const fault of faults) console.log(`fault       ${fault}`);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`\nNothing stands in the way of: hs project upload --profile ${options.profile}`);
}

/** Throws what HubSpot's bundler says where it cannot build one. */
async function built(): Promise<string> {
  const { files, remove } = await buildExtensions();
  const sizes = Object.values(files).map((file) => `${parse(file).name} ${Math.ceil(statSync(file).size / 1024)} KB`);
  await remove();
  return sizes.join(", ");
}

await main();
