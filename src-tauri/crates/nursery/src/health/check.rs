//! 晨午检: one line a child, day and time of day. One act records the arrival, who brought the child, what was seen,
//! what is done and which card it wears.

use rusqlite::types::{ToSql, ToSqlOutput, Value as SqlValue, ValueRef};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::reading::{self, Reading};
use super::{CardColour, CheckError, CheckPeriod, Disposition, Symptom, illness};
use crate::access::Permission;
use crate::attendance::absence::of_that_day;
use crate::attendance::day::{self, ChildDay, place_for};
use crate::attendance::movement::{self, Escort, MovementKind, NewMovement};
use crate::attendance::{DayState, Place};
use crate::day::Day;
use crate::error::Result;
use crate::id::Id;
use crate::infants::records::{self, Infant};
use crate::instant::Instant;
use crate::record::{Entry, Stamp};
use crate::view::{Change, Column, View};

const TABLE: &str = "health_check";
/// Within this time a change is taken back without a reason, ms.
const SLIP: i64 = 60 * 60 * 1000;
/// When the noon check is made, in minutes, where a past day is typed without times.
const NOON: u16 = 12 * 60;

/// What the checks go by, from the policies. Temperatures are tenths of a degree Celsius.
#[derive(Debug, Clone, Copy, Serialize, TS, JsonSchema)]
pub struct CheckRules {
    /// From here on it is fever.
    pub fever: i64,
    /// Below this it is too low to be true.
    pub low: i64,
    /// After so many minutes it is taken again.
    pub retake_minutes: i64,
}

impl CheckRules {
    /// The rules of a day.
    ///
    /// # Errors
    /// A policy is missing.
    pub fn on(view: &View<'_>, on: Day) -> Result<Self> {
        Ok(Self {
            fever: view.policy_number("check.fever_tenths", on)?,
            low: view.policy_number("check.low_tenths", on)?,
            retake_minutes: view.policy_number("check.retake_minutes", on)?,
        })
    }

    fn read(self, tenths: i64) -> Reading {
        reading::read(tenths, self.fever, self.low)
    }
}

/// A check as it stands. Without the right to see health only that it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CheckShown {
    /// The row.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// Who checked, by name.
    pub by: String,
    /// Live, transcribed or late.
    pub entry: Entry,
    /// Looked at one by one, not confirmed together with others.
    pub touched: bool,
    /// The first reading, tenths of a degree.
    pub temperature: Option<i64>,
    /// Not measured (未测).
    pub unmeasured: bool,
    /// The second reading.
    pub again: Option<i64>,
    /// When it was taken.
    pub again_at: Option<Instant>,
    /// When it is to be taken again, while that is open.
    pub retake_due: Option<Instant>,
    /// What is seen or told.
    pub symptoms: Vec<Symptom>,
    /// What the family told (家长主诉).
    pub told: String,
    /// What was found.
    pub found: String,
    /// What is done.
    pub disposition: Option<Disposition>,
    /// The card.
    pub card: Option<CardColour>,
    /// Remark.
    pub note: String,
}

/// The checks of a day, of one infant or of all.
pub(crate) fn of_day(
    view: &View<'_>,
    on: Day,
    period: CheckPeriod,
    infant: Option<Id>,
) -> Result<Vec<(Id, CheckShown)>> {
    let rules = CheckRules::on(view, on)?;
    let one = if infant.is_some() { "AND h.infant_id = ?3" } else { "AND ?3 IS NULL" };
    view.all(
        &format!("{SELECT} WHERE h.day = ?1 AND h.period = ?2 AND h.withdrawn = 0 {one}"),
        (on, period, infant),
        shown(view, rules),
    )
}

const SELECT: &str =
    "SELECT h.infant_id, h.id, h.occurred_at, p.name, h.entry, h.touched, h.temperature, h.unmeasured, h.again,
    h.again_at, h.symptoms, h.told, h.found, h.disposition, h.card, h.note, h.day, h.period
    FROM health_check h JOIN person p ON p.id = h.done_by";

