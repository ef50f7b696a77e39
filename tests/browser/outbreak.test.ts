import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, startBrowser } from "../lib/browser";
import { call } from "../lib/call";
import { signInAs, withBridge } from "../lib/journey";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

interface Child {
  infant_id: string;
  class_id: string;
  state: string;
}
const to = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash);

/** Three children of one class vomit on one morning. */
async function threeIll(address: string): Promise<void> {
  const { rows } = await call<{ rows: Child[] }>(address, "attendance.day");
  const [first] = rows;
  const of = rows.filter((row) => row.class_id === first?.class_id && row.state !== "on_leave").slice(0, 3);
  for (const child of of)
    await call(address, "health.check", {
      infant_id: child.infant_id,
      temperature: 383,
      symptoms: ["vomiting"],
      reason: "复核",
    });
}

it("three alike raise the alarm, are reported and become an outbreak that ends", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "director");
    await threeIll(address);
    await to(page, "#/outbreaks");
    const cluster = page.getByTestId("cluster").filter({ hasText: "呕吐" });
    await cluster.click();
    const panel = page.getByTestId("cluster-panel");
    await panel.getByLabel("报告单位").fill("郑东新区疾控中心");
    await panel.getByLabel("接报人").fill("值班员 12");
    await panel.getByTestId("report-now").click();
    await expect.poll(() => cluster.textContent()).toContain("已报告");
    await cluster.click();
    await panel.getByTestId("to-declare").click();
    await panel.getByTestId("declare-now").click();
    await page.getByTestId("outbreak").click();
    const file = page.getByTestId("outbreak-panel");
    expect(await file.getByTestId("outbreak-cases").locator("li").count()).toBeGreaterThanOrEqual(3);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await inspect(page, `outbreak-${size.width}`);
    }
    await file.getByTestId("outbreak-end").click();
    await file.getByLabel("结束依据").fill("观察期内无新发病例");
    await file.getByTestId("end-now").click();
    await expect.poll(() => page.getByTestId("outbreak").textContent()).toContain("结束");
    expect(complaints).toEqual([]);
  });
});

it.each(LANGUAGES)("what is missing in a week is seen by day, class and record (%s)", async (language) => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address, SIZES[0], language);
    await signInAs(page, "director");
    await to(page, "#/coverage");
    await page.getByTestId("coverage").first().waitFor();
    await page.getByTestId("week-before").click();
    await expect.poll(() => page.getByTestId("week").textContent()).toContain("2026-11-16");
    const cells = page.getByTestId("coverage").first().locator("tbody tr").first().locator("td");
    await expect.poll(() => cells.count()).toBe(5);
    expect(await cells.first().textContent()).toContain("✓");
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await inspect(page, `coverage-${language.slice(0, 2)}-${size.width}`);
    }
    expect(complaints).toEqual([]);
  });
});
