//! **record** 记录: what happened, when it was written, by whom, and whether late. A correction after the sheet
//! is confirmed keeps the earlier value, the author and the reason.

use rusqlite::types::ToSql;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Result, Told};
use crate::id::Id;
use crate::instant::Instant;
use crate::view::{Change, View};
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

impl View<'_> {
    /// Until when typing from paper what happened then is transcribing: the next working day at the hour of
    /// the policy `entry.transcribe_until`.
    ///
    /// # Errors
    /// The policy or the calendar of that year is missing.
    pub fn cut_off(&self, occurred_at: Instant) -> Result<Instant> {
        let on = occurred_at.day();
        let policy = self.policy("entry.transcribe_until", on)?;
        let minute = policy
            .text()?
            .split_once(':')
            .and_then(|(h, m)| Some(h.parse::<u16>().ok()? * 60 + m.parse::<u16>().ok()?))
            .unwrap_or(600);
        Ok(Instant::at(self.workdays()?.add_working_days(on, 1)?, minute))
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
        if reason.trim().is_empty() {
            return Err(RecordError::AmendReason.into());
        }
        let read = format!("SELECT CAST({field} AS TEXT) FROM {table} WHERE id = ?1");
        let before: Option<String> = self.one(table, &read, [id], |r| r.get(0))?;
        if !self.update(table, &id, &[(field, value)])? {
            return Ok(());
        }
        let after: Option<String> = self.one(table, &read, [id], |r| r.get(0))?;
        let (row, person, at) = (self.new_id(), self.who()?.person, self.now());
        self.insert(
            "amendment",
            &[
                ("id", &row),
                ("table_name", &table),
                ("row_id", &id),
                ("field", &field),
                ("before", &before),
                ("after", &after),
                ("reason", &reason.trim()),
                ("person_id", &person),
                ("at", &at),
            ],
        )
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
