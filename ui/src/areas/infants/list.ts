import { computed, reactive, ref, shallowRef, watch } from "vue";
import type { ComputedRef, Ref, ShallowRef } from "vue";

import type { Id, InfantLine, InfantStatus, InfantsQuery } from "../../contract";
import { CallError, UNREACHED, call } from "../../doors";

const PAGE = 100;
const DEBOUNCE_MS = 200;

/** Which rows to show by what is to be minded about them. */
export type NoteFilter = "" | "mind" | "pending";

export interface Filters {
  class: Id | "";
  status: InfantStatus | "";
  note: NoteFilter;
  text: string;
}

export interface InfantPages {
  filters: Filters;
  rows: Readonly<ShallowRef<readonly InfantLine[]>>;
  /** The first answer is still out. */
  loading: Ref<boolean>;
  more: ComputedRef<boolean>;
  /** True if the list is narrowed beyond what it opens with. */
  narrowed: ComputedRef<boolean>;
  trouble: Ref<string | null>;
  reload(): Promise<void>;
  loadMore(): Promise<void>;
  loadAll(): Promise<void>;
  clear(): void;
}

const OPENING: Readonly<Filters> = { class: "", status: "enrolled", note: "", text: "" };

/** The list of infants, page by page. An answer that comes after a newer question is dropped. */
export function useInfants(opening: Partial<Filters> = {}): InfantPages {
  const filters = reactive<Filters>({ ...OPENING, ...opening });
  const rows = shallowRef<readonly InfantLine[]>([]);
  const next = ref<string | null>(null);
  const loading = ref(true);
  const trouble = ref<string | null>(null);
  let question = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function query(after?: string): InfantsQuery {
    return {
      limit: PAGE,
      order: "number",
      ...(filters.class && { class_id: filters.class }),
      ...(filters.status && { status: filters.status }),
      ...(filters.note === "mind" && { mind: true }),
      ...(filters.note === "pending" && { pending: true }),
      ...(filters.text.trim() && { text: filters.text.trim() }),
      ...(after && { after }),
    };
  }

  /** Asks for one page; `kept` are the rows that stay before it. */
  async function ask(kept: readonly InfantLine[], after?: string): Promise<boolean> {
    clearTimeout(waiting);
    const mine = ++question;
    try {
      const page = await call("infants.list", query(after));
      if (mine !== question) return false;
      rows.value = [...kept, ...page.rows];
      next.value = page.more;
      trouble.value = null;
      return true;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      // A lost connection has its own band, and what was listed stays readable.
      if (mine === question && error.code !== UNREACHED) trouble.value = error.message;
      return false;
    } finally {
      if (mine === question) loading.value = false;
    }
  }

  async function reload(): Promise<void> {
    await ask([]);
  }

  async function loadMore(): Promise<void> {
    if (next.value) await ask(rows.value, next.value);
  }

  async function loadAll(): Promise<void> {
    while (next.value && (await ask(rows.value, next.value)));
  }

  watch([() => filters.class, () => filters.status, () => filters.note], () => void reload());
  watch(
    () => filters.text,
    () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => void reload(), DEBOUNCE_MS);
    },
  );

  return {
    filters,
    rows,
    loading,
    more: computed(() => next.value !== null),
    narrowed: computed(
      () =>
        filters.class !== OPENING.class ||
        filters.status !== OPENING.status ||
        filters.note !== OPENING.note ||
        filters.text.trim() !== "",
    ),
    trouble,
    reload,
    loadMore,
    loadAll,
    clear: () => Object.assign(filters, OPENING),
  };
}
