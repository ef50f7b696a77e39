//! The day as one line a child: what the door, the class sheet and the roll show.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::absence::{self, AbsenceShown, Traced};
use super::movement::{self, Escort, Moved, Movement, MovementKind};
use super::{AbsenceCause, AttendanceError, DayState, Mismatch, Place, denied};
use crate::access::Permission;
use crate::day::{Day, completed_months};
use crate::error::{Error, Result};
use crate::health::check::{self, CheckRules, CheckShown};
use crate::health::{CheckPeriod, Disposition, illness, medicine};
use crate::id::Id;
use crate::identity::Sex;
use crate::infants::scope;
use crate::instant::Instant;
use crate::view::View;

/// Which day.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct AttendanceOf {
    /// The day; today when absent.
    pub day: Option<Day>,
    /// One class; every class that the person may see when absent.
    pub class_id: Option<Id>,
    /// Which check is shown with it; the morning's when absent.
    pub period: Option<CheckPeriod>,
}

/// A day of the nursery.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct AttendanceDay {
    /// The day.
    pub day: Day,
    /// What kind of day it is; absent while the year's calendar is not entered.
    pub day_word: Option<String>,
    /// The nursery has care on that day: not a weekend or holiday, not closed.
    pub open: bool,
    /// The moment, by the nursery's clock.
    pub now: Instant,
    /// What the checks go by.
    pub rules: CheckRules,
    /// From this time of the day who has not come is to be traced, `HH:MM`.
    pub trace_after: String,
    /// Class by class, in their order.
    pub classes: Vec<ClassDay>,
    /// One line a child, in the order of class, 托号 and name.
    pub rows: Vec<ChildDay>,
}

/// A class on a day.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ClassDay {
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub name: String,
    /// It has care on that day.
    pub open: bool,
    /// In care on that day (应到).
    pub expected: u32,
    /// On leave.
    pub on_leave: u32,
    /// Not come yet, or not traced.
    pub not_arrived: u32,
    /// Arrived, not checked, those to be measured again with them.
    pub unchecked: u32,
    /// Arrived and checked, and still inside.
    pub checked: u32,
    /// In the observation room.
    pub observation: u32,
    /// Gone home.
    pub gone: u32,
}

crate::coded_enum! {
    /// What must be seen at a child's name.
    pub enum HintKind {
        Allergy = "allergy", "过敏", "allergy";
        SameName = "same_name", "同名", "same name";
        Twin = "twin", "双胞胎", "twin";
        Care = "care", "特殊照护", "special care";
        Illness = "illness", "近日病情", "recent illness";
        Medicine = "medicine", "今日服药", "medicine today";
        Denied = "denied", "禁止接走", "may not be collected by";
    }
}

/// What must be seen at a child's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct ChildHint {
    /// What.
    pub kind: HintKind,
    /// In the person's language.
    pub said: String,
}

/// A child's line.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ChildDay {
    /// The infant.
    pub infant_id: Id,
    /// 托号.
    pub number: Option<u16>,
    /// Name.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Day of birth.
    pub birth: Day,
    /// Completed months on that day.
    pub months: u32,
    /// Its class on that day.
    pub class_id: Id,
    /// Name of the class.
    pub class_name: String,
    /// What must be seen at its name.
    pub hints: Vec<ChildHint>,
    /// Who usually brings it.
    pub usual: Option<Escort>,
    /// Who may bring and collect it on that day.
    pub escorts: Vec<Escort>,
    /// Why it is away.
    pub leave: Option<AbsenceShown>,
    /// The last attempt to learn why it has not come.
    pub traced: Option<Traced>,
    /// Where the day stands.
    pub state: DayState,
    /// Its first arrival.
    pub arrival: Option<Moved>,
    /// Its last departure, while it is gone.
    pub departure: Option<Moved>,
    /// Where it is.
    pub place: Option<Place>,
    /// What does not agree: presence × notice × check.
    pub mismatch: Option<Mismatch>,
    /// It was collected after the nursery had closed.
    pub late_pickup: bool,
    /// The check.
    pub check: Option<CheckShown>,
    /// An illness of an earlier day is not cleared: 入班 is withheld.
    pub withheld: bool,
}

