//! What changes during the stay: another class (转班), suspension (停托), coming back, leaving (离托). With a day to come
//! it is looked at now, set down and carried out on its day ([`super::planned`]).

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use ts_rs::TS;

use super::entry::{self, Enrolled, EntryError};
use super::records::{self, Infant};
use super::steps::{StepKind, step_by};
use super::{InfantStatus, PendingItem, planned};
use crate::day::Day;
use crate::error::Result;
use crate::id::Id;
use crate::view::{Change, View};

/// A single change of class (转班).
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveClass {
    /// The infant.
    pub id: Id,
    /// The new class.
    pub class_id: Id,
    /// First day there.
    pub on: Day,
    /// Why.
    pub reason: String,
}

/// Suspension (停托) or coming back: the place is kept; always said by whom.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspend {
    /// The infant.
    pub id: Id,
    /// First day away, or back.
    pub on: Day,
    /// On whose wish, and why.
    pub reason: String,
}

/// Leaving (退托, 毕业离托).
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    /// The infant.
    pub id: Id,
    /// Last day.
    pub on: Day,
    /// Why.
    pub reason: String,
}

pub(super) fn move_class(change: &mut Change<'_>, q: MoveClass) -> Result<Enrolled> {
    act(change, q.id, StepKind::Moved, q.on, Some(q.class_id), &q.reason)
}

pub(super) fn suspend(change: &mut Change<'_>, q: Suspend) -> Result<Enrolled> {
    act(change, q.id, StepKind::Suspended, q.on, None, &q.reason)
}

pub(super) fn resume(change: &mut Change<'_>, q: Suspend) -> Result<Enrolled> {
    act(change, q.id, StepKind::Resumed, q.on, None, &q.reason)
}

pub(super) fn leave(change: &mut Change<'_>, q: Leave) -> Result<Enrolled> {
    act(change, q.id, StepKind::Left, q.on, None, &q.reason)
}

/// A change of the stay, as somebody decides it.
#[derive(Debug, Clone)]
pub(super) struct Turn {
    pub infant: Id,
    pub kind: StepKind,
    /// First day of what is new; of leaving the last day in care.
    pub on: Day,
    pub class: Option<Id>,
    pub reason: String,
    /// Who decided it.
    pub by: Option<Id>,
}

impl Turn {
    pub(super) fn has_come(&self, today: Day) -> bool {
        has_come(self.kind, self.on, today)
    }

    /// How the infant stands afterwards.
    pub(super) fn leads_to(&self) -> InfantStatus {
        match self.kind {
            StepKind::Suspended => InfantStatus::Suspended,
            StepKind::Left => InfantStatus::Left,
            _ => InfantStatus::Enrolled,
        }
    }

