import { onMounted, onUnmounted, ref } from "vue";
import type { Ref } from "vue";

/** Whether there is room for what stands beside, as in the styles of all screens. */
export function useWide(): Ref<boolean> {
  const query = window.matchMedia("(min-width: 1200px)");
  const wide = ref(query.matches);
  const follow = (): void => void (wide.value = query.matches);
  onMounted(() => query.addEventListener("change", follow));
  onUnmounted(() => query.removeEventListener("change", follow));
  return wide;
}
