import { reactive, ref, toRef } from "vue";
import type { Ref } from "vue";

import type { FeeColumn } from "../../contract";
import { useDraft } from "../../parts/draft";
import type { Cells } from "./sheet";

export interface KeptCells {
  cells: Ref<Cells>;
  /** What was typed earlier and never saved has been put back. */
  restored: Ref<boolean>;
  /** Columns that the person has added and no row of the core has yet. */
  columns: Ref<FeeColumn[]>;
  /** The rows that say something which the core has not taken yet. */
  openRows(): string[];
  isOpen(row: string): boolean;
  /** What the core says; rows that are still open stay as they are typed. */
  fresh(given: Cells): void;
  /** Looks at rows that were typed in: one that says what the core says is not open. */
  touch(rows: readonly string[]): void;
  /** How a row stands now, to be handed to `close`. */
  now(row: string): string;
  /** The core has taken these rows as they stood; what was typed meanwhile stays open. */
  close(taken: ReadonlyMap<string, string>): void;
}

/** The cells of a sheet. Rows that are not saved yet are kept as a draft, so that no key is typed twice. */
export function useKeptCells(screen: string): KeptCells {
  const cells = ref<Cells>({});
  const kept = reactive<{ rows: Cells; columns: FeeColumn[] }>({ rows: {}, columns: [] });
  let said: Cells = {};

  const { drop, restored } = useDraft(
    screen,
    () => "",
    kept,
    (content) => {
      const { rows = {}, columns = [] } = content as Partial<typeof kept>;
      Object.assign(kept, { rows, columns });
      for (const [row, typed] of Object.entries(rows)) cells.value[row] = { ...typed };
      touch(Object.keys(rows).filter((row) => row in said));
    },
  );

  function touch(rows: readonly string[]): void {
    const agreed = rows.filter((row) => same(cells.value[row], said[row]));
    for (const row of rows) if (!agreed.includes(row)) kept.rows[row] = { ...cells.value[row] };
    if (agreed.some((row) => row in kept.rows)) forget(new Set(agreed));
  }

  function forget(rows: ReadonlySet<string>): void {
    kept.rows = Object.fromEntries(Object.entries(kept.rows).filter(([row]) => !rows.has(row)));
  }

  return {
    cells,
    restored,
    columns: toRef(kept, "columns"),
    openRows: () => Object.keys(kept.rows),
    isOpen: (row) => row in kept.rows,
    fresh(given) {
      said = given;
      for (const [row, typed] of Object.entries(given)) if (!(row in kept.rows)) cells.value[row] = { ...typed };
      touch(Object.keys(given).filter((row) => row in kept.rows));
    },
    touch,
    now: (row) => JSON.stringify(cells.value[row] ?? {}),
    close(taken) {
      forget(
        new Set(
          [...taken].filter(([row, stood]) => JSON.stringify(cells.value[row] ?? {}) === stood).map(([row]) => row),
        ),
      );
      if (Object.keys(kept.rows).length === 0) void drop();
    },
  };
}

/** An empty cell and none say the same. */
function same(one: Cells[string] = {}, other: Cells[string] = {}): boolean {
  return Object.keys({ ...one, ...other }).every((key) => (one[key] ?? "") === (other[key] ?? ""));
}
