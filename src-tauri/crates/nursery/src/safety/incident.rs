//! 伤害与意外: an injury or incident from the first aid to the closing. The row holds what is known now; its way is a case.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::telling::{self, ToTell, ToldOf};
use super::video::{self, VideoHold};
use super::{BodyPart, IncidentKind, IncidentSeverity, InjuryOutcome, SafetyError};
use crate::access::Permission;
use crate::attendance::day::class_on;
use crate::case::{CaseKind, CaseStep, Move};
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::identity::Sex;
use crate::infants::{records, scope};
use crate::instant::Instant;
use crate::record::Entry;
use crate::record::take_back;
use crate::view::{Change, Column, View};

const TABLE: &str = "incident";

crate::coded_enum! {
    /// Where an incident stands.
    pub enum IncidentState {
        Open = "open", "处理中", "open";
        Closed = "closed", "已结案", "closed";
    }
}

crate::coded_enum! {
    /// A step of an incident.
    pub enum IncidentMove {
        Report = "report", "登记", "recorded";
        Follow = "follow", "跟进", "followed up";
        Close = "close", "结案", "closed";
        Reopen = "reopen", "重新处理", "opened again";
    }
}

/// The moves of an incident.
pub const INCIDENT: CaseKind = CaseKind {
    name: "incident",
    moves: &[
        step("report", &[], "open", Permission::HealthWrite, ("登记", "recorded")),
        step("follow", &["open"], "open", Permission::HealthWrite, ("跟进", "followed up")),
        step("close", &["open"], "closed", Permission::HealthDecide, ("结案", "closed")),
        step("reopen", &["closed"], "open", Permission::HealthDecide, ("重新处理", "opened again")),
    ],
    states: &[("open", "处理中", "open"), ("closed", "已结案", "closed")],
};

const fn step(
    name: &'static str,
    from: &'static [&'static str],
    to: &'static str,
    permission: Permission,
    title: (&'static str, &'static str),
) -> Move {
    Move { name, from, to, permission, title, due_key: None }
}

/// An incident as shown.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct IncidentShown {
    /// The row.
    pub id: Id,
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub infant_name: String,
    /// Its sex.
    pub sex: Sex,
    /// Completed months on that day.
    pub months: u32,
    /// Name of its class on that day.
    pub class_name: String,
    /// When it happened.
    pub at: Instant,
    /// What happened.
    pub kind: IncidentKind,
    /// How grave it is.
    pub severity: IncidentSeverity,
    /// Parts of the body.
    pub parts: Vec<BodyPart>,
    /// Where.
    pub place: String,
    /// Doing what.
    pub activity: String,
    /// With whom the infant was.
    pub with_whom: String,
    /// What was done at once.
    pub first_aid: String,
    /// How it happened.
    pub story: String,
    /// Who saw it.
    pub witnesses: String,
    /// 当班责任人.
    pub on_duty: String,
    /// The medical institution.
    pub hospital: String,
    /// Its diagnosis.
    pub diagnosis: String,
    /// Days of rest.
    pub rest_days: Option<i64>,
    /// How it ended.
    pub outcome: Option<InjuryOutcome>,
    /// Who wrote it.
    pub by: String,
    /// When it was written.
    pub recorded_at: Instant,
    /// Live, transcribed or late.
    pub entry: Entry,
    /// Who was told.
    pub told: Vec<ToldOf>,
    /// Who is still to be told.
    pub to_tell: Vec<ToTell>,
    /// What the cameras saw.
    pub video: Vec<VideoHold>,
    /// Where it stands.
    pub state: IncidentState,
    /// What can be done next.
    pub moves: Vec<IncidentMove>,
    /// Every step, oldest first.
    pub steps: Vec<CaseStep>,
}

/// Which incidents.
#[derive(Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct IncidentsOf {
    /// One infant.
    pub infant_id: Option<Id>,
    /// Closed ones too, from this day on; only open ones when absent.
    pub since: Option<Day>,
}

