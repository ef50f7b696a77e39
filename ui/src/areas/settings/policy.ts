import type { PolicyKey, PolicyValue } from "../../contract";
import { label, t } from "../../words";
import { labels } from "../../words/labels";

/** What a value is called; a key that the screen has no name for stands as it is. */
export function nameOf({ key }: PolicyKey): string {
  const names = t.settings.policy.names;
  const [group, kind = "", what = ""] = key.split(".");
  if (group === "class" && kind in labels.ClassKind) {
    return `${label("ClassKind", kind as keyof typeof labels.ClassKind)} · ${names[`class.${what}`] ?? what}`;
  }
  return names[key] ?? key;
}

/** The value with what it counts, as people say it. */
export function valueOf({ value, unit }: PolicyValue): string {
  if (typeof value === "boolean") return value ? t.settings.policy.yes : t.settings.policy.no;
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "number") return `${value} ${unitOf(unit)}`.trim();
  return String(value);
}

export function unitOf(unit: string): string {
  return t.settings.policy.units[unit] ?? unit;
}

/** Whether the value that holds today should be compared with the document before it is relied upon. */
export function toCheck({ now }: PolicyKey): boolean {
  return now !== null && (now.confidence === "low" || now.confidence === "medium");
}
