//! Working days: weekdays, less the festivals, plus the weekends worked instead (调休).
//!
//! The state announces each year's days around the November before. A year whose announcement
//! has not been entered has no answer: a guess would pass into refunds and deadlines.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day::{Day, DayError, Month};

/// The days of the years known at the time of building, as rows `date,kind,festival`.
pub const SHIPPED: &str = include_str!("../../data/holidays_2026.csv");

/// Why the calendar has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The announcement of that year has not been entered.
    #[error(
        "the public holidays of {year} have not been entered yet: enter the State Council's notice for {year} first"
    )]
    YearWithoutData {
        /// The year that is missing.
        year: i32,
    },
    /// Two rows speak of one day.
    #[error("{day} stands in the holiday table twice")]
    DayTwice {
        /// The day.
        day: Day,
    },
    /// A line of the table cannot be read.
    #[error("line {line} of the holiday table is not `date,off|work,festival`")]
    Line {
        /// Its number, from 1.
        line: usize,
    },
    /// The days end.
    #[error(transparent)]
    Day(#[from] DayError),
}

crate::coded_enum! {
    /// Whether an announced day is free or worked.
    pub enum AnnouncedKind {
        Off = "off", "放假", "free";
        Work = "work", "上班", "worked";
    }
}

/// One announced day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct AnnouncedDay {
    /// The day.
    pub date: Day,
    /// Free or worked.
    pub kind: AnnouncedKind,
    /// The festival it belongs to: 春节.
    pub festival: String,
}

/// Reads rows `date,kind,festival` below their heading.
///
/// # Errors
/// [`CalendarError::Line`].
pub fn announced_days(csv: &str) -> Result<Vec<AnnouncedDay>, CalendarError> {
    let row = |line: &str| {
        let mut cells = line.split(',').map(str::trim);
        let row = AnnouncedDay {
            date: cells.next()?.parse().ok()?,
            kind: match cells.next()? {
                "off" => AnnouncedKind::Off,
                "work" => AnnouncedKind::Work,
                _ => return None,
            },
            festival: cells.next().filter(|name| !name.is_empty())?.to_owned(),
        };
        cells.next().is_none().then_some(row)
    };
    csv.trim_start_matches('\u{FEFF}')
        .lines()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| row(line).ok_or(CalendarError::Line { line: at + 1 }))
        .collect()
}

/// Which days are worked in the known years.
#[derive(Debug, Clone, Default)]
pub struct Workdays {
    years: BTreeSet<i32>,
    announced: BTreeMap<Day, AnnouncedDay>,
    closed: BTreeSet<Day>,
}

impl Workdays {
    /// The table of the announced days of `years`. The years are named on their own, because an
    /// announcement may reach into the last days of the year before.
    ///
    /// # Errors
    /// [`CalendarError::DayTwice`].
    pub fn new(
        years: impl IntoIterator<Item = i32>,
        days: impl IntoIterator<Item = AnnouncedDay>,
    ) -> Result<Workdays, CalendarError> {
        let mut announced = BTreeMap::new();
        for day in days {
            if let Some(earlier) = announced.insert(day.date, day) {
                return Err(CalendarError::DayTwice { day: earlier.date });
            }
        }
        Ok(Workdays { years: years.into_iter().collect(), announced, closed: BTreeSet::new() })
    }

    /// The same, with more days on which the nursery, or the class in question, is closed.
    #[must_use]
    pub fn closed_on(mut self, days: impl IntoIterator<Item = Day>) -> Workdays {
        self.closed.extend(days);
        self
    }

    /// How many working days there are from `first` to `last` on which the nursery is open: what it does not
    /// offer is not charged by the day.
    ///
    /// # Errors
    /// [`CalendarError::YearWithoutData`].
    pub fn open_days_between(&self, first: Day, last: Day) -> Result<u32, CalendarError> {
        first
            .through(last)
            .try_fold(0, |count, day| Ok(count + u32::from(self.is_workday(day)? && !self.closed.contains(&day))))
    }

    /// The announcement about that day, if there is one.
    #[must_use]
    pub fn announced(&self, day: Day) -> Option<&AnnouncedDay> {
        self.announced.get(&day)
    }

