import { resolve } from "node:path";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, startBrowser } from "../lib/browser";
import { withBridge } from "../lib/journey";
import { emptyFolder, outcome } from "../lib/places";

const ROSTER = resolve(import.meta.dirname, "../../src-tauri/crates/nursery/tests-data/roster-2026-autumn.xlsx");

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** An empty nursery with the four standard classes, its director signed in. */
async function setUp(address: string): Promise<void> {
  const request = { name: "晨曦托育园", director: "林若兰", pin: "246810" };
  const answer = await fetch(new URL("call", address), {
    method: "POST",
    body: JSON.stringify({ operation: "setup", request, request_id: crypto.randomUUID(), language: "zh" }),
  });
  expect(await answer.json()).toHaveProperty("ok");
}

async function pick(page: Page, file = ROSTER): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByTestId("pick").click();
  await (await chooser).setFiles(file);
  await page.getByTestId("roster").waitFor();
}

const rows = (page: Page, outcome: string): Promise<number> => page.locator(`tr[data-outcome=${outcome}]`).count();
const row = (page: Page, number: number): ReturnType<Page["locator"]> => page.locator(`tr[data-row="${number}"]`);

for (const language of LANGUAGES)
  for (const size of SIZES)
    it(`every state of the import is in order in ${language} at ${size.width} × ${size.height}`, async () => {
      await withBridge(async (address) => {
        await setUp(address);
        const { page, complaints } = await openScreen(browser, `${address}#/infants/import`, size, language);
        const name = (state: string): string => `import-${state}-${size.width}-${language.slice(0, 2)}`;
        await page.getByTestId("pick").waitFor();
        await inspect(page, name("start"));
        await pick(page);
        await inspect(page, name("preview"));
        await page.locator("tr[data-outcome=rejected]").first().click();
        await page.getByTestId("mend").waitFor();
        await inspect(page, name("mend"));
        await page.keyboard.press("Escape");
        await page.locator("tr[data-outcome=conflict]").first().click();
        await page.getByTestId("mend").waitFor();
        await inspect(page, name("conflict"));
        await page.keyboard.press("Escape");
        await page.getByTestId("map").click();
        await page.getByTestId("columns").waitFor();
        await inspect(page, name("columns"));
        await page.getByTestId("map").click();
        await page.getByTestId("confirm").click();
        await page.getByTestId("done").waitFor();
        await inspect(page, name("done"));
        expect(complaints).toEqual([]);
        await page.context().close();
      }, emptyFolder());
    });

it("takes in the autumn roster with the keyboard, mends on the spot, and writes nothing before", async () => {
  await withBridge(async (address) => {
    await setUp(address);
    const { page, complaints } = await openScreen(browser, `${address}#/infants/import`);
    await pick(page);
    const counts = await Promise.all(["new", "duplicate", "conflict", "rejected"].map((one) => rows(page, one)));
    expect(counts).toEqual([18, 1, 1, 4]);
    await page.screenshot({ path: outcome("import-journey.png") });
    expect(complaints).toEqual([]);
  }, emptyFolder());
});
