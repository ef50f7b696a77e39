//! 到园、离园、去处: an event each. Where an infant is follows from the last that was not withdrawn.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AttendanceError, EscortKind, Place};
use crate::day::Day;
use crate::error::Result;
use crate::id::Id;
use crate::infants::records::{self, Infant};
use crate::instant::Instant;
use crate::record::{Entry, Stamp, take_back};
use crate::text;
use crate::view::{Change, Column, View};

/// Who brings or collects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Escort {
    /// Guardian, authorised person, or somebody else.
    pub kind: EscortKind,
    /// The guardian's or the authorised person's row.
    pub id: Option<Id>,
    /// Name.
    pub name: String,
    /// Relation to the infant, in words.
    pub relation: String,
}

/// An arrival or departure as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Moved {
    /// The row.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// With whom.
    pub escort: Option<Escort>,
    /// Whether that person was entitled to collect; departures only.
    pub entitled: Option<bool>,
    /// Who saw it, by name.
    pub by: String,
    /// Live, transcribed or late.
    pub entry: Entry,
}

crate::coded_enum! {
    /// What kind of event.
    pub enum MovementKind {
        Arrival = "arrival", "到园", "arrival";
        Departure = "departure", "离园", "departure";
        Move = "move", "换地方", "change of place";
    }
}

/// An event of a day.
#[derive(Debug, Clone)]
pub(crate) struct Movement {
    pub infant: Id,
    pub kind: MovementKind,
    pub place: Place,
    pub moved: Moved,
}

const COLUMNS: &str = "m.id, m.infant_id, m.kind, m.place, m.escort_kind, m.escort_id, m.escort, m.relation, m.entitled, m.occurred_at, m.entry, p.name";

fn of_row(r: &rusqlite::Row<'_>) -> rusqlite::Result<Movement> {
    let escort = match r.get::<_, Option<EscortKind>>(4)? {
        None => None,
        Some(kind) => Some(Escort { kind, id: r.get(5)?, name: r.get(6)?, relation: r.get(7)? }),
    };
    Ok(Movement {
        infant: r.get(1)?,
        kind: r.get(2)?,
        place: r.get(3)?,
        moved: Moved {
            id: r.get(0)?,
            at: Instant::from_ms(r.get(9)?),
            escort,
            entitled: r.get(8)?,
            by: r.get(11)?,
            entry: r.get(10)?,
        },
    })
}

/// Every event of a day that stands, of one infant or of all, in the order of time.
pub(crate) fn of_day(view: &View<'_>, day: Day, infant: Option<Id>) -> Result<Vec<Movement>> {
    let one = if infant.is_some() { "AND m.infant_id = ?2" } else { "AND ?2 IS NULL" };
    view.all(
        &format!(
            "SELECT {COLUMNS} FROM movement m JOIN person p ON p.id = m.done_by
             WHERE m.day = ?1 AND m.withdrawn = 0 {one} ORDER BY m.infant_id, m.occurred_at, m.id"
        ),
        (day, infant),
        of_row,
    )
}

/// Where an infant is on a day after everything that is written.
pub(crate) fn place_of(view: &View<'_>, infant: Id, day: Day) -> Result<Option<Place>> {
    Ok(of_day(view, day, Some(infant))?.last().map(|last| last.place))
}

/// What a movement is written from.
pub(crate) struct NewMovement<'a> {
    pub infant: &'a Infant,
    pub kind: MovementKind,
    pub place: Place,
    pub escort: Option<&'a Escort>,
    pub entitled: Option<bool>,
    pub called: &'a str,
    pub second: Option<Id>,
}

pub(crate) fn write(change: &mut Change<'_>, new: &NewMovement<'_>, stamp: &Stamp) -> Result<Id> {
    let id = change.new_id();
    let class = super::day::class_on(change, new.infant.id, stamp.occurred_at.day())?.or(new.infant.class_id);
    let (kind, escort_id) = (new.escort.map(|by| by.kind), new.escort.and_then(|by| by.id));
    let (name, relation) = new.escort.map_or(("", ""), |by| (by.name.as_str(), by.relation.as_str()));
    let columns: [Column<'_>; 13] = [
        ("id", &id),
        ("infant_id", &new.infant.id),
        ("day", &stamp.occurred_at.day()),
        ("kind", &new.kind),
        ("place", &new.place),
        ("class_id", &class),
        ("escort_kind", &kind),
        ("escort_id", &escort_id),
        ("escort", &name),
        ("relation", &relation),
        ("entitled", &new.entitled),
        ("called", &new.called),
        ("second_id", &new.second),
    ];
    change.record("movement", &columns, stamp)?;
    Ok(id)
}

