import { computed } from "vue";
import type { ComputedRef } from "vue";

import type { Correctable, Day, Guardian, InfantStatus, PaperKind, PickupPerson } from "../../../contract";
import { useAct } from "../../../parts/acting";
import type { Acting } from "../../../parts/acting";
import { session } from "../../access/session";

/** What is being done about an infant. */
export type Act =
  | { kind: "enrol" | "move" | "suspend" | "resume" | "leave" }
  | { kind: "correct"; field: Correctable; now: string }
  | { kind: "end_guardian"; guardian: Guardian }
  | { kind: "end_pickup"; person: PickupPerson }
  | { kind: "paper"; paper: PaperKind; replaces: string | null };

/** The acts that the page offers in each state; whether one may is the core's to say. */
export const ACTS: Record<InfantStatus, readonly ("enrol" | "move" | "suspend" | "resume" | "leave")[]> = {
  waiting: ["enrol", "leave"],
  reserved: ["enrol", "leave"],
  enrolled: ["move", "suspend", "leave"],
  suspended: ["resume", "leave"],
  left: [],
};

export function useToday(): ComputedRef<Day> {
  return computed(() => session.state.value?.today ?? "");
}

/** An act that ends with a word for the person; one that waits for an approval has been asked for, and that is its word. */
export function useInfantAct(done: (said: string) => void): Acting & {
  run<T>(act: (requestId: string) => Promise<T>, said: (answer: T) => string): Promise<void>;
} {
  const acting = useAct();
  return {
    ...acting,
    async run(act, said) {
      const answer = await acting.act(act);
      if (answer !== undefined) done(said(answer));
      else if (acting.refusal.value?.code === "waiting") done(acting.refusal.value.message);
    },
  };
}
