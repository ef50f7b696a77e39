//! 交接班: what is open in a class when one person takes it over from another. The list makes itself; who takes over
//! confirms it with the own PIN, at once or from the own Today.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::head_count::{WithdrawOfDay, places};
use super::{AttendanceError, DayState, Place, day};
use crate::access::Permission;
use crate::day::Day;
use crate::error::{Error, Result};
use crate::health::medicine::DoseState;
use crate::health::medicine::due::{MedicinesOf, day as medicines};
use crate::health::{CheckPeriod, Disposition, reading};
use crate::id::Id;
use crate::infants::scope;
use crate::instant::Instant;
use crate::record::Entry;
use crate::record::take_back;
use crate::register::{Asked, ColumnKind, Lateness, Register, RegisterGroup, RegisterPeriod, RegisterRow, column};
use crate::safety::incident::of_day as incidents_of;
use crate::second;
use crate::staff::operations::Saved;
use crate::view::{Change, Column, View};

const TABLE: &str = "handover";

/// A hand-over as shown.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct HandoverShown {
    /// The row.
    pub id: Id,
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub class_name: String,
    /// When.
    pub at: Instant,
    /// Who handed over.
    pub by: String,
    /// Who takes over.
    pub to: String,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
    /// Children inside.
    pub inside: i64,
    /// What was open.
    pub items: Vec<String>,
    /// Remark.
    pub note: String,
    /// Live, transcribed or late.
    pub entry: Entry,
}

/// Which class.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct HandoversOf {
    /// The day; today when absent.
    pub day: Option<Day>,
    /// The class.
    pub class_id: Id,
}

/// A class as it would be handed over now, and what was handed over on the day.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Handovers {
    /// Children inside by the book now.
    pub inside: i64,
    /// What is open now, in Chinese as written on the sheet.
    pub open: Vec<String>,
    /// The hand-overs of the day.
    pub handovers: Vec<HandoverShown>,
}

pub(super) fn handovers(view: &View<'_>, q: HandoversOf) -> Result<Handovers> {
    let on = q.day.unwrap_or(view.today());
    if !scope::classes(view)?.sees(Some(q.class_id)) {
        return Err(Error::not_found("class"));
    }
    let end = Instant::from_ms(view.now()).min(Instant::at(on, 24 * 60).plus_ms(-1));
    let (present, observation) = places(view, q.class_id, end)?;
    Ok(Handovers {
        inside: present + observation,
        open: open(view, q.class_id, on)?,
        handovers: select(view, on, Some(q.class_id))?,
    })
}

fn select(view: &View<'_>, on: Day, class: Option<Id>) -> Result<Vec<HandoverShown>> {
    let scope = scope::classes(view)?;
    let mut shown = view.all(
        "SELECT h.id, h.class_id, k.name, h.occurred_at, p.name, t.name, v.name, h.inside, h.items, h.note, h.entry FROM handover h
         JOIN class k ON k.id = h.class_id JOIN person p ON p.id = h.done_by JOIN person t ON t.id = h.to_person
         LEFT JOIN second_waiting w ON w.subject_id = h.id
         LEFT JOIN second_decision s ON s.waiting_id = w.id AND s.agreed = 1 LEFT JOIN person v ON v.id = s.person_id
         WHERE h.day = ?1 AND h.withdrawn = 0 AND (?2 IS NULL OR h.class_id = ?2) ORDER BY h.occurred_at, h.id",
        (on, class),
        |r| {
            Ok(HandoverShown {
                id: r.get(0)?,
                class_id: r.get(1)?,
                class_name: r.get(2)?,
                at: r.get(3)?,
                by: r.get(4)?,
                to: r.get(5)?,
                confirmed_by: r.get(6)?,
                inside: r.get(7)?,
                items: serde_json::from_str(&r.get::<_, String>(8)?).unwrap_or_default(),
                note: r.get(9)?,
                entry: r.get(10)?,
            })
        },
    )?;
    shown.retain(|one| scope.sees(Some(one.class_id)));
    Ok(shown)
}

/// What the next person must know of a class: who is unwell or watched, medicine still due, injuries of the day, who is
/// not here and why nobody knows.
fn open(view: &View<'_>, class: Id, on: Day) -> Result<Vec<String>> {
    let mut open = Vec::new();
    for row in day::rows(view, on, CheckPeriod::Morning, None)?.into_iter().filter(|row| row.class_id == class) {
        if row.place == Some(Place::ObservationRoom) {
            open.push(format!("{}在保健观察室", row.name));
        } else if let Some(check) = row.check.as_ref().filter(|_| row.place == Some(Place::Class)) {
            let watched = matches!(check.disposition, Some(Disposition::Observe | Disposition::Notify));
            if watched {
                let (found, done) = crate::health::check::in_words(check);
                let temperature =
                    check.again.or(check.temperature).map(|tenths| format!("{} ℃", reading::degrees(tenths)));
                open.push(format!(
                    "{}：{done}（{}）",
                    row.name,
                    [Some(found), temperature].into_iter().flatten().collect::<Vec<_>>().join("，")
                ));
            }
        }
        if row.state == DayState::ToTrace {
            open.push(format!("{}未到，原因待查", row.name));
        }
    }
    if view.may(Permission::InfantsHealth) {
        let doses = medicines(view, MedicinesOf { day: Some(on), class_id: Some(class) })?.doses;
        for dose in
            doses.iter().filter(|dose| matches!(dose.state, DoseState::Ahead | DoseState::Due | DoseState::Overdue))
        {
            let due = dose.due.as_deref().unwrap_or_default();
            open.push(format!("{} {due} 服药：{} {}", dose.infant_name, dose.drug, dose.dose));
        }
        for (infant, kind, class_of) in incidents_of(view, on)? {
            if class_of == Some(class) {
                open.push(format!("{infant}今日{}，继续观察", kind.zh()));
            }
        }
    }
    Ok(open)
}

