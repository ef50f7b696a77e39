import { computed } from "vue";
import type { ComputedRef, Ref } from "vue";

import type { CalendarYear, Closure, Day, Id } from "../../contract";
import { call } from "../../doors";
import { useLoad } from "../../parts/loading";
import { weekday } from "../../parts/values";

/** A day on which nobody is expected: a holiday, a weekend that is not worked, a closure of all or of this class. */
export function isRest(
  day: Day,
  calendar: CalendarYear | null,
  closures: readonly Closure[],
  classId: Id | null = null,
): boolean {
  const shut = closures.some(
    (one) => one.from <= day && day <= one.to && ((one.class_id ?? null) === null || one.class_id === classId),
  );
  if (shut) return true;
  const announced = calendar?.days.find((one) => one.date === day);
  return announced ? announced.kind === "off" : weekday(day) > 5;
}

export function useRest(day: Ref<Day>, classId: () => Id | null = () => null): ComputedRef<boolean> {
  const year = computed(() => Number(day.value.slice(0, 4)));
  const calendar = useLoad(() => call("institution.calendar", { year: year.value }), ["institution"], [year]);
  const closures = useLoad(() => call("institution.closures", {}), ["institution"]);
  return computed(
    () => day.value !== "" && isRest(day.value, calendar.data.value, closures.data.value ?? [], classId()),
  );
}
