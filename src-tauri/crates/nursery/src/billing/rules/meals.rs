//! Meals that were cancelled in time are refunded by the day.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Because, Facts, RuleError, Share, Step};
use crate::money::Fen;

/// Refund = days not eaten and notified before the cut-off × price of a day's meals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MealsPerDay {
    /// The price of one day's meals.
    pub price_per_day: Fen,
}

impl MealsPerDay {
    pub(super) fn refund(&self, facts: &Facts) -> Result<Vec<Step>, RuleError> {
        if self.price_per_day.is_negative() {
            return Err(RuleError::Parameter("price_per_day"));
        }
        let days = facts.meal_days_cancelled;
        let share = Share { numerator: days, denominator: 1 };
        Ok(vec![Step::new(Because::MealsCancelled { days }, self.price_per_day, share)?])
    }
}
