import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../api/main.ts", import.meta.url));
const END_WITH_PARENT = new URL("./end-with-parent.ts", import.meta.url).href;
/** Long, since a busy machine may take its time for migrations and queues. */
const PATIENCE_MS = 180_000;

/** Tieout as its own process, so that it can be killed under its vendors. */
export type Product = {
  url: string;
  /** Everything it has printed. */
  output(): string;
  /** Lets running work end. */
  stop(): Promise<void>;
  /** `kill -9`. */
  kill(): Promise<void>;
};

type Options = { port: number; databaseUrl: string; environment: Record<string, string> };

/** Starts `npm start`'s process on a sandbox and waits until it is ready. Throws with its output when it does not get there. */
export async function startProduct({ port, databaseUrl, environment }: Options): Promise<Product> {
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, MAIN], {
    env: { PATH: process.env["PATH"], ...SANDBOX_KEYS, ...environment, DATABASE_URL: databaseUrl, PORT: String(port), PUBLIC_URL: url },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  await untilReady(child, url, () => output);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  return { url, output: () => output, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

/** Keys of a sandbox: the same at every start, so that a product killed and started again can read what it stored. */
const SANDBOX_KEYS = {
  TOKEN_KEYS: `sandbox:${Buffer.alloc(32, 7).toString("base64")}`,
  LINK_SIGNING_KEY: "sandbox-link-signing-key-sandbox-link-signing-key",
  LOG_LEVEL: "warn",
};

async function untilReady(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`Tieout ended while starting.\n${output()}`);
    const ready = await fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await wait(50);
  }
  child.kill("SIGKILL");
  throw new Error(`Tieout was not ready after ${PATIENCE_MS / 1000} seconds.\n${output()}`);
}
