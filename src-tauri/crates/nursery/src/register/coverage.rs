//! 缺记录一览: what should have been written on each day of each class, and what was, with whose it is. Counted from the
//! records themselves, not from printed sheets.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attendance::day::rows;
use crate::attendance::{AbsenceCause, Place};
use crate::care::day::{CareLine, lines};
use crate::care::nap::gaps_of;
use crate::day::Day;
use crate::error::{Result, Told};
use crate::health::CheckPeriod;
use crate::health::medicine::DoseState;
use crate::health::medicine::due::{MedicinesOf, day as medicines};
use crate::id::Id;
use crate::infants::scope;
use crate::takeover::{self, Part};
use crate::view::View;
use crate::words::Language;

crate::coded_enum! {
    /// What is written each day of a class.
    pub enum CoveredRecord {
        Attendance = "attendance", "考勤", "attendance";
        MorningCheck = "morning_check", "晨检", "morning check";
        Medicine = "medicine", "喂药", "medicine";
        DailyCare = "daily_care", "日常照护", "daily care";
        NapRounds = "nap_rounds", "午睡巡视", "nap rounds";
        HeadCounts = "head_counts", "清点", "head counts";
        Handover = "handover", "交接班", "hand-over";
    }
}

/// What is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoverageError {
    /// At most so many days at once.
    Span {
        /// The most days.
        days: i64,
    },
}

impl Told for CoverageError {
    fn code(&self) -> &'static str {
        "coverage_span"
    }
    fn say(&self, l: Language) -> String {
        let Self::Span { days } = self;
        l.say(
            format!("一次最多查看 {days} 天，且开始不晚于结束。"),
            format!("At most {days} days at a time, the first before the last."),
        )
    }
    fn field(&self) -> Option<String> {
        Some("to".to_owned())
    }
}

/// Which days.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CoverageOf {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// One class.
    pub class_id: Option<Id>,
}

/// One record of one class on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CoverageCell {
    /// The day.
    pub day: Day,
    /// The class.
    pub class_id: Id,
    /// Which record.
    pub record: CoveredRecord,
    /// So many are expected; nothing on a day without children.
    pub expected: u32,
    /// So many are there.
    pub written: u32,
    /// Of these written late (补录).
    pub late: u32,
}

/// A class, and whose its records are.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct CoveredClass {
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub name: String,
    /// Its carers today, by name.
    pub carers: Vec<String>,
}

/// What is missing in a span.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Coverage {
    /// The days with care, oldest first.
    pub days: Vec<Day>,
    /// The classes in their order.
    pub classes: Vec<CoveredClass>,
    /// The cells in which anything is expected.
    pub cells: Vec<CoverageCell>,
}

/// So many days at once: a month.
const MOST: i64 = 31;

pub(super) fn coverage(view: &View<'_>, q: CoverageOf) -> Result<Coverage> {
    if q.to < q.from || q.from.days_until(q.to) >= MOST {
        return Err(CoverageError::Span { days: MOST }.into());
    }
    let (scope, workdays, today) = (scope::classes(view)?, view.workdays()?, view.today());
    let mut classes = Vec::new();
    for class in view.classes()?.into_iter().filter(|class| scope.sees(Some(class.id))) {
        if q.class_id.is_none_or(|only| only == class.id) {
            let carers = view.all(
                "SELECT DISTINCT p.name FROM post_held h JOIN person p ON p.id = h.person_id
                 WHERE h.class_id = ?1 AND h.from_day <= ?2 AND (h.to_day IS NULL OR h.to_day >= ?2) ORDER BY p.name",
                (class.id, today),
                |r| r.get(0),
            )?;
            classes.push(CoveredClass { class_id: class.id, name: class.name, carers });
        }
    }
    let (mut days, mut cells) = (Vec::new(), Vec::new());
    for day in q.from.through(q.to.min(today)) {
        // What has not begun to be kept here is not missing.
        let open = workdays.is_workday(day).unwrap_or(!day.is_weekend()) && takeover::runs(view, Part::DailyCare, day)?;
        if open {
            days.push(day);
            of_day(view, day, &classes, &mut cells)?;
        }
    }
    Ok(Coverage { days, classes, cells })
}

