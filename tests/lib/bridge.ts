import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

import { demoNursery } from "./demo";
import { around, built } from "./places";

export interface Bridge {
  address: string;
  stop(): void;
  /** Ends it as a power cut does: nothing is written any more. */
  kill(): Promise<void>;
}

/** Starts the development bridge on a demo nursery of its own, or on what lies in a folder. */
export async function startBridge(folder?: string): Promise<Bridge> {
  const nursery = folder === undefined ? [demoNursery()] : ["--as-is", folder];
  const process = spawn(built("bridge"), nursery, { env: around, stdio: ["ignore", "pipe", "inherit"] });
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(process.stdout).once("line", resolve);
    process.once("error", reject);
    process.once("exit", (code) => reject(new Error(`the bridge ended with ${code}`)));
  });
  const kill = (): Promise<void> =>
    new Promise((resolve) => {
      process.once("exit", () => resolve());
      process.kill("SIGKILL");
    });
  return { address, stop: () => process.kill(), kill };
}
