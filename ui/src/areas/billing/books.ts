/** A book has fifty sheets. */
const SHEETS = 50;

/**
 * The first and last number of a whole book, so far ahead of the program's next number (`SJ2026-000152`) that a
 * book's worth of receipts lies between.
 */
export function bookAfter(next: string): { from: number; to: number } {
  const value = Number(next.slice(next.indexOf("-") + 1)) || 1;
  const before = Math.ceil((value + SHEETS) / SHEETS) * SHEETS;
  return { from: before + 1, to: before + SHEETS };
}
