import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { inspect, openScreen, startBrowser } from "../lib/browser";
import { signInAs, withBridge } from "../lib/journey";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

async function openFile(page: Page, name: string): Promise<void> {
  await page.evaluate(() => (location.hash = "/infants"));
  await page.getByTestId("find").fill(name);
  const rows = page.getByTestId("infants").locator("tbody tr");
  await expect.poll(() => rows.count()).toBe(1);
  await rows.first().click();
  await page.keyboard.press("Enter");
  await page.getByTestId("file").waitFor();
}

const facts = (page: Page): Promise<string> => page.getByTestId("file").locator(".facts").innerText();

it("a change of class is taken back with Ctrl+Z, and both steps stay in the history", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");
    await openFile(page, "张思远");
    const before = await facts(page);
    await page.getByTestId("act-move").click();
    await page.getByTestId("classes").locator("input:enabled").first().check();
    await page.locator("[data-testid=act] textarea").fill("满月龄升班");
    await page.getByTestId("submit").click();
    await page.getByTestId("toast").waitFor();
    expect(await page.getByTestId("toast").innerText()).toContain("张思远已转班");
    await expect.poll(() => facts(page)).not.toBe(before);
    await inspect(page, "undo-move-1366-zh");
    await page.keyboard.press("Control+z");
    await expect.poll(() => facts(page)).toBe(before);
    expect(await page.getByTestId("toast").innerText()).toContain("已撤销");
    expect(await page.getByTestId("said").count()).toBe(0);
    const history = await page.locator("[data-part=history]").innerText();
    expect(history).toContain("满月龄升班");
    expect(history).toContain("撤销转班");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("going away and coming back are taken back from the toast", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");
    await openFile(page, "张思远");
    await page.getByTestId("act-suspend").click();
    await page.locator("[data-testid=act] textarea").fill("母亲提出，回老家一周");
    await page.getByTestId("submit").click();
    await page.getByTestId("act-resume").waitFor();
    expect(await page.getByTestId("toast").innerText()).toContain("张思远已停托");
    await page.getByTestId("toast").getByRole("button").click();
    await page.getByTestId("act-suspend").waitFor();

    await page.getByTestId("act-suspend").click();
    await page.locator("[data-testid=act] textarea").fill("母亲提出，回老家一周");
    await page.getByTestId("submit").click();
    await page.getByTestId("act-resume").click();
    await page.locator("[data-testid=act] textarea").fill("提前回来");
    await page.getByTestId("submit").click();
    await page.getByTestId("act-suspend").waitFor();
    await page.getByTestId("toast").getByText("已返园").waitFor();
    await page.keyboard.press("Control+z");
    await page.getByTestId("act-resume").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
