//! Within days of a prepayment the principal can be reclaimed: 法释〔2025〕4号, from 2025-05-01.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Because, Facts, RuleError, Says, Share, Step};

/// Full refund within `within_days` of the payment, unless the family had received the same
/// service before. The day of payment does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrepaySevenDay {
    /// The days.
    pub within_days: u32,
    /// Whether days that the infant came in the meantime stay charged.
    pub attended_days_are_charged: bool,
}

impl PrepaySevenDay {
    /// Why everything is due, if it is.
    pub(super) fn reason(&self, facts: &Facts) -> Result<Option<Because>, RuleError> {
        let Some(asked) = facts.refund_asked else {
            return Ok(None);
        };
        let until = facts.paid_on.plus_days(i64::from(self.within_days))?;
        let met = (facts.paid_on..=until).contains(&asked) && !facts.same_service_before;
        Ok(met.then_some(Because::SoonAfterPayment { asked, until }))
    }

    pub(super) fn says(&self, facts: &Facts) -> Result<Says, RuleError> {
        let Facts { attended, workdays, prepaid, .. } = *facts;
        Ok(match self.reason(facts)? {
            None => Says::Refund(vec![Step::new(Because::NotMet, prepaid, Share::NOTHING)?]),
            Some(because) if self.attended_days_are_charged && attended > 0 && workdays > 0 => Says::Charge(vec![
                Step::new(because, prepaid, Share::NOTHING)?,
                Step::new(
                    Because::AttendedDays { attended, workdays },
                    prepaid,
                    Share { numerator: attended, denominator: workdays },
                )?,
            ]),
            Some(because) => Says::Refund(vec![Step::new(because, prepaid, Share::WHOLE)?]),
        })
    }
}
