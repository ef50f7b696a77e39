import { flushPromises, mount } from "@vue/test-utils";
import type { VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { FakeDoor, infant } from "../../../test/fake_door";
import { openDoors } from "../../doors";
import { router } from "../../shell/router";
import { chooseLanguage } from "../../words";
import InfantList from "./InfantList.vue";

let door: FakeDoor;

beforeEach(() => {
  vi.useFakeTimers();
  door = new FakeDoor();
  openDoors(door);
});
afterEach(() => vi.useRealTimers());

async function list(): Promise<VueWrapper> {
  await router.push("/infants");
  const wrapper = mount(InfantList, { attachTo: document.body, global: { plugins: [router] } }) as VueWrapper;
  await flushPromises();
  return wrapper;
}

const names = (wrapper: VueWrapper): string[] => wrapper.findAll("tbody td.of-name strong").map((name) => name.text());
const find = (wrapper: VueWrapper, text: string): Promise<void> => wrapper.get("[data-testid=find]").setValue(text);

it("lists who is enrolled, with warnings in words", async () => {
  const wrapper = await list();
  expect(names(wrapper)).toEqual(["李可馨", "陈思远", "杨一诺"]);
  expect(wrapper.get("tbody tr").text()).toContain("鸡蛋过敏");
  expect(wrapper.findAll("tbody tr")[1]?.text()).toContain("缺 2 项");
  expect(wrapper.text()).toContain("在托 3 名 · 托位 15 个");
  expect(door.asked.find(({ operation }) => operation === "infants.list")?.request).toMatchObject({
    status: "enrolled",
  });
});

it("asks once after the typing has paused", async () => {
  const wrapper = await list();
  for (const text of ["杨", "杨一", "杨一诺"]) {
    await find(wrapper, text);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(door.count("infants.list")).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(door.count("infants.list")).toBe(2);
  expect(names(wrapper)).toEqual(["杨一诺"]);
});

it("drops an answer that comes after a newer question", async () => {
  const wrapper = await list();
  const held: (() => void)[] = [];
  door.answers["infants.list"] = (request) =>
    new Promise((resolve) =>
      held.push(() => resolve({ reply: { rows: [infant(9, String(request["text"]))], more: null } })),
    );
  await find(wrapper, "early");
  await vi.advanceTimersByTimeAsync(250);
  await find(wrapper, "late");
  await vi.advanceTimersByTimeAsync(250);
  held[1]?.();
  await flushPromises();
  held[0]?.();
  await flushPromises();
  expect(names(wrapper)).toEqual(["late"]);
});

it("adds a page when asked", async () => {
  door.rows = Array.from({ length: 103 }, (_, index) => infant(index + 1, `幼${index + 1}`));
  const wrapper = await list();
  expect(wrapper.get("[data-testid=count]").text()).toBe("已列出 100 名，后面还有");
  await wrapper.get("[data-testid=more]").trigger("click");
  await flushPromises();
  expect(names(wrapper)).toHaveLength(103);
  expect(wrapper.get("[data-testid=count]").text()).toBe("共 103 名");
});

it("fetches the rest before it sorts, since sorting speaks of the whole list", async () => {
  door.rows = Array.from({ length: 103 }, (_, index) => infant(index + 1, `幼${index + 1}`));
  const wrapper = await list();
  await wrapper.findAll("th button")[2]?.trigger("click");
  await flushPromises();
  expect(names(wrapper)).toHaveLength(103);
  expect(names(wrapper)[0]).toBe("幼103");
});

it("says what to do first when it is empty, and otherwise how to see more", async () => {
  door.rows = [];
  const wrapper = await list();
  expect(wrapper.text()).toContain("名单还是空的");
  await find(wrapper, "nobody");
  await vi.advanceTimersByTimeAsync(250);
  expect(wrapper.text()).toContain("没有符合的婴幼儿");
  await wrapper.get("[data-testid=clear]").trigger("click");
  await flushPromises();
  expect(wrapper.text()).toContain("名单还是空的");
});

it("shows the core's sentence and tries again", async () => {
  door.answers["infants.list"] = () => ({ refused: { code: "busy", message: "稍后再试" } });
  const wrapper = await list();
  expect(wrapper.get("[role=alert]").text()).toContain("稍后再试");
  door.answers = {};
  await wrapper.get("[role=alert] button").trigger("click");
  await flushPromises();
  expect(names(wrapper)).toHaveLength(3);
});

it("freshens itself when an infant has changed elsewhere, and speaks English when asked", async () => {
  const wrapper = await list();
  door.rows = [infant(7, "新来")];
  door.say({ touched: ["infants"] });
  await flushPromises();
  expect(names(wrapper)).toEqual(["新来"]);
  chooseLanguage("en");
  await flushPromises();
  expect(wrapper.get("h1").text()).toBe("Infants");
  chooseLanguage("zh");
});

it("opens the details with Enter, closes them with Escape and gives the row its focus back", async () => {
  const wrapper = await list();
  await wrapper.get("tbody").trigger("keydown", { key: "ArrowDown" });
  await wrapper.get("tbody").trigger("keydown", { key: "Enter" });
  expect(wrapper.get("[data-testid=facts]").text()).toContain("陈思远");
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  await flushPromises();
  expect(wrapper.find("[data-testid=facts]").exists()).toBe(false);
  expect(document.activeElement?.textContent).toContain("陈思远");
});
