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

type Build = ExtensionSource & { outputDir: string };

/** Builds all extensions into a temporary folder that `remove` deletes. */
export async function buildExtensions(): Promise<{ files: ExtensionFiles; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "tieout-extensions-"));
  return { files: await buildTogether(EXTENSIONS, folder), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Builds each into its place in `folder`; to load the bundler costs as much as a small build. Answers the scripts' paths. */
export async function buildTogether<Name extends string>(
  sources: Record<Name, ExtensionSource>,
  folder: string,
): Promise<Record<Name, string>> {
  const builds = Object.entries<ExtensionSource>(sources).map(([name, source]) => ({ name, ...source, outputDir: join(folder, name) }));
  await bundle(builds);
  return Object.fromEntries(builds.map((build) => [build.name, scriptOf(build)])) as Record<Name, string>;
}

/**
 * Builds an extension with HubSpot's own bundler, as an upload would: one script that expects the globals `React`, `RemoteUI` and
 * those of HubSpot's worker (facts/hubspot.md §2.6). Answers its path in `outputDir`, which is emptied first.
 */
export async function buildExtension(source: ExtensionSource, outputDir: string): Promise<string> {
  const build = { ...source, outputDir };
  await bundle([build]);
  return scriptOf(build);
}

const scriptOf = ({ entry, outputDir }: Build) => join(outputDir, `${parse(entry).name}.js`);

/** Runs in a process of its own, since Vite sets NODE_ENV for the whole process and talks to the console. */
function bundle(builds: Build[]): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), JSON.stringify(builds)], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr.on("data", (chunk: Buffer) => (complaints += chunk.toString()));
  const entries = builds.map(({ entry }) => entry).join(", ");
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${entries} could not be built.\n${complaints}`))));
  });
}

if (import.meta.main) {
  const { remoteBuild } = await import("@hubspot/ui-extensions-dev-server/build");
  for (const { root, outputDir, entry } of JSON.parse(process.argv[2] ?? "[]") as Build[])
    await remoteBuild({ root, entryPoint: join(root, entry), outputDir, logLevel: "error" });
}
