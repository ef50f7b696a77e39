import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";

import { emptyFolder } from "./places";

/** A demo nursery of one's own: built once a run (`template.ts`), then copied. */
export function demoNursery(): string {
  const copy = join(emptyFolder(), "demo");
  cpSync(inject("demo"), copy, { recursive: true, filter: (path) => existsSync(path) && !path.endsWith("store.lock") });
  return copy;
}