/// Reads a check; without the right to see health only that it was made.
fn shown(view: &View<'_>, rules: CheckRules) -> impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<(Id, CheckShown)> {
    let health = view.may(Permission::InfantsHealth);
    move |r| {
        let at = Instant::from_ms(r.get(2)?);
        let (temperature, again): (Option<i64>, Option<i64>) = (r.get(6)?, r.get(8)?);
        let open = temperature.is_some_and(|tenths| rules.read(tenths) != Reading::Normal) && again.is_none();
        let mut shown = CheckShown {
            id: r.get(1)?,
            at,
            by: r.get(3)?,
            entry: r.get(4)?,
            touched: r.get(5)?,
            temperature,
            unmeasured: r.get(7)?,
            again,
            again_at: r.get::<_, Option<i64>>(9)?.map(Instant::from_ms),
            retake_due: open.then(|| at.plus_ms(rules.retake_minutes * 60_000)),
            symptoms: serde_json::from_str(&r.get::<_, String>(10)?).unwrap_or_default(),
            told: r.get(11)?,
            found: r.get(12)?,
            disposition: r.get(13)?,
            card: r.get(14)?,
            note: r.get(15)?,
        };
        if !health {
            (shown.temperature, shown.again, shown.again_at) = (None, None, None);
            (shown.symptoms, shown.disposition, shown.card) = (Vec::new(), None, None);
            (shown.told, shown.found, shown.note) = (String::new(), String::new(), String::new());
        }
        Ok((r.get(0)?, shown))
    }
}

/// Whose checks.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CheckHistoryOf {
    /// The infant.
    pub infant_id: Id,
    /// Only before this day, for the next page.
    pub before: Option<Day>,
}

/// A check of an earlier day.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PastCheck {
    /// The day.
    pub day: Day,
    /// Which check.
    pub period: CheckPeriod,
    /// What stands.
    pub check: CheckShown,
}

/// The checks of an infant, the newest first, some weeks at a time.
pub(super) fn history(view: &View<'_>, q: CheckHistoryOf) -> Result<Vec<PastCheck>> {
    const PAGE: i64 = 60;
    let infant = records::infant(view, q.infant_id)?;
    let mut shown = shown(view, CheckRules::on(view, view.today())?);
    view.all(
        &format!(
            "{SELECT} WHERE h.infant_id = ?1 AND h.withdrawn = 0 AND (?2 IS NULL OR h.day < ?2) ORDER BY h.day DESC, h.period LIMIT {PAGE}"
        ),
        (infant.id, q.before),
        |r| Ok(PastCheck { day: r.get(16)?, period: r.get(17)?, check: shown(r)?.1 }),
    )
}

/// What is done where nobody chose otherwise.
#[must_use]
pub fn usual_disposition(
    rules: CheckRules,
    temperature: Option<i64>,
    again: Option<i64>,
    symptoms: &[Symptom],
) -> Disposition {
    use Symptom::{Diarrhoea, Fever, MouthHerpes, Parotid, Rash, RedEye, Vomiting};
    let last = again.or(temperature).map(|tenths| rules.read(tenths));
    let first = temperature.map(|tenths| rules.read(tenths));
    let infectious =
        |symptom: &Symptom| matches!(symptom, Fever | Rash | Vomiting | Diarrhoea | RedEye | MouthHerpes | Parotid);
    if last == Some(Reading::Fever) || symptoms.iter().any(infectious) {
        Disposition::Isolate
    } else if !symptoms.is_empty() || first == Some(Reading::Fever) {
        Disposition::Observe
    } else {
        Disposition::Class
    }
}

/// The card for what is done: who does not go to the class wears none.
#[must_use]
pub fn usual_card(disposition: Disposition) -> Option<CardColour> {
    match disposition {
        Disposition::Class => Some(CardColour::Green),
        Disposition::Observe | Disposition::Notify => Some(CardColour::Yellow),
        Disposition::Isolate | Disposition::SentHome => None,
    }
}

