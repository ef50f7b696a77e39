import { computed, onMounted, onUnmounted, readonly, ref, shallowRef, watch } from "vue";
import type { ComputedRef, DeepReadonly, Ref, ShallowRef, WatchSource } from "vue";

import { CallError, UNREACHED, onTouched } from "../doors";
import type { Area } from "../doors";

interface Page {
  rows: readonly unknown[];
  more: string | null;
}

export interface Pages<Answer extends Page> {
  rows: Readonly<ShallowRef<readonly Answer["rows"][number][]>>;
  /** The newest answer whole, for what it says beside its rows. */
  answer: Readonly<ShallowRef<Answer | null>>;
  loading: Ref<boolean>;
  more: ComputedRef<boolean>;
  trouble: Ref<string | null>;
  reload(): Promise<void>;
  loadMore(): Promise<void>;
  loadAll(): Promise<void>;
}

/**
 * A list page by page. It begins anew when one of `sources` changes, and is read again as far as it was shown when
 * one of these areas changes. An answer that comes after a newer question is dropped. A `whole` list, whose figures
 * are added up, is always read to its end.
 */
export function usePages<Answer extends Page>(
  ask: (after: string | null) => Promise<Answer>,
  areas: readonly Area[],
  sources: readonly WatchSource<unknown>[],
  whole = false,
): Pages<Answer> {
  type Row = Answer["rows"][number];
  const rows = shallowRef<readonly Row[]>([]);
  const answer = shallowRef<Answer | null>(null) as ShallowRef<Answer | null>;
  const loading = ref(true);
  const trouble = ref<string | null>(null);
  let question = 0;

  /** Fetches pages behind `kept` until `enough` rows are there. */
  async function fetch(kept: readonly Row[], after: string | null, enough: number): Promise<void> {
    const mine = ++question;
    loading.value = true;
    try {
      let gathered = kept;
      let next = after;
      do {
        const page = await ask(next);
        if (mine !== question) return;
        gathered = [...gathered, ...page.rows];
        next = page.more;
        answer.value = page;
      } while (next !== null && (whole || gathered.length < enough));
      rows.value = gathered;
      trouble.value = null;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // A lost connection has its own band, and what was listed stays readable.
      if (mine === question && error.code !== UNREACHED) trouble.value = error.message;
    } finally {
      if (mine === question) loading.value = false;
    }
  }

  const next = (): string | null => answer.value?.more ?? null;
  const reload = (): Promise<void> => fetch([], null, rows.value.length);
  const stop = onTouched(areas, () => void reload());
  watch([...sources], () => void fetch([], null, 0));
  onMounted(() => void fetch([], null, 0));
  onUnmounted(() => {
    question += 1;
    stop();
  });

  return {
    rows,
    answer,
    loading,
    more: computed(() => next() !== null),
    trouble,
    reload,
    loadMore: async () => {
      if (next()) await fetch(rows.value, next(), 0);
    },
    loadAll: async () => {
      if (next()) await fetch(rows.value, next(), Infinity);
    },
  };
}

const PAUSE_MS = 200;

/** What was typed, once the typing has paused. */
export function settled(typed: () => string): DeepReadonly<Ref<string>> {
  const rested = ref(typed().trim());
  let waiting: ReturnType<typeof setTimeout> | undefined;
  watch(typed, (text) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (rested.value = text.trim()), PAUSE_MS);
  });
  onUnmounted(() => clearTimeout(waiting));
  return readonly(rested);
}
