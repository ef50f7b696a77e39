import type { StaffDayLine, StaffSign } from "../../contract";
import type { GridColumn } from "../../parts/grid/columns";
import type { Press } from "../../parts/grid/grammar";
import { label, t } from "../../words";
import { clockOf, degrees, oddSaid } from "../attendance/day";
import { READING } from "../attendance/sheet";

/** The signs in the order of the keys 1–8. */
export const SIGNS: readonly StaffSign[] = [
  "fever",
  "diarrhoea",
  "vomiting",
  "skin",
  "throat",
  "cough",
  "eye",
  "other",
];

/** A person's line as the grid needs it: it goes by `id`. */
export type StaffRow = StaffDayLine & { id: string; away: boolean };

export const staffRows = (rows: readonly StaffDayLine[], away: readonly string[]): StaffRow[] =>
  rows.map((row) => ({ ...row, id: row.person_id, away: row.check === null && away.includes(row.person_id) }));

export type StaffState = "unchecked" | "normal" | "ill" | "cleared" | "off" | "away";

export function stateOf(row: StaffRow): StaffState {
  if (row.check && row.check.signs.length > 0) return row.off_since ? "ill" : "cleared";
  if (row.off_since) return "off";
  if (row.check) return "normal";
  return row.away ? "away" : "unchecked";
}

export const signsSaid = (signs: readonly StaffSign[]): string =>
  signs.map((sign) => label("StaffSign", sign)).join(t.attendance.joined);

/** What follows from it, in words: the law asks it at once. */
export function followsSaid(row: StaffRow): string {
  switch (stateOf(row)) {
    case "ill":
      return row.food_handler ? t.staff.foodAtOnce : t.staff.leaveAtOnce;
    case "off":
      return t.staff.off(row.off_since ?? "");
    case "cleared":
      return t.staff.cleared;
    default:
      return "";
  }
}

/** How the check came to stand there: one by one or together, live, from paper or late. */
export function entrySaid(row: StaffRow): string {
  if (!row.check) return "";
  const words = [row.check.touched ? t.staff.bySingly : t.staff.byTogether, clockOf(row.check.at)];
  if (row.check.entry !== "live") words.push(label("Entry", row.check.entry));
  return words.join(" ");
}

/** Who is confirmed together: at work, not checked, not off duty. */
export const confirmable = (rows: readonly StaffRow[]): StaffRow[] =>
  rows.filter((row) => stateOf(row) === "unchecked");

/**
 * The signs that stay when a temperature is typed anew. A fever that came from the earlier reading goes with it: the
 * core writes it again where the new one is one.
 */
export function keptSigns(row: StaffRow): StaffSign[] {
  const check = row.check;
  return check ? check.signs.filter((sign) => sign !== "fever" || check.temperature === null) : [];
}

export interface Ill {
  signs: readonly StaffSign[];
  note: string;
}

export const illOf = (row: StaffRow): Ill => ({ signs: row.check?.signs ?? [], note: row.check?.note ?? "" });

export function toggled(ill: Ill, sign: StaffSign): Ill {
  const on = ill.signs.includes(sign);
  return { ...ill, signs: SIGNS.filter((one) => (one === sign ? !on : ill.signs.includes(one))) };
}

export type Outcome = { go: "on"; ill: Ill } | { go: "done"; ill: Ill } | { go: "note" } | { go: "leave" };

/** What a key does while the strip is open: digits choose, `*` and Enter record, `+` is for the remark. */
export function pressed(ill: Ill, press: Press): Outcome {
  if (press.press === "leave" || press.press === "undo") return { go: "leave" };
  if (press.press === "enter") return { go: "done", ill };
  if (press.press === "sign") {
    if (press.sign === "*") return { go: "done", ill };
    return press.sign === "+" ? { go: "note" } : { go: "on", ill };
  }
  const sign = press.press === "digit" ? SIGNS[Number(press.digit) - 1] : undefined;
  return { go: "on", ill: sign ? toggled(ill, sign) : ill };
}

export function staffColumns(wide: boolean, place: (row: StaffRow) => number): GridColumn<StaffRow>[] {
  return [
    {
      key: "order",
      title: t.staff.order,
      kind: "shown",
      width: "48px",
      frozen: "left",
      text: (row) => String(place(row)),
    },
    {
      key: "name",
      title: t.staff.name,
      kind: "shown",
      width: wide ? "152px" : "132px",
      frozen: "left",
      heads: true,
    },
    { key: "posts", title: t.staff.posts, kind: "shown", width: wide ? "124px" : "112px" },
    {
      key: "temperature",
      title: t.staff.temperature,
      kind: "number",
      width: "92px",
      shape: READING,
      text: (row) => degrees(row.check?.temperature),
      doubt: oddSaid,
    },
    { key: "state", title: t.staff.state, kind: "shown", width: wide ? "204px" : "144px" },
    { key: "follows", title: t.staff.follows, kind: "shown", width: "minmax(0, 1fr)" },
    { key: "entry", title: t.staff.entry, kind: "shown", width: "124px", frozen: "right" },
  ];
}
