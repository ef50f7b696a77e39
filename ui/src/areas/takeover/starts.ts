import type { Day, Part, PartStart, TakeoverState } from "../../contract";
import { monthAfter } from "../../parts/values";

/** The day that suits most: fees from the first of the next month, everything else from the first day of the books. */
export function usualStart(part: Part, on: Day): Day {
  return part === "billing" && !on.endsWith("-01") ? `${monthAfter(on.slice(0, 7), 1)}-01` : on;
}

/**
 * The parts that begin with the books, unless they were given a day of their own. A program that is in use already
 * goes on.
 */
export function startsWith(state: TakeoverState, on: Day, today: Day): PartStart[] {
  const { on: before, parts } = state;
  if (!before && state.receipts_begun) return parts.map(({ part }) => ({ part, from: `${today.slice(0, 7)}-01` }));
  return parts
    .filter(({ part, from }) => !before || from === usualStart(part, before))
    .map(({ part }) => ({ part, from: usualStart(part, on) }));
}