/// A check as typed; what is absent keeps what stands.
#[derive(Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RecordCheck {
    /// The infant.
    pub infant_id: Option<Id>,
    /// The day; today when absent.
    pub day: Option<Day>,
    /// Which check; the morning's when absent.
    pub period: Option<CheckPeriod>,
    /// Tenths of a degree Celsius.
    pub temperature: Option<i64>,
    /// Not measured (未测).
    pub unmeasured: Option<bool>,
    /// What is seen or told.
    pub symptoms: Option<Vec<Symptom>>,
    /// What the family told.
    pub told: Option<String>,
    /// What was found.
    pub found: Option<String>,
    /// What is done; what usually follows when absent.
    pub disposition: Option<Disposition>,
    /// The card; what usually follows when absent.
    pub card: Option<CardColour>,
    /// Remark.
    pub note: Option<String>,
    /// Who brought the infant; the usual person when absent.
    pub by: Option<Escort>,
    /// When; now, or the usual time of a past day, when absent.
    pub at: Option<Instant>,
    /// Who checked; who types when absent.
    pub done_by: Option<Id>,
    /// Why it is written late.
    pub late_reason: Option<String>,
    /// Why what stands is corrected.
    pub reason: Option<String>,
}

/// What stands of a check in the store.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckValues {
    /// Tenths of a degree.
    pub temperature: Option<i64>,
    /// Not measured.
    pub unmeasured: bool,
    /// The second reading.
    pub again: Option<i64>,
    /// When it was taken.
    pub again_at: Option<Instant>,
    /// What is seen or told.
    pub symptoms: Vec<Symptom>,
    /// What the family told.
    pub told: String,
    /// What was found.
    pub found: String,
    /// What is done.
    pub disposition: Option<Disposition>,
    /// The card.
    pub card: Option<CardColour>,
    /// Remark.
    pub note: String,
    /// Looked at one by one.
    pub touched: bool,
}

struct Standing {
    id: Id,
    values: CheckValues,
    occurred_at: Instant,
    recorded_at: Instant,
    recorded_by: Id,
}

fn standing(view: &View<'_>, infant: Id, on: Day, period: CheckPeriod) -> Result<Option<Standing>> {
    view.first(
        "SELECT id, temperature, unmeasured, again, again_at, symptoms, told, found, disposition, card, note, touched,
                occurred_at, recorded_at, recorded_by
         FROM health_check WHERE day = ?1 AND period = ?2 AND infant_id = ?3 AND withdrawn = 0",
        (on, period, infant),
        |r| {
            Ok(Standing {
                id: r.get(0)?,
                values: CheckValues {
                    temperature: r.get(1)?,
                    unmeasured: r.get(2)?,
                    again: r.get(3)?,
                    again_at: r.get::<_, Option<i64>>(4)?.map(Instant::from_ms),
                    symptoms: serde_json::from_str(&r.get::<_, String>(5)?).unwrap_or_default(),
                    told: r.get(6)?,
                    found: r.get(7)?,
                    disposition: r.get(8)?,
                    card: r.get(9)?,
                    note: r.get(10)?,
                    touched: r.get(11)?,
                },
                occurred_at: Instant::from_ms(r.get(12)?),
                recorded_at: Instant::from_ms(r.get(13)?),
                recorded_by: r.get(14)?,
            })
        },
    )
}

pub(super) fn check(change: &mut Change<'_>, q: RecordCheck) -> Result<ChildDay> {
    let infant = records::infant(change, q.infant_id.ok_or(CheckError::Absent)?)?;
    let (on, period) = (q.day.unwrap_or(change.today()), q.period.unwrap_or(CheckPeriod::Morning));
    if let Some(tenths) = q.temperature.filter(|tenths| !reading::is_possible(*tenths)) {
        return Err(CheckError::Digits { tenths }.into());
    }
    change.about(infant.id);
    let rules = CheckRules::on(change, on)?;
    let before = standing(change, infant.id, on, period)?;
    let stood = before.as_ref().map(|before| before.values.clone()).unwrap_or_default();
    let mut after = stood.clone();
    if let Some(tenths) = q.temperature {
        (after.temperature, after.unmeasured) = (Some(tenths), false);
    } else if q.unmeasured == Some(true) {
        (after.temperature, after.unmeasured) = (None, true);
        (after.again, after.again_at) = (None, None);
    }
    let text = |given: &Option<String>, stands: &mut String| {
        if let Some(text) = given {
            *stands = text.trim().to_owned();
        }
    };
    text(&q.told, &mut after.told);
    text(&q.found, &mut after.found);
    text(&q.note, &mut after.note);
    if let Some(symptoms) = q.symptoms {
        after.symptoms = symptoms;
    }
    settle(rules, before.is_some().then_some(&stood), &mut after, q.disposition, q.card);
    withhold(change, infant.id, on, q.disposition, &mut after)?;
    after.touched = true;
    let stamp = match (&before, q.at) {
        (Some(before), None) => Stamp { occurred_at: before.occurred_at, ..change.stamp_of_now(q.done_by)? },
        (_, at) => {
            let at = match at {
                Some(at) => at,
                None => usual_time(change, infant.id, on, period)?,
            };
            let done_by = q.done_by.unwrap_or(change.who()?.person);
            change.stamp(at, done_by, q.late_reason.as_deref())?
        }
    };
    let mut written = Written::default();
    here(change, &infant, (on, period), q.by.as_ref(), &stamp, &mut written)?;
    let id = match &before {
        None => insert(change, infant.id, (on, period), &after, &stamp)?,
        Some(before) => {
            edit(change, before, &after, q.reason.as_deref())?;
            before.id
        }
    };
    if before.is_none() {
        written.checks.push(id);
    }
    follow(change, &infant, on, after.disposition, &stamp, &mut written)?;
    written.illnesses.extend(consequence(change, infant.id, on, id, &after)?);
    match before {
        None => change.undo_with("health.withdraw", serde_json::to_value(&written)?),
        Some(before) => change.undo_with(
            "health.put_back",
            json!({ "id": before.id, "values": before.values, "movements": written.movements, "illnesses": written.illnesses }),
        ),
    }
    day::child_at(change, infant.id, on, period)
}

