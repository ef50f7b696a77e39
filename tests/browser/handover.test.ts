import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, startBrowser } from "../lib/browser";
import { call } from "../lib/call";
import { startBridge } from "../lib/bridge";
import { Hands } from "../lib/hands";
import { withBridge } from "../lib/journey";
import { emptyFolder } from "../lib/places";
import { monthsBefore, rosterOf, runningNursery } from "../lib/running";
import type { Running } from "../lib/running";

let browser: Browser;
/** The machine may be busy. */
const SLOW = { timeout: 20_000 };
/** Some two thousand keys, one by one. */
const LONG = 900_000;
const PIN = "246810";

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

interface Fee {
  item: string;
  price: number;
}
interface Contract {
  id: string;
  number: string;
  fees: Fee[];
  terms: { from: string; to: string; prepay_months: number; refund_rules: { rule: string }[] };
}
interface Line {
  infant_id: string;
  name: string;
  class_id: string;
  contract: Contract | null;
  terms: string[];
}
interface Balance {
  infant_id: string;
  name: string;
  expected: { month: string; amount: number }[];
  balance: { arrears: number; deposit: number; prepaid: { month: string; amount: number }[] } | null;
  posted: boolean;
}
interface Balances {
  months: string[];
  rows: Balance[];
  sheet: Record<"prepaid" | "arrears" | "deposit", number>;
  posted: Record<"prepaid" | "arrears" | "deposit", number>;
}

const contractsOf = async (address: string): Promise<Line[]> =>
  (await call<{ rows: Line[] }>(address, "takeover.contracts")).rows;
const balancesOf = (address: string): Promise<Balances> => call<Balances>(address, "takeover.balances");
const todayOf = async (address: string): Promise<string> =>
  (await call<{ today: string }>(address, "session.state")).today;
const classesOf = async (address: string): Promise<string[]> =>
  (await call<{ name: string }[]>(address, "institution.classes")).map((one) => one.name);

/** An amount as it is typed; nothing for nothing. */
const yuan = (fen: number): string => (fen === 0 ? "" : String(fen / 100));
const shortDay = (day: string): string => day.replaceAll("-", "").slice(2);
/** The first day of the next month, which the screen proposes; today, if it is one. */
const firstDay = (today: string): string =>
  today.endsWith("-01") ? today : `${monthsBefore(today, -1).slice(0, 7)}-01`;

const csv = (buffer: Buffer) => ({ name: "花名册.csv", mimeType: "text/csv", buffer });

async function step(page: Page, name: string): Promise<void> {
  // Before the shell stands, the first screen may still take the place of what is asked for.
  await page.getByTestId("switch-person").waitFor(SLOW);
  await page.evaluate((to) => (location.hash = `#/takeover?step=${to}`), name);
  await page.locator(`[data-testid=step-${name}][aria-current=step]`).waitFor();
}

/** A nursery with its roster in and nothing else, without the screen. */
async function withRoster(address: string): Promise<Running[]> {
  await call(address, "setup", { name: "晨曦托育园", director: "林若兰", pin: PIN });
  const running = runningNursery(await todayOf(address));
  const file = rosterOf(running, await classesOf(address));
  const answer = await fetch(new URL("file?name=roster.csv", address), { method: "POST", body: new Uint8Array(file) });
  const { token } = (await answer.json()) as { token: string };
  await call(address, "infants.import_roster", { file: token, choices: { mends: [], answers: [] } });
  return running;
}

/** What a contract of the list says, in the words of the paper. */
function said({ contract, terms }: Line) {
  return {
    number: contract?.number,
    from: contract?.terms.from,
    to: contract?.terms.to,
    fees: Object.fromEntries((contract?.fees ?? []).map((fee) => [fee.item, fee.price])),
    cycle: contract?.terms.prepay_months,
    terms,
  };
}

/** What the paper of a row says, found by its name. */
const byName = (running: readonly Running[]) => (name: string) =>
  running.find((one) => one.name === name) ?? expect.fail(`nobody is called ${name}`);

/** The sheet under the hands: it knows where the cursor stands and what the cell says. */
class Sheet {
  constructor(
    private readonly page: Page,
    private readonly hands: Hands,
    readonly at: Locator,
  ) {}