pub(super) fn incidents(view: &View<'_>, q: IncidentsOf) -> Result<Vec<IncidentShown>> {
    let mut shown = select(
        view,
        "(?1 IS NULL OR n.infant_id = ?1) AND (?2 IS NULL OR n.day >= ?2) ORDER BY n.occurred_at DESC, n.id DESC",
        (q.infant_id, q.since),
    )?;
    shown.retain(|incident| q.since.is_some() || incident.state == IncidentState::Open);
    Ok(shown)
}

/// The incidents of a day in short, for the hand-over: name, kind, class.
pub(crate) fn of_day(view: &View<'_>, on: Day) -> Result<Vec<(String, IncidentKind, Option<Id>)>> {
    view.all(
        "SELECT i.name, n.kind, n.class_id FROM incident n JOIN infant i ON i.id = n.infant_id
         WHERE n.day = ?1 AND n.withdrawn = 0 ORDER BY n.occurred_at",
        [on],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )
}

/// Incidents that a condition names, within the person's scope.
pub(super) fn select(view: &View<'_>, condition: &str, params: impl rusqlite::Params) -> Result<Vec<IncidentShown>> {
    let scope = scope::classes(view)?;
    let rows: Vec<(IncidentShown, Option<Id>)> = view.all(
        &format!(
            "SELECT n.id, n.infant_id, i.name, i.sex, i.birth, coalesce(k.name, ''), n.class_id, n.day, n.occurred_at, n.kind,
                    n.severity, n.parts, n.place, n.activity, n.with_whom, n.first_aid, n.story, n.witnesses, n.on_duty,
                    n.hospital, n.diagnosis, n.rest_days, n.outcome, p.name, n.recorded_at, n.entry
             FROM incident n JOIN infant i ON i.id = n.infant_id LEFT JOIN class k ON k.id = n.class_id
             JOIN person p ON p.id = n.recorded_by WHERE n.withdrawn = 0 AND {condition}"
        ),
        params,
        |r| {
            let (birth, day): (Day, Day) = (r.get(4)?, r.get(7)?);
            let shown = IncidentShown {
                id: r.get(0)?,
                infant_id: r.get(1)?,
                infant_name: r.get(2)?,
                sex: r.get(3)?,
                months: crate::day::completed_months(birth, day).unwrap_or(0),
                class_name: r.get(5)?,
                at: r.get(8)?,
                kind: r.get(9)?,
                severity: r.get(10)?,
                parts: serde_json::from_str(&r.get::<_, String>(11)?).unwrap_or_default(),
                place: r.get(12)?,
                activity: r.get(13)?,
                with_whom: r.get(14)?,
                first_aid: r.get(15)?,
                story: r.get(16)?,
                witnesses: r.get(17)?,
                on_duty: r.get(18)?,
                hospital: r.get(19)?,
                diagnosis: r.get(20)?,
                rest_days: r.get(21)?,
                outcome: r.get(22)?,
                by: r.get(23)?,
                recorded_at: r.get(24)?,
                entry: r.get(25)?,
                told: Vec::new(),
                to_tell: Vec::new(),
                video: Vec::new(),
                state: IncidentState::Open,
                moves: Vec::new(),
                steps: Vec::new(),
            };
            Ok((shown, r.get(6)?))
        },
    )?;
    let mut seen = Vec::new();
    for (mut incident, _) in rows.into_iter().filter(|(_, class)| scope.sees(*class)) {
        fill(view, &mut incident)?;
        seen.push(incident);
    }
    Ok(seen)
}

fn fill(view: &View<'_>, incident: &mut IncidentShown) -> Result<()> {
    let subject = incident.id.to_string();
    let current = INCIDENT.current(view, (TABLE, &subject))?;
    let (case, state) = current.map(|(case, state, _)| (case, state)).ok_or_else(|| Error::not_found("incident"))?;
    incident.told = telling::told(view, incident.id)?;
    incident.to_tell = telling::to_tell(view, (incident.severity, incident.kind), incident.at, &incident.told)?;
    incident.video = video::of_incident(view, incident.id)?;
    incident.moves = INCIDENT
        .possible(Some(&state))
        .into_iter()
        .filter(|possible| view.may(possible.permission))
        .filter_map(|possible| serde_json::from_value(json!(possible.name)).ok())
        .collect();
    incident.state = if state == "closed" { IncidentState::Closed } else { IncidentState::Open };
    incident.steps = INCIDENT.timeline(view, case)?;
    Ok(())
}

