import { spawn } from "node:child_process";

import { afterAll, beforeAll, expect, it } from "vitest";

import { around, built, demoNursery, emptyFolder, outcome } from "../lib/places";
import { ENTER, Window, until } from "../lib/webdriver";

const program = built("cradlebook-desktop");
const environment = {
  CRADLEBOOK_STORE: demoNursery(),
  XDG_DATA_HOME: emptyFolder(),
};
let window: Window;

beforeAll(async () => {
  window = await Window.open(program, ["--demo"], environment);
});
afterAll(() => window?.close());

it("starts with the names of the demo nursery", async () => {
  await window.find(".people button");
  expect(await window.address()).toMatch(/^tauri:\/\/localhost/);
});

it("speaks the language that is chosen", async () => {
  const heading = await window.find("h1");
  if ((await heading.text()) === "Who is working?") await (await window.find("[data-testid=language]")).click();
  expect(await heading.text()).toBe("谁在使用？");
  await window.picture(outcome("window-sign-in.png"));
});

it("signs a person in, shows what is open today, and the infants", async () => {
  await (await window.find(".people button")).click();
  const said = await (await window.find("[data-testid=pin-said]")).text();
  const pin = said.match(/\d{4,6}/)?.[0] ?? "";
  await (await window.find("[data-testid=pin]")).type(pin + ENTER);
  await window.find("[data-testid=duties], .duties, main h1");
  await window.picture(outcome("window-today.png"));
  await (await window.find("nav a[href$='#/infants']")).click();
  const row = await window.find("table[role=grid] tbody tr");
  expect(await row.text()).not.toBe("");
  await window.picture(outcome("window-infants.png"));
});

it("narrows the list to what is typed, in Chinese too", async () => {
  const name = await window.run<string>(
    "return document.querySelectorAll('table[role=grid] tbody strong')[4].textContent",
  );
  await (await window.find("[data-testid=find]")).type(name);
  await until("one row is left", async () =>
    (await window.run<number>("return document.querySelectorAll('table[role=grid] tbody tr').length")) === 1
      ? true
      : undefined,
  );
  expect(await (await window.find("table[role=grid] tbody tr")).text()).toContain(name);
});

it("gives the page nothing of the system but the doors", async () => {
  expect(await window.run("return typeof window.__TAURI__")).toBe("undefined");
  const refusal = await window.run<string>(
    "return new Promise((say) => window.__TAURI_INTERNALS__.invoke('plugin:dialog|open', {}).then(() => say('allowed'), (why) => say(String(why))))",
  );
  expect(refusal).toMatch(/not allowed|not found/);
});

it("refuses whatever the content policy does not name, and needed nothing of it so far", async () => {
  expect(await window.run("return document.documentElement.dataset.refused ?? null")).toBeNull();
  await window.run(`
    const script = document.createElement("script");
    script.textContent = "document.title = 'broken in'";
    document.head.append(script);
    document.head.append(Object.assign(document.createElement("style"), { textContent: "body { color: red }" }));
  `);
  await until(
    "the refusal is noted",
    async () =>
      (await window.run<string | null>("return document.documentElement.dataset.refused ?? null")) ?? undefined,
  );
  expect(await window.run("return document.title")).not.toBe("broken in");
});

it("a second start shows the first window and ends", async () => {
  const second = spawn(program, ["--demo"], { env: { ...around, ...environment }, stdio: "ignore" });
  const code = await new Promise((resolve, reject) => {
    second.once("exit", resolve);
    second.once("error", reject);
  });
  expect(code).toBe(0);
  await until("the window says that it is open", async () =>
    (await window.run<string>("return document.body.innerText")).includes("已经打开") ? true : undefined,
  );
});
