import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** A program that cargo has built. */
export function built(name: string): string {
  return join(process.env["CARGO_TARGET_DIR"] ?? join(root, "target"), "debug", name);
}

/** A file in the folder where the lanes leave what a person should look at. */
export function outcome(name: string): string {
  const folder = join(root, "tests/out");
  mkdirSync(folder, { recursive: true });
  return join(folder, name);
}

/** What the programs need around them: a binary started by hand does not see cargo's own settings. */
export const around = {
  ...process.env,
  CRADLEBOOK_FONTS: join(root, "node_modules/@expo-google-fonts/noto-sans-sc"),
} as Record<string, string>;

/** A new empty folder. */
export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), "cradlebook-"));
}
