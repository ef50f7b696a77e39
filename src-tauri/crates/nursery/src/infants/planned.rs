//! **Set down** 预定: a change of the stay with a day to come. It waits in a row of its own, can be taken back until then,
//! and is carried out by the tick of its day. What then cannot be (a class that has filled up) stays and is a duty.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::records::Infant;
use super::stay::{Turn, has_come};
use super::steps::{self, StepKind};
use super::{InfantStatus, records, scope};
use crate::contract::{Area, Nothing};
use crate::day::Day;
use crate::desk::Desk;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::view::{Change, View};

crate::coded_enum! {
    /// What became of something set down.
    pub enum PlannedOutcome {
        Done = "done", "已办理", "done";
        Cancelled = "cancelled", "已取消", "cancelled";
    }
}

/// Something set down for an infant.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct PlannedStep {
    /// The row.
    pub id: Id,
    /// Which step.
    pub kind: StepKind,
    /// Its day; of leaving the last day in care.
    pub on: Day,
    /// In the person's language: 转入托小班.
    pub said: String,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub by: Option<String>,
    /// Its day has passed and it could not be carried out.
    pub late: bool,
}

const OPEN: &str =
    "SELECT id, infant_id, kind, on_day, class_id, reason, person_id FROM infant_planned WHERE outcome IS NULL";

fn turn(r: &rusqlite::Row<'_>) -> rusqlite::Result<(Id, Turn)> {
    let turn =
        Turn { infant: r.get(1)?, kind: r.get(2)?, on: r.get(3)?, class: r.get(4)?, reason: r.get(5)?, by: r.get(6)? };
    Ok((r.get(0)?, turn))
}

/// Everything that is set down, in the order of its days.
fn open(view: &View<'_>) -> Result<Vec<(Id, Turn)>> {
    view.all(&format!("{OPEN} ORDER BY on_day, at, id"), [], turn)
}

/// Sets a change down; an earlier one of its kind falls away.
pub(super) fn set_down(change: &mut Change<'_>, turn: &Turn) -> Result<()> {
    let earlier = change.first(
        "SELECT id FROM infant_planned WHERE infant_id = ?1 AND kind = ?2 AND outcome IS NULL",
        (turn.infant, turn.kind),
        |r| r.get::<_, Id>(0),
    )?;
    if let Some(earlier) = earlier {
        end(change, earlier, PlannedOutcome::Cancelled)?;
    }
    let (id, at) = (change.new_id(), change.now());
    change.about(turn.infant);
    change.insert(
        "infant_planned",
        &[
            ("id", &id),
            ("infant_id", &turn.infant),
            ("kind", &turn.kind),
            ("on_day", &turn.on),
            ("class_id", &turn.class),
            ("reason", &turn.reason),
            ("person_id", &turn.by),
            ("at", &at),
        ],
    )?;
    change.undo_with("infants.cancel_planned", json!({ "id": id }));
    Ok(())
}

fn end(change: &mut Change<'_>, id: Id, outcome: PlannedOutcome) -> Result<()> {
    let at = change.now();
    change.update("infant_planned", &id, &[("outcome", &outcome), ("ended_at", &at)])?;
    Ok(())
}

/// What could not be carried out and was then done by hand is not tried again.
pub(super) fn settle(change: &mut Change<'_>, done: &Turn) -> Result<()> {
    let today = change.today();
    let late = |turn: &Turn| turn.infant == done.infant && turn.kind == done.kind && turn.has_come(today);
    for (id, _) in open(change)?.into_iter().filter(|(_, turn)| late(turn)) {
        end(change, id, PlannedOutcome::Cancelled)?;
    }
    Ok(())
}

/// An infant that has left has no more plans.
pub(super) fn drop_all(change: &mut Change<'_>, infant: Id) -> Result<()> {
    for (id, _) in open(change)?.into_iter().filter(|(_, turn)| turn.infant == infant) {
        end(change, id, PlannedOutcome::Cancelled)?;
    }
    Ok(())
}

/// How an infant will stand when a turn comes, as what else is set down until then makes it.
pub(super) fn standing(view: &View<'_>, infant: &Infant, next: &Turn) -> Result<InfantStatus> {
    let mut until = open(view)?
        .into_iter()
        .filter(|(_, turn)| turn.infant == infant.id && turn.kind != next.kind && turn.has_come(next.on));
    Ok(until.next_back().map_or(infant.status, |(_, turn)| turn.leads_to()))
}

