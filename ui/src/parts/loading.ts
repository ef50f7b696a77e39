import { onMounted, onUnmounted, ref, shallowRef, watch } from "vue";
import type { Ref, ShallowRef, WatchSource } from "vue";

import { CallError, UNREACHED, onTouched } from "../doors";
import type { Area } from "../doors";

export interface Loading<T> {
  /** The last answer; what was shown stays readable while a newer one is fetched. */
  data: ShallowRef<T | null>;
  loading: Ref<boolean>;
  /** Why the last question was refused, in words for the person. */
  trouble: Ref<string | null>;
  reload(): Promise<void>;
}

/**
 * What a screen shows: fetched at once, again when one of these areas or sources changes. An answer that comes
 * after a newer question is dropped.
 */
export function useLoad<T>(
  load: () => Promise<T>,
  areas: readonly Area[] = [],
  sources: readonly WatchSource<unknown>[] = [],
): Loading<T> {
  const data = shallowRef<T | null>(null) as ShallowRef<T | null>;
  const loading = ref(true);
  const trouble = ref<string | null>(null);
  let question = 0;

  async function reload(): Promise<void> {
    const mine = ++question;
    loading.value = true;
    try {
      const answer = await load();
      if (mine !== question) return;
      data.value = answer;
      trouble.value = null;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // A lost connection has its own band, and what was shown stays readable.
      if (mine === question && error.code !== UNREACHED) trouble.value = error.message;
    } finally {
      if (mine === question) loading.value = false;
    }
  }

  const stop = onTouched(areas, () => void reload());
  if (sources.length > 0) watch([...sources], () => void reload());
  onMounted(() => void reload());
  onUnmounted(() => {
    question += 1;
    stop();
  });
  return { data, loading, trouble, reload };
}
