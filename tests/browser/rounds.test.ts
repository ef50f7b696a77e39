import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, smallTargets, startBrowser } from "../lib/browser";
import { call } from "../lib/call";
import { signInAs, withBridge } from "../lib/journey";

let browser: Browser;
const PIN = "246810";
/** A PIN is proved slowly on purpose, and the machine may be busy. */
const SOON = { timeout: 15_000 };
const at = (time: string, day = "2026-11-23"): number => Date.parse(`${day}T${time}:00+08:00`);

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

interface Counts {
  counts: { class_id: string; class_name: string; moment: string; counted: number; expected: number; note: string }[];
  present: { class_id: string; class_name: string; present: number }[];
}
interface Handovers {
  inside: number;
  open: string[];
  handovers: { by: string; to: string; confirmed_by: string | null; items: string[]; note: string }[];
}
interface Closing {
  rounds: { post: string; rooms: string[]; inside: number; note: string }[];
  inside: number;
}
interface StaffDay {
  rows: {
    person_id: string;
    name: string;
    food_handler: boolean;
    off_since: string | null;
    check: { temperature: number | null; signs: string[]; note: string; touched: boolean } | null;
  }[];
}

const to = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash);
const counts = (address: string): Promise<Counts> => call(address, "attendance.head_counts", {});
const closing = (address: string): Promise<Closing> => call(address, "attendance.closing", {});
const staff = (address: string, request: object = {}): Promise<StaffDay> => call(address, "staff.day", request);
const duties = async (address: string): Promise<string[]> =>
  (await call<{ items: { duty: string }[] }>(address, "today.duties", {})).items.map(({ duty }) => duty);

/** Moves the demo's clock, which the page then reads anew. */
async function clock(address: string, page: Page, time: string, day?: string): Promise<void> {
  await call(address, "demo.set_clock", { at: at(time, day) });
  await page.reload();
  await page.getByTestId("switch-person").waitFor();
}

/** Everybody who is expected and not away has come. */
async function everybodyHere(address: string): Promise<void> {
  const { rows } = await call<{ rows: { infant_id: string; state: string }[] }>(address, "attendance.day", {});
  for (const { infant_id } of rows.filter((row) => row.state === "not_arrived" || row.state === "to_trace"))
    await call(address, "attendance.arrive", { infant_id });
}

