import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, smallTargets, startBrowser } from "../lib/browser";
import { signInAs, withBridge } from "../lib/journey";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

async function openContracts(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/contracts`);
  await page.locator("[data-testid=contracts] tbody tr").first().waitFor();
}

it.each(LANGUAGES.flatMap((language) => SIZES.map((size) => ({ language, ...size }))))(
  "every screen of the contracts is in order in $language at $width",
  async ({ language, ...size }) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      const name = (screen: string): string => `contracts-${screen}-${size.width}-${language.slice(0, 2)}`;
      await signInAs(page, "director");
      await openContracts(page, address);
      await inspect(page, name("list"));
      expect.soft(await smallTargets(page)).toEqual([]);
      await page.locator("[data-testid=contracts] tbody tr").nth(2).click();
      await page.getByTestId("checklist").waitFor();
      await inspect(page, name("signed"));
      await page.getByTestId("renew").click();
      await page.getByTestId("contract-form").waitFor();
      await inspect(page, name("draft"));
      await page.getByTestId("activate").click();
      await page.getByTestId("activate-form").waitFor();
      await page.waitForTimeout(300);
      await inspect(page, name("activate"));
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
);

it("a contract is drafted, filled in term by term, signed, printed and ended", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");
    await openContracts(page, address);

    await page.keyboard.press("n");
    const form = page.getByTestId("draft-form");
    await form.getByPlaceholder("输入姓名或拼音首字母").fill("刘子轩");
    await form.getByRole("button", { name: /刘子轩/ }).click();
    await inspect(page, "contracts-new-1366-zh");
    await page.getByTestId("start").click();
    await page.getByTestId("contract-form").waitFor();

    // Nothing is filled in: the checklist names the terms, and a refusal leads to them.
    const checklist = page.getByTestId("checklist");
    await expect.poll(() => checklist.innerText()).toContain("还缺 2 项");
    await page.getByTestId("activate").click();
    await page.getByTestId("activate-now").click();
    await page.getByTestId("refused").waitFor();
    await page.waitForTimeout(300);
    await inspect(page, "contracts-refused-1366-zh");
    await page.getByTestId("refused").getByRole("button", { name: "去修改" }).first().click();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest("[data-term]")?.getAttribute("data-term")))
      .toBe("service_period");
    await page.keyboard.type("2026年12月19日");
    await page.keyboard.press("Tab");
    await page.locator("[data-term=service_period] input").nth(1).fill("２０２７－８－３１");
    await page.keyboard.press("Tab");
    await expect.poll(() => checklist.innerText()).toContain("2027-08-31");

    // A fee without its price is refused at its line, and what was typed stays.
    await page.getByRole("button", { name: /保育费/ }).click();
    await page.getByTestId("fees").getByRole("alert").waitFor();
    await page.locator("[data-testid=fees] .line").first().getByLabel("标准").fill("2080");
    await page.getByRole("button", { name: /伙食费/ }).click();
    await page.locator("[data-testid=fees] .line").nth(1).getByLabel("标准").fill("22");
    await expect.poll(() => checklist.innerText()).toContain("5 / 5");
    await expect.poll(() => page.getByTestId("saved").innerText()).toContain("已保存");
    expect(await page.getByTestId("rules").innerText()).toContain("伙食费按日结算");
    await page.reload();
    await expect.poll(() => checklist.innerText()).toContain("5 / 5");

    await page.getByTestId("activate").click();
    await page.getByTestId("activate-now").click();
    await page.getByTestId("expiry").waitFor();

    // Two copies, page by page, and the paper is then kept here.
    await page.keyboard.press("p");
    await page.locator("[data-testid=preview] img").waitFor();
    await expect.poll(() => page.getByTestId("page").innerText()).toContain("第 1 页");
    await page.getByTestId("preview").locator(".sheet").focus();
    await page.keyboard.press("PageDown");
    await expect.poll(() => page.getByTestId("page").innerText()).toContain("第 2 页");
    await page.waitForTimeout(500);
    await inspect(page, "contracts-print-1366-zh");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByTestId("papers").innerText()).toContain("印过 1 次");
    await page.getByTestId("papers").getByRole("button").first().click();
    await page.locator("[data-testid=preview] img").waitFor();
    await page.keyboard.press("Escape");

    await page.getByTestId("end").click();
    await page.getByTestId("end-now").click();
    await page.getByTestId("end-form").getByRole("alert").first().waitFor();
    await inspect(page, "contracts-end-1366-zh");
    await page.keyboard.press("Escape");
    await page.waitForTimeout(400);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("TR");

    await page.getByText("30 天内到期").click();
    await expect
      .poll(async () => (await page.locator("[data-testid=contracts] tbody tr").allInnerTexts()).length)
      .toBe(4);
    expect(complaints).toEqual([]);
  });
});

it("a bookkeeper drafts but does not activate", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await signInAs(page, "bookkeeper");
    await openContracts(page, address);
    await page.locator("[data-testid=contracts] tbody tr").first().click();
    await page.getByTestId("renew").click();
    await page.getByTestId("contract-form").waitFor();
    expect(await page.getByTestId("activate").count()).toBe(0);
  });
});
