import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", "**/.data/**"],
    globalSetup: "test/global-setup.ts",
    pool: "forks",
    // Half of a test's time is waiting for the database and for processes that it started.
    maxWorkers: 4,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
  },
});
