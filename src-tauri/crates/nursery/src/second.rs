//! **second** 双人: what a second person confirms. In place: the PIN travels in the envelope; where nobody else could
//! confirm, one person does it alone and the audit trail says so. By the day's end: it is done and waits for a
//! witness. Approval: it waits and is done when it is approved.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::access::{Permission, Post, pin};
use crate::contract::{Area, Nothing, Row, Second, change, issue, read, rows};
use crate::day::Day;
use crate::desk::Door;
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::{ContractError, Error, Result, Told};
use crate::id::Id;
use crate::identity::Sex;
use crate::infants::correct::Correctable;
use crate::instant::Instant;
use crate::money::Fen;
use crate::view::{Change, View, Who};
use crate::words::{Coded, Language};

crate::coded_enum! {
    /// What is waited for.
    pub enum Awaited {
        Witness = "witness", "待见证", "a witness";
        Approval = "approval", "待批准", "an approval";
    }
}

/// What is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecondError {
    /// The person who asked cannot confirm.
    Same,
    /// The post does not fit.
    Post,
    /// It was decided already.
    Decided,
}

impl Told for SecondError {
    fn code(&self) -> &'static str {
        match self {
            Self::Same => "second_same",
            Self::Post => "second_post",
            Self::Decided => "second_decided",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Same => l.say("须由另一人确认，不能是本人。", "Another person must confirm this."),
            Self::Post => l.say("您的岗位不能确认这一项。", "Your position cannot confirm this."),
            Self::Decided => l.say("这一项已经处理过了。", "This has been decided already."),
        }
    }
}

/// Writes down that a second person is waited for; asking twice for the same finds the first.
pub(crate) fn wait(change: &mut Change<'_>, row: &Row, awaited: Awaited, request: &str) -> Result<Id> {
    let person = change.who()?.person;
    let asked = change.first(
        "SELECT w.id FROM second_waiting w WHERE w.awaited = 'approval' AND ?1 = 'approval' AND w.operation = ?2 AND w.request = ?3
         AND w.person_id = ?4 AND NOT EXISTS (SELECT 1 FROM second_decision d WHERE d.waiting_id = w.id)",
        (awaited, row.name, request, person),
        |r| r.get(0),
    )?;
    if let Some(id) = asked {
        return Ok(id);
    }
    let (id, at, day) = (change.new_id(), change.now(), change.today());
    // A witness is waited for beside what was done, which the change is about; an approval is all that there is.
    let subject = change.witnessed.filter(|_| awaited == Awaited::Witness);
    if subject.is_none() {
        change.about(id);
    }
    change.insert(
        "second_waiting",
        &[
            ("id", &id),
            ("awaited", &awaited),
            ("operation", &row.name),
            ("request", &request),
            ("person_id", &person),
            ("at", &at),
            ("day", &day),
            ("subject_id", &subject),
        ],
    )?;
    Ok(id)
}

/// What was done waits for its witness, unless the second person has typed the own PIN with it.
pub(crate) fn witnessed(change: &mut Change<'_>, row: &Row, request: &str) -> Result<()> {
    let waiting = wait(change, row, Awaited::Witness, request)?;
    match change.second().map(|second| second.person) {
        Some(second) => decided(change, waiting, true, second, ""),
        None => Ok(()),
    }
}

/// Nothing is left to witness: the row was taken back.
pub(crate) fn taken_back(change: &mut Change<'_>, subject: Id) -> Result<()> {
    let person = change.who()?.person;
    let waiting: Option<Id> = change.first(
        "SELECT w.id FROM second_waiting w WHERE w.subject_id = ?1
           AND NOT EXISTS (SELECT 1 FROM second_decision d WHERE d.waiting_id = w.id)",
        [subject],
        |r| r.get(0),
    )?;
    match waiting {
        Some(waiting) => decided(change, waiting, false, person, ""),
        None => Ok(()),
    }
}

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("second.people", ("查看可确认的人", "See who can confirm in place"), Permission::Own, people),
        read("second.list", ("查看待确认事项", "List what waits for a second person"), Permission::Own, list),
        change("second.witness", ("见证确认", "Witness what was done"), Permission::Own, witness)
            .touches(&[Area::Access]),
        issue("second.approve", ("批准", "Approve what was asked for"), Permission::Own, approve)
            .touches(&[Area::Access]),
        change("second.decline", ("不批准", "Decline what was asked for"), Permission::Own, decline)
            .touches(&[Area::Access]),
    ]
}

