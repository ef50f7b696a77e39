import { computed, reactive, ref } from "vue";
import type { ComputedRef, Ref } from "vue";

import type { Id, MonthLineOfInfant, Month, MonthPage } from "../../contract";
import { call } from "../../doors";
import { settled, usePages } from "../../parts/pages";
import type { Pages } from "../../parts/pages";
import { yuan } from "../../parts/values";
import { t } from "../../words";

const PAGE = 200;

/** A line as the table needs it. */
export type MonthRow = MonthLineOfInfant & { id: Id };

export interface MonthFilters {
  class: string;
  state: "" | "open" | "paid";
  text: string;
}

/** The columns whose figures are added up. */
const SUMS = ["before", "basic", "other", "discount", "charged", "collected", "open", "prepaid"] as const;

export type Sums = Record<(typeof SUMS)[number], number>;

export interface MonthOfFees {
  month: Ref<Month>;
  filters: MonthFilters;
  pages: Pages<MonthPage>;
  /** Every infant that the search finds. */
  all: ComputedRef<readonly MonthRow[]>;
  /** Those that the filters leave. */
  shown: ComputedRef<readonly MonthRow[]>;
  sums: ComputedRef<Sums>;
  totals: ComputedRef<Record<string, string>>;
  classes: ComputedRef<readonly string[]>;
  narrowed: ComputedRef<boolean>;
  clear(): void;
}

export const isOpen = (row: MonthLineOfInfant): boolean => row.open > 0;

/** Fen are whole numbers, so the sums of the screen are exact. */
export function sumsOf(rows: readonly MonthLineOfInfant[]): Sums {
  const sums = Object.fromEntries(SUMS.map((key) => [key, 0])) as Sums;
  for (const row of rows) for (const key of SUMS) sums[key] += row[key];
  return sums;
}

/** What a month brings along, in words, since a sign alone says too little. */
export function carried(balance: number): string {
  if (balance === 0) return "";
  return balance > 0 ? t.billing.owes(yuan(balance, "")) : t.billing.has(yuan(-balance, ""));
}

/** The month's fees, read whole, so that the figures below the columns are those of what is shown. */
export function useMonth(first: Month, opening: Partial<MonthFilters>): MonthOfFees {
  const month = ref(first);
  const filters = reactive<MonthFilters>({ class: "", state: "", text: "", ...opening });
  const text = settled(() => filters.text);
  const pages = usePages(
    (after) =>
      call("billing.month", {
        month: month.value,
        limit: PAGE,
        ...(text.value && { text: text.value }),
        ...(after && { after }),
      }),
    ["billing", "contracts", "infants"],
    [month, text],
    true,
  );
  const all = computed(() => pages.rows.value.map((row) => ({ ...row, id: row.infant_id })));
  const shown = computed(() =>
    all.value.filter(
      (row) =>
        (!filters.class || row.class_name === filters.class) &&
        (!filters.state || isOpen(row) === (filters.state === "open")),
    ),
  );
  const sums = computed(() => sumsOf(shown.value));
  return {
    month,
    filters,
    pages,
    all,
    shown,
    sums,
    totals: computed(() => ({
      name: t.billing.total(shown.value.length),
      ...Object.fromEntries(SUMS.map((key) => [key, yuan(sums.value[key], "")])),
      before: carried(sums.value.before),
    })),
    classes: computed(() => [...new Set(all.value.flatMap((row) => row.class_name ?? []))]),
    narrowed: computed(() => filters.class !== "" || filters.state !== "" || filters.text.trim() !== ""),
    clear: () => Object.assign(filters, { class: "", state: "", text: "" }),
  };
}
