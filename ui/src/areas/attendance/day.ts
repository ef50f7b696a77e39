import type { AbsenceShown, CheckShown, ChildDay, Day, Escort, Instant } from "../../contract";
import { longDay, moment, readDecimal } from "../../parts/values";
import { label, t } from "../../words";

/** What a day is read by: the core's rules, in tenths of a degree. */
export interface Rules {
  fever: number;
  low: number;
}

/** `36.5`; empty where nothing was measured. */
export function degrees(tenths: number | null | undefined): string {
  return tenths === null || tenths === undefined ? "" : `${Math.trunc(tenths / 10)}.${tenths % 10}`;
}

export const tenthsOf = (text: string): number => readDecimal(text, 1) ?? 0;

/** No body has it: most likely a digit is wrong. The core refuses it; the screen asks before it goes on. */
export const isOdd = (tenths: number): boolean => tenths < 300 || tenths > 450;

export const oddSaid = (text: string): string | null => (isOdd(tenthsOf(text)) ? t.attendance.odd(text) : null);

/** At or above fever, or too low to be true: to be measured again. */
export const isAlarming = (tenths: number | null, rules: Rules): boolean =>
  tenths !== null && (tenths >= rules.fever || tenths < rules.low);

/** The same of what stands in a cell; a word is no reading. */
export function alarms(text: string, rules: Rules): boolean {
  return isAlarming(readDecimal(text, 1), rules);
}

/** `07:52` of the nursery's day. */
export const clockOf = (at: Instant): string => moment(at).slice(-5);

/** An instant of a day in the nursery's zone. */
export const instantAt = (day: string, time: string): Instant => Date.parse(`${day}T${time}:00+08:00`) as Instant;

/** `母亲 李敏`. */
export const escortName = (escort: Escort): string => [escort.relation, escort.name].filter(Boolean).join(" ");

/** Who may bring the child, the usual person first: what `+` goes through. */
export function escortsOf(child: ChildDay): readonly Escort[] {
  const all = child.usual ? [child.usual, ...child.escorts] : child.escorts;
  // A guardian who is also on the pickup list is one person.
  return all.filter((one, place) => all.findIndex((other) => escortName(other) === escortName(one)) === place);
}

/** `病假 咳嗽 · 至 11-25`; a day alone has no end. */
export function leaveSaid(leave: AbsenceShown, day: string): string {
  const cause = [label("AbsenceCause", leave.cause), leave.disease].filter(Boolean).join(" ");
  return leave.to > day ? t.attendance.until(cause, leave.to.slice(5)) : cause;
}

/** How the check came to stand there: one by one or together, live, from paper or late. */
export function entrySaid(check: CheckShown): { text: string; bulk: boolean } {
  const words = [check.touched ? t.attendance.oneByOne : t.attendance.together, clockOf(check.at)];
  if (check.entry !== "live") words.push(label("Entry", check.entry));
  return { text: words.join(" "), bulk: !check.touched };
}

/** What was seen, in words: nothing is normal. */
export function seenSaid(check: CheckShown): string {
  const seen = check.symptoms.map((symptom) => label("Symptom", symptom));
  return [...seen, check.found].filter(Boolean).join(t.attendance.joined) || t.attendance.normal;
}

/** Who is confirmed together: arrived, in the class, not checked and not waiting for a second reading. */
export function confirmable(rows: readonly ChildDay[]): ChildDay[] {
  return rows.filter((row) => row.state === "unchecked" && row.place === "class");
}

/** Away by what is written, or gone home on the day itself: the cursor passes over it. */
export function isAway(row: ChildDay, today: boolean): boolean {
  return (today && row.state === "gone") || (row.place === null && row.leave !== null);
}

/** Whose second reading is due by now. */
export function retakesDue(rows: readonly ChildDay[], now: Instant): ChildDay[] {
  return rows.filter((row) => (row.check?.retake_due ?? Infinity) <= now);
}

/** What was written last stands first. */
export function lastEntries(rows: readonly ChildDay[]): ChildDay[] {
  const at = (row: ChildDay): number => row.check?.again_at ?? row.check?.at ?? row.arrival?.at ?? 0;
  return rows.filter((row) => at(row) > 0).sort((a, b) => at(b) - at(a));
}

/** Who has not come: those nobody has asked about first. */
export function missing(rows: readonly ChildDay[]): ChildDay[] {
  const rank: Partial<Record<ChildDay["state"], number>> = { to_trace: 0, not_arrived: 1, on_leave: 2 };
  return rows
    .filter((row) => row.state in rank)
    .sort(
      (a, b) => (rank[a.state] ?? 0) - (rank[b.state] ?? 0) || Number(a.traced !== null) - Number(b.traced !== null),
    );
}

export type Counts = Record<"expected" | "away" | "missing" | "unchecked" | "retake" | "checked" | "gone", number>;

/** How the day stands; who is to be measured again is told from who was not looked at. */
export function countsOf(rows: readonly ChildDay[]): Counts {
  const count = (...states: ChildDay["state"][]): number => rows.filter((row) => states.includes(row.state)).length;
  return {
    expected: rows.length,
    away: count("on_leave"),
    missing: count("not_arrived", "to_trace"),
    unchecked: count("unchecked"),
    retake: count("retake"),
    checked: count("checked") + rows.filter((row) => row.state === "gone" && row.check !== null).length,
    gone: count("gone"),
  };
}

/** The same in a line; what is nobody is left out, but for who is checked and who is missing. */
export function countsSaid(counts: Counts): string {
  const words = t.attendance;
  const some = (count: number, say: (count: number) => string): string[] => (count > 0 ? [say(count)] : []);
  return [
    words.expectedCount(counts.expected),
    words.checkedCount(counts.checked),
    ...some(counts.unchecked, words.uncheckedCount),
    ...some(counts.retake, words.retakeCount),
    words.missingCount(counts.missing),
    ...some(counts.away, words.leaveCount),
    ...some(counts.gone, words.goneCount),
  ].join(words.comma);
}

/** `11月23日 星期一`; the year is said only where it is another one. */
export function shortDay(day: Day, today: Day): string {
  const long = longDay(day);
  return day.slice(0, 4) === today.slice(0, 4) ? long.replace(/^\d{4}年/, "").replace(/ \d{4}$/, "") : long;
}

/** The same day with one line set right: what the core has just answered. */
export function withChild(rows: readonly ChildDay[], child: ChildDay): ChildDay[] {
  return rows.map((row) => (row.infant_id === child.infant_id ? child : row));
}
