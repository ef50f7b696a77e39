//! A day's doses: what is due now, what is over its time, what was given. And what is open of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::dose::{self, DoseShown};
use super::order::{self, MedicineOrder};
use super::{DoseMark, DoseOutcome, DoseState, OrderState};
use crate::access::{Permission, Post};
use crate::attendance::Place;
use crate::attendance::movement;
use crate::day::Day;
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::Result;
use crate::id::Id;
use crate::infants::{records, scope};
use crate::instant::Instant;
use crate::record::minute_of;
use crate::takeover::Part;
use crate::view::View;

const NORM: &str = "《托儿所幼儿园卫生保健工作规范》附件4 表2";

/// Which day.
#[derive(Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct MedicinesOf {
    /// The day; today when absent.
    pub day: Option<Day>,
    /// One class; every class that the person may see when absent.
    pub class_id: Option<Id>,
}

/// A dose of the day.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct DueDose {
    /// The order; none where nobody ordered it.
    pub order_id: Option<Id>,
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub infant_name: String,
    /// 托号.
    pub number: Option<u16>,
    /// Name of its class.
    pub class_name: String,
    /// Drug.
    pub drug: String,
    /// Strength, as on the label.
    pub strength: String,
    /// Dose, as ordered.
    pub dose: String,
    /// How it is given and what to mind: by mouth, after the meal.
    pub how: String,
    /// At which time, `HH:MM`; none for one that was not planned.
    pub due: Option<String>,
    /// Where it stands.
    pub state: DoseState,
    /// What is on record.
    pub record: Option<DoseShown>,
}

/// The medicine of a day.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MedicineDay {
    /// The day.
    pub day: Day,
    /// The moment, by the nursery's clock.
    pub now: Instant,
    /// A dose is on time within so many minutes.
    pub window_minutes: i64,
    /// The doses in the order of time.
    pub doses: Vec<DueDose>,
    /// The orders that are not over on that day, or of which nothing was given back.
    pub orders: Vec<MedicineOrder>,
}

pub(crate) fn day(view: &View<'_>, q: MedicinesOf) -> Result<MedicineDay> {
    let on = q.day.unwrap_or(view.today());
    let class = |of: Option<Id>| q.class_id.is_none_or(|class| of == Some(class));
    let mut orders =
        order::select(view, "(o.to_day >= ?1 OR b.id IS NULL) AND (o.from_day <= ?1 OR ?1 >= ?2)", (on, view.today()))?;
    orders.retain(|order| class(order.class_id));
    let doses = of_day(view, on, &orders, q.class_id)?;
    Ok(MedicineDay {
        day: on,
        now: Instant::from_ms(view.now()),
        window_minutes: view.policy_number("medicine.window_minutes", on)?,
        doses,
        orders,
    })
}

fn of_day(view: &View<'_>, on: Day, orders: &[MedicineOrder], class: Option<Id>) -> Result<Vec<DueDose>> {
    let window = view.policy_number("medicine.window_minutes", on)?;
    let mut recorded = dose::select(view, "d.day = ?1", [on])?;
    let now = Instant::from_ms(view.now());
    let mut doses = Vec::new();
    for order in orders.iter().filter(|order| order.from <= on && on <= order.to) {
        let place = movement::place_of(view, order.infant_id, on)?;
        for due in &order.times {
            let of = |one: &DoseShown| one.order_id == Some(order.id) && one.due.as_ref() == Some(due);
            let record = recorded.iter().position(of).map(|at| recorded.swap_remove(at));
            // What is not signed is not due, nor what was left when the order ended.
            let open = order.signed_on.is_some() && order.state != OrderState::Over;
            if record.is_none() && !open {
                continue;
            }
            let state = state(record.as_ref(), Instant::at(on, minute_of(due).unwrap_or(0)), now, window, place);
            doses.push(line(view, order, Some(due.clone()), state, record));
        }
    }
    let scope = scope::classes(view)?;
    for record in recorded {
        let Ok(infant) = records::infant(view, record.infant_id) else { continue };
        if !scope.sees(infant.class_id) || class.is_some_and(|class| infant.class_id != Some(class)) {
            continue;
        }
        let state = state_of(record.outcome);
        let known = match record.order_id {
            Some(id) => Some(order::one(view, id)?),
            None => None,
        };
        let mut line = match known {
            Some(order) => line(view, &order, record.due.clone(), state, None),
            None => DueDose {
                order_id: None,
                infant_id: infant.id,
                infant_name: infant.name,
                number: infant.number,
                class_name: infant.class_name.unwrap_or_default(),
                drug: record.drug.clone(),
                strength: String::new(),
                dose: record.dose.clone(),
                how: String::new(),
                due: None,
                state,
                record: None,
            },
        };
        line.record = Some(record);
        doses.push(line);
    }
    let minute = |dose: &DueDose| match (&dose.due, &dose.record) {
        (Some(due), _) => minute_of(due).unwrap_or(0),
        (None, Some(record)) => record.at.minute_of_day(),
        _ => 0,
    };
    doses.sort_by_key(minute);
    Ok(doses)
}

