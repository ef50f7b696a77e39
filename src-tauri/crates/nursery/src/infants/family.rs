//! A guardian or an authorised person who no longer is one: the row stays with its last day and the reason.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::entry::EntryError;
use super::records;
use crate::day::Day;
use crate::error::{Error, Result, Told};
use crate::find;
use crate::id::Id;
use crate::staff::operations::Saved;
use crate::view::Change;
use crate::words::Language;

/// What is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FamilyError {
    /// The last guardian cannot go: somebody must answer for the infant.
    LastGuardian,
    /// The authorisation ends before it begins.
    Days,
}

impl Told for FamilyError {
    fn code(&self) -> &'static str {
        match self {
            Self::LastGuardian => "last_guardian",
            Self::Days => "pickup_days",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::LastGuardian => l.say(
                "至少保留一名监护人；请先登记新的监护人。",
                "One guardian must stay; enter the new guardian first.",
            ),
            Self::Days => {
                l.say("授权止日早于起日，请核对。", "The authorisation ends before it begins; check the day.")
            }
        }
    }
    fn field(&self) -> Option<String> {
        Some(
            match self {
                Self::LastGuardian => "guardian_id",
                Self::Days => "on",
            }
            .to_owned(),
        )
    }
}

/// A guardian who no longer is one.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndGuardian {
    /// The infant.
    pub id: Id,
    /// The guardian.
    pub guardian_id: Id,
    /// Why.
    pub reason: String,
}

pub(super) fn end_guardian(change: &mut Change<'_>, q: EndGuardian) -> Result<Saved> {
    records::infant(change, q.id)?;
    if q.reason.trim().is_empty() {
        return Err(EntryError::ReasonMissing.into());
    }
    let present = change.all(
        "SELECT id, guardian_id FROM guardianship WHERE infant_id = ?1 AND until_day IS NULL",
        [q.id],
        |r| Ok((r.get::<_, Id>(0)?, r.get::<_, Id>(1)?)),
    )?;
    let (pair, _) =
        present.iter().find(|(_, guardian)| *guardian == q.guardian_id).ok_or_else(|| Error::not_found("guardian"))?;
    if present.len() == 1 {
        return Err(FamilyError::LastGuardian.into());
    }
    change.about(q.id);
    let today = change.today();
    change.amend("guardianship", *pair, "until_day", &today, &q.reason)?;
    // Found through the children that are left, or not at all.
    find::forget(change, find::Kind::Guardian, q.guardian_id)?;
    let others: Vec<Id> = change.all(
        "SELECT infant_id FROM guardianship WHERE guardian_id = ?1 AND until_day IS NULL",
        [q.guardian_id],
        |r| r.get(0),
    )?;
    for infant in others {
        records::index(change, infant)?;
    }
    Ok(Saved { id: q.id })
}

/// An authorisation to collect that ends.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndPickup {
    /// The infant.
    pub id: Id,
    /// The person who collected.
    pub pickup_id: Id,
    /// The last day.
    pub on: Day,
    /// Why.
    pub reason: String,
}

pub(super) fn end_pickup(change: &mut Change<'_>, q: EndPickup) -> Result<Saved> {
    records::infant(change, q.id)?;
    if q.reason.trim().is_empty() {
        return Err(EntryError::ReasonMissing.into());
    }
    let from: Day = change.one(
        "pickup",
        "SELECT from_day FROM pickup_person WHERE id = ?1 AND infant_id = ?2",
        (q.pickup_id, q.id),
        |r| r.get(0),
    )?;
    if q.on < from {
        return Err(FamilyError::Days.into());
    }
    change.about(q.id);
    change.amend("pickup_person", q.pickup_id, "to_day", &q.on, &q.reason)?;
    Ok(Saved { id: q.id })
}
