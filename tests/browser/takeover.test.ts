import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, startBrowser } from "../lib/browser";
import { signInAs, withBridge } from "../lib/journey";

let browser: Browser;
/** The machine may be busy. */
const SLOW = { timeout: 15_000 };

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const STEPS = ["plan", "infants", "contracts", "balances", "receipts", "starts", "sheets"] as const;

async function open(page: Page, step: string): Promise<void> {
  await page.evaluate((to) => (location.hash = `#/takeover?step=${to}`), step);
  await page.locator(`[data-testid=step-${step}][aria-current=step]`).waitFor();
}

async function planned(page: Page, on: string): Promise<void> {
  await open(page, "plan");
  await page.getByTestId("plan").locator("input").first().fill(on);
  await page.getByTestId("save-plan").click();
  await page.getByTestId("plan").getByRole("status").waitFor();
}

describe.each(LANGUAGES)("taking over in %s", (language) => {
  it.each(SIZES)("every part is in order at $width × $height", async (size) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      const name = (part: string): string => `takeover-${part}-${size.width}-${language.slice(0, 2)}`;
      await signInAs(page, "director");
      await open(page, "balances");
      await inspect(page, name("no-day"));
      await planned(page, "2026-12-01");
      for (const step of STEPS) {
        await open(page, step);
        await page.waitForLoadState("networkidle").catch(() => undefined);
        if (step === "contracts" || step === "balances")
          await page.locator("[data-testid$=-sheet] tbody tr").nth(53).waitFor();
        await inspect(page, name(step));
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });
});

it("opening balances are typed with the number pad, meet the old books' totals and are posted once", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");
    await planned(page, "2026-12-01");
    await open(page, "balances");
    const sheet = page.getByTestId("balances-sheet");
    const rows = sheet.locator("tbody tr");
    await rows.nth(53).waitFor();

    // December as the contract asks, family after family, with one key each; a deposit for the whole first class.
    await sheet.locator('[data-at="0/0"]').focus();
    for (let family = 0; family < 3; family += 1) await page.keyboard.press("/");
    await page.keyboard.press("Tab");
    const deposit = sheet.locator('[data-at="0/5"]');
    await deposit.focus();
    await page.keyboard.type("500");
    await page.keyboard.press("*");
    await expect.poll(() => sheet.locator(".tag.ok").count(), SLOW).toBeGreaterThan(5);
    await inspect(page, "takeover-balances-typed-1366-zh");

    await page.getByTestId("check-totals").click();
    const totals = page.getByTestId("totals");
    const said = async (at: number): Promise<string> =>
      (await totals.locator(".one p").nth(at).innerText()).match(/¥([\d,.]+)/)?.[1] ?? "";
    await expect.poll(() => said(2), SLOW).not.toBe("0.00");
    const post = page.getByTestId("post");
    for (const at of [0, 1, 2])
      await totals
        .locator("input")
        .nth(at)
        .fill(await said(at));
    await totals.locator("input").nth(2).fill("1.00");
    expect(await post.isDisabled()).toBe(true);
    await inspect(page, "takeover-balances-off-1366-zh");
    await totals
      .locator("input")
      .nth(2)
      .fill(await said(2));
    await post.click();
    await page.locator(".confirmed").waitFor();
    await inspect(page, "takeover-balances-posted-1366-zh");
    expect(complaints).toEqual([]);
  });
});

it("the sheet of balances goes out, comes back, and is looked at before it is kept", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await signInAs(page, "bookkeeper");
    expect(await page.evaluate(() => location.hash)).not.toContain("takeover");
    await page.context().close();
    const director = await openScreen(browser, address);
    await director.page.keyboard.press("F2");
    await director.page.locator(".people button").first().waitFor();
    await signInAs(director.page, "director");
    await planned(director.page, "2026-12-01");
    await open(director.page, "balances");
    const coming = director.page.waitForEvent("download");
    await director.page.getByTestId("hand-out").click();
    const path = await (await coming).path();
    const picking = director.page.waitForEvent("filechooser");
    await director.page.getByTestId("bring").click();
    await (
      await picking
    ).setFiles({
      name: "余额.xlsx",
      mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      buffer: (await import("node:fs")).readFileSync(path),
    });
    await director.page.getByTestId("read").waitFor();
    await inspect(director.page, "takeover-balances-read-1366-zh");
  });
});
