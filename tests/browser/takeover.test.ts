import { readFileSync } from "node:fs";

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
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");
    await planned(page, "2026-12-01");
    await open(page, "balances");
    await page.getByTestId("balances-sheet").locator("tbody tr").nth(53).waitFor();
    const bring = async (name: string, mimeType: string, buffer: Buffer): Promise<void> => {
      const picking = page.waitForEvent("filechooser");
      await page.getByTestId("bring").click();
      await (await picking).setFiles({ name, mimeType, buffer });
      await page.getByTestId("read").waitFor();
    };

    // As it was handed out it names everyone, and nothing in it is wrong.
    const coming = page.waitForEvent("download");
    await page.getByTestId("hand-out").click();
    const sheet = readFileSync(await (await coming).path());
    await bring("余额.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet);
    expect(await page.getByTestId("take-read").innerText()).toContain("54");
    expect(await page.getByTestId("read").locator("table").count()).toBe(0);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByTestId("read").count()).toBe(0);

    // One row is good, one has an amount that is none, one names nobody.
    const rows = page.getByTestId("balances-sheet").locator("tbody tr");
    const [first, second] = await Promise.all(
      [0, 1].map(async (at) => {
        const number = (await rows.nth(at).locator(".number").innerText()).trim();
        const name = (await rows.nth(at).locator("th").innerText()).replace(number, "").trim();
        return `${number},${name}`;
      }),
    );
    const lines = [
      "托号,姓名,期初欠费,预收 2026-12,押金,备注",
      `${first},12.5,1800,600,旧收据 9+10`,
      `${second},三百,,,`,
    ];
    await bring("余额.csv", "text/csv", Buffer.from(`\ufeff${[...lines, ",无此人,1,,,"].join("\r\n")}\r\n`));
    const problems = page.getByTestId("read").locator("tbody tr");
    expect(await problems.locator(".cell").allInnerTexts()).toEqual(["C3", "B4"]);
    await inspect(page, "takeover-balances-read-1366-zh");
    await page.getByTestId("take-read").click();
    await rows.first().locator(".tag.ok").waitFor(SLOW);
    const said = await rows
      .first()
      .locator("input")
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    expect(said).toEqual(["1,800.00", "", "", "", "12.50", "600.00", "旧收据 9+10"]);
    expect(await rows.nth(1).locator(".tag").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
