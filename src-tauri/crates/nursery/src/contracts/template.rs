//! The wording with which a draft begins: data, not code. Each contract gets its own copy of the clauses.

use serde::Deserialize;

use super::ContractRefusal;
use super::terms::{Clause, ContractTerms};
use crate::billing::rules::{DayDivisor, MonthBandHenan, PerDayAttendance, Percent, PrepaySevenDay, RefundRule};
use crate::day::Day;
use crate::error::{Error, Result};
use crate::institution::ServiceForm;
use crate::policy::PolicyError;
use crate::view::View;

/// The template that is taken when none is named.
pub const DEFAULT: &str = "zhengzhou@1";

const SHIPPED: &[&str] = &[include_str!("templates/zhengzhou.toml")];

/// A template.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Name and version.
    pub key: String,
    /// Title of the paper.
    pub title: String,
    /// What stands before the first clause.
    pub preamble: String,
    /// Whose wording it is.
    pub note: String,
    daily_from: String,
    daily_to: String,
    meals: String,
    refund_method: String,
    dispute: String,
    prepay_months: u16,
    due_day: u32,
    settling_days: u32,
    #[serde(rename = "clause")]
    clauses: Vec<Clause>,
}

/// The template of that name.
///
/// # Errors
/// [`ContractRefusal::Template`].
pub fn template(key: &str) -> Result<Template> {
    SHIPPED
        .iter()
        .filter_map(|text| toml::from_str::<Template>(text).ok())
        .find(|template| template.key == key)
        .ok_or_else(|| ContractRefusal::Template.into())
}

impl Template {
    /// The terms of a new draft, with the refund rule that the policies of the place ask for on that day.
    ///
    /// # Errors
    /// A policy value is of the wrong kind, or the store cannot.
    pub fn terms(&self, view: &View<'_>, on: Day) -> Result<ContractTerms> {
        let max = u16::try_from(view.policy_number("prepay.max_months", on)?).unwrap_or(u16::MAX);
        Ok(ContractTerms {
            service_form: ServiceForm::FullDay,
            class_kind: None,
            from: None,
            to: None,
            daily_from: self.daily_from.clone(),
            daily_to: self.daily_to.clone(),
            meals: self.meals.clone(),
            settling_days: Some(self.settling_days),
            refund_rules: refund_rules(view, on)?,
            refund_method: self.refund_method.clone(),
            prepay_months: Some(self.prepay_months.min(max)),
            due_day: Some(self.due_day),
            dispute: self.dispute.clone(),
            deposit_terms: String::new(),
            special_terms: String::new(),
            insurance: String::new(),
            hospital: String::new(),
            medication_consent: None,
            first_aid_consent: None,
            photo_consent: None,
            signed_place: String::new(),
            copies: 2,
            clauses: self.clauses.clone(),
        })
    }
}

/// The right to reclaim a prepayment, then the bands of the month where the place has them, else by the day.
fn refund_rules(view: &View<'_>, on: Day) -> Result<Vec<RefundRule>> {
    let mut rules = Vec::new();
    if let Some(days) = optional(view, "prepay.reclaim_days", on)? {
        let within_days = u32::try_from(days.number()?).unwrap_or(0);
        rules.push(RefundRule::PrepaySevenDay(PrepaySevenDay { within_days, attended_days_are_charged: true }));
    }
    rules.push(
        match (optional(view, "month_band.lower_percent", on)?, optional(view, "month_band.half_is_lower", on)?) {
            (Some(lower), Some(half)) => RefundRule::MonthBandHenan(MonthBandHenan {
                charged_if_never_attended: percent(0)?,
                charged_below_half: percent(lower.number()?)?,
                charged_above_half: percent(100)?,
                half_is_lower_band: half.flag()?,
            }),
            _ => RefundRule::PerDayAttendance(PerDayAttendance { divisor: DayDivisor::Workdays }),
        },
    );
    Ok(rules)
}

fn percent(n: i64) -> Result<Percent> {
    let kind = || PolicyError::Kind { key: "month_band.lower_percent".to_owned() };
    Ok(u8::try_from(n).ok().and_then(Percent::new).ok_or_else(kind)?)
}

/// A policy value that a place need not have.
pub(crate) fn optional(view: &View<'_>, key: &str, on: Day) -> Result<Option<crate::policy::PolicyValue>> {
    match view.policy(key, on) {
        Ok(value) => Ok(Some(value)),
        Err(Error::Told(told)) if told.code() == "policy_missing" => Ok(None),
        Err(other) => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::terms::ClauseShows;
    use crate::words::Coded;

    #[test]
    fn the_shipped_template_shows_everything_once() {
        let template = template(DEFAULT).unwrap();
        for shows in ClauseShows::ALL {
            assert_eq!(
                template.clauses.iter().filter(|clause| clause.show == Some(*shows)).count(),
                1,
                "{}",
                shows.zh()
            );
        }
    }
}
