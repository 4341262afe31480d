import { spawn, spawnSync, type ChildProcessByStdio } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { accessSync, chmodSync, chownSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { findBinaries, type Binaries } from "./postgres/binaries.ts";
import type { Keeping } from "./postgres/keeper.ts";
import { claimFolder, clearLeftBehind, FOLDER_PREFIX } from "./postgres/left-behind.ts";
import { canReach, chooseUser, type RunAs } from "./postgres/run-as.ts";

/** `url` has a superuser with a random password; `stop` ends the server and removes its data, and may be called twice. */
export type Database = { url: string; stop(): Promise<void> };
type Keeper = ChildProcessByStdio<Writable, null, Readable>;
type Place = { binaries: Binaries; user: RunAs; folder: string };

const CHECKOUT_DATA = fileURLToPath(new URL("../../.data", import.meta.url));
const KEEPER = fileURLToPath(new URL("./postgres/keeper.ts", import.meta.url));
const USER = "tieout";

// Nothing here must survive a power cut, so nothing waits for the disk.
const SERVER_SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "300",
  shared_buffers: "64MB",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  jit: "off",
  max_parallel_workers_per_gather: "0",
  timezone: "UTC",
};

/**
 * Starts a real, empty PostgreSQL on a free port of 127.0.0.1 in a folder of its own below `dir` (`.data` of the checkout,
 * or a temporary folder where the server's user cannot get there). It ends with the process that started it, even when
 * that is killed; what could not be cleared then is cleared by the next start. Several may run side by side.
 */
export async function startDatabase({ dir = CHECKOUT_DATA }: { dir?: string } = {}): Promise<Database> {
  const user = chooseUser();
  const binaries = findBinaries(user);
  const parent = chooseParent(dir, user);
  clearLeftBehind(parent, binaries, user);

  const folder = mkdtempSync(join(parent, FOLDER_PREFIX));
  try {
    claimFolder(folder);
    return await serveFrom({ binaries, user, folder });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function chooseParent(dir: string, user: RunAs): string {
  for (const folder of [resolve(dir), tmpdir(), "/tmp", "/var/tmp"]) {
    if (canWrite(folder) && canReach(folder, user)) return folder;
  }
  throw new Error("no folder for the database can be reached by an unprivileged user");
}

function canWrite(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function serveFrom(place: Place): Promise<Database> {
  const password = randomBytes(18).toString("base64url");
  initialise(place, password);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const keeper = startKeeper(place, port);
    const refusal = await untilReady(keeper);
    if (refusal === null) return { url: `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`, stop: () => stop(keeper) };
    if (attempt === 5 || !refusal.includes("could not bind")) throw new Error(`PostgreSQL did not start: ${refusal}`);
    initialise(place, password);
  }
}

function initialise({ binaries, user, folder }: Place, password: string): void {
  mkdirSync(folder, { recursive: true });
  claimFolder(folder);
  chmodSync(folder, 0o700);
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
  const args = ["-D", join(folder, "data"), "-U", USER, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"];
  args.push("--locale-provider=builtin", "--locale=C.UTF-8", "--no-sync", "--no-instructions");
  const made = spawnSync(binaries.initdb, args, { ...user, cwd: "/", env: { ...process.env, LC_ALL: "C" }, encoding: "utf8" });
  rmSync(passwordFile);
  if (made.status !== 0) throw new Error(`PostgreSQL could not be initialised: ${made.error?.message ?? made.stderr}`);
}

function startKeeper({ binaries, user, folder }: Place, port: number): Keeper {
  const settings = Object.entries({ ...SERVER_SETTINGS, port }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const keeping: Keeping = { postgres: binaries.postgres, args: ["-D", join(folder, "data"), ...settings], user, folder };
  // A group of its own: Ctrl-C in a terminal reaches the program first, which then ends its work while the database still runs.
  return spawn(process.execPath, [KEEPER, JSON.stringify(keeping)], { cwd: "/", detached: true, stdio: ["pipe", "ignore", "pipe"] });
}

/** null once the server accepts connections, or what it said when it ended instead. */
async function untilReady(keeper: Keeper): Promise<string | null> {
  let said = "";
  for await (const chunk of keeper.stderr.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    if (said.includes("ready to accept connections")) {
      keeper.stderr.resume();
      for (const handle of [keeper, keeper.stdin, keeper.stderr]) unref(handle);
      return null;
    }
  }
  return said;
}

/** An open database alone does not keep its process running. */
function unref(handle: object): void {
  if ("unref" in handle && typeof handle.unref === "function") handle.unref();
}

async function stop(keeper: Keeper): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  keeper.ref();
  const ended = once(keeper, "exit");
  keeper.stdin.destroy();
  await ended;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}