/// One incident, if the person may see its class.
pub(super) fn one(view: &View<'_>, id: Id) -> Result<IncidentShown> {
    select(view, "n.id = ?1", [id])?.pop().ok_or_else(|| Error::not_found("incident"))
}

/// The infant of an incident, if the person may see it.
pub(super) fn infant_of(view: &View<'_>, id: Id) -> Result<Id> {
    let infant: Id =
        view.one(TABLE, "SELECT infant_id FROM incident WHERE id = ?1 AND withdrawn = 0", [id], |r| r.get(0))?;
    Ok(records::infant(view, infant)?.id)
}

/// An injury or incident as it is first written.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReportIncident {
    /// The infant.
    pub infant_id: Id,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// What happened.
    pub kind: IncidentKind,
    /// How grave it is.
    pub severity: IncidentSeverity,
    /// Parts of the body.
    pub parts: Option<Vec<BodyPart>>,
    /// Where.
    pub place: Option<String>,
    /// Doing what.
    pub activity: Option<String>,
    /// With whom the infant was.
    pub with_whom: Option<String>,
    /// What was done at once.
    pub first_aid: Option<String>,
    /// How it happened.
    pub story: String,
    /// Who saw it.
    pub witnesses: Option<String>,
    /// 当班责任人.
    pub on_duty: Option<String>,
    /// Who saw or treated it; who types when absent.
    pub done_by: Option<Id>,
    /// Keep the video of the half hour before and after; from a doctor's visit on it is kept without asking.
    pub hold_video: Option<bool>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn report(change: &mut Change<'_>, q: ReportIncident) -> Result<IncidentShown> {
    const HALF_HOUR: i64 = 30 * 60 * 1000;
    let infant = records::infant(change, q.infant_id)?;
    let story = q.story.trim();
    if story.is_empty() {
        return Err(SafetyError::Story.into());
    }
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let (on, done_by) = (at.day(), q.done_by.unwrap_or(change.who()?.person));
    let stamp = change.stamp(at, done_by, q.late_reason.as_deref())?;
    let (id, class) = (change.new_id(), class_on(change, infant.id, on)?.or(infant.class_id));
    let parts = parts(q.parts.unwrap_or_default())?;
    let text = |given: &Option<String>| given.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let (place, activity, with_whom) = (text(&q.place), text(&q.activity), text(&q.with_whom));
    let (first_aid, witnesses, on_duty) = (text(&q.first_aid), text(&q.witnesses), text(&q.on_duty));
    let columns: [Column<'_>; 14] = [
        ("id", &id),
        ("infant_id", &infant.id),
        ("class_id", &class),
        ("day", &on),
        ("kind", &q.kind),
        ("severity", &q.severity),
        ("parts", &parts),
        ("place", &place),
        ("activity", &activity),
        ("with_whom", &with_whom),
        ("first_aid", &first_aid),
        ("story", &story),
        ("witnesses", &witnesses),
        ("on_duty", &on_duty),
    ];
    change.record(TABLE, &columns, &stamp)?;
    INCIDENT.step(change, (TABLE, &id.to_string()), IncidentMove::Report.code(), on, None, &json!({ "on": on }))?;
    if q.hold_video.unwrap_or(q.severity >= IncidentSeverity::Clinic) {
        video::put(change, id, "", (at.plus_ms(-HALF_HOUR), at.plus_ms(HALF_HOUR)))?;
    }
    change.about(infant.id);
    change.undo_with("safety.withdraw_incident", json!({ "id": id }));
    one(change, id)
}

