import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, smallTargets, startBrowser } from "../lib/browser";
import { call } from "../lib/call";
import { Hands } from "../lib/hands";
import { signInAs, withBridge } from "../lib/journey";

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

interface Line {
  infant_id: string;
  number: number;
  name: string;
  class_id: string;
  place: string | null;
  asleep_since: number | null;
  outdoors_since: number | null;
  totals: { milk: number; outdoor: number };
  entries: { kind: string; choice: string | null; text: string; entry: string; at: number }[];
}
interface Room {
  class_id: string;
  asleep: string[];
  rounds: { found: { infant_id: string; choice: string }[] }[];
  gaps: { minutes: number }[];
}

const linesOf = async (address: string): Promise<Line[]> => (await call<{ rows: Line[] }>(address, "care.day")).rows;
const roomOf = async (address: string, of: string): Promise<Room> => {
  const room = (await call<{ rooms: Room[] }>(address, "care.naps")).rooms.find((one) => one.class_id === of);
  if (!room) throw new Error("no such room");
  return room;
};
const to = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash);
const clock = (address: string, time: string): Promise<unknown> =>
  call(address, "demo.set_clock", { at: Date.parse(`2026-11-23T${time}:00+08:00`) });

/** The carer's own class, everybody in it. */
async function openCare(page: Page, address: string, time: string): Promise<Line[]> {
  await signInAs(page, "carer");
  await clock(address, time);
  for (const line of await linesOf(address))
    if (line.place === null) await call(address, "attendance.arrive", { infant_id: line.infant_id });
  await page.reload();
  await page.getByTestId("switch-person").waitFor();
  await to(page, "#/care");
  await page.getByTestId("care-table").locator("tbody tr").first().waitFor();
  return (await linesOf(address)).filter((line) => line.place === "class");
}

