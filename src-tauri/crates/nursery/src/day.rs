//! Civil days (`YYYY-MM-DD`) and months (`YYYY-MM`), without any time zone.
//!
//! The years are bounded to 1900–2100, so a mistyped year (2042 passes, 20024 does not)
//! and the lenient forms that date parsers accept (`2026-1-5`, `+12026-01-05`) stop here.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use ts_rs::TS;

use crate::instant::Instant;

/// The first and the last year that a day can have.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Why a text or a calculation is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// Not exactly `YYYY-MM-DD`, or a day that the calendar does not have.
    #[error("write the day as YYYY-MM-DD, for example 2026-09-01")]
    NotADay,
    /// Not exactly `YYYY-MM`, or a month that the calendar does not have.
    #[error("write the month as YYYY-MM, for example 2026-09")]
    NotAMonth,
    /// Before 1900 or after 2100.
    #[error("the year must lie between 1900 and 2100")]
    OutOfRange,
}

/// One civil day. On the wire and in the store: exactly ten characters, `YYYY-MM-DD`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
#[ts(type = "string")]
pub struct Day(NaiveDate);

impl Day {
    /// The first day there is: 1900-01-01.
    pub const FIRST: Day = Day(NaiveDate::from_ymd_opt(1900, 1, 1).expect("in the calendar"));
    /// The last day there is: 2100-12-31.
    pub const LAST: Day = Day(NaiveDate::from_ymd_opt(2100, 12, 31).expect("in the calendar"));

    /// The day of that year, month (1–12) and day of the month.
    ///
    /// # Errors
    /// [`DayError::OutOfRange`] for the year, [`DayError::NotADay`] for 30 February.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Day, DayError> {
        Self::bounded(NaiveDate::from_ymd_opt(year, month, day).ok_or(DayError::NotADay)?)
    }

    fn bounded(date: NaiveDate) -> Result<Day, DayError> {
        if YEARS.contains(&date.year()) { Ok(Day(date)) } else { Err(DayError::OutOfRange) }
    }

    /// The civil day in China (+08:00) at that moment, given in milliseconds UTC.
    /// A moment outside 1900–2100 gives the nearest end.
    #[must_use]
    pub fn of_instant(ms: i64) -> Day {
        Instant::from_ms(ms).day()
    }

    /// The day a number of days after 1970-01-01, kept within the bounds.
    pub(crate) fn of_epoch_days(days: i64) -> Day {
        let epoch = NaiveDate::default();
        let clamped = days.clamp((Self::FIRST.0 - epoch).num_days(), (Self::LAST.0 - epoch).num_days());
        Day(epoch + chrono::TimeDelta::days(clamped))
    }

    /// Days since 1970-01-01.
    pub(crate) fn epoch_days(self) -> i64 {
        (self.0 - NaiveDate::default()).num_days()
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month that the day lies in.
    #[must_use]
    pub fn month(self) -> Month {
        Month { first: Day(self.0.with_day(1).unwrap_or(self.0)) }
    }

    /// The day of the month, 1–31.
    #[must_use]
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// Whether it is a Saturday or a Sunday. Whether people work is the calendar's matter.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        matches!(self.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The same day in chrono's words, for spreadsheets.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// The day `days` later; negative goes back.
    ///
    /// # Errors
    /// [`DayError::OutOfRange`].
    pub fn plus_days(self, days: i64) -> Result<Day, DayError> {
        let by = Days::new(days.unsigned_abs());
        let moved = if days < 0 { self.0.checked_sub_days(by) } else { self.0.checked_add_days(by) };
        Self::bounded(moved.ok_or(DayError::OutOfRange)?)
    }

    /// The same day of the month `months` later, or the month's last day where it has no such
    /// day: 2026-01-31 and one month is 2026-02-28. Negative goes back.
    ///
    /// # Errors
    /// [`DayError::OutOfRange`].
    pub fn add_months_clamped(self, months: i32) -> Result<Day, DayError> {
        let by = Months::new(months.unsigned_abs());
        let moved = if months < 0 { self.0.checked_sub_months(by) } else { self.0.checked_add_months(by) };
        Self::bounded(moved.ok_or(DayError::OutOfRange)?)
    }

    /// Days from this day to `other`: negative when `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Day) -> i64 {
        (other.0 - self.0).num_days()
    }

    /// Every day from this one to `last`, both included; nothing when `last` is earlier.
    pub fn through(self, last: Day) -> impl DoubleEndedIterator<Item = Day> + Clone {
        (self.epoch_days()..=last.epoch_days()).map(Day::of_epoch_days)
    }
}