  cell(row: number, column: number): Locator {
    return this.at.locator(`[data-at="${row}/${column}"]`);
  }

  async stands(row: number, column: number): Promise<void> {
    const there = (): Promise<string | null> =>
      this.page.evaluate(() => document.activeElement?.getAttribute("data-at") ?? null);
    await expect.poll(there, SLOW).toBe(`${row}/${column}`);
  }

  /** A whole column from its first row on: what stands there already or is offered costs one key. */
  async column(column: number, texts: readonly string[]): Promise<void> {
    await this.stands(0, column);
    for (const [row, text] of texts.entries()) {
      const [said, offered] = await this.cell(row, column).evaluate((field) =>
        field instanceof HTMLInputElement ? [field.value, field.placeholder] : [field.textContent?.trim() ?? "", ""],
      );
      const plain = (one: string | undefined): string => (one ?? "").replace(/\.00$/, "").replace(/[,-]/g, "");
      if (text === "" || plain(said) === text || plain(said) === `20${text}`) await this.hands.key("Enter");
      else if (plain(offered) === text || plain(offered) === `20${text}`) await this.hands.key("/");
      else {
        await this.hands.type(text);
        await this.hands.key("Enter");
      }
    }
  }

  /** One value a class, and on to the next column. */
  async classes(column: number, rows: readonly number[], texts: readonly string[]): Promise<void> {
    for (const [at, row] of rows.entries()) {
      await this.stands(row, column);
      if (texts[at]) {
        await this.hands.type(texts[at]);
        await this.hands.key("*");
      }
      await this.hands.key("PageDown");
    }
  }

  /** What differs from the rest of its class. */
  async instead(row: number, column: number, text: string): Promise<void> {
    await this.hands.press(this.cell(row, column));
    await this.hands.type(text);
  }
}