it("six infants' milk takes the number pad alone, and is taken back together", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    const inside = await openCare(page, address, "09:10");
    expect(inside.length).toBeGreaterThanOrEqual(6);
    const six = inside.slice(0, 6);
    const hands = new Hands(page);
    const milk = async (): Promise<number[]> =>
      (await linesOf(address)).filter((line) => line.totals.milk > 0).map((line) => line.totals.milk);
    const pad: Record<string, string> = { "/": "NumpadDivide", "*": "NumpadMultiply", "+": "NumpadAdd" };
    const press = async (keys: string): Promise<void> => {
      for (const key of keys) await hands.key(key === "⏎" ? "NumpadEnter" : (pad[key] ?? key));
    };
    // Milk; nobody, then the six by their numbers; formula, 120 ml.
    await press(`1/*${six.map((line) => `${line.number}⏎`).join("")}⏎++120⏎`);
    await expect.poll(milk).toEqual([120, 120, 120, 120, 120, 120]);
    expect((await linesOf(address)).find((line) => line.infant_id === six[0]?.infant_id)?.entries[0]?.choice).toBe(
      "formula",
    );
    console.warn(`milk for six: ${hands.done.key} keys, ${hands.seconds.toFixed(1)} s`);
    expect(hands.done.key).toBeLessThanOrEqual(24);
    expect(hands.done.press).toBe(0);
    await page.getByTestId("toast").waitFor();
    await page.locator("h1").first().click();
    await page.keyboard.press("Control+z");
    await expect.poll(milk).toEqual([]);

    // Everybody, in full width, as a Chinese input method writes it.
    await page.getByTestId("command").focus();
    await page.keyboard.insertText("２");
    await page.getByTestId("who").waitFor();
    await page.keyboard.insertText("６０");
    await page.keyboard.press("Enter");
    await expect
      .poll(
        async () => (await linesOf(address)).filter((line) => line.entries.some((one) => one.kind === "water")).length,
      )
      .toBe(inside.length);
    // Earlier the same day: it is transcribed, and said so.
    await page.keyboard.type("31-0755");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await linesOf(address))[0]?.entries.find((one) => one.kind === "meal")?.entry)
      .toBe("transcribed");
    // What is refused is said, and stays as typed.
    await page.keyboard.type("2999");
    await page.keyboard.press("Enter");
    await page.getByTestId("refused").waitFor();
    expect(await page.getByTestId("command").inputValue()).toBe("999");
    await page.keyboard.press("Escape");

    // An earlier day asks for its time, and the core for the reason, once.
    await page.getByTestId("day-switch").locator("button").first().click();
    for (let days = 0; days < 3; days += 1) await page.getByTestId("day-switch").locator("button").first().click();
    await page.getByRole("grid", { name: /2026-11-19/ }).waitFor();
    await page.getByTestId("command").focus();
    await page.keyboard.type("61");
    await page.keyboard.press("Enter");
    await page.keyboard.type("1530");
    await page.keyboard.press("Enter");
    await page.getByTestId("reason-bar").locator("input").fill("纸质记录漏抄");
    await page.keyboard.press("Enter");
    const thursday = async (): Promise<string[]> =>
      (await call<{ rows: Line[] }>(address, "care.day", { day: "2026-11-19" })).rows.flatMap((line) =>
        line.entries.map((one) => one.entry),
      );
    await expect.poll(async () => new Set(await thursday())).toEqual(new Set(["late"]));
    await inspect(page, "care-thursday-1366-zh");
    await page.getByTestId("day-switch").locator(".back").click();
    await page.getByTestId("nap-all").waitFor();

    // One line: its day, a correction, and an entry for it alone.
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const panel = page.getByTestId("child-panel");
    const water = panel.getByTestId("fact").filter({ hasText: "60 ml" });
    await water.locator("button").first().click();
    await panel.getByTestId("correct-form").locator("input").first().fill("８０");
    await panel.getByTestId("correct-now").click();
    await panel.getByText("80 ml").waitFor();
    await inspect(page, "care-child-1366-zh");
    await page.getByTestId("add-one").click();
    await page.keyboard.type("43");
    await page.keyboard.press("Enter");
    await expect
      .poll(
        async () =>
          (await linesOf(address)).filter((line) => line.entries.some((one) => one.choice === "loose")).length,
      )
      .toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("a nap round is one key, a gap stays in sight, and the class goes out and in by one key", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    const inside = await openCare(page, address, "10:00");
    const ofClass = inside[0]?.class_id ?? "";
    // Out, and in again an hour later.
    await page.getByTestId("command").focus();
    await page.keyboard.press("NumpadSubtract");
    await expect
      .poll(async () => (await linesOf(address)).filter((line) => line.outdoors_since).length)
      .toBe(inside.length);
    await clock(address, "11:00");
    await page.reload();
    await page.getByTestId("out-all").waitFor();
    await expect.poll(() => page.getByTestId("out-all").innerText()).toContain("全班回来");
    await page.getByTestId("command").focus();
    await page.keyboard.press("NumpadSubtract");
    await expect.poll(async () => (await linesOf(address)).filter((line) => line.outdoors_since).length).toBe(0);
    expect((await linesOf(address))[0]?.totals.outdoor).toBeGreaterThanOrEqual(59);

    // Asleep by one key; the duty's address leads to the room.
    await clock(address, "12:00");
    await page.reload();
    await page.getByTestId("care-table").waitFor();
    await page.getByTestId("command").focus();
    await page.keyboard.press("NumpadMultiply");
    await expect.poll(async () => (await roomOf(address, ofClass)).asleep.length).toBe(inside.length);
    await clock(address, "12:45");
    await to(page, `#/care?nap=${ofClass}`);
    await page.reload();
    await page.getByTestId("nap-table").waitFor();
    await expect.poll(() => page.getByTestId("timer").innerText()).toContain("巡视已过");
    // One was found on its belly and turned: marked, then the round for all by one key.
    await page.getByTestId("nap-command").focus();
    await page.keyboard.type(String(inside[1]?.number));
    await page.keyboard.press("Enter");
    await page.keyboard.type("1");
    await page.keyboard.press("NumpadAdd");
    await expect.poll(async () => (await roomOf(address, ofClass)).rounds.length).toBe(1);
    const room = await roomOf(address, ofClass);
    expect(room.rounds[0]?.found).toMatchObject([{ infant_id: inside[1]?.infant_id, choice: "on_back" }]);
    // The clock of the demo nursery goes on while the test types.
    expect(room.gaps).toHaveLength(1);
    expect(room.gaps[0]?.minutes).toBeGreaterThanOrEqual(44);
    await page.getByTestId("rounds").getByText(`${room.gaps[0]?.minutes} 分钟无人巡视`).waitFor();
    await expect.poll(() => page.getByTestId("timer").innerText()).toContain("距下次巡视");
    await inspect(page, "nap-1366-zh");
    // The first wakes alone, the others together.
    await page.getByTestId(`turn-${inside[0]?.number}`).click();
    await expect.poll(async () => (await roomOf(address, ofClass)).asleep.length).toBe(inside.length - 1);
    await page.keyboard.press("NumpadMultiply");
    await expect.poll(async () => (await roomOf(address, ofClass)).asleep.length).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("a daily card is copied, a message that names another child waits for a look", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const inside = await openCare(page, address, "15:00");
    const [first, second] = inside;
    if (!first || !second) throw new Error("nobody is inside");
    await call(address, "care.record", { infants: [first.infant_id], kind: "meal", choice: "most", text: "软饭" });
    const pasted = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
    await page.keyboard.press("F9");
    await page.getByTestId("card-text").waitFor();
    await expect.poll(() => page.getByTestId("card-text").inputValue()).toContain("大半 软饭");
    await page.keyboard.press("c");
    await expect.poll(pasted).toContain("大半 软饭");
    expect(await pasted()).not.toContain(second.name);
    await page.keyboard.press("g");
    await page.getByTestId("card-picture").waitFor();
    await inspect(page, "cards-1366-zh");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByTestId("card-text").inputValue()).toContain(second.name);

    await to(page, `#/messages?class=${first.class_id}`);
    await page.getByTestId("write").waitFor();
    await page.locator("[data-place] textarea").fill(`今天${second.name}过生日，请穿暖和些`);
    await page.getByTestId("fill").click();
    await page.getByTestId("queue").waitFor();
    await page.getByTestId("names-others").waitFor();
    await inspect(page, "messages-1366-zh");
    // Enter passes no name that nobody has looked at.
    await page.keyboard.press("Enter");
    expect(await call<unknown[]>(address, "care.messages", { since: "2026-11-23" })).toHaveLength(0);
    await page.keyboard.press("F8");
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await call<unknown[]>(address, "care.messages", { since: "2026-11-23" })).length)
      .toBe(1);
    expect(await pasted()).toContain(second.name);
    // The next is the birthday child itself: its own name holds nothing back.
    await expect.poll(() => page.getByTestId("names-others").count()).toBe(0);
    await page.keyboard.press("Enter");
    await expect
      .poll(async () => (await call<unknown[]>(address, "care.messages", { since: "2026-11-23" })).length)
      .toBe(2);
    await to(page, "#/messages?sent");
    await page.reload();
    await expect.poll(() => page.getByTestId("sent").locator("tbody tr").count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

for (const size of SIZES) {
  for (const language of LANGUAGES) {
    const zh = language === "zh-CN";
    it(`the screens of care at ${size.width} in ${language}`, async () => {
      await withBridge(async (address) => {
        const { page, complaints } = await openScreen(browser, address, size, language);
        const suffix = `${size.width}-${zh ? "zh" : "en"}`;
        const inside = await openCare(page, address, "12:00");
        const infants = inside.map((line) => line.infant_id);
        await call(address, "care.record", { infants, kind: "milk", amount: 120, choice: "formula" });
        await call(address, "care.record", { infants, kind: "sleep" });
        await clock(address, "12:30");
        await call(address, "care.nap_round", { class_id: inside[0]?.class_id, found: [] });
        await page.reload();
        await page.getByTestId("care-table").waitFor();
        await inspect(page, `care-${suffix}`);
        expect((await smallTargets(page)).filter((one) => !one.startsWith("TR"))).toEqual([]);
        await page.getByTestId("command").focus();
        await page.keyboard.type("9/");
        await inspect(page, `care-entry-${suffix}`);
        await page.keyboard.press("Escape");
        await page.keyboard.press("Escape");
        await page.keyboard.press("F7");
        await page.getByTestId("nap-table").waitFor();
        await inspect(page, `care-nap-${suffix}`);
        await page.keyboard.press("F9");
        await page.getByTestId("card-text").waitFor();
        await inspect(page, `care-card-${suffix}`);
        await page.locator("fieldset.chips label").nth(2).click();
        await page.getByTestId("make-plan").first().click();
        await page.getByTestId("plan-panel").waitFor();
        await inspect(page, `care-plan-${suffix}`);
        await to(page, "#/messages");
        await page.getByTestId("write").waitFor();
        await inspect(page, `messages-${suffix}`);
        await page.locator("fieldset.chips label").nth(1).click();
        await page.getByTestId("count").waitFor();
        await inspect(page, `messages-sent-${suffix}`);
        expect(complaints).toEqual([]);
        await page.context().close();
      });
    });
  }
}
