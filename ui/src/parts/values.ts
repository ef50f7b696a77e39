import type { Day, Fen, Instant, Month } from "../contract";
import { language } from "../words";

/** Full-width digits, letters and signs as the keyboards of every input method write them, made plain. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, " ")
    .replace(/。/g, ".")
    .trim();
}

/** `¥2,180.00`; a red amount has a real minus sign. */
export function yuan(fen: number, sign: "¥" | "" = "¥"): string {
  const [whole, cents] = [Math.trunc(Math.abs(fen) / 100), Math.abs(fen) % 100];
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0 ? "−" : ""}${sign}${grouped}.${String(cents).padStart(2, "0")}`;
}

/** Reads an amount in yuan as typed (`2180`, `2,180.5`, `￥２１８０`); null if it is none. No float touches money. */
export function readYuan(text: string): Fen | null {
  const plain = halfWidth(text)
    .replace(/[,，¥￥元\s]/g, "")
    .replace(/^−/, "-");
  const read = /^(-?)(\d{1,10})(?:\.(\d{0,2}))?$/.exec(plain);
  if (!read) return null;
  const fen = Number(read[2]) * 100 + Number((read[3] ?? "").padEnd(2, "0"));
  return (read[1] ? -fen : fen) as Fen;
}

/** Reads a number of at most `places` decimals as an integer of its last place; null if it is none. */
export function readDecimal(text: string, places: number): number | null {
  const read = /^(\d{1,9})(?:\.(\d*))?$/.exec(halfWidth(text).replace(/[,，\s]/g, ""));
  const decimals = read?.[2] ?? "";
  if (!read || decimals.length > places) return null;
  return Number(`${read[1]}${decimals.padEnd(places, "0")}`);
}

/** The same number as people read it: no decimals that say nothing. */
export function writeDecimal(value: number | null, places: number): string {
  if (value === null) return "";
  const digits = String(value).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const decimals = digits.slice(digits.length - places).replace(/0+$/, "");
  return decimals === "" ? whole : `${whole}.${decimals}`;
}

/** Reads a day as people write it: 2026-3-1, 2026.3.1, 2026年3月1日, 20260301, also in full width. */
export function readDay(text: string): Day | null {
  const plain = halfWidth(text).replace(/日$/, "");
  const read = /^(\d{4})[-./年\s]+(\d{1,2})[-./月\s]+(\d{1,2})$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!read) return null;
  const [year, month, day] = [Number(read[1]), Number(read[2]), Number(read[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || year < 1900 || year > 2100) return null;
  return date.toISOString().slice(0, 10);
}

/** The day `steps` days after this one. */
export function dayAfter(day: Day, steps: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + steps * 86_400_000).toISOString().slice(0, 10);
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The month `steps` after this one. */
export function monthAfter(month: Month, steps: number): Month {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + steps, 1)).toISOString().slice(0, 7);
}

const SPOKEN = { zh: "zh-CN", en: "en-GB" } as const;

/** `2026年11月23日 星期一` · `Monday 23 November 2026`. */
export function longDay(day: Day): string {
  const form: Intl.DateTimeFormatOptions = {
    weekday: "long",
    year: "numeric",
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  };
  const parts = new Intl.DateTimeFormat(SPOKEN[language.value], form).format(new Date(`${day}T00:00:00Z`));
  return language.value === "zh" ? parts.replace(/(日)(星期)/, "$1 $2") : parts.replace(",", "");
}

/** `2026年11月` · `November 2026`. */
export function longMonth(month: Month): string {
  return new Intl.DateTimeFormat(SPOKEN[language.value], { year: "numeric", month: "long", timeZone: "UTC" }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
}

/** `11-23 08:12` in the nursery's zone (+08:00); with the year if it is not this one's. */
export function moment(at: Instant, today?: Day): string {
  const local = new Date(at + 8 * 3_600_000).toISOString();
  const text = `${local.slice(0, 10)} ${local.slice(11, 16)}`;
  return today && text.startsWith(today.slice(0, 5)) ? text.slice(5) : text;
}