/// Records an arrival unless the infant is inside already; answers its row where one was written.
pub(crate) fn arrive(
    change: &mut Change<'_>,
    infant: &Infant,
    escort: Option<&Escort>,
    stamp: &Stamp,
) -> Result<Option<Id>> {
    let last = place_of(change, infant.id, stamp.occurred_at.day())?;
    if last.is_some_and(|place| place != Place::Gone) {
        return Ok(None);
    }
    let new = NewMovement {
        infant,
        kind: MovementKind::Arrival,
        place: Place::Class,
        escort,
        entitled: None,
        called: "",
        second: None,
    };
    super::absence::came(change, infant.id, stamp.occurred_at.day())?;
    write(change, &new, stamp).map(Some)
}

/// Who may collect an infant on a day, as lists show them: guardians first, then the authorised (接送人).
pub(crate) fn escorts(view: &View<'_>, infant: Option<Id>, day: Day) -> Result<Vec<(Id, Escort)>> {
    let one = if infant.is_some() { "AND s.infant_id = ?2" } else { "AND ?2 IS NULL" };
    view.all(
        &format!(
            "SELECT s.infant_id, 'guardian', g.id, g.name, s.relation, 0, s.priority FROM guardianship s
             JOIN guardian g ON g.id = s.guardian_id
             WHERE (s.until_day IS NULL OR s.until_day >= ?1) {one}
               AND NOT EXISTS (SELECT 1 FROM pickup_denied d WHERE d.infant_id = s.infant_id AND d.from_day <= ?1
                   AND (d.to_day IS NULL OR d.to_day >= ?1) AND (d.guardian_id = g.id OR d.name = g.name))
             UNION ALL
             SELECT s.infant_id, 'pickup', s.id, s.name, s.relation, 1, 0 FROM pickup_person s
             WHERE s.adult_seen = 1 AND s.from_day <= ?1 AND (s.to_day IS NULL OR s.to_day >= ?1) {one}
               AND NOT EXISTS (SELECT 1 FROM pickup_denied d WHERE d.infant_id = s.infant_id AND d.from_day <= ?1
                   AND (d.to_day IS NULL OR d.to_day >= ?1) AND d.name = s.name)
             ORDER BY 1, 6, 7, 4"
        ),
        (day, infant),
        |r| Ok((r.get(0)?, Escort { kind: r.get(1)?, id: Some(r.get(2)?), name: r.get(3)?, relation: r.get(4)? })),
    )
}

/// Who brought each infant last: the usual person at the door.
pub(crate) fn usual(view: &View<'_>, kind: MovementKind, infant: Id) -> Result<Option<Escort>> {
    let last = view.first(
        &format!(
            "SELECT {COLUMNS} FROM movement m JOIN person p ON p.id = m.done_by
             WHERE m.infant_id = ?1 AND m.kind = ?2 AND m.withdrawn = 0 AND m.escort_kind IN ('guardian', 'pickup')
             ORDER BY m.occurred_at DESC LIMIT 1"
        ),
        (infant, kind),
        of_row,
    )?;
    Ok(last.and_then(|last| last.moved.escort))
}

/// The person as known: name and relation come from the row, never from the screen.
fn known(view: &View<'_>, infant: Id, day: Day, by: &Escort) -> Result<Option<Escort>> {
    Ok(escorts(view, Some(infant), day)?
        .into_iter()
        .map(|(_, escort)| escort)
        .find(|escort| escort.kind == by.kind && escort.id == by.id && by.kind != EscortKind::Other))
}

