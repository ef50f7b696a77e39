import { computed, reactive, watch } from "vue";
import type { ComputedRef } from "vue";

import { CallError, UNREACHED, lost, newRequestId } from "../../doors";
import { t } from "../../words";

export interface CellState {
  /** `typed`: half of it stands there and was left; `refused` keeps what was typed. */
  at: "typed" | "saving" | "saved" | "refused";
  text: string;
  /** What is wrong with it and what to do. */
  said: string | null;
}

type Run = (requestId: string) => Promise<unknown>;

interface Sent {
  run: Run;
  requestId: string;
  text: string;
}

export interface Cells {
  at(row: string, column: string): CellState | undefined;
  put(row: string, column: string, state: CellState | null): void;
  /** Saves a cell when the row's earlier ones are saved; never throws. True if it was saved. */
  send(row: string, column: string, text: string, run: Run): Promise<boolean>;
  /** Tries a refused cell again as the same act; false if nothing waits there. */
  again(row: string, column: string): boolean;
  /** Every cell that stands as typed and is not saved, by `row/column`. */
  open: ComputedRef<Record<string, string>>;
  saving: ComputedRef<number>;
  refused: ComputedRef<{ row: string; column: string }[]>;
  /** What the core said about the row last. */
  said(row: string): { column: string; text: string } | null;
}

const keyOf = (row: string, column: string): string => `${row}/${column}`;

/** What becomes of every cell that was typed: in order within a row, side by side between rows. */
export function useCells(): Cells {
  const states = reactive(new Map<string, CellState & { row: string; column: string }>());
  /** The end of what each row waits for. */
  const rows = new Map<string, Promise<unknown>>();
  /** The last act at each cell: an older answer says nothing about it, and an unreached one is the same act again. */
  const last = new Map<string, Sent>();
  const unreached = new Set<string>();

  const put: Cells["put"] = (row, column, state) => {
    if (state) states.set(keyOf(row, column), { ...state, row, column });
    else states.delete(keyOf(row, column));
  };

  function run(row: string, column: string, sent: Sent): Promise<boolean> {
    const key = keyOf(row, column);
    last.set(key, sent);
    unreached.delete(key);
    put(row, column, { at: "saving", text: sent.text, said: null });
    const done = (rows.get(row) ?? Promise.resolve()).then(async () => {
      try {
        await sent.run(sent.requestId);
        if (last.get(key) === sent) put(row, column, { at: "saved", text: sent.text, said: null });
        return true;
      } catch (error) {
        if (last.get(key) !== sent) return false;
        const away = error instanceof CallError && error.code === UNREACHED;
        if (away) unreached.add(key);
        const known = error instanceof CallError && !away;
        put(row, column, {
          at: "refused",
          text: sent.text,
          said: known ? error.message : away ? t.parts.grid.unreached : t.trouble.screen,
        });
        if (!(error instanceof CallError)) console.error(error);
        return false;
      }
    });
    rows.set(row, done);
    return done;
  }

  const again = (row: string, column: string): boolean => {
    const key = keyOf(row, column);
    const sent = last.get(key);
    if (!sent || states.get(key)?.at !== "refused") return false;
    // Whether an unreached act was done is not known, so it keeps its id; a refused one is a new act.
    void run(row, column, unreached.has(key) ? sent : { ...sent, requestId: newRequestId() });
    return true;
  };

  watch(lost, (away) => {
    if (away) return;
    for (const key of [...unreached]) {
      const state = states.get(key);
      if (state) again(state.row, state.column);
    }
  });

  return {
    at: (row, column) => states.get(keyOf(row, column)),
    put,
    send: (row, column, text, act) => run(row, column, { run: act, requestId: newRequestId(), text }),
    again,
    open: computed(() =>
      Object.fromEntries(
        [...states.entries()].filter(([, state]) => state.at !== "saved").map(([key, state]) => [key, state.text]),
      ),
    ),
    saving: computed(() => [...states.values()].filter((state) => state.at === "saving").length),
    refused: computed(() => [...states.values()].filter(({ at }) => at === "refused" || at === "typed")),
    said(row) {
      const bad = [...states.values()].find((state) => state.row === row && state.said !== null);
      return bad ? { column: bad.column, text: bad.said ?? "" } : null;
    },
  };
}
