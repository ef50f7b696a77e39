//! The calendar of the store: the announced days (调休), the nursery's own closures, the 托育年度.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::InstitutionError;
use super::calendar_rules::{self, AnnouncedDay, AnnouncedKind, Workdays};
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::staff::operations::Saved;
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
        let closures = self.all("SELECT from_day, to_day FROM closure WHERE class_id IS NULL", [], |r| {
            Ok((r.get::<_, Day>(0)?, r.get::<_, Day>(1)?))
        })?;
        Ok(Workdays::new(years, days)?.closed_on(closures.into_iter().flat_map(|(from, to)| from.through(to))))
    }

    /// What kind of day it is, in the person's language; nothing while the year's notice is not entered.
    ///
    /// # Errors
    /// The store cannot.
    pub fn day_word(&self, on: Day) -> Result<Option<String>> {
        let l = self.language();
        let workdays = self.workdays()?;
        if !workdays.knows(on.year()) {
            return Ok(None);
        }
        let closed = self
            .number("SELECT count(*) FROM closure WHERE class_id IS NULL AND from_day <= ?1 AND to_day >= ?1", [on])?
            > 0;
        Ok(Some(match workdays.announced(on) {
            Some(day) if day.kind == AnnouncedKind::Off => {
                l.say(format!("放假（{}）", day.festival), format!("holiday ({})", day.festival))
            }
            _ if closed => l.say("本园停托", "the nursery is closed"),
            Some(_) => l.say("调休上班", "worked instead of a holiday"),
            None if on.is_weekend() => l.say("周末", "weekend"),
            None => l.say("法定工作日", "working day"),
        }))
    }

    /// The same for one infant: also without the days on which the class that it was in was closed.
    ///
    /// # Errors
    /// The store cannot.
    pub fn workdays_of(&self, everywhere: &Workdays, infant: Id) -> Result<Workdays> {
        let closed: Vec<(Day, Day)> = self.all(
            "SELECT max(c.from_day, p.from_day), min(c.to_day, coalesce(p.to_day, c.to_day))
             FROM closure c JOIN placement p ON p.class_id = c.class_id
             WHERE p.infant_id = ?1 AND c.to_day >= p.from_day AND c.from_day <= coalesce(p.to_day, c.from_day)",
            [infant],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        Ok(everywhere.clone().closed_on(closed.into_iter().flat_map(|(from, to)| from.through(to))))
    }
}

crate::coded_enum! {
    /// Why the nursery or a class is closed: closures that the nursery causes are never billed.
    pub enum ClosureCause {
        Nursery = "nursery", "机构原因", "the nursery";
        Authority = "authority", "主管部门要求", "an authority";
        Holiday = "holiday", "机构休假", "the nursery's own holiday";
    }
}

/// Days on which the nursery or one class is closed.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Closure {
    /// The row; absent for a new one.
    pub id: Option<Id>,
    /// Only this class; the whole nursery when absent.
    pub class_id: Option<Id>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// By whom.
    pub cause: ClosureCause,
    /// What for.
    pub reason: String,
}

/// Every closure, newest first.
pub(super) fn closures(view: &View<'_>, _: Nothing) -> Result<Vec<Closure>> {
    view.all("SELECT id, class_id, from_day, to_day, cause, reason FROM closure ORDER BY from_day DESC, id", [], |r| {
        Ok(Closure {
            id: r.get(0)?,
            class_id: r.get(1)?,
            from: r.get(2)?,
            to: r.get(3)?,
            cause: r.get(4)?,
            reason: r.get(5)?,
        })
    })
}

pub(super) fn save_closure(change: &mut Change<'_>, q: Closure) -> Result<Saved> {
    if q.to < q.from {
        return Err(InstitutionError::ClosureDays.into());
    }
    let id = q.id.unwrap_or_else(|| change.new_id());
    change.about(id);
    let columns: [crate::view::Column<'_>; 5] = [
        ("class_id", &q.class_id),
        ("from_day", &q.from),
        ("to_day", &q.to),
        ("cause", &q.cause),
        ("reason", &q.reason),
    ];
    if q.id.is_some() {
        change.update("closure", &id, &columns)?;
    } else {
        let mut row: Vec<crate::view::Column<'_>> = vec![("id", &id)];
        row.extend(columns);
        change.insert("closure", &row)?;
    }
    Ok(Saved { id })
}

/// Which closure.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosureOf {
    /// The row.
    pub id: Id,
}

/// Takes out a closure that was entered by mistake: a plan, no record of the day. The audit entry keeps the whole row,
/// and Ctrl+Z enters it anew.
pub(super) fn drop_closure(change: &mut Change<'_>, q: ClosureOf) -> Result<Nothing> {
    let mut closure = closures(change, Nothing {})?
        .into_iter()
        .find(|closure| closure.id == Some(q.id))
        .ok_or_else(|| Error::not_found("closure"))?;
    change.about(q.id);
    change.note(serde_json::json!({ "dropped": closure }));
    change.execute("DELETE FROM closure WHERE id = ?1", [q.id])?;
    closure.id = None;
    change.undo_with("institution.save_closure", serde_json::to_value(closure)?);
    Ok(Nothing {})
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
