import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import type { RunAs } from "./run-as.ts";

export const FOLDER_PREFIX = "tieout-db-";
type Owner = { pid: number; startedAt: string | null };

/** Notes which process a database folder belongs to, so that a later start can tell whether it was left behind. */
export function claimFolder(folder: string): void {
  const owner: Owner = { pid: process.pid, startedAt: processStart(process.pid) };
  writeFileSync(join(folder, "owner.json"), JSON.stringify(owner));
}

/** Stops the servers and removes the folders of runs that were killed. Those of living processes are left alone. */
export function clearLeftBehind(parent: string, { pgCtl }: Binaries, user: RunAs): void {
  for (const name of readdirSync(parent)) {
    const folder = join(parent, name);
    if (!name.startsWith(FOLDER_PREFIX) || isOwned(folder)) continue;
    stopServer(join(folder, "data"), pgCtl, user);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function isOwned(folder: string): boolean {
  try {
    const owner = JSON.parse(readFileSync(join(folder, "owner.json"), "utf8")) as Owner;
    return isAlive(owner.pid) && processStart(owner.pid) === owner.startedAt;
  } catch {
    return justMade(folder);
  }
}

/** A folder without its note is being made this moment, or was left by a start that died there. */
function justMade(folder: string): boolean {
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (!stats) return true;
  const ours = process.getuid === undefined || process.getuid() === 0 || stats.uid === process.getuid();
  return !ours || Date.now() - stats.mtimeMs < 60_000;
}

function stopServer(data: string, pgCtl: string, user: RunAs): void {
  const pidFile = join(data, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  if (!isAlive(pid) || !isServerOf(pid, data)) return;
  spawnSync(pgCtl, ["stop", "-D", data, "-m", "immediate", "-t", "10"], { ...user, cwd: "/", stdio: "ignore" });
}

/** Process ids are used again: where the system shows command lines, the folder must stand in it. */
function isServerOf(pid: number, data: string): boolean {
  if (process.platform !== "linux") return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(data);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process started, where the system tells (Linux): a number that no later process with the same id has. */
function processStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
