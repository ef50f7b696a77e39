import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, smallTargets, startBrowser } from "../lib/browser";
import { signInAs, withBridge } from "../lib/journey";
import { outcome } from "../lib/places";

/** What shows that a part of Settings is there. */
const PARTS = {
  mine: ".three",
  institution: ".whole",
  authorities: "tbody tr",
  classes: "tbody tr",
  calendar: ".year section",
  people: "tbody tr",
  policy: "tbody tr",
  printing: "fieldset",
  backup: ".age",
  audit: "ol li",
  about: ".page",
} as const;

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

async function open(page: Page, part: keyof typeof PARTS): Promise<void> {
  await page.evaluate((part) => (location.hash = `#/settings/${part}`), part);
  await page.locator(`.part ${PARTS[part]}`).first().waitFor();
}

const label = (page: Page, text: string | RegExp): ReturnType<Page["getByLabel"]> =>
  page.locator("form.panel").getByLabel(text);

describe.each(LANGUAGES)("in %s", (language) => {
  it.each(SIZES)("every part is in order at $width × $height", async (size) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      const name = (part: string): string => `settings-${part}-${size.width}-${language.slice(0, 2)}`;
      await signInAs(page, "director");
      for (const part of Object.keys(PARTS) as (keyof typeof PARTS)[]) {
        await open(page, part);
        await inspect(page, name(part));
      }
      expect.soft(await smallTargets(page, 36)).toEqual([]);

      await open(page, "people");
      await page.locator("tbody tr").nth(2).click();
      await page.locator("form.panel").waitFor();
      await inspect(page, name("person"));
      await page.keyboard.press("Escape");
      await open(page, "policy");
      await page.locator("tbody tr").nth(2).click();
      await page.getByTestId("override").click();
      await inspect(page, name("override"));
      await page.keyboard.press("Escape");
      await open(page, "calendar");
      await page.getByTestId("holidays").click();
      await inspect(page, name("holidays"));
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });
});

it("a director keeps people, classes, holidays and policy values", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");

    await open(page, "people");
    await page.getByTestId("add").click();
    await page.getByTestId("person-name").locator("input").fill("方晓");
    await label(page, "身份证号").fill("123");
    await page.getByTestId("save").click();
    await page.locator(".field.wrong [role=alert]").waitFor();
    expect(await page.getByTestId("person-name").locator("input").inputValue()).toBe("方晓");
    await label(page, "身份证号").fill("");
    await page.getByTestId("save").click();
    await page.getByTestId("new-pin").locator("input").fill("８０３１");
    await page.getByTestId("new-pin").locator("input").press("Enter");
    await page.locator("form.panel [role=status]").filter({ hasText: "方晓" }).waitFor();
    await page.keyboard.press("Escape");

    await open(page, "classes");
    await page.getByTestId("add").click();
    await label(page, /名称/).fill("苹果班");
    await label(page, "班额").fill("90");
    await page.getByTestId("save").click();
    await page.locator(".field.wrong [role=alert]").waitFor();
    await label(page, "班额").fill("12");
    await page.getByTestId("save").click();
    await page.locator("tbody tr").filter({ hasText: "苹果班" }).waitFor();

    await open(page, "calendar");
    await page.getByRole("button", { name: "下一年" }).click();
    await page.locator(".unknown").waitFor();
    await inspect(page, "settings-calendar-unknown-1366-zh");
    await page.getByTestId("holidays").click();
    const spring = page.locator("form.panel fieldset").nth(1);
    await spring.getByLabel("第一天").fill("2027.2.5");
    await spring.getByLabel("最后一天").fill("2027-2-11");
    await spring.getByLabel("调休上班的日子").fill("1月30、2-13");
    await page.getByTestId("save").click();
    await page.locator(".legend").waitFor();
    expect(await page.locator(".day.work").count()).toBe(2);

    await open(page, "policy");
    await page.locator("tbody tr").first().click();
    await page.getByTestId("override").click();
    await page.getByTestId("save").click();
    await page.locator(".field.wrong [role=alert]").waitFor();
    await page.locator("form.panel textarea").last().fill("区卫生健康部门电话答复");
    await page.getByTestId("save").click();
    await page.locator("tbody .of-level").filter({ hasText: "本园调整" }).waitFor();

    await open(page, "backup");
    await page.getByTestId("check").click();
    await page.getByTestId("checked").waitFor();
    await inspect(page, "settings-checked-1366-zh");
    expect(await page.getByTestId("checked").innerText()).toContain("完好");

    await page.keyboard.press("F2");
    await page.locator(".people button").filter({ hasText: "方晓" }).click();
    await page.keyboard.type("8031");
    await page.keyboard.press("Enter");
    await page.getByTestId("switch-person").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("the institution is saved, says what it noticed, and prints what was refused at its field", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await signInAs(page, "director");
    await open(page, "institution");
    const name = page.getByLabel("机构名称");
    await expect.poll(() => name.inputValue()).toContain("托育");
    const code = page.getByLabel("统一社会信用代码");
    const before = await code.inputValue();
    await code.fill("12345");
    await page.getByTestId("save").click();
    await page.locator(".field.wrong [role=alert]").waitFor();
    await code.fill(before);
    await name.fill("春芽之家");
    await page.getByTestId("save").click();
    await page.locator(".finding").first().waitFor();
    await inspect(page, "settings-findings-1366-zh");
    await page.context().close();
  });
});

