import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

/** A test at the size of a proof. Answers what it told; throws when it is red. */
export async function proveByTest(proof: string, size: number, file: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "tieout-proof-"));
  const told = join(folder, "told");
  try {
    const vitest = join(ROOT, "node_modules/vitest/vitest.mjs");
    const env = { ...process.env, PROOF: proof, PROOF_SIZE: String(size), PROOF_TOLD: told };
    const code = await new Promise((resolve, reject) => {
      spawn(process.execPath, [vitest, "run", file, "--maxWorkers=1"], { cwd: ROOT, stdio: "inherit", env })
        .on("error", reject)
        .on("exit", resolve);
    });
    if (code !== 0) throw new Error(`${file} is red at the size of ${size}.`);
    return readFileSync(told, "utf8").trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