it(
  "54 infants, their paper contracts and their money are taken over in half an hour by hand",
  async () => {
    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address);
      const hands = new Hands(page);
      const field = (id: string): Locator => page.getByTestId(id).locator("input");
      const nav = page.locator("aside nav a").filter({ hasText: "期初建账" });

      // Setting up, and on to the taking over.
      await hands.read(page.getByTestId("setup-go"));
      await hands.type("晨曦托育园");
      await hands.press(field("setup-director"));
      await hands.type("林若兰");
      await hands.key("Tab");
      await hands.type(PIN);
      await hands.key("Tab");
      await hands.type(PIN);
      await hands.key("Enter");
      await hands.read(page.getByTestId("set-up"));
      await inspect(page, "handover-set-up-1366-zh");
      await hands.key("Tab");
      await hands.key("Enter");

      // The day: what is proposed will do.
      await hands.read(page.getByTestId("plan"));
      const today = await todayOf(address);
      const on = firstDay(today);
      expect(await page.getByTestId("plan").locator("input").first().inputValue()).toBe(on);
      await hands.key("Enter");
      await page.getByTestId("plan").getByRole("status").waitFor();
      await inspect(page, "handover-plan-1366-zh");
      await nav.waitFor();

      // The infants: from the nursery's own list.
      await hands.press(page.getByTestId("next-step"));
      await hands.read(page.locator(".go").first());
      await hands.press(page.locator(".go").first());
      await hands.read(page.getByTestId("pick"));
      const running = runningNursery(today);
      const paper = byName(running);
      await hands.choose(page.getByTestId("pick"), csv(rosterOf(running, await classesOf(address))));
      await hands.read(page.getByTestId("roster"));
      expect(await page.locator("tr[data-outcome=new]").count()).toBe(54);
      await hands.key("Control+Enter");
      await hands.read(page.getByTestId("done"));
      await hands.press(nav);

      // With their contracts still to come: it opens where the work goes on.
      await page.locator("[data-testid=step-contracts][aria-current=step]").waitFor();
      await hands.read(page.getByTestId("contracts-sheet").locator("tbody tr").nth(53));
      const lines = await contractsOf(address);
      expect(lines).toHaveLength(54);
      const starts = lines.flatMap((line, row) => (line.class_id === lines[row - 1]?.class_id ? [] : [row]));
      expect(starts).toHaveLength(4);

      // The deposit is a fee that their contracts have.
      await hands.press(page.getByTestId("add-fee"));
      await hands.type("押金");
      await hands.key("Enter");
      await page.getByTestId("contracts-sheet").locator("thead th").filter({ hasText: "押金" }).waitFor();

      const sheet = new Sheet(page, hands, page.getByTestId("contracts-sheet"));
      const each = (of: (one: Running) => string): string[] => lines.map((line) => of(paper(line.name)));
      const eachClass = (of: (one: Running) => string): string[] =>
        starts.map((row, at) => {
          const own = each(of).slice(row, starts[at + 1]);
          return (
            own.sort((a, b) => own.filter((one) => one === b).length - own.filter((one) => one === a).length)[0] ?? ""
          );
        });
      // What each paper has for itself, one paper after the other.
      await hands.press(sheet.cell(0, 0));
      for (const [row, line] of lines.entries()) {
        const { number, from, to } = paper(line.name).contract;
        await sheet.stands(row, 0);
        hands.paper();
        await hands.type(number);
        await hands.key("Tab");
        await hands.type(shortDay(from));
        await hands.key("Tab");
        await hands.type(shortDay(to));
        await hands.key("Enter");
      }
      // And what a class has in common: once for each.
      await hands.press(sheet.cell(0, 3));
      const shared: [number, (one: Running) => string][] = [
        [3, (one) => String(one.contract.fee)],
        [4, (one) => String(one.contract.meals ?? "")],
        [5, (one) => String(one.contract.deposit)],
        [6, (one) => String(one.contract.cycle)],
      ];
      for (const [column, of] of shared) await sheet.classes(column, starts, eachClass(of));
      await sheet.classes(7, starts, ["3", "3", "3", "3"]);
      const terms = ["service_period", "fees", "refund", "prepaid_span", "dispute"];
      for (const at of terms.keys()) await sheet.classes(8 + at, starts, ["1", "1", "1", "1"]);
      // Whose paper says something else than the rest of the class.
      for (const [column, of] of shared)
        for (const [row, text] of each(of).entries()) {
          const rest = eachClass(of)[starts.filter((start) => start <= row).length - 1];
          if (text !== rest) await sheet.instead(row, column, text);
        }
      for (const [at, term] of terms.entries())
        for (const [row, line] of lines.entries())
          if (!paper(line.name).contract.terms.includes(term)) await hands.press(sheet.cell(row, 8 + at));
      await inspect(page, "handover-contracts-typed-1366-zh");
      await hands.press(page.getByTestId("register"));
      await expect.poll(() => page.getByTestId("contracts-sheet").locator(".tag.ok").count(), SLOW).toBe(54);
      await inspect(page, "handover-contracts-saved-1366-zh");

      // What is stored is what the paper says, once and not twice.
      const stored = await contractsOf(address);
      for (const line of stored) {
        const { contract } = paper(line.name);
        expect({ name: line.name, ...said(line) }).toEqual({
          name: line.name,
          number: contract.number,
          from: contract.from,
          to: contract.to,
          fees: {
            保育费: contract.fee * 100,
            押金: contract.deposit * 100,
            ...(contract.meals && { 伙食费: contract.meals * 100 }),
          },
          cycle: contract.cycle,
          terms: contract.terms,
        });
        expect(line.contract?.terms.refund_rules.map((one) => one.rule)).toContain("month_band_henan");
      }
      expect((await call<{ rows: unknown[] }>(address, "contracts.list", { limit: 100 })).rows).toHaveLength(54);

      // The money of before: what the contract asks for is offered, all else is typed.
      await hands.press(page.getByTestId("next-step"));
      await hands.read(page.getByTestId("balances-sheet").locator("tbody tr").nth(53));
      const asked = await balancesOf(address);
      const wanted = asked.rows.map((row) => {
        const { paid, contract } = paper(row.name);
        const months = row.expected.slice(0, paid.months).filter((one) => one.amount > 0);
        return {
          name: row.name,
          arrears: paid.arrears * 100,
          deposit: contract.deposit * 100,
          prepaid: months.map((one, at) => (at === 0 && paid.part ? { ...one, amount: paid.part * 100 } : one)),
        };
      });
      const money = new Sheet(page, hands, page.getByTestId("balances-sheet"));
      for (let papers = starts.length; papers > 0; papers -= 1) hands.paper();
      await hands.press(money.cell(0, 0));
      for (const [column, month] of asked.months.entries()) {
        const texts = wanted.map((row) => yuan(row.prepaid.find((one) => one.month === month)?.amount ?? 0));
        // A month that nobody has paid is passed by.
        if (texts.every((text) => text === "")) await hands.key("Tab");
        else await money.column(column, texts);
      }
      const columns = asked.months.length;
      await money.column(
        columns,
        wanted.map((row) => yuan(row.arrears)),
      );
      await money.column(
        columns + 1,
        wanted.map((row) => yuan(row.deposit)),
      );
      const total = {
        prepaid: wanted.flatMap((row) => row.prepaid).reduce((sum, one) => sum + one.amount, 0),
        arrears: wanted.reduce((sum, row) => sum + row.arrears, 0),
        deposit: wanted.reduce((sum, row) => sum + row.deposit, 0),
      };
      await hands.press(page.getByTestId("check-totals"));
      await hands.read(page.getByTestId("totals"));
      await hands.type(yuan(total.prepaid));
      await hands.key("Tab");
      await hands.type(yuan(total.arrears));
      await hands.key("Tab");
      await hands.type(yuan(total.deposit));
      await inspect(page, "handover-balances-typed-1366-zh");
      await hands.key("Enter");
      await page.locator(".confirmed").waitFor(SLOW);
      await inspect(page, "handover-balances-posted-1366-zh");
      const posted = await balancesOf(address);
      expect(posted.posted).toEqual(total);
      expect(
        posted.rows.map(({ name, balance, posted }) => ({
          name,
          arrears: balance?.arrears,
          deposit: balance?.deposit,
          prepaid: balance?.prepaid,
          posted,
        })),
      ).toEqual(wanted.map((row) => ({ ...row, posted: true })));
      expect((await call<{ rows: unknown[] }>(address, "billing.receipts", { limit: 10 })).rows).toEqual([]);

      // Receipts go on behind the old book.
      await hands.press(page.getByTestId("next-step"));
      await hands.read(page.getByTestId("receipts"));
      await hands.type("382");
      await hands.key("Enter");
      await page.locator(".settled").waitFor(SLOW);
      await inspect(page, "handover-receipts-1366-zh");

      // The parts one by one: checks and contracts today, fees and papers from a later month.
      await hands.press(page.getByTestId("next-step"));
      await hands.read(page.getByTestId("starts"));
      const start = page.getByTestId("starts").locator("input");
      const later = `${monthsBefore(on, -1).slice(0, 7)}-01`;
      await hands.key("Control+a");
      await hands.type(today.replaceAll("-", ""));
      for (const [at, from] of [
        [1, today],
        [2, later],
        [3, later],
      ] as const) {
        await hands.press(start.nth(at));
        await hands.key("Control+a");
        await hands.type(from.replaceAll("-", ""));
      }
      await hands.key("Enter");
      await page.getByTestId("starts").getByRole("status").waitFor(SLOW);
      await inspect(page, "handover-starts-1366-zh");

      console.warn(`taking over 54 infants by hand: ${String(hands)}`);
      expect(hands.seconds).toBeLessThanOrEqual(30 * 60);

      const end = await call<{ open: number; first_receipt: number; parts: object[] }>(address, "takeover.state");
      expect(end).toMatchObject({
        open: 0,
        first_receipt: 382,
        parts: [
          { part: "daily_care", from: today },
          { part: "contracts", from: today },
          { part: "billing", from: later },
          { part: "filing", from: later },
        ],
      });
      await expect.poll(() => nav.count(), SLOW).toBe(0);

      // What has not begun asks for nothing; what a paper lacks is asked for, and its button leads to it.
      await page.evaluate(() => (location.hash = "#/today"));
      const duty = page.locator(".duty").filter({ hasText: "补签" });
      await duty.waitFor(SLOW);
      const { items } = await call<{ items: { duty: string }[] }>(address, "today.duties");
      expect(items.filter((one) => /^(billing|filing)\./.test(one.duty))).toEqual([]);
      await inspect(page, "handover-today-1366-zh");
      await duty.getByTestId("finish").click();
      await page.locator("[data-testid=step-contracts][aria-current=step]").waitFor(SLOW);

      // The screens of the contract and of the infant say the same.
      const one = stored[5] ?? expect.fail();
      await page.evaluate((id) => (location.hash = `#/contracts/${id}`), one.contract?.id ?? "");
      await page.getByText(paper(one.name).contract.number).first().waitFor(SLOW);
      await inspect(page, "handover-contract-1366-zh");
      await page.evaluate((id) => (location.hash = `#/infants/${id}`), one.infant_id);
      await page.getByText("500.00").first().waitFor(SLOW);
      await inspect(page, "handover-infant-1366-zh");
      expect(complaints).toEqual([]);
      await page.context().close();
    }, emptyFolder());
  },
  LONG,
);

