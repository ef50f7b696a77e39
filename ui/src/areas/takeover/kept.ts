import { reactive, ref } from "vue";
import type { Ref } from "vue";

import { useDraft } from "../../parts/draft";
import type { Cells } from "./sheet";

export interface KeptCells {
  cells: Ref<Cells>;
  /** Whether the row says something that the core has not taken yet. */
  isOpen(row: string): boolean;
  /** What the core says; rows that are still open stay as they are typed. */
  fresh(given: Cells): void;
  open(rows: readonly string[]): void;
  close(rows: readonly string[]): void;
}

/** The cells of a sheet. Rows that are not saved yet are kept as a draft, so that no key is typed twice. */
export function useKeptCells(screen: string): KeptCells {
  const cells = ref<Cells>({});
  const kept = reactive<{ rows: Cells }>({ rows: {} });

  const { drop } = useDraft(
    screen,
    () => "",
    kept,
    (content) => {
      kept.rows = (content as { rows?: Cells }).rows ?? {};
      for (const [row, typed] of Object.entries(kept.rows)) cells.value[row] = { ...typed };
    },
  );

  return {
    cells,
    isOpen: (row) => row in kept.rows,
    fresh(given) {
      for (const [row, typed] of Object.entries(given)) if (!(row in kept.rows)) cells.value[row] = typed;
    },
    open(rows) {
      for (const row of rows) kept.rows[row] = { ...cells.value[row] };
    },
    close(rows) {
      kept.rows = Object.fromEntries(Object.entries(kept.rows).filter(([row]) => !rows.includes(row)));
      if (Object.keys(kept.rows).length === 0) void drop();
    },
  };
}
