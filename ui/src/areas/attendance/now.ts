import { onMounted, onUnmounted, readonly, ref } from "vue";
import type { DeepReadonly, Ref } from "vue";

import type { Instant } from "../../contract";
import { CallError, call } from "../../doors";

const TICK_MS = 10_000;

/**
 * The nursery's time. A demo nursery has a clock of its own, so it is asked once and counted on from there; where it
 * cannot be asked, this computer's clock is near enough.
 */
export function useNow(): DeepReadonly<Ref<Instant>> {
  let ahead = 0;
  const now = ref(Date.now() as Instant);
  const tick = (): void => void (now.value = (Date.now() + ahead) as Instant);
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(async () => {
    timer = setInterval(tick, TICK_MS);
    try {
      const { at } = await call("attendance.inside", {});
      ahead = at - Date.now();
      tick();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
    }
  });
  onUnmounted(() => clearInterval(timer));
  return readonly(now);
}