it("what a paper lacks is signed later, line by line", async () => {
  await withBridge(async (address) => {
    await withRoster(address);
    const today = await todayOf(address);
    const { page, complaints } = await openScreen(browser, address);
    const starts = ["contracts", "billing", "filing"].map((part) => ({
      part,
      from: part === "contracts" ? today : null,
    }));
    await call(address, "takeover.save_plan", { on: firstDay(today), parts: starts });
    const [line] = await contractsOf(address);
    const from = monthsBefore(today, 2);
    await step(page, "contracts");
    const sheet = page.getByTestId("contracts-sheet");
    const row = sheet.locator("tbody tr").first();
    await sheet.locator('[data-at="0/0"]').waitFor();
    const keys = [
      "HT-1",
      shortDay(from),
      shortDay(monthsBefore(today, -8)),
      "2680",
      "22",
      "1",
      "3",
      "1",
      "1",
      "0",
      "1",
      "0",
    ];
    await sheet.locator('[data-at="0/0"]').focus();
    for (const text of keys) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    await page.getByTestId("register").click();
    await row.locator(".tag.warn").waitFor(SLOW);
    expect((await contractsOf(address))[0]?.terms).toEqual(["service_period", "fees", "prepaid_span"]);

    // Its lines stand on Today and behind the button of the step; none of them is a bar.
    await page.evaluate(() => (location.hash = "#/today"));
    const duty = page.locator(".duty").filter({ hasText: "2 项必备条款待补签" });
    await duty.getByTestId("finish").click();
    await page.locator("[data-testid=step-contracts][aria-current=step]").waitFor(SLOW);
    await page.getByTestId("to-sign").click();
    const open = page.getByTestId("sign");
    await expect.poll(() => open.count()).toBe(2);
    await inspect(page, "takeover-to-sign-1366-zh");
    const day = page.getByRole("dialog").locator("input").first();
    await day.fill("2099-01-01");
    await open.first().click();
    await page.getByRole("dialog").getByRole("alert").waitFor();
    expect(await day.inputValue()).toBe("2099-01-01");
    expect(await open.count()).toBe(2);
    await day.fill(today);
    await open.first().click();
    await expect.poll(() => open.count(), SLOW).toBe(1);
    await open.first().click();
    await expect.poll(() => page.getByRole("dialog").count(), SLOW).toBe(0);
    expect((await contractsOf(address))[0]).toMatchObject({
      infant_id: line?.infant_id,
      terms: ["service_period", "fees", "refund", "prepaid_span", "dispute"],
    });
    await expect.poll(() => row.locator(".tag.warn").count(), SLOW).toBe(0);
    const { items } = await call<{ items: { duty: string }[] }>(address, "today.duties");
    expect(items.map((one) => one.duty)).not.toContain("contracts.to_sign");
    expect(complaints).toEqual([]);
    await page.context().close();
  }, emptyFolder());
});