it("a count that differs raises the alarm, says what is done, and the one that agrees clears it", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "carer");
    await everybodyHere(address);
    await to(page, "#/attendance");
    await page.getByTestId("to-rounds").click();
    await page.getByTestId("count-form").waitFor();
    const [of] = (await counts(address)).present;
    if (!of || of.present < 2) throw new Error("nobody is in the class");

    // One class: the usual move is there, and the number is the first thing to type.
    await page.keyboard.press("1");
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role")), SOON).toBe("radio");
    await page.keyboard.press("2");
    await page.keyboard.type(String(of.present - 1));
    await page.keyboard.press("Enter");
    const alarm = page.getByTestId("count-alarm");
    await alarm.getByText(`应为 ${of.present}，清点 ${of.present - 1}：立即寻找，报告园长`).waitFor();
    await inspect(page, "rounds-alarm-1366-zh");
    expect(await duties(address)).toContain("attendance.head_count");
    // The same number without a word says nothing.
    await page.keyboard.press("Enter");
    await page.getByText("请写明谁不在").waitFor();
    await page.keyboard.insertText("陈思远不在，正在找，已报告园长");
    await page.keyboard.press("Enter");
    await alarm.getByText("正在找").waitFor();
    expect((await counts(address)).counts).toHaveLength(2);

    // Today leads back here, and the count that agrees ends it; full-width digits are digits.
    await to(page, "#/today");
    await page.getByText("重新清点").first().click();
    await page.getByTestId("count-form").waitFor();
    await page.keyboard.press("F8");
    await page.getByTestId("counted").fill("");
    await page.getByTestId("counted").pressSequentially(String(of.present));
    await page.getByTestId("count-note").locator("input").fill("在洗手间找到");
    await page.keyboard.press("Enter");
    await expect.poll(() => alarm.count(), SOON).toBe(0);
    expect((await counts(address)).counts.at(-1)).toMatchObject({
      moment: "outdoors",
      counted: of.present,
      expected: of.present,
      note: "在洗手间找到",
    });
    expect(await duties(address)).not.toContain("attendance.head_count");

    // The next usual move is proposed; a slip is taken back.
    await page.locator("[data-moments] [aria-checked=true]").getByText("回到班级").waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.insertText(
      String(of.present).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    );
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await counts(address)).counts.length, SOON).toBe(4);
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await counts(address)).counts.length, SOON).toBe(3);
    await page.getByTestId("day-entries").getByRole("button", { name: /撤回/ }).last().click();
    await expect.poll(async () => (await counts(address)).counts.length, SOON).toBe(2);
    await inspect(page, "rounds-counts-1366-zh");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("a class is handed over, line by line, and who takes over confirms by PIN or later", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "health_worker");
    await everybodyHere(address);
    const { present } = await counts(address);
    const of = present.find((one) => one.present > 1);
    const { rows } = await call<{
      rows: { infant_id: string; name: string; class_id: string; place: string | null }[];
    }>(address, "attendance.day", {});
    const ill = rows.find((row) => row.class_id === of?.class_id && row.place === "class");
    if (!of || !ill) throw new Error("nobody is in a class");
    await call(address, "health.check", { infant_id: ill.infant_id, temperature: 366, symptoms: ["cough"] });
    const handovers = (): Promise<Handovers> => call(address, "attendance.handovers", { class_id: of.class_id });
    const { open } = await handovers();
    expect(open.some((line) => line.includes(ill.name))).toBe(true);

    await to(page, "#/rounds/handover");
    await page.locator(".classes label", { hasText: of.class_name }).click();
    const form = page.getByTestId("handover-form");
    await form.getByRole("heading", { name: of.class_name }).waitFor();
    const lines = form.getByTestId("open-items").locator("input");
    await expect.poll(() => lines.count(), SOON).toBe(open.length);
    await lines.last().focus();
    await page.keyboard.press("Enter");
    await page.keyboard.insertText("外套在阳台");
    await form.getByLabel("备注").fill("接种证还没交");
    await form.getByRole("combobox").first().click();
    const taker = page.getByRole("option").first();
    const name = await taker.innerText();
    await taker.click();
    await form.getByText("现在输入数字码").click();
    await page.getByTestId("handover-pin").locator("input").fill("111111");
    await inspect(page, "rounds-handover-1366-zh");
    await page.getByTestId("hand-over").click();
    await page.getByTestId("act-error").waitFor();
    expect((await handovers()).handovers).toHaveLength(0);
    await page.getByTestId("handover-pin").locator("input").fill(PIN);
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await handovers()).handovers.length, SOON).toBe(1);
    expect((await handovers()).handovers[0]).toMatchObject({
      to: name,
      confirmed_by: name,
      items: [...open, "外套在阳台"],
      note: "接种证还没交",
    });
    await page.getByTestId("day-entries").getByText(`${name}已确认`).waitFor();

    // Without a PIN it waits on the Today of the others; it is taken back with one press.
    await form.getByRole("combobox").first().click();
    await page.getByRole("option").first().click();
    await page.keyboard.press("F9");
    await page.getByTestId("day-entries").getByText(`待${name}确认`).waitFor();
    await page.getByTestId("day-entries").getByRole("button", { name: /撤回/ }).first().click();
    await expect.poll(async () => (await handovers()).handovers.length, SOON).toBe(1);

    // The day's sheet, seen as a page.
    await page.getByTestId("print-rounds").click();
    await page.getByTestId("preview").locator("img").waitFor();
    await page.keyboard.press("Escape");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("rooms are looked into one by one and the sweep is signed, also with a child still inside", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "guard");
    await clock(address, page, "18:10");
    // The duty leads here, and here it begins with the sweep.
    await page.locator(".duty").filter({ hasText: "清园签字" }).getByTestId("finish").click();
    const rooms = page.getByTestId("rooms").getByRole("checkbox");
    await rooms.first().waitFor();
    expect(await page.getByTestId("rooms").locator("[aria-checked=true]").count()).toBe(0);
    const before = await closing(address);
    expect(await page.getByTestId("inside-now").innerText()).toContain(String(before.inside));
    await page.getByTestId("new-room").fill("走廊");
    await page.keyboard.press("Enter");
    await page.getByTestId("inside-names").focus();
    await page.keyboard.press("1");
    await page.keyboard.press("2");
    await page.getByLabel("备注").fill("一扇窗没关，已关好");
    await inspect(page, "rounds-closing-1366-zh");
    await page.keyboard.press("F9");
    await page.getByTestId("posts").getByText("刘卫东").waitFor();
    const [round] = (await closing(address)).rounds;
    expect(round).toMatchObject({ post: "guard", inside: before.inside, note: "一扇窗没关，已关好" });
    expect(round?.rooms).toHaveLength(3);
    expect(await duties(address)).not.toContain("attendance.closing");
    // The names are one key away.
    await page.keyboard.press("F4");
    await page.locator(".paper-dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await closing(address)).rounds.length, SOON).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("the staff are checked by keys; who is ill leaves and comes back by a certificate", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "health_worker");
    await to(page, "#/staff-check");
    await page.getByTestId("staff-sheet").waitFor();
    const all = (await staff(address)).rows;
    const [cook, second, third] = all;
    if (!cook?.food_handler || !second || !third) throw new Error("the cook is not first");

    // The cook has diarrhoea, the next is well, the third is not at work.
    await page.keyboard.type("368");
    await expect.poll(async () => (await staff(address)).rows[0]?.check?.temperature, SOON).toBe(368);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.type("*2");
    await page.getByTestId("staff-strip").waitFor();
    await inspect(page, "staff-strip-1366-zh");
    await page.keyboard.type("+");
    await page.keyboard.insertText("昨晚两次");
    await page.keyboard.press("Enter");
    await page.keyboard.press("*");
    await expect.poll(async () => (await staff(address)).rows[0]?.check?.signs, SOON).toEqual(["diarrhoea"]);
    expect((await staff(address)).rows[0]).toMatchObject({ off_since: "2026-11-23", check: { note: "昨晚两次" } });
    await page.getByText("不得接触食品").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("365");
    await expect.poll(async () => (await staff(address)).rows[1]?.check?.temperature, SOON).toBe(365);
    await page.keyboard.type("-");
    await page.getByText("今天不上班").first().waitFor();

    // The others are confirmed as well, and how many is said first.
    await page.keyboard.press("F9");
    const bar = page.getByTestId("staff-confirm-bar");
    await bar.waitFor();
    expect(await bar.innerText()).toContain(String(all.length - 3));
    await inspect(page, "staff-confirm-1366-zh");
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await staff(address)).rows.filter((row) => row.check && !row.check.touched).length, SOON)
      .toBe(all.length - 3);
    expect((await staff(address)).rows[2]?.check).toBeNull();
    await page.keyboard.press("Control+z");
    await expect
      .poll(async () => (await staff(address)).rows.filter((row) => row.check === null).length, SOON)
      .toBe(all.length - 2);
    await inspect(page, "staff-ill-1366-zh");

    // The next day the cook is off, cannot be checked in, and comes back by the certificate.
    await clock(address, page, "07:50", "2026-11-24");
    await to(page, "#/today");
    await page.getByRole("button", { name: "查验证明" }).first().click();
    await page.getByTestId("staff-sheet").waitFor();
    await page.getByText("2026-11-23 起离岗").first().waitFor();
    await page.getByRole("button", { name: `查验证明 ${cook.name}` }).click();
    await page.getByTestId("certificate").getByLabel("出具证明的医疗机构").fill("区人民医院");
    await inspect(page, "staff-certificate-1366-zh");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await staff(address)).rows[0]?.off_since, SOON).toBeNull();
    // A slip of an earlier day is corrected with its reason.
    await page.getByTestId("day-switch").locator("button").first().click();
    await page.getByText("已凭证明返岗").or(page.getByText("不得接触食品")).first().waitFor();
    await page
      .getByRole("row", { name: new RegExp(second.name) })
      .locator(".of-temperature")
      .click();
    await page.keyboard.type("366");
    await page.getByTestId("reason-bar").locator("input").fill("看错一位");
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await staff(address, { day: "2026-11-23" })).rows[1]?.check?.temperature, SOON)
      .toBe(366);
    await page.getByTestId("print-staff").click();
    await page.getByTestId("preview").locator("img").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("the sheets of tomorrow are chosen, seen as pages and can be printed", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "carer");
    await to(page, "#/class");
    await page.getByTestId("class-day-sheets").click();
    const form = page.getByTestId("day-sheets");
    await form.waitFor();
    expect(await form.getByLabel("哪一天").inputValue()).toBe("2026-11-24");
    await page.getByTestId("sheet-medicine").click();
    await page.getByTestId("sheets-make").click();
    const preview = page.getByTestId("preview");
    await preview.locator("img").waitFor();
    await expect
      .poll(() => preview.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth), SOON)
      .toBeGreaterThan(400);
    expect(await page.getByTestId("page").innerText()).toMatch(/5/);
    await inspect(page, "day-sheets-pages-1366-zh");
    await page.getByTestId("sheets-other").click();
    await form.waitFor();
    await page.keyboard.press("Escape");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

