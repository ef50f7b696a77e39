import { readonly, shallowRef } from "vue";
import type { DeepReadonly, Ref } from "vue";

import { CallError, newRequestId } from "../../doors";

/** Why something is written late, or why what stands is corrected. */
export type ReasonField = "late_reason" | "reason";
export type Given = Partial<Record<ReasonField, string>>;

export interface Reasons {
  /** What is being asked for, in the core's words; null while nothing is. */
  wanted: DeepReadonly<Ref<{ field: ReasonField; message: string } | null>>;
  give(text: string): void;
  refuse(): void;
  /** Another sheet: its reason is another one. */
  forget(): void;
  /** Runs an act; where the core misses a reason, it is asked for and the act is tried again with it. */
  run<T>(requestId: string, act: (given: Given, requestId: string) => Promise<T>): Promise<T>;
}

/**
 * The reasons that the core asks for. A sheet that is typed late is late for one reason, which is asked for once; a
 * correction has a reason of its own each time, shared only by those that wait for it together.
 */
export function useReasons(): Reasons {
  const wanted = shallowRef<{ field: ReasonField; message: string } | null>(null);
  let late: string | null = null;
  let asking: { field: ReasonField; answer: Promise<string | null>; end: (text: string | null) => void } | null = null;

  function ask(field: ReasonField, message: string): Promise<string | null> {
    if (asking) return asking.field === field ? asking.answer : Promise.resolve(null);
    let end: (text: string | null) => void = () => undefined;
    const answer = new Promise<string | null>((resolve) => (end = resolve));
    asking = { field, answer, end };
    wanted.value = { field, message };
    return answer;
  }

  function close(text: string | null): void {
    const ended = asking;
    asking = null;
    wanted.value = null;
    ended?.end(text);
  }

  return {
    wanted: readonly(wanted),
    give(text) {
      const said = text.trim();
      if (said === "") return;
      if (asking?.field === "late_reason") late = said;
      close(said);
    },
    refuse: () => close(null),
    forget() {
      late = null;
      close(null);
    },
    async run(requestId, act) {
      const known: Given = late === null ? {} : { late_reason: late };
      try {
        return await act(known, requestId);
      } catch (error) {
        const field = error instanceof CallError ? error.field : undefined;
        if (!(error instanceof CallError) || (field !== "late_reason" && field !== "reason")) throw error;
        const said = await ask(field, error.message);
        if (said === null) throw error;
        // With its reason it is another request.
        return act({ ...known, [field]: said }, newRequestId());
      }
    },
  };
}
