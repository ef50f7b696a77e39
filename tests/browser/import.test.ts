import { resolve } from "node:path";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, startBrowser } from "../lib/browser";
import { call } from "../lib/call";
import { withBridge } from "../lib/journey";
import { emptyFolder, outcome } from "../lib/places";

const ROSTER = resolve(import.meta.dirname, "../../src-tauri/crates/nursery/tests-data/roster-2026-autumn.xlsx");

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** An empty nursery with the four standard classes, its director signed in. */
const setUp = (address: string): Promise<unknown> =>
  call(address, "setup", { name: "晨曦托育园", director: "林若兰", pin: "246810" });

async function pick(page: Page, file = ROSTER): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByTestId("pick").click();
  await (await chooser).setFiles(file);
  await page.getByTestId("roster").waitFor();
}

const rows = (page: Page, outcome: string): Promise<number> => page.locator(`tr[data-outcome=${outcome}]`).count();
/** Walks down until a row of this outcome has the focus. */
async function walkTo(page: Page, outcome: string): Promise<void> {
  const reached = (): Promise<boolean> =>
    page.evaluate((outcome) => document.activeElement?.getAttribute("data-outcome") === outcome, outcome);
  for (let step = 0; step < 40 && !(await reached()); step += 1) await page.keyboard.press("ArrowDown");
  expect(await reached(), `a row that is ${outcome}`).toBe(true);
}

const listed = async (address: string): Promise<number> =>
  (await call<{ rows: unknown[] }>(address, "infants.list")).rows.length;

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

    // The number that Excel has rounded, typed again; in full width, as an input method leaves it.
    await walkTo(page, "rejected");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText("４１０１０２２０２４１１２０９９２６");
    await page.keyboard.press("Enter");
    await expect.poll(() => rows(page, "new")).toBe(19);

    // A row without its one wrong value, and the class that the sheet calls by another name.
    await walkTo(page, "rejected");
    await page.keyboard.press("Enter");
    await page.locator(".answers button").first().focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => rows(page, "rejected")).toBe(2);
    await walkTo(page, "conflict");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => rows(page, "conflict")).toBe(0);
    expect(await rows(page, "new")).toBe(21);

    // The work so far is still there after another screen and a fresh start of the page.
    await page.waitForTimeout(800);
    await page.reload();
    await page.getByTestId("roster").waitFor();
    expect(await rows(page, "new")).toBe(21);
    expect(await listed(address)).toBe(0);

    await page.keyboard.press("Control+Enter");
    await page.getByTestId("done").waitFor();
    expect(await listed(address)).toBe(21);

    // What was rejected comes back as a sheet of its own; the roster itself says nothing new any more.
    const saved = page.waitForEvent("download");
    await page.getByTestId("save-rejected").click();
    const repair = outcome("roster-to-repair.xlsx");
    await (await saved).saveAs(repair);
    await page.getByTestId("again").click();
    await pick(page, repair);
    expect([await rows(page, "rejected"), await rows(page, "new")]).toEqual([2, 0]);
    await page.getByTestId("other-file").click();
    await pick(page);
    expect(await rows(page, "new")).toBe(0);
    expect(complaints).toEqual([]);
  }, emptyFolder());
});