/// Fever of the last reading is a sign; what is done and the card follow unless somebody chose otherwise.
fn settle(
    rules: CheckRules,
    stood: Option<&CheckValues>,
    after: &mut CheckValues,
    disposition: Option<Disposition>,
    card: Option<CardColour>,
) {
    let fever = after.again.or(after.temperature).is_some_and(|tenths| rules.read(tenths) == Reading::Fever);
    if fever && !after.symptoms.contains(&Symptom::Fever) {
        after.symptoms.push(Symptom::Fever);
    } else if !fever && after.temperature.is_some() {
        after.symptoms.retain(|symptom| *symptom != Symptom::Fever);
    }
    after.symptoms.sort_unstable();
    after.symptoms.dedup();
    let usual = |values: &CheckValues| usual_disposition(rules, values.temperature, values.again, &values.symptoms);
    let chosen = stood.and_then(|stood| stood.disposition.filter(|standing| *standing != usual(stood)));
    let done = disposition.or(chosen).unwrap_or_else(|| usual(after));
    let kept = stood.and_then(|stood| stood.card.filter(|card| stood.disposition.and_then(usual_card) != Some(*card)));
    after.card = card.or(kept.filter(|_| disposition.is_none())).or(usual_card(done));
    after.disposition = Some(done);
}

/// When a check was made where nobody says: with the arrival, now, or at the usual time of a past day.
fn usual_time(view: &View<'_>, infant: Id, on: Day, period: CheckPeriod) -> Result<Instant> {
    if period == CheckPeriod::Noon {
        return Ok(if on < view.today() { Instant::at(on, NOON) } else { of_that_day(view, on) });
    }
    let arrived = movement::of_day(view, on, Some(infant))?.into_iter().find(|m| m.kind == MovementKind::Arrival);
    Ok(match arrived {
        Some(arrived) if on < view.today() => arrived.moved.at,
        _ => of_that_day(view, on),
    })
}

/// What a call has written, so that it can be taken back together.
#[derive(Debug, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Written {
    /// Checks.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<Id>>")]
    pub checks: Vec<Id>,
    /// Arrivals and changes of place.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<Id>>")]
    pub movements: Vec<Id>,
    /// Cases that were opened.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<Id>>")]
    pub illnesses: Vec<Id>,
    /// Why, once an hour has passed.
    pub reason: Option<String>,
}

/// 入班 is withheld while an illness of an earlier day is not cleared: the presence is written all the same.
fn withhold(view: &View<'_>, infant: Id, on: Day, chosen: Option<Disposition>, after: &mut CheckValues) -> Result<()> {
    if !illness::is_withheld(view, infant, on)? {
        return Ok(());
    }
    if chosen.is_some_and(|chosen| place_for(chosen) == Place::Class) {
        return Err(illness::withheld(view, infant)?.into());
    }
    if after.disposition.is_none_or(|done| place_for(done) == Place::Class) {
        (after.disposition, after.card) = (Some(Disposition::Isolate), None);
    }
    Ok(())
}

