//! 请假与缺勤追踪: why an infant is away, and how that was learnt.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::day::{self, ChildDay};
use super::{AbsenceCause, AttendanceError};
use crate::access::Permission;
use crate::day::Day;
use crate::error::Result;
use crate::id::Id;
use crate::infants::records;
use crate::instant::Instant;
use crate::record::Stamp;
use crate::view::{Change, Column, View};

/// An absence as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct AbsenceShown {
    /// The row.
    pub id: Id,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Why; what may not be seen is told as “other”.
    pub cause: AbsenceCause,
    /// The illness; empty unless the reader may see health.
    pub disease: String,
    /// Who told it.
    pub told_by: String,
    /// Remark.
    pub note: String,
}

/// An attempt to learn why somebody has not come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Traced {
    /// When.
    pub at: Instant,
    /// Who asked, by name.
    pub by: String,
    /// With whom.
    pub spoke_with: String,
    /// Whether somebody answered.
    pub answered: bool,
    /// What was said.
    pub said: String,
}

/// The absences that cover a day, the one that counts last: what is known goes before what is not.
pub(crate) fn of_day(view: &View<'_>, on: Day, infant: Option<Id>) -> Result<Vec<(Id, AbsenceShown)>> {
    between(view, on, on, infant)
}

/// The absences that touch a span of days, oldest first, the unknown before the known.
pub(crate) fn between(view: &View<'_>, from: Day, to: Day, infant: Option<Id>) -> Result<Vec<(Id, AbsenceShown)>> {
    let health = view.may(Permission::InfantsHealth);
    let one = if infant.is_some() { "AND infant_id = ?3" } else { "AND ?3 IS NULL" };
    view.all(
        &format!(
            "SELECT infant_id, id, from_day, to_day, cause, disease, told_by, note FROM absence
             WHERE to_day >= ?1 AND from_day <= ?2 AND withdrawn = 0 {one} ORDER BY cause <> 'unknown', recorded_at, id"
        ),
        (from, to, infant),
        |r| {
            let mut shown = AbsenceShown {
                id: r.get(1)?,
                from: r.get(2)?,
                to: r.get(3)?,
                cause: r.get(4)?,
                disease: r.get(5)?,
                told_by: r.get(6)?,
                note: r.get(7)?,
            };
            if !health {
                (shown.disease, shown.note) = (String::new(), String::new());
                if shown.cause == AbsenceCause::Sick {
                    shown.cause = AbsenceCause::Other;
                }
            }
            Ok((r.get(0)?, shown))
        },
    )
}

/// The attempts of a day, oldest first.
pub(crate) fn traces(view: &View<'_>, on: Day, infant: Option<Id>) -> Result<Vec<(Id, Traced)>> {
    let one = if infant.is_some() { "AND t.infant_id = ?2" } else { "AND ?2 IS NULL" };
    view.all(
        &format!(
            "SELECT t.infant_id, t.occurred_at, p.name, t.spoke_with, t.answered, t.said FROM absence_trace t
             JOIN person p ON p.id = t.done_by WHERE t.day = ?1 {one} ORDER BY t.occurred_at, t.id"
        ),
        (on, infant),
        |r| {
            let traced = Traced {
                at: Instant::from_ms(r.get(1)?),
                by: r.get(2)?,
                spoke_with: r.get(3)?,
                answered: r.get(4)?,
                said: r.get(5)?,
            };
            Ok((r.get(0)?, traced))
        },
    )
}

/// Leave that a family asks for or reports.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TakeLeave {
    /// The infant.
    pub infant_id: Id,
    /// First day.
    pub from: Day,
    /// Last day; the first when absent.
    pub to: Option<Day>,
    /// Why.
    pub cause: AbsenceCause,
    /// The illness or its signs; needed for sick leave.
    pub disease: Option<String>,
    /// Who told it.
    pub told_by: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn leave(change: &mut Change<'_>, q: TakeLeave) -> Result<ChildDay> {
    let infant = records::infant(change, q.infant_id)?;
    let to = q.to.unwrap_or(q.from);
    if to < q.from {
        return Err(AttendanceError::Days.into());
    }
    let most = change.policy_number("attendance.leave_most_days", q.from)?;
    if q.from.days_until(to) >= most {
        return Err(AttendanceError::TooLong { days: most }.into());
    }
    // Told today, for days to come or past: only a past first day can be late.
    let now = Instant::from_ms(change.now());
    let at = if q.from < now.day() { Instant::at(q.from, MORNING) } else { now };
    let stamp = change.stamp(at, change.who()?.person, q.late_reason.as_deref())?;
    change.about(infant.id);
    let absence = New {
        infant: infant.id,
        days: (q.from, to),
        cause: q.cause,
        disease: q.disease.as_deref().unwrap_or_default().trim(),
        told_by: q.told_by.as_deref().unwrap_or_default().trim(),
        note: q.note.as_deref().unwrap_or_default().trim(),
    };
    let id = write(change, &absence, &stamp)?;
    change.undo_with("attendance.withdraw_leave", serde_json::json!({ "id": id }));
    let shown = if (q.from..=to).contains(&now.day()) { now.day() } else { q.from };
    day::child(change, infant.id, shown)
}

/// When a day of care begins, in minutes, where nothing else is known.
const MORNING: u16 = 8 * 60;

struct New<'a> {
    infant: Id,
    days: (Day, Day),
    cause: AbsenceCause,
    disease: &'a str,
    told_by: &'a str,
    note: &'a str,
}

