import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

type Report = { testResults: { name: string; message: string; assertionResults: { status: string; fullName: string }[] }[] };

/** A tree of files, and a server that its tests make their databases on. */
export type TestPlace = { tree: string; databaseUrl: string };

/** Runs test files of a tree until one test fails, three times since a slow machine is no failure: its name, or null when all are green. Throws when they do not come to their tests. */
export async function firstFailure({ tree, databaseUrl }: TestPlace, files: string[]): Promise<string | null> {
  const output = join(tree, "test-run.json");
  const vitest = join(tree, "node_modules/vitest/vitest.mjs");
  const options = ["--bail=1", "--retry=2", "--maxWorkers=1", "--reporter=json", `--outputFile=${output}`, "--no-cache"];
  const code = await exitCode(tree, [vitest, "run", ...files, ...options], { DATABASE_URL: databaseUrl });
  if (code === 0) return null;
  const { testResults } = JSON.parse(readFileSync(output, "utf8")) as Report;
  const failed = testResults.flatMap(({ assertionResults }) => assertionResults).find(({ status }) => status === "failed");
  if (!failed) throw new Error(`not one test failed, yet the run did: ${testResults.map(({ message }) => message).join(" ")}`);
  return failed.fullName;
}

function exitCode(cwd: string, args: string[], environment: Record<string, string>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    spawn(process.execPath, args, { cwd, stdio: "ignore", env: { ...process.env, ...environment } })
      .on("error", reject)
      .on("exit", resolve);
  });
}
