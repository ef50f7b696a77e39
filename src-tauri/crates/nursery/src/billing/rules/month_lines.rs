//! A prepayment of several months becomes one line a month, so that refunds are per month.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day::{Day, Month};
use crate::money::Fen;

use super::RuleError;

/// One month of a fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct MonthLine {
    /// The calendar month.
    pub month: Month,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// What is paid for it.
    pub amount: Fen,
}

/// The lines of `months` calendar months from `first`. They add up to `total` exactly; fen that
/// cannot be shared evenly go to the earlier months. A discount is a total of its own, negative.
///
/// # Errors
/// [`RuleError::Parameter`] for no months, [`RuleError::Day`].
pub fn month_lines(first: Month, months: u16, total: Fen) -> Result<Vec<MonthLine>, RuleError> {
    if months == 0 {
        return Err(RuleError::Parameter("months"));
    }
    let amounts = total.split(&vec![1; usize::from(months)])?;
    amounts
        .into_iter()
        .zip(0..)
        .map(|(amount, later)| {
            let month = first.plus(later)?;
            Ok(MonthLine { month, from: month.first_day(), to: month.last_day(), amount })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_three_lines() {
        let fen = |n| Fen::new(n).unwrap();
        let lines = month_lines("2026-11".parse().unwrap(), 3, fen(654_000)).unwrap();
        let shown: Vec<_> =
            lines.iter().map(|line| format!("{} {} {} {}", line.month, line.from, line.to, line.amount)).collect();
        assert_eq!(
            shown,
            [
                "2026-11 2026-11-01 2026-11-30 2,180.00",
                "2026-12 2026-12-01 2026-12-31 2,180.00",
                "2027-01 2027-01-01 2027-01-31 2,180.00"
            ]
        );
        let discount = month_lines("2026-11".parse().unwrap(), 3, fen(-10_000)).unwrap();
        assert_eq!(discount.iter().map(|line| line.amount.fen()).collect::<Vec<_>>(), [-3_334, -3_333, -3_333]);
        assert_eq!(month_lines("2026-11".parse().unwrap(), 0, fen(1)), Err(RuleError::Parameter("months")));
    }
}