    /// Whether the year's announcement has been entered.
    #[must_use]
    pub fn knows(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// Whether people work on that day.
    ///
    /// # Errors
    /// [`CalendarError::YearWithoutData`].
    pub fn is_workday(&self, day: Day) -> Result<bool, CalendarError> {
        if !self.knows(day.year()) {
            return Err(CalendarError::YearWithoutData { year: day.year() });
        }
        Ok(self.announced(day).map_or(!day.is_weekend(), |announced| announced.kind == AnnouncedKind::Work))
    }

    /// How many working days the month has.
    ///
    /// # Errors
    /// [`CalendarError::YearWithoutData`].
    pub fn working_days(&self, month: Month) -> Result<u32, CalendarError> {
        self.working_days_between(month.first_day(), month.last_day())
    }

    /// How many working days there are from `first` to `last`, both included.
    ///
    /// # Errors
    /// [`CalendarError::YearWithoutData`].
    pub fn working_days_between(&self, first: Day, last: Day) -> Result<u32, CalendarError> {
        first.through(last).try_fold(0, |count, day| Ok(count + u32::from(self.is_workday(day)?)))
    }

    /// The `n`th working day after `day`, which itself does not count: a term of 5 working days
    /// that begins on Friday ends on the next Friday. `n` = 0 is the day itself.
    ///
    /// # Errors
    /// [`CalendarError::YearWithoutData`], [`CalendarError::Day`].
    pub fn add_working_days(&self, day: Day, n: u32) -> Result<Day, CalendarError> {
        let (mut at, mut left) = (day, n);
        while left > 0 {
            at = at.plus_days(1)?;
            left -= u32::from(self.is_workday(at)?);
        }
        Ok(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Workdays {
        Workdays::new([2026], announced_days(SHIPPED).unwrap()).unwrap()
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn months_of_2026() {
        let expected = [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23];
        let table = table();
        for (number, days) in (1..).zip(expected) {
            assert_eq!(table.working_days(Month::new(2026, number).unwrap()), Ok(days), "month {number}");
        }
        assert_eq!(table.working_days_between(day("2026-01-01"), day("2026-12-31")), Ok(248));
    }

    #[test]
    fn worked_weekends_and_free_weekdays() {
        let table = table();
        for (date, worked) in [
            ("2026-01-04", true),
            ("2026-02-14", true),
            ("2026-02-28", true),
            ("2026-10-10", true),
            ("2026-09-20", true),
            ("2026-05-05", false),
            ("2026-06-01", true),
            ("2026-03-07", false),
        ] {
            assert_eq!(table.is_workday(day(date)), Ok(worked), "{date}");
        }
        assert_eq!(table.announced(day("2026-02-17")).unwrap().festival, "春节");
    }

    #[test]
    fn terms_skip_what_is_free() {
        let table = table();
        assert_eq!(table.add_working_days(day("2026-11-20"), 5), Ok(day("2026-11-27")));
        assert_eq!(table.add_working_days(day("2026-09-30"), 1), Ok(day("2026-10-08")));
        assert_eq!(table.add_working_days(day("2026-10-09"), 1), Ok(day("2026-10-10")));
        assert_eq!(table.add_working_days(day("2026-10-03"), 0), Ok(day("2026-10-03")));
    }

    #[test]
    fn a_year_without_data_is_named() {
        let table = table();
        let missing = CalendarError::YearWithoutData { year: 2027 };
        assert_eq!(table.working_days("2027-01".parse().unwrap()), Err(missing.clone()));
        assert_eq!(table.add_working_days(day("2026-12-30"), 5), Err(missing.clone()));
        assert!(missing.to_string().contains("2027"));
        assert_eq!(table.is_workday(day("2025-12-31")), Err(CalendarError::YearWithoutData { year: 2025 }));
    }

    #[test]
    fn wrong_tables_are_refused() {
        assert_eq!(
            announced_days("date,kind,festival\n2026-01-01,off,元旦\n2026-1-2,off,元旦"),
            Err(CalendarError::Line { line: 3 })
        );
        for line in ["2026-01-01,free,元旦", "2026-01-01,off,", "2026-01-01,off", "2026-01-01,off,元旦,x"] {
            assert_eq!(announced_days(&format!("h\n{line}")), Err(CalendarError::Line { line: 2 }), "{line}");
        }
        let twice = announced_days("h\n2026-01-01,off,元旦\n2026-01-01,work,元旦").unwrap();
        assert_eq!(Workdays::new([2026], twice).unwrap_err(), CalendarError::DayTwice { day: day("2026-01-01") });
    }
}