pub(super) fn day(view: &View<'_>, q: AttendanceOf) -> Result<AttendanceDay> {
    let on = q.day.unwrap_or(view.today());
    let mut rows = rows(view, on, q.period.unwrap_or(CheckPeriod::Morning), None)?;
    let scope = scope::classes(view)?;
    let seen = view.classes()?.into_iter().filter(|class| scope.sees(Some(class.id)));
    let (open, closed) = (is_open(view, on)?, closed(view, on)?);
    let classes = seen.map(|class| count((class.id, class.name), open && !closed.contains(&class.id), &rows)).collect();
    rows.retain(|row| q.class_id.is_none_or(|class| row.class_id == class));
    Ok(AttendanceDay {
        day: on,
        day_word: view.day_word(on)?,
        open,
        now: Instant::from_ms(view.now()),
        rules: CheckRules::on(view, on)?,
        trace_after: view.policy("attendance.trace_after", on)?.text()?.to_owned(),
        classes,
        rows,
    })
}

fn count((class_id, name): (Id, String), open: bool, rows: &[ChildDay]) -> ClassDay {
    let of_class: Vec<&ChildDay> = rows.iter().filter(|row| row.class_id == class_id).collect();
    let n = |f: &dyn Fn(&ChildDay) -> bool| u32::try_from(of_class.iter().filter(|row| f(row)).count()).unwrap_or(0);
    let observation = |row: &ChildDay| row.place == Some(Place::ObservationRoom);
    ClassDay {
        class_id,
        name,
        open,
        expected: n(&|_| true),
        on_leave: n(&|row| row.state == DayState::OnLeave),
        not_arrived: n(&|row| matches!(row.state, DayState::NotArrived | DayState::ToTrace)),
        unchecked: n(&|row| matches!(row.state, DayState::Unchecked | DayState::Retake)),
        checked: n(&|row| row.state == DayState::Checked),
        observation: n(&observation),
        gone: n(&|row| row.state == DayState::Gone),
    }
}

/// The class of an infant on a day.
pub(crate) fn class_on(view: &View<'_>, infant: Id, on: Day) -> Result<Option<Id>> {
    view.first(
        "SELECT class_id FROM placement WHERE infant_id = ?1 AND from_day <= ?2 AND (to_day IS NULL OR to_day >= ?2)
         ORDER BY from_day DESC LIMIT 1",
        (infant, on),
        |r| r.get(0),
    )
}

/// One child's line after a change.
///
/// # Errors
/// The infant was not in care on that day.
pub(crate) fn child(view: &View<'_>, infant: Id, on: Day) -> Result<ChildDay> {
    child_at(view, infant, on, CheckPeriod::Morning)
}

pub(crate) fn child_at(view: &View<'_>, infant: Id, on: Day, period: CheckPeriod) -> Result<ChildDay> {
    rows(view, on, period, Some(infant))?.pop().ok_or_else(|| AttendanceError::NotInCare.into())
}

/// Who is in care on a day, and whoever came although not expected.
pub(crate) const IN_CARE: &str = "p.from_day <= ?1 AND (p.to_day IS NULL OR p.to_day >= ?1)
    AND coalesce(i.enrolled_on, p.from_day) <= ?1 AND (i.left_on IS NULL OR i.left_on >= ?1)
    AND i.status NOT IN ('waiting', 'reserved')
    AND (NOT EXISTS (SELECT 1 FROM suspension s WHERE s.infant_id = i.id AND s.from_day <= ?1 AND (s.to_day IS NULL OR s.to_day >= ?1))
         OR EXISTS (SELECT 1 FROM movement m WHERE m.day = ?1 AND m.infant_id = i.id AND m.withdrawn = 0))";

