import type { ChildDay } from "../../contract";
import { halfWidth } from "../../parts/values";

export type DayAct =
  "trace" | "leave" | "absent" | "arrive" | "depart" | "departOnce" | "withdrawLeave" | "withdrawMove";

/** What can be done about a child by where its day stands, what is most wanted first. */
export function actsFor(row: ChildDay): readonly DayAct[] {
  switch (row.state) {
    case "to_trace":
      return row.leave ? ["trace", "leave", "arrive", "withdrawLeave"] : ["trace", "leave", "arrive", "absent"];
    case "not_arrived":
      return ["arrive", "leave", "trace", "absent"];
    case "on_leave":
      return ["withdrawLeave", "arrive", "trace"];
    case "unchecked":
    case "retake":
    case "checked":
      return ["depart", "departOnce", "withdrawMove"];
    case "gone":
      return ["withdrawMove", "arrive"];
  }
}

/** A time of the day as typed: `8:05`, `0805`, `８：０５`; null if it is none. */
export function timeOf(text: string): string | null {
  const read = /^(\d{1,2}):?(\d{2})$/.exec(halfWidth(text).replace(/[.：]/g, ":"));
  const [hour, minute] = [Number(read?.[1]), Number(read?.[2])];
  if (!read || hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** The filters of the list: the states, with those that a person thinks of as one put together. */
export const FILTERS = [
  "mismatch",
  "to_trace",
  "not_arrived",
  "on_leave",
  "unchecked",
  "retake",
  "checked",
  "gone",
] as const;
export type Filter = "" | (typeof FILTERS)[number];

export function isFilter(text: string): text is Filter {
  return text === "" || (FILTERS as readonly string[]).includes(text);
}

/** Whether a filter lets a row through: its state, or that something of its day does not agree. */
export const fits = (row: ChildDay, filter: Filter): boolean =>
  filter === "" || (filter === "mismatch" ? row.mismatch !== null : row.state === filter);

/** The rows that the filter and the search leave. */
export function leftOf<Row extends ChildDay>(rows: readonly Row[], filter: Filter, text: string): Row[] {
  const plain = halfWidth(text);
  return rows.filter(
    (row) =>
      fits(row, filter) &&
      (plain === "" ||
        row.name.includes(plain) ||
        String(row.number ?? "") === plain ||
        row.class_name.includes(plain)),
  );
}