/// Who brought: known by its row, else by the name that is given.
pub(crate) fn brought(view: &View<'_>, infant: Id, day: Day, by: &Escort) -> Result<Escort> {
    if let Some(known) = known(view, infant, day, by)? {
        return Ok(known);
    }
    let name = text::normalise_name(&by.name);
    if name.is_empty() {
        return Err(AttendanceError::Escort.into());
    }
    Ok(Escort { kind: EscortKind::Other, id: None, name, relation: by.relation.trim().to_owned() })
}

/// An arrival.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RecordArrival {
    /// The infant.
    pub infant_id: Id,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Who brought it; the usual person when absent.
    pub by: Option<Escort>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn record_arrival(change: &mut Change<'_>, q: RecordArrival) -> Result<super::day::ChildDay> {
    let infant = records::infant(change, q.infant_id)?;
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let stamp = change.stamp(at, change.who()?.person, q.late_reason.as_deref())?;
    let day = at.day();
    let escort = match &q.by {
        Some(by) => Some(brought(change, infant.id, day, by)?),
        None => usual_or_first(change, infant.id, MovementKind::Arrival, day)?,
    };
    change.about(infant.id);
    let Some(id) = arrive(change, &infant, escort.as_ref(), &stamp)? else {
        return Err(AttendanceError::Inside.into());
    };
    change.undo_with("attendance.withdraw", serde_json::json!({ "id": id }));
    super::day::child(change, infant.id, day)
}

/// Who usually brings or collects: who did so last and still may, else the first guardian.
pub(crate) fn usual_or_first(view: &View<'_>, infant: Id, kind: MovementKind, day: Day) -> Result<Option<Escort>> {
    let may: Vec<Escort> = escorts(view, Some(infant), day)?.into_iter().map(|(_, escort)| escort).collect();
    let last = usual(view, kind, infant)?;
    Ok(last.and_then(|last| may.iter().find(|may| may.id == last.id).cloned()).or(may.into_iter().next()))
}

/// A departure.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RecordDeparture {
    /// The infant.
    pub infant_id: Id,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Who collected it: a guardian or an authorised person; the usual one when absent.
    pub by: Option<Escort>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn depart(change: &mut Change<'_>, q: RecordDeparture) -> Result<super::day::ChildDay> {
    let infant = records::infant(change, q.infant_id)?;
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    if let Some(by) = &q.by {
        super::denied::check(change, infant.id, at.day(), by.id, &text::normalise_name(&by.name))?;
    }
    let escort = match &q.by {
        Some(by) => known(change, infant.id, at.day(), by)?
            .ok_or_else(|| AttendanceError::NotListed { name: text::normalise_name(&by.name) })?,
        None => usual_or_first(change, infant.id, MovementKind::Departure, at.day())?.ok_or(AttendanceError::Escort)?,
    };
    let stamp = change.stamp(at, change.who()?.person, q.late_reason.as_deref())?;
    change.about(infant.id);
    let id = leaves(change, &infant, &escort, (true, "", None), &stamp)?;
    change.undo_with("attendance.withdraw", serde_json::json!({ "id": id }));
    super::day::child(change, infant.id, at.day())
}

fn leaves(
    change: &mut Change<'_>,
    infant: &Infant,
    escort: &Escort,
    (entitled, called, second): (bool, &str, Option<Id>),
    stamp: &Stamp,
) -> Result<Id> {
    let before = of_day(change, stamp.occurred_at.day(), Some(infant.id))?;
    match before.last() {
        Some(last) if last.place != Place::Gone => {
            if stamp.occurred_at < last.moved.at {
                return Err(AttendanceError::BeforeArrival.into());
            }
        }
        _ => return Err(AttendanceError::NotInside.into()),
    }
    let new = NewMovement {
        infant,
        kind: MovementKind::Departure,
        place: Place::Gone,
        escort: Some(escort),
        entitled: Some(entitled),
        called,
        second,
    };
    let id = write(change, &new, stamp)?;
    let with = format!("{}（{}）", escort.name, escort.relation);
    crate::health::illness::leaves(change, infant.id, stamp.occurred_at.day(), &with)?;
    Ok(id)
}