/// Who can confirm in place what the person of the view does: another who can sign in. One of the two holds one of the
/// row's posts, and both may do what the row does. A witness holds one of the posts.
pub(crate) fn confirmers(view: &View<'_>, row: &Row) -> Result<Vec<Who>> {
    let first = view.who()?;
    let posts = match row.second {
        Second::InPlace(posts) => posts,
        Second::ByDayEnd(posts) => {
            let mut others = pin::people(view)?;
            others.retain(|who| who.person != first.person && who.posts.iter().any(|post| posts.contains(post)));
            return Ok(others);
        }
        Second::None | Second::Approval(_) => return Ok(Vec::new()),
    };
    let holds = |who: &Who| who.posts.iter().any(|post| posts.contains(post));
    let may = |who: &Who| row.permission.is_none_or(|permission| who.may(permission));
    let mut others = pin::people(view)?;
    others.retain(|who| who.person != first.person && (holds(first) && may(who) || holds(who)));
    Ok(others)
}

/// Which operation.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmersOf {
    /// Its name in the contract.
    pub operation: String,
}

/// Somebody who can confirm in place.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Confirmer {
    /// The person.
    pub id: Id,
    /// The name.
    pub name: String,
}

fn people(view: &View<'_>, q: ConfirmersOf) -> Result<Vec<Confirmer>> {
    let row =
        rows().get(q.operation.as_str()).ok_or_else(|| Error::from(ContractError::UnknownOperation(q.operation)))?;
    Ok(confirmers(view, row)?.into_iter().map(|who| Confirmer { id: who.person, name: who.name }).collect())
}

/// Something that waits for a second person.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Waiting {
    /// The row.
    pub id: Id,
    /// For what.
    pub awaited: Awaited,
    /// What was done or asked for.
    pub what: String,
    /// What it is about, in the person's language: whom, which number, how much, why.
    pub detail: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Instant,
}

fn open(view: &View<'_>) -> Result<Vec<(Waiting, String, Id)>> {
    let l = view.language();
    let mut open = view.all(
        "SELECT w.id, w.awaited, w.operation, p.name, w.at, w.person_id, w.request FROM second_waiting w JOIN person p ON p.id = w.person_id
         WHERE NOT EXISTS (SELECT 1 FROM second_decision d WHERE d.waiting_id = w.id) ORDER BY w.at, w.id",
        [],
        |r| {
            let operation: String = r.get(2)?;
            // The request is put into words below.
            let waiting = Waiting {
                id: r.get(0)?,
                awaited: r.get(1)?,
                what: title_of(&operation, l),
                detail: r.get(6)?,
                by: r.get(3)?,
                at: Instant::from_ms(r.get(4)?),
            };
            Ok((waiting, operation, r.get(5)?))
        },
    )?;
    for (waiting, ..) in &mut open {
        waiting.detail = detail(view, &waiting.detail)?;
    }
    Ok(open)
}

fn title_of(operation: &str, l: Language) -> String {
    rows().get(operation).map_or_else(|| "—".to_owned(), |row| l.say(row.title.0, row.title.1))
}

/// What a kept request is about: the rows that it names, the value, the amount, the day and the reason.
fn detail(view: &View<'_>, request: &str) -> Result<String> {
    let l = view.language();
    let request: Value = serde_json::from_str(request)?;
    let mut said = Vec::new();
    for id in request.as_object().into_iter().flat_map(|fields| fields.values()).filter_map(Value::as_str) {
        if let Some(id) = Id::parse(id) {
            said.extend(named(view, id)?);
        }
    }
    let text = |key: &str| request.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty());
    if let (Some(field), Some(value)) = (text("field"), text("value")) {
        let field = Correctable::from_code(field).map_or(field, |field| field.label(l));
        let value = Sex::from_code(value).map_or(value, |sex| sex.label(l));
        said.push(l.say(format!("{field}改为 {value}"), format!("{field} becomes {value}")));
    }
    said.extend(text("item").map(str::to_owned));
    if let Some(amount) = request.get("amount").and_then(|fen| serde_json::from_value::<Fen>(fen.clone()).ok()) {
        said.push(l.say(format!("{amount} 元"), format!("{amount} yuan")));
    }
    said.extend(
        ["month", "on", "to"].into_iter().filter_map(text).filter(|day| Id::parse(day).is_none()).map(str::to_owned),
    );
    if let Some(reason) = text("reason").or(text("despite")) {
        said.push(l.say(format!("原因：{reason}"), format!("reason: {reason}")));
    }
    Ok(said.join(" · "))
}

