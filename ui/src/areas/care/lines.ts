import type { CareKind, CareLine, CareShown, Instant } from "../../contract";
import { label, t } from "../../words";
import { clockOf } from "../attendance/day";
import { readAmount } from "./entry";
import type { Entry } from "./entry";
import { shapeOf } from "./kinds";

const MINUTE = 60_000;

export const ofKind = (row: CareLine, ...kinds: CareKind[]): CareShown[] =>
  row.entries.filter((one) => kinds.includes(one.kind));

export const lastOf = (row: CareLine, ...kinds: CareKind[]): CareShown | null => ofKind(row, ...kinds).at(-1) ?? null;

/** Whole minutes from then to now; never below zero, whatever the clocks say. */
export const minutesSince = (from: Instant, now: Instant): number => Math.max(0, Math.floor((now - from) / MINUTE));

/** `1:05` of 65 minutes: short enough for a narrow column. */
export const spanSaid = (minutes: number): string =>
  `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;

/** The total of minutes as read at `now`: what still lasts has gone on since it was read. */
export function totalAt(total: number, since: Instant | null, read: Instant, now: Instant): number {
  return since === null ? total : total + Math.max(0, Math.floor((now - since) / MINUTE) - minutesSince(since, read));
}

/** How a fact reads in one line without its time: `配方奶 120 ml`, `大半 软饭`. */
export function factSaid(one: CareShown): string {
  const parts = [
    one.choice ? label("CareChoice", one.choice) : "",
    one.amount === null ? "" : t.care.ml(one.amount),
    one.text,
  ];
  return parts.filter(Boolean).join(" ");
}

/** `12:05—14:10`, `12:05—` while it lasts, `09:30` of a moment. */
export function timeSaid(one: CareShown): string {
  const lasting = one.kind === "sleep" || one.kind === "outdoor" || one.kind === "exercise";
  if (one.until !== null) return `${clockOf(one.at)}—${clockOf(one.until)}`;
  return lasting && one.kind !== "exercise" ? `${clockOf(one.at)}—` : clockOf(one.at);
}

/** The meals of a day as they fit in a cell: `大半 · 吃完`. */
export const mealsSaid = (row: CareLine): string =>
  ofKind(row, "meal")
    .map((one) => (one.choice ? label("CareChoice", one.choice) : one.text))
    .join(" · ");

/** Loose stool must not pass unseen among the wet diapers. */
export const hasLoose = (row: CareLine): boolean =>
  ofKind(row, "diaper", "toilet").some((one) => one.choice === "loose");

/** What is said once an entry is saved: `已登记喂奶 配方奶 120 ml 6 人`. */
export function doneSaid(entry: Entry): string {
  const { kind } = entry;
  if (kind === null) return "";
  const turned = kind === "sleep" || kind === "outdoor" ? t.care.turns[kind][entry.turn] : "";
  const amount = readAmount(entry.amount);
  const what = [
    turned,
    entry.choice ? label("CareChoice", entry.choice) : "",
    shapeOf(kind) === "amount" && amount !== null ? t.care.ml(amount) : "",
  ];
  return t.care.done(t.care.kinds[kind], what.filter(Boolean).join(" "), entry.chosen.length);
}

/** `8—12 月龄` of those who are in a class. */
export function agesOf(rows: readonly CareLine[]): string {
  const months = rows.map((row) => row.months);
  if (months.length === 0) return "";
  // The plan is a paper of the nursery, and its papers are Chinese.
  return `${Math.min(...months)}—${Math.max(...months)} 月龄`;
}
