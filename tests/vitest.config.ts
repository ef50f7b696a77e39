import { defineConfig } from "vitest/config";

/** Whole-program lanes: each test file has the program to itself, one after the other. */
const lane = (name: string, include: string) => ({
  test: { name, include: [include], fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000 },
});

export default defineConfig({
  test: { projects: [lane("browser", "browser/**/*.test.ts"), lane("window", "window/**/*.test.ts")] },
});