/// What a row is called: an infant, a person of staff, a contract or a receipt with the infant.
fn named(view: &View<'_>, id: Id) -> Result<Option<String>> {
    let receipt = view.first("SELECT number, infant_name, total_fen FROM receipt WHERE id = ?1", [id], |r| {
        Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, Fen>(2)?))
    })?;
    if let Some((number, infant, total)) = receipt {
        let l = view.language();
        return Ok(Some(
            l.say(format!("{number} · {infant} · {total} 元"), format!("{number} · {infant} · {total} yuan")),
        ));
    }
    view.first(
        "SELECT name FROM infant WHERE id = ?1 UNION ALL SELECT name FROM person WHERE id = ?1 UNION ALL SELECT name FROM class WHERE id = ?1
         UNION ALL SELECT drug || ' ' || dose FROM medicine_order WHERE id = ?1
         UNION ALL SELECT coalesce(c.number, '') || ' · ' || i.name FROM contract c JOIN infant i ON i.id = c.infant_id WHERE c.id = ?1",
        [id],
        |r| r.get(0),
    )
}

fn may_confirm(view: &View<'_>, operation: &str, asked_by: Id) -> Result<(), SecondError> {
    let Ok(who) = view.who() else { return Err(SecondError::Post) };
    let posts = rows().get(operation).map_or(&[][..], |row| row.second.posts());
    if who.person == asked_by {
        Err(SecondError::Same)
    } else if who.posts.iter().any(|post| posts.contains(post)) {
        Ok(())
    } else {
        Err(SecondError::Post)
    }
}

fn list(view: &View<'_>, _: Nothing) -> Result<Vec<Waiting>> {
    Ok(open(view)?
        .into_iter()
        .filter(|(_, operation, by)| may_confirm(view, operation, *by).is_ok())
        .map(|(waiting, ..)| waiting)
        .collect())
}

/// Which.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WaitingOf {
    /// The row.
    pub id: Id,
}

/// Which, and why not.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineWaiting {
    /// The row.
    pub id: Id,
    /// Why not.
    pub reason: String,
}

fn find(view: &View<'_>, id: Id, awaited: Awaited) -> Result<String> {
    let (operation, by) = view.one(
        "waiting",
        "SELECT operation, person_id FROM second_waiting WHERE id = ?1 AND awaited = ?2",
        (id, awaited),
        |r| Ok((r.get::<_, String>(0)?, r.get::<_, Id>(1)?)),
    )?;
    may_confirm(view, &operation, by)?;
    if view.number("SELECT count(*) FROM second_decision WHERE waiting_id = ?1", [id])? > 0 {
        return Err(SecondError::Decided.into());
    }
    Ok(operation)
}

fn decide(change: &mut Change<'_>, id: Id, agreed: bool, reason: &str) -> Result<Nothing> {
    let person = change.who()?.person;
    change.about(id);
    decided(change, id, agreed, person, reason)?;
    Ok(Nothing {})
}

fn decided(change: &mut Change<'_>, id: Id, agreed: bool, person: Id, reason: &str) -> Result<()> {
    let (row, at) = (change.new_id(), change.now());
    change.insert(
        "second_decision",
        &[
            ("id", &row),
            ("waiting_id", &id),
            ("agreed", &agreed),
            ("person_id", &person),
            ("at", &at),
            ("reason", &reason),
        ],
    )
}

fn witness(change: &mut Change<'_>, q: WaitingOf) -> Result<Nothing> {
    find(change, q.id, Awaited::Witness)?;
    decide(change, q.id, true, "")
}

fn decline(change: &mut Change<'_>, q: DeclineWaiting) -> Result<Nothing> {
    find(change, q.id, Awaited::Approval)?;
    decide(change, q.id, false, q.reason.trim())
}

