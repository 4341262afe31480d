import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { fileURLToPath } from "node:url";

const APP = fileURLToPath(new URL("../../hubspot-app/src/app/", import.meta.url));

/** An extension's folder and its entry file in it. */
export type ExtensionSource = { root: string; entry: string };

/** The app's extensions, by the name under which the CRM page serves them. */
export const EXTENSIONS = {
  "deal-card": { root: join(APP, "cards/"), entry: "DealCard.tsx" },
  "company-card": { root: join(APP, "cards/"), entry: "CompanyCard.tsx" },
  settings: { root: join(APP, "settings/"), entry: "SettingsPage.tsx" },
  "finance-desk": { root: join(APP, "pages/"), entry: "FinanceDesk.tsx" },
} as const satisfies Record<string, ExtensionSource>;

/** The built script of each extension. */
export type ExtensionFiles = Record<keyof typeof EXTENSIONS, string>;

/** Builds all extensions into a temporary folder that `remove` deletes. */
export async function buildExtensions(): Promise<{ files: ExtensionFiles; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "tieout-extensions-"));
  const built = Object.entries(EXTENSIONS).map(async ([name, source]) => [name, await buildExtension(source, join(folder, name))] as const);
  const files = Object.fromEntries(await Promise.all(built)) as ExtensionFiles;
  return { files, remove: () => rm(folder, { recursive: true, force: true }) };
}

/**
 * Builds an extension with HubSpot's own bundler, as an upload would: one script that expects the globals `React`, `RemoteUI` and
 * those of HubSpot's worker (facts/hubspot.md §2.6). Answers its path in `outputDir`, which is emptied first.
 * Runs in a process of its own, since Vite sets NODE_ENV for the whole process and talks to the console.
 */
export async function buildExtension({ root, entry }: ExtensionSource, outputDir: string): Promise<string> {
  await bundle(root, outputDir, entry);
  return join(outputDir, `${parse(entry).name}.js`);
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
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${entry} could not be built.\n${complaints}`))));
  });
}

if (import.meta.main) {
  const { remoteBuild } = await import("@hubspot/ui-extensions-dev-server/build");
  const [root = "", outputDir = "", entry = ""] = process.argv.slice(2);
  await remoteBuild({ root, entryPoint: join(root, entry), outputDir, logLevel: "error" });
}
