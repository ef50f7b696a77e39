import { flushPromises, mount } from "@vue/test-utils";
import type { VueWrapper } from "@vue/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { FakeDoor } from "../../../test/fake_door";
import App from "../../App.vue";
import { openDoors } from "../../doors";
import { router } from "../../shell/router";
import { session } from "./session";

let door: FakeDoor;

beforeEach(() => {
  vi.useFakeTimers();
  door = new FakeDoor();
  openDoors(door);
});
afterEach(() => vi.useRealTimers());

async function opened(): Promise<VueWrapper> {
  await session.load();
  const app = mount(App, { global: { plugins: [router] }, attachTo: document.body });
  await vi.advanceTimersByTimeAsync(0);
  await flushPromises();
  return app;
}

async function choose(app: VueWrapper, pin: string): Promise<void> {
  await app.get("[data-testid=person-p1]").trigger("click");
  await app.get("[data-testid=pin]").setValue(pin);
}

const enter = async (app: VueWrapper): Promise<void> => {
  await app.get("[data-testid=pin]").trigger("keydown", { key: "Enter" });
  await flushPromises();
};

it("signs in with a name and a PIN, also typed in full width, and F2 leaves again", async () => {
  const app = await opened();
  await choose(app, "２５８０");
  await enter(app);
  expect(door.person?.name).toBe("林若兰");
  expect(app.get("[data-testid=switch-person]").text()).toContain("园长");
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "F2" }));
  await flushPromises();
  expect(door.person).toBeNull();
  expect(app.find("[data-testid=person-p1]").exists()).toBe(true);
});

it("sends no PIN shorter than four digits, and the sixth digit sends by itself", async () => {
  const app = await opened();
  await choose(app, "258");
  await enter(app);
  expect(door.count("sign_in")).toBe(0);
  await choose(app, "123456");
  await flushPromises();
  expect(door.count("sign_in")).toBe(1);
});

it("says that the PIN is wrong and forgets the wrong digits", async () => {
  const app = await opened();
  await choose(app, "1111");
  await enter(app);
  expect(app.get("[data-testid=pin-said]").text()).toBe("数字码不对，请再试一次");
  expect(app.get<HTMLInputElement>("[data-testid=pin]").element.value).toBe("");
});

it("opens no more to a locked PIN, but to another person", async () => {
  door.answers.sign_in = () => ({ reply: { outcome: "locked" } });
  const app = await opened();
  await choose(app, "1111");
  await enter(app);
  expect(app.get("[data-testid=pin-said]").text()).toContain("请园长重新设置");
  expect(app.get<HTMLInputElement>("[data-testid=pin]").element.disabled).toBe(true);
  await app.get("[data-testid=person-p2]").trigger("click");
  expect(app.get<HTMLInputElement>("[data-testid=pin]").element.disabled).toBe(false);
});

it("counts the waiting time down and opens the pad again", async () => {
  door.wrong = { wait_seconds: 3, failed: 3 };
  const app = await opened();
  await choose(app, "1111");
  await enter(app);
  expect(app.get("[data-testid=pin-said]").text()).toBe("请等 3 秒再试");
  expect(app.get<HTMLInputElement>("[data-testid=pin]").element.disabled).toBe(true);
  await vi.advanceTimersByTimeAsync(2000);
  expect(app.get("[data-testid=pin-said]").text()).toBe("请等 1 秒再试");
  await vi.advanceTimersByTimeAsync(1000);
  expect(app.get<HTMLInputElement>("[data-testid=pin]").element.disabled).toBe(false);
});

it("says what happened where the store cannot be opened, and tries again", async () => {
  door.answers["session.state"] = () => ({ refused: { code: "damaged", message: "文件已损坏。请从备份恢复" } });
  const app = await opened();
  expect(app.get("[data-testid=store-refused]").text()).toContain("请从备份恢复");
  door.answers = {};
  await app.get("[data-testid=store-refused] .el-button").trigger("click");
  await flushPromises();
  expect(app.find("[data-testid=store-refused]").exists()).toBe(false);
});

it("locks itself when nobody is there, and waits for the same person where they were", async () => {
  const app = await opened();
  await choose(app, "2580");
  await enter(app);
  await router.push("/settings/about");
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  window.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  expect(door.person).not.toBeNull();
  await vi.advanceTimersByTimeAsync(2 * 60_000);
  expect(door.person).toBeNull();
  expect(app.get("[data-testid=locked-itself]").text()).toContain("5 分钟");
  await app.get("[data-testid=pin]").setValue("2580");
  await enter(app);
  expect(door.person?.name).toBe("林若兰");
  expect(router.currentRoute.value.path).toBe("/settings/about");
});

it("says what to do first where there is no store, no key or no person", async () => {
  door.store = "missing";
  const app = await opened();
  await vi.dynamicImportSettled();
  await flushPromises();
  expect(app.text()).toContain("建立本园的摇篮簿");
  door.store = "locked";
  expect((await opened()).text()).toContain("摇篮簿已上锁");
  door.store = "open";
  door.people = [];
  expect((await opened()).text()).toContain("还没有人可以登录");
});
