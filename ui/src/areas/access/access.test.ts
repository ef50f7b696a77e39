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

it("says what to do first where there is no store, no key or no person", async () => {
  door.store = "missing";
  expect((await opened()).text()).toContain("这台电脑上还没有摇篮簿");
  door.store = "locked";
  expect((await opened()).text()).toContain("摇篮簿已上锁");
  door.store = "open";
  door.people = [];
  expect((await opened()).text()).toContain("还没有人可以登录");
});