fn of_day(view: &View<'_>, day: Day, classes: &[CoveredClass], cells: &mut Vec<CoverageCell>) -> Result<()> {
    use crate::record::Entry::Late;
    let children = rows(view, day, CheckPeriod::Morning, None)?;
    let care = lines(view, day, None, None)?;
    let doses = medicines(view, MedicinesOf { day: Some(day), class_id: None })?.doses;
    let count = |sql: &str| -> Result<BTreeMap<Id, u32>> {
        Ok(view.all(sql, [day], |r| Ok((r.get(0)?, r.get(1)?)))?.into_iter().collect())
    };
    let counted =
        count("SELECT class_id, count(*) FROM head_count WHERE day = ?1 AND withdrawn = 0 GROUP BY class_id")?;
    let handed = count("SELECT class_id, count(*) FROM handover WHERE day = ?1 AND withdrawn = 0 GROUP BY class_id")?;
    let rounds = count("SELECT class_id, count(*) FROM nap_round WHERE day = ?1 AND withdrawn = 0 GROUP BY class_id")?;
    for class in classes {
        let id = class.class_id;
        let mut put = |record, expected: usize, written: usize, late: usize| {
            let n = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            if expected > 0 {
                cells.push(CoverageCell {
                    day,
                    class_id: id,
                    record,
                    expected: n(expected),
                    written: n(written.min(expected)),
                    late: n(late),
                });
            }
        };
        let of: Vec<_> = children.iter().filter(|row| row.class_id == id).collect();
        let came: Vec<_> = of.iter().filter(|row| row.arrival.is_some()).collect();
        let known = of.iter().filter(|row| {
            row.arrival.is_some() || row.leave.as_ref().is_some_and(|leave| leave.cause != AbsenceCause::Unknown)
        });
        let late = came.iter().filter(|row| row.arrival.as_ref().is_some_and(|moved| moved.entry == Late));
        put(CoveredRecord::Attendance, of.len(), known.count(), late.count());
        let checked = came.iter().filter(|row| row.check.is_some());
        let late = came.iter().filter(|row| row.check.as_ref().is_some_and(|check| check.entry == Late));
        put(CoveredRecord::MorningCheck, came.len(), checked.count(), late.count());
        let of_class = |infant: Id| of.iter().any(|row| row.infant_id == infant);
        let asked: Vec<_> = doses.iter().filter(|dose| of_class(dose.infant_id) && dose.due.is_some()).collect();
        let asked: Vec<_> =
            asked.into_iter().filter(|dose| !matches!(dose.state, DoseState::Ahead | DoseState::Away)).collect();
        let given = asked.iter().filter(|dose| dose.record.is_some());
        let late = asked.iter().filter(|dose| dose.record.as_ref().is_some_and(|record| record.entry == Late));
        put(CoveredRecord::Medicine, asked.len(), given.count(), late.count());
        // Whoever was here for the day has something written; who waits in the observation room is the health worker's.
        let stayed: Vec<&CareLine> = care
            .iter()
            .filter(|line| line.class_id == id && line.place.is_some_and(|place| place != Place::ObservationRoom))
            .collect();
        let written = stayed.iter().filter(|line| !line.entries.is_empty());
        let late = stayed.iter().filter(|line| line.entries.iter().any(|one| one.entry == Late));
        put(CoveredRecord::DailyCare, stayed.len(), written.count(), late.count());
        let gaps = gaps_of(view, day, id)?;
        let made = rounds.get(&id).copied().unwrap_or(0) as usize;
        put(CoveredRecord::NapRounds, made + gaps, made, 0);
        let any = usize::from(!came.is_empty());
        put(CoveredRecord::HeadCounts, any, counted.get(&id).copied().unwrap_or(0) as usize, 0);
        put(CoveredRecord::Handover, any, handed.get(&id).copied().unwrap_or(0) as usize, 0);
    }
    Ok(())
}