it("a policy pack goes out, is looked at row by row, and only what is new is kept", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    const bring = async (file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
      const picking = page.waitForEvent("filechooser");
      await page.getByTestId("import").click();
      await (await picking).setFiles(file);
      await page.getByTestId("pack").waitFor();
    };
    const outcomes = (outcome: string): ReturnType<Page["locator"]> =>
      page.locator(`[data-testid=pack-rows] tr[data-outcome=${outcome}]`);
    const choose = (name: string): Promise<void> =>
      page.getByTestId("pack").locator("fieldset label").filter({ hasText: name }).click();
    await signInAs(page, "director");
    await open(page, "policy");
    const coming = page.waitForEvent("download");
    await page.getByTestId("export").click();
    const path = outcome("policy-pack.xlsx");
    await (await coming).saveAs(path);
    await page.locator(".part [role=status]").waitFor();

    // What was exported comes back and says nothing new.
    await bring(path);
    await page.getByTestId("pack-rows").waitFor();
    expect(await outcomes("same").count()).toBeGreaterThan(20);
    expect(await page.getByTestId("pack-keep").isDisabled()).toBe(true);
    await page.getByTestId("pack-close").click();

    const rows = [
      "代码,层级,地区,数值,起,止,依据,条款,把握",
      "prepay.max_months,市,郑州市,2,2027-01-01,,郑州市托育收费办法（试行）,第六条,已见原文",
      "prepay.max_months,市,郑州市,两个月,2027-01-01,,郑州市托育收费办法（试行）,第六条,已见原文",
      "no.such.key,市,郑州市,2,2027-01-01,,某办法,,",
      "prepay.max_months,市,郑州市,2,2027-06-01,2027-05-01,某办法,,",
    ];
    const csv = { name: "郑州市 2027.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\n")) };
    await bring(csv);
    await outcomes("new").first().waitFor();
    expect(await outcomes("new").count()).toBe(1);
    await inspect(page, "settings-pack-new-1366-zh");
    await choose("不采用");
    await expect.poll(() => outcomes("rejected").count()).toBe(3);
    await inspect(page, "settings-pack-rejected-1366-zh");

    // Looking keeps nothing.
    await page.getByTestId("pack-close").click();
    await page.locator("tbody tr").first().waitFor();
    await bring(csv);
    await outcomes("new").first().waitFor();
    await page.getByTestId("pack-keep").click();
    await page.locator(".part [role=status]").filter({ hasText: "已采用 1 项" }).waitFor();
    await bring(csv);
    await page.getByTestId("pack-rows").waitFor();
    expect(await page.getByTestId("pack-keep").isDisabled()).toBe(true);
    await page.getByTestId("pack-close").click();

    // A bookkeeper takes the values along, and cannot bring any.
    await page.keyboard.press("F2");
    await signInAs(page, "bookkeeper");
    await open(page, "policy");
    await page.getByTestId("export").waitFor();
    expect(await page.getByTestId("import").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it.each(LANGUAGES.flatMap((language) => SIZES.map((size) => ({ language, ...size }))))(
  "a policy pack is in order in $language at $width",
  async ({ language, ...size }) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      await signInAs(page, "director");
      await open(page, "policy");
      const picking = page.waitForEvent("filechooser");
      await page.getByTestId("import").click();
      const csv =
        "代码,数值,起,依据\nprepay.max_months,2,2027-01-01,郑州市托育收费办法（试行）\nprepay.max_months,2,,某办法\n";
      await (await picking).setFiles({ name: "pack.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
      await page.getByTestId("pack-rows").waitFor();
      await page.getByTestId("pack").locator("fieldset label").first().click();
      await inspect(page, `settings-pack-${size.width}-${language.slice(0, 2)}`);
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
);
