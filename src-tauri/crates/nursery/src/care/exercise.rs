//! 体格锻炼计划: what a class does in a week, by age, with weak infants noted; and the weather that keeps children inside.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CareError;
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::infants::{records, scope};
use crate::view::{Change, Column, View};

/// An infant who does it otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeakInfant {
    /// The infant.
    pub infant_id: Id,
    /// How: shorter, indoors, not at all.
    pub text: String,
}

/// The plan of a class and week.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ExercisePlan {
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub class_name: String,
    /// The Monday of the week.
    pub week: Day,
    /// For which ages.
    pub ages: String,
    /// What is done.
    pub content: String,
    /// Minutes a day.
    pub minutes: i64,
    /// Who does it otherwise.
    pub weak: Vec<WeakInfant>,
}

/// Which plans.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExercisePlansOf {
    /// From this Monday on.
    pub from: Day,
    /// To this Monday.
    pub to: Day,
    /// One class.
    pub class_id: Option<Id>,
}

pub(super) fn plans(view: &View<'_>, q: ExercisePlansOf) -> Result<Vec<ExercisePlan>> {
    let scope = scope::classes(view)?;
    let mut plans = view.all(
        "SELECT x.class_id, k.name, x.week, x.ages, x.content, x.minutes, x.weak FROM exercise_plan x JOIN class k ON k.id = x.class_id
         WHERE x.week BETWEEN ?1 AND ?2 AND (?3 IS NULL OR x.class_id = ?3) ORDER BY x.week, k.sort, k.id",
        (q.from, q.to, q.class_id),
        |r| {
            Ok(ExercisePlan {
                class_id: r.get(0)?,
                class_name: r.get(1)?,
                week: r.get(2)?,
                ages: r.get(3)?,
                content: r.get(4)?,
                minutes: r.get(5)?,
                weak: serde_json::from_str(&r.get::<_, String>(6)?).unwrap_or_default(),
            })
        },
    )?;
    plans.retain(|plan| scope.sees(Some(plan.class_id)));
    Ok(plans)
}

/// A plan as typed.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanExercise {
    /// The class.
    pub class_id: Id,
    /// The Monday of the week.
    pub week: Day,
    /// For which ages.
    pub ages: String,
    /// What is done.
    pub content: String,
    /// Minutes a day.
    pub minutes: i64,
    /// Who does it otherwise.
    pub weak: Vec<WeakInfant>,
}

pub(super) fn plan(change: &mut Change<'_>, q: PlanExercise) -> Result<ExercisePlan> {
    if !scope::classes(change)?.sees(Some(q.class_id)) {
        return Err(Error::not_found("class"));
    }
    if q.week.weekday().num_days_from_monday() != 0 {
        return Err(CareError::Week.into());
    }
    let content = q.content.trim();
    if content.is_empty() || q.minutes <= 0 {
        return Err(CareError::Nothing.into());
    }
    for weak in &q.weak {
        records::infant(change, weak.infant_id)?;
    }
    let (at, person) = (change.now(), change.who()?.person);
    let (ages, weak) = (q.ages.trim(), serde_json::to_string(&q.weak)?);
    let facts: [Column<'_>; 6] = [
        ("ages", &ages),
        ("content", &content),
        ("minutes", &q.minutes),
        ("weak", &weak),
        ("at", &at),
        ("person_id", &person),
    ];
    change.about(q.class_id);
    let known: Option<Id> =
        change.first("SELECT id FROM exercise_plan WHERE class_id = ?1 AND week = ?2", (q.class_id, q.week), |r| {
            r.get(0)
        })?;
    match known {
        Some(id) => {
            change.update("exercise_plan", &id, &facts)?;
        }
        None => {
            let id = change.new_id();
            let key: [Column<'_>; 3] = [("id", &id), ("class_id", &q.class_id), ("week", &q.week)];
            change.insert("exercise_plan", &[&key[..], &facts[..]].concat())?;
        }
    }
    let of = ExercisePlansOf { from: q.week, to: q.week, class_id: Some(q.class_id) };
    plans(change, of)?.pop().ok_or_else(|| Error::not_found("class"))
}

/// Why the children stayed inside on a day.
pub(super) fn weather(view: &View<'_>, on: Day) -> Result<Option<String>> {
    view.first("SELECT reason FROM outdoor_exception WHERE day = ?1", [on], |r| r.get(0))
}

/// Weather that keeps the children inside.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SayWeather {
    /// The day.
    pub day: Day,
    /// What: 暴雨, 高温橙色预警, 重污染天气.
    pub reason: String,
}

pub(super) fn say_weather(change: &mut Change<'_>, q: SayWeather) -> Result<Nothing> {
    let reason = q.reason.trim();
    if reason.is_empty() {
        return Err(CareError::Nothing.into());
    }
    let (at, person) = (change.now(), change.who()?.person);
    change.about(q.day);
    let facts: [Column<'_>; 3] = [("reason", &reason), ("at", &at), ("person_id", &person)];
    let known: Option<Id> = change.first("SELECT id FROM outdoor_exception WHERE day = ?1", [q.day], |r| r.get(0))?;
    match known {
        Some(id) => {
            change.update("outdoor_exception", &id, &facts)?;
        }
        None => {
            let id = change.new_id();
            let key: [Column<'_>; 2] = [("id", &id), ("day", &q.day)];
            change.insert("outdoor_exception", &[&key[..], &facts[..]].concat())?;
        }
    }
    Ok(Nothing {})
}
