import { startDatabase } from "../sandbox/database.ts";
import { benchMatching } from "./matching.ts";

/** What a benchmark says: a name, and figures with their units in their names. */
export type Figures = { name: string; figures: Record<string, number> };
/** Each benchmark is one file beside this one. */
const BENCHMARKS: ((databaseUrl: string) => Promise<Figures>)[] = [benchMatching];

/** `npm run bench`: runs every benchmark on a PostgreSQL of its own and prints one line of JSON for each. */
async function main(): Promise<void> {
  const database = await startDatabase();
  try {
    for (const run of BENCHMARKS) process.stdout.write(`${JSON.stringify(await run(database.url))}\n`);
  } finally {
    await database.stop();
  }
}

await main();