fn line(
    view: &View<'_>,
    order: &MedicineOrder,
    due: Option<String>,
    state: DoseState,
    record: Option<DoseShown>,
) -> DueDose {
    let route = order.route.label(view.language()).to_owned();
    let how = [route, order.note.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    DueDose {
        order_id: Some(order.id),
        infant_id: order.infant_id,
        infant_name: order.infant_name.clone(),
        number: order.number,
        class_name: order.class_name.clone(),
        drug: order.drug.clone(),
        strength: order.strength.clone(),
        dose: order.dose.clone(),
        how,
        due,
        state,
        record,
    }
}

fn state_of(outcome: DoseOutcome) -> DoseState {
    match outcome {
        DoseOutcome::Given => DoseState::Given,
        DoseOutcome::Refused => DoseState::Refused,
        DoseOutcome::Missed => DoseState::Missed,
    }
}

/// Where a dose stands. Who went home before the time, or never came, has nothing due; who was here then and was not
/// given it is over the time until somebody says why.
fn state(record: Option<&DoseShown>, due: Instant, now: Instant, window: i64, place: Option<Place>) -> DoseState {
    const MINUTE: i64 = 60_000;
    if let Some(record) = record {
        return state_of(record.outcome);
    }
    let here = place.is_some_and(|place| place != Place::Gone);
    match now.ms() - due.ms() {
        late if late > window * MINUTE && place.is_some() => DoseState::Overdue,
        _ if !here => DoseState::Away,
        off if off >= -window * MINUTE => DoseState::Due,
        _ => DoseState::Ahead,
    }
}

/// What each infant is to be given on a day, for its line at the door: 阿莫西林 11:30、15:00.
pub(crate) fn said(view: &View<'_>, on: Day, only: Option<Id>) -> Result<Vec<(Id, String)>> {
    let one = if only.is_some() { "AND infant_id = ?2" } else { "AND ?2 IS NULL" };
    view.all(
        &format!(
            "SELECT infant_id, drug, times FROM medicine_order WHERE from_day <= ?1 AND to_day >= ?1 AND withdrawn = 0
               AND signed_on IS NOT NULL AND (ended_on IS NULL OR ended_on > ?1) {one} ORDER BY infant_id, id"
        ),
        (on, only),
        |r| {
            let times: Vec<String> = serde_json::from_str(&r.get::<_, String>(2)?).unwrap_or_default();
            Ok((r.get(0)?, format!("{} {}", r.get::<_, String>(1)?, times.join("、"))))
        },
    )
}

/// What an infant was given on a day.
pub(crate) fn given_on(view: &View<'_>, infant: Id, on: Day) -> Result<Vec<DoseShown>> {
    dose::select(view, "d.infant_id = ?1 AND d.day = ?2 AND d.outcome = 'given'", (infant, on))
}

/// Whose medicine.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MedicineHistoryOf {
    /// The infant.
    pub infant_id: Id,
}

/// All medicine of an infant.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct MedicineHistory {
    /// Every order, the newest first.
    pub orders: Vec<MedicineOrder>,
    /// Every dose, the newest first.
    pub doses: Vec<DoseShown>,
}

pub(crate) fn history(view: &View<'_>, q: MedicineHistoryOf) -> Result<MedicineHistory> {
    records::infant(view, q.infant_id)?;
    let mut orders = order::select(view, "o.infant_id = ?1", [q.infant_id])?;
    orders.sort_by_key(|order| std::cmp::Reverse((order.from, order.id)));
    let mut doses = dose::select(view, "d.infant_id = ?1", [q.infant_id])?;
    doses.reverse();
    Ok(MedicineHistory { orders, doses })
}

pub(crate) fn duties() -> Vec<Duty> {
    let duty = |key, posts, permission, open| Duty { key, part: Some(Part::DailyCare), posts, permission, open };
    vec![
        duty("health.medicine_due", &[Post::HealthWorker, Post::Carer], Permission::HealthWrite, open),
        duty("health.medicine_marked", &[Post::Director, Post::HealthWorker], Permission::HealthDecide, marked),
        duty("health.medicine_unsigned", &[Post::HealthWorker], Permission::HealthDecide, unsigned),
        duty("health.medicine_return", &[Post::HealthWorker], Permission::HealthDecide, left_over),
    ]
}

fn item(duty: &str, urgency: Urgency, subject: String, said: [String; 3]) -> DutyItem {
    let [title, detail, button] = said;
    DutyItem {
        duty: duty.to_owned(),
        subject,
        urgency,
        title,
        detail,
        due: None,
        article: NORM.to_owned(),
        button,
        screen: "medicine".to_owned(),
    }
}

