import type { CareChoice, CareKind } from "../../contract";

/** The kinds in the order of their keys: all of them lie on the number pad. */
export const KINDS: readonly { kind: CareKind; key: string }[] = [
  { kind: "milk", key: "1" },
  { kind: "water", key: "2" },
  { kind: "meal", key: "3" },
  { kind: "diaper", key: "4" },
  { kind: "toilet", key: "5" },
  { kind: "mood", key: "6" },
  { kind: "sleep", key: "7" },
  { kind: "outdoor", key: "8" },
  { kind: "activity", key: "9" },
  { kind: "note", key: "0" },
  { kind: "exercise", key: "." },
];

export const kindOfKey = (key: string): CareKind | null => KINDS.find((one) => one.key === key)?.kind ?? null;
export const keyOfKind = (kind: CareKind): string => KINDS.find((one) => one.kind === kind)?.key ?? "";

/** What can be chosen for a kind, in the core's order; the digits count from one. */
const CHOICES: Partial<Record<CareKind, readonly CareChoice[]>> = {
  milk: ["breast", "formula", "cow_milk"],
  meal: ["all", "most", "half", "little", "none"],
  diaper: ["wet", "soiled", "loose", "dry"],
  toilet: ["wet", "soiled", "loose", "dry"],
  mood: ["happy", "calm", "fussy", "crying", "tired"],
  activity: ["motor", "language", "cognitive", "social", "self_care"],
};

export const choicesOf = (kind: CareKind): readonly CareChoice[] => CHOICES[kind] ?? [];

/** What can be found of a sleeping child on a round. */
export const FOUND: readonly CareChoice[] = ["on_back", "uncovered", "sweating", "restless", "unwell"];

/** What is written of it, and so how its field is typed. */
export type Shape = "amount" | "choice" | "turn" | "text";

export function shapeOf(kind: CareKind): Shape {
  if (kind === "milk" || kind === "water") return "amount";
  if (kind === "sleep" || kind === "outdoor") return "turn";
  return kind === "note" || kind === "exercise" ? "text" : "choice";
}

/** It lasts from a time to a time. */
export const lasts = (kind: CareKind): boolean => kind === "sleep" || kind === "outdoor" || kind === "exercise";