for (const size of SIZES) {
  for (const language of LANGUAGES) {
    const zh = language === "zh-CN";
    it(`the screens of rounds at ${size.width} in ${language}`, async () => {
      await withBridge(async (address) => {
        const { page, complaints } = await openScreen(browser, address, size, language);
        await signInAs(page, "health_worker");
        await everybodyHere(address);
        const { present } = await counts(address);
        for (const [nth, one] of present.slice(0, 3).entries())
          await call(address, "attendance.head_count", {
            class_id: one.class_id,
            moment: "leave_room",
            counted: one.present - (nth === 1 ? 1 : 0),
          });
        const suffix = `${size.width}-${zh ? "zh" : "en"}`;
        await to(page, "#/attendance");
        await page.getByTestId("to-rounds").waitFor();
        await inspect(page, `attendance-rounds-${suffix}`);
        await to(page, "#/rounds");
        await page.getByTestId("count-form").waitFor();
        await page.getByTestId("count-alarm").waitFor();
        await inspect(page, `rounds-counts-${suffix}`);
        const small = await smallTargets(page);
        expect.soft(small.filter((target) => target.includes("el-button"))).toEqual([]);
        await to(page, "#/rounds/handover");
        await page.getByTestId("handover-form").waitFor();
        await inspect(page, `rounds-handover-${suffix}`);
        await to(page, "#/rounds/closing");
        await page.getByTestId("closing-form").waitFor();
        await inspect(page, `rounds-closing-${suffix}`);
        await to(page, "#/staff-check");
        await page.getByTestId("staff-sheet").waitFor();
        await page.keyboard.type("381365");
        await expect.poll(async () => (await staff(address)).rows[1]?.check?.temperature, SOON).toBe(365);
        await inspect(page, `staff-${suffix}`);
        await page.keyboard.type("*");
        await page.getByTestId("staff-strip").waitFor();
        await inspect(page, `staff-strip-${suffix}`);
        await page.keyboard.press("Escape");
        await to(page, "#/class");
        await page.getByTestId("class-day-sheets").waitFor();
        await inspect(page, `class-sheets-${suffix}`);
        await to(page, "#/registers");
        await page.getByTestId("day-sheets-open").click();
        await page.getByTestId("day-sheets").waitFor();
        await inspect(page, `day-sheets-${suffix}`);
        expect(complaints).toEqual([]);
        await page.context().close();
      });
    });
  }
}