it("with nothing but the roster, tomorrow's sheets and labels print", async () => {
  await withBridge(async (address) => {
    const running = await withRoster(address);
    const { page, complaints } = await openScreen(browser, address);
    const link = page.locator("aside nav a").filter({ hasText: "期初建账" });
    await link.click();
    await page.getByTestId("step-sheets").click();
    const sheets = page.getByTestId("print-sheet");
    await expect.poll(() => sheets.count()).toBe(4);
    await inspect(page, "handover-sheets-1366-zh");

    /** Opens what was made, counts its pages on the screen and in the file, and closes it. */
    const pages = async (name: string): Promise<{ shown: number; kept: number; wide: boolean }> => {
      const picture = page.getByTestId("preview").locator("img");
      await picture.waitFor(SLOW);
      await expect
        .poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth), SLOW)
        .toBeGreaterThan(100);
      const wide = await picture.evaluate((img: HTMLImageElement) => img.naturalWidth > img.naturalHeight);
      const said = (await page.getByTestId("page").count()) ? await page.getByTestId("page").innerText() : "共 1 页";
      await inspect(page, name);
      const coming = page.waitForEvent("download");
      await page.getByTestId("preview").getByTestId("save-pdf").click();
      const { readFileSync } = await import("node:fs");
      const pdf = readFileSync(await (await coming).path()).toString("latin1");
      expect(pdf.startsWith("%PDF-")).toBe(true);
      await page.keyboard.press("Escape");
      await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
      return {
        shown: Number(/共 (\d+) 页/.exec(said)?.[1]),
        kept: [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length,
        wide,
      };
    };

    await sheets.first().click();
    expect(await pages("handover-class-sheet-1366-zh")).toEqual({ shown: 1, kept: 1, wide: true });
    await page.getByTestId("print-labels").nth(1).click();
    const second = running.filter((one) => one.class === 1).length;
    expect(await pages("handover-labels-1366-zh")).toEqual({ shown: second * 3, kept: second * 3, wide: true });
    expect(await call<{ on: string | null }>(address, "takeover.state")).toMatchObject({ on: null });
    expect(complaints).toEqual([]);
    await page.context().close();
  }, emptyFolder());
});

