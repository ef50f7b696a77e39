import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, startBrowser } from "../lib/browser";
import { signInAs, withBridge } from "../lib/journey";
import type { Post } from "../lib/journey";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const rows = (page: Page): ReturnType<Page["locator"]> => page.locator("[data-testid=month-lines] tbody tr");

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((path) => (location.hash = path), path);
}

async function switchTo(page: Page, post: Post): Promise<void> {
  await page.keyboard.press("F2");
  await signInAs(page, post);
  await goTo(page, "/today");
  await page.locator(".duty, .nothing").first().waitFor();
}

/** The bookkeeper asks for less of an infant's month than the rules compute. */
async function askLess(page: Page, infant: string, item: string, amount: string): Promise<void> {
  await goTo(page, "/billing");
  await rows(page).filter({ hasText: infant }).first().click();
  await page.getByTestId("tab-why").click();
  await page.getByTestId("adjust").click();
  const form = page.getByTestId("adjust-form");
  await form.getByLabel(/^项目|^Item/).fill(item);
  await form.getByLabel(/^金额|^Amount/).fill(amount);
  await form.getByLabel(/^原因|^Reason/).fill("家长十月多缴，协商少收");
  await page.getByTestId("adjust-now").click();
  await page.getByTestId("adjusted").waitFor();
}

const duty = (page: Page, text: string | RegExp): ReturnType<Page["locator"]> =>
  page.locator(".duty").filter({ hasText: text });

it("an adjustment waits for the director, who approves one and declines another with a reason", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "bookkeeper");

    // What is not whole is not asked for.
    await goTo(page, "/billing");
    await rows(page).filter({ hasText: "陈思远" }).first().click();
    await page.getByTestId("due-total").waitFor();
    await page.keyboard.press("F1");
    await page.getByTestId("adjust").click();
    await page.getByTestId("adjust-now").click();
    await expect.poll(() => page.getByTestId("adjust-form").getByRole("alert").count()).toBe(3);
    await page.getByTestId("adjust-form").getByRole("button", { name: "取消" }).click();

    await askLess(page, "陈思远", "十月多收伙食费", "44");
    expect(await page.getByTestId("adjusted").innerText()).toContain("园长批准以后");
    await inspect(page, "approvals-asked-1366-zh");
    const openBefore = await page.locator("[data-testid=month-lines] tfoot td.of-open").innerText();
    await page.keyboard.press("Escape");
    await askLess(page, "刘子轩", "迟到减免", "500");

    // Nothing has been posted yet, and the bookkeeper cannot decide it.
    expect(await page.locator("[data-testid=month-lines] tfoot td.of-open").innerText()).toBe(openBefore);
    await switchTo(page, "bookkeeper");
    expect(await duty(page, "待批准").count()).toBe(0);

    await switchTo(page, "director");
    const first = duty(page, "十月多收伙食费");
    await first.waitFor();
    expect(await first.innerText()).toContain("陈思远");
    expect(await first.innerText()).toContain("44.00");
    await first.getByTestId("finish").click();
    await page.getByTestId("decision").waitFor();
    await inspect(page, "approvals-decide-1366-zh");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByTestId("decision").count()).toBe(0);
    await page.keyboard.press("Enter");
    await page.getByTestId("approve").click();
    await expect.poll(() => page.getByTestId("said").innerText()).toContain("已批准");
    await expect.poll(() => first.count()).toBe(0);

    const second = duty(page, "迟到减免");
    await second.getByTestId("finish").click();
    await page.getByTestId("decline").click();
    await page.keyboard.type("减免超过制度，请附协议");
    await inspect(page, "approvals-decline-1366-zh");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByTestId("said").innerText()).toContain("未批准");
    await expect.poll(() => second.count()).toBe(0);

    // The asker reads why, and has the approved one in the account.
    await switchTo(page, "bookkeeper");
    const declined = duty(page, "减免超过制度");
    await declined.waitFor();
    await inspect(page, "approvals-declined-1366-zh");
    await declined.getByTestId("finish").click();
    await expect.poll(() => declined.count()).toBe(0);
    await goTo(page, "/billing");
    await rows(page).filter({ hasText: "陈思远" }).first().click();
    await page.getByTestId("due-total").waitFor();
    await page.keyboard.press("F1");
    await expect.poll(() => page.getByTestId("account").innerText()).toContain("十月多收伙食费");
    expect(await page.getByTestId("account").innerText()).not.toContain("迟到减免");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("voiding needs the director's own PIN on the spot, and a correction the witness by the day's end", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "bookkeeper");
    await goTo(page, "/billing");
    await rows(page).filter({ hasText: "陈思远" }).first().click();
    await page.getByTestId("due-total").waitFor();
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    const number = await page.getByTestId("receipt-number").innerText();
    await goTo(page, "/billing/receipts");
    await page.locator("[data-testid=receipts] tbody tr").filter({ hasText: number }).click();
    await page.getByTestId("void").click();
    const form = page.getByTestId("void-form");
    await form.getByLabel("原因").fill("金额写错");
    await form.getByText("全部联次已收回").click();
    await page.getByTestId("void-now").click();
    await page.getByTestId("void-error").waitFor();
    await form.getByLabel("确认人的数字码").fill("1111");
    await page.getByTestId("void-now").click();
    await expect.poll(() => page.getByTestId("void-error").innerText()).toMatch(/数字码/);
    await inspect(page, "approvals-wrong-pin-1366-zh");
    await form.getByLabel("确认人的数字码").fill("246810");
    await page.getByTestId("void-now").click();
    await page.getByTestId("receipt").getByText("已作废").first().waitFor();
    await expect.poll(() => page.getByTestId("receipt").innerText()).toContain("林静文 确认");

    await switchTo(page, "health_worker");
    await goTo(page, "/infants");
    await page.getByTestId("infants").locator("tbody tr").first().click();
    await page.getByTestId("open-page").click();
    await page.locator(".correct").last().click();
    await page.locator("[data-testid=act] input").first().fill("2026-09-02");
    await page.locator("[data-testid=act] textarea").fill("按签到表更正");
    await page.getByTestId("submit").click();
    await page.getByTestId("said").waitFor();

    await switchTo(page, "director");
    const witness = duty(page, "待见证");
    await witness.waitFor();
    expect(await witness.innerText()).toContain("周岚");
    await witness.getByTestId("finish").click();
    await expect.poll(() => page.getByTestId("said").innerText()).toContain("已确认");
    await expect.poll(() => witness.count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it.each(LANGUAGES.flatMap((language) => SIZES.map((size) => ({ language, ...size }))))(
  "what waits for a decision is in order in $language at $width",
  async ({ language, ...size }) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      await signInAs(page, "bookkeeper");
      await askLess(page, "陈思远", "十月多收伙食费", "44");
      await switchTo(page, "director");
      await duty(page, "十月多收伙食费").getByTestId("finish").click();
      await page.getByTestId("decline").click();
      await inspect(page, `approvals-decline-${size.width}-${language.slice(0, 2)}`);
      await page.keyboard.press("Escape");
      await inspect(page, `approvals-decide-${size.width}-${language.slice(0, 2)}`);
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
);