/// What the approved operation answered.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Approved {
    /// Its reply.
    #[ts(type = "unknown")]
    pub reply: Value,
}

fn approve(door: &Door<'_>, q: WaitingOf) -> Result<Approved> {
    let (request, asked_by) = door.view(|view| {
        find(view, q.id, Awaited::Approval)?;
        view.one("waiting", "SELECT request, person_id FROM second_waiting WHERE id = ?1", [q.id], |r| {
            Ok((r.get::<_, String>(0)?, r.get::<_, Id>(1)?))
        })
    })?;
    let operation = door.view(|view| {
        view.one("waiting", "SELECT operation FROM second_waiting WHERE id = ?1", [q.id], |r| r.get::<_, String>(0))
    })?;
    let row = rows().get(operation.as_str()).ok_or_else(|| Error::from(ContractError::UnknownOperation(operation)))?;
    // The asker does it, the approver stands beside; the waiting row as request id keeps it from being done twice.
    let reply = door.desk.run_for(row, asked_by, door.who().cloned(), door.language, &request, &q.id.to_string())?;
    door.change(|change| decide(change, q.id, true, ""))?;
    Ok(Approved { reply: serde_json::from_str(&reply)? })
}

pub(crate) fn duties() -> Vec<Duty> {
    const EVERYBODY: &[Post] = Post::ALL;
    vec![
        Duty { key: "second.waiting", part: None, posts: EVERYBODY, permission: Permission::Own, open: waiting },
        Duty { key: "second.declined", part: None, posts: EVERYBODY, permission: Permission::Own, open: declined },
    ]
}

/// So many days the asker is told of a decline, unless it is snoozed before.
const DECLINED_FOR: i64 = 30 * 24 * 60 * 60 * 1000;

/// What the person asked for and was declined.
fn declined(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let rows = view.all(
        "SELECT w.id, w.operation, w.request, p.name, d.reason FROM second_decision d JOIN second_waiting w ON w.id = d.waiting_id
         JOIN person p ON p.id = d.person_id WHERE d.agreed = 0 AND w.awaited = 'approval' AND w.person_id = ?1 AND d.at > ?2 ORDER BY d.at DESC",
        (view.who()?.person, view.now() - DECLINED_FOR),
        |r| {
            Ok((r.get::<_, Id>(0)?, r.get::<_, String>(1)?, r.get::<_, String>(2)?, r.get::<_, String>(3)?, r.get::<_, String>(4)?))
        },
    )?;
    let mut items = Vec::new();
    for (id, operation, request, by, reason) in rows {
        let what = title_of(&operation, l);
        let why = if reason.is_empty() { by } else { l.say(format!("{by}：{reason}"), format!("{by}: {reason}")) };
        items.push(DutyItem {
            duty: "second.declined".to_owned(),
            subject: id.to_string(),
            urgency: Urgency::Warning,
            title: l.say(format!("未获批准：{what}"), format!("Declined: {what}")),
            detail: format!("{} · {why}", detail(view, &request)?),
            due: None,
            article: String::new(),
            button: l.say("知道了", "I see"),
            screen: "today".to_owned(),
        });
    }
    Ok(items)
}

fn waiting(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let today: Day = view.today();
    Ok(list(view, Nothing {})?
        .into_iter()
        .map(|w| DutyItem {
            duty: "second.waiting".to_owned(),
            subject: w.id.to_string(),
            urgency: if w.at.day() < today { Urgency::Alarm } else { Urgency::Warning },
            title: match w.awaited {
                Awaited::Witness => l.say(format!("待见证：{}", w.what), format!("To witness: {}", w.what)),
                Awaited::Approval => l.say(format!("待批准：{}", w.what), format!("To approve: {}", w.what)),
            },
            detail: [w.detail, w.by, w.at.to_string()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · "),
            due: Some(w.at.day()),
            article: String::new(),
            button: match w.awaited {
                Awaited::Witness => l.say("确认", "Confirm"),
                Awaited::Approval => l.say("去批准", "Decide"),
            },
            screen: "today/waiting".to_owned(),
        })
        .collect())
}

/// Whether a row waits for approval when this person calls it.
pub(crate) fn needs_approval(row: &Row, posts: &[Post]) -> bool {
    matches!(row.second, Second::Approval(by) if !posts.iter().any(|post| by.contains(post)))
}
