import type { AnnouncedDay, Day } from "../../contract";
import { dayAfter, weekday } from "../../parts/values";

/** The sheets of a class's day in the order in which they are used: keys of the registers. */
export const SHEETS = ["pickup", "health_checks", "daily_care", "nap_rounds", "head_counts", "medicine"] as const;
export type SheetKey = (typeof SHEETS)[number];

/** The next day with care: a working day as announced, a weekday where nothing is. */
export function nextWorkday(today: Day, announced: readonly AnnouncedDay[]): Day {
  const kinds = new Map(announced.map(({ date, kind }) => [date, kind]));
  let day = dayAfter(today, 1);
  for (let step = 0; step < 14; step += 1) {
    const kind = kinds.get(day) ?? (weekday(day) > 5 ? "off" : "work");
    if (kind === "work") return day;
    day = dayAfter(day, 1);
  }
  return day;
}
