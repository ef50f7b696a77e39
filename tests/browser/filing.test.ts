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

async function open(page: Page, query: string): Promise<void> {
  await page.evaluate((to) => (location.hash = `#/filing?${to}`), query);
  await page.getByTestId("band").waitFor();
}

describe.each(LANGUAGES)("filing in %s", (language) => {
  it.each(SIZES)("every part is in order at $width × $height", async (size) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      const name = (part: string): string => `filing-${part}-${size.width}-${language.slice(0, 2)}`;
      await signInAs(page, "director");
      await open(page, "part=materials");
      await page.getByTestId("papers").locator("tbody tr").nth(5).waitFor();
      await inspect(page, name("materials"));
      await page.getByTestId("show-gaps").click();
      await page.getByTestId("gaps").waitFor();
      await inspect(page, name("gaps"));
      await page.getByTestId("show-gaps").click();
      await page.getByTestId("papers").locator("tbody tr").nth(3).click();
      await page.getByTestId("renew").first().waitFor();
      await inspect(page, name("paper"));
      await page.getByTestId("renew").first().click();
      await page.getByTestId("paper-form").waitFor();
      await inspect(page, name("renew"));
      await page.getByTestId("paper-panel").press("Escape");
      await open(page, "part=staff");
      await page.getByTestId("staff-papers").waitFor();
      await inspect(page, name("staff"));
      await open(page, "part=forms");
      await page.getByTestId("wording").locator("textarea").first().waitFor();
      if (size.width > 1200) {
        const sheet = page.locator("section.preview img").first();
        await expect.poll(() => sheet.evaluate((img: HTMLImageElement) => img.naturalWidth), SLOW).toBeGreaterThan(0);
      }
      await inspect(page, name("forms"));
      await open(page, "part=package");
      await page.getByTestId("contents").locator("tbody tr").nth(5).waitFor();
      await page.getByTestId("blocked").waitFor();
      await inspect(page, name("package"));
      await open(page, "part=progress");
      await page.getByTestId("move-start").waitFor();
      await inspect(page, name("progress"));
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });
});

it("a missing paper is entered with a dropped scan, the package goes out and proves itself", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");

    // Exported with a reason while something mandatory is missing.
    await open(page, "part=package");
    await page.getByTestId("blocked").waitFor();
    expect(await page.getByTestId("export").isDisabled()).toBe(true);
    await page.getByTestId("override").click();
    await page.locator(".export textarea").fill("查询结果下周取回，先行预审");
    await page.getByTestId("export").click();
    await page.getByTestId("exported").waitFor();

    // What was missing is dropped on the screen as a scan.
    await page.getByTestId("show-gaps").click();
    await page.getByTestId("gaps").locator("li").filter({ hasText: "必备" }).getByRole("button").click();
    await page.getByTestId("paper-panel").waitFor();
    await page.getByTestId("add-paper").click();
    await page.getByTestId("paper-form").locator("input:not([type=file])").first().fill("查2026-014");
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      const picture = Uint8Array.from(
        atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
        (sign) => sign.charCodeAt(0),
      );
      data.items.add(new File([picture], "查询结果.png", { type: "image/png" }));
      return data;
    });
    await page.getByTestId("drop").dispatchEvent("drop", { dataTransfer: dropped });
    await page.getByText("查询结果.png").waitFor();
    await page.getByTestId("save-paper").click();
    await page.getByTestId("look").waitFor();
    await page.getByTestId("look").click();
    await expect
      .poll(() => page.locator("[data-testid=scan] img").evaluate((img: HTMLImageElement) => img.naturalWidth), SLOW)
      .toBeGreaterThan(0);
    await inspect(page, "filing-scan-1366-zh");
    await page.keyboard.press("Escape");

    // Now the package is whole; the two differ in the scan, and a file of it proves itself.
    await open(page, "part=package");
    await page.getByTestId("blocked").waitFor({ state: "detached" });
    await page.getByTestId("export").click();
    await page.getByTestId("exported").waitFor();
    await inspect(page, "filing-exported-1366-zh");
    const coming = page.waitForEvent("download");
    await page.getByTestId("keep").click();
    const bytes = readFileSync(await (await coming).path());
    await page.getByTestId("packages").locator("input").nth(0).check();
    await page.getByTestId("packages").locator("input").nth(1).check();
    await page.getByTestId("compare").click();
    await page.getByTestId("difference").waitFor();
    await inspect(page, "filing-compare-1366-zh");
    await page.keyboard.press("Escape");
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    const picking = page.waitForEvent("filechooser");
    await page.getByTestId("verify").click();
    await (await picking).setFiles({ name: "材料包.zip", mimeType: "application/zip", buffer: bytes });
    await page.locator("[data-testid=verdict] .bad").waitFor();
    await inspect(page, "filing-verdict-1366-zh");
    await page.keyboard.press("Escape");

    // The way of the filing, with the days that the core tells.
    await open(page, "part=progress");
    for (const move of ["start", "submit"]) {
      await page.getByTestId(`move-${move}`).click();
      await page.getByTestId("record").click();
      await page.getByTestId("record").waitFor({ state: "detached" });
    }
    await page.getByTestId("due").first().waitFor();
    await inspect(page, "filing-submitted-1366-zh");
    await page.getByTestId("move-file").click();
    await page.getByTestId("record").click();
    await page.getByTestId("move-form").getByRole("alert").waitFor();
    await page.getByTestId("move-form").locator("input").nth(1).fill("郑东托备2026-017");
    await page.getByTestId("record").click();
    await page.getByTestId("record").waitFor({ state: "detached" });
    // The form closes at once; the state follows when the core has answered again.
    await expect.poll(() => page.getByTestId("filing-state").innerText(), SLOW).toContain("郑东托备2026-017");
    expect(complaints).toEqual([]);
  });
});
