//! A month's fee is refunded for each unbroken absence of so many days, weekends included.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Because, Facts, RuleError, Share, Step};
use crate::money::Fen;

/// Refund = fee of one month × whole times that an absence holds `days_per_month`. Absences do
/// not add up with each other. The line may hold several months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContinuousAbsence {
    /// The days of absence that make one month of refund.
    pub days_per_month: u32,
    /// The fee of one month, after discounts.
    pub monthly_fee: Fen,
}

impl ContinuousAbsence {
    pub(super) fn refund(&self, facts: &Facts) -> Result<Vec<Step>, RuleError> {
        if self.days_per_month == 0 {
            return Err(RuleError::Parameter("days_per_month"));
        }
        if self.monthly_fee.is_negative() {
            return Err(RuleError::Parameter("monthly_fee"));
        }
        let mut steps = Vec::new();
        for absence in &facts.absences {
            let days = u32::try_from(absence.first.days_until(absence.last) + 1).unwrap_or(0);
            let share = Share { numerator: days / self.days_per_month, denominator: 1 };
            let because = Because::ContinuousAbsence {
                first: absence.first,
                last: absence.last,
                days,
                days_per_month: self.days_per_month,
            };
            steps.push(Step::new(because, self.monthly_fee, share)?);
        }
        if steps.is_empty() {
            steps.push(Step::new(Because::NotMet, facts.prepaid, Share::NOTHING)?);
        }
        Ok(steps)
    }
}
