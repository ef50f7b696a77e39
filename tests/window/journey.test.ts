import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, afterEach, expect, it } from "vitest";

import { around, built, emptyFolder, outcome } from "../lib/places";
import { Window, until } from "../lib/webdriver";
import {
  Dialogs,
  asked,
  button,
  drawn,
  field,
  firstOfMonth,
  goTo,
  holds,
  id,
  lastOfMonth,
  lookUp,
  residentId,
  signIn,
  speakChinese,
} from "./person";

/** One nursery from its first minute, in the window that people have: each test goes on where the last one ended. */

const program = built("cradlebook-desktop");
const store = join(emptyFolder(), "store");
/** A person's own folder, where papers are kept. */
const desktop = emptyFolder();
const dialogs = new Dialogs("秋季花名册.csv");
const environment = { CRADLEBOOK_STORE: store, CRADLEBOOK_DIALOG: dialogs.link, XDG_DATA_HOME: emptyFolder() };

const NURSERY = "晨曦托育园";
const DIRECTOR = "林若兰";
const PIN = "258036";
const INFANT = "赵梓涵";
const PRICE = "2,080.00";
const CAPITALS = "贰仟零捌拾元整";

let window: Window;
let receipt = "";

async function start(): Promise<void> {
  window = await Window.open(program, [], environment);
}

async function startAndSignIn(): Promise<void> {
  await start();
  await speakChinese(window);
  await signIn(window, DIRECTOR, PIN);
}

/** The command in the terminal; what it refuses is read too. */
function terminal(...args: string[]): { code: number | null; said: string } {
  const env = { ...around, CRADLEBOOK_STORE: store, CRADLEBOOK_PIN: PIN, LANG: "zh_CN.UTF-8", LC_ALL: "" };
  const { status, stdout, stderr } = spawnSync(built("cradlebook"), args, { env, encoding: "utf8" });
  return { code: status, said: stdout + stderr };
}

function kept(ending: string): string {
  const name = readdirSync(desktop).find((one) => one.endsWith(ending));
  if (name === undefined) throw new Error(`nothing that ends in ${ending} was kept`);
  return join(desktop, name);
}

const rows = (list: string): Promise<number> =>
  window.run("return document.querySelectorAll(arguments[0]).length", `[data-testid=${list}] tbody tr`);
const show = (name: string): Promise<void> => window.picture(outcome(`window-journey-${name}.png`));

afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await show("failed").catch(() => undefined);
});
afterAll(() => window?.close());

it("a nursery is set up", async () => {
  await start();
  await speakChinese(window);
  await window.fill(id("setup-name", "input"), NURSERY);
  await window.fill(field("区县"), "金水区");
  await window.fill(id("setup-director", "input"), DIRECTOR);
  await window.fill(id("setup-pin", "input"), PIN);
  await window.fill(id("setup-pin-again", "input"), PIN);
  await show("setup");
  await window.click(id("setup-go"));
  await window.click(id("next-import"));
});

it("its roster comes in", async () => {
  const rosterFile = join(emptyFolder(), "roster.csv");
  const infants = [
    ["王一诺", "女", firstOfMonth(-9), "乳儿班", "王芳"],
    ["李沐宸", "男", firstOfMonth(-18), "托小班", "李强"],
    ["陈思齐", "女", firstOfMonth(-28), "托大班", "陈静"],
  ] as const;
  const lines = infants.map(([name, sex, birth, group, guardian], at) =>
    [name, sex, birth, residentId(birth, sex, at + 1), group, guardian, "母亲", `1380000000${at}`].join(","),
  );
  writeFileSync(rosterFile, ["姓名,性别,出生日期,证件号码,班级,监护人,关系,联系电话", ...lines].join("\r\n"));
  dialogs.answer(rosterFile);
  await window.click(id("pick"));
  await window.find(id("roster"));
  await until("every row is new", async () =>
    (await rows("roster")) === (await window.all("tr[data-outcome=new]")).length ? true : undefined,
  );
  await show("roster");
  await window.press("Control+Enter");
  expect(await window.read(id("done", "h2"))).toContain("3");
});

it("an infant is enrolled by the form", async () => {
  await goTo(window, "infants");
  await until("the roster is listed", async () => (await rows("infants")) === 3 || undefined);
  await window.press("n");
  const birth = firstOfMonth(-20);
  await window.fill("[data-field=name] input", INFANT);
  await window.fill("[data-field=document_number] input", residentId(birth, "女", 4));
  await window.press("Tab");
  await holds(window, "[data-field=birth] input", birth);
  const guardian = "//fieldset[legend='监护人 1']";
  await window.fill(field("姓名", guardian), "周雪梅");
  await window.fill(field("电话", guardian), "13800000009");
  await window.click("//*[@data-testid='classes']//label[contains(., '托小班')]");
  await show("enrol");
  await window.press("Control+Enter");
  // Papers are still to come; the director says why the first day may come before them.
  await window.fill(id("act", "textarea"), "材料周五补齐，园长同意先入托");
  await window.click(id("submit"));
  expect(await window.read(id("said"), /托号/)).toContain(INFANT);
  await show("infant");
});

