//! **record** 记录: what happened, when it was written, by whom, and whether late. A correction after the sheet
//! is confirmed keeps the earlier value, the author and the reason.

use rusqlite::types::ToSql;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Result, Told};
use crate::id::Id;
use crate::instant::Instant;
use crate::view::{Change, Column, View};
use crate::words::Language;

crate::coded_enum! {
    /// How a record of the day came in.
    pub enum Entry {
        Live = "live", "当时记录", "live";
        Transcribed = "transcribed", "转录", "transcribed from paper";
        Late = "late", "补录", "late entry";
    }
}

/// The five facts that every record of the day carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Stamp {
    /// When it happened.
    pub occurred_at: Instant,
    /// When it was written.
    pub recorded_at: Instant,
    /// Who saw or did it; printed on the form.
    pub done_by: Id,
    /// Who typed it.
    pub recorded_by: Id,
    /// Live, transcribed or late.
    pub entry: Entry,
    /// Why late.
    pub late_reason: Option<String>,
}

/// What is refused about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordError {
    /// A late entry needs its reason.
    LateReason,
    /// An amendment needs its reason.
    AmendReason,
    /// It would have happened in the future.
    Future,
}

impl Told for RecordError {
    fn code(&self) -> &'static str {
        match self {
            Self::LateReason => "late_reason",
            Self::AmendReason => "amend_reason",
            Self::Future => "future",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::LateReason => l.say(
                "已过转录时限，属补录，请写明原因。",
                "The time for transcribing has passed: give the reason of the late entry.",
            ),
            Self::AmendReason => {
                l.say("更正须写明原因；原值会保留。", "A correction needs its reason; the earlier value stays.")
            }
            Self::Future => l.say(
                "发生时间晚于现在，请核对日期和时间。",
                "It would have happened in the future; check day and time.",
            ),
        }
    }
    fn field(&self) -> Option<String> {
        Some(if matches!(self, Self::Future) { "occurred_at" } else { "reason" }.to_owned())
    }
}

/// Live when written within the hour; transcribed until the cut-off; late after it.
#[must_use]
pub fn entry(occurred_at: Instant, recorded_at: Instant, cut_off: Instant) -> Entry {
    const LIVE_FOR: i64 = 60 * 60 * 1000;
    if recorded_at.ms() - occurred_at.ms() <= LIVE_FOR {
        Entry::Live
    } else if recorded_at <= cut_off {
        Entry::Transcribed
    } else {
        Entry::Late
    }
}

/// The minute of the day of `HH:MM`.
#[must_use]
pub fn minute_of(time: &str) -> Option<u16> {
    let (hour, minute) = time.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

impl View<'_> {
    /// Until when typing from paper what happened then is transcribing: the next working day at the hour of
    /// the policy `entry.transcribe_until`.
    ///
    /// # Errors
    /// The policy or the calendar of that year is missing.
    pub fn cut_off(&self, occurred_at: Instant) -> Result<Instant> {
        let on = occurred_at.day();
        let policy = self.policy("entry.transcribe_until", on)?;
        let minute = minute_of(policy.text()?).unwrap_or(600);
        // A year whose calendar has not been entered refuses no record: weekends alone are left out.
        let next = match self.workdays()?.add_working_days(on, 1) {
            Ok(next) => next,
            Err(_) => on.plus_days(match on.weekday().num_days_from_monday() {
                day @ 4..=6 => i64::from(7 - day),
                _ => 1,
            })?,
        };
        Ok(Instant::at(next, minute))
    }
}