/// The age in completed calendar months, clamped to month ends: who was born on the 31st or on
/// 29 February completes a month on the last day of a shorter one. `None` before the birth.
#[must_use]
pub fn completed_months(birth: Day, on: Day) -> Option<u32> {
    if on < birth {
        return None;
    }
    let between = (on.year() - birth.year()) * 12 + on.0.month() as i32 - birth.0.month() as i32;
    let reached = birth.0.checked_add_months(Months::new(between.unsigned_abs())).is_some_and(|day| day <= on.0);
    u32::try_from(if reached { between } else { between - 1 }).ok()
}

/// Whether the text has the shape of `pattern`: `d` is an ASCII digit, anything else itself.
fn shaped(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(t, p)| if p == b'd' { t.is_ascii_digit() } else { t == p })
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Day, DayError> {
        if !shaped(text, "dddd-dd-dd") {
            return Err(DayError::NotADay);
        }
        Self::bounded(text.parse().map_err(|_| DayError::NotADay)?)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

/// One calendar month, the period of a bill. On the wire and in the store: `YYYY-MM`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, TS)]
#[ts(type = "string")]
pub struct Month {
    first: Day,
}

impl Month {
    /// The month of that year; 1 is January.
    ///
    /// # Errors
    /// [`DayError::NotAMonth`], [`DayError::OutOfRange`].
    pub fn new(year: i32, month: u32) -> Result<Month, DayError> {
        if !(1..=12).contains(&month) {
            return Err(DayError::NotAMonth);
        }
        Ok(Month { first: Day::new(year, month, 1)? })
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// The number of the month, 1–12.
    #[must_use]
    pub fn number(self) -> u32 {
        self.first.0.month()
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Day {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last_day(self) -> Day {
        Day::of_epoch_days(self.first.epoch_days() + i64::from(self.days_in_month()) - 1)
    }

    /// How many days it has, 28–31.
    #[must_use]
    pub fn days_in_month(self) -> u32 {
        u32::from(self.first.0.num_days_in_month())
    }

    /// Its days in order.
    pub fn days(self) -> impl DoubleEndedIterator<Item = Day> + Clone {
        self.first_day().through(self.last_day())
    }

    /// Whether the day lies in it.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        day.month() == self
    }

    /// The month `months` later; negative goes back.
    ///
    /// # Errors
    /// [`DayError::OutOfRange`].
    pub fn plus(self, months: i32) -> Result<Month, DayError> {
        Ok(self.first.add_months_clamped(months)?.month())
    }

    /// Every month from this one to `last`, both included.
    pub fn through(self, last: Month) -> impl Iterator<Item = Month> {
        std::iter::successors(Some(self), |month| month.plus(1).ok()).take_while(move |month| *month <= last)
    }
}

impl FromStr for Month {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Month, DayError> {
        if !shaped(text, "dddd-dd") {
            return Err(DayError::NotAMonth);
        }
        let number = |part: &str| part.parse::<u32>().map_err(|_| DayError::NotAMonth);
        Month::new(number(&text[..4])?.cast_signed(), number(&text[5..])?)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

/// What both have in common: they travel and rest as their text.
macro_rules! as_text {
    ($type:ident, $pattern:literal, $about:literal) => {
        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                Cow::<str>::deserialize(from)?.parse().map_err(de::Error::custom)
            }
        }
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": $pattern, "description": $about })
            }
        }
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.to_string().into())
            }
        }
        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_str()?.parse().map_err(|wrong: DayError| FromSqlError::Other(Box::new(wrong)))
            }
        }
    };
}

