import { flushPromises, mount } from "@vue/test-utils";
import type { VueWrapper } from "@vue/test-utils";
import { beforeEach, describe, expect, it } from "vitest";
import type { Component } from "vue";

import { FakeDay, at, check, child } from "../../../test/attendance";
import { FakeDoor } from "../../../test/fake_door";
import type { ChildDay, Id, Permission } from "../../contract";
import { openDoors } from "../../doors";
import { router } from "../../shell/router";
import { session } from "../access/session";
import AttendanceScreen from "./AttendanceScreen.vue";
import ClassScreen from "./ClassScreen.vue";
import DoorScreen from "./DoorScreen.vue";

const RIGHTS: Permission[] = ["own", "attendance_read", "attendance_write", "health_write", "infants_health"];

let door: FakeDoor;
let day: FakeDay;
let keys = 0;

beforeEach(() => {
  door = new FakeDoor();
  keys = 0;
  openDoors(door);
});

async function open(
  screen: Component,
  rows: ChildDay[],
  rights: Permission[] = RIGHTS,
  path = "/class",
): Promise<VueWrapper> {
  day = new FakeDay(door, rows);
  door.person = { id: "p2" as Id, name: "周静", posts: ["health_worker"], permissions: rights };
  await session.load();
  await router.push(path);
  const wrapper = mount(screen, { attachTo: document.body, global: { plugins: [router] } }) as VueWrapper;
  await flushPromises();
  return wrapper;
}

/** One key of the keyboard, wherever the cursor stands: a field takes what it types, a button its Enter. */
async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  keys += 1;
  const target = document.activeElement ?? document.body;
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  if (!event.defaultPrevented && key.length === 1 && target instanceof HTMLInputElement) {
    target.value += key;
    target.dispatchEvent(new InputEvent("input", { bubbles: true, data: key }));
  }
  if (!event.defaultPrevented && key === "Enter" && target instanceof HTMLButtonElement) target.click();
  await flushPromises();
}

async function type(text: string): Promise<void> {
  for (const key of text) await press(key === "⏎" ? "Enter" : key);
}

const asked = (operation: string): Record<string, unknown>[] =>
  door.asked.filter((one) => one.operation === operation).map(({ request }) => request);
const line = (name: string): ChildDay | undefined => day.rows.find((row) => row.name === name);
const cell = (): string => document.activeElement?.getAttribute("aria-label") ?? "";

