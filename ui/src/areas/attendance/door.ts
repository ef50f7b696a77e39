import type { CheckShown, ChildDay } from "../../contract";
import { halfWidth } from "../../parts/values";
import { t } from "../../words";
import { clockOf, degrees, leaveSaid } from "./day";

/** A 托号 as typed: `17`, `08`, `１７`. Nobody has a longer one. */
export function numberOf(text: string): number | null {
  const plain = halfWidth(text);
  return /^\d{1,3}$/.test(plain) ? Number(plain) : null;
}

/** Letters are pinyin or its initials, which only the core knows. */
export const isSounds = (text: string): boolean => /^[a-z]+$/i.test(halfWidth(text));

/** Who is meant by a number or by a part of the name. */
export function whoIs(rows: readonly ChildDay[], text: string): ChildDay[] {
  const number = numberOf(text);
  if (number !== null) return rows.filter((row) => row.number === number);
  const plain = text.trim();
  return plain === "" ? [] : rows.filter((row) => row.name.includes(plain));
}

/** Who was found by sound, in the order in which the core found them. */
export function amongFound(rows: readonly ChildDay[], found: readonly string[]): ChildDay[] {
  const ids = [...new Set(found)];
  return ids.flatMap((id) => rows.find((row) => row.infant_id === id) ?? []);
}

/** Both readings: what was first and what was measured again. */
export function readingsOf(check: CheckShown | null): string {
  return [degrees(check?.temperature), degrees(check?.again)].filter(Boolean).join(" → ");
}

export type Opening =
  /** The card opens at once. */
  | { open: "check" | "retake"; said: null }
  /** First it is said what stands; a second Enter means it. */
  | { open: "check" | "retake" | null; said: string };

/** What to say before a child's card is opened, and what it is opened for. */
export function openingOf(row: ChildDay, day: string): Opening {
  switch (row.state) {
    case "gone":
      return { open: null, said: t.attendance.goneAlready(row.name, row.departure ? clockOf(row.departure.at) : "") };
    case "retake": {
      const due = row.check?.retake_due;
      return { open: "retake", said: t.attendance.retakeWaiting(row.name, due ? clockOf(due) : "") };
    }
    case "checked":
      return {
        open: "check",
        said: t.attendance.checkedAlready(row.name, row.check ? clockOf(row.check.at) : "", readingsOf(row.check)),
      };
    case "on_leave":
      return { open: "check", said: t.attendance.onLeaveNow(row.name, row.leave ? leaveSaid(row.leave, day) : "") };
    case "not_arrived":
    case "to_trace":
    case "unchecked":
      return { open: "check", said: null };
  }
}
