import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, startBrowser } from "../lib/browser";
import { signInAs, withBridge } from "../lib/journey";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const goTo = async (page: Page, path: string): Promise<void> => {
  await page.evaluate((path) => (location.hash = path), path);
};

const rows = (page: Page): ReturnType<Page["locator"]> => page.getByTestId("infants").locator("tbody tr");

/** Opens the file of the first infant in the list whose row says this. */
async function openFile(page: Page, text?: string): Promise<void> {
  await goTo(page, "/infants");
  await rows(page).first().waitFor();
  if (text) await page.getByTestId("find").fill(text);
  if (text) await expect.poll(() => rows(page).count()).toBe(1);
  await rows(page).first().click();
  await page.getByTestId("open-page").click();
  await page.getByTestId("file").waitFor();
  await page.waitForLoadState("networkidle").catch(() => undefined);
}

for (const language of LANGUAGES)
  for (const size of SIZES)
    it(`the screens of the infants are in order in ${language} at ${size.width} × ${size.height}`, async () => {
      await withBridge(async (address) => {
        const { page, complaints } = await openScreen(browser, address, size, language);
        const name = (state: string): string => `infants-${state}-${size.width}-${language.slice(0, 2)}`;
        await signInAs(page, "director");
        await goTo(page, "/infants");
        await rows(page).first().waitFor();
        await inspect(page, name("list"));
        await rows(page).nth(2).click();
        await page.getByTestId("facts").waitFor();
        await inspect(page, name("facts"));
        await page.getByTestId("open-page").click();
        await page.getByTestId("file").waitFor();
        await page.locator("[data-part=money] dl").waitFor();
        await inspect(page, name("file"));
        await page.keyboard.press("6");
        await page.getByTestId("audit").click();
        await page.waitForTimeout(400);
        await inspect(page, name("file-history"));
        await page.getByTestId("act-move").click();
        await page.getByTestId("classes").locator("label").first().waitFor();
        await inspect(page, name("move"));
        await page.keyboard.press("Escape");
        await page.getByTestId("edit").click();
        await page.getByTestId("form").waitFor();
        await inspect(page, name("edit"));
        await goTo(page, "/infants?places");
        await goTo(page, "/infants/new");
        await page.getByTestId("form").waitFor();
        await inspect(page, name("new"));
        await page.locator("[data-field=document_number] input").fill("410102202411209926");
        await page.locator("[data-field=name] input").fill("赵梓涵");
        await page.locator("[data-field=document_number] input").focus();
        await page.keyboard.press("Tab");
        await page.getByTestId("gate").locator("li").first().waitFor();
        await page.getByTestId("classes").scrollIntoViewIfNeeded();
        await inspect(page, name("new-class"));
        await goTo(page, "/infants");
        await page.locator(".chips label").nth(1).click();
        await page.getByTestId("places").waitFor();
        await inspect(page, name("places"));
        expect(complaints).toEqual([]);
        await page.context().close();
      });
    });
