import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

import { around, built, emptyFolder } from "./places";

declare module "vitest" {
  interface ProvidedContext {
    demo: string;
  }
}

/** The demo nursery is built once a run, before the first file; every test copies it. */
export default function setup(project: TestProject): () => void {
  const folder = emptyFolder();
  const demo = join(folder, "demo");
  execFileSync(built("bridge"), ["--build", demo], { env: around, stdio: ["ignore", "ignore", "inherit"] });
  project.provide("demo", demo);
  return () => rmSync(folder, { recursive: true, force: true });
}