/// How many more places (or fewer, below zero) the others hold in a class on a day than now, as what is set down until
/// then makes it.
pub(super) fn held_by_others(view: &View<'_>, infant: Id, class: Id, on: Day) -> Result<i64> {
    let mut places: Vec<(Id, Option<Id>, Option<Id>)> = Vec::new();
    for (_, turn) in open(view)?.into_iter().filter(|(_, turn)| turn.infant != infant && turn.has_come(on)) {
        let at = match places.iter().position(|(infant, ..)| *infant == turn.infant) {
            Some(at) => at,
            None => {
                let now = view.first("SELECT class_id FROM infant WHERE id = ?1", [turn.infant], |r| r.get(0))?;
                places.push((turn.infant, now.flatten(), now.flatten()));
                places.len() - 1
            }
        };
        match turn.kind {
            StepKind::Left => places[at].2 = None,
            StepKind::Moved => places[at].2 = turn.class,
            _ => {}
        }
    }
    let holds = |place: Option<Id>| i64::from(place == Some(class));
    Ok(places.into_iter().map(|(_, now, then)| holds(then) - holds(now)).sum())
}

/// What is set down for an infant, or for all whom the reader may see.
pub(super) fn steps_of(view: &View<'_>, infant: Option<Id>) -> Result<Vec<(Id, PlannedStep)>> {
    let (l, today, scope) = (view.language(), view.today(), scope::classes(view)?);
    let rows = view.all(
        "SELECT p.id, p.infant_id, p.kind, p.on_day, coalesce(c.name, ''), p.reason, w.name, i.class_id
         FROM infant_planned p JOIN infant i ON i.id = p.infant_id LEFT JOIN class c ON c.id = p.class_id
         LEFT JOIN person w ON w.id = p.person_id
         WHERE p.outcome IS NULL AND (?1 IS NULL OR p.infant_id = ?1) ORDER BY p.on_day, p.at, p.id",
        [infant],
        |r| {
            let (kind, on, class): (StepKind, Day, String) = (r.get(2)?, r.get(3)?, r.get(4)?);
            let step = PlannedStep {
                id: r.get(0)?,
                kind,
                on,
                said: steps::said(kind, &class, l),
                reason: r.get(5)?,
                by: r.get(6)?,
                late: has_come(kind, on, today),
            };
            Ok((r.get::<_, Id>(1)?, step, r.get::<_, Option<Id>>(7)?))
        },
    )?;
    Ok(rows.into_iter().filter(|(.., class)| scope.sees(*class)).map(|(infant, step, _)| (infant, step)).collect())
}

/// Which.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlannedOf {
    /// The row of what is set down.
    pub id: Id,
}

/// Takes back what is set down.
pub(super) fn cancel(change: &mut Change<'_>, q: PlannedOf) -> Result<Nothing> {
    let (id, turn) = change.one("planned", &format!("{OPEN} AND id = ?1"), [q.id], turn)?;
    records::infant(change, turn.infant)?;
    change.about(turn.infant);
    end(change, id, PlannedOutcome::Cancelled)?;
    let mut request = json!({ "id": turn.infant, "on": turn.on, "reason": turn.reason });
    if let Some(class) = turn.class {
        request["class_id"] = json!(class);
    }
    change.undo_with(turn.operation(), request);
    Ok(Nothing {})
}

/// Carries out what has come; each in a change of its own, so that one refusal holds up no other.
///
/// # Errors
/// The store cannot.
pub(crate) fn tick(desk: &Desk) -> Result<()> {
    let come: Vec<_> = desk.view_as(None, desk.house().language, |view| {
        let today = view.today();
        Ok(open(view)?.into_iter().filter(|(_, turn)| turn.has_come(today)).collect())
    })?;
    for (id, turn) in come {
        let done = desk.as_program(turn.operation(), |change| {
            turn.carry_out(change)?;
            end(change, id, PlannedOutcome::Done)
        });
        match done {
            Err(error @ (Error::Store(_) | Error::Unexpected(_))) => return Err(error),
            Ok(()) => desk.tell(&json!({ "touched": [Area::Infants, Area::Institution] })),
            // It stays, and Today says that it could not be done.
            Err(_) => {}
        }
    }
    Ok(())
}
