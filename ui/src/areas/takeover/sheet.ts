import { halfWidth, readDay, readYuan, yuan } from "../../parts/values";

/** A column of the keyboard sheet. What is typed is kept as text until the row is saved. */
export interface SheetColumn {
  key: string;
  title: string;
  kind: "text" | "day" | "money" | "count" | "choice" | "mark";
  /** What a digit chooses, in the order of the digits. */
  choices?: readonly { value: string; title: string }[];
  /** A longer name, where the heading is short. */
  hint?: string | undefined;
}

export interface SheetRow {
  id: string;
  /** Rows of one class are filled together. */
  group: string;
  number: string;
  name: string;
  /** It stands as it is. */
  locked: boolean;
  /** Those of its cells that stand as they are. */
  held?: readonly string[];
}

export type Cells = Record<string, Record<string, string>>;

/** One change of cells, so that it can be taken back. */
export type Edit = { row: string; key: string; before: string }[];

/** What was typed as it is kept: days and amounts in one shape, what cannot be read as it stands. */
export function tidy(column: SheetColumn, text: string): string {
  const plain = column.kind === "text" ? text.trim() : halfWidth(text);
  switch (column.kind) {
    case "day":
      return readShortDay(plain) ?? plain;
    case "money": {
      const amount = readYuan(plain);
      return amount === null ? plain : yuan(amount, "");
    }
    case "choice":
      return column.choices?.[Number(plain) - 1]?.value ?? plain;
    default:
      return plain;
  }
}

/** A day as it is typed on a number pad: 20260901 or 260901. */
export function readShortDay(text: string): string | null {
  const plain = halfWidth(text);
  return readDay(/^\d{6}$/.test(plain) ? `20${plain}` : plain);
}

/** Whether the text can be read as what the column holds; nothing is readable too. */
export function readable(column: SheetColumn, text: string): boolean {
  if (text === "") return true;
  switch (column.kind) {
    case "day":
      return readShortDay(text) !== null;
    case "money":
      return (readYuan(text) ?? -1) >= 0;
    case "count":
      return /^\d{1,3}$/.test(text);
    case "choice":
      return column.choices?.some((choice) => choice.value === text) ?? false;
    default:
      return true;
  }
}

/** The number that follows, its width kept: 托2026-009 → 托2026-010; a text without a number stays. */
export function following(text: string): string {
  return text.replace(/\d+$/, (digits) => String(Number(digits) + 1).padStart(digits.length, "0"));
}

/** What the key for "the same as above" writes: the same, and for a numbered text the next one. */
export function copied(column: SheetColumn, above: string): string {
  return column.kind === "text" ? following(above) : above;
}

/**
 * The same value for the whole class: the empty cells of the column, in the order of the rows. A mark has no empty
 * state, so the class follows it either way.
 */
export function fill(column: SheetColumn, rows: readonly SheetRow[], cells: Cells, from: string): Edit {
  const source = rows.find((row) => row.id === from);
  let value = cells[from]?.[column.key] ?? "";
  if (!source || (value === "" && column.kind !== "mark")) return [];
  const edit: Edit = [];
  const below = rows.slice(rows.indexOf(source) + 1);
  const above = rows.slice(0, rows.indexOf(source));
  for (const row of [...below, ...above]) {
    const before = cells[row.id]?.[column.key] ?? "";
    if (row.group !== source.group || row.locked || row.held?.includes(column.key)) continue;
    if (column.kind === "mark" ? before === value : before !== "") continue;
    if (column.kind === "text") value = following(value);
    edit.push({ row: row.id, key: column.key, before });
    (cells[row.id] ??= {})[column.key] = value;
  }
  return edit;
}

/** What was copied out of a spreadsheet, laid into the sheet from one cell on. */
export function paste(
  text: string,
  columns: readonly SheetColumn[],
  rows: readonly SheetRow[],
  cells: Cells,
  at: { row: number; column: number },
): Edit {
  const edit: Edit = [];
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  lines.forEach((line, down) => {
    line.split("\t").forEach((value, right) => {
      const [row, column] = [rows[at.row + down], columns[at.column + right]];
      if (!row || !column || row.locked || row.held?.includes(column.key)) return;
      edit.push({ row: row.id, key: column.key, before: cells[row.id]?.[column.key] ?? "" });
      (cells[row.id] ??= {})[column.key] = tidy(column, value);
    });
  });
  return edit;
}