    /// The operation that asks for it.
    pub(super) fn operation(&self) -> &'static str {
        match self.kind {
            StepKind::Suspended => "infants.suspend",
            StepKind::Resumed => "infants.resume",
            StepKind::Left => "infants.leave",
            _ => "infants.move_class",
        }
    }

    /// Refuses what cannot be for an infant that stands so on that day.
    fn check(&self, view: &View<'_>, infant: &Infant, standing: InfantStatus) -> Result<()> {
        let fits = match self.kind {
            StepKind::Resumed => standing == InfantStatus::Suspended,
            StepKind::Left => standing != InfantStatus::Left,
            _ => standing == InfantStatus::Enrolled,
        };
        if !fits {
            return Err(EntryError::Status(standing).into());
        }
        if self.reason.is_empty() {
            return Err(EntryError::ReasonMissing.into());
        }
        if infant.status != InfantStatus::Reserved {
            not_before(infant.enrolled_on, self.on)?;
        }
        if let Some(class) = self.class {
            let class = entry::class(view, class)?;
            if let Some((zh, en)) = entry::age_words(view, &class, infant.birth, self.on)? {
                return Err(EntryError::Age { zh, en }.into());
            }
            entry::has_place(view, infant, &class, self.on)?;
        }
        Ok(())
    }

    /// Makes it so, whether or not its day has come.
    pub(super) fn carry_out(&self, change: &mut Change<'_>) -> Result<Enrolled> {
        let infant = records::whole(change, self.infant)?;
        self.check(change, &infant, infant.status)?;
        change.about(self.infant);
        let mut pending = infant.pending.clone();
        match self.kind {
            StepKind::Suspended => {
                let row = change.new_id();
                change.insert(
                    "suspension",
                    &[("id", &row), ("infant_id", &self.infant), ("from_day", &self.on), ("reason", &self.reason)],
                )?;
            }
            StepKind::Resumed => self.come_back(change, &mut pending)?,
            StepKind::Left => self.let_go(change)?,
            _ => {
                if let Some(class) = self.class {
                    change.update("infant", &self.infant, &[("class_id", &class)])?;
                    entry::move_to(change, self.infant, class, self.on, &self.reason)?;
                }
            }
        }
        let pending_text = serde_json::to_string(&pending)?;
        change.update("infant", &self.infant, &[("status", &self.leads_to()), ("pending", &pending_text)])?;
        step_by(change, self.infant, self.kind, self.on, self.class, &self.reason, self.by)?;
        records::index(change, self.infant)?;
        self.offer_back(change, infant.class_id);
        Ok(Enrolled { id: self.infant, number: infant.number.unwrap_or(0), pending, planned: false })
    }

    /// Taking it back is a step of its own on the same day; leaving is undone by nobody.
    fn offer_back(&self, change: &mut Change<'_>, class_before: Option<Id>) {
        let (id, on) = (self.infant, self.on);
        match (self.kind, class_before) {
            (StepKind::Moved, Some(class)) => {
                let back = json!({ "id": id, "class_id": class, "on": on, "reason": "撤销转班" });
                change.undo_with("infants.move_class", back);
            }
            (StepKind::Suspended, _) => {
                change.undo_with("infants.resume", json!({ "id": id, "on": on, "reason": "撤销停托" }));
            }
            (StepKind::Resumed, _) => {
                change.undo_with("infants.suspend", json!({ "id": id, "on": on, "reason": "撤销返园" }));
            }
            _ => {}
        }
    }

    /// Ends the suspension. Away for the policy's months means a new examination, which is then to be made good
    /// (管理规范 Art. 11).
    fn come_back(&self, change: &mut Change<'_>, pending: &mut Vec<PendingItem>) -> Result<()> {
        let open = change.first(
            "SELECT id, from_day FROM suspension WHERE infant_id = ?1 AND to_day IS NULL",
            [self.infant],
            |r| Ok((r.get::<_, Id>(0)?, r.get::<_, Day>(1)?)),
        )?;
        let Some((open, away)) = open else { return Ok(()) };
        not_before(Some(away), self.on)?;
        change.update("suspension", &open, &[("to_day", &self.on.plus_days(-1)?)])?;
        let months = i32::try_from(change.policy_number("entry.exam_again_months", self.on)?).unwrap_or(3);
        if self.on >= away.add_months_clamped(months)? && !pending.contains(&PendingItem::EntryExamination) {
            pending.push(PendingItem::EntryExamination);
        }
        Ok(())
    }

    /// Frees the class place; what else was set down for the infant falls away.
    fn let_go(&self, change: &mut Change<'_>) -> Result<()> {
        planned::drop_all(change, self.infant)?;
        change.update(
            "infant",
            &self.infant,
            &[("left_on", &self.on), ("left_reason", &self.reason), ("class_id", &None::<Id>)],
        )?;
        let open =
            change.first("SELECT id FROM placement WHERE infant_id = ?1 AND to_day IS NULL", [self.infant], |r| {
                r.get::<_, Id>(0)
            })?;
        if let Some(open) = open {
            change.update("placement", &open, &[("to_day", &self.on)])?;
        }
        Ok(())
    }
}

/// Whether a step's day has come: the last day in care is still one in care.
pub(super) fn has_come(kind: StepKind, on: Day, today: Day) -> bool {
    if kind == StepKind::Left { on < today } else { on <= today }
}

fn not_before(since: Option<Day>, on: Day) -> Result<(), EntryError> {
    match since {
        Some(since) if on < since => Err(EntryError::TooEarly { since }),
        _ => Ok(()),
    }
}

fn act(change: &mut Change<'_>, id: Id, kind: StepKind, on: Day, class: Option<Id>, reason: &str) -> Result<Enrolled> {
    let by = change.who().ok().map(|who| who.person);
    let turn = Turn { infant: id, kind, on, class, reason: reason.trim().to_owned(), by };
    let infant = records::infant(change, id)?;
    if turn.has_come(change.today()) {
        let done = turn.carry_out(change)?;
        planned::settle(change, &turn)?;
        return Ok(done);
    }
    turn.check(change, &infant, planned::standing(change, &infant, &turn)?)?;
    planned::set_down(change, &turn)?;
    Ok(Enrolled { id, number: infant.number.unwrap_or(0), pending: infant.pending, planned: true })
}
