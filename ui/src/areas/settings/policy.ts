import type { PolicyKey, PolicyValue } from "../../contract";
import { t } from "../../words";

/** What a value is called. */
export function nameOf(policy: PolicyKey): string {
  return policy.key;
}

/** The value with what it counts, as people say it. */
export function valueOf({ value, unit }: PolicyValue): string {
  if (typeof value === "boolean") return value ? t.settings.policy.yes : t.settings.policy.no;
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "number") return `${value} ${unit}`;
  return String(value);
}

/** Whether the value that holds today should be compared with the document before it is relied upon. */
export function toCheck({ now }: PolicyKey): boolean {
  return now !== null && (now.confidence === "low" || now.confidence === "medium");
}
