import type { RosterField, RosterOutcome, RosterPreviewRow } from "../../../contract";
import { language, t } from "../../../words";

/** In the order in which they want the person. */
export const OUTCOMES: readonly RosterOutcome[] = ["new", "changed", "conflict", "rejected", "duplicate", "same"];

export const outcomeTone: Record<RosterOutcome, string> = {
  new: "ok",
  changed: "accent",
  same: "",
  duplicate: "",
  conflict: "warn",
  rejected: "alarm",
};

/** What the file holds in the first of these fields that it has. */
export function written(row: RosterPreviewRow, ...fields: RosterField[]): string {
  for (const field of fields) {
    const text = row.written.find((one) => one.field === field)?.text.trim();
    if (text) return text;
  }
  return "";
}

export function nameOf(row: RosterPreviewRow): string {
  return row.values?.name ?? written(row, "name");
}

/** Whom to ring: the first guardian as understood, or as the file has it. */
export function contactOf(row: RosterPreviewRow): string {
  const first = row.values?.guardians[0];
  const parts = first
    ? [first.name, first.phone]
    : [written(row, "guardian", "mother_name", "father_name"), written(row, "phone", "mother_phone", "father_phone")];
  return parts.filter(Boolean).join(" · ");
}

/** The one sentence that the row itself shows; the rest is below it. */
export function gist(row: RosterPreviewRow): { text: string; more: number } {
  const said = [...row.reasons, ...row.warnings].map((reason) => reason.said[language.value]);
  const changes = row.changes.map(
    (change) =>
      `${t.importing.fields[change.field]}${language.value === "zh" ? "：" : ": "}${t.importing.change(change.before, change.after)}`,
  );
  const [first, ...rest] = row.outcome === "changed" ? [...changes, ...said] : said;
  return { text: first ?? "", more: rest.length };
}

/** The fields that a finding speaks of, each once. */
export function askedFields(row: RosterPreviewRow): RosterField[] {
  const named = row.reasons.map((reason) => reason.field).filter((field): field is RosterField => field !== null);
  return [...new Set(named)];
}
