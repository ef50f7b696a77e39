//! 喂药: a dose that was given, refused by the child, or missed. A dose that was given is written whatever was wrong
//! with it; it is marked.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::order::{self, MedicineOrder};
use super::{DoseMark, DoseOutcome, MedicineError};
use crate::attendance::day::class_on;
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::Result;
use crate::id::Id;
use crate::infants::records;
use crate::instant::Instant;
use crate::record::{Entry, minute_of};
use crate::second;
use crate::view::{Change, Column, View};

const TABLE: &str = "medicine_dose";

/// A dose on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct DoseShown {
    /// The row.
    pub id: Id,
    /// The order; none where nobody ordered it.
    pub order_id: Option<Id>,
    /// The infant.
    pub infant_id: Id,
    /// The day.
    pub day: Day,
    /// For which time of the order.
    pub due: Option<String>,
    /// What became of it.
    pub outcome: DoseOutcome,
    /// Drug.
    pub drug: String,
    /// How much was given.
    pub dose: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// Who witnessed it.
    pub witness: Option<String>,
    /// Nobody has witnessed it yet.
    pub unwitnessed: bool,
    /// What was not in order.
    pub marks: Vec<DoseMark>,
    /// Why.
    pub reason: String,
    /// Live, transcribed or late.
    pub entry: Entry,
}

/// Doses that a condition names, in the order of time.
pub(super) fn select(view: &View<'_>, condition: &str, params: impl rusqlite::Params) -> Result<Vec<DoseShown>> {
    view.all(
        &format!(
            "SELECT d.id, d.order_id, d.infant_id, d.day, d.due, d.outcome, d.drug, d.dose, d.occurred_at, p.name, v.name,
                    d.marks, d.reason, d.entry
             FROM medicine_dose d JOIN person p ON p.id = d.done_by
             LEFT JOIN second_waiting w ON w.subject_id = d.id
             LEFT JOIN second_decision s ON s.waiting_id = w.id AND s.agreed = 1 LEFT JOIN person v ON v.id = s.person_id
             WHERE d.withdrawn = 0 AND {condition} ORDER BY d.occurred_at, d.id"
        ),
        params,
        |r| {
            let (witness, outcome): (Option<String>, DoseOutcome) = (r.get(10)?, r.get(5)?);
            let unwitnessed = witness.is_none() && outcome == DoseOutcome::Given;
            Ok(DoseShown {
                id: r.get(0)?,
                order_id: r.get(1)?,
                infant_id: r.get(2)?,
                day: r.get(3)?,
                due: r.get(4)?,
                outcome,
                drug: r.get(6)?,
                dose: r.get(7)?,
                at: r.get(8)?,
                by: r.get(9)?,
                witness,
                unwitnessed,
                marks: serde_json::from_str(&r.get::<_, String>(11)?).unwrap_or_default(),
                reason: r.get(12)?,
                entry: r.get(13)?,
            })
        },
    )
}

fn one(view: &View<'_>, id: Id) -> Result<DoseShown> {
    select(view, "d.id = ?1", [id])?.pop().ok_or_else(|| crate::error::Error::not_found("medicine_dose"))
}

/// A dose that was given (喂药).
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct GiveMedicine {
    /// The infant.
    pub infant_id: Id,
    /// The order; none where nobody ordered it.
    pub order_id: Option<Id>,
    /// For which time of the order, `HH:MM`; none for one that was not planned.
    pub due: Option<String>,
    /// Drug; the order's when absent.
    pub drug: Option<String>,
    /// How much was given; the ordered dose when absent.
    pub dose: Option<String>,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Who gave it; who types when absent.
    pub done_by: Option<Id>,
    /// Why it was early, late, not planned or not ordered.
    pub reason: Option<String>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

/// What is known of the order of a dose on a day.
struct Planned {
    order: Option<MedicineOrder>,
    due: Option<String>,
}

fn planned(view: &View<'_>, infant: Id, order: Option<Id>, due: Option<&str>, on: Day) -> Result<Planned> {
    records::infant(view, infant)?;
    let order = match order {
        None => None,
        Some(id) => Some(order::one(view, id)?).filter(|order| order.infant_id == infant),
    };
    let due = match (due, &order) {
        (None, _) => None,
        (Some(due), Some(order)) if order.times.iter().any(|time| time == due) => Some(due.to_owned()),
        _ => return Err(MedicineError::NoSuchDose.into()),
    };
    if let (Some(order), Some(due)) = (&order, &due) {
        let earlier = select(view, "d.day = ?1 AND d.order_id = ?2 AND d.due = ?3", (on, order.id, due))?;
        if let Some(earlier) = earlier.into_iter().next() {
            return Err(MedicineError::Recorded { at: earlier.at.to_string(), by: earlier.by }.into());
        }
    }
    Ok(Planned { order, due })
}

pub(crate) fn give(change: &mut Change<'_>, q: GiveMedicine) -> Result<DoseShown> {
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let on = at.day();
    let planned = planned(change, q.infant_id, q.order_id, q.due.as_deref(), on)?;
    let window = change.policy_number("medicine.window_minutes", on)?;
    let marks = marks(&planned, at, window);
    let reason = q.reason.as_deref().map(str::trim).unwrap_or_default();
    if !marks.is_empty() && reason.is_empty() {
        return Err(MedicineError::Reason.into());
    }
    let text = |given: &Option<String>, ordered: Option<&str>| {
        let given = given.as_deref().map(str::trim).filter(|given| !given.is_empty());
        given.or(ordered).map(str::to_owned)
    };
    let of = planned.order.as_ref();
    let drug = text(&q.drug, of.map(|order| order.drug.as_str())).ok_or(MedicineError::What)?;
    let dose = text(&q.dose, of.map(|order| order.dose.as_str())).ok_or(MedicineError::What)?;
    let done_by = q.done_by.unwrap_or(change.who()?.person);
    let stamp = change.stamp(at, done_by, q.late_reason.as_deref())?;
    let row = Row { infant: q.infant_id, planned: &planned, outcome: DoseOutcome::Given, drug, dose, marks, reason };
    let id = write(change, &row, &stamp)?;
    change.witnessed_row(id);
    // The witness is written once this has answered.
    let witness = change.second().map(|second| second.name.clone());
    let dose = one(change, id)?;
    Ok(DoseShown { unwitnessed: witness.is_none(), witness, ..dose })
}

struct Row<'a> {
    infant: Id,
    planned: &'a Planned,
    outcome: DoseOutcome,
    drug: String,
    dose: String,
    marks: Vec<DoseMark>,
    reason: &'a str,
}

