import { ref } from "vue";
import type { Ref } from "vue";

import type { Id, RowProblem } from "../../contract";
import { reportFault } from "../../shell/fault";
import { useKeptCells } from "./kept";
import type { KeptCells } from "./kept";

interface Rules<Row extends { infant_id: Id }> {
  /** The row as the core takes it; null while something without which it is none is missing or cannot be read. */
  rowOf(id: string): Row | null;
  /**
   * Whether a row can be saved again and again, so that each is saved as it is left. Otherwise it is a draft until
   * the person leaves the sheet with the row full, or says that the rows are done.
   */
  eager: boolean;
  /** Nothing of the row is left to type. */
  isFull?(id: string): boolean;
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
  /** The rows that could be saved now. */
  ready(): string[];
  /** Saves them: the person says that they are done. */
  saveReady(): void;
  /** Rows that come from elsewhere and are to be saved as they are. */
  give(rows: Row[]): Promise<void>;
  /** Saves what could not be saved when it was left: the core was away, or the program ended. */
  goOn(): void;
}

/** Rows of a sheet on their way to the core; each stands by itself, and what is not saved is kept as a draft. */
export function useSavedRows<Row extends { infant_id: Id }>(screen: string, rules: Rules<Row>): SavedRows<Row> {
  const kept = useKeptCells(screen);
  const problems = ref<Record<string, string>>({});
  const saving = ref(false);
  let inHand: string | null = null;
  /** What waits to be sent: rows as they will stand then, or rows that come from elsewhere. */
  const waiting = new Map<string, Row | null>();
  let running: Promise<void> | null = null;

  /** One call after the other, each with all that has gathered: a row's later word is the last. */
  async function run(): Promise<void> {
    while (waiting.size > 0) {
      const rows = [...waiting].flatMap(([id, row]) => row ?? (kept.isOpen(id) ? (rules.rowOf(id) ?? []) : []));
      waiting.clear();
      await send(rows).catch(reportFault);
    }
  }

  function start(): Promise<void> {
    running ??= run().finally(() => (running = null));
    return running;
  }

  function save(ids: readonly string[]): Promise<void> {
    for (const id of ids) if (!waiting.has(id)) waiting.set(id, null);
    return start();
  }

  const ready = (): string[] => kept.openRows().filter((id) => rules.rowOf(id) !== null);

  async function send(rows: Row[]): Promise<void> {
    if (rows.length === 0) return;
    const taken = new Map<string, string>(rows.map((row) => [row.infant_id, kept.now(row.infant_id)]));
    const others = Object.entries(problems.value).filter(([at]) => !rows.some((row) => at.startsWith(row.infant_id)));
    saving.value = true;
    try {
      const refused = await rules.send(rows);
      problems.value = Object.fromEntries([
        ...others,
        ...refused.map((one) => [`${one.infant_id}/${rules.cellOf(one.field)}`, one.message]),
      ]);
      for (const { infant_id } of refused) taken.delete(infant_id);
      kept.close(taken);
    } finally {
      saving.value = false;
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
      if (rules.eager && rows.length > 1) void save(rows);
    },
    left(row) {
      inHand = null;
      if (rules.eager) void save([row]);
    },
    rest: () => void save(kept.openRows().filter((row) => rules.isFull?.(row) ?? true)),
    ready,
    saveReady: () => void save(ready()),
    give(rows) {
      for (const row of rows) waiting.set(row.infant_id, row);
      return start();
    },
    goOn() {
      if (rules.eager) void save(kept.openRows().filter((row) => row !== inHand && !problemOf(row)));
    },
  };
}