describe("the class sheet", () => {
  const twenty = (): ChildDay[] => Array.from({ length: 20 }, (_, place) => child(place + 1));

  it("twenty children, two of them with an exception, are at most eighty keys and no mouse", async () => {
    const wrapper = await open(ClassScreen, twenty());
    for (let number = 1; number <= 20; number += 1) {
      if (number === 4) await type("*2⏎4");
      if (number === 9) await type("*9*");
      await type("365");
    }
    await press("F9");
    expect(keys).toBeLessThanOrEqual(80);
    expect(day.rows.every((row) => row.state === "checked" && row.check?.temperature === 365)).toBe(true);
    expect(line("孩子4")?.check).toMatchObject({ symptoms: ["cough"], disposition: "isolate", temperature: 365 });
    expect(line("孩子9")?.check).toMatchObject({ symptoms: ["injury"], disposition: "observe" });
    expect(wrapper.findAll(".of-entry .tag")[0]?.text()).toBe("逐人 07:57");
    expect(wrapper.get("[data-testid=kept]").text()).toBe("每格即存");
  });

  it("a sign is an act at the row, and the strip does not leave it", async () => {
    const wrapper = await open(ClassScreen, twenty());
    await type("-/+");
    expect([1, 2, 3].map((n) => line(`孩子${n}`)?.state)).toEqual(["to_trace", "checked", "unchecked"]);
    expect(line("孩子2")?.check?.unmeasured).toBe(true);
    expect(
      wrapper
        .findAll(".of-temperature")
        .slice(1, 3)
        .map((one) => one.text().replace("✓", "").trim()),
    ).toEqual(["缺勤", "未测"]);
    expect(cell()).toBe("孩子4 体温 ℃");
    await type("*3");
    expect(wrapper.find("[data-testid=strip]").exists()).toBe(true);
    await press("ArrowDown");
    expect(cell()).toBe("孩子4 体温 ℃");
    await press("Escape");
    expect(wrapper.find("[data-testid=strip]").exists()).toBe(false);
    expect(asked("health.check")).toHaveLength(1);
  });

  it("says how many before it confirms, leaves out who is to be measured again, and marks them apart", async () => {
    const wrapper = await open(ClassScreen, [
      child(1, { state: "unchecked", place: "class" }),
      child(2, { state: "unchecked", place: "class" }),
      child(3, { state: "retake", place: "class", check: check({ temperature: 378, retake_due: at("08:07") }) }),
      child(4),
    ]);
    await press("F9");
    const bar = wrapper.get("[data-testid=confirm-bar]");
    expect(bar.text()).toContain("2 名");
    expect(bar.text()).toContain("孩子1、孩子2");
    expect(asked("health.confirm")).toHaveLength(0);
    await press("Enter");
    expect(asked("health.confirm")).toEqual([{ class_id: "c1", period: "morning" }]);
    expect(line("孩子4")?.state).toBe("not_arrived");
    expect(wrapper.findAll(".tag.bulk").map((tag) => tag.text())).toEqual(["一并 07:57", "一并 07:57"]);
    expect(wrapper.get("[data-testid=kept]").text()).toBe("已按正常确认 2 名");
    expect(cell()).toContain("体温");
  });

  it("a fever is measured again in its own column, and both readings stay", async () => {
    const wrapper = await open(ClassScreen, twenty());
    await type("378");
    expect(wrapper.get(".of-again .tag").text()).toBe("待复测 08:07");
    await press("F8");
    expect(cell()).toBe("孩子1 复测 ℃");
    await type("369");
    expect(line("孩子1")?.check).toMatchObject({ temperature: 378, again: 369 });
    expect(asked("health.retake")).toEqual([{ infant_id: "i1", period: "morning", temperature: 369 }]);
  });

  it("takes back with Ctrl+Z what the core can take back", async () => {
    const wrapper = await open(ClassScreen, twenty());
    await press("z", { ctrlKey: true });
    expect(wrapper.get("[data-testid=kept]").text()).toBe("没有可以撤销的");
  });

  it("yesterday's sheet asks for its reason once, and then goes on by itself", async () => {
    const wrapper = await open(ClassScreen, twenty());
    day.asksReason = true;
    await wrapper.get("[data-testid=day-switch] button").trigger("click");
    await flushPromises();
    await type("365");
    const bar = wrapper.get("[data-testid=reason-bar]");
    expect(bar.text()).toContain("属补录");
    await bar.get("input").setValue("午睡时补记");
    await press("Enter");
    expect(wrapper.find("[data-testid=reason-bar]").exists()).toBe(false);
    expect(line("孩子1")?.check?.temperature).toBe(365);
    await type("364");
    expect(wrapper.find("[data-testid=reason-bar]").exists()).toBe(false);
    expect(asked("health.check").at(-1)).toMatchObject({
      day: "2026-11-22",
      late_reason: "午睡时补记",
      temperature: 364,
    });
  });

  it("goes to the next class with PageDown and F6, and back", async () => {
    const rows = [child(1), child(2, { class_id: "c2" as Id, class_name: "托大班" })];
    const wrapper = await open(ClassScreen, rows);
    day.classes.push(["c2", "托大班"]);
    door.say({ touched: ["institution"] });
    await flushPromises();
    await press("PageDown");
    expect(wrapper.get("h1").text()).toBe("班级登记 · 托大班");
    expect(cell()).toBe("孩子2 体温 ℃");
    await press("F6");
    expect(wrapper.get("h1").text()).toBe("班级登记 · 托小班");
  });

  it("the noon sheet begins with who is here and has no arrivals", async () => {
    const wrapper = await open(ClassScreen, [child(1), child(2, { state: "unchecked", place: "class" })]);
    await wrapper.findAll(".chips input")[1]?.setValue(true);
    await flushPromises();
    expect(asked("attendance.day").at(-1)).toMatchObject({ period: "noon" });
    expect(cell()).toBe("孩子2 体温 ℃");
    await type("-");
    expect(asked("attendance.absent")).toHaveLength(0);
    await type("365");
    expect(asked("health.check")[0]).toMatchObject({ period: "noon" });
  });

  it("who may only look sees the sheet and no key does anything", async () => {
    const wrapper = await open(ClassScreen, twenty(), ["own", "attendance_read"]);
    expect(wrapper.findAll("input:not([type=radio])")).toHaveLength(0);
    expect(wrapper.get("[data-testid=counts]").text()).toContain("只能查看");
    await type("365-/*");
    await press("F9");
    expect(door.asked.filter(({ operation }) => /^(health|attendance)\.(?!day|inside)/.test(operation))).toEqual([]);
  });

  it("says what to do where there is no class, and that nobody is expected", async () => {
    const wrapper = await open(ClassScreen, []);
    expect(wrapper.text()).toContain("这一天没有应到的孩子");
    day.classes = [];
    door.say({ touched: ["institution"] });
    await flushPromises();
    expect(wrapper.text()).toContain("还没有班级");
  });
});

