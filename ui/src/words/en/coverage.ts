import type { Words } from "../zh";

export const coverage: Words["coverage"] = {
  title: "Missing records",
  text: "How many records each day and class should have, and how many there are; counted from the records themselves.",
  open: "Missing records",
  week: "Which week",
  earlier: "Week before",
  later: "Week after",
  record: "Record",
  of: (written: number, expected: number) => `${written}/${expected}`,
  cell: (day: string, record: string, written: number, expected: number, late: number) =>
    `${day} ${record}: ${written} of ${expected}${late > 0 ? `, ${late} late` : ""}`,
  late: (count: number) => `late ${count}`,
  whose: (names: string) => `by ${names}`,
  nobody: "no carer yet",
  nothing: "Nothing is expected in this week.",
  legend: "✓ whole　△ partly　✗ none　late: of these written late",
  missing: (count: number) => (count === 0 ? "nothing is missing" : `${count} missing`),
};
