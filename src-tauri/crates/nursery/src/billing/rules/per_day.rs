//! Every working day of absence is refunded at the price of a day.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Because, Facts, RuleError, Share, Step};

/// By what a month's fee is divided to give the price of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum DayDivisor {
    /// By the working days of that month.
    Workdays,
    /// By a fixed number of days a month, in hundredths: 2175 is 21.75.
    Fixed {
        /// Hundredths of a day.
        hundredths: u32,
    },
}

/// Refund = fee × absent days ÷ divisor, at most the fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PerDayAttendance {
    /// The divisor.
    pub divisor: DayDivisor,
}

impl PerDayAttendance {
    pub(super) fn refund(&self, facts: &Facts) -> Result<Vec<Step>, RuleError> {
        let Facts { attended, workdays, prepaid, .. } = *facts;
        if workdays == 0 {
            let share = if attended == 0 { Share::WHOLE } else { Share::NOTHING };
            return Ok(vec![Step::new(Because::NoWorkdays, prepaid, share)?]);
        }
        // Who came on a Saturday as well cannot have been absent less than never.
        let absent = workdays.saturating_sub(attended);
        let share = match self.divisor {
            DayDivisor::Workdays => Share { numerator: absent, denominator: workdays },
            DayDivisor::Fixed { hundredths: 0 } => return Err(RuleError::Parameter("hundredths")),
            DayDivisor::Fixed { hundredths } => {
                Share { numerator: absent.saturating_mul(100), denominator: hundredths }
            }
        };
        Ok(vec![Step::new(Because::AbsentDays { absent, workdays }, prepaid, share)?])
    }
}
