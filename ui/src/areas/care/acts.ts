import { ref, shallowRef } from "vue";
import type { Ref, ShallowRef } from "vue";

import type { Id, NapFound } from "../../contract";
import { CallError, call, newRequestId, undoLast } from "../../doors";
import { reportFault } from "../../shell/fault";
import { t } from "../../words";
import { useReasons } from "../attendance/reasons";
import type { Reasons } from "../attendance/reasons";
import type { Asked } from "./entry";

type Turned = "sleep" | "outdoor";

export interface CareActs {
  reasons: Reasons;
  /** How many acts are on their way. */
  saving: Ref<number>;
  refusal: ShallowRef<CallError | null>;
  said: Ref<string | null>;
  /** Saves what was typed; nobody waits for it before the next is typed. */
  save(asked: Asked, done: string): Promise<boolean>;
  turn(kind: Turned, turn: "start" | "end", infants: readonly Id[]): Promise<boolean>;
  round(classId: Id, asleep: number, found: readonly NapFound[]): Promise<boolean>;
  say(words: string | null): void;
  undo(): Promise<void>;
}

const DONE: Record<Turned, Record<"start" | "end", (count: number) => string>> = {
  sleep: { start: (count) => t.care.asleepDone(count), end: (count) => t.care.awakeDone(count) },
  outdoor: { start: (count) => t.care.outDone(count), end: (count) => t.care.backDone(count) },
};

/** What is done on the screen of care, one act after another, however fast the keys come. */
export function useCareActs(): CareActs {
  const reasons = useReasons();
  const saving = ref(0);
  const refusal = shallowRef<CallError | null>(null);
  const said = ref<string | null>(null);
  let before: Promise<unknown> = Promise.resolve();

  async function run(act: () => Promise<unknown>, done: string): Promise<boolean> {
    saving.value += 1;
    refusal.value = null;
    said.value = null;
    const turn = before.then(act);
    before = turn.catch(() => undefined);
    try {
      await turn;
      said.value = done;
      return true;
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      refusal.value = error;
      return false;
    } finally {
      saving.value -= 1;
    }
  }

  /** What the core misses is named by its code: the field of a late entry is not the one of a correction. */
  async function late<T>(act: Promise<T>): Promise<T> {
    try {
      return await act;
    } catch (error) {
      if (!(error instanceof CallError) || error.code !== "late_reason") throw error;
      throw new CallError(error.code, error.message, "late_reason", error.details);
    }
  }

  const save = (asked: Asked, done: string): Promise<boolean> =>
    run(
      () =>
        reasons.run(newRequestId(), (given, requestId) =>
          asked.operation === "care.end"
            ? call("care.end", asked.request, { requestId, done })
            : late(
                call(
                  "care.record",
                  { ...asked.request, ...(given.late_reason && { late_reason: given.late_reason }) },
                  { requestId, done },
                ),
              ),
        ),
      done,
    );

  return {
    reasons,
    saving,
    refusal,
    said,
    save,
    turn(kind, turn, infants) {
      const request = { infants: [...infants], kind };
      const done = DONE[kind][turn](infants.length);
      return save({ operation: turn === "end" ? "care.end" : "care.record", request }, done);
    },
    round: (classId, asleep, found) =>
      run(
        () => call("care.nap_round", { class_id: classId, found: [...found] }, { done: t.care.roundDone(asleep) }),
        t.care.roundDone(asleep),
      ),
    say(words) {
      refusal.value = null;
      said.value = words;
    },
    async undo() {
      try {
        said.value = (await undoLast()) ? t.shell.undone : t.attendance.nothingToUndo;
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        reportFault(error);
      }
    },
  };
}