/// The lines of a day within the person's scope, in the order of class, 托号 and name.
pub(crate) fn rows(view: &View<'_>, on: Day, period: CheckPeriod, only: Option<Id>) -> Result<Vec<ChildDay>> {
    let scope = scope::classes(view)?;
    let health = view.may(Permission::InfantsHealth);
    let one = if only.is_some() { "AND i.id = ?2" } else { "AND ?2 IS NULL" };
    let mut rows: Vec<ChildDay> = view.all(
        &format!(
            "SELECT i.id, i.number, i.name, i.sex, i.birth, i.allergy, i.special_care, k.id, k.name
             FROM placement p JOIN infant i ON i.id = p.infant_id JOIN class k ON k.id = p.class_id
             WHERE {IN_CARE} {one} ORDER BY k.sort, k.id, coalesce(i.number, 1000), i.name_key, i.id"
        ),
        (on, only),
        |r| {
            let (birth, allergy, care): (Day, String, String) = (r.get(4)?, r.get(5)?, r.get(6)?);
            let mut hints = Vec::new();
            if health && !allergy.is_empty() {
                hints.push(ChildHint { kind: HintKind::Allergy, said: allergy });
            }
            if health && !care.is_empty() {
                hints.push(ChildHint { kind: HintKind::Care, said: care });
            }
            Ok(ChildDay {
                infant_id: r.get(0)?,
                number: r.get(1)?,
                name: r.get(2)?,
                sex: r.get(3)?,
                birth,
                months: completed_months(birth, on).unwrap_or(0),
                class_id: r.get(7)?,
                class_name: r.get(8)?,
                hints,
                usual: None,
                escorts: Vec::new(),
                leave: None,
                traced: None,
                state: DayState::NotArrived,
                arrival: None,
                departure: None,
                place: None,
                mismatch: None,
                late_pickup: false,
                check: None,
                withheld: false,
            })
        },
    )?;
    rows.retain(|row| scope.sees(Some(row.class_id)));
    let mut facts = Facts::of(view, on, period, only)?;
    let names = Names::of(view, only.and_then(|_| rows.first()).map(|row| row.name.as_str()))?;
    let (late, closed) = (is_past(view, on)?, closed(view, on)?);
    let closes = at_time(view, on, "attendance.closes_at")?;
    let shut = Instant::from_ms(view.now()) >= closes;
    for row in &mut rows {
        facts.fill(row, late && !closed.contains(&row.class_id));
        row.late_pickup = row.departure.as_ref().is_some_and(|left| left.at > closes);
        row.mismatch = mismatch(row, late, shut);
        names.hints(view, row);
    }
    Ok(rows)
}

/// Whether the nursery has care on a day; a year without its calendar has its weekends off.
fn is_open(view: &View<'_>, on: Day) -> Result<bool> {
    Ok(view.workdays()?.is_workday(on).unwrap_or(!on.is_weekend()))
}

/// The classes that are closed on a day.
fn closed(view: &View<'_>, on: Day) -> Result<BTreeSet<Id>> {
    let closed = view.all(
        "SELECT class_id FROM closure WHERE class_id IS NOT NULL AND from_day <= ?1 AND to_day >= ?1",
        [on],
        |r| r.get(0),
    )?;
    Ok(closed.into_iter().collect())
}

/// Whether who has not come by now is to be traced.
pub(super) fn is_past(view: &View<'_>, on: Day) -> Result<bool> {
    if !is_open(view, on)? {
        return Ok(false);
    }
    if on != view.today() {
        return Ok(on < view.today());
    }
    Ok(Instant::from_ms(view.now()) >= at_time(view, on, "attendance.trace_after")?)
}

