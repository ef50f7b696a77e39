//! 录像保全: what the cameras saw of an incident is kept: it is saved elsewhere before it is overwritten, and released
//! only by the director.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SafetyError;
use super::incident::{self, IncidentShown};
use crate::error::Result;
use crate::id::Id;
use crate::instant::Instant;
use crate::view::{Change, Column, View};

/// A stretch of video that must not be overwritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct VideoHold {
    /// The row.
    pub id: Id,
    /// Which cameras.
    pub cameras: String,
    /// From when.
    pub from: Instant,
    /// To when.
    pub to: Instant,
    /// Where it was saved; empty while it was not.
    pub saved_where: String,
    /// When it was saved.
    pub saved_at: Option<Instant>,
    /// Why it was released.
    pub released_for: String,
    /// When it was released.
    pub released_at: Option<Instant>,
}

pub(super) fn of_incident(view: &View<'_>, incident: Id) -> Result<Vec<VideoHold>> {
    view.all(
        "SELECT id, cameras, from_at, to_at, saved_where, saved_at, released_for, released_at FROM video_hold
         WHERE incident_id = ?1 ORDER BY at, id",
        [incident],
        |r| {
            Ok(VideoHold {
                id: r.get(0)?,
                cameras: r.get(1)?,
                from: r.get(2)?,
                to: r.get(3)?,
                saved_where: r.get(4)?,
                saved_at: r.get(5)?,
                released_for: r.get(6)?,
                released_at: r.get(7)?,
            })
        },
    )
}

/// A stretch of video to be kept.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldVideo {
    /// The incident.
    pub id: Id,
    /// Which cameras.
    pub cameras: String,
    /// From when.
    pub from: Instant,
    /// To when.
    pub to: Instant,
}

pub(super) fn hold(change: &mut Change<'_>, q: HoldVideo) -> Result<IncidentShown> {
    let infant = incident::infant_of(change, q.id)?;
    if q.to < q.from {
        return Err(SafetyError::Span.into());
    }
    change.about(infant);
    put(change, q.id, q.cameras.trim(), (q.from, q.to))?;
    incident::one(change, q.id)
}

pub(super) fn put(change: &mut Change<'_>, incident: Id, cameras: &str, (from, to): (Instant, Instant)) -> Result<()> {
    let (id, at, person) = (change.new_id(), change.now(), change.who()?.person);
    let columns: [Column<'_>; 7] = [
        ("id", &id),
        ("incident_id", &incident),
        ("cameras", &cameras),
        ("from_at", &from),
        ("to_at", &to),
        ("at", &at),
        ("person_id", &person),
    ];
    change.insert("video_hold", &columns)
}

fn incident_of(view: &View<'_>, hold: Id) -> Result<Id> {
    view.one("video_hold", "SELECT incident_id FROM video_hold WHERE id = ?1", [hold], |r| r.get(0))
}

/// The video was saved elsewhere.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveVideo {
    /// The hold.
    pub id: Id,
    /// Where: 移动硬盘 2 号，园长室保险柜.
    pub saved_where: String,
}

pub(super) fn save(change: &mut Change<'_>, q: SaveVideo) -> Result<IncidentShown> {
    let incident = incident_of(change, q.id)?;
    let infant = incident::infant_of(change, incident)?;
    let place = q.saved_where.trim();
    if place.is_empty() {
        return Err(SafetyError::Where.into());
    }
    change.about(infant);
    let (at, person) = (change.now(), change.who()?.person);
    change.update("video_hold", &q.id, &[("saved_where", &place), ("saved_at", &at), ("saved_by", &person)])?;
    incident::one(change, incident)
}

/// The video need not be kept any longer.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseVideo {
    /// The hold.
    pub id: Id,
    /// Why.
    pub reason: String,
}

pub(super) fn release(change: &mut Change<'_>, q: ReleaseVideo) -> Result<IncidentShown> {
    let incident = incident_of(change, q.id)?;
    let infant = incident::infant_of(change, incident)?;
    let reason = q.reason.trim();
    if reason.is_empty() {
        return Err(SafetyError::Reason.into());
    }
    change.about(infant);
    let (at, person) = (change.now(), change.who()?.person);
    change.update("video_hold", &q.id, &[("released_for", &reason), ("released_at", &at), ("released_by", &person)])?;
    incident::one(change, incident)
}
