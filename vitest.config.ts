import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What starts the whole product takes longest and goes first, so that in the end no worker is left alone with it. */
class WholeProductFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isWhole = ({ moduleId }: TestSpecification) => moduleId.includes("/end-to-end/");
    const sorted = await super.sort(files);
    return [...sorted.filter(isWhole), ...sorted.filter((file) => !isWhole(file))];
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/.data/**"],
    globalSetup: "test/global-setup.ts",
    pool: "forks",
    // Files follow each other in one process: nothing here keeps state in a module, and to load the product anew takes longer than most files.
    isolate: false,
    sequence: { sequencer: WholeProductFirst },
    // Half of a test's time is waiting for the database and for processes that it started.
    maxWorkers: 4,
    // Long enough for a machine three times slower, since a test that is cut off leaves its work to the files after it.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 60_000,
  },
});
