import { computed, inject, provide } from "vue";
import type { ComputedRef, InjectionKey } from "vue";

import type { TakeoverState } from "../../contract";
import { call } from "../../doors";
import { useLoad } from "../../parts/loading";
import type { Loading } from "../../parts/loading";
import { session } from "../access/session";

const PROGRESS: InjectionKey<Loading<TakeoverState | null>> = Symbol("takeover");

/** How far the taking over is, read once for the whole shell. True: there is still something to take over. */
export function provideProgress(): ComputedRef<boolean> {
  const progress = useLoad<TakeoverState | null>(
    async () => (session.may("billing_charge") ? call("takeover.state", {}) : null),
    ["institution", "infants", "contracts", "billing"],
  );
  provide(PROGRESS, progress);
  return computed(() => isOpen(progress.data.value));
}

export function useProgress(): Loading<TakeoverState | null> {
  const progress = inject(PROGRESS);
  if (!progress) throw new Error("there is no taking over outside the shell");
  return progress;
}

/** A nursery that has not said a day may still have something to take over, until its own books have begun. */
export function isOpen(state: TakeoverState | null): boolean {
  if (!state) return false;
  return state.on ? state.open > 0 : !state.receipts_begun;
}
