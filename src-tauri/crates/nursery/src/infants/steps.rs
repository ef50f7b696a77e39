//! The way of an infant through the nursery (经历): one row a step, written where the step is taken and never
//! rewritten. What stood in a store of schema 1 was carried over without its writer.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use crate::day::Day;
use crate::error::Result;
use crate::id::Id;
use crate::instant::Instant;
use crate::view::{Change, View};
use crate::words::Language;

crate::coded_enum! {
    /// A step of an infant's way through the nursery.
    pub enum StepKind {
        Applied = "applied", "登记", "entered";
        Reserved = "reserved", "留位", "place reserved";
        Enrolled = "enrolled", "入托", "enrolled";
        Moved = "moved", "转班", "moved";
        Suspended = "suspended", "停托", "suspended";
        Resumed = "resumed", "返园", "came back";
        Left = "left", "离托", "left";
    }
}

/// One step, as the timeline shows it.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct InfantEvent {
    /// From which day it holds.
    pub on: Day,
    /// Which step.
    pub kind: StepKind,
    /// In the person's language: 转入托小班.
    pub said: String,
    /// Why; empty where nobody was asked.
    pub reason: String,
    /// Who wrote it; absent for steps carried over.
    pub by: Option<String>,
    /// When it was written; likewise.
    pub at: Option<Instant>,
}

/// Writes a step down.
pub(super) fn step(
    change: &mut Change<'_>,
    infant: Id,
    kind: StepKind,
    on: Day,
    class: Option<Id>,
    reason: &str,
) -> Result<()> {
    let person = change.who().ok().map(|who| who.person);
    step_by(change, infant, kind, on, class, reason, person)
}

/// As [`step`], decided by somebody who need not be at the desk.
pub(super) fn step_by(
    change: &mut Change<'_>,
    infant: Id,
    kind: StepKind,
    on: Day,
    class: Option<Id>,
    reason: &str,
    person: Option<Id>,
) -> Result<()> {
    let (id, at) = (change.new_id(), change.now());
    change.insert(
        "infant_step",
        &[
            ("id", &id),
            ("infant_id", &infant),
            ("kind", &kind),
            ("on_day", &on),
            ("class_id", &class),
            ("reason", &reason.trim()),
            ("person_id", &person),
            ("at", &at),
        ],
    )
}

/// The steps of an infant, oldest first.
pub(super) fn events(view: &View<'_>, infant: Id) -> Result<Vec<InfantEvent>> {
    let l = view.language();
    view.all(
        "SELECT s.on_day, s.kind, coalesce(c.name, ''), s.reason, p.name, s.at
         FROM infant_step s LEFT JOIN class c ON c.id = s.class_id LEFT JOIN person p ON p.id = s.person_id
         WHERE s.infant_id = ?1 ORDER BY s.on_day, s.at, s.id",
        [infant],
        |r| {
            let (kind, class): (StepKind, String) = (r.get(1)?, r.get(2)?);
            Ok(InfantEvent {
                on: r.get(0)?,
                kind,
                said: said(kind, &class, l),
                reason: r.get(3)?,
                by: r.get(4)?,
                at: r.get::<_, Option<i64>>(5)?.map(Instant::from_ms),
            })
        },
    )
}

pub(super) fn said(kind: StepKind, class: &str, l: Language) -> String {
    match kind {
        StepKind::Applied => l.say("登记入园申请", "Entered on the waiting list"),
        StepKind::Reserved => l.say(format!("{class}留位，待入托"), format!("Place reserved in {class}")),
        StepKind::Enrolled if class.is_empty() => l.say("入托", "Enrolled"),
        StepKind::Enrolled => l.say(format!("入托，编入{class}"), format!("Enrolled in {class}")),
        StepKind::Moved => l.say(format!("转入{class}"), format!("Moved to {class}")),
        StepKind::Suspended => l.say("停托，保留名额", "Suspended, the place is kept"),
        StepKind::Resumed => l.say("停托后返园", "Came back"),
        StepKind::Left => l.say("离托", "Left"),
    }
}
