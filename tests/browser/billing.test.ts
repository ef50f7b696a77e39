import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, startBrowser } from "../lib/browser";
import { signInAs, withBridge } from "../lib/journey";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

/** A figure of the screen in fen: `欠 300.00` owes, `余 110.00` has, a blank is nothing. */
function fen(text: string): number {
  const read = /(\d[\d,]*)\.(\d\d)/.exec(text);
  if (!read) return 0;
  const amount = Number((read[1] ?? "").replaceAll(",", "")) * 100 + Number(read[2]);
  return /−|余|has/.test(text) ? -amount : amount;
}

const cells = (page: Page, column: string): Promise<string[]> =>
  page.locator(`[data-testid=month-lines] tbody td.of-${column}`).allInnerTexts();
const foot = (page: Page, column: string): Promise<string> =>
  page.locator(`[data-testid=month-lines] tfoot td.of-${column}`).innerText();

async function openMonth(page: Page, address: string): Promise<void> {
  await page.goto(`${address}#/billing`);
  await page.locator("[data-testid=month-lines] tbody tr").first().waitFor();
}

/** Every column adds up to its foot, and every line and the foot hold what the month says of itself. */
async function addsUp(page: Page): Promise<void> {
  const figures: Record<string, number[]> = {};
  for (const column of ["before", "basic", "other", "discount", "charged", "collected", "open", "prepaid"]) {
    const each = (figures[column] = (await cells(page, column)).map(fen));
    const sum = each.reduce((all, one) => all + one, 0);
    expect(fen(await foot(page, column)), column).toBe(sum);
  }
  const of = (column: string, row: number): number => figures[column]?.[row] ?? NaN;
  for (let row = 0; row < (figures["charged"]?.length ?? 0); row += 1) {
    expect(of("basic", row) + of("other", row) + of("discount", row)).toBe(of("charged", row));
    const owed = of("before", row) + of("charged", row) - of("collected", row);
    expect(of("open", row)).toBe(Math.max(0, owed));
  }
}

it.each(LANGUAGES.flatMap((language) => SIZES.map((size) => ({ language, ...size }))))(
  "every screen of the fees is in order in $language at $width",
  async ({ language, ...size }) => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address, size, language);
      const name = (screen: string): string => `billing-${screen}-${size.width}-${language.slice(0, 2)}`;
      await signInAs(page, "bookkeeper");

      await openMonth(page, address);
      await inspect(page, name("month"));
      await page.locator("[data-testid=month-lines] tbody tr").filter({ hasText: "陈思远" }).click();
      await page.getByTestId("due-total").waitFor();
      await page.getByTestId("lines").getByRole("button").first().click();
      await page.getByTestId("why").waitFor();
      await inspect(page, name("collect"));
      await page.keyboard.press("F1");
      await page.getByTestId("account").getByTestId("why").first().waitFor();
      await inspect(page, name("why"));
      await page.keyboard.press("Escape");
      await page.getByTestId("find").fill("nobody of this name");
      await page.locator(".empty").waitFor();
      await inspect(page, name("nothing"));

      await page.goto(`${address}#/billing/receipts`);
      await page.locator("[data-testid=receipts] tbody tr").first().waitFor();
      await inspect(page, name("receipts"));
      await page.locator("[data-testid=receipts] tbody tr").nth(2).click();
      await page.getByTestId("reverse").click();
      await page.getByTestId("reverse-form").waitFor();
      await inspect(page, name("reverse"));
      await page.getByTestId("reverse-form").getByRole("button").first().press("Escape");
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  },
);

