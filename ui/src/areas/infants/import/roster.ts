import { computed, reactive, ref, shallowRef } from "vue";
import type { ComputedRef, Ref, ShallowRef } from "vue";

import type {
  HeaderMap,
  RosterAnswer,
  RosterDecision,
  RosterField,
  RosterImported,
  RosterMend,
  RosterPreview,
} from "../../../contract";
import { CallError, call } from "../../../doors";
import type { PickedFile } from "../../../doors";

/** What the person has done so far; plain data, so that it can be kept as a draft. */
export interface RosterWork {
  file: PickedFile | null;
  header: HeaderMap | null;
  mends: RosterMend[];
  decisions: RosterDecision[];
}

/** A column that was recognised and is left alone. */
export const IGNORED = "ignored";

export interface Roster {
  work: RosterWork;
  preview: ShallowRef<RosterPreview | null>;
  imported: ShallowRef<RosterImported | null>;
  busy: Ref<boolean>;
  /** Why the file cannot be read, in words for the person. */
  trouble: Ref<string | null>;
  /** The file of a draft is no longer with the core, and has to be chosen again. */
  lostFile: Ref<string | null>;
  /** Rows that a confirmation writes. */
  writes: ComputedRef<number>;
  /** Rows that wait for the person. */
  open: ComputedRef<number>;
  take(file: PickedFile): Promise<void>;
  resume(work: RosterWork): Promise<void>;
  mend(row: number, field: RosterField, value: string): Promise<void>;
  decide(row: number, answer: RosterAnswer): Promise<void>;
  takeBack(row: number): Promise<void>;
  touched(row: number): boolean;
  assign(column: number, field: string): Promise<void>;
  recognise(): Promise<void>;
  confirm(requestId: string): Promise<void>;
  restart(): void;
}

const NOTHING: Readonly<RosterWork> = { file: null, header: null, mends: [], decisions: [] };

/** A roster between the file and the list. The core judges it anew after each change; the screen only keeps the changes. */
export function useRoster(): Roster {
  const work = reactive<RosterWork>({ ...NOTHING });
  const preview = shallowRef<RosterPreview | null>(null);
  const imported = shallowRef<RosterImported | null>(null);
  const busy = ref(false);
  const trouble = ref<string | null>(null);
  const lostFile = ref<string | null>(null);
  let question = 0;

  const choices = (): {
    remembered: [];
    header: HeaderMap | null;
    mends: RosterMend[];
    decisions: RosterDecision[];
  } => ({
    remembered: [],
    header: work.header,
    mends: work.mends,
    decisions: work.decisions,
  });

  /** Asks for the judgement; an answer that comes after a newer question is dropped. */
  async function judge(): Promise<void> {
    if (!work.file) return;
    const mine = ++question;
    busy.value = true;
    try {
      const answer = await call("infants.preview_roster", { file: work.file.token, choices: choices() });
      if (mine !== question) return;
      preview.value = answer;
      trouble.value = null;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (mine !== question) return;
      if (error.code === "not_found") lose();
      else trouble.value = error.message;
    } finally {
      if (mine === question) busy.value = false;
    }
  }

  /** The core keeps a file for one session only; the changes outlive it. */
  function lose(): void {
    lostFile.value = work.file?.name ?? null;
    work.file = null;
    preview.value = null;
  }

  function settle(mends: RosterMend[], decisions: RosterDecision[]): Promise<void> {
    work.mends = mends;
    work.decisions = decisions;
    return judge();
  }

  return {
    work,
    preview,
    imported,
    busy,
    trouble,
    lostFile,
    writes: computed(() => (preview.value ? preview.value.counts.new + preview.value.counts.changed : 0)),
    open: computed(() => (preview.value ? preview.value.counts.conflict + preview.value.counts.rejected : 0)),

    take(file) {
      // Chosen again after a restart, the same file keeps what was changed in it.
      const kept = lostFile.value === file.name;
      Object.assign(work, kept ? {} : NOTHING, { file });
      lostFile.value = null;
      preview.value = null;
      imported.value = null;
      trouble.value = null;
      return judge();
    },
    resume(kept) {
      Object.assign(work, kept);
      return judge();
    },
    mend: (row, field, value) =>
      settle(
        [...work.mends.filter((one) => one.row !== row || one.field !== field), { row, field, value }],
        [
          // A value that is given is no longer left out.
          ...work.decisions.filter(
            ({ row: other, answer }) => other !== row || answer.kind !== "without" || answer.field !== field,
          ),
        ],
      ),
    decide: (row, answer) => settle(work.mends, [...work.decisions, { row, answer }]),
    takeBack: (row) =>
      settle(
        work.mends.filter((one) => one.row !== row),
        work.decisions.filter((one) => one.row !== row),
      ),
    touched: (row) => [...work.mends, ...work.decisions].some((one) => one.row === row),
    assign(column, field) {
      const map = work.header ?? preview.value?.header;
      if (!map) return Promise.resolve();
      const columns = map.columns.map((one) => {
        if (one.column === column) return { ...one, field };
        // A field stands in one column only.
        return field !== IGNORED && one.field === field ? { ...one, field: null } : one;
      });
      work.header = { ...map, columns };
      return judge();
    },
    recognise() {
      work.header = null;
      return judge();
    },
    async confirm(requestId) {
      if (!work.file) return;
      imported.value = await call(
        "infants.import_roster",
        { file: work.file.token, choices: choices() },
        { requestId },
      );
      preview.value = null;
    },
    restart() {
      Object.assign(work, NOTHING);
      preview.value = null;
      imported.value = null;
      trouble.value = null;
      lostFile.value = null;
    },
  };
}
