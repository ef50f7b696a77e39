//! Who was told of an incident, and who is still to be told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::incident::{self, IncidentShown};
use super::{IncidentKind, IncidentSeverity, SafetyError, TellWhom, severity};
use crate::error::Result;
use crate::id::Id;
use crate::instant::Instant;
use crate::record::Entry;
use crate::view::{Change, Column, View};

/// Somebody who was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct ToldOf {
    /// Which party.
    pub party: TellWhom,
    /// Whom, by name.
    pub name: String,
    /// At which number.
    pub phone: String,
    /// What was said and answered.
    pub said: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// Live, transcribed or late.
    pub entry: Entry,
}

/// Somebody who is still to be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct ToTell {
    /// Which party.
    pub party: TellWhom,
    /// By when.
    pub by: Instant,
    /// The time is over.
    pub over: bool,
}

pub(super) fn told(view: &View<'_>, incident: Id) -> Result<Vec<ToldOf>> {
    view.all(
        "SELECT t.party, t.name, t.phone, t.said, t.occurred_at, p.name, t.entry FROM incident_told t
         JOIN person p ON p.id = t.done_by WHERE t.incident_id = ?1 ORDER BY t.occurred_at, t.id",
        [incident],
        |r| {
            Ok(ToldOf {
                party: r.get(0)?,
                name: r.get(1)?,
                phone: r.get(2)?,
                said: r.get(3)?,
                at: r.get(4)?,
                by: r.get(5)?,
                entry: r.get(6)?,
            })
        },
    )
}

/// Who must be told and was not.
pub(super) fn to_tell(
    view: &View<'_>,
    (severity, kind): (IncidentSeverity, IncidentKind),
    at: Instant,
    told: &[ToldOf],
) -> Result<Vec<ToTell>> {
    const MINUTE: i64 = 60_000;
    let mut open = Vec::new();
    for party in severity::must_tell(severity, kind) {
        if told.iter().any(|told| told.party == party) {
            continue;
        }
        let by = at.plus_ms(severity::minutes(view, party, severity, at.day())? * MINUTE);
        open.push(ToTell { party, by, over: by.ms() < view.now() });
    }
    Ok(open)
}

/// Somebody was told.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TellIncident {
    /// The incident.
    pub id: Id,
    /// Which party.
    pub party: TellWhom,
    /// Whom, by name.
    pub name: String,
    /// At which number.
    pub phone: Option<String>,
    /// What was said and answered.
    pub said: Option<String>,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Who told it; who types when absent.
    pub done_by: Option<Id>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn tell(change: &mut Change<'_>, q: TellIncident) -> Result<IncidentShown> {
    let infant = incident::infant_of(change, q.id)?;
    let name = q.name.trim();
    if name.is_empty() {
        return Err(SafetyError::Told.into());
    }
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let done_by = q.done_by.unwrap_or(change.who()?.person);
    let stamp = change.stamp(at, done_by, q.late_reason.as_deref())?;
    let id = change.new_id();
    let text = |given: &Option<String>| given.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let (phone, said) = (text(&q.phone), text(&q.said));
    let columns: [Column<'_>; 6] =
        [("id", &id), ("incident_id", &q.id), ("party", &q.party), ("name", &name), ("phone", &phone), ("said", &said)];
    change.about(infant);
    change.record("incident_told", &columns, &stamp)?;
    incident::one(change, q.id)
}