it(
  "what cannot be right is said at its field, and what was typed stays",
  async () => {
    await withBridge(async (address) => {
      await withRoster(address);
      const today = await todayOf(address);
      const { page, complaints } = await openScreen(browser, address);
      const error = (part: Locator, at: number): Locator => part.locator(".field").nth(at).getByRole("alert");

      await step(page, "plan");
      const plan = page.getByTestId("plan");
      const day = plan.locator("input").first();
      for (const text of ["明天", "2031-01-01", ""]) {
        await day.fill(text);
        await page.getByTestId("save-plan").click();
        await error(plan, 0).waitFor(SLOW);
        expect(await day.inputValue()).toBe(text);
        expect(await call<{ on: string | null }>(address, "takeover.state")).toMatchObject({ on: null });
      }
      await day.fill(firstDay(today));
      await plan.locator("input").nth(1).fill("月底");
      await page.getByTestId("save-plan").click();
      await error(plan, 1).waitFor(SLOW);
      expect(await call<{ on: string | null }>(address, "takeover.state")).toMatchObject({ on: null });
      await inspect(page, "takeover-plan-refused-1366-zh");
      await plan.locator("input").nth(1).fill("");
      await page.getByTestId("save-plan").click();
      await plan.getByRole("status").waitFor(SLOW);

      // A contract that ends before it begins, one with another's number, a day that is none.
      await step(page, "contracts");
      const sheet = page.getByTestId("contracts-sheet");
      const at = (place: string): Locator => sheet.locator(`[data-at="${place}"]`);
      const put = async (place: string, text: string): Promise<void> => {
        await at(place).focus();
        await page.keyboard.type(text);
      };
      await at("0/0").waitFor();
      const from = shortDay(monthsBefore(today, 3));
      for (const [row, to] of [monthsBefore(today, 4), monthsBefore(today, -3), "6月底"].entries()) {
        await put(`${row}/0`, "HT-1");
        await put(`${row}/1`, from);
        await put(`${row}/2`, to);
        await put(`${row}/3`, "2680");
      }
      await at("2/2").focus();
      await expect.poll(() => page.getByTestId("cell").innerText()).toContain("看不懂这个日期");
      expect(await at("2/2").getAttribute("aria-invalid")).toBe("true");
      expect(await at("2/2").inputValue()).toBe("6月底");
      await expect.poll(() => at("1/0").getAttribute("aria-invalid")).toBe("true");
      await page.getByTestId("register").click();
      await expect.poll(() => at("0/2").getAttribute("aria-invalid"), SLOW).toBe("true");
      expect(await at("0/2").inputValue()).toBe(monthsBefore(today, 4));
      await inspect(page, "takeover-contracts-refused-1366-zh");
      // The second was good by itself: the number was free, since the first did not hold.
      expect((await contractsOf(address)).filter((line) => line.contract)).toHaveLength(1);
      await page.getByTestId("mend").click();
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-at"))).toBe("0/0");
      await page.getByTestId("add-fee").click();
      await page.keyboard.type("保育费");
      await page.locator(".field.wrong").waitFor();
      await page.keyboard.press("Escape");

      await step(page, "balances");
      const money = page.getByTestId("balances-sheet");
      await money.locator('[data-at="0/0"]').waitFor();
      for (const [row, text] of ["12x", "-5"].entries()) {
        await money.locator(`[data-at="${row}/4"]`).focus();
        await page.keyboard.type(text);
      }
      await money.locator('[data-at="0/4"]').focus();
      await expect.poll(() => page.getByTestId("cell").innerText()).toContain("看不懂这个金额");
      await page.getByTestId("mend").waitFor(SLOW);
      expect(await money.locator('[data-at="1/4"]').getAttribute("aria-invalid")).toBe("true");
      expect(await money.locator('[data-at="0/4"]').inputValue()).toBe("12x");
      await inspect(page, "takeover-balances-refused-1366-zh");
      expect((await balancesOf(address)).rows.filter((row) => row.balance)).toEqual([]);

      await step(page, "receipts");
      const receipts = page.getByTestId("receipts");
      await receipts.locator("input").fill("三百");
      await error(receipts, 0).waitFor();
      expect(await page.getByTestId("save-number").isDisabled()).toBe(true);
      await receipts.locator("input").fill("0");
      await page.getByTestId("save-number").click();
      await error(receipts, 0).waitFor(SLOW);
      expect(await receipts.locator("input").inputValue()).toBe("0");

      await step(page, "starts");
      const starts = page.getByTestId("starts");
      await starts.locator("input").nth(2).fill("2027-01-15");
      await page.getByTestId("save-starts").click();
      await error(starts, 2).waitFor(SLOW);
      expect(await starts.locator("input").nth(2).inputValue()).toBe("2027-01-15");
      await inspect(page, "takeover-starts-refused-1366-zh");
      await starts.locator("input").nth(2).fill("2027-01-01");
      await page.getByTestId("save-starts").click();
      await starts.getByRole("status").waitFor(SLOW);
      expect(complaints).toEqual([]);
      await page.context().close();
    }, emptyFolder());
  },
  LONG,
);