/// A moment of a day by a policy that names a time.
fn at_time(view: &View<'_>, on: Day, key: &str) -> Result<Instant> {
    let policy = view.policy(key, on)?;
    let minute = crate::record::minute_of(policy.text()?);
    Ok(Instant::at(on, minute.ok_or_else(|| Error::Unexpected(key.to_owned()))?))
}

/// What does not agree on a child's day; the earlier ones go before.
fn mismatch(row: &ChildDay, late: bool, shut: bool) -> Option<Mismatch> {
    let known = row.leave.as_ref().is_some_and(|leave| leave.cause != AbsenceCause::Unknown);
    match row.place {
        None if row.check.is_some() => Some(Mismatch::CheckedNotArrived),
        None => (late && !known).then_some(Mismatch::Unexplained),
        Some(_) if known => Some(Mismatch::CameOnLeave),
        Some(_) if late && row.check.is_none() => Some(Mismatch::Unchecked),
        Some(place) => (shut && place != Place::Gone).then_some(Mismatch::StillInside),
    }
}

/// What is written of a day, by infant.
struct Facts {
    movements: BTreeMap<Id, Vec<Movement>>,
    leave: BTreeMap<Id, AbsenceShown>,
    traced: BTreeMap<Id, Traced>,
    checks: BTreeMap<Id, CheckShown>,
    escorts: BTreeMap<Id, Vec<Escort>>,
    last: BTreeMap<Id, Id>,
    denied: BTreeMap<Id, Vec<String>>,
    illness: BTreeMap<Id, (bool, Option<String>)>,
    medicine: BTreeMap<Id, Vec<String>>,
    recent: BTreeMap<Id, String>,
}

impl Facts {
    fn of(view: &View<'_>, on: Day, period: CheckPeriod, only: Option<Id>) -> Result<Self> {
        let mut movements = BTreeMap::<Id, Vec<Movement>>::new();
        for movement in movement::of_day(view, on, only)? {
            movements.entry(movement.infant).or_default().push(movement);
        }
        let mut escorts = BTreeMap::<Id, Vec<Escort>>::new();
        for (infant, escort) in movement::escorts(view, only, on)? {
            escorts.entry(infant).or_default().push(escort);
        }
        let mut refused = BTreeMap::<Id, Vec<String>>::new();
        for (infant, one) in denied::on(view, on, only)? {
            refused.entry(infant).or_default().push(one.name);
        }
        let mut medicines = BTreeMap::<Id, Vec<String>>::new();
        let mut recent = BTreeMap::new();
        if view.may(Permission::InfantsHealth) {
            for (infant, said) in medicine::due::said(view, on, only)? {
                medicines.entry(infant).or_default().push(said);
            }
            recent = recent_illnesses(view, on, only)?;
        }
        Ok(Self {
            medicine: medicines,
            recent,
            movements,
            escorts,
            denied: refused,
            leave: absence::of_day(view, on, only)?.into_iter().collect(),
            traced: absence::traces(view, on, only)?.into_iter().collect(),
            checks: check::of_day(view, on, period, only)?.into_iter().collect(),
            last: last_escorts(view, on, only)?,
            illness: open_illnesses(view, on, only)?,
        })
    }

    fn fill(&mut self, row: &mut ChildDay, late: bool) {
        row.escorts = self.escorts.remove(&row.infant_id).unwrap_or_default();
        let last = self.last.get(&row.infant_id);
        row.usual = row.escorts.iter().find(|may| may.id.as_ref() == last).or(row.escorts.first()).cloned();
        if let Some((withheld, said)) = self.illness.remove(&row.infant_id) {
            row.withheld = withheld;
            row.hints.extend(said.map(|said| ChildHint { kind: HintKind::Illness, said }));
        } else if let Some(said) = self.recent.remove(&row.infant_id) {
            row.hints.push(ChildHint { kind: HintKind::Illness, said });
        }
        for said in self.medicine.remove(&row.infant_id).unwrap_or_default() {
            row.hints.push(ChildHint { kind: HintKind::Medicine, said });
        }
        for name in self.denied.remove(&row.infant_id).unwrap_or_default() {
            row.hints.push(ChildHint { kind: HintKind::Denied, said: name });
        }
        row.leave = self.leave.remove(&row.infant_id);
        row.traced = self.traced.remove(&row.infant_id);
        row.check = self.checks.remove(&row.infant_id);
        let movements = self.movements.remove(&row.infant_id).unwrap_or_default();
        row.place = movements.last().map(|last| last.place);
        let departure = movements.last().filter(|last| last.kind == MovementKind::Departure);
        row.departure = departure.map(|last| last.moved.clone());
        row.arrival = movements.into_iter().find(|first| first.kind == MovementKind::Arrival).map(|first| first.moved);
        row.state = state(row, late);
    }
}

