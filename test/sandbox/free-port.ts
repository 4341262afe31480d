import { createServer } from "node:net";

/** The given port if nobody has it on this machine, else the next that is free; 0 gives any. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 100; port += 1) {
    const free = await tryPort(port);
    if (free !== null) return free;
  }
  throw new Error(`No port between ${wanted} and ${wanted + 99} is free.`);
}

/**
 * A free port below those that connections are given (from 32,768 on Linux), so that it stays free for a process that is started again.
 * Each process looks among a hundred of its own: two that look at the same moment would find the same one free.
 */
export const lastingPort = () => freePort(20_000 + (process.pid % 120) * 100 + Math.floor(Math.random() * 100));

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(null));
    probe.listen(port, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
