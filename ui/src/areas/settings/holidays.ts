import type { AnnouncedDay, AnnouncedKind, Day } from "../../contract";
import { dayAfter, halfWidth, readDay } from "../../parts/values";

/** One festival as the State Council's notice says it: free from a day to a day, weekends worked instead. */
export interface Festival {
  name: string;
  from: Day | null;
  to: Day | null;
  /** As typed: `2-14、2-28`, the year may be left out. */
  worked: string;
}

export const FESTIVALS = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"] as const;
const LONGEST = 31;

/** The announced days of a year in the notice's own form; festivals that are always announced come first. */
export function festivalsOf(days: readonly AnnouncedDay[]): Festival[] {
  const names = new Set([...FESTIVALS, ...days.map((day) => day.festival)]);
  return [...names].map((name) => {
    const of = (kind: AnnouncedKind): Day[] =>
      days
        .filter((day) => day.festival === name && day.kind === kind)
        .map((day) => day.date)
        .sort();
    const off = of("off");
    const worked = of("work").map((day) => day.slice(5));
    return { name, from: off[0] ?? null, to: off.at(-1) ?? null, worked: worked.join("、") };
  });
}

/** What is wrong with one festival, or nothing. */
export type Fault = "order" | "worked" | null;

export function faultOf(festival: Festival, year: number): Fault {
  const { from, to } = festival;
  if (from && to && (to < from || dayAfter(from, LONGEST) < to)) return "order";
  return workedDays(festival, year) === null ? "worked" : null;
}

/** Every announced day; a festival without a first day says nothing. */
export function announced(festivals: readonly Festival[], year: number): AnnouncedDay[] {
  const days: AnnouncedDay[] = [];
  for (const festival of festivals) {
    const { from, to, name } = festival;
    for (let day = from; day && day <= (to ?? from ?? ""); day = dayAfter(day, 1))
      days.push({ date: day, kind: "off", festival: name });
    for (const day of workedDays(festival, year) ?? []) days.push({ date: day, kind: "work", festival: name });
  }
  return days.sort((left, right) => left.date.localeCompare(right.date));
}

/** The days worked instead, in any common shape; null if one of them is no day. */
function workedDays({ worked }: Festival, year: number): Day[] | null {
  const days = halfWidth(worked)
    .split(/[、,，;；\s]+/)
    .filter((text) => text !== "")
    .map((text) => readDay(text) ?? readDay(`${year}-${text.replace("月", "-")}`));
  return days.includes(null) ? null : (days as Day[]);
}
