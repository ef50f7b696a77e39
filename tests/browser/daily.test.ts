import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, smallTargets, startBrowser } from "../lib/browser";
import { call } from "../lib/call";
import { COST, Hands } from "../lib/hands";
import { signInAs, withBridge } from "../lib/journey";
import { emptyFolder } from "../lib/places";

let browser: Browser;
const PIN = "246810";

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

interface Child {
  infant_id: string;
  number: number | null;
  name: string;
  state: string;
  place: string | null;
  class_name: string;
  arrival: { escort: { relation: string } | null } | null;
  check: {
    touched: boolean;
    temperature: number | null;
    again: number | null;
    symptoms: string[];
    disposition: string;
  } | null;
}
const rowsOf = async (address: string, request: object = {}): Promise<Child[]> =>
  (await call<{ rows: Child[] }>(address, "attendance.day", request)).rows;
const to = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash);

/** A nursery with twenty children in one class, the director signed in. */
async function twenty(address: string): Promise<void> {
  await call(address, "setup", { name: "晨曦托育园", director: "林若兰", pin: PIN });
  const classes = await call<{ id: string; kind: string }[]>(address, "institution.classes");
  const older = classes.find((one) => one.kind === "older_toddlers")?.id;
  const { today } = await call<{ today: string }>(address, "session.state");
  const birth = `${Number(today.slice(0, 4)) - 3}-${String((Number(today.slice(5, 7)) % 12) + 1).padStart(2, "0")}-15`;
  const born =
    birth > `${Number(today.slice(0, 4)) - 2}${today.slice(4)}` ? birth : `${Number(today.slice(0, 4)) - 2}-01-15`;
  for (let n = 1; n <= 20; n += 1) {
    const { id } = await call<{ id: string }>(address, "infants.save", {
      name: `周小${"一二三四五六七八九十甲乙丙丁戊己庚辛壬癸"[n - 1]}`,
      sex: "female",
      birth: born,
      guardians: [{ name: "周敏", relation: "母亲", phone: "19900010001", address: "", work_unit: "", legal: true }],
    });
    await call(address, "infants.enrol", { id, class_id: older, on: today, despite: "证件后补" });
  }
}

it("twenty children with two exceptions take at most eighty keys, thirty seconds and no mouse", async () => {
  await withBridge(async (address) => {
    await twenty(address);
    const { page, complaints } = await openScreen(browser, address);
    await page.getByTestId("switch-person").waitFor();
    const classes = await call<{ id: string; kind: string }[]>(address, "institution.classes");
    await to(page, `#/class/${classes.find((one) => one.kind === "older_toddlers")?.id ?? ""}`);
    await page.getByTestId("sheet").waitFor();
    const hands = new Hands(page);
    for (let n = 0; n < 20; n += 1) {
      if (n === 4) {
        // A cough on top of a normal temperature: the strip, one sign, and what usually follows.
        await hands.type("366");
        await hands.key("ArrowUp");
        await hands.type("*2*");
        await hands.key("ArrowDown");
      } else if (n === 11) {
        await hands.type("378");
      } else {
        await hands.type(`36${n % 8}`);
      }
    }
    await expect
      .poll(async () => (await rowsOf(address)).filter((row) => row.check !== null).length, { timeout: 20_000 })
      .toBe(20);
    const rows = await rowsOf(address);
    expect(rows.every((row) => row.check?.touched)).toBe(true);
    expect(rows[4]?.check).toMatchObject({ temperature: 366, symptoms: ["cough"], disposition: "observe" });
    expect(rows[11]).toMatchObject({ state: "retake", place: "observation_room" });
    expect(rows[19]?.check?.temperature).toBe(363);
    console.warn(`class sheet of twenty: ${hands.done.key} keys, ${hands.seconds.toFixed(1)} s`);
    expect(hands.done.key).toBeLessThanOrEqual(80);
    expect(hands.done.press).toBe(0);
    expect(hands.done.key * COST.key).toBeLessThanOrEqual(30);
    expect(complaints).toEqual([]);
    await page.context().close();
  }, emptyFolder());
});

