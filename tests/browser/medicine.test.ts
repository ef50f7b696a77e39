import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { LANGUAGES, SIZES, inspect, openScreen, smallTargets, startBrowser } from "../lib/browser";
import { call } from "../lib/call";
import { signInAs, withBridge } from "../lib/journey";

let browser: Browser;
const PIN = "246810";
const TODAY = "2026-11-23";
/** A PIN is checked slowly on purpose, and the machine may be busy. */
const SLOW = { timeout: 15_000 };

beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

interface Child {
  infant_id: string;
  name: string;
  number: number | null;
  state: string;
  place: string | null;
}
interface Dose {
  infant_id: string;
  due: string | null;
  state: string;
  record: { witness: string | null; unwitnessed: boolean; reason: string } | null;
}
interface Order {
  id: string;
  infant_id: string;
  state: string;
  files: object[];
  returned: { returned: string } | null;
}

const to = (page: Page, hash: string): Promise<void> => page.evaluate((to) => void (location.hash = to), hash);
/** The medicine of one child today: the demo nursery has that of another. */
async function medicines(address: string, child: Child): Promise<{ doses: Dose[]; orders: Order[] }> {
  const { doses, orders } = await call<{ doses: Dose[]; orders: Order[] }>(address, "health.medicines", {});
  const mine = (one: { infant_id: string }): boolean => one.infant_id === child.infant_id;
  return { doses: doses.filter(mine), orders: orders.filter(mine) };
}

/** A child that has come, to which medicine can be given. */
async function present(address: string): Promise<Child> {
  const { rows } = await call<{ rows: Child[] }>(address, "attendance.day", {});
  const here = rows.find((row) => row.place === "class") ?? rows.find((row) => row.state === "not_arrived");
  if (!here) throw new Error("nobody is to come");
  if (here.place === null) await call(address, "attendance.arrive", { infant_id: here.infant_id });
  return here;
}

/** An order as a guardian gives it, past the screen. */
async function order(address: string, child: Child, more: object = {}): Promise<Order> {
  const { guardians } = await call<{ guardians: { id: string }[] }>(address, "infants.show", { id: child.infant_id });
  return call<Order>(address, "health.authorise_medicine", {
    infant_id: child.infant_id,
    guardian_id: guardians[0]?.id,
    drug: "阿莫西林颗粒",
    strength: "0.125 g",
    dose: "1 袋",
    times: ["07:45", "11:30"],
    from: TODAY,
    to: "2026-11-24",
    labelled: true,
    expires_on: "2027-06-30",
    illness: "急性中耳炎",
    note: "饭后",
    brought: "6 袋",
    signed: true,
    ...more,
  });
}

/** Chooses in a list that is typed into. */
async function pick(page: Page, field: Locator, text: string): Promise<void> {
  await field.click();
  await field.fill(text);
  await page.getByRole("option").filter({ hasText: text }).first().click();
}

