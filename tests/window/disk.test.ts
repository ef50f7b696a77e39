import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { around, built, emptyFolder, outcome } from "../lib/places";
import { Window, until } from "../lib/webdriver";
import { button, firstOfMonth, goTo, holds, id, lookUp, residentId, signIn, speakChinese } from "./person";

const PIN = "258036";

/** A disk of one's own that can be full; only root may mount one. */
function disk(size: string): string | undefined {
  const folder = emptyFolder();
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size},mode=700`, "cradlebook", folder]);
  return mounted.status === 0 ? folder : undefined;
}

/** Takes up every byte that is left. */
function fillUp(folder: string): void {
  spawnSync("dd", ["if=/dev/zero", `of=${join(folder, "rest")}`, "bs=4k"], { stdio: "ignore" });
}

const house = disk("32m");
const stick = disk("64k");
if (house === undefined || stick === undefined) console.warn("no disk can be mounted here, so none was full");

describe.skipIf(house === undefined || stick === undefined)("a full disk", () => {
  const environment = {
    CRADLEBOOK_STORE: join(house ?? "", "store"),
    CRADLEBOOK_DIALOG: stick ?? "",
    XDG_DATA_HOME: emptyFolder(),
  };
  let window: Window;

  async function start(): Promise<void> {
    window = await Window.open(built("cradlebook-desktop"), [], environment);
    await speakChinese(window);
    await signIn(window, "园长", PIN);
  }

  beforeAll(async () => {
    const env = { ...around, ...environment, CRADLEBOOK_PIN: PIN };
    execFileSync(built("cradlebook"), ["setup", "--quick", "晨曦托育园"], { env, stdio: "ignore" });
    await start();
  });

  afterAll(async () => {
    await window?.close();
    for (const folder of [house, stick]) if (folder) spawnSync("umount", ["--lazy", folder]);
  });

  it("refuses a save in words, keeps what was typed, and takes it as soon as there is room", async () => {
    const birth = firstOfMonth(-15);
    await goTo(window, "infants");
    await window.press("n");
    await window.fill("[data-field=name] input", "孙浩宇");
    await window.fill("[data-field=document_number] input", residentId(birth, "男", 6));
    await window.press("Tab");
    await holds(window, "[data-field=birth] input", birth);
    fillUp(house ?? "");
    await window.press("Control+Enter");
    await window.read("header [role=alert]", /磁盘已满/);
    await window.picture(outcome("window-disk-full.png"));
    await holds(window, "[data-field=name] input", "孙浩宇");

    rmSync(join(house ?? "", "rest"));
    await window.press("Control+Enter");
    await window.find(id("file"));
    await window.kill();
    await start();
    await lookUp(window, "shy", "孙浩宇");
  });

  it("says that a copy does not fit on the stick, and leaves no half of one there", async () => {
    await goTo(window, "settings");
    await window.click(button("备份与核验"));
    await window.click(id("backup"));
    await window.read("section [role=alert]", /磁盘已满/);
    await window.picture(outcome("window-stick-full.png"));
    expect(readdirSync(stick ?? "")).toEqual([]);
  });

  it("says that a sheet does not fit either", async () => {
    fillUp(stick ?? "");
    await goTo(window, "infants");
    await window.click(button("导入花名册", "//main"));
    await window.click(id("template"));
    await window.read(id("drop", "[role=alert]"), /换个位置/);
    expect(readdirSync(stick ?? "")).toEqual(["rest"]);
    rmSync(join(stick ?? "", "rest"));
    await window.click(id("template"));
    await window.gone(id("drop", "[role=alert]"));
    await until(
      "the sheet is there",
      async () => readdirSync(stick ?? "").some((one) => one.endsWith(".xlsx")) || undefined,
    );
  });

  it("does not open while the disk is full, says so, and opens as soon as there is room", async () => {
    await window.close();
    fillUp(house ?? "");
    window = await Window.open(built("cradlebook-desktop"), [], environment);
    await window.read(id("store-refused"), /磁盘已满|disk is full/);
    await window.picture(outcome("window-opens-full.png"));
    rmSync(join(house ?? "", "rest"));
    await window.click(id("store-refused", ".el-button"));
    await speakChinese(window);
    await signIn(window, "园长", PIN);
    await lookUp(window, "shy", "孙浩宇");
  });
});
