import type { Locator, Page } from "playwright-core";

/** What a key costs somebody who types all day, and what else costs time, in seconds. */
export const COST = {
  /** One key, the shifted and the mistyped counted in. */
  key: 0.28,
  /** A screen or a dialog that comes up is read before anything is done. */
  page: 8,
  /** A paper of the old books is taken from its pile and read: a contract, a page of the ledger. */
  paper: 8,
  /** A hand leaves the keys, presses something with the mouse and comes back. */
  press: 2,
  /** A file is looked for and chosen in the system's own dialog. */
  file: 15,
} as const;

/** A Chinese sign by an input method: two or three letters of its sound, and the choice. */
const KEYS_A_SIGN = 4;

/** The hands of the person at the desk: they do what they do on the page, and each act is counted. */
export class Hands {
  readonly done: Record<keyof typeof COST, number> = { key: 0, page: 0, paper: 0, press: 0, file: 0 };

  constructor(private readonly page: Page) {}

  get seconds(): number {
    return Object.entries(this.done).reduce((sum, [act, times]) => sum + times * COST[act as keyof typeof COST], 0);
  }

  /** One key, or as many times as it is held down. */
  async key(key: string, times = 1): Promise<void> {
    this.done.key += times;
    for (let time = 0; time < times; time += 1) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    for (const sign of text) {
      const plain = sign.charCodeAt(0) < 128;
      this.done.key += plain ? 1 : KEYS_A_SIGN;
      if (plain) await this.page.keyboard.type(sign);
      else await this.page.keyboard.insertText(sign);
    }
  }

  async press(target: Locator): Promise<void> {
    this.done.press += 1;
    await target.click();
  }

  /** A screen has come up and is read. */
  async read(sign: Locator): Promise<void> {
    this.done.page += 1;
    await sign.waitFor();
  }

  /** A paper is taken in hand. */
  paper(): void {
    this.done.paper += 1;
  }

  async choose(target: Locator, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    this.done.file += 1;
    const chooser = this.page.waitForEvent("filechooser");
    await target.click();
    await (await chooser).setFiles(file);
  }

  toString(): string {
    const acts = Object.entries(this.done).map(
      ([act, times]) => `${times} × ${act} (${COST[act as keyof typeof COST]} s)`,
    );
    return `${acts.join(" + ")} = ${(this.seconds / 60).toFixed(1)} min`;
  }
}