it("a contract is drafted, filled in, signed and active", async () => {
  await goTo(window, "contracts");
  await window.find(".empty");
  await window.press("n");
  await window.fill("//form[@data-testid='draft-form']//input[contains(@placeholder, '拼音')]", INFANT);
  await window.click(button(INFANT, "//form[@data-testid='draft-form']"));
  await window.click(id("start"));
  await window.fill(field("起", "//*[@data-term='service_period']"), firstOfMonth(0));
  await window.fill(field("止", "//*[@data-term='service_period']"), lastOfMonth(5));
  await window.click(button("保育费", "//*[@data-term='fees']"));
  await window.fill(field("标准", "//*[@data-testid='fees']"), PRICE);
  await window.read(id("checklist"), /5 \/ 5/);
  await window.read(id("saved"), /已保存/);
  await show("contract");
  await window.click(id("activate"));
  await window.click(id("activate-now"));
  await window.find(id("expiry"));
});

it("the month is charged, collected, and the receipt kept as a PDF", async () => {
  dialogs.answer(desktop);
  await goTo(window, "billing");
  await window.find(id("month-lines", "tbody tr"));
  await window.press("F9");
  await window.click(id("charge-now"));
  await window.click(id("charge-close"));
  await window.click(`//*[@data-testid='month-lines']//tbody//td[contains(., '${INFANT}')]`);
  await window.read(id("due-total"), new RegExp(PRICE));
  await window.press("1");
  await window.press("Enter");
  receipt = await window.read(id("receipt-number"), /\d/);
  await drawn(window, id("preview", "img"));
  await show("receipt");
  await window.press("s");
  await window.read(id("preview", "[role=status].said"));

  const text = execFileSync("pdftotext", ["-layout", kept(".pdf"), "-"], { encoding: "utf8" });
  expect(text.replaceAll(/\s/g, "")).toContain(`No.${receipt}`);
  for (const written of [NURSERY, INFANT, CAPITALS, `¥${PRICE}`, DIRECTOR]) expect(text).toContain(written);
});

it("the filing package goes out with the director's reason and proves itself", async () => {
  await goTo(window, "filing");
  await window.click("//fieldset[contains(@class, 'chips')]//label[contains(., '材料包')]");
  await window.find(id("blocked"));
  expect(await (await window.find(id("export"))).enabled()).toBe(false);
  await window.click(id("override"));
  await window.fill(".export textarea", "首次备案前请区里预审");
  await window.click(id("export"));
  await window.find(id("exported"));
  await show("package");
  await window.click(id("keep"));
  const zip = await until("the package is kept", async () => readdirSync(desktop).find((one) => one.endsWith(".zip")));
  execFileSync("unzip", ["-tq", join(desktop, zip)]);
  expect(terminal("filing", "verify", join(desktop, zip)), "whole").toMatchObject({ code: 0 });
  const bytes = readFileSync(join(desktop, zip));
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(join(desktop, "改过.zip"), bytes);
  expect(terminal("filing", "verify", join(desktop, "改过.zip")).code, "changed").not.toBe(0);
});

it("the terminal reads beside the open window, and does not write", async () => {
  expect(terminal("receipt", "list")).toMatchObject({ code: 0, said: expect.stringContaining(receipt) as string });
  const refused = terminal("call", "institution.save_class", '{"name":"苹果班","kind":"mixed","cap":12}');
  expect(refused.code).toBe(1);
  expect(refused.said).toContain("cradlebook-desktop");
});

it("it is backed up here and taken along", async () => {
  await goTo(window, "settings");
  await window.click(button("备份与核验"));
  await window.click(id("back-up"));
  await window.read("//*[@data-testid='back-up']/following-sibling::*[@role='status']", /已备份并核验/);
  await window.click(id("backup"));
  await window.read("//*[@data-testid='backup']/following-sibling::*[@role='status']", /已备份并核验/);
  await window.gone(".job");
  await show("backup");
});

it("after a restart everything is there, and whole", async () => {
  await window.close();
  await startAndSignIn();
  await goTo(window, "infants");
  await until("the infants are there", async () => (await rows("infants")) === 4 || undefined);
  await goTo(window, "contracts");
  await window.read(id("contracts", "tbody"), new RegExp(`${INFANT}[^]*生效`));
  await goTo(window, "billing/receipts");
  await window.read(id("receipts", "tbody"), new RegExp(receipt));
  await goTo(window, "filing");
  await window.click("//fieldset[contains(@class, 'chips')]//label[contains(., '材料包')]");
  await window.find(id("packages", "li"));
  await goTo(window, "settings");
  await window.click(button("备份与核验"));
  await window.read(".age", /今天/);
  await window.click(id("check"));
  await window.read(id("checked"), /完好/);
});

it("a killed window gives back what was being typed", async () => {
  await goTo(window, "infants");
  await window.press("n");
  await window.fill("[data-field=name] input", "孙浩宇");
  await until(
    "the draft is kept",
    async () => JSON.stringify(await asked(window, "drafts.list")).includes("孙浩宇") || undefined,
  );
  await window.type("轩");
  await window.kill();

  await startAndSignIn();
  await goTo(window, "infants");
  await window.press("n");
  await window.find(id("start-over"));
  await holds(window, "[data-field=name] input", /^孙浩宇/);
  await show("restored");
});

it("what was acknowledged a moment before the window is killed is there", async () => {
  const birth = firstOfMonth(-14);
  await window.fill("[data-field=name] input", "孙浩宇");
  await window.fill("[data-field=document_number] input", residentId(birth, "男", 5));
  await window.press("Tab");
  await holds(window, "[data-field=birth] input", birth);
  await window.press("Control+Enter");
  await window.find(id("file"));
  await window.kill();

  await startAndSignIn();
  await lookUp(window, "shy", "孙浩宇");
  await goTo(window, "infants");
  await window.press("n");
  await window.find(id("form"));
  expect(await window.all(id("start-over")), "a draft that was saved is no draft").toEqual([]);
});
