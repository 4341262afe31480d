import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { fileURLToPath } from "node:url";

const CARDS = fileURLToPath(new URL("../../hubspot-app/src/app/cards/", import.meta.url));
const ENTRY = "DealCard.tsx";

/**
 * Builds the deal card, or another extension's `entry` file in `root`, with HubSpot's own bundler, as an upload would: one script
 * that expects the globals `React`, `RemoteUI` and those of HubSpot's worker (facts/hubspot.md §2.6). Answers its path, in
 * `outputDir` or in a new temporary folder.
 * Runs in a process of its own, since Vite sets NODE_ENV for the whole process and talks to the console.
 */
export async function buildCard(outputDir?: string, root: string = CARDS, entry: string = ENTRY): Promise<{ file: string }> {
  const target = outputDir ?? (await mkdtemp(join(tmpdir(), "tieout-card-")));
  await bundle(root, target, entry);
  return { file: join(target, `${parse(entry).name}.js`) };
}

function bundle(root: string, target: string, entry: string): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), root, target, entry], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`The card could not be built.\n${complaints}`))));
  });
}

if (import.meta.main) {
  const { remoteBuild } = await import("@hubspot/ui-extensions-dev-server/build");
  const [root = CARDS, outputDir = "", entry = ENTRY] = process.argv.slice(2);
  await remoteBuild({ root, entryPoint: join(root, entry), outputDir, logLevel: "error" });
}
