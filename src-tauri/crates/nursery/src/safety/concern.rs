//! 疑似侵害的强制报告: signs that a child is harmed, at home or here (未成年人保护法第十一条; 管理规范第二十五条). Any
//! person of the nursery writes them. Only the writer and the director see them, and not whom the writer keeps them from;
//! the writer keeps seeing them. They are closed by two persons, and only after they were reported.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::{BodyPart, SafetyError, TellWhom};
use crate::access::{Permission, Post};
use crate::attendance::day::class_on;
use crate::case::{CaseKind, CaseStep, Move};
use crate::day::Day;
use crate::error::{ContractError, Error, Result};
use crate::id::Id;
use crate::infants::records;
use crate::instant::Instant;
use crate::record::Entry;
use crate::view::{Change, Column, View, Who};

const TABLE: &str = "concern";

crate::coded_enum! {
    /// Where signs of harm stand.
    pub enum ConcernState {
        Unreported = "unreported", "尚未报告", "not reported yet";
        Reported = "reported", "已报告", "reported";
        Closed = "closed", "已结案", "closed";
    }
}

crate::coded_enum! {
    /// A step after signs of harm were written.
    pub enum ConcernMove {
        Write = "write", "记录迹象", "signs written";
        Report = "report", "报告", "reported";
        Note = "note", "补充", "added";
        Close = "close", "结案", "closed";
    }
}

const fn step(
    name: &'static str,
    from: &'static [&'static str],
    to: &'static str,
    zh: &'static str,
    en: &'static str,
) -> Move {
    Move { name, from, to, permission: Permission::Own, title: (zh, en), due_key: None }
}

/// The moves after signs of harm.
pub const CONCERN: CaseKind = CaseKind {
    name: "concern",
    moves: &[
        step("write", &[], "unreported", "记录迹象", "signs written"),
        step("report", &["unreported", "reported"], "reported", "报告", "reported"),
        step("note", &["unreported"], "unreported", "补充", "added"),
        step("note", &["reported"], "reported", "补充", "added"),
        step("note", &["closed"], "closed", "补充", "added"),
        step("close", &["reported"], "closed", "结案", "closed"),
    ],
    states: &[
        ("unreported", "尚未报告", "not reported yet"),
        ("reported", "已报告", "reported"),
        ("closed", "已结案", "closed"),
    ],
};

/// Signs of harm as shown.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ConcernShown {
    /// The row.
    pub id: Id,
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub infant_name: String,
    /// Name of its class on that day.
    pub class_name: String,
    /// When they were seen.
    pub at: Instant,
    /// What was seen or heard.
    pub signs: String,
    /// What the child or somebody else said.
    pub said: String,
    /// Parts of the body.
    pub parts: Vec<BodyPart>,
    /// Who wrote it.
    pub by: String,
    /// The person who sees it is the one who wrote it.
    pub mine: bool,
    /// From whom it is kept, by name.
    pub kept_from: Option<String>,
    /// Live, transcribed or late.
    pub entry: Entry,
    /// Where it stands.
    pub state: ConcernState,
    /// Every step, oldest first.
    pub steps: Vec<CaseStep>,
}

/// Which signs of harm.
#[derive(Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ConcernsOf {
    /// One infant.
    pub infant_id: Option<Id>,
}

/// Whether a person may see it: the writer always, the director unless it is kept from that person.
fn sees(who: &Who, writer: Id, kept_from: Option<Id>) -> bool {
    who.person == writer || (who.posts.contains(&Post::Director) && kept_from != Some(who.person))
}

pub(super) fn concerns(view: &View<'_>, q: ConcernsOf) -> Result<Vec<ConcernShown>> {
    select(view, "?1 IS NULL OR c.infant_id = ?1 ORDER BY c.occurred_at DESC, c.id DESC", [q.infant_id])
}

fn select(view: &View<'_>, condition: &str, params: impl rusqlite::Params) -> Result<Vec<ConcernShown>> {
    let who = view.who()?;
    let rows = view.all(
        &format!(
            "SELECT c.id, c.infant_id, i.name, coalesce(k.name, ''), c.occurred_at, c.signs, c.said, c.parts, p.name, c.recorded_by,
                    f.name, c.kept_from, c.entry
             FROM concern c JOIN infant i ON i.id = c.infant_id LEFT JOIN class k ON k.id = c.class_id
             JOIN person p ON p.id = c.recorded_by LEFT JOIN person f ON f.id = c.kept_from WHERE {condition}"
        ),
        params,
        |r| {
            let (writer, kept_from): (Id, Option<Id>) = (r.get(9)?, r.get(11)?);
            let shown = ConcernShown {
                id: r.get(0)?,
                infant_id: r.get(1)?,
                infant_name: r.get(2)?,
                class_name: r.get(3)?,
                at: r.get(4)?,
                signs: r.get(5)?,
                said: r.get(6)?,
                parts: serde_json::from_str(&r.get::<_, String>(7)?).unwrap_or_default(),
                by: r.get(8)?,
                mine: writer == who.person,
                kept_from: r.get(10)?,
                entry: r.get(12)?,
                state: ConcernState::Unreported,
                steps: Vec::new(),
            };
            Ok((shown, sees(who, writer, kept_from)))
        },
    )?;
    let mut seen = Vec::new();
    for (mut concern, _) in rows.into_iter().filter(|(_, sees)| *sees) {
        let current = CONCERN.current(view, (TABLE, &concern.id.to_string()))?;
        let (case, state, _) = current.ok_or_else(|| Error::not_found("concern"))?;
        concern.state = serde_json::from_value(json!(state))?;
        concern.steps = CONCERN.timeline(view, case)?;
        seen.push(concern);
    }
    Ok(seen)
}