fn write(change: &mut Change<'_>, new: &New<'_>, stamp: &Stamp) -> Result<Id> {
    if new.cause == AbsenceCause::Sick && new.disease.is_empty() {
        return Err(AttendanceError::Disease.into());
    }
    let id = change.new_id();
    let columns: [Column<'_>; 8] = [
        ("id", &id),
        ("infant_id", &new.infant),
        ("from_day", &new.days.0),
        ("to_day", &new.days.1),
        ("cause", &new.cause),
        ("disease", &new.disease),
        ("told_by", &new.told_by),
        ("note", &new.note),
    ];
    change.record("absence", &columns, stamp)?;
    Ok(id)
}

/// An absence that was written by mistake, or whose plan changed.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawLeave {
    /// The row.
    pub id: Id,
    /// Why; needed once an hour has passed.
    pub reason: Option<String>,
}

pub(super) fn withdraw_leave(change: &mut Change<'_>, q: WithdrawLeave) -> Result<ChildDay> {
    let (infant, from, to, recorded_at): (Id, Day, Day, i64) = change.one(
        "absence",
        "SELECT infant_id, from_day, to_day, recorded_at FROM absence WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)),
    )?;
    records::infant(change, infant)?;
    change.about(infant);
    crate::record::take_back(change, "absence", q.id, recorded_at, q.reason.as_deref())?;
    let today = change.today();
    day::child(change, infant, if (from..=to).contains(&today) { today } else { from })
}

/// Somebody has not come, and nobody knows yet why.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MarkAbsent {
    /// The infant.
    pub infant_id: Id,
    /// The day; today when absent.
    pub day: Option<Day>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn absent(change: &mut Change<'_>, q: MarkAbsent) -> Result<ChildDay> {
    let infant = records::infant(change, q.infant_id)?;
    let on = q.day.unwrap_or(change.today());
    change.about(infant.id);
    if !super::movement::of_day(change, on, Some(infant.id))?.is_empty() {
        return Err(AttendanceError::Came.into());
    }
    if of_day(change, on, Some(infant.id))?.is_empty() {
        let stamp = change.stamp(of_that_day(change, on), change.who()?.person, q.late_reason.as_deref())?;
        let new =
            New { infant: infant.id, days: (on, on), cause: AbsenceCause::Unknown, disease: "", told_by: "", note: "" };
        let id = write(change, &new, &stamp)?;
        change.undo_with("attendance.withdraw_leave", serde_json::json!({ "id": id }));
    }
    day::child(change, infant.id, on)
}

/// Who came was not absent: what was only suspected no longer stands.
pub(super) fn came(change: &mut Change<'_>, infant: Id, on: Day) -> Result<()> {
    let suspected: Vec<Id> = change.all(
        "SELECT id FROM absence WHERE infant_id = ?1 AND from_day = ?2 AND to_day = ?2 AND cause = 'unknown' AND withdrawn = 0",
        (infant, on),
        |r| r.get(0),
    )?;
    for id in suspected {
        change.update("absence", &id, &[("withdrawn", &true)])?;
    }
    Ok(())
}

/// A moment of a day: now where it is today, its morning where it is past.
pub(crate) fn of_that_day(view: &View<'_>, on: Day) -> Instant {
    let now = Instant::from_ms(view.now());
    if on >= now.day() { now } else { Instant::at(on, MORNING) }
}

/// An attempt to learn why somebody has not come; with the answer the absence has its cause.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TraceAbsence {
    /// The infant.
    pub infant_id: Id,
    /// The day; today when absent.
    pub day: Option<Day>,
    /// With whom.
    pub spoke_with: String,
    /// At which number.
    pub phone: Option<String>,
    /// Whether somebody answered.
    pub answered: bool,
    /// Why the infant is away, once that is known.
    pub cause: Option<AbsenceCause>,
    /// The illness or its signs.
    pub disease: Option<String>,
    /// Until when it will be away; that day alone when absent.
    pub until: Option<Day>,
    /// What was said.
    pub note: Option<String>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn trace(change: &mut Change<'_>, q: TraceAbsence) -> Result<ChildDay> {
    let infant = records::infant(change, q.infant_id)?;
    let on = q.day.unwrap_or(change.today());
    let spoke_with = q.spoke_with.trim();
    if spoke_with.is_empty() {
        return Err(AttendanceError::SpokeWith.into());
    }
    change.about(infant.id);
    let stamp = change.stamp(of_that_day(change, on), change.who()?.person, q.late_reason.as_deref())?;
    let (id, note) = (change.new_id(), q.note.as_deref().unwrap_or_default().trim().to_owned());
    let columns: [Column<'_>; 7] = [
        ("id", &id),
        ("infant_id", &infant.id),
        ("day", &on),
        ("spoke_with", &spoke_with),
        ("phone", &q.phone.as_deref().unwrap_or_default().trim()),
        ("answered", &q.answered),
        ("said", &note),
    ];
    change.record("absence_trace", &columns, &stamp)?;
    if let Some(cause) = q.cause.filter(|cause| q.answered && *cause != AbsenceCause::Unknown) {
        let until = q.until.unwrap_or(on);
        if until < on {
            return Err(AttendanceError::Days.into());
        }
        let disease = q.disease.as_deref().unwrap_or_default().trim();
        let new = New { infant: infant.id, days: (on, until), cause, disease, told_by: spoke_with, note: &note };
        write(change, &new, &stamp)?;
    }
    day::child(change, infant.id, on)
}
