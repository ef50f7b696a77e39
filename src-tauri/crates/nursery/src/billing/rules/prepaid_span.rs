//! How far ahead may be paid: one charge spans at most so many months. Charges that follow each
//! other before the earlier is used up are permitted, but what is outstanding then is worth a
//! warning: rolling prepayment is what supervision looks for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day::{Day, DayError, completed_months};

/// The period that a charge covers, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

/// Why a charge may not span that period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    /// It ends before it begins.
    #[error("the period ends before it begins")]
    Backwards,
    /// It is longer than the permitted months.
    #[error("one charge covers at most {max_months} months: from {from} until {latest} at the latest")]
    TooLong {
        /// Its first day.
        from: Day,
        /// The last day that would be permitted.
        latest: Day,
        /// The months permitted.
        max_months: u16,
    },
    /// A day left the calendar.
    #[error(transparent)]
    Day(#[from] DayError),
}

/// Whether one charge may span that period: `to <= from + max_months − 1 day`, months clamped.
///
/// # Errors
/// [`SpanError`].
pub fn check_span(span: Span, max_months: u16) -> Result<(), SpanError> {
    let Span { from, to } = span;
    if to < from {
        return Err(SpanError::Backwards);
    }
    let latest = latest_end(from, max_months)?;
    if to > latest { Err(SpanError::TooLong { from, latest, max_months }) } else { Ok(()) }
}

fn latest_end(from: Day, max_months: u16) -> Result<Day, DayError> {
    from.add_months_clamped(i32::from(max_months))?.plus_days(-1)
}

/// What is paid and not yet used on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Outstanding {
    /// The first day paid and not used.
    pub from: Day,
    /// The last day paid.
    pub to: Day,
    /// Its whole months …
    pub months: u32,
    /// … and the days beyond them.
    pub days: u32,
    /// Whether that is longer than one charge may be: a warning.
    pub exceeds: bool,
}

/// What is outstanding on `on` of all periods paid so far, from the first unused day to the last
/// one paid. `None` when everything is used.
///
/// # Errors
/// [`DayError::OutOfRange`].
pub fn outstanding(on: Day, paid: &[Span], max_months: u16) -> Result<Option<Outstanding>, DayError> {
    let unused = || paid.iter().filter(|span| span.from <= span.to && span.to >= on);
    let (Some(first), Some(to)) = (unused().map(|span| span.from).min(), unused().map(|span| span.to).max()) else {
        return Ok(None);
    };
    let from = first.max(on);
    let after = to.plus_days(1)?;
    let months = completed_months(from, after).unwrap_or(0);
    let whole = from.add_months_clamped(i32::try_from(months).unwrap_or(i32::MAX))?;
    let days = u32::try_from(whole.days_until(after)).unwrap_or(0);
    Ok(Some(Outstanding { from, to, months, days, exceeds: to > latest_end(from, max_months)? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: &str) -> Span {
        Span { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    #[test]
    fn three_months_and_not_a_day_more() {
        for (from, last) in [("2026-01-01", "2026-03-31"), ("2026-01-31", "2026-04-29"), ("2025-11-30", "2026-02-27")] {
            let latest: Day = last.parse().unwrap();
            let too_long = Span { from: from.parse().unwrap(), to: latest.plus_days(1).unwrap() };
            assert_eq!(check_span(span(from, last), 3), Ok(()), "{from}");
            assert_eq!(check_span(too_long, 3), Err(SpanError::TooLong { from: too_long.from, latest, max_months: 3 }));
        }
        for (from, to) in [("2026-01-01", "2026-04-01"), ("2026-01-31", "2026-04-30"), ("2025-11-30", "2026-02-28")] {
            assert!(check_span(span(from, to), 3).is_err(), "{from}");
        }
        assert_eq!(check_span(span("2026-02-01", "2026-01-31"), 3), Err(SpanError::Backwards));
        assert_eq!(check_span(span("2026-02-01", "2026-02-01"), 3), Ok(()));
    }

    #[test]
    fn renewals_add_up() {
        let on = "2026-02-15".parse().unwrap();
        let paid = [span("2026-01-01", "2026-03-31"), span("2026-04-01", "2026-06-30")];
        let rolled = outstanding(on, &paid, 3).unwrap().unwrap();
        assert_eq!((rolled.from, rolled.to.to_string().as_str()), (on, "2026-06-30"));
        assert_eq!((rolled.months, rolled.days, rolled.exceeds), (4, 16, true));
        let alone = outstanding(on, &paid[..1], 3).unwrap().unwrap();
        assert_eq!((alone.months, alone.days, alone.exceeds), (1, 17, false));
        let ahead = outstanding(on, &paid[1..], 3).unwrap().unwrap();
        assert_eq!((ahead.from, ahead.months, ahead.days, ahead.exceeds), (paid[1].from, 3, 0, false));
        assert_eq!(outstanding("2026-07-01".parse().unwrap(), &paid, 3), Ok(None));
    }
}