fn parts(mut parts: Vec<BodyPart>) -> Result<String> {
    parts.sort_unstable();
    parts.dedup();
    Ok(serde_json::to_string(&parts)?)
}

/// What is learnt later: the doctor, the diagnosis, how grave it was after all, the outcome.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct FollowIncident {
    /// The incident.
    pub id: Id,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// How grave it is after all.
    pub severity: Option<IncidentSeverity>,
    /// The medical institution.
    pub hospital: Option<String>,
    /// Its diagnosis.
    pub diagnosis: Option<String>,
    /// Days of rest.
    pub rest_days: Option<i64>,
    /// How it ended.
    pub outcome: Option<InjuryOutcome>,
    /// What was learnt or done.
    pub note: String,
}

pub(super) fn follow(change: &mut Change<'_>, q: FollowIncident) -> Result<IncidentShown> {
    let infant = infant_of(change, q.id)?;
    let before = one(change, q.id)?;
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    if at.ms() > change.now() {
        return Err(crate::record::RecordError::Future.into());
    }
    let text = |given: &Option<String>, stood: &str| {
        given.as_deref().map(str::trim).filter(|given| !given.is_empty()).unwrap_or(stood).to_owned()
    };
    let (hospital, diagnosis) = (text(&q.hospital, &before.hospital), text(&q.diagnosis, &before.diagnosis));
    let severity = q.severity.unwrap_or(before.severity);
    let (rest_days, outcome) = (q.rest_days.or(before.rest_days), q.outcome.or(before.outcome));
    let columns: [Column<'_>; 5] = [
        ("severity", &severity),
        ("hospital", &hospital),
        ("diagnosis", &diagnosis),
        ("rest_days", &rest_days),
        ("outcome", &outcome),
    ];
    let note = q.note.trim();
    let differs = change.update(TABLE, &q.id, &columns)?;
    if note.is_empty() && !differs {
        return Err(SafetyError::Story.into());
    }
    let on = at.day();
    let mut facts = json!({ "on": on, "at": at });
    let learnt = [
        (severity != before.severity).then(|| ("severity", severity.zh().to_owned())),
        (hospital != before.hospital).then(|| ("hospital", hospital.clone())),
        (diagnosis != before.diagnosis).then(|| ("diagnosis", diagnosis.clone())),
        (outcome != before.outcome).then(|| ("outcome", outcome.map(InjuryOutcome::zh).unwrap_or_default().to_owned())),
    ];
    for (key, value) in learnt.into_iter().flatten() {
        facts[key] = json!(value);
    }
    let note = Some(note).filter(|note| !note.is_empty());
    INCIDENT.step(change, (TABLE, &q.id.to_string()), IncidentMove::Follow.code(), on, note, &facts)?;
    change.about(infant);
    if severity >= IncidentSeverity::Clinic && before.video.is_empty() {
        const HALF_HOUR: i64 = 30 * 60 * 1000;
        video::put(change, q.id, "", (before.at.plus_ms(-HALF_HOUR), before.at.plus_ms(HALF_HOUR)))?;
    }
    one(change, q.id)
}

/// What was first written is corrected.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CorrectIncident {
    /// The incident.
    pub id: Id,
    /// What happened.
    pub kind: Option<IncidentKind>,
    /// Parts of the body.
    pub parts: Option<Vec<BodyPart>>,
    /// Where.
    pub place: Option<String>,
    /// Doing what.
    pub activity: Option<String>,
    /// With whom the infant was.
    pub with_whom: Option<String>,
    /// What was done at once.
    pub first_aid: Option<String>,
    /// How it happened.
    pub story: Option<String>,
    /// Who saw it.
    pub witnesses: Option<String>,
    /// 当班责任人.
    pub on_duty: Option<String>,
    /// Why; needed for what another person wrote, or on another day.
    pub reason: Option<String>,
}

