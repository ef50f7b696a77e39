//! The day of a class as one line a child, with what it adds up to.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::CareKind;
use super::entry::{self, CareShown};
use super::exercise;
use crate::attendance::Place;
use crate::attendance::day::{ChildHint, HintKind, rows};
use crate::day::Day;
use crate::error::Result;
use crate::health::CheckPeriod;
use crate::id::Id;
use crate::instant::Instant;
use crate::view::View;

/// Which day.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CareOf {
    /// The day; today when absent.
    pub day: Option<Day>,
    /// One class; every class that the person may see when absent.
    pub class_id: Option<Id>,
}

/// What a child's day adds up to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CareTotals {
    /// Milk, ml.
    pub milk: i64,
    /// Water, ml.
    pub water: i64,
    /// Sleep, minutes.
    pub sleep: i64,
    /// Outdoors, minutes.
    pub outdoor: i64,
    /// Diapers changed and visits to the toilet.
    pub diapers: u32,
}

/// A child's line.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct CareLine {
    /// The infant.
    pub infant_id: Id,
    /// 托号.
    pub number: Option<u16>,
    /// Name.
    pub name: String,
    /// Completed months.
    pub months: u32,
    /// Its class on that day.
    pub class_id: Id,
    /// Name of the class.
    pub class_name: String,
    /// What must be seen at its name.
    pub hints: Vec<ChildHint>,
    /// Where it is; absent while it has not come.
    pub place: Option<Place>,
    /// The facts in the order of time.
    pub entries: Vec<CareShown>,
    /// What they add up to.
    pub totals: CareTotals,
    /// Since when it sleeps.
    pub asleep_since: Option<Instant>,
    /// Since when it is outdoors.
    pub outdoors_since: Option<Instant>,
}

/// The care of a day.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct CareDay {
    /// The day.
    pub day: Day,
    /// The moment, by the nursery's clock.
    pub now: Instant,
    /// Minutes outdoors that a day should have (管理规范第十八条).
    pub outdoor_minutes: i64,
    /// Why the day may have less: the weather.
    pub weather: Option<String>,
    /// One line a child, in the order of class, 托号 and name.
    pub rows: Vec<CareLine>,
}

pub(super) fn day(view: &View<'_>, q: CareOf) -> Result<CareDay> {
    let on = q.day.unwrap_or(view.today());
    Ok(CareDay {
        day: on,
        now: Instant::from_ms(view.now()),
        outdoor_minutes: view.policy_number("care.outdoor_minutes", on)?,
        weather: exercise::weather(view, on)?,
        rows: lines(view, on, q.class_id, None)?,
    })
}

/// The lines of a day, of one class or infant or of all in scope.
pub(crate) fn lines(view: &View<'_>, on: Day, class: Option<Id>, only: Option<Id>) -> Result<Vec<CareLine>> {
    let now = Instant::from_ms(view.now());
    let mut of = BTreeMap::<Id, Vec<CareShown>>::new();
    for (infant, shown) in entry::of_day(view, on, only)? {
        of.entry(infant).or_default().push(shown);
    }
    let children = rows(view, on, CheckPeriod::Morning, only)?.into_iter();
    let children = children.filter(|row| class.is_none_or(|class| class == row.class_id));
    let lines = children.map(|row| {
        let entries = of.remove(&row.infant_id).unwrap_or_default();
        let open =
            |kind: CareKind| entries.iter().rev().find(|one| one.kind == kind && one.until.is_none()).map(|one| one.at);
        let wanted = |hint: &ChildHint| {
            matches!(
                hint.kind,
                HintKind::Allergy | HintKind::Care | HintKind::Twin | HintKind::SameName | HintKind::Medicine
            )
        };
        CareLine {
            infant_id: row.infant_id,
            number: row.number,
            name: row.name,
            months: row.months,
            class_id: row.class_id,
            class_name: row.class_name,
            hints: row.hints.into_iter().filter(wanted).collect(),
            place: row.place,
            totals: totals(&entries, now),
            asleep_since: open(CareKind::Sleep),
            outdoors_since: open(CareKind::Outdoor),
            entries,
        }
    });
    Ok(lines.collect())
}

/// Adds a child's day up; what still lasts counts until now, and never beyond its day.
fn totals(entries: &[CareShown], now: Instant) -> CareTotals {
    const MINUTE: i64 = 60_000;
    let mut totals = CareTotals::default();
    for one in entries {
        let end = one.until.unwrap_or_else(|| now.min(Instant::at(one.at.day(), 24 * 60)));
        // By the clock as it is shown: 09:30—10:40 is seventy minutes, whatever the seconds.
        let minutes = (end.ms().div_euclid(MINUTE) - one.at.ms().div_euclid(MINUTE)).max(0);
        match one.kind {
            CareKind::Milk => totals.milk += one.amount.unwrap_or(0),
            CareKind::Water => totals.water += one.amount.unwrap_or(0),
            CareKind::Sleep => totals.sleep += minutes,
            CareKind::Outdoor => totals.outdoor += minutes,
            CareKind::Diaper | CareKind::Toilet => totals.diapers += 1,
            CareKind::Meal | CareKind::Mood | CareKind::Exercise | CareKind::Activity | CareKind::Note => {}
        }
    }
    totals
}
