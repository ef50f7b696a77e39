import { onUnmounted, readonly, ref, watch } from "vue";
import type { DeepReadonly, Ref } from "vue";

import type { Instant } from "../../contract";

const TICK_MS = 10_000;

/**
 * The nursery's time. A demo nursery has a clock of its own, so it is taken from what was read last and counted on
 * from there.
 */
export function useNow(read: () => Instant | undefined): DeepReadonly<Ref<Instant>> {
  let ahead = 0;
  const now = ref(Date.now() as Instant);
  const tick = (): void => void (now.value = (Date.now() + ahead) as Instant);
  watch(
    read,
    (at) => {
      if (at === undefined) return;
      ahead = at - Date.now();
      tick();
    },
    { immediate: true },
  );
  const timer = setInterval(tick, TICK_MS);
  onUnmounted(() => clearInterval(timer));
  return readonly(now);
}