/// A class that is handed over.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct HandOver {
    /// The class.
    pub class_id: Id,
    /// Who takes over.
    pub to: Id,
    /// What is open, as it was read out; the list of this moment when absent.
    pub items: Option<Vec<String>>,
    /// Remark.
    pub note: Option<String>,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn hand_over(change: &mut Change<'_>, q: HandOver) -> Result<Handovers> {
    if !scope::classes(change)?.sees(Some(q.class_id)) {
        return Err(Error::not_found("class"));
    }
    let person = change.who()?.person;
    let known = change.number("SELECT count(*) FROM person WHERE id = ?1", [q.to])?;
    if known == 0 || q.to == person {
        return Err(AttendanceError::TakesOver.into());
    }
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let stamp = change.stamp(at, person, q.late_reason.as_deref())?;
    let (id, on) = (change.new_id(), at.day());
    let items = match q.items {
        Some(items) => items.into_iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect(),
        None => open(change, q.class_id, on)?,
    };
    let (present, observation) = places(change, q.class_id, at)?;
    let (inside, items) = (present + observation, serde_json::to_string::<Vec<String>>(&items)?);
    let note = q.note.as_deref().map(str::trim).unwrap_or_default();
    let columns: [Column<'_>; 7] = [
        ("id", &id),
        ("class_id", &q.class_id),
        ("day", &on),
        ("inside", &inside),
        ("items", &items),
        ("note", &note),
        ("to_person", &q.to),
    ];
    change.about(q.class_id);
    change.record(TABLE, &columns, &stamp)?;
    change.witnessed_row(id);
    change.undo_with("attendance.withdraw_handover", json!({ "id": id }));
    handovers(change, HandoversOf { day: Some(on), class_id: q.class_id })
}

/// Takes a hand-over back; the row stays.
pub(super) fn withdraw(change: &mut Change<'_>, q: WithdrawOfDay) -> Result<Saved> {
    let (class, at): (Id, i64) = change.one(
        TABLE,
        "SELECT class_id, recorded_at FROM handover WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    if !scope::classes(change)?.sees(Some(class)) {
        return Err(Error::not_found(TABLE));
    }
    change.about(class);
    take_back(change, TABLE, q.id, at, q.reason.as_deref())?;
    second::taken_back(change, q.id)?;
    Ok(Saved { id: q.id })
}

/// 交接班记录.
pub(super) static HANDOVERS: Register = Register {
    key: "handovers",
    title: ("交接班记录表", "Hand-overs"),
    article: "卫生保健工作规范 交接班制度（地方要求）",
    columns: &[
        column(("时间", "Time"), 16.0, ColumnKind::Text, "handover.occurred_at").identifies(),
        column(("班级", "Class"), 20.0, ColumnKind::Text, "class.name").identifies(),
        column(("在园人数", "Inside"), 16.0, ColumnKind::Number, "handover.inside"),
        column(("交接事项", "Open"), 120.0, ColumnKind::Text, "handover.items").personal().late_by(Lateness::Stamp),
        column(("备注", "Remarks"), 40.0, ColumnKind::Text, "handover.note").personal(),
        column(("交班人", "Handed over by"), 22.0, ColumnKind::Text, "person.name"),
        column(("接班人", "Taken over by"), 22.0, ColumnKind::Text, "handover.to_person"),
    ],
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Day,
    landscape: true,
    permission: Permission::HealthWrite,
    signatures: &["交班人", "接班人", "园长"],
    blank_rows: 8,
    rows: |view, asked: Asked| {
        let row = |one: HandoverShown| {
            let to = match &one.confirmed_by {
                Some(by) if *by == one.to => format!("{by}（已确认）"),
                Some(by) => format!("{}（{by}确认）", one.to),
                None => one.to.clone(),
            };
            let cells = vec![
                one.at.clock(),
                one.class_name,
                one.inside.to_string(),
                one.items.join("；"),
                one.note,
                one.by,
                to,
            ];
            RegisterRow::from(cells).entered(one.entry)
        };
        Ok(select(view, asked.on, asked.class_id)?.into_iter().map(row).collect())
    },
    heads: None,
    foot: |rows| format!("共 {} 次。", rows.len()),
    takes_in: None,
    named: None,
};
