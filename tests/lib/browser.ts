import axe from "axe-core";
import { chromium } from "playwright-core";
import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";

import { outcome } from "./places";

/** The two screens of design.md §5: 1366×768 with a title bar, and the same at 125 % scaling. */
export const SIZES = [
  { width: 1366, height: 690 },
  { width: 1093, height: 552 },
] as const;

export const LANGUAGES = ["zh-CN", "en-GB"] as const;

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export interface Screen {
  page: Page;
  /** What the page complained of: refusals by the content policy, errors, failed requests. */
  complaints: string[];
}

/** Opens a fresh page in this size and language. */
export async function openScreen(
  browser: Browser,
  address: string,
  size: { width: number; height: number } = SIZES[0],
  locale: string = LANGUAGES[0],
): Promise<Screen> {
  const context = await browser.newContext({ viewport: size, locale });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  // A browser that has just started on a busy machine takes its time for the first page.
  await page.goto(address, { timeout: 60_000 });
  return { page, complaints };
}

/** The page breaks no rule of accessibility and does not scroll sideways; then its picture is kept. */
export async function inspect(page: Page, name: string): Promise<void> {
  // A button that waits for its answer is pale until it has come.
  await page.waitForFunction(() => document.querySelector(".el-button.is-loading") === null);
  // A colour on its way to another has the contrast of neither.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
        .map((one) => one.finished),
    ),
  );
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: present } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await present.run(document, { resultTypes: ["violations"] });
    return violations.flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")} ${node.any[0]?.message ?? ""}`),
    );
  });
  const wide = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll<HTMLElement>("main, .scroll")]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => `${element.tagName}.${element.className}: ${element.scrollWidth} > ${element.clientWidth}`),
  );
  await page.screenshot({ path: outcome(`${name}.png`) });
  expect.soft(found, `${name}: accessibility`).toEqual([]);
  expect.soft(wide, `${name}: wider than the screen`).toEqual([]);
}

/** Everything that can be pressed is at least this tall; the navigation shares what height there is. */
export async function smallTargets(page: Page, least = 40): Promise<string[]> {
  return page.evaluate((least) => {
    const targets = document.querySelectorAll<HTMLElement>(
      "button, fieldset label, .el-select, .el-input, [role=grid] tbody tr",
    );
    return [...targets]
      .filter((target) => target.offsetParent !== null && target.closest(".el-input__wrapper") === null)
      .filter((target) => target.getBoundingClientRect().height < least - 2)
      .map((target) => `${target.tagName}.${target.className} ${target.getBoundingClientRect().height}`);
  }, least);
}