as_text!(Day, r"^(19\d\d|20\d\d|2100)-\d\d-\d\d$", "A civil day, YYYY-MM-DD");
as_text!(Month, r"^(19\d\d|20\d\d|2100)-\d\d$", "A calendar month, YYYY-MM");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn any_day() -> impl Strategy<Value = Day> {
        (Day::FIRST.epoch_days()..=Day::LAST.epoch_days()).prop_map(Day::of_epoch_days)
    }

    #[test]
    fn only_ten_characters_are_a_day() {
        assert_eq!(day("2026-01-05").to_string(), "2026-01-05");
        for wrong in [
            "2026-1-5",
            "+12026-01-05",
            "2026-01-05 ",
            " 2026-01-05",
            "2026/01/05",
            "20260105",
            "",
            "２０２６-01-05",
            "2026-02-29",
            "2026-13-01",
            "-026-01-05",
        ] {
            assert_eq!(wrong.parse::<Day>(), Err(DayError::NotADay), "{wrong}");
            assert!(serde_json::from_value::<Day>(wrong.into()).is_err(), "{wrong}");
        }
        for far in ["1899-12-31", "2101-01-01"] {
            assert_eq!(far.parse::<Day>(), Err(DayError::OutOfRange), "{far}");
        }
        assert!(serde_json::from_str::<Day>("20260105").is_err());
        for wrong in ["2026-1", "2026-00", "2026-13", "2026-09-01", "202609"] {
            assert_eq!(wrong.parse::<Month>(), Err(DayError::NotAMonth), "{wrong}");
        }
    }

    #[test]
    fn ages_of_the_edge_case_list() {
        for (birth, on, months) in [
            ("2024-02-29", "2025-02-27", 11),
            ("2024-02-29", "2025-02-28", 12),
            ("2024-02-29", "2027-02-28", 36),
            ("2024-01-31", "2024-02-28", 0),
            ("2024-01-31", "2024-02-29", 1),
            ("2024-01-31", "2024-04-30", 3),
            ("2024-08-31", "2026-02-28", 18),
            ("2025-05-15", "2025-11-14", 5),
            ("2025-05-15", "2025-11-15", 6),
            ("2023-11-24", "2026-11-23", 35),
            ("2023-11-23", "2026-11-23", 36),
        ] {
            assert_eq!(completed_months(day(birth), day(on)), Some(months), "{birth} on {on}");
        }
        assert_eq!(completed_months(day("2026-01-02"), day("2026-01-01")), None);
    }

    #[test]
    fn months_are_added_to_the_clamped_end() {
        assert_eq!(day("2026-01-31").add_months_clamped(1), Ok(day("2026-02-28")));
        assert_eq!(day("2025-11-30").add_months_clamped(3), Ok(day("2026-02-28")));
        assert_eq!(day("2026-03-31").add_months_clamped(-1), Ok(day("2026-02-28")));
        assert_eq!(day("2100-12-01").add_months_clamped(1), Err(DayError::OutOfRange));
        assert_eq!(Day::LAST.plus_days(1), Err(DayError::OutOfRange));
        assert_eq!(Day::FIRST.plus_days(i64::MIN), Err(DayError::OutOfRange));
    }

    #[test]
    fn months_know_their_days() {
        let month: Month = "2028-02".parse().unwrap();
        assert_eq!((month.days_in_month(), month.last_day()), (29, day("2028-02-29")));
        assert_eq!(month.days().count(), 29);
        assert_eq!(month.plus(-2).unwrap().to_string(), "2027-12");
        assert!(month.contains(day("2028-02-29")) && !month.contains(day("2028-03-01")));
        let last = Month::new(2100, 12).unwrap();
        assert_eq!(last.plus(-1).unwrap().through(last).count(), 2);
        assert_eq!(day("2026-09-01").weekday(), Weekday::Tue);
        assert!(day("2026-09-05").is_weekend());
        assert_eq!(day("2026-09-03").through(day("2026-09-01")).count(), 0);
    }

    #[test]
    fn rests_in_the_store_as_text() {
        let db = rusqlite::Connection::open_in_memory().unwrap();
        let (d, m): (Day, Month) = db
            .query_row(
                "SELECT ?1, ?2 WHERE typeof(?1) = 'text'",
                (day("2026-09-01"), day("2026-09-01").month()),
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        assert_eq!((d, m.to_string()), (day("2026-09-01"), "2026-09".to_owned()));
        assert!(db.query_row("SELECT '2026-9-1'", [], |row| row.get::<_, Day>(0)).is_err());
    }

    proptest! {
        #[test]
        fn text_is_identity(d in any_day()) {
            prop_assert_eq!(d.to_string().parse::<Day>(), Ok(d));
            prop_assert_eq!(serde_json::from_str::<Day>(&serde_json::to_string(&d).unwrap()).unwrap(), d);
            prop_assert!(d.month().first_day() <= d && d <= d.month().last_day());
        }

        #[test]
        fn an_age_is_where_adding_months_arrives(birth in any_day(), later in 0i64..3000) {
            if let Ok(on) = birth.plus_days(later) {
                let months = i32::try_from(completed_months(birth, on).unwrap()).unwrap();
                prop_assert!(birth.add_months_clamped(months).unwrap() <= on);
                if let Ok(next) = birth.add_months_clamped(months + 1) {
                    prop_assert!(on < next);
                }
            }
        }
    }
}
