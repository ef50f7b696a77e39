//! What the contract's rule would refund of a month, with every step in words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::charge::expected;
use super::rules::{Absence, Computation, Facts, RefundRule, first_applicable};
use super::{BillingRefusal, LedgerKind};
use crate::contracts::records::contract;
use crate::contracts::refund_words::sentence;
use crate::contracts::template::optional;
use crate::contracts::{FeeCategory, FeeUnit};
use crate::day::{Day, Month};
use crate::error::Result;
use crate::id::Id;
use crate::money::Fen;
use crate::policy::PolicyValue;
use crate::view::View;
use crate::words::Language;

/// The facts of a month.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RefundQuery {
    /// The contract.
    pub contract_id: Id,
    /// The month.
    pub month: Month,
    /// Days on which the infant came.
    pub attended_days: u32,
    /// Days whose meals were cancelled in time.
    pub meals_days: u32,
    /// Unbroken absences, for rules that count them.
    pub absences: Option<Vec<Absence>>,
    /// When the guardian asked for the money back.
    pub asked_on: Option<Day>,
}

/// What would be refunded.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct RefundPreview {
    /// One line an item.
    pub lines: Vec<RefundLine>,
    /// All together.
    pub total: Fen,
    /// Statutory working days of the month.
    pub workdays: u32,
    /// The policy values behind the rules, with their sources.
    pub policies: Vec<PolicyValue>,
}

/// What would be refunded of one item.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct RefundLine {
    /// The item.
    pub item: String,
    /// Its category.
    pub category: FeeCategory,
    /// What was paid for it, after discounts; what was charged where nothing is paid yet.
    pub base: Fen,
    /// Whether the base is paid.
    pub paid: bool,
    /// What stays charged.
    pub charge: Computation,
    /// What is refunded.
    pub refund: Computation,
    /// The rule as it stands in the contract.
    pub rule: String,
    /// The steps of the refund in the person's language.
    pub words: Vec<String>,
}

pub(super) fn preview(view: &View<'_>, q: RefundQuery) -> Result<RefundPreview> {
    let (contract, l) = (contract(view, q.contract_id)?, view.language());
    let workdays = view.workdays_of(&view.workdays()?, contract.infant_id)?;
    let days = workdays.working_days(q.month)?;
    let asked = expected(&contract, q.month, &workdays)?;
    if asked.is_empty() {
        return Err(BillingRefusal::OutsideContract.into());
    }
    let entries = super::ledger::of_infant(view, contract.infant_id)?;
    let starts = contract.terms.from.unwrap_or(q.month.first_day());
    let mut lines = Vec::new();
    for fee in contract.fees.iter().filter(|fee| fee.category != FeeCategory::Deposit) {
        let meals = fee.unit == FeeUnit::Day;
        let basic = fee.unit == FeeUnit::Month && fee.category == FeeCategory::Basic;
        if !(meals || basic) {
            continue;
        }
        let discount = fee.discount_item();
        let of_fee = |item: &str| item == fee.item || item == discount;
        let paid = Fen::sum(
            entries
                .iter()
                .filter(|entry| {
                    entry.month == q.month
                        && of_fee(&entry.item)
                        && matches!(entry.kind, LedgerKind::Receipt | LedgerKind::Refund)
                })
                .map(|entry| -entry.amount),
        )?;
        let charged =
            Fen::sum(asked.iter().filter(|expected| of_fee(&expected.line.item)).map(|expected| expected.line.amount))?;
        let base = if paid > Fen::ZERO { paid } else { charged };
        let paid_on = entries
            .iter()
            .filter(|entry| entry.month == q.month && entry.kind == LedgerKind::Receipt && entry.item == fee.item)
            .map(|entry| entry.day)
            .max();
        let facts = Facts {
            prepaid: base,
            workdays: days,
            attended: q.attended_days,
            absences: q.absences.clone().unwrap_or_default(),
            meal_days_cancelled: q.meals_days,
            paid_on: paid_on.unwrap_or(starts),
            service_starts: starts,
            refund_asked: q.asked_on,
            same_service_before: contract.renews.is_some(),
        };
        let rules: Vec<RefundRule> = contract
            .terms
            .refund_rules
            .iter()
            .copied()
            .filter(|rule| matches!(rule, RefundRule::MealsPerDay(_)) == meals)
            .collect();
        let Some(rule) = first_applicable(&rules, &facts).map_err(BillingRefusal::from)? else {
            continue;
        };
        let refund = rule.refund(&facts).map_err(BillingRefusal::from)?;
        let words = refund
            .steps
            .iter()
            .map(|step| {
                format!(
                    "{}：{}",
                    if l == Language::Zh { step.because.chinese() } else { step.because.english() },
                    step.amount
                )
            })
            .collect();
        lines.push(RefundLine {
            item: fee.item.clone(),
            category: fee.category,
            base,
            paid: paid > Fen::ZERO,
            charge: rule.charge(&facts).map_err(BillingRefusal::from)?,
            refund,
            rule: sentence(rule),
            words,
        });
    }
    let on = contract.signed_on.unwrap_or(q.month.first_day());
    let mut policies = Vec::new();
    for key in ["month_band.lower_percent", "month_band.half_is_lower", "prepay.reclaim_days"] {
        policies.extend(optional(view, key, on)?);
    }
    Ok(RefundPreview { total: Fen::sum(lines.iter().map(|line| line.refund.amount))?, lines, workdays: days, policies })
}