/// What follows for the case: it is opened, found to be nothing, or closed with the return.
fn consequence(change: &mut Change<'_>, infant: Id, on: Day, check: Id, after: &CheckValues) -> Result<Option<Id>> {
    match after.disposition.map(place_for) {
        Some(Place::ObservationRoom) => illness::open(change, infant, on, check, after),
        Some(Place::Class) => {
            illness::dismissed(change, infant, on, "复查后入班")?;
            illness::returns(change, infant, on)?;
            Ok(None)
        }
        _ => Ok(None),
    }
}

/// Sees to it that the infant has arrived: the morning check is the arrival, the noon check needs one.
fn here(
    change: &mut Change<'_>,
    infant: &Infant,
    (on, period): (Day, CheckPeriod),
    by: Option<&Escort>,
    stamp: &Stamp,
    written: &mut Written,
) -> Result<()> {
    let movements = movement::of_day(change, on, Some(infant.id))?;
    let arrival = movements.iter().find(|m| m.kind == MovementKind::Arrival);
    if let Some(arrival) = arrival {
        if let Some(by) = by {
            let escort = movement::brought(change, infant.id, on, by)?;
            let columns: [Column<'_>; 4] = [
                ("escort_kind", &escort.kind),
                ("escort_id", &escort.id),
                ("escort", &escort.name),
                ("relation", &escort.relation),
            ];
            change.update("movement", &arrival.moved.id, &columns)?;
        }
        return Ok(());
    }
    if period == CheckPeriod::Noon {
        return Err(CheckError::Absent.into());
    }
    let escort = match by {
        Some(by) => Some(movement::brought(change, infant.id, on, by)?),
        None => movement::usual_or_first(change, infant.id, MovementKind::Arrival, on)?,
    };
    written.movements.extend(movement::arrive(change, infant, escort.as_ref(), stamp)?);
    Ok(())
}

/// Where the infant goes by what is done.
fn follow(
    change: &mut Change<'_>,
    infant: &Infant,
    on: Day,
    disposition: Option<Disposition>,
    stamp: &Stamp,
    written: &mut Written,
) -> Result<()> {
    let Some(to) = disposition.map(place_for) else { return Ok(()) };
    let now = movement::place_of(change, infant.id, on)?;
    if now.is_none_or(|now| now == to || now == Place::Gone) {
        return Ok(());
    }
    let new = NewMovement {
        infant,
        kind: MovementKind::Move,
        place: to,
        escort: None,
        entitled: None,
        called: "",
        second: None,
    };
    // After everything that is written of the day, or the order of the events would not say where it is.
    let last = movement::of_day(change, on, Some(infant.id))?.last().map_or(stamp.occurred_at, |m| m.moved.at);
    let at = stamp.recorded_at.min(if on < change.today() { last.max(stamp.occurred_at) } else { stamp.recorded_at });
    let stamp = Stamp { occurred_at: at.max(last), ..stamp.clone() };
    written.movements.push(movement::write(change, &new, &stamp)?);
    Ok(())
}

fn insert(
    change: &mut Change<'_>,
    infant: Id,
    (on, period): (Day, CheckPeriod),
    values: &CheckValues,
    stamp: &Stamp,
) -> Result<Id> {
    let (id, symptoms) = (change.new_id(), serde_json::to_string(&values.symptoms)?);
    let class = day::class_on(change, infant, on)?;
    let line: [Column<'_>; 5] =
        [("id", &id), ("infant_id", &infant), ("day", &on), ("period", &period), ("class_id", &class)];
    change.record(TABLE, &[&line[..], &columns(values, &symptoms)].concat(), stamp)?;
    Ok(id)
}

fn columns<'v>(values: &'v CheckValues, symptoms: &'v dyn ToSql) -> [Column<'v>; 11] {
    [
        ("temperature", &values.temperature),
        ("unmeasured", &values.unmeasured),
        ("again", &values.again),
        ("again_at", &values.again_at),
        ("symptoms", symptoms),
        ("told", &values.told),
        ("found", &values.found),
        ("disposition", &values.disposition),
        ("card", &values.card),
        ("note", &values.note),
        ("touched", &values.touched),
    ]
}

