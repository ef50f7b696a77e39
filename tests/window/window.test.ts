import { spawn } from "node:child_process";

import { afterAll, afterEach, beforeAll, expect, it } from "vitest";

import { demoNursery } from "../lib/demo";
import { around, built, emptyFolder, outcome } from "../lib/places";
import { Window, until } from "../lib/webdriver";
import { asked, drawn, goTo, id, speakChinese } from "./person";

const program = built("cradlebook-desktop");
const environment = {
  CRADLEBOOK_STORE: demoNursery(),
  XDG_DATA_HOME: emptyFolder(),
};
let window: Window;

/** Every screen and every part of one, with what shows that it is there. */
const PLACES: readonly (readonly [place: string, shown: string])[] = [
  ["today", ".duty"],
  ["door", id("entries")],
  ["class", id("sheet")],
  ["attendance", id("attendance", "tbody tr")],
  ["rounds/counts", id("count-form")],
  ["rounds/handover", id("handover-form")],
  ["rounds/closing", id("closing-form")],
  ["staff-check", id("staff-sheet")],
  ["illness", id("illnesses", "tbody tr")],
  ["care", id("care-table", "tbody tr")],
  ["outbreaks", id("no-clusters")],
  ["coverage", id("coverage")],
  ["medicine", id("doses", "tbody tr")],
  ["incidents", id("new-incident")],
  ["incidents?concern=", id("concern-banner")],
  ["infants?places=1", id("places")],
  ["infants/import", id("pick")],
  ["infants/new", id("form")],
  ["infants", id("infants", "tbody tr")],
  ["contracts", id("contracts", "tbody tr")],
  ["billing", id("month-lines", "tbody tr")],
  ["billing/receipts", id("receipts", "tbody tr")],
  ["registers", id("registers", "tbody tr")],
  ["filing?part=materials", id("papers", "tbody tr")],
  ["filing?part=staff", id("staff-papers")],
  ["filing?part=forms", id("wording", "textarea")],
  ["filing?part=package", id("contents", "tbody tr")],
  ["filing?part=progress", id("move-start")],
  ...["plan", "infants", "contracts", "balances", "receipts", "starts", "sheets"].map(
    (step) => [`takeover?step=${step}`, `[data-testid=step-${step}][aria-current=step]`] as const,
  ),
  ["settings/mine", ".part .three"],
  ["settings/institution", ".part .whole"],
  ["settings/authorities", ".part tbody tr"],
  ["settings/classes", ".part tbody tr"],
  ["settings/calendar", ".part .year section"],
  ["settings/people", ".part tbody tr"],
  ["settings/policy", ".part tbody tr"],
  ["settings/printing", ".part fieldset"],
  ["settings/backup", ".part .age"],
  ["settings/audit", ".part ol li"],
  ["settings/about", ".part .page"],
];

/** Hears, from now on, what the page complains of. */
const LISTEN = `
  if (window.complaints) return;
  window.complaints = [];
  const error = console.error;
  console.error = (...said) => { window.complaints.push(said.join(" ")); error(...said); };
  for (const kind of ["error", "unhandledrejection"])
    addEventListener(kind, (event) => window.complaints.push(String(event.message ?? event.reason)));
`;

/** A scan of noise, which no compression makes small, dropped where scans are laid. Answers its size. */
const DROP_A_SCAN = `
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1260;
  const sheet = canvas.getContext("2d");
  const picture = sheet.createImageData(1260, 1260);
  for (let at = 0; at < picture.data.length; at += 1) picture.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
  sheet.putImageData(picture, 0, 0);
  const [name] = arguments;
  return new Promise((done) => canvas.toBlob((blob) => {
    const data = new DataTransfer();
    data.items.add(new File([blob], name, { type: "image/png" }));
    const zone = document.querySelector("[data-testid=drop]");
    zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    done(blob.size);
  }, "image/png"));
`;

beforeAll(async () => {
  window = await Window.open(program, ["--demo"], environment);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await window.picture(outcome("window-failed.png")).catch(() => undefined);
});
afterAll(() => window?.close());

it("starts with the names of the demo nursery", async () => {
  await window.find(".people button");
  expect(await window.address()).toMatch(/^tauri:\/\/localhost/);
});

it("speaks the language that is chosen", async () => {
  await speakChinese(window);
  expect(await window.read("h1")).toBe("谁在使用？");
  await window.picture(outcome("window-sign-in.png"));
});

