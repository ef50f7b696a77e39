import type { RefundRule } from "../../contract";
import { t } from "../../words";

/** A number of a refund rule that the contract may state for itself, and how it is typed. */
export interface Parameter {
  key: string;
  as: "percent" | "days" | "money" | "flag" | "divisor";
  title: string;
  /** The words of yes and no, for a flag. */
  flags?: readonly [string, string];
}

/** The parameters of each rule, in the order of its sentence. */
export function parameters(rule: RefundRule["rule"]): readonly Parameter[] {
  const c = t.contracts;
  const of: Record<RefundRule["rule"], readonly Parameter[]> = {
    month_band_henan: [
      { key: "charged_if_never_attended", as: "percent", title: c.paramNever },
      { key: "charged_below_half", as: "percent", title: c.paramBelow },
      { key: "charged_above_half", as: "percent", title: c.paramAbove },
      { key: "half_is_lower_band", as: "flag", title: c.paramHalf, flags: [c.halfLower, c.halfUpper] },
    ],
    month_band_zhenjiang: [
      { key: "few_days", as: "days", title: c.paramFew },
      { key: "refunded_for_few_days", as: "percent", title: c.paramFewRefund },
      { key: "refunded_up_to_half", as: "percent", title: c.paramHalfRefund },
      { key: "refunded_above_half", as: "percent", title: c.paramAboveRefund },
    ],
    per_day_attendance: [{ key: "divisor", as: "divisor", title: c.paramDivisor }],
    continuous_absence: [
      { key: "days_per_month", as: "days", title: c.paramAbsent },
      { key: "monthly_fee", as: "money", title: c.paramMonthly },
    ],
    meals_per_day: [{ key: "price_per_day", as: "money", title: c.paramMeal }],
    full_before_start: [
      { key: "days_before_start", as: "days", title: c.paramBefore },
      { key: "trial_days", as: "days", title: c.paramTrial },
    ],
    prepay_seven_day: [
      { key: "within_days", as: "days", title: c.paramWithin },
      {
        key: "attended_days_are_charged",
        as: "flag",
        title: c.paramCharged,
        flags: [c.chargedYes, c.chargedNo],
      },
    ],
  };
  return of[rule];
}
