import { ref } from "vue";
import type { Ref } from "vue";

import type { Id, RowProblem } from "../../contract";
import { CallError } from "../../doors";
import { reportFault } from "../../shell/fault";
import { useKeptCells } from "./kept";
import type { KeptCells } from "./kept";

interface Rules<Row extends { infant_id: Id }> {
  /** The row as the core takes it; null while something without which it is none is missing or cannot be read. */
  rowOf(id: string): Row | null;
  /** Nothing of it is left to type. Of what is not full the person is done only when they leave the sheet. */
  isFull(id: string): boolean;
  send(rows: Row[]): Promise<RowProblem[]>;
  /** In which column a field of the core stands. */
  cellOf(field: string): string;
}

export interface SavedRows<Row> extends KeptCells {
  /** What the core has not taken, by `row/column`. */
  problems: Ref<Record<string, string>>;
  saving: Ref<boolean>;
  problemOf(row: string): { key: string; said: string } | null;
  typed(row: string): void;
  changed(rows: readonly string[]): void;
  left(row: string): void;
  rest(): void;
  /** Rows that come from elsewhere and are to be saved as they are. */
  give(rows: Row[]): Promise<void>;
  /** Saves what could not be saved when it was left: the core was away, or the program ended. */
  goOn(): void;
}

/** Rows of a sheet that are saved as the cursor leaves them; each stands by itself. */
export function useSavedRows<Row extends { infant_id: Id }>(screen: string, rules: Rules<Row>): SavedRows<Row> {
  const kept = useKeptCells(screen);
  const problems = ref<Record<string, string>>({});
  const saving = ref(false);
  let inHand: string | null = null;
  let asked = 0;

  async function save(ids: readonly string[], all: boolean): Promise<void> {
    await give(ids.flatMap((id) => (kept.isOpen(id) && (all || rules.isFull(id)) ? (rules.rowOf(id) ?? []) : [])));
  }

  async function give(rows: Row[]): Promise<void> {
    if (rows.length === 0) return;
    const taken = new Map<string, string>(rows.map((row) => [row.infant_id, kept.now(row.infant_id)]));
    asked += 1;
    saving.value = true;
    try {
      const refused = await rules.send(rows);
      const others = Object.entries(problems.value).filter(
        ([at]) => ![...taken.keys()].some((id) => at.startsWith(id)),
      );
      problems.value = Object.fromEntries([
        ...others,
        ...refused.map((one) => [`${one.infant_id}/${rules.cellOf(one.field)}`, one.message]),
      ]);
      for (const { infant_id } of refused) taken.delete(infant_id);
      kept.close(taken);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      reportFault(error);
    } finally {
      asked -= 1;
      saving.value = asked > 0;
    }
  }

  function problemOf(row: string): { key: string; said: string } | null {
    const [at, said] = Object.entries(problems.value).find(([at]) => at.startsWith(row)) ?? [];
    return at === undefined || said === undefined ? null : { key: at.slice(row.length + 1), said };
  }

  return {
    ...kept,
    problems,
    saving,
    problemOf,
    typed(row) {
      inHand = row;
      kept.touch([row]);
    },
    changed(rows) {
      kept.touch(rows);
      // One row is saved when the cursor leaves it; what was filled in for a class is saved at once.
      if (rows.length > 1) void save(rows, false);
    },
    left(row) {
      inHand = null;
      void save([row], false);
    },
    give,
    rest: () => void save(kept.openRows(), true),
    goOn: () =>
      void save(
        kept.openRows().filter((row) => row !== inHand && !problemOf(row)),
        false,
      ),
  };
}