fn write(change: &mut Change<'_>, row: &Row<'_>, stamp: &crate::record::Stamp) -> Result<Id> {
    let (id, on) = (change.new_id(), stamp.occurred_at.day());
    let class = class_on(change, row.infant, on)?;
    let order = row.planned.order.as_ref().map(|order| order.id);
    let marks = serde_json::to_string(&row.marks)?;
    let columns: [Column<'_>; 11] = [
        ("id", &id),
        ("order_id", &order),
        ("infant_id", &row.infant),
        ("class_id", &class),
        ("day", &on),
        ("due", &row.planned.due),
        ("outcome", &row.outcome),
        ("drug", &row.drug),
        ("dose", &row.dose),
        ("marks", &marks),
        ("reason", &row.reason),
    ];
    change.about(row.infant);
    change.record(TABLE, &columns, stamp)?;
    change.undo_with("health.withdraw_dose", json!({ "id": id }));
    Ok(id)
}

/// What is not in order about a dose given at a moment.
fn marks(planned: &Planned, at: Instant, window: i64) -> Vec<DoseMark> {
    let on = at.day();
    let Some(order) = &planned.order else { return vec![DoseMark::NoOrder] };
    let mut marks = Vec::new();
    let valid = order.signed_on.is_some_and(|signed| signed <= on) && order.from <= on && on <= order.to;
    if !valid {
        marks.push(DoseMark::NoOrder);
    }
    if order.expires_on < on {
        marks.push(DoseMark::Expired);
    }
    match planned.due.as_deref().and_then(minute_of) {
        None => marks.push(DoseMark::Unplanned),
        Some(due) => {
            let off = i64::from(at.minute_of_day()) - i64::from(due);
            if off < -window {
                marks.push(DoseMark::Early);
            } else if off > window {
                marks.push(DoseMark::Late);
            }
        }
    }
    marks
}

/// A dose that was not given.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SkipMedicine {
    /// The infant.
    pub infant_id: Id,
    /// The order.
    pub order_id: Id,
    /// Of which day; today when absent.
    pub day: Option<Day>,
    /// For which time of the order, `HH:MM`.
    pub due: String,
    /// Refused by the child, or missed.
    pub outcome: DoseOutcome,
    /// Why.
    pub reason: String,
    /// When; now, or the time of a past day, when absent.
    pub at: Option<Instant>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(crate) fn skip(change: &mut Change<'_>, q: SkipMedicine) -> Result<DoseShown> {
    let reason = q.reason.trim();
    if reason.is_empty() || q.outcome == DoseOutcome::Given {
        return Err(MedicineError::Reason.into());
    }
    let on = q.day.unwrap_or(change.today());
    let planned = planned(change, q.infant_id, Some(q.order_id), Some(&q.due), on)?;
    let order = planned.order.as_ref().ok_or(MedicineError::NoSuchDose)?;
    let at = q.at.unwrap_or_else(|| match minute_of(&q.due) {
        Some(minute) if on < change.today() => Instant::at(on, minute),
        _ => Instant::from_ms(change.now()),
    });
    let (drug, dose) = (order.drug.clone(), order.dose.clone());
    let stamp = change.stamp(at, change.who()?.person, q.late_reason.as_deref())?;
    let row = Row { infant: q.infant_id, planned: &planned, outcome: q.outcome, drug, dose, marks: Vec::new(), reason };
    let id = write(change, &row, &stamp)?;
    one(change, id)
}

/// A dose that was typed wrong.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawDose {
    /// The row.
    pub id: Id,
    /// Why; needed once an hour has passed.
    pub reason: Option<String>,
}

/// Takes a dose back; the row stays.
pub(crate) fn withdraw(change: &mut Change<'_>, q: WithdrawDose) -> Result<Nothing> {
    let (infant, at): (Id, i64) = change.one(
        TABLE,
        "SELECT infant_id, recorded_at FROM medicine_dose WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    records::infant(change, infant)?;
    change.about(infant);
    crate::record::take_back(change, TABLE, q.id, at, q.reason.as_deref())?;
    second::taken_back(change, q.id)?;
    Ok(Nothing {})
}