/// Writes what differs. What the same person typed the same day is retyped; what was empty is filled in; anything else
/// is an amendment with its reason.
fn edit(change: &mut Change<'_>, before: &Standing, after: &CheckValues, reason: Option<&str>) -> Result<()> {
    let now = Instant::from_ms(change.now());
    let own = before.recorded_by == change.who()?.person && before.recorded_at.day() == now.day();
    let (was, is) = (serde_json::to_string(&before.values.symptoms)?, serde_json::to_string(&after.symptoms)?);
    let (stood, stands) = (columns(&before.values, &was), columns(after, &is));
    let plain = before.values.symptoms.is_empty() && before.values.disposition == Some(Disposition::Class);
    let (mut typed, mut amended): (Vec<Column<'_>>, Vec<Column<'_>>) = (Vec::new(), Vec::new());
    for ((field, old), new) in stood.iter().zip(&stands) {
        let filled_in = match *field {
            "touched" => true,
            "symptoms" => before.values.symptoms.is_empty(),
            // What followed by itself from nothing changes with what is added.
            "disposition" | "card" => plain || before.values.disposition.is_none(),
            "unmeasured" => before.values.temperature.is_none(),
            _ => is_empty(&old.to_sql()?),
        };
        match own || filled_in {
            true => typed.push(*new),
            false if old.to_sql()? == new.1.to_sql()? => {}
            false => amended.push(*new),
        }
    }
    match reason.map(str::trim).filter(|reason| !reason.is_empty()) {
        _ if amended.is_empty() => {}
        // Together, since one field may only change with another.
        Some(reason) => {
            change.amend_all(TABLE, before.id, &[&amended[..], &typed[..]].concat(), reason)?;
            return Ok(());
        }
        None => return Err(CheckError::Reason.into()),
    }
    change.update(TABLE, &before.id, &typed).map(drop)
}

fn is_empty(value: &ToSqlOutput<'_>) -> bool {
    match value {
        ToSqlOutput::Owned(SqlValue::Null) | ToSqlOutput::Borrowed(ValueRef::Null) => true,
        ToSqlOutput::Borrowed(ValueRef::Text(text)) => text.is_empty(),
        _ => false,
    }
}

/// The second reading.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RecordRetake {
    /// The infant.
    pub infant_id: Id,
    /// The day; today when absent.
    pub day: Option<Day>,
    /// Which check; the morning's when absent.
    pub period: Option<CheckPeriod>,
    /// Tenths of a degree Celsius.
    pub temperature: i64,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Why what stands is corrected.
    pub reason: Option<String>,
}

pub(super) fn retake(change: &mut Change<'_>, q: RecordRetake) -> Result<ChildDay> {
    let infant = records::infant(change, q.infant_id)?;
    let (on, period) = (q.day.unwrap_or(change.today()), q.period.unwrap_or(CheckPeriod::Morning));
    if !reading::is_possible(q.temperature) {
        return Err(CheckError::Digits { tenths: q.temperature }.into());
    }
    change.about(infant.id);
    let before = standing(change, infant.id, on, period)?.ok_or(CheckError::NoReading)?;
    if before.values.temperature.is_none() {
        return Err(CheckError::NoReading.into());
    }
    let rules = CheckRules::on(change, on)?;
    let mut after = before.values.clone();
    let at = q.at.unwrap_or_else(|| of_that_day(change, on)).max(before.occurred_at);
    (after.again, after.again_at) = (Some(q.temperature), Some(at));
    settle(rules, Some(&before.values), &mut after, None, None);
    withhold(change, infant.id, on, None, &mut after)?;
    after.touched = true;
    let stamp = Stamp { occurred_at: at, ..change.stamp_of_now(None)? };
    // A second reading is a record of its own: what follows from it is no correction of the first.
    let symptoms = serde_json::to_string(&after.symptoms)?;
    let fields = columns(&after, &symptoms);
    if before.values.again.is_none() {
        change.update(TABLE, &before.id, &fields)?;
    } else {
        edit(change, &before, &after, q.reason.as_deref())?;
    }
    let mut written = Written::default();
    follow(change, &infant, on, after.disposition, &stamp, &mut written)?;
    written.illnesses.extend(consequence(change, infant.id, on, before.id, &after)?);
    change.undo_with(
        "health.put_back",
        json!({ "id": before.id, "values": before.values, "movements": written.movements, "illnesses": written.illnesses }),
    );
    day::child_at(change, infant.id, on, period)
}

