import type { Page } from "playwright-core";

import { startBridge } from "./bridge";

/** As the screen names the posts, in both languages. */
const POSTS = {
  director: /园长|Director/,
  health_worker: /卫生保健人员|Health worker/,
  carer: /保育人员|Carer/,
  bookkeeper: /财务人员|Bookkeeper/,
  cook: /炊事人员|Cook/,
  guard: /保安人员|Security guard/,
} as const;

export type Post = keyof typeof POSTS;

/** The PIN of everyone in the demo nursery. */
const DEMO_PIN = "246810";

/** A desk knows one person at a time, so every test has a bridge of its own: a demo nursery, or what lies in a folder. */
export async function withBridge<T>(test: (address: string) => Promise<T>, folder?: string): Promise<T> {
  const bridge = await startBridge(folder);
  try {
    return await test(bridge.address);
  } finally {
    bridge.stop();
  }
}

/** Signs in the first person who holds this post. */
export async function signInAs(page: Page, post: Post, pin = DEMO_PIN): Promise<void> {
  await page.locator(".people button").filter({ hasText: POSTS[post] }).first().click();
  await page.keyboard.type(pin);
  await page.getByTestId("switch-person").waitFor();
}
