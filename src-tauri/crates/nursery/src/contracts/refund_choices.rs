//! The refund rules that a contract can choose, each with the parameters that hold here today: data, not code.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::refund_words::sentence;
use super::template::optional;
use crate::billing::rules::{
    ContinuousAbsence, DayDivisor, FullBeforeStart, MealsPerDay, MonthBandHenan, MonthBandZhenjiang, PerDayAttendance,
    Percent, PrepaySevenDay, RefundRule,
};
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::Result;
use crate::money::Fen;
use crate::policy::{PolicyError, PolicyValue};
use crate::view::View;

/// A rule to choose.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct RefundChoice {
    /// The rule with its parameters of today.
    pub rule: RefundRule,
    /// What it is called.
    pub title: String,
    /// As it is printed in a contract.
    pub sentence: String,
    /// The policy values behind its parameters, with their sources.
    pub policies: Vec<PolicyValue>,
    /// A new contract here begins with it.
    pub usual: bool,
}

/// Every rule that has its parameters here.
///
/// # Errors
/// A policy value is of the wrong kind, or the store cannot.
pub(super) fn choices(view: &View<'_>, _: Nothing) -> Result<Vec<RefundChoice>> {
    let (l, on) = (view.language(), view.today());
    let usual = super::template::refund_rules(view, on)?;
    let mut choices = Vec::new();
    let mut offer = |rule: Option<(RefundRule, Vec<PolicyValue>)>, zh: &str, en: &str| {
        if let Some((rule, policies)) = rule {
            choices.push(RefundChoice {
                title: l.say(zh, en),
                sentence: sentence(&rule),
                usual: usual.contains(&rule) || matches!(rule, RefundRule::MealsPerDay(_)),
                rule,
                policies,
            });
        }
    };
    offer(prepay_seven_day(view, on)?, "付款后几日内可全退", "full refund soon after payment");
    offer(before_start(view, on)?, "开始前退托全退", "full refund before the start");
    offer(henan(view, on)?, "按月出勤分档（河南）", "bands of the month (Henan)");
    offer(zhenjiang(view, on)?, "按月出勤分档（镇江）", "bands of the month (Zhenjiang)");
    let per_day = RefundRule::PerDayAttendance(PerDayAttendance { divisor: DayDivisor::Workdays });
    let fixed = optional(view, "refund.fixed_days_hundredths", on)?;
    offer(Some((per_day, fixed.into_iter().collect())), "按缺勤天数", "by days of absence");
    offer(continuous(view, on)?, "连续缺勤满月退", "months of unbroken absence");
    let meals = RefundRule::MealsPerDay(MealsPerDay { price_per_day: Fen::ZERO });
    offer(Some((meals, Vec::new())), "伙食费按未就餐天数", "meals not eaten");
    Ok(choices)
}

type Offered = Option<(RefundRule, Vec<PolicyValue>)>;

pub(super) fn prepay_seven_day(view: &View<'_>, on: Day) -> Result<Offered> {
    let Some(days) = optional(view, "prepay.reclaim_days", on)? else { return Ok(None) };
    let within_days = count(&days)?;
    Ok(Some((RefundRule::PrepaySevenDay(PrepaySevenDay { within_days, attended_days_are_charged: true }), vec![days])))
}

pub(super) fn henan(view: &View<'_>, on: Day) -> Result<Offered> {
    let (Some(lower), Some(half)) =
        (optional(view, "month_band.lower_percent", on)?, optional(view, "month_band.half_is_lower", on)?)
    else {
        return Ok(None);
    };
    let rule = RefundRule::MonthBandHenan(MonthBandHenan {
        charged_if_never_attended: whole(0)?,
        charged_below_half: percent(&lower)?,
        charged_above_half: whole(100)?,
        half_is_lower_band: half.flag()?,
    });
    Ok(Some((rule, vec![lower, half])))
}

fn zhenjiang(view: &View<'_>, on: Day) -> Result<Offered> {
    let keys = ["refund.few_days", "refund.few_days_percent", "refund.up_to_half_percent", "refund.above_half_percent"];
    let mut values = Vec::new();
    for key in keys {
        match optional(view, key, on)? {
            Some(value) => values.push(value),
            None => return Ok(None),
        }
    }
    let rule = RefundRule::MonthBandZhenjiang(MonthBandZhenjiang {
        few_days: count(&values[0])?,
        refunded_for_few_days: percent(&values[1])?,
        refunded_up_to_half: percent(&values[2])?,
        refunded_above_half: percent(&values[3])?,
    });
    Ok(Some((rule, values)))
}

fn continuous(view: &View<'_>, on: Day) -> Result<Offered> {
    let Some(days) = optional(view, "refund.absence_days_per_month", on)? else { return Ok(None) };
    let rule = ContinuousAbsence { days_per_month: count(&days)?, monthly_fee: Fen::ZERO };
    Ok(Some((RefundRule::ContinuousAbsence(rule), vec![days])))
}

fn before_start(view: &View<'_>, on: Day) -> Result<Offered> {
    let Some(days) = optional(view, "refund.before_start_days", on)? else { return Ok(None) };
    let rule = FullBeforeStart { days_before_start: count(&days)?, trial_days: 0 };
    Ok(Some((RefundRule::FullBeforeStart(rule), vec![days])))
}

fn count(value: &PolicyValue) -> Result<u32> {
    Ok(u32::try_from(value.number()?).map_err(|_| PolicyError::Kind { key: value.key.clone() })?)
}

fn percent(value: &PolicyValue) -> Result<Percent> {
    let known = u8::try_from(value.number()?).ok().and_then(Percent::new);
    Ok(known.ok_or_else(|| PolicyError::Kind { key: value.key.clone() })?)
}

/// The ends of the scale are no numbers of the law.
fn whole(n: u8) -> Result<Percent> {
    Ok(Percent::new(n).ok_or_else(|| PolicyError::Kind { key: "percent".to_owned() })?)
}
