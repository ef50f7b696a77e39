import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, smallTargets, startBrowser } from "../lib/browser";
import { call } from "../lib/call";
import { signInAs, withBridge } from "../lib/journey";
import type { Post } from "../lib/journey";
import { emptyFolder } from "../lib/places";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const field = (page: Page, id: string): ReturnType<Page["locator"]> => page.getByTestId(id).locator("input");

describe.each(LANGUAGES)("in %s", (language) => {
  it.each(SIZES)("Today and the finder are in order at $width × $height", async (size) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      const name = (screen: string): string => `${screen}-${size.width}-${language.slice(0, 2)}`;
      await signInAs(page, "director");
      await page.locator(".duty").first().waitFor();
      await page.locator(".side dl dd").first().waitFor();
      await inspect(page, name("today"));
      expect.soft(await smallTargets(page)).toEqual([]);

      await page.keyboard.press("Control+k");
      await page.getByTestId("finder-text").fill("l");
      await page.locator("[role=option]").nth(2).waitFor();
      await inspect(page, name("finder"));
      await page.keyboard.press("Escape");

      await page.keyboard.press("F2");
      await signInAs(page, "cook");
      await page.locator("table").first().waitFor();
      await inspect(page, name("today-cook"));
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });

  it.each(SIZES)("setting up is in order at $width × $height", async (size) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      await page.getByTestId("setup-go").waitFor();
      await inspect(page, `setup-${size.width}-${language.slice(0, 2)}`);
      await page.getByTestId("setup-go").click();
      await page.locator("[role=alert]").filter({ hasText: /\S/ }).first().waitFor();
      await inspect(page, `setup-refused-${size.width}-${language.slice(0, 2)}`);
      expect(complaints).toEqual([]);
      await page.context().close();
    }, emptyFolder());
  });
});

it("a nursery is set up with a passphrase, and opens with it again", async () => {
  const folder = emptyFolder();
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await field(page, "setup-name").fill("郑州市金水区春芽托育中心");
    await field(page, "setup-director").fill("林若兰");
    await field(page, "setup-pin").fill("１２３４");
    await field(page, "setup-pin-again").fill("1234");
    await page.getByTestId("setup-go").click();
    await page.getByTestId("setup-pin").locator("[role=alert]").waitFor();
    expect(await field(page, "setup-name").inputValue()).toContain("春芽");
    await field(page, "setup-pin").fill("258036");
    await field(page, "setup-pin-again").fill("258036");
    await field(page, "setup-passphrase").fill("梧桐 2026");
    await page.getByTestId("setup-go").click();
    await page.getByTestId("setup-passphrase-again").locator("[role=alert]").waitFor();
    await field(page, "setup-passphrase-again").fill("梧桐 2026");
    await field(page, "setup-passphrase-again").press("Enter");
    await page.getByTestId("set-up").waitFor();
    await inspect(page, "setup-done-1366-zh");
    await page.getByTestId("next-today").click();
    await page.locator(".begin").waitFor();
    await inspect(page, "today-empty-1366-zh");
    expect(complaints).toEqual([]);
    await page.context().close();
  }, folder);

  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await field(page, "passphrase").fill("wrong");
    await field(page, "passphrase").press("Enter");
    await page.getByTestId("passphrase").locator("[role=alert]").waitFor();
    await inspect(page, "locked-1366-zh");
    await field(page, "passphrase").fill("梧桐 2026");
    await field(page, "passphrase").press("Enter");
    await page.getByTestId("pin").waitFor();
    await page.keyboard.type("258036");
    await page.getByTestId("switch-person").waitFor();
    await page.context().close();
  }, folder);
});

