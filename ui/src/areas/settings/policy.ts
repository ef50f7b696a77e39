import type { PolicyKey, PolicyValue } from "../../contract";
import { t } from "../../words";

/** The value with what it counts (in the core's words), as people say it. */
export function valueOf({ value }: PolicyValue, unit: string): string {
  if (typeof value === "boolean") return value ? t.settings.policy.yes : t.settings.policy.no;
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "number") return `${value} ${unit}`.trim();
  return String(value);
}

/** Whether the value that holds today should be compared with the document before it is relied upon. */
export function toCheck({ now }: PolicyKey): boolean {
  return now !== null && (now.confidence === "low" || now.confidence === "medium");
}
