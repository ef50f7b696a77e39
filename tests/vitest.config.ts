import { defineConfig } from "vitest/config";

/** Whole-program lanes. A browser test has a core of its own, so two files share the two cores; the window is alone. */
const lane = (name: string, workers: number) => ({
  test: {
    name,
    include: [`${name}/**/*.test.ts`],
    fileParallelism: workers > 1,
    maxWorkers: workers,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    globalSetup: "lib/template.ts",
  },
});

export default defineConfig({ test: { projects: [lane("browser", 2), lane("window", 1)] } });
