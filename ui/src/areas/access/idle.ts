import { onMounted, onUnmounted, ref, watchEffect } from "vue";

const KEPT = "cradlebook.idle";
/** The minutes that can be chosen; 0 never locks. */
export const IDLE_CHOICES = [2, 5, 10, 30, 0] as const;
const DEFAULT = 5;
const LOOK_EVERY_MS = 5_000;

/** After how many quiet minutes this computer locks itself: its own setting, as its place decides who walks by. */
export const idleMinutes = ref<number>(kept());

watchEffect(() => localStorage.setItem(KEPT, String(idleMinutes.value)));

/** What shows that somebody is here; typing counts with every key, also amid a composition. */
const SIGNS = ["keydown", "input", "pointerdown", "pointermove", "wheel"] as const;

/** Calls `lock` when nobody has typed, clicked or moved the pointer for the chosen minutes. */
export function useIdleLock(lock: (minutes: number) => void): void {
  let last = Date.now();
  let clock: ReturnType<typeof setInterval> | undefined;
  const touched = (): void => void (last = Date.now());

  function look(): void {
    const minutes = idleMinutes.value;
    if (minutes === 0 || Date.now() - last < minutes * 60_000) return;
    touched();
    lock(minutes);
  }

  onMounted(() => {
    for (const sign of SIGNS) window.addEventListener(sign, touched, { passive: true, capture: true });
    clock = setInterval(look, LOOK_EVERY_MS);
  });
  onUnmounted(() => {
    for (const sign of SIGNS) window.removeEventListener(sign, touched, { capture: true });
    clearInterval(clock);
  });
}

function kept(): number {
  const minutes = Number(localStorage.getItem(KEPT) ?? DEFAULT);
  return IDLE_CHOICES.some((choice) => choice === minutes) ? minutes : DEFAULT;
}
