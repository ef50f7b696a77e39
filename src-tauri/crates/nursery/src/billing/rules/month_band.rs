//! Bands of the calendar month: the charge depends on whether the infant came on less or more
//! than half of the month's statutory working days.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Because, Facts, Percent, RuleError, Step};

/// Henan, November 2025: nobody pays for a month of absence, half for less than half of the
/// working days, the whole for more. The notice leaves exactly half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthBandHenan {
    /// What is charged when the infant never came.
    pub charged_if_never_attended: Percent,
    /// What is charged below half.
    pub charged_below_half: Percent,
    /// What is charged above half.
    pub charged_above_half: Percent,
    /// Whether exactly half of the working days counts as below half.
    pub half_is_lower_band: bool,
}

impl MonthBandHenan {
    pub(super) fn charge(&self, facts: &Facts) -> Result<Vec<Step>, RuleError> {
        let Facts { attended, workdays, .. } = *facts;
        let counts_as_below = self.half_is_lower_band;
        let (because, percent) = match (u64::from(attended) * 2).cmp(&u64::from(workdays)) {
            _ if attended == 0 => (Because::NeverAttended { workdays }, self.charged_if_never_attended),
            std::cmp::Ordering::Less => (Because::BelowHalf { attended, workdays }, self.charged_below_half),
            std::cmp::Ordering::Equal => (
                Because::ExactlyHalf { attended, workdays, counts_as_below },
                if counts_as_below { self.charged_below_half } else { self.charged_above_half },
            ),
            std::cmp::Ordering::Greater => (Because::AboveHalf { attended, workdays }, self.charged_above_half),
        };
        Ok(vec![Step::new(because, facts.prepaid, percent.share())?])
    }
}

/// Zhenjiang: most is refunded for few days, half up to half of the working days (rounded down).
/// The excerpt at hand ends before the last band, so its share is a parameter too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthBandZhenjiang {
    /// The most days of the first band.
    pub few_days: u32,
    /// What is refunded in the first band.
    pub refunded_for_few_days: Percent,
    /// What is refunded above it, up to half of the working days.
    pub refunded_up_to_half: Percent,
    /// What is refunded above half.
    pub refunded_above_half: Percent,
}

impl MonthBandZhenjiang {
    pub(super) fn refund(&self, facts: &Facts) -> Result<Vec<Step>, RuleError> {
        let Facts { attended, workdays, .. } = *facts;
        let (because, percent) = if attended <= self.few_days {
            (Because::FewDays { attended, few_days: self.few_days }, self.refunded_for_few_days)
        } else if attended > workdays / 2 {
            (Because::AboveHalf { attended, workdays }, self.refunded_above_half)
        } else if attended * 2 == workdays {
            (Because::ExactlyHalf { attended, workdays, counts_as_below: true }, self.refunded_up_to_half)
        } else {
            (Because::BelowHalf { attended, workdays }, self.refunded_up_to_half)
        };
        Ok(vec![Step::new(because, facts.prepaid, percent.share())?])
    }
}
