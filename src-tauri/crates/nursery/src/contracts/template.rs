//! The wording with which a draft begins: data, not code. Each contract gets its own copy of the clauses.

use serde::Deserialize;

use super::ContractRefusal;
use super::refund_choices;
use super::terms::{Clause, ContractTerms};
use crate::billing::rules::{DayDivisor, PerDayAttendance, RefundRule};
use crate::day::Day;
use crate::error::{Error, Result};
use crate::institution::ServiceForm;
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
pub(super) fn refund_rules(view: &View<'_>, on: Day) -> Result<Vec<RefundRule>> {
    let by_day = RefundRule::PerDayAttendance(PerDayAttendance { divisor: DayDivisor::Workdays });
    let reclaim = refund_choices::prepay_seven_day(view, on)?.map(|(rule, _)| rule);
    let month = refund_choices::henan(view, on)?.map_or(by_day, |(rule, _)| rule);
    Ok(reclaim.into_iter().chain([month]).collect())
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