it("anything is found and opened with the keyboard alone", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");
    const find = async (text: string): Promise<void> => {
      await page.keyboard.press("Control+k");
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    };
    await find("yye");
    await page.waitForURL(/#\/infants$/);
    const child = await page.locator("tbody tr strong").first().innerText();
    await find(child);
    await page.waitForURL(/#\/infants\/[0-9a-f-]{36}$/);
    await find("beifen");
    await page.waitForURL(/#\/settings\/backup$/);
    await find("kein solcher Name");
    await page.locator(".nothing").waitFor();
    await page.keyboard.press("Escape");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("each post has a Today of its own, and a barred screen says so", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    const posts: Post[] = ["health_worker", "carer", "bookkeeper", "cook", "guard"];
    for (const post of posts) {
      await signInAs(page, post);
      await page.waitForURL(/#\/today$/);
      await page.locator(".duty, .nothing").first().waitFor();
      await inspect(page, `today-${post}-1366-zh`);
      await page.evaluate(() => (location.hash = "#/settings/about"));
      await page.locator(".page").waitFor();
      await page.keyboard.press("F2");
    }
    await signInAs(page, "cook");
    await page.evaluate(() => (location.hash = "#/billing"));
    await page.locator(".barred").waitFor();
    await inspect(page, "barred-1366-zh");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("Today says what day it is, who is here, who is missing and who owes, and its figures add up", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");
    await page.getByTestId("owing").waitFor();
    expect(await page.getByTestId("day-word").innerText()).toContain("工作日");
    const numbers = async (column: number): Promise<number> =>
      (await page.locator(`[data-testid=classes-here] tbody tr td:nth-of-type(${column})`).allInnerTexts())
        .map((text) => Number.parseInt(text, 10) || 0)
        .reduce((sum, one) => sum + one, 0);
    await page.getByTestId("inside-now").waitFor();
    const [inside, enrolled, carers] = await page.getByTestId("here").locator("strong").allInnerTexts();
    const counted = await call<{ present: { present: number; observation: number }[] }>(
      address,
      "attendance.head_counts",
    );
    expect(Number(inside)).toBe(counted.present.reduce((sum, one) => sum + one.present + one.observation, 0));
    expect(await numbers(1)).toBe(Number(enrolled));
    expect(await numbers(2)).toBe(Number(carers));
    const [owing, open] = (await page.getByTestId("owing").innerText()).split("\n");
    const prepaid = (await page.getByTestId("prepaid").innerText()).split("\n")[1] ?? "";

    // The month's own screen says the same.
    await page.evaluate(() => (location.hash = "#/billing"));
    await page.locator("[data-testid=month-lines] tbody tr").first().waitFor();
    expect(`¥${await page.locator("[data-testid=month-lines] tfoot td.of-open").innerText()}`).toContain(open ?? "");
    expect(`¥${await page.locator("[data-testid=month-lines] tfoot td.of-prepaid").innerText()}`).toContain(prepaid);
    expect(owing).toContain("4");
    await page.keyboard.press("F2");

    // A carer sees the own class, and no money.
    await signInAs(page, "carer");
    await page.evaluate(() => (location.hash = "#/today"));
    await page.getByTestId("classes-here").waitFor();
    expect(await page.locator("[data-testid=classes-here] tbody tr").count()).toBe(1);
    expect(await page.getByTestId("owing").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("a duty is put off, and Ctrl+Z brings it back", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await signInAs(page, "director");
    const duties = page.locator(".duty .title");
    await duties.first().waitFor();
    const first = await duties.first().innerText();
    await page.locator(".duty .later button").first().click();
    await page.keyboard.press("Enter");
    await page.getByTestId("toast").waitFor();
    await expect.poll(() => duties.allInnerTexts()).not.toContain(first);
    await inspect(page, "undo-1366-zh");
    await page.keyboard.press("Control+z");
    await expect.poll(() => duties.allInnerTexts()).toContain(first);
    await page.context().close();
  });
});

it("the desk locks itself, keeps what was typed, and waits for the same person", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await page.clock.install();
    await page.reload();
    await signInAs(page, "director");
    // What is typed counts as typed once the form knows whether there is a draft.
    const drafts = page.waitForResponse((one) => (one.request().postData() ?? "").includes("drafts.list"));
    await page.evaluate(() => (location.hash = "#/settings/institution"));
    const scope = page.locator("textarea").first();
    await scope.waitFor();
    await drafts;
    await expect.poll(() => page.locator("form input").first().inputValue()).not.toBe("");
    await scope.fill("托育服务（试）");
    await page.clock.runFor("05:10");
    await page.getByTestId("locked-itself").waitFor();
    await page.keyboard.type("246810");
    await page.getByTestId("switch-person").waitFor();
    await page.locator(".restored").waitFor();
    expect(await page.locator("textarea").first().inputValue()).toBe("托育服务（试）");
    await page.context().close();
  });
});
