import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import type { RunAs } from "./run-as.ts";

/** What the keeper is told on its command line, as JSON. */
export type Keeping = { postgres: string; args: string[]; user: RunAs; folder: string };

// Runs the server and ends with it. Its standard input is a pipe from the process that started it: when that process
// ends, however it ends, the pipe closes, and the keeper stops the server and removes its folder.
const { postgres, args, user, folder } = JSON.parse(process.argv[2] ?? "") as Keeping;
const server = spawn(postgres, args, { ...user, cwd: folder, stdio: ["ignore", "ignore", "pipe"] });

// What the server says is passed on until it is ready, and read for ever: a server whose log nobody reads stands still.
process.stderr.on("error", () => undefined);
let said = "";
let ready = false;
server.stderr.on("data", (chunk: Buffer) => {
  if (ready) return;
  process.stderr.write(chunk);
  said += String(chunk);
  ready = said.includes("ready to accept connections");
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.stdin.on("close", () => server.kill("SIGQUIT")).resume();
server.on("exit", () => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.exit();
});