it(
  "a power cut in the middle of the typing loses nothing that was acknowledged, and the drafts are back",
  async () => {
    const folder = emptyFolder();
    const first = await startBridge(folder);
    const opened = await openScreen(browser, first.address);
    await withRoster(first.address);
    const today = await todayOf(first.address);
    await call(first.address, "takeover.save_plan", { on: firstDay(today) });
    await opened.page.reload();
    await step(opened.page, "contracts");
    const from = shortDay(monthsBefore(today, 3));
    const to = shortDay(monthsBefore(today, -9));
    const typed = async (page: Page, place: string, texts: readonly string[]): Promise<void> => {
      await page.locator(`[data-at="${place}"]`).focus();
      for (const [at, text] of texts.entries()) {
        if (at > 0) await page.keyboard.press("Tab");
        await page.keyboard.type(text);
      }
    };
    {
      const { page } = opened;
      await page.getByTestId("add-fee").click();
      await page.keyboard.type("押金");
      await page.keyboard.press("Enter");
      await page.locator("thead th").filter({ hasText: "押金" }).waitFor();
      await typed(page, "0/0", ["HT-1", from, to, "2680", "22", "500"]);
      await page.getByTestId("register").click();
      await page.locator("tbody tr").first().locator(".tag.ok").waitFor(SLOW);
      // A row that is whole and not registered, one that is half typed, its last cell never left.
      await typed(page, "1/0", ["HT-2", from, to, "2480", "22", "1000"]);
      await typed(page, "2/0", ["HT-3", from, "270"]);
      await page.waitForTimeout(1_500);
      await step(page, "balances");
      await page.locator('[data-at="0/4"]').waitFor();
      await typed(page, "0/4", ["380"]);
      await page.keyboard.press("Enter");
      await page.locator("tbody tr").first().locator(".tag.ok").waitFor(SLOW);
      await typed(page, "1/4", ["77"]);
      await page.waitForTimeout(1_500);
      await first.kill();
      await page.context().close();
    }

    await withBridge(async (address) => {
      const { page, complaints } = await openScreen(browser, address);
      await page.locator(".people button").first().click();
      await page.keyboard.type(PIN);
      await page.getByTestId("switch-person").waitFor(SLOW);
      await step(page, "contracts");
      const text = (place: string): Promise<string> => page.locator(`[data-at="${place}"]`).inputValue();
      await expect.poll(() => text("1/0"), SLOW).toBe("HT-2");
      expect(await Promise.all(["1/3", "1/5", "2/0", "2/2"].map(text))).toEqual([
        "2,480.00",
        "1,000.00",
        "HT-3",
        "270",
      ]);
      const [kept, whole, half] = await contractsOf(address);
      expect(kept?.contract).toMatchObject({ number: "HT-1", fees: [{}, {}, { item: "押金", price: 50_000 }] });
      expect([whole?.contract, half?.contract]).toEqual([null, null]);
      await inspect(page, "takeover-drafts-1366-zh");
      await page.getByTestId("register").click();
      await page.locator("tbody tr").nth(1).locator(".tag.ok").waitFor(SLOW);
      expect((await contractsOf(address))[1]?.contract?.number).toBe("HT-2");

      await step(page, "balances");
      await expect.poll(() => text("0/4"), SLOW).toBe("380.00");
      await expect
        .poll(async () => (await balancesOf(address)).rows.map((row) => row.balance?.arrears ?? null).slice(0, 3), SLOW)
        .toEqual([38_000, 7_700, null]);
      expect(complaints).toEqual([]);
      await page.context().close();
    }, folder);
  },
  LONG,
);