/// A departure with somebody who is not on the list (临时委托接走): the guardian was called at the stored number, and
/// a second person of the nursery has seen it.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DepartOnce {
    /// The infant.
    pub infant_id: Id,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Name of who collects.
    pub name: String,
    /// Relation to the infant.
    pub relation: String,
    /// The guardian who was called.
    pub guardian_id: Id,
    /// What the guardian answered.
    pub answered: String,
    /// Somebody saw an identity paper: an adult.
    pub adult_seen: bool,
    /// Who may not collect has done so: what happened. The fact is written and the director is told.
    pub despite: Option<String>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn depart_once(change: &mut Change<'_>, q: DepartOnce) -> Result<super::day::ChildDay> {
    let infant = records::infant(change, q.infant_id)?;
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let (name, relation) = (text::normalise_name(&q.name), q.relation.trim());
    let despite = q.despite.as_deref().map(str::trim).filter(|despite| !despite.is_empty());
    if name.is_empty() || relation.is_empty() || (!q.adult_seen && despite.is_none()) {
        return Err(AttendanceError::Escort.into());
    }
    if despite.is_none() {
        super::denied::check(change, infant.id, at.day(), None, &name)?;
    }
    let answered = q.answered.trim();
    let guardian = escorts(change, Some(infant.id), at.day())?
        .into_iter()
        .map(|(_, escort)| escort)
        .find(|escort| escort.kind == EscortKind::Guardian && escort.id == Some(q.guardian_id))
        .filter(|_| !answered.is_empty())
        .ok_or(AttendanceError::Called)?;
    let stamp = change.stamp(at, change.who()?.person, q.late_reason.as_deref())?;
    let escort = Escort { kind: EscortKind::Other, id: None, name, relation: relation.to_owned() };
    let despite = despite.map(|despite| format!("；{despite}")).unwrap_or_default();
    let called = format!("{}（{}）：{answered}{despite}", guardian.name, guardian.relation);
    let second = change.second().map(|second| second.person);
    change.about(infant.id);
    let id = leaves(change, &infant, &escort, (false, &called, second), &stamp)?;
    change.undo_with("attendance.withdraw", serde_json::json!({ "id": id }));
    super::day::child(change, infant.id, at.day())
}

/// A class that is collected, each infant by its usual person.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DepartClass {
    /// The class.
    pub class_id: Id,
    /// Who stays or is collected by another.
    pub except: Vec<Id>,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

/// How many left.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Departed {
    /// How many left with their usual person.
    pub departed: u32,
    /// Names of those without a person who may collect.
    pub left_over: Vec<String>,
}

pub(super) fn depart_class(change: &mut Change<'_>, q: DepartClass) -> Result<Departed> {
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let stamp = change.stamp(at, change.who()?.person, q.late_reason.as_deref())?;
    change.about(q.class_id);
    let rows = super::day::rows(change, at.day(), crate::health::CheckPeriod::Morning, None)?;
    let inside = rows.into_iter().filter(|row| {
        row.class_id == q.class_id
            && !q.except.contains(&row.infant_id)
            && row.place.is_some_and(|place| place != Place::Gone)
    });
    let (mut departed, mut left_over) = (0, Vec::new());
    for row in inside {
        let infant = records::infant(change, row.infant_id)?;
        match usual_or_first(change, infant.id, MovementKind::Departure, at.day())? {
            Some(escort) => {
                leaves(change, &infant, &escort, (true, "", None), &stamp)?;
                departed += 1;
            }
            None => left_over.push(infant.name),
        }
    }
    Ok(Departed { departed, left_over })
}

/// An entry typed for the wrong infant or time.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawMovement {
    /// The row.
    pub id: Id,
    /// Why; needed once an hour has passed.
    pub reason: Option<String>,
}

/// Takes an entry back: the row stays, marked, with the reason in the trail.
pub(super) fn withdraw(change: &mut Change<'_>, q: WithdrawMovement) -> Result<super::day::ChildDay> {
    let (infant, day, recorded_at): (Id, Day, i64) = change.one(
        "movement",
        "SELECT infant_id, day, recorded_at FROM movement WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    records::infant(change, infant)?;
    change.about(infant);
    take_back(change, "movement", q.id, recorded_at, q.reason.as_deref())?;
    super::day::child(change, infant, day)
}