/// Where a child's day stands.
fn state(row: &ChildDay, late: bool) -> DayState {
    match (row.place, &row.check) {
        (Some(Place::Gone), _) => DayState::Gone,
        (Some(_), None) => DayState::Unchecked,
        (Some(_), Some(check)) if check.retake_due.is_some() => DayState::Retake,
        (Some(_), Some(_)) => DayState::Checked,
        (None, _) => match &row.leave {
            Some(leave) if leave.cause != AbsenceCause::Unknown => DayState::OnLeave,
            Some(_) => DayState::ToTrace,
            None if late => DayState::ToTrace,
            None => DayState::NotArrived,
        },
    }
}

/// Who has an illness that is not closed: whether 入班 is withheld on that day, and what is to be seen of it.
fn open_illnesses(view: &View<'_>, on: Day, only: Option<Id>) -> Result<BTreeMap<Id, (bool, Option<String>)>> {
    let one = if only.is_some() { "AND infant_id = ?1" } else { "AND ?1 IS NULL" };
    let open: Vec<(Id, Day, String)> = view.all(
        &format!("SELECT infant_id, day, found FROM illness WHERE withdrawn = 0 AND returned_on IS NULL {one}"),
        [only],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    let (l, health) = (view.language(), view.may(Permission::InfantsHealth));
    let mut of = BTreeMap::new();
    for (infant, day, found) in open.into_iter().filter(|(_, day, _)| *day <= on) {
        if let Some((_, state, _)) = illness::open_of(view, infant)? {
            let said = health.then(|| {
                let date = format!("{}-{}", day.month().number(), day.day_of_month());
                l.say(format!("{date} {found} · {}", state.zh()), format!("{date} {found} · {}", state.label(l)))
            });
            of.insert(infant, (illness::is_withheld(view, infant, on)?, said));
        }
    }
    Ok(of)
}

/// The last illness that was closed within some days before: who has just come back is looked at with it in mind.
fn recent_illnesses(view: &View<'_>, on: Day, only: Option<Id>) -> Result<BTreeMap<Id, String>> {
    const DAYS: i64 = 14;
    let one = if only.is_some() { "AND infant_id = ?3" } else { "AND ?3 IS NULL" };
    let l = view.language();
    let closed: Vec<(Id, Day, String)> = view.all(
        &format!(
            "SELECT infant_id, returned_on, CASE disease_name WHEN '' THEN found ELSE disease_name END, max(day) FROM illness
             WHERE withdrawn = 0 AND returned_on BETWEEN ?1 AND ?2 {one} GROUP BY infant_id"
        ),
        (on.plus_days(-DAYS)?, on, only),
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    let said = closed.into_iter().map(|(infant, back, what)| {
        let date = format!("{}-{}", back.month().number(), back.day_of_month());
        (infant, l.say(format!("{what}，{date} 返园"), format!("{what}, back {date}")))
    });
    Ok(said.collect())
}

/// Who brought each infant last, within some weeks before.
fn last_escorts(view: &View<'_>, on: Day, only: Option<Id>) -> Result<BTreeMap<Id, Id>> {
    const WEEKS: i64 = 8;
    let one = if only.is_some() { "AND infant_id = ?3" } else { "AND ?3 IS NULL" };
    let last = view.all(
        &format!(
            "SELECT infant_id, escort_id, max(occurred_at) FROM movement
             WHERE day BETWEEN ?1 AND ?2 AND kind = 'arrival' AND withdrawn = 0 AND escort_id IS NOT NULL {one}
             GROUP BY infant_id"
        ),
        (on.plus_days(-7 * WEEKS)?, on, only),
        |r| Ok((r.get::<_, Id>(0)?, r.get::<_, Id>(1)?)),
    )?;
    Ok(last.into_iter().collect())
}

/// Who is called alike, and who are twins.
struct Names {
    alike: BTreeMap<String, Vec<(Id, String)>>,
    twins: BTreeSet<(Id, Id)>,
    of: BTreeMap<Id, String>,
}

impl Names {
    fn of(view: &View<'_>, name: Option<&str>) -> Result<Self> {
        let one = if name.is_some() { "AND substr(i.name, 2) = substr(?1, 2)" } else { "AND ?1 IS NULL" };
        let names: Vec<(Id, String)> = view.all(
            &format!("SELECT i.id, i.name FROM infant i WHERE i.status IN ('enrolled', 'suspended') {one}"),
            [name],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        let mut alike = BTreeMap::<String, Vec<(Id, String)>>::new();
        for (id, name) in &names {
            alike.entry(given(name)).or_default().push((*id, name.clone()));
        }
        let twins = view.all(
            "SELECT DISTINCT a.infant_id, b.infant_id FROM infant x
             JOIN guardianship a ON a.infant_id = x.id
             JOIN guardianship b ON b.guardian_id = a.guardian_id AND b.infant_id <> a.infant_id
             JOIN infant y ON y.id = b.infant_id AND y.birth = x.birth
             WHERE x.status = 'enrolled' AND y.status = 'enrolled'",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )?;
        let mut of: BTreeMap<Id, String> = names.into_iter().collect();
        for (a, b) in &twins {
            for id in [a, b] {
                if !of.contains_key(id) {
                    of.insert(*id, view.one("infant", "SELECT name FROM infant WHERE id = ?1", [id], |r| r.get(0))?);
                }
            }
        }
        Ok(Self { alike, twins: twins.into_iter().collect(), of })
    }

    fn hints(&self, view: &View<'_>, row: &mut ChildDay) {
        let l = view.language();
        let twins: Vec<Id> = self.twins.iter().filter(|(a, _)| *a == row.infant_id).map(|(_, b)| *b).collect();
        for twin in &twins {
            let name = self.of.get(twin).cloned().unwrap_or_default();
            row.hints.push(ChildHint {
                kind: HintKind::Twin,
                said: l.say(format!("双胞胎：{name}"), format!("twin of {name}")),
            });
        }
        let others = self.alike.get(&given(&row.name)).map(Vec::as_slice).unwrap_or_default();
        for (_, name) in others.iter().filter(|(id, _)| *id != row.infant_id && !twins.contains(id)) {
            row.hints.push(ChildHint {
                kind: HintKind::SameName,
                said: l.say(format!("与{name}同名"), format!("named like {name}")),
            });
        }
    }
}

/// The given name, by which children are called: without the first character of a Chinese name.
fn given(name: &str) -> String {
    let mut characters = name.chars();
    match characters.next() {
        Some(first) if crate::text::is_han(first) && name.chars().count() > 1 => characters.collect(),
        _ => name.to_owned(),
    }
}

/// Whether a disposition keeps an infant out of its class.
pub(crate) fn place_for(disposition: Disposition) -> Place {
    match disposition {
        Disposition::Isolate | Disposition::SentHome => Place::ObservationRoom,
        Disposition::Class | Disposition::Observe | Disposition::Notify => Place::Class,
    }
}
