import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** Runs the tests of these files whole, of which `npm test` takes a sample, with what they print. Throws when one is red. */
export async function proveByTests(files: string[], environment: Record<string, string> = {}): Promise<string> {
  const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
  const args = [vitest, "run", ...files, "--maxWorkers=1", "--disableConsoleIntercept"];
  const tests = spawn(process.execPath, args, { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...environment, PROVE: "whole" } });
  const [code] = (await once(tests, "exit")) as [number | null];
  if (code !== 0) throw new Error(`Not everything held in ${files.join(", ")}`);
  return `all held in ${files.join(", ")}`;
}
