import type { Day } from "../../contract";
import { t } from "../../words";

/** A contract is nearly over within so many days: the screen then says it in amber. */
const SOON_DAYS = 30;

const DAY_MS = 86_400_000;

export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

export interface Expiry {
  words: string;
  warn: boolean;
}

/** How much of an active contract's term is left, in words. */
export function expiry(from: Day | null, to: Day | null, today: Day): Expiry | null {
  if (!from || !to) return null;
  const [begun, left] = [daysBetween(from, today), daysBetween(today, to)];
  if (left < 0) return { words: t.contracts.over(-left), warn: false };
  if (begun < 0) return { words: t.contracts.notYet(-begun), warn: false };
  if (left === 0) return { words: t.contracts.lastDay, warn: true };
  return { words: t.contracts.daysLeft(left), warn: left <= SOON_DAYS };
}