/// Each dose that is due now or over its time.
fn open(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let doses = day(view, MedicinesOf::default())?.doses;
    let open = doses.into_iter().filter(|dose| matches!(dose.state, DoseState::Due | DoseState::Overdue));
    let items = open.map(|dose| {
        let (over, due) = (dose.state == DoseState::Overdue, dose.due.unwrap_or_default());
        let title = match over {
            true => l.say(
                format!("{} {due} 的药过时未喂", dose.infant_name),
                format!("{}: the dose of {due} was not given", dose.infant_name),
            ),
            false => l.say(
                format!("{} 该喂药了（{due}）", dose.infant_name),
                format!("{}: medicine is due ({due})", dose.infant_name),
            ),
        };
        let detail = format!("{} · {} {}", dose.class_name, dose.drug, dose.dose);
        let urgency = if over { Urgency::Alarm } else { Urgency::Warning };
        let subject = format!("{}:{}:{due}", dose.order_id.map(|id| id.to_string()).unwrap_or_default(), view.today());
        item("health.medicine_due", urgency, subject, [title, detail, l.say("登记喂药", "Record it")])
    });
    Ok(items.collect())
}

/// Doses of the last days that were given without an order or past their last day.
fn marked(view: &View<'_>) -> Result<Vec<DutyItem>> {
    const DAYS: i64 = 3;
    let l = view.language();
    let doses = dose::select(view, "d.day >= ?1", [view.today().plus_days(-DAYS)?])?;
    let wrong = |dose: &DoseShown| dose.marks.iter().any(|mark| matches!(mark, DoseMark::NoOrder | DoseMark::Expired));
    let mut items = Vec::new();
    for dose in doses.into_iter().filter(wrong) {
        let Ok(infant) = records::infant(view, dose.infant_id) else { continue };
        let marks: Vec<&str> = dose.marks.iter().map(|mark| mark.label(l)).collect();
        let said = [
            l.say(
                format!("{} 的喂药有问题：{}", infant.name, marks.join("、")),
                format!("{}: a dose was not in order ({})", infant.name, marks.join(", ")),
            ),
            format!("{} · {} {} · {}：{}", dose.at, dose.drug, dose.dose, dose.by, dose.reason),
            l.say("看记录", "See it"),
        ];
        let screen = format!("medicine?infant={}", infant.id);
        let item = item("health.medicine_marked", Urgency::Alarm, dose.id.to_string(), said);
        items.push(DutyItem { due: Some(dose.day), screen, ..item });
    }
    Ok(items)
}

fn unsigned(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let orders = order::select(view, "o.signed_on IS NULL AND o.to_day >= ?1", [view.today()])?;
    let items = orders.into_iter().filter(|order| order.state == OrderState::Unsigned).map(|order| {
        let name = &order.infant_name;
        let said = [
            l.say(format!("{name} 的委托喂药单待家长签字"), format!("{name}: the medicine order is not signed")),
            format!("{} · {} {}", order.class_name, order.drug, order.dose),
            l.say("打印或登记签字", "Print or sign"),
        ];
        let item = item("health.medicine_unsigned", Urgency::Warning, order.id.to_string(), said);
        DutyItem { due: Some(order.from), ..item }
    });
    Ok(items.collect())
}

/// Medicine whose last dose is over, and nothing was given back.
fn left_over(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, today, now) = (view.language(), view.today(), Instant::from_ms(view.now()));
    let last = |order: &MedicineOrder| order.times.last().and_then(|time| minute_of(time)).unwrap_or(0);
    let orders = order::select(view, "o.from_day <= ?1 AND b.id IS NULL", [today])?;
    let over = orders.into_iter().filter(|order| {
        order.to_return
            && order.signed_on.is_some()
            && (order.to < today || !order.ended_for.is_empty() || now >= Instant::at(today, last(order)))
    });
    let items = over.map(|order| {
        let name = &order.infant_name;
        let said = [
            l.say(format!("{name} 的余药待归还"), format!("{name}: medicine is to be given back")),
            format!("{} · {}", order.class_name, order.drug),
            l.say("登记归还", "Record it"),
        ];
        let item = item("health.medicine_return", Urgency::Plain, order.id.to_string(), said);
        DutyItem { due: Some(order.to), ..item }
    });
    Ok(items.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dose_is_due_within_its_window_and_over_after_it() {
        let day: Day = "2026-11-23".parse().unwrap();
        let (due, window) = (Instant::at(day, 11 * 60 + 30), 30);
        let at = |minute: u16, place| state(None, due, Instant::at(day, minute), window, place);
        let class = Some(Place::Class);
        assert_eq!(at(10 * 60 + 59, class), DoseState::Ahead);
        assert_eq!(at(11 * 60, class), DoseState::Due);
        assert_eq!(at(12 * 60, class), DoseState::Due);
        assert_eq!(at(12 * 60 + 1, class), DoseState::Overdue);
        assert_eq!(at(12 * 60 + 1, Some(Place::Gone)), DoseState::Overdue, "gone home without it");
        assert_eq!(at(11 * 60 + 30, Some(Place::Gone)), DoseState::Away);
        assert_eq!(at(12 * 60 + 1, None), DoseState::Away, "never came");
    }
}
