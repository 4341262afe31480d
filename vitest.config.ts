import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/.data/**"],
    globalSetup: "test/global-setup.ts",
    pool: "forks",
    // Files follow each other in one process: nothing here keeps state in a module, and to load the product anew takes longer than most files.
    isolate: false,
    // Half of a test's time is waiting for the database and for processes that it started.
    maxWorkers: 4,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
