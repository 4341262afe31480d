import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Browser } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--force-color-profile=srgb",
  "--font-render-hinting=none",
];

/**
 * Starts a headless browser; the caller closes it. On Linux x64 it is the Chromium inside an npm package, which needs nothing
 * installed and runs as root; elsewhere the installed Chrome. Throws when it cannot be started.
 */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome", args: FLAGS });
  const home = await unpackedChromium();
  const launch = (env: NodeJS.ProcessEnv) =>
    chromium.launch({ executablePath: join(home, "chromium"), args: FLAGS, env: definedOnly({ ...process.env, ...env }) });
  const fonts = { FONTCONFIG_PATH: join(home, "fonts") };
  // A bare machine lacks libraries that a desktop has. The package carries them, but where the machine has its own, those fit better.
  return launch(fonts).catch(() => launch({ ...fonts, LD_LIBRARY_PATH: join(home, "al2023", "lib") }));
}

/** The folder of the unpacked browser. It is unpacked aside and then renamed, since several test processes may want it at once. */
async function unpackedChromium(): Promise<string> {
  const folder = join(createRequire(import.meta.url).resolve("@sparticuz/chromium"), "../..");
  const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string };
  const home = join(tmpdir(), `tieout-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(home)) return home;
  const aside = await mkdtemp(join(tmpdir(), "tieout-unpack-"));
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, "unpack-chromium.ts"), join(folder, "bin")], {
    env: { ...process.env, TMPDIR: aside },
  });
  await writeFile(join(aside, "fonts", "fonts.conf"), fontsConf(home));
  await rename(aside, home).catch(() => rm(aside, { recursive: true, force: true }));
  return home;
}

function fontsConf(home: string): string {
  const folders = [join(home, "fonts", "fonts"), "/usr/share/fonts"].map((folder) => `<dir>${folder}</dir>`).join("");
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${home}/font-cache</cachedir></fontconfig>`;
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
