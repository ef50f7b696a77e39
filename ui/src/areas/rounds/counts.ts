import type { ClassPresent, CountMoment, HeadCount, HeadCounts, Id } from "../../contract";
import { halfWidth } from "../../parts/values";

/** The moves in the order of their digits. */
export const MOMENTS: readonly CountMoment[] = [
  "leave_room",
  "outdoors",
  "back_inside",
  "before_nap",
  "after_nap",
  "before_pickup",
  "other",
];

/** The moves of a usual day, as they stand on the printed sheet. */
const USUAL: readonly CountMoment[] = [
  "leave_room",
  "outdoors",
  "back_inside",
  "before_nap",
  "after_nap",
  "leave_room",
  "back_inside",
  "before_pickup",
];

/** A class, how many should be there, and its last count. */
export interface ClassCount extends ClassPresent {
  counts: readonly HeadCount[];
  last: HeadCount | null;
}

export const differs = (count: HeadCount | null): count is HeadCount =>
  count !== null && count.counted !== count.expected;

export function classCounts({ counts, present }: HeadCounts): ClassCount[] {
  return present.map((one) => {
    const mine = counts.filter((count) => count.class_id === one.class_id);
    return { ...one, counts: mine, last: mine.at(-1) ?? null };
  });
}

/** The whole day with one class set right: what the core has just answered about it. */
export function withClass(whole: HeadCounts, answer: HeadCounts, id: Id): HeadCounts {
  const counts = [...whole.counts.filter((count) => count.class_id !== id), ...answer.counts];
  return {
    // Of two at the same moment the later written stands later, as the core has them.
    counts: counts.sort((a, b) => a.at - b.at),
    present: whole.present.map((one) => answer.present.find((now) => now.class_id === one.class_id) ?? one),
  };
}

/** What is most likely counted next: what did not agree once more, else the next move of a usual day. */
export function nextMoment(counts: readonly HeadCount[]): CountMoment {
  const last = counts.at(-1) ?? null;
  if (differs(last)) return last.moment;
  let at = 0;
  for (const { moment } of counts) {
    const found = USUAL.indexOf(moment, at);
    // A second count of the same move leaves the day where it was.
    if (found >= 0 && USUAL[at - 1] !== moment) at = found + 1;
  }
  return USUAL[at] ?? "other";
}

/** A number of children as typed, full-width digits too; null if it is none. */
export function countOf(text: string): number | null {
  const plain = halfWidth(text);
  return /^\d{1,3}$/.test(plain) ? Number(plain) : null;
}

/** After a class the next one that has not been counted at this move, so that several are counted in a row. */
export function nextClass(classes: readonly ClassCount[], after: Id, moment: CountMoment): Id | null {
  const here = classes.findIndex((one) => one.class_id === after);
  const others = [...classes.slice(here + 1), ...classes.slice(0, Math.max(0, here))];
  return others.find((one) => one.present > 0 && one.last?.moment !== moment)?.class_id ?? null;
}