it("signs a person in, shows what is open today, and the infants", async () => {
  await window.click(".people button");
  const pin = (await window.read(id("pin-said"), /\d{4,6}/)).match(/\d{4,6}/)?.[0] ?? "";
  await (await window.find(id("pin"))).type(pin);
  await window.find(".duty");
  await window.picture(outcome("window-today.png"));
  await goTo(window, "infants");
  expect(await window.read(id("infants", "tbody tr"))).not.toBe("");
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

it("takes a large scan that is dropped on it", async () => {
  await goTo(window, "filing");
  await window.click(id("papers", "tbody td"));
  await window.click(id("add-paper"));
  await window.fill(id("paper-form", "input:not([type=file])"), "SM-2026-014");
  const size = await window.run<number>(DROP_A_SCAN, "扫描件.png");
  expect(size).toBeGreaterThan(5 << 20);
  await window.find("//*[@data-testid='drop']//*[text()='扫描件.png']");
  await window.click(id("save-paper"));
  await window.click("//article[contains(., 'SM-2026-014')]//*[@data-testid='look']");
  await drawn(window, id("scan", "img"));
  await window.picture(outcome("window-scan.png"));
  await window.press("Escape");
  await window.gone(id("scan"));
});

it("records a child at the door with the number pad alone", async () => {
  interface Line {
    number: number | null;
    state: string;
    check: { temperature: number | null } | null;
  }
  const lines = async (): Promise<Line[]> => (await asked<{ rows: Line[] }>(window, "attendance.day")).rows;
  await visit("door", id("who"));
  const number = (await lines()).find((line) => line.state === "not_arrived")?.number;
  expect(number).toBeTruthy();
  for (const key of String(number)) await window.press(key);
  await window.press("Enter");
  await window.find(id("heat"));
  for (const key of "365") await window.press(key);
  await window.press("Enter");
  await until("the child is checked", async () => {
    const line = (await lines()).find((one) => one.number === number);
    return line?.check?.temperature === 365 || undefined;
  });
  await window.press("F4");
  await window.find(id("inside", "tbody tr"));
  await window.picture(outcome("window-inside.png"));
  await window.press("Escape");
  await window.gone(id("inside"));
});

/** Every screen with a row of its own: an infant's file, a contract, a receipt. */
async function opened(): Promise<readonly (readonly [place: string, shown: string])[]> {
  const first = async (list: string): Promise<string> =>
    (await asked<{ rows: { id: string }[] }>(window, list)).rows[0]?.id ?? "none";
  const registers = await asked<{ key: string }[]>(window, "registers.list");
  return [
    [`registers/${registers[0]?.key ?? "none"}`, id("standing")],
    [`infants/${await first("infants.list")}`, id("file")],
    [`contracts/${await first("contracts.list")}`, id("checklist")],
    [`billing/receipts/${await first("billing.receipts")}`, id("receipt")],
  ];
}

async function visit(place: string, shown: string): Promise<void> {
  await window.run("location.hash = arguments[0]", `#/${place}`);
  await window.find(shown);
  await until(`${place} is at rest`, async () => (await window.all("[aria-busy=true]")).length === 0 || undefined);
}

it.each(["en", "zh"])("every screen in %s needs nothing that the content policy refuses", async (language) => {
  await window.run(LISTEN);
  if ((await window.run<string>("return document.documentElement.lang")).slice(0, 2) !== language)
    await window.click(id("language"));
  for (const [place, shown] of [...PLACES, ...(await opened())]) await visit(place, shown);

  // What opens over a screen: the finder, a month to pick from, a choice, a dialog, a paper drawn larger.
  await window.press("Control+k");
  await window.find("[role=option]");
  await window.press("Escape");
  await window.gone("dialog");
  await visit("infants/new", id("form"));
  await window.click("[data-field=birth] .pick");
  await window.find("[data-field=birth] .sheet table");
  await window.press("Escape");
  await window.click("[data-field=sex] input");
  await window.find("//li[@role='option']");
  await window.press("Escape");
  await visit("billing", id("month-lines", "tbody tr"));
  await window.press("F9");
  await window.find(id("charge-figures"));
  await window.press("Escape");
  const contract = (await opened()).find(([place]) => place.startsWith("contracts"));
  if (contract) await visit(...contract);
  await window.press("p");
  await drawn(window, id("preview", "img"));
  await window.click(id("preview", ".fit + button"));
  await window.press("Escape");

  expect(await window.run("return window.complaints")).toEqual([]);
  expect(await window.run("return document.documentElement.dataset.refused ?? null")).toBeNull();
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