describe("the door", () => {
  const family = (): ChildDay[] => [
    child(17, {
      name: "陈思远",
      usual: { kind: "pickup", id: "g2" as Id, name: "陈雅静", relation: "外祖父" },
      escorts: [
        { kind: "guardian", id: "g1" as Id, name: "李敏", relation: "母亲" },
        { kind: "pickup", id: "g2" as Id, name: "陈雅静", relation: "外祖父" },
      ],
    }),
    child(8, { name: "黄思远" }),
    child(31, { name: "吴梓涵", state: "checked", place: "class", check: check({ temperature: 365 }) }),
  ];

  it("number, Enter, three digits, Enter is a child, and the next is typed at once", async () => {
    await open(DoorScreen, family(), RIGHTS, "/door");
    await type("17⏎365⏎");
    expect(keys).toBeLessThanOrEqual(8);
    expect(asked("health.check")).toEqual([
      { infant_id: "i17", temperature: 365, by: { kind: "pickup", id: "g2", name: "陈雅静", relation: "外祖父" } },
    ]);
    await type("8⏎/⏎");
    expect(asked("health.check")[1]).toEqual({ infant_id: "i8", unmeasured: true });
  });

  it("shows the card before anything is written, and Esc puts the child back", async () => {
    const wrapper = await open(DoorScreen, family(), RIGHTS, "/door");
    await type("17⏎");
    expect(wrapper.get("[data-testid=door]").text()).toContain("陈思远");
    expect(wrapper.get("[data-testid=escort]").text()).toContain("外祖父 陈雅静");
    await type("+");
    expect(wrapper.get("[data-testid=escort]").text()).toContain("母亲 李敏");
    await press("Escape");
    expect(wrapper.get("[data-testid=door]").text()).not.toContain("陈思远");
    expect(asked("health.check")).toHaveLength(0);
    expect(document.activeElement).toBe(wrapper.get("[data-testid=who]").element);
  });

  it("says at the field what is wrong with a number, and what stands already", async () => {
    const wrapper = await open(DoorScreen, family(), RIGHTS, "/door");
    const said = (): string => wrapper.get("[data-testid=said]").text();
    await type("99⏎");
    expect(said()).toContain("没有“99”");
    await press("Escape");
    await type("31⏎");
    expect(said()).toContain("吴梓涵 07:57 已检 36.5");
    expect(wrapper.get<HTMLInputElement>("[data-testid=heat]").element.disabled).toBe(true);
    await press("Enter");
    expect(wrapper.get<HTMLInputElement>("[data-testid=heat]").element.disabled).toBe(false);
  });

  it("never chooses between two by itself: a digit or the arrows do", async () => {
    door.answers["find"] = () => ({
      reply: ["i17", "i8"].map((id) => ({ kind: "infant", id, title: "", detail: "", infant_id: id })),
    });
    const wrapper = await open(DoorScreen, family(), RIGHTS, "/door");
    await type("sy⏎");
    expect(wrapper.findAll("[role=option]").map((one) => one.find("strong").text())).toEqual(["陈思远", "黄思远"]);
    await press("Enter");
    expect(wrapper.find(".name").exists()).toBe(false);
    await type("2");
    expect(wrapper.get(".name").text()).toContain("黄思远");
    await press("Escape");
    await type("sy⏎");
    await press("ArrowDown");
    await press("Enter");
    expect(wrapper.get(".name").text()).toContain("陈思远");
  });

  it("asks for a whole reading, and once more for one that no body has", async () => {
    const wrapper = await open(DoorScreen, family(), RIGHTS, "/door");
    await type("8⏎⏎");
    expect(wrapper.get("[data-testid=wrong]").text()).toContain("三位");
    await type("265⏎");
    expect(wrapper.get("[data-testid=wrong]").text()).toContain("26.5");
    expect(asked("health.check")).toHaveLength(0);
    await type("365⏎");
    expect(asked("health.check")[0]).toMatchObject({ temperature: 365 });
  });

  it("notes an exception with the same keys as the sheet", async () => {
    const wrapper = await open(DoorScreen, family(), RIGHTS, "/door");
    await type("8⏎*2⏎4");
    expect(wrapper.get("[data-testid=noted]").text()).toContain("咳嗽");
    await type("366⏎");
    expect(asked("health.check")[0]).toMatchObject({ symptoms: ["cough"], disposition: "isolate", temperature: 366 });
  });

  it("what is refused stands on top, and is opened again as it was typed", async () => {
    const wrapper = await open(DoorScreen, family(), RIGHTS, "/door");
    const check = door.answers["health.check"];
    door.answers["health.check"] = () => ({ refused: { code: "x", message: "请核对", field: "by" } });
    await type("8⏎365⏎");
    expect(wrapper.get("tr.refused").text()).toContain("请核对");
    door.answers["health.check"] = check as never;
    await wrapper.get("[data-testid=again]").trigger("click");
    await flushPromises();
    expect(wrapper.get<HTMLInputElement>("[data-testid=heat]").element.value).toBe("36.5");
    await press("Enter");
    expect(line("黄思远")?.check?.temperature).toBe(365);
    expect(wrapper.find("tr.refused").exists()).toBe(false);
  });

  it("offers a second reading when it is due; both stay in sight", async () => {
    const rows = family();
    rows.push(
      child(5, {
        name: "赵欣怡",
        state: "retake",
        place: "observation_room",
        check: check({
          temperature: 378,
          retake_due: at("08:07"),
          symptoms: ["fever"],
          disposition: "isolate",
          card: null,
        }),
      }),
    );
    const wrapper = await open(DoorScreen, rows, RIGHTS, "/door");
    expect(wrapper.get("[data-testid=due]").text()).toContain("赵欣怡");
    await press("F8");
    expect(wrapper.get("[data-testid=first-reading]").text()).toContain("37.8");
    await type("369⏎");
    expect(asked("health.retake")).toEqual([{ infant_id: "i5", temperature: 369 }]);
    expect(wrapper.find("[data-testid=due]").exists()).toBe(false);
    expect(wrapper.get("[data-testid=entries] tbody tr").text()).toMatch(/37\.8\s*→\s*36\.9/);
  });

  it("F7 leads to who is to be traced, and who may only look has no field", async () => {
    const wrapper = await open(DoorScreen, family(), ["own", "attendance_read"], "/door");
    expect(wrapper.find("[data-testid=who]").exists()).toBe(false);
    expect(wrapper.text()).toContain("只能查看");
    expect(wrapper.get("[data-testid=missing]").text()).toContain("陈思远");
  });
});

