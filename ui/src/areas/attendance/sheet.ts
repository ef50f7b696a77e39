import type { CheckPeriod, ChildDay } from "../../contract";
import type { GridColumn } from "../../parts/grid/columns";
import { t } from "../../words";
import { degrees, isAway, oddSaid } from "./day";

export const READING = { digits: 3, places: 1 } as const;

/** What the class sheet needs of a line: the grid goes by `id`. */
export type SheetRow = ChildDay & { id: string };

export const sheetRows = (rows: readonly ChildDay[]): SheetRow[] => rows.map((row) => ({ ...row, id: row.infant_id }));

/** A second reading is asked for, or stands there already. */
export const wantsAgain = (row: ChildDay): boolean =>
  row.check !== null && (row.check.retake_due !== null || row.check.again !== null);

/** Still to be done on this sheet. */
export function isOpen(row: ChildDay, period: CheckPeriod, today: boolean): boolean {
  return row.check === null && !isAway(row, today) && (period === "morning" || row.place !== null);
}

/** What the temperature says where there is none. */
export function readingSaid(row: ChildDay): string {
  if (row.check?.unmeasured) return t.attendance.unmeasured;
  if (row.place === null && row.leave) return t.attendance.absent;
  return "";
}

/** The columns of the sheet in the order of the printed one. */
export function sheetColumns(
  wide: boolean,
  mayCheck: boolean,
  place: (row: ChildDay) => number,
): GridColumn<SheetRow>[] {
  return [
    {
      key: "order",
      title: t.attendance.order,
      kind: "shown",
      width: "48px",
      frozen: "left",
      text: (row) => String(place(row)),
    },
    {
      key: "name",
      title: t.attendance.name,
      kind: "shown",
      width: wide ? "176px" : "148px",
      frozen: "left",
      heads: true,
    },
    { key: "hints", title: t.attendance.hints, kind: "shown", width: "minmax(0, 1fr)" },
    ...(wide
      ? [
          {
            key: "months",
            title: t.attendance.months,
            kind: "shown" as const,
            width: "60px",
            end: true as const,
            text: (row: SheetRow) => String(row.months),
          },
        ]
      : []),
    {
      key: "temperature",
      title: t.attendance.temperature,
      kind: "number",
      width: "92px",
      shape: READING,
      text: (row) => degrees(row.check?.temperature),
      blank: readingSaid,
      fixed: () => !mayCheck,
      doubt: oddSaid,
    },
    {
      key: "again",
      title: t.attendance.again,
      kind: "number",
      width: wide ? "112px" : "108px",
      shape: READING,
      text: (row) => degrees(row.check?.again),
      fixed: (row) => !mayCheck || !wantsAgain(row),
      doubt: oddSaid,
    },
    { key: "seen", title: t.attendance.seen, kind: "shown", width: wide ? "148px" : "132px" },
    { key: "done", title: t.attendance.done, kind: "shown", width: wide ? "136px" : "116px" },
    { key: "entry", title: t.attendance.entry, kind: "shown", width: wide ? "140px" : "132px", frozen: "right" },
  ];
}
