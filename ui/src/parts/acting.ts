import { ref, shallowRef } from "vue";
import type { Ref, ShallowRef } from "vue";

import { CallError, UNREACHED, newRequestId } from "../doors";

export interface Acting {
  busy: Ref<boolean>;
  /** Why the last try was refused; gone with the next try. */
  refusal: ShallowRef<CallError | null>;
  /** What the core says about one field of the request, such as `guardians[0].phone`. */
  refusalAt(field: string): string | null;
  /** Runs one act once: pressed twice it runs once, and tried again after a lost connection it keeps its id. */
  act<T>(run: (requestId: string) => Promise<T>): Promise<T | undefined>;
  clear(): void;
}

/** One act of the person at a form or a button. */
export function useAct(): Acting {
  const busy = ref(false);
  const refusal = shallowRef<CallError | null>(null);
  let pending: string | null = null;

  return {
    busy,
    refusal,
    refusalAt: (field) => (refusal.value?.field === field ? refusal.value.message : null),
    clear: () => (refusal.value = null),
    async act(run) {
      if (busy.value) return undefined;
      busy.value = true;
      refusal.value = null;
      pending ??= newRequestId();
      try {
        const answer = await run(pending);
        pending = null;
        return answer;
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        // Whether an unreached call was done is not known: the next try is the same act.
        if (error.code !== UNREACHED) pending = null;
        refusal.value = error;
        return undefined;
      } finally {
        busy.value = false;
      }
    },
  };
}