it("a month is charged, collected, printed and corrected with the keyboard", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "bookkeeper");
    await openMonth(page, address);
    await addsUp(page);
    const collectedBefore = fen(await foot(page, "collected"));
    const openBefore = fen(await foot(page, "open"));

    // Who owes, by the filter; Enter opens the strip with what is due.
    await page.getByText("未缴清", { exact: false }).first().click();
    await expect.poll(async () => (await cells(page, "name")).length).toBe(4);
    const [, second] = await cells(page, "name");
    await page.locator("[data-testid=month-lines] tbody tr").first().focus();
    await page.keyboard.press("Enter");
    const due = fen(await page.getByTestId("due-total").innerText());
    expect(due).toBeGreaterThan(0);
    // Enter without a channel asks for it, and issues nothing.
    await page.keyboard.press("Enter");
    await page.getByTestId("channels").getByRole("alert").waitFor();
    await page.keyboard.press("3");
    await page.keyboard.press("Enter");
    await page.getByTestId("receipt-number").waitFor();
    const number = await page.getByTestId("receipt-number").innerText();
    await page.locator("[data-testid=preview] img").waitFor();
    await expect
      .poll(() => page.locator("[data-testid=preview] img").evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(400);
    await inspect(page, "billing-collected-1366-zh");
    // S keeps the paper, Enter goes straight on to the next who owes.
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("s")]);
    expect(download.suggestedFilename()).toContain(number);
    await page.getByTestId("next").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByTestId("panel").innerText()).toContain(second);

    // A part payment: the lines are cut to the amount by the core.
    await page.getByTestId("due-total").waitFor();
    const owed = fen(await page.getByTestId("due-total").innerText());
    await page.getByTestId("collect").getByLabel("实收金额").fill("１０００");
    await expect.poll(async () => fen(await page.getByTestId("due-total").innerText())).toBe(100_000);
    await page.getByTestId("collect").getByText("现金").click();
    await page.keyboard.press("Enter");
    await page.getByTestId("receipt-number").waitFor();
    await page.keyboard.press("Escape");
    await page.getByTestId("clear").click();
    await expect.poll(async () => fen(await foot(page, "collected"))).toBe(collectedBefore + due + 100_000);
    expect(fen(await foot(page, "open"))).toBe(openBefore - due - 100_000);
    expect(owed).toBeGreaterThan(100_000);
    await addsUp(page);

    // The next month: preview, charge, and a second look that has nothing new.
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.getByTestId("month").innerText()).toContain("12月");
    await page.keyboard.press("F9");
    await page.getByTestId("charge-figures").waitFor();
    await inspect(page, "billing-charge-1366-zh");
    await page.getByTestId("charge-now").click();
    await page.getByTestId("charge-done").waitFor();
    await page.getByTestId("charge-close").click();
    await expect.poll(async () => fen(await foot(page, "charged"))).toBeGreaterThan(0);
    await addsUp(page);
    await page.keyboard.press("F9");
    await page.getByTestId("charge-nothing").waitFor();
    await page.keyboard.press("Escape");

    // The register: void today's with the director's PIN, reprint, and reverse an old one in part.
    await page.goto(`${address}#/billing/receipts`);
    await page.locator("[data-testid=receipts] tbody tr").filter({ hasText: number }).click();
    await page.getByTestId("void").click();
    await page.getByTestId("void-form").getByLabel("原因").fill("付款方式选错");
    await page.getByTestId("void-form").getByText("全部联次已收回").click();
    await page.getByTestId("void-form").getByLabel("确认人的数字码").fill("246810");
    await inspect(page, "billing-void-1366-zh");
    await page.getByTestId("void-now").click();
    await page.getByTestId("receipt").getByText("已作废").first().waitFor();

    await page.keyboard.press("p");
    await page.getByTestId("reprint").waitFor();
    await page.locator("[data-testid=preview] img").waitFor();
    await page.keyboard.press("Escape");

    await page.locator("[data-testid=receipts] tbody tr").filter({ hasText: "已开具" }).last().click();
    await page.getByTestId("reverse").click();
    const form = page.getByTestId("reverse-form");
    await form.getByLabel("原因").fill("病假退伙食费");
    await form.locator(".money input").first().fill("99999");
    await page.getByTestId("reverse-now").click();
    await form.getByRole("alert").first().waitFor();
    await form.locator(".money input").first().fill("100");
    await form.locator(".money input").nth(1).fill("");
    await page.getByTestId("reverse-now").click();
    await page.getByTestId("receipt").getByText("红字", { exact: true }).first().waitFor();
    await inspect(page, "billing-red-1366-zh");
    expect(complaints).toEqual([]);
  });
});

it("the refund preview says rule, days, values and sources", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await signInAs(page, "director");
    await openMonth(page, address);
    await page.locator("[data-testid=month-lines] tbody tr").nth(1).focus();
    await page.keyboard.press("F1");
    const refund = page.getByTestId("refund");
    await refund.getByLabel("出勤天数").fill("9");
    await page.keyboard.press("Enter");
    await expect.poll(() => refund.innerText()).toContain("month_band.lower_percent");
    expect(await refund.innerText()).toContain("法定工作日");
    await page.getByTestId("account").evaluate((element) => element.scrollTo(0, 9999));
    await inspect(page, "billing-refund-1366-zh");
  });
});

it("too long a prepayment is refused at the months, and one that the rules allow is issued", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "bookkeeper");
    await openMonth(page, address);
    await page.locator("[data-testid=month-lines] tbody tr").filter({ hasText: "Emma" }).first().click();
    const strip = page.getByTestId("collect");
    const through = strip.locator(".through button");
    await page.getByTestId("due-total").waitFor();
    await through.nth(3).click();
    await strip.locator("li").filter({ hasText: "2027-02" }).first().waitFor();
    await page.getByTestId("channels").getByText("现金").click();
    await page.keyboard.press("Enter");
    await page.getByTestId("span-error").waitFor();
    await inspect(page, "billing-too-long-1366-zh");
    expect(await page.getByTestId("receipt-number").count()).toBe(0);
    await through.nth(2).click();
    await expect.poll(() => page.getByTestId("span-error").count()).toBe(0);
    await expect.poll(() => strip.locator("li").filter({ hasText: "2027-02" }).count()).toBe(0);
    await page.getByTestId("issue").click();
    await page.getByTestId("receipt-number").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("a refund is credited to the next month once", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "bookkeeper");
    await openMonth(page, address);
    await page.locator("[data-testid=month-lines] tbody tr").filter({ hasText: "李可馨" }).first().click();
    await page.getByTestId("nothing-due").waitFor();
    await page.keyboard.press("F1");
    const refund = page.getByTestId("refund");
    await refund.getByLabel("出勤天数").fill("9");
    await page.getByTestId("compute").click();
    await page.getByTestId("credit").click();
    const said = refund.getByRole("status");
    await said.waitFor();
    const credited = fen(await said.innerText());
    expect(credited).toBeGreaterThan(0);
    await page.getByTestId("account").evaluate((element) => element.scrollTo(0, 9999));
    await inspect(page, "billing-credited-1366-zh");

    // The same refund is not offered once more.
    await page.getByTestId("compute").click();
    await page.getByTestId("credited-before").waitFor();
    expect(fen(await page.getByTestId("credited-before").innerText())).toBe(credited);
    expect(await page.getByTestId("credit").count()).toBe(0);

    // In December the family has it.
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.getByTestId("month").innerText()).toContain("12月");
    const row = page.locator("[data-testid=month-lines] tbody tr").filter({ hasText: "李可馨" });
    await expect.poll(async () => fen(await row.locator("td.of-charged").innerText())).toBe(-credited);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it.each(["carer", "cook", "guard", "health_worker"] as const)("a %s sees no fees", async (post) => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await signInAs(page, post);
    expect(await page.locator("nav a[href='#/billing']").count()).toBe(0);
  });
});
