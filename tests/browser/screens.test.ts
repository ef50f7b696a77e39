import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, smallTargets, startBrowser } from "../lib/browser";
import { withBridge } from "../lib/journey";

const SLOW = { timeout: 15_000 };
let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

async function demoPin(page: Page): Promise<string> {
  return (await page.getByTestId("pin-said").innerText()).match(/\d{4,6}/)?.[0] ?? "";
}

async function signIn(page: Page): Promise<void> {
  await page.locator(".people button").first().click();
  await page.keyboard.type(await demoPin(page));
  await page.keyboard.press("Enter");
  await page.getByTestId("switch-person").waitFor();
}

describe.each(LANGUAGES)("in %s", (language) => {
  it.each(SIZES)("signing in is in order at $width × $height", async (size) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      const name = (screen: string): string => `${screen}-${size.width}-${language.slice(0, 2)}`;

      await page.locator(".people button").nth(1).click();
      await page.keyboard.type("12");
      await inspect(page, name("sign-in"));
      expect.soft(await smallTargets(page)).toEqual([]);
      await page.keyboard.type("34");
      await page.keyboard.press("Enter");
      await page.locator("[data-testid=pin-said].wrong").waitFor();
      await inspect(page, name("sign-in-wrong"));
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });
});

it("the whole way works without a mouse", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await page.locator(".people button").first().waitFor();
    const pin = await demoPin(page);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.keyboard.type(pin);
    await page.keyboard.press("NumpadEnter");
    await page.locator(".duty").first().waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("yye");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#\/infants$/);
    await page.keyboard.press("F2");
    await page.locator(".people button").first().waitFor();
    expect(complaints).toEqual([]);
  });
});

it("a wrong PIN counts down its waiting time", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await page.locator(".people button").first().click();
    const said = page.getByTestId("pin-said");
    const pin = page.getByTestId("pin");
    for (let attempt = 0; attempt < 12 && !(await pin.isDisabled()); attempt += 1) {
      await page.keyboard.type("0000");
      await page.keyboard.press("Enter");
      // What was typed is gone when the core has answered.
      await expect.poll(async () => (await pin.isDisabled()) || (await pin.inputValue()) === "", SLOW).toBe(true);
    }
    const seconds = async (): Promise<number> => Number((await said.innerText()).match(/\d+/)?.[0]);
    await expect.poll(() => pin.isDisabled(), SLOW).toBe(true);
    const before = await seconds();
    await expect.poll(seconds, { timeout: 5000 }).toBeLessThan(before);
  });
});

it("a lost connection is said, and the screen recovers by itself", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await signIn(page);
    await page.locator(".duty").first().waitFor();
    await page.route("**/call", (route) => route.abort());
    await page.keyboard.press("Control+k");
    await page.keyboard.type("x");
    await page.getByTestId("lost").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator(".duty").count()).toBeGreaterThan(1);
    await inspect(page, "lost-1366-zh");
    await page.unroute("**/call");
    await page.getByTestId("lost").waitFor({ state: "detached" });
    expect(await page.locator(".duty").count()).toBeGreaterThan(1);
  });
});

it("a change at another screen of the same desk is seen here", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await signIn(page);
    const other = await openScreen(browser, address);
    await other.page.getByTestId("switch-person").waitFor();
    await other.page.keyboard.press("F2");
    await page.locator(".people button").first().waitFor();
  });
});

it("the bridge answers under its random path alone", async () => {
  await withBridge(async (address) => {
    const root = new URL("/", address).href;
    expect((await fetch(root)).status).toBe(404);
    expect((await fetch(`${root}call`, { method: "POST", body: "{}" })).status).toBe(404);
    expect((await fetch(`${address}..%2f..%2fCargo.toml`)).status).toBe(404);
    expect(new URL(address).hostname).toBe("127.0.0.1");
  });
});