fn one(view: &View<'_>, id: Id) -> Result<ConcernShown> {
    select(view, "c.id = ?1", [id])?.pop().ok_or_else(|| Error::not_found("concern"))
}

/// Signs of harm as they are written.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WriteConcern {
    /// The infant.
    pub infant_id: Id,
    /// When they were seen; now when absent.
    pub at: Option<Instant>,
    /// What was seen or heard, in plain words.
    pub signs: String,
    /// What the child or somebody else said, in their words.
    pub said: Option<String>,
    /// Parts of the body.
    pub parts: Option<Vec<BodyPart>>,
    /// A person of the nursery from whom it is kept.
    pub kept_from: Option<Id>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn write(change: &mut Change<'_>, q: WriteConcern) -> Result<ConcernShown> {
    let infant = records::infant(change, q.infant_id)?;
    let (signs, said) = (q.signs.trim(), q.said.as_deref().map(str::trim).unwrap_or_default());
    if signs.is_empty() {
        return Err(SafetyError::Story.into());
    }
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let (on, person) = (at.day(), change.who()?.person);
    let stamp = change.stamp(at, person, q.late_reason.as_deref())?;
    let (id, class) = (change.new_id(), class_on(change, infant.id, on)?.or(infant.class_id));
    let parts = serde_json::to_string(&q.parts.unwrap_or_default())?;
    let columns: [Column<'_>; 8] = [
        ("id", &id),
        ("infant_id", &infant.id),
        ("class_id", &class),
        ("day", &on),
        ("signs", &signs),
        ("said", &said),
        ("parts", &parts),
        ("kept_from", &q.kept_from.filter(|kept_from| *kept_from != person)),
    ];
    change.record(TABLE, &columns, &stamp)?;
    CONCERN.step(change, (TABLE, &id.to_string()), ConcernMove::Write.code(), on, None, &json!({ "on": on }))?;
    // The trail names the row and not the child: it is read by more people than these signs.
    change.about(id);
    one(change, id)
}

/// A report to an authority, or something that was learnt.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ConcernStep {
    /// The signs of harm.
    pub id: Id,
    /// To whom it was reported; none for what is only added.
    pub party: Option<TellWhom>,
    /// Who answered, by name or number.
    pub name: Option<String>,
    /// The number that the authority gave the report.
    pub number: Option<String>,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// What was said, answered or learnt.
    pub note: String,
}

pub(super) fn add(change: &mut Change<'_>, q: ConcernStep) -> Result<ConcernShown> {
    one(change, q.id)?;
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    if at.ms() > change.now() {
        return Err(crate::record::RecordError::Future.into());
    }
    let text = |given: &Option<String>| given.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let (name, number, note) = (text(&q.name), text(&q.number), q.note.trim());
    let name_of = match q.party {
        None if note.is_empty() => return Err(SafetyError::Story.into()),
        Some(_) if name.is_empty() => return Err(SafetyError::Told.into()),
        None => ConcernMove::Note,
        Some(_) => ConcernMove::Report,
    };
    let on = at.day();
    let facts = json!({ "on": on, "at": at, "party": q.party.map(TellWhom::zh), "with": name, "number": number });
    let note = Some(note).filter(|note| !note.is_empty());
    CONCERN.step(change, (TABLE, &q.id.to_string()), name_of.code(), on, note, &facts)?;
    change.about(q.id);
    one(change, q.id)
}

/// Signs of harm that are closed.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseConcern {
    /// The signs of harm.
    pub id: Id,
    /// What came of it.
    pub note: String,
}

pub(super) fn close(change: &mut Change<'_>, q: CloseConcern) -> Result<ConcernShown> {
    let concern = one(change, q.id)?;
    let note = q.note.trim();
    if concern.state == ConcernState::Unreported {
        return Err(SafetyError::NotReported.into());
    }
    if note.is_empty() {
        return Err(SafetyError::Story.into());
    }
    let second = change.second().map(|second| second.person).ok_or(SafetyError::Alone)?;
    let kept_from: Option<Id> =
        change.one(TABLE, "SELECT kept_from FROM concern WHERE id = ?1", [q.id], |r| r.get(0))?;
    if kept_from == Some(second) {
        return Err(ContractError::SecondRefused.into());
    }
    let on: Day = change.today();
    let facts = json!({ "on": on });
    CONCERN.step(change, (TABLE, &q.id.to_string()), ConcernMove::Close.code(), on, Some(note), &facts)?;
    change.about(q.id);
    one(change, q.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        let rows: Vec<String> =
            CONCERN.moves.iter().map(|one| format!("{} → {} [{}]", one.from.join("|"), one.to, one.name)).collect();
        assert_eq!(
            rows,
            [
                " → unreported [write]",
                "unreported|reported → reported [report]",
                "unreported → unreported [note]",
                "reported → reported [note]",
                "closed → closed [note]",
                "reported → closed [close]",
            ]
        );
    }
}
