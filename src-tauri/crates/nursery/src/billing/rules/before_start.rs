//! Who withdraws early enough before the start, or within the trial days, gets everything back.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Because, Facts, RuleError, Share, Step};

/// Full refund at least `days_before_start` days before the service starts, or within its first
/// `trial_days` calendar days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FullBeforeStart {
    /// How many days before the start it must be asked.
    pub days_before_start: u32,
    /// How many days of service are a trial; 0 for none.
    pub trial_days: u32,
}

impl FullBeforeStart {
    /// Why everything is due, if it is.
    pub(super) fn reason(&self, facts: &Facts) -> Result<Option<Because>, RuleError> {
        let (Some(asked), starts) = (facts.refund_asked, facts.service_starts) else {
            return Ok(None);
        };
        if asked < starts {
            let early = asked.days_until(starts) >= i64::from(self.days_before_start);
            return Ok(early.then_some(Because::WithdrawnBeforeStart { asked, starts }));
        }
        let trial_ends = starts.plus_days(i64::from(self.trial_days) - 1)?;
        Ok((asked <= trial_ends).then_some(Because::WithdrawnInTrial { asked, trial_ends }))
    }

    pub(super) fn refund(&self, facts: &Facts) -> Result<Vec<Step>, RuleError> {
        Ok(vec![match self.reason(facts)? {
            Some(because) => Step::new(because, facts.prepaid, Share::WHOLE)?,
            None => Step::new(Because::NotMet, facts.prepaid, Share::NOTHING)?,
        }])
    }
}