impl Change<'_> {
    /// The stamp of a record: decides live, transcribed or late; a late one needs its reason.
    ///
    /// # Errors
    /// [`RecordError`]; a fact itself is never refused for being late.
    pub fn stamp(&self, occurred_at: Instant, done_by: Id, late_reason: Option<&str>) -> Result<Stamp> {
        let recorded_at = Instant::from_ms(self.now());
        if occurred_at > recorded_at {
            return Err(RecordError::Future.into());
        }
        let entry = entry(occurred_at, recorded_at, self.cut_off(occurred_at)?);
        let late_reason = late_reason.map(str::trim).filter(|reason| !reason.is_empty());
        if entry == Entry::Late && late_reason.is_none() {
            return Err(RecordError::LateReason.into());
        }
        Ok(Stamp {
            occurred_at,
            recorded_at,
            done_by,
            recorded_by: self.who()?.person,
            entry,
            late_reason: late_reason.map(str::to_owned),
        })
    }

    /// Writes a record of the day with its stamp.
    ///
    /// # Errors
    /// A constraint does not hold, or the store cannot.
    pub fn record(&mut self, table: &'static str, columns: &[Column<'_>], stamp: &Stamp) -> Result<()> {
        let facts: [Column<'_>; 6] = [
            ("occurred_at", &stamp.occurred_at),
            ("recorded_at", &stamp.recorded_at),
            ("done_by", &stamp.done_by),
            ("recorded_by", &stamp.recorded_by),
            ("entry", &stamp.entry),
            ("late_reason", &stamp.late_reason),
        ];
        self.insert(table, &[columns, &facts].concat())
    }

    /// Amends a confirmed record: the row holds the new value, `amendment` every earlier one.
    ///
    /// # Errors
    /// [`RecordError::AmendReason`], or the row does not exist.
    pub fn amend(
        &mut self,
        table: &'static str,
        id: Id,
        field: &'static str,
        value: &dyn ToSql,
        reason: &str,
    ) -> Result<()> {
        self.amend_all(table, id, &[(field, value)], reason)
    }

    /// The same for several fields that belong together: they are written at once, each leaves its earlier value.
    ///
    /// # Errors
    /// [`RecordError::AmendReason`], or the row does not exist.
    pub fn amend_all(&mut self, table: &'static str, id: Id, columns: &[Column<'_>], reason: &str) -> Result<()> {
        if reason.trim().is_empty() {
            return Err(RecordError::AmendReason.into());
        }
        let fields: Vec<String> = columns.iter().map(|(field, _)| format!("CAST({field} AS TEXT)")).collect();
        let read = format!("SELECT {} FROM {table} WHERE id = ?1", fields.join(", "));
        let values = |change: &Self| -> Result<Vec<Option<String>>> {
            change.one(table, &read, [id], |r| (0..columns.len()).map(|at| r.get(at)).collect())
        };
        let before = values(self)?;
        if !self.update(table, &id, columns)? {
            return Ok(());
        }
        let after = values(self)?;
        let (person, at, reason) = (self.who()?.person, self.now(), reason.trim().to_owned());
        for ((field, _), (before, after)) in columns.iter().zip(before.iter().zip(&after)) {
            if before == after {
                continue;
            }
            let row = self.new_id();
            self.insert(
                "amendment",
                &[
                    ("id", &row),
                    ("table_name", &table),
                    ("row_id", &id),
                    ("field", field),
                    ("before", before),
                    ("after", after),
                    ("reason", &reason),
                    ("person_id", &person),
                    ("at", &at),
                ],
            )?;
        }
        Ok(())
    }
}

/// Marks a row as withdrawn: within the hour as a slip of the hand, later as an amendment with its reason.
pub(crate) fn take_back(
    change: &mut Change<'_>,
    table: &'static str,
    id: Id,
    recorded_at: i64,
    reason: Option<&str>,
) -> Result<()> {
    const SLIP: i64 = 60 * 60 * 1000;
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    match reason {
        Some(reason) => change.amend(table, id, "withdrawn", &true, reason),
        None if change.now() - recorded_at <= SLIP => change.update(table, &id, &[("withdrawn", &true)]).map(drop),
        None => Err(RecordError::AmendReason.into()),
    }
}

impl Change<'_> {
    /// Corrects a record: what the same person typed the same day is retyped; anything else is an amendment with its
    /// reason. The row has `recorded_by` and `recorded_at`.
    ///
    /// # Errors
    /// [`RecordError::AmendReason`], or the row does not exist.
    pub fn correct(&mut self, table: &'static str, id: Id, columns: &[Column<'_>], reason: Option<&str>) -> Result<()> {
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        if let Some(reason) = reason {
            return self.amend_all(table, id, columns, reason);
        }
        let read = format!("SELECT recorded_by, recorded_at FROM {table} WHERE id = ?1");
        let (by, at): (Id, Instant) = self.one(table, &read, [id], |r| Ok((r.get(0)?, r.get(1)?)))?;
        if by != self.who()?.person || at.day() != self.today() {
            return Err(RecordError::AmendReason.into());
        }
        self.update(table, &id, columns).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_live_then_transcribed_then_late() {
        let noon = Instant::from_ms(1_700_000_000_000);
        let cut_off = noon.plus_ms(22 * 3_600_000);
        assert_eq!(entry(noon, noon.plus_ms(3_600_000), cut_off), Entry::Live);
        assert_eq!(entry(noon, noon.plus_ms(3_600_001), cut_off), Entry::Transcribed);
        assert_eq!(entry(noon, cut_off, cut_off), Entry::Transcribed);
        assert_eq!(entry(noon, cut_off.plus_ms(1), cut_off), Entry::Late);
    }
}
