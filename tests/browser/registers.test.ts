import { readFileSync } from "node:fs";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, startBrowser } from "../lib/browser";
import { signInAs, withBridge } from "../lib/journey";
import { outcome } from "../lib/places";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((path) => (location.hash = path), path);
}

async function openRegister(page: Page, title: string | RegExp): Promise<void> {
  await goTo(page, "/registers");
  await page.getByTestId("registers").locator("tbody tr").filter({ hasText: title }).click();
  await page.getByTestId("standing").waitFor();
}

async function bring(page: Page, name: string, buffer: Buffer): Promise<void> {
  const picking = page.waitForEvent("filechooser");
  await page.getByTestId("compare").click();
  await (await picking).setFiles({ name, mimeType: "application/octet-stream", buffer });
  await page.getByTestId("comparison").waitFor();
}

it("a register is printed, signed and bound; an amendment afterwards shows beside it", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");
    await openRegister(page, "班级与收托情况");
    expect(await page.getByTestId("standing").innerText()).toContain("未打印");
    expect(await page.getByTestId("bind").count()).toBe(0);

    await page.keyboard.press("p");
    await page.locator("[data-testid=preview] img").waitFor();
    await inspect(page, "registers-print-1366-zh");
    await page.keyboard.press("Escape");
    await page.getByTestId("bind").click();
    const form = page.getByTestId("bind-form");

    // Nobody has signed, then a day before the print: each is said at its field.
    await form.getByLabel("填表人签字").fill("");
    await page.getByTestId("bind-now").click();
    await form.locator(".field").filter({ hasText: "填表人签字" }).getByRole("alert").waitFor();
    await form.getByLabel("填表人签字").fill("周岚");
    await form.getByLabel("园长签字").fill("林静文");
    await form.getByLabel("签字日期").fill("2026-11-01");
    await page.getByTestId("bind-now").click();
    await form.locator(".field").filter({ hasText: "签字日期" }).getByRole("alert").waitFor();
    await inspect(page, "registers-bind-1366-zh");
    await form.getByLabel("签字日期").fill("2026-11-23");
    await form.getByLabel("归入哪一册").press("Enter");
    await expect.poll(() => page.getByTestId("standing").innerText()).toContain("已签字归档");
    expect(await page.getByTestId("standing").innerText()).toContain("林静文");
    expect(await page.getByTestId("bind").count()).toBe(0);
    expect(await page.getByTestId("differs").count()).toBe(0);

    // A class grows: the bound sheet stays, and says in what it differs.
    await goTo(page, "/settings/classes");
    await page.locator("tbody tr").filter({ hasText: "托大班" }).click();
    await page.locator("form.panel").getByLabel("班额").fill("19");
    await page.getByTestId("save").click();
    await expect.poll(() => page.locator("form.panel").count()).toBe(0);
    await openRegister(page, "班级与收托情况");
    await page.getByTestId("differs").locator("summary").click();
    expect(await page.getByTestId("differs").innerText()).toContain("班额");
    await inspect(page, "registers-amended-1366-zh");

    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByTestId("registers").innerText()).toContain("2026-11-23");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("a register goes out as a workbook and comes back compared, and a blank sheet is printed", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");
    await openRegister(page, "人员名册");
    const coming = page.waitForEvent("download");
    await page.getByTestId("export").click();
    const download = await coming;
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
    const path = outcome("register.xlsx");
    await download.saveAs(path);

    await bring(page, "人员名册.xlsx", readFileSync(path));
    await expect.poll(() => page.getByTestId("comparison").innerText()).toContain("全部相同");
    expect(await page.getByTestId("derived").count()).toBe(1);
    expect(await page.getByTestId("take").count()).toBe(0);
    await page.keyboard.press("Escape");

    // By hand: one differs, one is not there; the rest of the register is missing in the file.
    const csv = "姓名,学历及专业\n林静文,硕士 学前教育\n无此人,大专\n";
    await bring(page, "人员.csv", Buffer.from(csv));
    await page.getByTestId("comparison").locator("li[data-outcome=changed]").waitFor();
    expect(await page.getByTestId("comparison").innerText()).toContain("硕士 学前教育");
    await inspect(page, "registers-compare-1366-zh");
    await page.getByTestId("comparison").locator("label").filter({ hasText: "新增" }).click();
    expect(await page.getByTestId("comparison").innerText()).toContain("无此人");
    await page.keyboard.press("Escape");

    // What is no workbook is refused in words.
    await bring(page, "照片.xlsx", Buffer.from("no workbook"));
    await page.getByTestId("comparison").getByRole("alert").waitFor();
    await page.keyboard.press("Escape");

    await page.getByTestId("print-blank").click();
    await page.locator("[data-testid=preview] img").waitFor();
    await inspect(page, "registers-blank-1366-zh");
    await page.keyboard.press("Escape");
    // A blank sheet is no print of this one.
    expect(await page.getByTestId("standing").innerText()).toContain("未打印");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("each post has the registers that it may see", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    for (const [post, count] of [
      ["director", 20],
      ["health_worker", 20],
      ["bookkeeper", 5],
    ] as const) {
      await signInAs(page, post);
      await goTo(page, "/registers");
      await expect.poll(() => page.getByTestId("registers").locator("tbody tr").count(), { message: post }).toBe(count);
      await goTo(page, "/today");
      await page.keyboard.press("F2");
    }
    await signInAs(page, "carer");
    expect(await page.locator("nav a[href^='#/registers']").count()).toBe(0);
    await page.context().close();
  });
});

it.each(LANGUAGES.flatMap((language) => SIZES.map((size) => ({ language, ...size }))))(
  "the registers are in order in $language at $width",
  async ({ language, ...size }) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      const name = (state: string): string => `registers-${state}-${size.width}-${language.slice(0, 2)}`;
      await signInAs(page, "director");
      await goTo(page, "/registers");
      await page.getByTestId("registers").locator("tbody tr").first().waitFor();
      await inspect(page, name("list"));
      await page
        .getByTestId("registers")
        .locator("tbody tr")
        .filter({ hasText: /婴幼儿花名册|Roster of infants/ })
        .click();
      await page.getByTestId("standing").waitFor();
      await inspect(page, name("sheet"));
      await page.getByTestId("print").click();
      await page.locator("[data-testid=preview] img").waitFor();
      await page.keyboard.press("Escape");
      await page.getByTestId("bind").click();
      await page.getByTestId("bind-form").waitFor();
      await inspect(page, name("bind"));
      await page.keyboard.press("Escape");
      await bring(page, "名单.csv", Buffer.from("姓名,家庭住址\n陈思远,花园路 1 号\n"));
      await page.getByTestId("comparison").locator("li").first().waitFor();
      await inspect(page, name("compare"));
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
);
