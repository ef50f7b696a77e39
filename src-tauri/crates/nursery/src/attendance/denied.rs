//! 禁止接走: whom the nursery gives an infant to under no circumstances. A legal guardian stands here only with a paper
//! of a court or the police.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::AttendanceError;
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::Result;
use crate::id::Id;
use crate::infants::records;
use crate::staff::operations::Saved;
use crate::text;
use crate::validity::PaperKind;
use crate::view::{Change, Column, View};

/// Somebody who may not collect an infant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct DeniedShown {
    /// The row.
    pub id: Id,
    /// Name.
    pub name: String,
    /// Relation to the infant.
    pub relation: String,
    /// The guardian's row, where it is one.
    pub guardian_id: Option<Id>,
    /// Why.
    pub reason: String,
    /// The paper of a court or the police.
    pub paper_id: Option<Id>,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
}

/// Whose list.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeniedOf {
    /// The infant.
    pub infant_id: Id,
}

pub(super) fn list(view: &View<'_>, q: DeniedOf) -> Result<Vec<DeniedShown>> {
    records::infant(view, q.infant_id)?;
    Ok(on(view, view.today(), Some(q.infant_id))?.into_iter().map(|(_, denied)| denied).collect())
}

/// Who may not collect on a day, of one infant or of all.
pub(crate) fn on(view: &View<'_>, day: Day, infant: Option<Id>) -> Result<Vec<(Id, DeniedShown)>> {
    let one = if infant.is_some() { "AND infant_id = ?2" } else { "AND ?2 IS NULL" };
    view.all(
        &format!(
            "SELECT infant_id, id, name, relation, guardian_id, reason, paper_id, from_day, to_day FROM pickup_denied
             WHERE from_day <= ?1 AND (to_day IS NULL OR to_day >= ?1) {one} ORDER BY name, id"
        ),
        (day, infant),
        |r| {
            let denied = DeniedShown {
                id: r.get(1)?,
                name: r.get(2)?,
                relation: r.get(3)?,
                guardian_id: r.get(4)?,
                reason: r.get(5)?,
                paper_id: r.get(6)?,
                from: r.get(7)?,
                to: r.get(8)?,
            };
            Ok((r.get(0)?, denied))
        },
    )
}

/// Whom to put on the list.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DenyPickup {
    /// The infant.
    pub infant_id: Id,
    /// The guardian, where it is one; its name is taken from the row.
    pub guardian_id: Option<Id>,
    /// Name of anybody else.
    pub name: Option<String>,
    /// Relation to the infant.
    pub relation: Option<String>,
    /// Why.
    pub reason: String,
    /// The paper of a court or the police; needed for a legal guardian.
    pub paper_id: Option<Id>,
    /// Last day; without end when absent.
    pub to: Option<Day>,
}

pub(super) fn deny(change: &mut Change<'_>, q: DenyPickup) -> Result<Saved> {
    let infant = records::infant(change, q.infant_id)?;
    let reason = q.reason.trim().to_owned();
    let guardian: Option<(String, String, bool)> = match q.guardian_id {
        None => None,
        Some(guardian) => Some(change.one(
            "guardian",
            "SELECT g.name, s.relation, s.legal FROM guardianship s JOIN guardian g ON g.id = s.guardian_id
             WHERE s.infant_id = ?1 AND g.id = ?2 AND s.until_day IS NULL",
            (infant.id, guardian),
            |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
        )?),
    };
    let (name, relation, legal) = guardian.unwrap_or_else(|| {
        let relation = q.relation.as_deref().unwrap_or_default().trim().to_owned();
        (text::normalise_name(q.name.as_deref().unwrap_or_default()), relation, false)
    });
    if name.is_empty() || reason.is_empty() {
        return Err(AttendanceError::DenyReason.into());
    }
    let held = match q.paper_id {
        None => false,
        Some(paper) => {
            change.number(
                "SELECT count(*) FROM paper WHERE id = ?1 AND kind = ?2 AND owner_kind = 'infant' AND owner_id = ?3 AND withdrawn = 0",
                (paper, PaperKind::CustodyPaper, infant.id.to_string()),
            )? > 0
        }
    };
    if (legal || q.paper_id.is_some()) && !held {
        return Err(AttendanceError::PaperNeeded.into());
    }
    let today = change.today();
    if q.to.is_some_and(|to| to < today) {
        return Err(AttendanceError::Days.into());
    }
    let (id, at, person) = (change.new_id(), change.now(), change.who()?.person);
    let columns: [Column<'_>; 11] = [
        ("id", &id),
        ("infant_id", &infant.id),
        ("name", &name),
        ("relation", &relation),
        ("guardian_id", &q.guardian_id),
        ("reason", &reason),
        ("paper_id", &q.paper_id),
        ("from_day", &today),
        ("to_day", &q.to),
        ("at", &at),
        ("person_id", &person),
    ];
    change.about(infant.id);
    change.insert("pickup_denied", &columns)?;
    Ok(Saved { id })
}

/// Who may collect again.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndDenial {
    /// The row.
    pub id: Id,
    /// Why it ends.
    pub reason: String,
}

/// Ends an entry yesterday: the row stays.
pub(super) fn end(change: &mut Change<'_>, q: EndDenial) -> Result<Nothing> {
    let infant: Id =
        change.one("pickup_denied", "SELECT infant_id FROM pickup_denied WHERE id = ?1", [q.id], |r| r.get(0))?;
    records::infant(change, infant)?;
    if q.reason.trim().is_empty() {
        return Err(AttendanceError::DenyReason.into());
    }
    change.about(infant);
    let last = change.today().plus_days(-1)?;
    change.amend("pickup_denied", q.id, "to_day", &Some(last), &q.reason)?;
    Ok(Nothing {})
}

/// Refuses whoever may not collect, by row or by name.
pub(super) fn check(view: &View<'_>, infant: Id, day: Day, guardian: Option<Id>, name: &str) -> Result<()> {
    let denied = on(view, day, Some(infant))?.into_iter().map(|(_, denied)| denied);
    let same = |one: &DeniedShown| (one.guardian_id.is_some() && one.guardian_id == guardian) || one.name == name;
    match denied.into_iter().find(same) {
        Some(one) => Err(AttendanceError::Denied { name: one.name }.into()),
        None => Ok(()),
    }
}
