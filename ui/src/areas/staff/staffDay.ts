import { computed, reactive, ref } from "vue";
import type { ComputedRef, Ref } from "vue";

import type { Day, StaffDay, StaffSign } from "../../contract";
import { call } from "../../doors";
import { useDraft } from "../../parts/draft";
import { useLoad } from "../../parts/loading";
import type { Loading } from "../../parts/loading";
import { t } from "../../words";
import { useReasons } from "../attendance/reasons";
import type { Reasons } from "../attendance/reasons";
import { confirmable, staffRows } from "./staff";
import type { StaffRow } from "./staff";

export interface StaffDayBook extends Loading<StaffDay> {
  day: Ref<Day>;
  rows: ComputedRef<StaffRow[]>;
  /** Who would be confirmed as well. */
  rest: ComputedRef<StaffRow[]>;
  reasons: Reasons;
  /** Not at work, or at work after all; true where the person is left out now. */
  leaveOut(row: StaffRow): boolean;
  check(
    row: StaffRow,
    signs: readonly StaffSign[],
    more: { temperature?: number; note?: string },
    requestId: string,
  ): Promise<void>;
  withdraw(row: StaffRow, requestId: string): Promise<void>;
  confirm(requestId: string): Promise<StaffDay>;
}

/** The check of staff of one day: what stands there, who is not at work, and what can be written. */
export function useStaffDay(today: ComputedRef<Day>): StaffDayBook {
  const day = ref<Day>(today.value);
  const asked = computed(() => ({ day: day.value }));
  const loading = useLoad(() => call("staff.day", asked.value), ["staff", "health", "policy"], [asked]);
  const reasons = useReasons();

  /** Kept for the day, so that going away and coming back confirms nobody who is not at work. */
  const kept = reactive<{ day: Day; away: string[] }>({ day: day.value, away: [] });
  useDraft(
    "staff-away",
    () => today.value,
    kept,
    (content) => Object.assign(kept, content),
  );
  const away = computed(() => (kept.day === day.value ? kept.away : []));
  const rows = computed(() => staffRows(loading.data.value?.rows ?? [], away.value));
  const ofDay = computed(() => (day.value === today.value ? {} : { day: day.value }));

  /** The core has answered with the whole day: it stands there before it is read again. */
  function keep(answer: StaffDay): StaffDay {
    if (answer.day === day.value) loading.data.value = answer;
    return answer;
  }

  return {
    ...loading,
    day,
    rows,
    rest: computed(() => confirmable(rows.value)),
    reasons,
    leaveOut(row) {
      const leaves = !away.value.includes(row.id);
      const list = away.value.filter((id) => id !== row.id);
      Object.assign(kept, { day: day.value, away: leaves ? [...list, row.id] : list });
      return leaves;
    },
    async check(row, signs, more, requestId) {
      const what = {
        person_id: row.person_id,
        signs: [...signs],
        note: row.check?.note ?? "",
        ...ofDay.value,
        ...more,
      };
      keep(
        await reasons.run(requestId, (given, id) =>
          call("staff.check", { ...what, ...given }, { requestId: id, done: t.staff.done(row.name) }),
        ),
      );
    },
    async withdraw(row, requestId) {
      const ids = row.check ? [row.check.id] : [];
      keep(
        await reasons.run(requestId, (given, id) =>
          call("staff.withdraw_checks", { ids, ...(given.reason && { reason: given.reason }) }, { requestId: id }),
        ),
      );
    },
    async confirm(requestId) {
      const except = rows.value.filter((row) => row.away).map((row) => row.person_id);
      const done = t.staff.confirmed(confirmable(rows.value).length);
      return keep(
        await reasons.run(requestId, (given, id) =>
          call(
            "staff.confirm_checks",
            { except, ...ofDay.value, ...(given.late_reason && { late_reason: given.late_reason }) },
            { requestId: id, done },
          ),
        ),
      );
    },
  };
}
