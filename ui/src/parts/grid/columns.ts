import type { NumberShape } from "./grammar";

/** A column of the grid. The grid keeps text; what the text means is the screen's affair. */
export interface GridColumn<Row> {
  key: string;
  title: string;
  kind: "number" | "choice" | "mark" | "text" | "shown";
  /** A track of the grid, such as `96px` or `minmax(0, 1fr)`; a frozen column's is in pixels. */
  width: string;
  /** Stays in sight when the grid scrolls sideways. */
  frozen?: "left" | "right";
  /** Names the row. */
  heads?: true;
  end?: true;
  /** A number's digits and places. */
  shape?: NumberShape;
  /** What a digit chooses, in the order of the digits; a mark goes through them with the space bar. */
  choices?: readonly { value: string; title: string }[];
  /** An empty text can be saved. */
  clears?: true;
  /** What is saved there now. */
  text?: (row: Row) => string;
  /** What stands in the empty field, in words. */
  blank?: (row: Row) => string;
  /** The cell stands as it is. */
  fixed?: (row: Row) => boolean;
  /** Why a value is asked for once more; typed again it is taken. */
  doubt?: (text: string, row: Row) => string | null;
}

/** What a cell shows of its text. */
export function titleOf<Row>(column: GridColumn<Row>, text: string): string {
  return column.choices?.find((choice) => choice.value === text)?.title ?? text;
}

/** What a digit chooses; 0 chooses nothing, where nothing can be chosen. */
export function chosenBy<Row>(column: GridColumn<Row>, digit: string): string | null {
  if (digit === "0") return column.clears ? "" : null;
  return column.choices?.[Number(digit) - 1]?.value ?? null;
}

/** The next of the marks; behind the last one there is none, where none can be. */
export function markAfter<Row>(column: GridColumn<Row>, text: string): string {
  const values = [...(column.clears ? [""] : []), ...(column.choices ?? []).map((choice) => choice.value)];
  return values[(values.indexOf(text) + 1) % values.length] ?? "";
}

/** Where the frozen columns of one side stand, by their keys. */
export function frozenAt<Row>(columns: readonly GridColumn<Row>[], side: "left" | "right"): Record<string, string> {
  const places: Record<string, string> = {};
  let at = 0;
  for (const column of side === "left" ? columns : [...columns].reverse()) {
    if (column.frozen !== side) continue;
    places[column.key] = `${at}px`;
    at += Number.parseFloat(column.width) || 0;
  }
  return places;
}

/** From this many rows on only those in sight are drawn. */
export const MANY = 60;
const BEYOND = 8;

/** The rows in sight and a few beyond: first, and the one behind the last. */
export function inSight(count: number, height: number, top: number, room: number): { from: number; to: number } {
  if (count <= MANY) return { from: 0, to: count };
  const seen = Math.ceil((room || 20 * height) / height);
  const from = Math.max(0, Math.min(Math.floor(top / height) - BEYOND, count - 1));
  return { from, to: Math.min(count, from + seen + 2 * BEYOND) };
}
