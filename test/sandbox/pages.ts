import type { Sandbox } from "./sandbox.ts";

/** Not there yet. */
export async function startPages(_options: { port: number; sandbox: Sandbox }): Promise<{ stop(): Promise<void> }> {
  return { stop: () => Promise.resolve() };
}
