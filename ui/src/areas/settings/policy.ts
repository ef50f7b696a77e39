import type { PolicyKey, PolicyValue } from "../../contract";
import { t } from "../../words";

/** The bare value, as people say it. */
export function plainValue({ value }: PolicyValue): string {
  if (typeof value === "boolean") return value ? t.settings.policy.yes : t.settings.policy.no;
  return Array.isArray(value) ? value.join("、") : String(value);
}

/** The value with what it counts, in the core's words. */
export function valueOf(value: PolicyValue, unit: string): string {
  return typeof value.value === "number" ? `${value.value} ${unit}`.trim() : plainValue(value);
}

/** Whether the value that holds today should be compared with the document before it is relied upon. */
export function toCheck({ now }: PolicyKey): boolean {
  return now !== null && (now.confidence === "low" || now.confidence === "medium");
}
