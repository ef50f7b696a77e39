//! The calendar of the store: the announced days (调休), the nursery's own closures, the 托育年度.

use super::calendar_rules::{self, AnnouncedDay, Workdays};
use crate::day::Day;
use crate::error::Result;
use crate::view::{Change, View};

impl View<'_> {
    /// The statutory working days of the years whose announcement has been entered.
    ///
    /// # Errors
    /// The store cannot.
    pub fn workdays(&self) -> Result<Workdays> {
        let days = self.all("SELECT id, kind, festival FROM calendar_day ORDER BY id", [], |r| {
            Ok(AnnouncedDay { date: r.get(0)?, kind: r.get(1)?, festival: r.get(2)? })
        })?;
        let years: std::collections::BTreeSet<i32> = days.iter().map(|day| day.date.year()).collect();
        Ok(Workdays::new(years, days)?)
    }
}

/// The 托育年度 of a day: it begins on 1 September and is named by the year in which it begins.
#[must_use]
pub fn care_year(on: Day) -> i32 {
    if on.month().number() >= 9 { on.year() } else { on.year() - 1 }
}

/// Adds the shipped days that the store does not have; a day that was entered by hand stays.
pub(crate) fn seed(change: &mut Change<'_>, origin: &str) -> Result<usize> {
    let mut added = 0;
    for day in calendar_rules::announced_days(calendar_rules::SHIPPED)? {
        added += change.execute(
            "INSERT INTO calendar_day (id, kind, festival, origin) SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM calendar_day WHERE id = ?1)",
            (day.date, day.kind, &day.festival, origin),
        )?;
    }
    Ok(added)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_care_year_turns_in_september() {
        assert_eq!(care_year("2026-08-31".parse().unwrap()), 2025);
        assert_eq!(care_year("2026-09-01".parse().unwrap()), 2026);
    }
}