pub(super) fn correct(change: &mut Change<'_>, q: CorrectIncident) -> Result<IncidentShown> {
    let infant = infant_of(change, q.id)?;
    let before = one(change, q.id)?;
    let text = |given: Option<String>, stood: String| given.map_or(stood, |given| given.trim().to_owned());
    let story = text(q.story, before.story);
    if story.is_empty() {
        return Err(SafetyError::Story.into());
    }
    let (kind, parts) = (q.kind.unwrap_or(before.kind), parts(q.parts.unwrap_or(before.parts))?);
    let (place, activity) = (text(q.place, before.place), text(q.activity, before.activity));
    let (with_whom, first_aid) = (text(q.with_whom, before.with_whom), text(q.first_aid, before.first_aid));
    let (witnesses, on_duty) = (text(q.witnesses, before.witnesses), text(q.on_duty, before.on_duty));
    let columns: [Column<'_>; 9] = [
        ("kind", &kind),
        ("parts", &parts),
        ("place", &place),
        ("activity", &activity),
        ("with_whom", &with_whom),
        ("first_aid", &first_aid),
        ("story", &story),
        ("witnesses", &witnesses),
        ("on_duty", &on_duty),
    ];
    change.about(infant);
    change.correct(TABLE, q.id, &columns, q.reason.as_deref())?;
    one(change, q.id)
}

/// An incident that is closed or opened again.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveIncident {
    /// The incident.
    pub id: Id,
    /// What was improved, or why it is opened again.
    pub note: String,
}

pub(super) fn close(change: &mut Change<'_>, q: MoveIncident) -> Result<IncidentShown> {
    let infant = infant_of(change, q.id)?;
    let before = one(change, q.id)?;
    if !before.to_tell.is_empty() {
        let l = change.language();
        return Err(
            SafetyError::StillToTell { whom: before.to_tell.iter().map(|open| open.party.label(l)).collect() }.into()
        );
    }
    if before.outcome.is_none() {
        return Err(SafetyError::Outcome.into());
    }
    moved(change, &q, IncidentMove::Close, infant)
}

pub(super) fn reopen(change: &mut Change<'_>, q: MoveIncident) -> Result<IncidentShown> {
    let infant = infant_of(change, q.id)?;
    if q.note.trim().is_empty() {
        return Err(SafetyError::Reason.into());
    }
    moved(change, &q, IncidentMove::Reopen, infant)
}

fn moved(change: &mut Change<'_>, q: &MoveIncident, name: IncidentMove, infant: Id) -> Result<IncidentShown> {
    let on = change.today();
    let note = Some(q.note.trim()).filter(|note| !note.is_empty());
    INCIDENT.step(change, (TABLE, &q.id.to_string()), name.code(), on, note, &json!({ "on": on }))?;
    change.about(infant);
    one(change, q.id)
}

/// An incident that was typed for the wrong infant.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawIncident {
    /// The incident.
    pub id: Id,
    /// Why; needed once an hour has passed.
    pub reason: Option<String>,
}

/// Takes an incident back while nobody was told of it; the row stays.
pub(super) fn withdraw(change: &mut Change<'_>, q: WithdrawIncident) -> Result<Nothing> {
    let infant = infant_of(change, q.id)?;
    let incident = one(change, q.id)?;
    if !incident.told.is_empty() {
        return Err(SafetyError::Kept.into());
    }
    change.about(infant);
    take_back(change, TABLE, q.id, incident.recorded_at.ms(), q.reason.as_deref())?;
    Ok(Nothing {})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Coded;

    #[test]
    fn table() {
        let rows: Vec<String> = INCIDENT
            .moves
            .iter()
            .map(|one| format!("{} → {} [{}] {}", one.from.join("|"), one.to, one.name, one.permission.code()))
            .collect();
        assert_eq!(
            rows,
            [
                " → open [report] health_write",
                "open → open [follow] health_write",
                "open → closed [close] health_decide",
                "closed → open [reopen] health_decide",
            ]
        );
        for (one, name) in INCIDENT.moves.iter().zip(IncidentMove::ALL) {
            assert_eq!((one.name, one.title), (name.code(), (name.zh(), name.label(crate::words::Language::En))));
        }
    }
}
