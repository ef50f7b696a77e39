//! Moments: milliseconds UTC in the store and on the wire, +08:00 before people.

use std::borrow::Cow;
use std::fmt;

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day::Day;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// China has one zone and no summer time since 1992; the system's zone is never asked.
const EAST_8: i64 = 8 * 60 * MINUTE;

/// A moment in milliseconds since 1970-01-01 UTC. It shows as `YYYY-MM-DD HH:MM` at +08:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Instant(i64);

impl Instant {
    /// The moment of so many milliseconds UTC.
    #[must_use]
    pub const fn from_ms(ms: i64) -> Instant {
        Instant(ms)
    }

    /// The moment when a clock in China shows that minute of the day (0–1439 inside the day).
    #[must_use]
    pub fn at(day: Day, minute_of_day: u16) -> Instant {
        Instant(day.epoch_days() * DAY + i64::from(minute_of_day) * MINUTE - EAST_8)
    }

    /// Milliseconds UTC.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The civil day in China; outside 1900–2100 the nearest end.
    #[must_use]
    pub fn day(self) -> Day {
        Day::of_epoch_days(self.0.saturating_add(EAST_8).div_euclid(DAY))
    }

    /// The minute of that day in China, 0–1439.
    #[must_use]
    pub fn minute_of_day(self) -> u16 {
        let minute = self.0.saturating_add(EAST_8).rem_euclid(DAY) / MINUTE;
        u16::try_from(minute).unwrap_or(0)
    }

    /// The time of that day in China, `HH:MM`.
    #[must_use]
    pub fn clock(self) -> String {
        let minute = self.minute_of_day();
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }

    /// The moment so many milliseconds later, kept within what can be written.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Instant {
        Instant(self.0.saturating_add(ms))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.day(), self.clock())
    }
}

impl JsonSchema for Instant {
    fn schema_name() -> Cow<'static, str> {
        "Instant".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "description": "Milliseconds since 1970-01-01 UTC" })
    }
}

impl ToSql for Instant {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for Instant {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Instant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_clock_in_china() {
        assert_eq!(Instant::from_ms(0).to_string(), "1970-01-01 08:00");
        // 15:59:59.999 UTC is still the same day at +08:00; a millisecond later is not.
        assert_eq!(Instant::from_ms(57_599_999).to_string(), "1970-01-01 23:59");
        assert_eq!(Instant::from_ms(57_600_000).to_string(), "1970-01-02 00:00");
        assert_eq!(Instant::from_ms(-28_800_001).to_string(), "1969-12-31 23:59");
        assert_eq!(Day::of_instant(57_600_000).to_string(), "1970-01-02");
    }

    #[test]
    fn a_minute_of_a_day_comes_back() {
        let day: Day = "2026-09-01".parse().unwrap();
        let at = Instant::at(day, 7 * 60 + 45);
        assert_eq!(at.to_string(), "2026-09-01 07:45");
        assert_eq!((at.day(), at.minute_of_day()), (day, 465));
        assert_eq!(at.ms(), 1_788_219_900_000);
    }

    #[test]
    fn a_wild_clock_does_not_break_anything() {
        assert_eq!(Instant::from_ms(i64::MAX).day(), Day::LAST);
        assert_eq!(Instant::from_ms(i64::MIN).day(), Day::FIRST);
        let _ = Instant::from_ms(i64::MIN).to_string();
    }
}
