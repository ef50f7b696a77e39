import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, startBrowser } from "../lib/browser";
import { signInAs, withBridge } from "../lib/journey";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const books = (page: Page): ReturnType<Page["locator"]> => page.getByTestId("paper-books");

async function openBooks(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/billing/receipts`);
  await page.locator("[data-testid=receipts] tbody tr").first().waitFor();
  await page.getByTestId("books").click();
  await books(page).getByTestId("reserve").waitFor();
}

it("a paper book is handed out, its sheets are posted afterwards and voided, and the own numbers go round it", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "bookkeeper");
    await openBooks(page, address);
    await inspect(page, "books-none-1366-zh");
    await page.getByTestId("reserve").click();
    const form = page.getByTestId("book-form");
    await expect.poll(() => form.getByLabel("起号").inputValue()).toMatch(/51$|01$/);
    const proposed = Number(await form.getByLabel("起号").inputValue());

    // What is refused stands at its field, and nothing typed is lost.
    await page.getByTestId("reserve-now").click();
    await form.locator(".field").filter({ hasText: "本子的名称" }).getByRole("alert").waitFor();
    await form.getByLabel("本子的名称").fill("手工收据本 第1本");
    await form.getByLabel("起号").fill("1");
    await page.getByTestId("reserve-now").click();
    await form.locator(".field").filter({ hasText: "起号" }).getByRole("alert").waitFor();
    await inspect(page, "books-refused-1366-zh");
    await form.getByLabel("起号").fill(String(proposed));
    await form.getByLabel("起号").press("Enter");
    await books(page).locator("tr[data-state=unused]").first().waitFor();
    expect(await books(page).locator("tr[data-state=unused]").count()).toBe(50);

    // A spoilt sheet keeps its number and its reason.
    await books(page).locator("tbody tr").nth(1).getByTestId("spoil").click();
    await page.getByTestId("spoil-now").click();
    await page.getByTestId("spoilt-form").getByRole("alert").waitFor();
    await page.getByTestId("spoilt-form").getByLabel("原因").fill("写错金额");
    await page.getByTestId("spoilt-form").getByLabel("原因").press("Enter");
    await expect.poll(() => books(page).locator("tr[data-state=spoilt]").innerText()).toContain("写错金额");
    await inspect(page, "books-1366-zh");
    const [written = "", spoilt = ""] = await books(page).locator("tbody th").allInnerTexts();
    await page.keyboard.press("Escape");

    // The strip posts the hand-written one under its number; a spoilt number is refused at the field.
    await page.goto(`${address}#/billing`);
    await page.locator("[data-testid=month-lines] tbody tr").filter({ hasText: "陈思远" }).first().click();
    await page.getByTestId("due-total").waitFor();
    await page.getByTestId("collect").locator("summary").click();
    const number = page.getByTestId("book-number");
    await number.locator("input").fill(spoilt);
    await page.getByTestId("channels").getByText("现金").click();
    await page.getByTestId("issue").click();
    await number.getByRole("alert").waitFor();
    await inspect(page, "books-collect-refused-1366-zh");
    await number.locator("input").fill(written.slice(-6));
    await number.locator("input").press("Enter");
    await expect.poll(() => page.getByTestId("receipt-number").innerText()).toBe(written);

    // The register of the book leads to the receipt; the program's own next number lies before the book.
    await openBooks(page, address);
    expect(await books(page).locator("tr[data-state=used]").innerText()).toContain("2026-11-23");
    await books(page).locator("tr[data-state=used]").getByRole("button").click();
    await page.getByTestId("receipt").waitFor();
    expect(await page.getByTestId("receipt").innerText()).toContain(written);
    const next = await page.locator(".next").innerText();
    expect(Number(/-(\d{6})/.exec(next)?.[1])).toBeLessThan(proposed);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it.each(LANGUAGES.flatMap((language) => SIZES.map((size) => ({ language, ...size }))))(
  "the books are in order in $language at $width",
  async ({ language, ...size }) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      const name = (state: string): string => `books-${state}-${size.width}-${language.slice(0, 2)}`;
      await signInAs(page, "bookkeeper");
      await openBooks(page, address);
      await page.getByTestId("reserve").click();
      const form = page.getByTestId("book-form");
      await form.locator("input").first().fill("手工收据本 第1本");
      await expect.poll(() => form.locator("input").nth(1).inputValue()).not.toBe("");
      await inspect(page, name("reserve"));
      await page.getByTestId("reserve-now").click();
      await books(page).locator("tr[data-state=unused]").first().waitFor();
      await inspect(page, name("sheets"));
      await books(page).getByTestId("spoil").first().click();
      await inspect(page, name("spoil"));
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.goto(`${address}#/billing`);
      await page.locator("[data-testid=month-lines] tbody tr").filter({ hasText: "陈思远" }).first().click();
      await page.getByTestId("collect").locator("summary").click();
      await page.getByTestId("book-number").scrollIntoViewIfNeeded();
      await inspect(page, name("collect"));
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
);