it("an order is taken in, signed, given before a witness, refused, given back and printed", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "health_worker");
    const child = await present(address);
    await to(page, "#/medicine");
    await page.getByTestId("tab-medicine").waitFor();
    await page.keyboard.press("n");
    const form = page.getByTestId("order-form");
    await pick(page, form.getByRole("combobox", { name: "婴幼儿" }), child.name);
    await form.getByLabel("药物名称").fill("头孢克洛干混悬剂");
    await form.getByLabel("每次剂量").fill("5 ml");
    // Full-width, several at once, and one more with Enter that does not send the form.
    await form.getByTestId("times").click();
    await page.keyboard.insertText("０７４５，0800");
    await page.keyboard.press("Enter");
    await form.getByLabel("有效期至").fill("2026-11-20");
    await form.locator(".el-select").nth(1).click();
    await page.getByRole("option").first().click();
    const chooser = page.waitForEvent("filechooser");
    await form.getByTestId("pick").click();
    await (await chooser).setFiles({ name: "标签.png", mimeType: "image/png", buffer: await page.screenshot() });
    await form.getByText("标签.png").waitFor();
    // What was typed survives a look elsewhere.
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await form.getByText("已恢复上次没有存的内容").waitFor();
    expect(await form.getByLabel("药物名称").inputValue()).toBe("头孢克洛干混悬剂");
    // A label that ends before the last dose is refused at its field.
    await page.keyboard.press("Control+Enter");
    await form.getByText("早于最后一次喂药").waitFor();
    await inspect(page, "medicine-order-form-1366-zh");
    await form.getByLabel("有效期至").fill("2027-06-30");
    const again = page.waitForEvent("filechooser");
    await form.getByTestId("pick").click();
    await (await again).setFiles({ name: "标签.png", mimeType: "image/png", buffer: await page.screenshot() });
    await form.getByText("标签.png").waitFor();
    await form.getByTestId("order-save").click();

    const panel = page.getByTestId("order-panel");
    await panel.waitFor();
    expect((await medicines(address, child)).orders[0]).toMatchObject({ state: "unsigned" });
    expect((await medicines(address, child)).orders[0]?.files).toHaveLength(1);
    await panel.getByTestId("print-order").click();
    await page.locator(".paper-dialog img").first().waitFor();
    await inspect(page, "medicine-order-paper-1366-zh");
    await page.keyboard.press("Escape");
    await page.getByTestId("form-sign").getByTestId("act-now").click();
    await expect.poll(async () => (await medicines(address, child)).orders[0]?.state, SLOW).toBe("running");

    await page.getByTestId("said").getByText("已登记签字").waitFor();
    // The next due dose by its key; the witness types the own number.
    await page.keyboard.press("F8");
    const dose = page.getByTestId("dose-panel");
    await dose.getByTestId("give-now").waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? ""), SLOW).toContain("已喂");
    await dose.getByText("现在输入 PIN").click();
    await dose.getByRole("combobox", { name: "见证人" }).click();
    await page.getByRole("option", { name: "林静文" }).click();
    await dose.getByLabel("见证人的 PIN").fill(PIN);
    await inspect(page, "medicine-give-1366-zh");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await medicines(address, child)).doses[0]?.record?.witness, SLOW).toBe("林静文");

    // The second one the child spits out: with its reason, from the keyboard.
    await page.getByTestId("said").waitFor();
    await page.keyboard.press("F8");
    await dose.getByTestId("dose-refused").click();
    await dose.getByLabel("原因").fill("哭闹吐出");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await medicines(address, child)).doses[1]?.state, SLOW).toBe("refused");
    expect((await medicines(address, child)).doses[1]?.record?.reason).toBe("哭闹吐出");
    await page.getByTestId("said").getByText("拒服").waitFor();
    await page.keyboard.press("Control+z");
    await expect.poll(async () => (await medicines(address, child)).doses[1]?.record, SLOW).toBe(null);

    await page.getByTestId("next-due").waitFor();
    // By mere Enter it is given, and waits for its witness.
    await page.keyboard.press("F8");
    await dose.getByTestId("give-now").waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await medicines(address, child)).doses[1]?.record?.unwitnessed, SLOW).toBe(true);

    // What nobody ordered is written all the same, and marked.
    await page.getByTestId("extra").click();
    const extra = page.getByTestId("extra-form");
    await pick(page, extra.getByRole("combobox", { name: "婴幼儿" }), child.name);
    await extra.getByLabel("药物").fill("退热栓");
    await extra.getByLabel("实际剂量").fill("半枚");
    await extra.getByLabel("原因").fill("家长电话要求");
    await page.getByTestId("extra-now").click();
    await page.getByTestId("doses").getByText("没有有效委托").first().waitFor();
    await inspect(page, "medicine-doses-1366-zh");

    // Form 2, and what is left goes home.
    await page.keyboard.press("p");
    await page.locator(".paper-dialog img").first().waitFor();
    await inspect(page, "medicine-form2-1366-zh");
    await page.keyboard.press("Escape");
    await page.locator(".chips label").filter({ hasText: "家长委托" }).click();
    await page.getByTestId("orders").locator("tbody tr").filter({ hasText: child.name }).click();
    await panel.getByTestId("order-return").click();
    await panel.getByLabel("归还了什么").fill("约 20 ml");
    await page.keyboard.press("Enter");
    await expect
      .poll(
        async () =>
          (await call<{ orders: Order[] }>(address, "health.medicine_history", { infant_id: child.infant_id }))
            .orders[0]?.returned?.returned,
        SLOW,
      )
      .toBe("约 20 ml");

    // All of it stands in the child's history, one press from the file.
    await to(page, `#/infants/${child.infant_id}`);
    await page.getByTestId("to-medicine").click();
    await page.getByTestId("medicine-history").getByText("退热栓").waitFor();
    await inspect(page, "medicine-history-1366-zh");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

