import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "rolldown";

const BROWSER = join(import.meta.dirname, "browser");

/** The browser's side of the CRM page: two scripts and one style sheet. */
export type BrowserBundle = { page: string; worker: string; styles: string };

/** Bundles the browser's side in memory, in well under a second. */
export async function bundleBrowser(): Promise<BrowserBundle> {
  const [page, worker, styles] = await Promise.all([
    bundleScript(join(BROWSER, "main.tsx")),
    bundleScript(join(BROWSER, "extension", "worker.ts")),
    joinedStyles(),
  ]);
  return { page, worker, styles };
}

/** One script from one entry with everything that it imports. */
async function bundleScript(input: string): Promise<string> {
  const { output } = await build({
    input,
    transform: { define: { "process.env.NODE_ENV": '"production"' }, jsx: { runtime: "automatic" } },
    // A classic script, since a worker may only import scripts when it is one itself.
    output: { format: "iife", minify: true },
    platform: "browser",
    logLevel: "silent",
    write: false,
  });
  return output[0].code;
}

async function joinedStyles(): Promise<string> {
  const folder = join(BROWSER, "styles");
  const sheets = (await readdir(folder)).filter((name) => name.endsWith(".css")).toSorted();
  return (await Promise.all(sheets.map((name) => readFile(join(folder, name), "utf8")))).join("\n");
}
