import type { Day, Instant } from "../../contract";
import { moment } from "../../parts/values";

/** Whole days since the last backup, in the nursery's zone; null if there is none. */
export function backupAge(last: Instant | null, today: Day): number | null {
  if (last === null) return null;
  return Math.max(0, Math.round((Date.parse(today) - Date.parse(moment(last).slice(0, 10))) / 86_400_000));
}