interface Incident {
  id: string;
  state: string;
  kind: string;
  parts: string[];
  told: { party: string; name: string; phone: string }[];
  to_tell: { party: string }[];
}
const incidents = (address: string): Promise<Incident[]> => call(address, "safety.incidents", { since: "2000-01-01" });

it("an injury is reported by the keyboard, told, followed up and closed", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    await signInAs(page, "health_worker");
    const child = await present(address);
    await to(page, "#/incidents");
    await page.getByTestId("new-incident").waitFor();
    await inspect(page, "incidents-empty-1366-zh");
    await page.keyboard.press("n");
    const form = page.getByTestId("incident-form");
    await form.getByRole("combobox", { name: "婴幼儿" }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role")), SLOW).toBe("combobox");
    await page.keyboard.insertText(child.name);
    await page.getByRole("option").filter({ hasText: child.name }).first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const until = async (target: Locator): Promise<void> => {
      for (let at = 0; at < 40; at += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press("Tab");
      }
      throw new Error("Tab does not lead there");
    };
    await until(form.getByRole("combobox", { name: "类型" }));
    await page.keyboard.insertText("跌伤");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await until(form.getByRole("radio").first());
    await page.keyboard.press("ArrowDown");
    // On the picture: from the chest down to the abdomen, over to the back of the body.
    await until(form.getByRole("button", { name: "胸部", exact: true }));
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press(" ");
    await until(form.getByLabel(/^经过/));
    await page.keyboard.insertText("追跑时撞到桌角");
    await inspect(page, "incident-form-1366-zh");
    await page.keyboard.press("Control+Enter");

    const panel = page.getByTestId("incident-panel");
    await panel.waitFor();
    const [one] = await incidents(address);
    expect(one).toMatchObject({ kind: "fall", state: "open" });
    expect(one?.parts).toHaveLength(1);
    expect(one?.to_tell.map(({ party }) => party)).toEqual(["guardian", "director", "insurer"]);

    // The guardian by the number on file; the others by name.
    await panel.locator(".phones button").first().click();
    await inspect(page, "incident-panel-1366-zh");
    await panel.getByTestId("tell-now").click();
    await expect.poll(async () => (await incidents(address))[0]?.told.length, SLOW).toBe(1);
    expect((await incidents(address))[0]?.told[0]?.phone).not.toBe("");
    await panel.getByTestId("tell-now").click();
    await expect.poll(async () => (await incidents(address))[0]?.told.length, SLOW).toBe(2);
    await panel.getByLabel("姓名或接听人").fill("95518");
    await panel.getByTestId("tell-now").click();
    await expect.poll(async () => (await incidents(address))[0]?.to_tell.length, SLOW).toBe(0);

    await panel.getByTestId("follow-form").getByLabel("就医机构").fill("区人民医院");
    await panel.getByRole("combobox", { name: "转归" }).click();
    await page.getByRole("option", { name: "痊愈" }).click();
    await panel.getByTestId("follow-now").click();
    await panel.getByTestId("close-now").waitFor();
    await panel.getByTestId("incident-video").click();
    await panel.getByLabel("另存在哪里").fill("移动硬盘 2 号");
    await panel.getByTestId("video-save").click();
    await panel.getByText("已另存：移动硬盘 2 号").waitFor();
    await inspect(page, "incident-video-1366-zh");
    await panel.getByTestId("incident-close").click();
    await panel.getByLabel("改进措施").fill("桌角加防撞条");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await incidents(address))[0]?.state, SLOW).toBe("closed");
    await to(page, `#/incidents/${one?.id ?? ""}`);
    await panel.waitFor();
    await panel.getByTestId("print-incident").click();
    await page.locator(".paper-dialog img").first().waitFor();
    await inspect(page, "incident-form9-1366-zh");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