/// Whose check is confirmed together.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ConfirmChecks {
    /// One class; every class that the person may see when absent.
    pub class_id: Option<Id>,
    /// The day; today when absent.
    pub day: Option<Day>,
    /// Which check; the morning's when absent.
    pub period: Option<CheckPeriod>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

/// How many were confirmed.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ConfirmedTogether {
    /// How many.
    pub confirmed: u32,
    /// Who.
    pub infants: Vec<Id>,
}

/// Confirms as normal who has arrived and is not checked: never who has not come, never who is to be measured again,
/// never who is in the observation room or may not go to its class.
pub(super) fn confirm(change: &mut Change<'_>, q: ConfirmChecks) -> Result<ConfirmedTogether> {
    let (on, period) = (q.day.unwrap_or(change.today()), q.period.unwrap_or(CheckPeriod::Morning));
    let mut rows = day::rows(change, on, period, None)?;
    rows.retain(|row| {
        row.state == DayState::Unchecked
            && row.place == Some(Place::Class)
            && !row.withheld
            && q.class_id.is_none_or(|class| class == row.class_id)
    });
    let values = CheckValues {
        unmeasured: true,
        disposition: Some(Disposition::Class),
        card: usual_card(Disposition::Class),
        ..CheckValues::default()
    };
    let mut written = Written::default();
    for row in &rows {
        let at = usual_time(change, row.infant_id, on, period)?;
        let stamp = change.stamp(at, change.who()?.person, q.late_reason.as_deref())?;
        written.checks.push(insert(change, row.infant_id, (on, period), &values, &stamp)?);
    }
    if let Some(class) = q.class_id {
        change.about(class);
    }
    if !rows.is_empty() {
        change.undo_with("health.withdraw", serde_json::to_value(&written)?);
    }
    Ok(ConfirmedTogether {
        confirmed: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        infants: rows.into_iter().map(|row| row.infant_id).collect(),
    })
}

/// Takes checks and what came with them back; the rows stay.
pub(super) fn withdraw(change: &mut Change<'_>, q: Written) -> Result<crate::contract::Nothing> {
    for (table, ids) in [(TABLE, &q.checks), ("movement", &q.movements)] {
        for id in ids {
            let (infant, recorded_at): (Id, i64) = change.one(
                table,
                &format!("SELECT infant_id, recorded_at FROM {table} WHERE id = ?1 AND withdrawn = 0"),
                [id],
                |r| Ok((r.get(0)?, r.get(1)?)),
            )?;
            records::infant(change, infant)?;
            change.about(infant);
            crate::record::take_back(change, table, *id, recorded_at, q.reason.as_deref())?;
        }
    }
    for id in &q.illnesses {
        change.update("illness", id, &[("withdrawn", &true)])?;
    }
    Ok(crate::contract::Nothing {})
}

/// What a check said before a change that is taken back.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PutBack {
    /// The check.
    pub id: Id,
    /// What it said.
    pub values: CheckValues,
    /// Changes of place that came with the change.
    pub movements: Vec<Id>,
    /// Cases that were opened with it.
    pub illnesses: Vec<Id>,
}

/// Takes a change of a check back (Ctrl+Z): only what the same person wrote within the hour.
pub(super) fn put_back(change: &mut Change<'_>, q: PutBack) -> Result<ChildDay> {
    let (infant, on, period): (Id, Day, CheckPeriod) = change.one(
        TABLE,
        "SELECT infant_id, day, period FROM health_check WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    records::infant(change, infant)?;
    let written = standing(change, infant, on, period)?.ok_or(CheckError::NoReading)?;
    let last = written.values.again_at.map_or(written.recorded_at, |at| at.max(written.recorded_at));
    if change.now() - last.ms() > SLIP {
        return Err(CheckError::Reason.into());
    }
    change.about(infant);
    let symptoms = serde_json::to_string(&q.values.symptoms)?;
    change.update(TABLE, &q.id, &columns(&q.values, &symptoms))?;
    withdraw(change, Written { movements: q.movements, illnesses: q.illnesses, ..Written::default() })?;
    day::child_at(change, infant, on, period)
}

/// How much of the checks of a span was looked at one by one; the rest was confirmed together.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct TouchedShare {
    /// Checks.
    pub checks: u32,
    /// Looked at one by one.
    pub touched: u32,
}

