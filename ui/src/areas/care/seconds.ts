import { onUnmounted, readonly, ref, watch } from "vue";
import type { DeepReadonly, Ref } from "vue";

import type { Instant } from "../../contract";

/** The nursery's time to the second, counted on from what was read last: a timer runs by it. */
export function useSeconds(read: () => Instant | undefined): DeepReadonly<Ref<Instant>> {
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
  const timer = setInterval(tick, 1000);
  onUnmounted(() => clearInterval(timer));
  return readonly(now);
}