it("signs of harm are seen by who wrote them and by the director, and by nobody else", async () => {
  await withBridge(async (address) => {
    const { page, complaints } = await openScreen(browser, address);
    const change = async (post: Parameters<typeof signInAs>[1]): Promise<void> => {
      await page.keyboard.press("F2");
      await page.locator(".people button").first().waitFor();
      await signInAs(page, post);
    };
    await signInAs(page, "carer");
    await to(page, "#/incidents");
    await page.getByTestId("to-concerns").click();
    await page.getByTestId("concern-banner").waitFor();
    await page.getByTestId("write-concern").click();
    const form = page.getByTestId("concern-form");
    await form.getByRole("combobox", { name: "婴幼儿" }).click();
    await page.getByRole("option").first().click();
    await form.getByLabel("看到、听到的迹象").fill("双上臂有成排的青紫");
    await form.getByRole("button", { name: "左臂", exact: true }).click();
    await inspect(page, "concern-form-1366-zh");
    await page.keyboard.press("Control+Enter");
    const panel = page.getByTestId("concern-panel");
    await panel.waitFor();
    await inspect(page, "concern-panel-1366-zh");
    const name = await panel.locator("h2").innerText();
    expect(await page.title()).not.toContain(name);

    // Who comes next to this desk finds nothing of it, in the page or in the address.
    await page.keyboard.press("F2");
    await page.locator(".people button").first().waitFor();
    expect(page.url()).not.toContain("concern");
    expect(await page.locator("body").innerText()).not.toContain(name);
    await signInAs(page, "health_worker");
    await to(page, "#/incidents?concern=");
    await page.getByText("没有您能看到的记录").waitFor();
    await change("bookkeeper");
    await to(page, "#/incidents");
    await page.getByTestId("concern-banner").waitFor();
    expect(await page.locator("nav a[data-testid^=tab-]").count()).toBe(1);
    await inspect(page, "concern-only-1366-zh");

    // The director is led there by Today, reports it, and closes it with a second person.
    await change("director");
    await to(page, "#/today");
    await page.locator(".duty").filter({ hasText: "疑似侵害" }).getByTestId("finish").click();
    await panel.waitFor();
    await panel.getByLabel("接听人或警号").fill("警号 0315");
    await panel.getByTestId("concern-now").click();
    await panel.getByTestId("concern-close").click();
    await panel.getByLabel(/^结果/).fill("公安已介入");
    await panel.getByTestId("concern-now").click();
    await panel.getByTestId("act-error").waitFor();
    await panel.getByRole("combobox", { name: "另一人" }).click();
    await page.getByRole("option", { name: "周岚" }).click();
    await panel.getByLabel("另一人的 PIN").fill(PIN);
    await panel.getByTestId("concern-now").click();
    await expect
      .poll(async () => (await call<{ state: string }[]>(address, "safety.concerns", {}))[0]?.state, SLOW)
      .toBe("closed");
    await inspect(page, "concern-closed-1366-zh");
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

for (const size of SIZES) {
  for (const language of LANGUAGES) {
    const suffix = `${size.width}-${language.slice(0, 2)}`;
    it(`the screens of health at ${size.width} in ${language}`, async () => {
      await withBridge(async (address) => {
        const { page, complaints } = await openScreen(browser, address, size, language);
        await signInAs(page, "director");
        const child = await present(address);
        const { rows } = await call<{ rows: Child[] }>(address, "attendance.day", {});
        const [second, third] = rows.filter(({ infant_id }) => infant_id !== child.infant_id);
        await order(address, child);
        if (second)
          await order(address, second, { drug: "布洛芬混悬液", dose: "4 ml", times: ["15:00"], signed: false });
        if (third) {
          await call(address, "safety.report_incident", {
            infant_id: third.infant_id,
            kind: "fall",
            severity: "clinic",
            at: Date.parse("2026-11-23T07:20:00+08:00"),
            parts: ["face", "left_knee"],
            place: "户外活动场",
            activity: "玩耍",
            story: "从滑梯台阶上摔下，额头和左膝擦伤",
            first_aid: "清洁、冷敷",
          });
        }
        await call(address, "safety.write_concern", {
          infant_id: child.infant_id,
          signs: "双上臂有成排的青紫",
          parts: ["left_arm", "right_arm"],
        });

        await to(page, "#/medicine");
        await page.getByTestId("doses").locator("tbody tr").first().waitFor();
        await inspect(page, `medicine-doses-${suffix}`);
        await page.keyboard.press("F8");
        await page.getByTestId("give-now").waitFor();
        await inspect(page, `medicine-dose-${suffix}`);
        expect.soft((await smallTargets(page)).filter((target) => !target.startsWith("TR"))).toEqual([]);
        await page.keyboard.press("Escape");
        await page.locator(".chips label").nth(1).click();
        await page.getByTestId("orders").locator("tbody tr").first().click();
        await page.getByTestId("order-panel").waitFor();
        await inspect(page, `medicine-order-${suffix}`);
        await page.keyboard.press("Escape");
        await page.getByTestId("new-order").click();
        await page.getByTestId("order-form").waitFor();
        await page.waitForTimeout(400);
        await page.keyboard.press("Tab");
        await inspect(page, `medicine-new-${suffix}`);
        await to(page, `#/medicine?infant=${child.infant_id}`);
        await page.getByTestId("medicine-history").locator("tbody tr").first().waitFor();
        await inspect(page, `medicine-history-${suffix}`);

        await to(page, "#/incidents");
        const row = page.getByTestId("incidents").locator("tbody tr").first();
        await row.waitFor();
        await inspect(page, `incidents-${suffix}`);
        await row.click();
        await page.getByTestId("incident-panel").waitFor();
        await inspect(page, `incident-${suffix}`);
        await page.keyboard.press("Escape");
        await page.getByTestId("new-incident").click();
        await page.getByTestId("incident-form").waitFor();
        await page.waitForTimeout(400);
        await page.keyboard.press("Tab");
        await inspect(page, `incident-new-${suffix}`);
        const picture = page.getByTestId("body");
        await picture.locator("[data-part=left_knee][role=button]").click();
        await picture.locator("[data-part=eye][role=button]").click({ position: { x: 12, y: 10 } });
        await page.keyboard.press("ArrowDown");
        await picture.evaluate((element) => element.scrollIntoView({ block: "nearest" }));
        await inspect(page, `body-${suffix}`);
        await page.keyboard.press("Escape");
        await page.getByTestId("to-concerns").click();
        await page.getByTestId("concerns").locator("tbody tr").first().waitFor();
        await inspect(page, `concerns-${suffix}`);
        await page.getByTestId("concerns").locator("tbody tr").first().click();
        await page.getByTestId("concern-panel").waitFor();
        await inspect(page, `concern-${suffix}`);
        await to(page, "#/illness");
        await page.getByTestId("tab-illness").waitFor();
        await inspect(page, `illness-${suffix}`);
        await to(page, `#/infants/${child.infant_id}`);
        await page.locator("[data-part=care] dl").waitFor();
        await page.locator("[data-part=care]").scrollIntoViewIfNeeded();
        await inspect(page, `infant-care-${suffix}`);
        await to(page, "#/door");
        await page.getByTestId("entries").waitFor();
        await page.keyboard.type(String(child.number));
        await page.keyboard.press("Enter");
        await page.getByTestId("heat").waitFor();
        // It was checked already; a second Enter takes it in hand.
        await page.keyboard.press("Enter");
        await inspect(page, `medicine-door-${suffix}`);
        expect(complaints).toEqual([]);
        await page.context().close();
      });
    });
  }
}