/// Which span.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SharesOf {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

/// The share by person who recorded, for the director.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PersonShare {
    /// By name.
    pub name: String,
    /// The share.
    pub share: TouchedShare,
}

pub(super) fn shares(view: &View<'_>, q: SharesOf) -> Result<Vec<PersonShare>> {
    view.all(
        "SELECT p.name, count(*), sum(h.touched) FROM health_check h JOIN person p ON p.id = h.recorded_by
         WHERE h.day BETWEEN ?1 AND ?2 AND h.withdrawn = 0 GROUP BY p.id, p.name ORDER BY p.name",
        (q.from, q.to),
        |r| {
            let share = TouchedShare { checks: r.get(1)?, touched: r.get(2)? };
            Ok(PersonShare { name: r.get(0)?, share })
        },
    )
}

impl Change<'_> {
    /// The stamp of what is written now about something that happened before.
    fn stamp_of_now(&self, done_by: Option<Id>) -> Result<Stamp> {
        let (now, person) = (Instant::from_ms(self.now()), self.who()?.person);
        Ok(Stamp {
            occurred_at: now,
            recorded_at: now,
            done_by: done_by.unwrap_or(person),
            recorded_by: person,
            entry: Entry::Live,
            late_reason: None,
        })
    }
}

/// A check's line in words, for the register: what the family told and what was seen, and what was done.
pub(crate) fn in_words(check: &CheckShown) -> (String, String) {
    let mut seen: Vec<String> = check.symptoms.iter().map(|symptom| symptom.zh().to_owned()).collect();
    if seen.is_empty() && check.found.is_empty() {
        seen.push("正常".to_owned());
    }
    if !check.found.is_empty() {
        seen.push(check.found.clone());
    }
    if let Some(again) = check.again {
        seen.push(format!("复测 {} ℃", reading::degrees(again)));
    }
    let seen = seen.join("、");
    let told = if check.told.is_empty() { seen } else { format!("主诉：{}；{seen}", check.told) };
    (told, check.disposition.map(|done| done.zh().to_owned()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: CheckRules = CheckRules { fever: 373, low: 355, retake_minutes: 10 };

    #[test]
    fn what_is_done_follows_from_what_is_seen() {
        use Disposition::{Class, Isolate, Observe};
        for (temperature, again, symptoms, done) in [
            (Some(365), None, &[][..], Class),
            (None, None, &[][..], Class),
            (Some(354), None, &[][..], Class),
            (Some(378), None, &[][..], Isolate),
            (Some(378), Some(380), &[][..], Isolate),
            (Some(378), Some(368), &[][..], Observe),
            (Some(365), None, &[Symptom::Cough][..], Observe),
            (Some(365), None, &[Symptom::Rash][..], Isolate),
        ] {
            assert_eq!(usual_disposition(RULES, temperature, again, symptoms), done, "{temperature:?} {again:?}");
        }
    }

    #[test]
    fn fever_comes_and_goes_with_the_last_reading() {
        let mut values = CheckValues { temperature: Some(378), ..CheckValues::default() };
        settle(RULES, None, &mut values, None, None);
        assert_eq!(
            (values.symptoms.as_slice(), values.disposition),
            (&[Symptom::Fever][..], Some(Disposition::Isolate))
        );
        assert_eq!(values.card, None);
        let first = values.clone();
        values.again = Some(367);
        settle(RULES, Some(&first), &mut values, None, None);
        assert_eq!((values.symptoms.len(), values.disposition), (0, Some(Disposition::Observe)));
        assert_eq!(values.card, Some(CardColour::Yellow));
    }

    #[test]
    fn what_somebody_chose_stays() {
        let mut values = CheckValues { temperature: Some(366), ..CheckValues::default() };
        settle(RULES, None, &mut values, Some(Disposition::Notify), None);
        let chosen = values.clone();
        values.told = "夜里咳".to_owned();
        settle(RULES, Some(&chosen), &mut values, None, None);
        assert_eq!((values.disposition, values.card), (Some(Disposition::Notify), Some(CardColour::Yellow)));
    }
}