it("at the door one child takes at most eight keys of the number pad", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "health_worker");
    await to(page, "#/door");
    await page.getByTestId("who").waitFor();
    const waiting = (await rowsOf(address)).filter((row) => row.state === "not_arrived");
    const [first, second] = waiting;
    if (!first?.number || !second?.number) throw new Error("nobody is to come");
    const hands = new Hands(page);
    await hands.type(String(first.number));
    await hands.key("Enter");
    await page.getByTestId("heat").waitFor();
    await hands.type("365");
    await hands.key("Enter");
    const of = async (child: Child) => (await rowsOf(address)).find((row) => row.infant_id === child.infant_id);
    await expect.poll(async () => (await of(first))?.state).toBe("checked");
    expect((await of(first))?.arrival?.escort?.relation).toBe("母亲");
    expect(hands.done.key).toBeLessThanOrEqual(8);
    // The next can be typed at once, without a look; full-width digits are digits.
    await page.keyboard.type(String(second.number));
    await page.keyboard.press("Enter");
    await page.getByTestId("heat").waitFor();
    await page.keyboard.insertText("３６７");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await of(second))?.check?.temperature).toBe(367);
    await inspect(page, "door-1366-zh");
    const small = await smallTargets(page);
    expect(small.filter((target) => target.includes("el-button"))).toEqual([]);
    // The bulk confirmation touches who has arrived and nobody else.
    const unchecked = (await rowsOf(address)).filter((row) => row.state === "unchecked").length;
    await page.keyboard.press("F9");
    await page.getByTestId("confirm-bar").waitFor();
    expect(await page.getByTestId("confirm-bar").innerText()).toContain(String(unchecked));
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await rowsOf(address)).filter((row) => row.state === "unchecked").length).toBe(0);
    expect((await rowsOf(address)).filter((row) => row.check !== null && !row.check.touched)).toHaveLength(unchecked);
    expect((await rowsOf(address)).filter((row) => row.state === "retake")).toHaveLength(1);
    await page.keyboard.press("Control+z");
    await expect
      .poll(async () => (await rowsOf(address)).filter((row) => row.state === "unchecked").length)
      .toBe(unchecked);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("a child with a fever goes home with a stranger once, and comes back without and then with the certificate", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "health_worker");
    const child = (await rowsOf(address)).find((row) => row.state === "not_arrived" && row.number);
    if (!child?.number) throw new Error("nobody is to come");
    const of = async () => (await rowsOf(address)).find((row) => row.infant_id === child.infant_id);
    const atDoor = async (keys: string): Promise<void> => {
      await to(page, "#/door");
      await page.getByTestId("who").waitFor();
      await page.keyboard.type(String(child.number));
      await page.keyboard.press("Enter");
      await page.getByTestId("heat").waitFor();
      await page.keyboard.type(keys);
      await page.keyboard.press("Enter");
    };

    // Found at the door, with a sign: the observation room, and a case that wants the guardian told.
    await atDoor("381");
    await expect.poll(async () => (await of())?.place).toBe("observation_room");
    await to(page, "#/today");
    await page.getByText("尚未告知家长").first().waitFor();
    await to(page, "#/illness");
    await page.getByTestId("illnesses").locator("tbody tr").filter({ hasText: child.name }).click();
    const panel = page.getByTestId("illness-panel");
    await panel.locator(".phones button").first().click();
    await inspect(page, "illness-1366-zh");
    await page.getByTestId("illness-now").click();
    await panel.getByText("已告知家长").first().waitFor();

    // Collected by a neighbour: called, looked at, and seen by a second person.
    await to(page, "#/attendance");
    await page.getByTestId("attendance").locator("tbody tr").filter({ hasText: child.name }).click();
    await page.getByTestId("act-departOnce").click();
    const form = page.getByTestId("form-departOnce");
    await form.locator("input").nth(0).fill("王先生");
    await form.locator("input").nth(1).fill("邻居");
    await form.locator(".el-checkbox").click();
    await form.locator(".phones button").first().click();
    await form.getByLabel("监护人的答复").fill("同意由邻居接回");
    await form.locator(".el-select").click();
    await page.getByRole("option", { name: "林静文" }).click();
    await form.getByLabel("确认人的数字码").fill(PIN);
    await inspect(page, "depart-once-1366-zh");
    await page.getByTestId("act-now").click();
    await expect.poll(async () => (await of())?.state).toBe("gone");

    // The diagnosis comes the same day.
    await to(page, "#/illness");
    await page.getByTestId("illnesses").locator("tbody tr").filter({ hasText: child.name }).click();
    await page.getByTestId("move-diagnose").click();
    await panel.locator(".el-select").click();
    await page.getByRole("option", { name: "手足口病" }).click();
    await panel.getByLabel("诊断单位").fill("区妇幼保健院");
    await page.getByTestId("illness-now").click();
    await panel.getByText("返园须查验医疗机构证明").waitFor();

    // Two days later: presence is written, the class is not.
    await call(address, "demo.set_clock", { at: Date.parse("2026-11-25T07:50:00+08:00") });
    await page.reload();
    await page.getByTestId("switch-person").waitFor();
    await atDoor("366");
    await expect.poll(async () => (await of())?.place).toBe("observation_room");
    expect((await of())?.check?.disposition).toBe("isolate");
    await to(page, "#/illness");
    await page.getByTestId("illnesses").locator("tbody tr").filter({ hasText: child.name }).click();
    await page.getByTestId("move-certificate").click();
    await panel.getByLabel("出具证明的医疗机构").fill("区妇幼保健院");
    await page.getByTestId("illness-now").click();
    await panel.getByText("可返园").first().waitFor();
    // And with it she goes to her class, which closes the case.
    await call(address, "health.check", { infant_id: child.infant_id, disposition: "class" });
    await expect.poll(async () => (await of())?.place).toBe("class");
    await expect.poll(() => page.getByTestId("illnesses").getByText(child.name).count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("a class goes home with its usual persons, one stays", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "health_worker");
    await to(page, "#/class");
    await page.getByTestId("home-all").click();
    const going = page.getByTestId("going").locator("li");
    await going.first().waitFor();
    const count = await going.count();
    await going.first().locator(".el-checkbox").click();
    await inspect(page, "home-1366-zh");
    await page.getByTestId("home-now").click();
    await expect.poll(async () => (await rowsOf(address)).filter((row) => row.state === "gone").length).toBe(count - 1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("a reload in the middle of the sheet loses the present cell at most", async () => {
  await withBridge(async (address) => {
    const { page } = await openScreen(browser, address);
    await signInAs(page, "health_worker");
    const open = (await rowsOf(address)).filter((row) => row.state === "not_arrived");
    const name = open.at(-1)?.class_name ?? "";
    const classes = await call<{ id: string; name: string }[]>(address, "institution.classes");
    await to(page, `#/class/${classes.find((one) => one.name === name)?.id ?? ""}`);
    await page.getByTestId("sheet").waitFor();
    const before = (await rowsOf(address)).filter((row) => row.check !== null).length;
    await page.keyboard.type("36536636");
    await expect.poll(async () => (await rowsOf(address)).filter((row) => row.check !== null).length).toBe(before + 2);
    await page.reload();
    expect((await rowsOf(address)).filter((row) => row.check !== null)).toHaveLength(before + 2);
    await page.context().close();
  });
});

for (const size of SIZES) {
  for (const language of LANGUAGES) {
    const zh = language === "zh-CN";
    it(`the screens of the day at ${size.width} in ${language}`, async () => {
      await withBridge(async (address) => {
        const { page, complaints } = await openScreen(browser, address, size, language);
        await signInAs(page, "health_worker");
        const suffix = `${size.width}-${zh ? "zh" : "en"}`;
        await to(page, "#/door");
        await page.getByTestId("entries").waitFor();
        await inspect(page, `door-${suffix}`);
        await to(page, "#/class");
        await page.getByTestId("sheet").waitFor();
        await inspect(page, `class-${suffix}`);
        await page.keyboard.press("*");
        await page.getByTestId("strip").waitFor();
        await inspect(page, `class-strip-${suffix}`);
        await page.keyboard.press("Escape");
        await to(page, "#/attendance");
        await page.getByTestId("attendance").locator("tbody tr").first().waitFor();
        await page.getByTestId("attendance").locator("tbody tr").first().click();
        await page.getByTestId("day-panel").waitFor();
        await inspect(page, `attendance-${suffix}`);
        await page.keyboard.press("Escape");
        await page.keyboard.press("F4");
        await page.getByTestId("inside").waitFor();
        await inspect(page, `inside-${suffix}`);
        expect(complaints).toEqual([]);
        await page.context().close();
      });
    });
  }
}