describe("the list of the day", () => {
  const rows = (): ChildDay[] => [
    child(1, { name: "王一诺", state: "to_trace" }),
    child(2, { name: "李可馨", state: "checked", place: "class", escorts: [], check: check() }),
    child(3, {
      name: "刘雨桐",
      state: "on_leave",
      leave: {
        id: "l1" as Id,
        from: "2026-11-22",
        to: "2026-11-25",
        cause: "sick",
        disease: "咳嗽",
        told_by: "母亲",
        note: "",
      },
    }),
  ];
  const names = (wrapper: VueWrapper): string[] => wrapper.findAll("tbody .of-name strong").map((one) => one.text());

  it("opens at who is to be traced, with the family's phones and the call to be noted", async () => {
    door.answers["infants.show"] = () => ({
      reply: { guardians: [{ name: "李敏", relation: "母亲", phone: "13800000000" }] },
    });
    const wrapper = await open(AttendanceScreen, rows(), RIGHTS, "/attendance?to_trace");
    door.answers["attendance.trace"] = () => ({ reply: day.rows[0], touched: ["attendance"] });
    expect(names(wrapper)).toEqual(["王一诺"]);
    await wrapper.get("tbody tr").trigger("click");
    await flushPromises();
    expect(wrapper.get("[data-testid=act-trace]").attributes("aria-selected")).toBe("true");
    expect(wrapper.get<HTMLButtonElement>("[data-testid=act-now]").element.disabled).toBe(true);
    await wrapper.get(".phones button").trigger("click");
    await wrapper.findAll(".chips input").at(-1)?.setValue(true);
    await wrapper.get("[data-testid=act-now]").trigger("click");
    await flushPromises();
    expect(asked("attendance.trace")[0]).toMatchObject({
      infant_id: "i1",
      spoke_with: "母亲 李敏",
      phone: "13800000000",
      answered: false,
    });
    expect(wrapper.get("[data-testid=said]").text()).toBe("已记下联系：王一诺");
    expect(wrapper.find("[data-testid=day-panel]").exists()).toBe(false);
  });

  it("says at the field what is wrong with leave, and keeps what was typed", async () => {
    const wrapper = await open(AttendanceScreen, rows(), RIGHTS, "/attendance");
    expect(names(wrapper)).toEqual(["王一诺", "李可馨", "刘雨桐"]);
    door.answers["attendance.leave"] = () => ({
      refused: { code: "attendance_days", message: "结束日期早于开始日期。", field: "to" },
    });
    await wrapper.get("tbody tr").trigger("click");
    await wrapper.get("[data-testid=act-leave]").trigger("click");
    await flushPromises();
    const form = wrapper.get("[data-testid=form-leave]");
    wrapper.findComponent({ name: "ElSelect" }).vm.$emit("update:modelValue", "personal");
    await flushPromises();
    const fields = form.findAll("input").filter((one) => one.attributes("placeholder") === "2026-01-31");
    await fields[1]?.setValue("2026-11-20");
    await wrapper.get("[data-testid=act-now]").trigger("click");
    await flushPromises();
    expect(asked("attendance.leave")[0]).toMatchObject({ from: "2026-11-23", to: "2026-11-20", cause: "personal" });
    expect(form.get("[role=alert]").text()).toBe("结束日期早于开始日期。");
    expect((fields[1]?.element as HTMLInputElement | undefined)?.value).toBe("2026-11-20");
  });

  it("lets who may only look see and do nothing, and narrows by state", async () => {
    const wrapper = await open(AttendanceScreen, rows(), ["own", "attendance_read"], "/attendance");
    await wrapper.get("tbody tr").trigger("click");
    await flushPromises();
    expect(wrapper.get("[data-testid=day-panel]").text()).toContain("只能查看");
    expect(wrapper.find("form").exists()).toBe(false);
    await wrapper.findAll(".chips input")[2]?.setValue(true);
    expect(names(wrapper)).toEqual(["刘雨桐"]);
    expect(wrapper.get("tbody tr").text()).toContain("病假 咳嗽 · 至 11-25");
  });

  it("shows who is inside now", async () => {
    const wrapper = await open(AttendanceScreen, rows(), RIGHTS, "/attendance");
    await wrapper.get("[data-testid=inside-now]").trigger("click");
    await flushPromises();
    expect(document.querySelector("[data-testid=inside]")?.textContent).toContain("李可馨");
    expect(document.body.textContent).toContain("08:10 在园 1 名");
    wrapper.unmount();
  });
});
