import type { Disposition, Symptom } from "../../contract";
import type { Press } from "../../parts/grid/grammar";

/** The signs in the order of the keys 1–9, 0 and the point. */
export const SYMPTOMS: readonly Symptom[] = [
  "fever",
  "cough",
  "rash",
  "vomiting",
  "diarrhoea",
  "red_eye",
  "mouth_herpes",
  "parotid",
  "injury",
  "low_spirits",
  "other",
];
export const DISPOSITIONS: readonly Disposition[] = ["class", "observe", "notify", "isolate", "sent_home"];
export const SYMPTOM_KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "."] as const;

/** What is noted at a child besides the temperature. */
export interface Exception {
  step: "symptoms" | "disposition";
  symptoms: readonly Symptom[];
  /** Null leaves it to what usually follows. */
  disposition: Disposition | null;
  /** What the family told. */
  told: string;
}

export function exceptionOf(check: { symptoms: readonly Symptom[]; told: string } | null): Exception {
  return { step: "symptoms", symptoms: check?.symptoms ?? [], disposition: null, told: check?.told ?? "" };
}

export function toggled(exception: Exception, symptom: Symptom): Exception {
  const on = exception.symptoms.includes(symptom);
  const symptoms = SYMPTOMS.filter((one) => (one === symptom ? !on : exception.symptoms.includes(one)));
  return { ...exception, symptoms };
}

export type Outcome =
  | { go: "on"; exception: Exception }
  /** It is whole and is to be saved. */
  | { go: "done"; exception: Exception }
  | { go: "told" }
  | { go: "leave" };

/**
 * What a key does while the exception is open: digits choose signs, Enter leads to what is done, a digit there ends
 * it, `*` ends it anywhere and leaves what is done to what usually follows, `+` is for what the family told.
 */
export function pressed(exception: Exception, press: Press): Outcome {
  const stay: Outcome = { go: "on", exception };
  if (press.press === "leave")
    return exception.step === "disposition"
      ? { go: "on", exception: { ...exception, step: "symptoms" } }
      : { go: "leave" };
  if (press.press === "undo") return { go: "leave" };
  if (press.press === "sign") {
    if (press.sign === "*") return { go: "done", exception };
    return press.sign === "+" ? { go: "told" } : stay;
  }
  if (exception.step === "symptoms") {
    if (press.press === "enter") return { go: "on", exception: { ...exception, step: "disposition" } };
    const key = press.press === "digit" ? press.digit : press.press === "point" ? "." : null;
    const symptom = SYMPTOMS[SYMPTOM_KEYS.findIndex((one) => one === key)];
    return symptom ? { go: "on", exception: toggled(exception, symptom) } : stay;
  }
  if (press.press === "enter") return { go: "done", exception };
  const disposition = press.press === "digit" ? DISPOSITIONS[Number(press.digit) - 1] : undefined;
  return disposition ? { go: "done", exception: { ...exception, disposition } } : stay;
}
