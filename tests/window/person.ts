import { symlinkSync, unlinkSync } from "node:fs";
import { join } from "node:path";

import { emptyFolder } from "../lib/places";
import { until } from "../lib/webdriver";
import type { Window } from "../lib/webdriver";

/** What a person at the window does, and where they look for it. */

export const id = (name: string, inside = ""): string => `[data-testid=${name}]${inside && ` ${inside}`}`;

/** The field with this label, anywhere or inside something. */
export const field = (label: string, inside = ""): string =>
  `${inside}//*[@id=(//label[normalize-space(text())='${label}']/@for)]`;

/** The first button or link that says this. */
export const button = (text: string, inside = ""): string =>
  `${inside}//*[self::button or self::a][contains(normalize-space(.), '${text}')]`;

export async function speakChinese(window: Window): Promise<void> {
  await window.find(id("language"));
  if ((await window.run<string>("return document.documentElement.lang")) !== "zh-CN")
    await window.click(id("language"));
}

export async function signIn(window: Window, name: string, pin: string): Promise<void> {
  await window.click(button(name, "//*[@class='people']"));
  await (await window.find(id("pin"))).type(pin);
  await window.find(id("switch-person"));
}

/** Goes to a screen by the side navigation. */
export async function goTo(window: Window, screen: string): Promise<void> {
  await window.click(`nav a[href='#/${screen}']`);
  await until(`${screen} is open`, async () => (await window.address()).endsWith(`#/${screen}`) || undefined);
}

/** Looks somebody up by the initials of the pinyin: who only waits for a place does not stand in the list. */
export async function lookUp(window: Window, initials: string, name: string): Promise<void> {
  await window.press("Control+k");
  await window.find(id("finder-text"));
  await window.type(initials);
  await window.read("[role=option]", new RegExp(name));
  await window.press("Escape");
  await window.gone("dialog");
}

/** What the core answers through the same door as the screen. */
export async function asked<T>(window: Window, operation: string, request: object = {}): Promise<T> {
  const envelope = JSON.stringify({ operation, request, language: "zh" });
  const answer = await window.run<string>("return window.__TAURI_INTERNALS__.invoke('call', arguments[0])", {
    envelope,
  });
  return (JSON.parse(answer) as { ok: { reply: T } }).ok.reply;
}

/** A picture that the core has made is on the screen. */
export async function drawn(window: Window, image: string): Promise<void> {
  await until(`${image} is drawn`, async () => {
    const width = "return document.querySelector(arguments[0])?.naturalWidth ?? 0";
    return (await window.run<number>(width, image)) > 0 || undefined;
  });
}

/** The value in a field, as soon as it is this. */
export async function holds(window: Window, selector: string, value: string | RegExp): Promise<void> {
  await until(`${selector} holds ${value}`, async () => {
    const now = String(await (await window.find(selector)).property("value"));
    return (typeof value === "string" ? now === value : value.test(now)) || undefined;
  });
}

/** What the file dialogs answer: a link that leads now to this file or folder, now to that. */
export class Dialogs {
  readonly link: string;

  constructor(name: string) {
    this.link = join(emptyFolder(), name);
  }

  answer(path: string): void {
    try {
      unlinkSync(this.link);
    } catch {
      // The first answer finds no earlier one.
    }
    symlinkSync(path, this.link);
  }
}

/** The first and the last day of a month so many months away, as it is now in China. */
export const firstOfMonth = (away: number): string => dayOfMonth(away, 1);
export const lastOfMonth = (away: number): string => dayOfMonth(away + 1, 0);

function dayOfMonth(away: number, day: number): string {
  const now = new Date(Date.now() + 8 * 3_600_000);
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + away, day)).toISOString().slice(0, 10);
}

/** A number as GB 11643 has it, of nobody: the check digit fits, the order in the day is made up. */
export function residentId(birth: string, sex: "男" | "女", order: number): string {
  const front = `410102${birth.replaceAll("-", "")}${900 + order * 2 - (sex === "男" ? 1 : 0)}`;
  const sum = [...front].reduce((all, digit, at) => all + Number(digit) * (2 ** (17 - at) % 11), 0);
  return front + "10X98765432"[sum % 11];
}