/** A nursery just set up, before anything is in it. */
for (const language of LANGUAGES)
  for (const size of SIZES)
    it(`an empty nursery is led on in ${language} at ${size.width} × ${size.height}`, async () => {
      await withBridge(async (address) => {
        const { page, complaints } = await openScreen(browser, address, size, language);
        const name = (part: string): string => `handover-${part}-${size.width}-${language.slice(0, 2)}`;
        await page.getByTestId("setup-name").locator("input").fill("晨曦托育园");
        await page.getByTestId("setup-director").locator("input").fill("林若兰");
        for (const id of ["setup-pin", "setup-pin-again"]) await page.getByTestId(id).locator("input").fill(PIN);
        await page.getByTestId("setup-go").click();
        await page.getByTestId("set-up").waitFor(SLOW);
        await inspect(page, name("set-up"));
        await page.getByTestId("next-takeover").click();
        await page.getByTestId("plan").waitFor(SLOW);
        await inspect(page, name("plan"));
        await page.getByTestId("save-plan").click();
        await page.getByTestId("plan").getByRole("status").waitFor(SLOW);
        for (const part of ["infants", "contracts", "balances", "receipts", "starts", "sheets"]) {
          await page.getByTestId("next-step").click();
          await page.locator(`[data-testid=step-${part}][aria-current=step]`).waitFor();
          await page.waitForLoadState("networkidle").catch(() => undefined);
          await inspect(page, name(part));
        }
        await page.evaluate(() => (location.hash = "#/today"));
        await page.locator(".begin").waitFor();
        await inspect(page, name("today"));
        expect(complaints).toEqual([]);
        await page.context().close();
      }, emptyFolder());
    });
