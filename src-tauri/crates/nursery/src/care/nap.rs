//! 午睡巡视: a round through the sleeping children of a class: each on its back, its colour and breath seen. One key
//! writes a round for all who sleep; the gaps between rounds stay visible.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::day::CareOf;
use super::{CareChoice, CareError, CareKind, entry};
use crate::attendance::day::class_on;
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::infants::scope;
use crate::instant::Instant;
use crate::record::Entry;
use crate::record::take_back;
use crate::view::{Change, Column, View};

const TABLE: &str = "nap_round";
const MINUTE: i64 = 60_000;

/// What can be found of a sleeping child.
pub const FOUND: &[CareChoice] =
    &[CareChoice::OnBack, CareChoice::Uncovered, CareChoice::Sweating, CareChoice::Restless, CareChoice::Unwell];

/// What was found of one child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NapFound {
    /// The infant.
    pub infant_id: Id,
    /// What.
    pub choice: CareChoice,
    /// In words.
    pub text: String,
}

/// A round as shown.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct NapRound {
    /// The row.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// Who made it.
    pub by: String,
    /// Who slept.
    pub asleep: Vec<Id>,
    /// What was found.
    pub found: Vec<NapFound>,
    /// Live, transcribed or late.
    pub entry: Entry,
}

/// A time in which children slept and nobody looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct NapGap {
    /// From when.
    pub from: Instant,
    /// Until when.
    pub to: Instant,
    /// So many minutes.
    pub minutes: i64,
}

/// The sleep of a class.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct NapRoom {
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub class_name: String,
    /// Who sleeps now.
    pub asleep: Vec<Id>,
    /// The rounds in the order of time.
    pub rounds: Vec<NapRound>,
    /// By when the next is due, while somebody sleeps.
    pub due: Option<Instant>,
    /// Where nobody looked for longer than the interval.
    pub gaps: Vec<NapGap>,
}

/// The sleep of a day.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct NapDay {
    /// The day.
    pub day: Day,
    /// The moment, by the nursery's clock.
    pub now: Instant,
    /// A round is due after so many minutes.
    pub interval_minutes: i64,
    /// Class by class.
    pub rooms: Vec<NapRoom>,
}

pub(super) fn naps(view: &View<'_>, q: CareOf) -> Result<NapDay> {
    let (on, now) = (q.day.unwrap_or(view.today()), Instant::from_ms(view.now()));
    let interval = view.policy_number("care.nap_round_minutes", on)?;
    let mut rounds = rounds(view, on)?;
    let sleeps = sleeps(view, on)?;
    let scope = scope::classes(view)?;
    let mut rooms = Vec::new();
    for class in view.classes()?.into_iter().filter(|class| scope.sees(Some(class.id))) {
        if q.class_id.is_some_and(|only| only != class.id) {
            continue;
        }
        let rounds = rounds.remove(&class.id).unwrap_or_default();
        let of: Vec<&Sleep> = sleeps.iter().filter(|sleep| sleep.class == Some(class.id)).collect();
        let spans: Vec<(Instant, Instant)> =
            of.iter().map(|sleep| (sleep.from, sleep.until.unwrap_or(now.max(sleep.from)))).collect();
        let seen: Vec<Instant> = rounds.iter().map(|round| round.at).collect();
        let asleep: Vec<Id> = of.iter().filter(|sleep| sleep.until.is_none()).map(|sleep| sleep.infant).collect();
        let since = of.iter().filter(|sleep| sleep.until.is_none()).map(|sleep| sleep.from).min();
        let last = since.map(|since| seen.iter().copied().filter(|at| *at >= since).max().unwrap_or(since));
        rooms.push(NapRoom {
            class_id: class.id,
            class_name: class.name,
            asleep,
            due: last.map(|last| last.plus_ms(interval * MINUTE)),
            gaps: gaps(&spans, &seen, interval),
            rounds,
        });
    }
    Ok(NapDay { day: on, now, interval_minutes: interval, rooms })
}

struct Sleep {
    infant: Id,
    class: Option<Id>,
    from: Instant,
    until: Option<Instant>,
}

fn sleeps(view: &View<'_>, on: Day) -> Result<Vec<Sleep>> {
    let of_day = entry::of_day(view, on, None)?.into_iter().filter(|(_, one)| one.kind == CareKind::Sleep);
    of_day
        .map(|(infant, one)| Ok(Sleep { infant, class: class_on(view, infant, on)?, from: one.at, until: one.until }))
        .collect()
}

fn rounds(view: &View<'_>, on: Day) -> Result<BTreeMap<Id, Vec<NapRound>>> {
    let rows = view.all(
        "SELECT r.class_id, r.id, r.occurred_at, p.name, r.asleep, r.found, r.entry FROM nap_round r
         JOIN person p ON p.id = r.done_by WHERE r.day = ?1 AND r.withdrawn = 0 ORDER BY r.occurred_at, r.id",
        [on],
        |r| {
            let round = NapRound {
                id: r.get(1)?,
                at: r.get(2)?,
                by: r.get(3)?,
                asleep: serde_json::from_str(&r.get::<_, String>(4)?).unwrap_or_default(),
                found: serde_json::from_str(&r.get::<_, String>(5)?).unwrap_or_default(),
                entry: r.get(6)?,
            };
            Ok((r.get::<_, Id>(0)?, round))
        },
    )?;
    let mut of = BTreeMap::<Id, Vec<NapRound>>::new();
    for (class, round) in rows {
        of.entry(class).or_default().push(round);
    }
    Ok(of)
}

/// The times within sleep in which nobody looked for longer than the interval.
fn gaps(sleeps: &[(Instant, Instant)], rounds: &[Instant], interval: i64) -> Vec<NapGap> {
    let mut spans = sleeps.to_vec();
    spans.sort_unstable();
    let mut joined: Vec<(Instant, Instant)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    let mut gaps = Vec::new();
    for (from, to) in joined {
        let mut before = from;
        let looks = rounds.iter().copied().filter(|at| *at > from && *at < to);
        for look in looks.chain([to]) {
            let minutes = look.ms().div_euclid(MINUTE) - before.ms().div_euclid(MINUTE);
            if minutes > interval {
                gaps.push(NapGap { from: before, to: look, minutes });
            }
            before = look;
        }
    }
    gaps
}

/// How often on a day nobody looked at a class's sleeping children for longer than the interval.
pub(crate) fn gaps_of(view: &View<'_>, on: Day, class: Id) -> Result<usize> {
    let rooms = naps(view, CareOf { day: Some(on), class_id: Some(class) })?.rooms;
    Ok(rooms.iter().map(|room| room.gaps.len()).sum())
}

/// A round through the sleeping children.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RecordNapRound {
    /// The class.
    pub class_id: Id,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// What was not as it should be; everybody else slept well on its back.
    pub found: Vec<NapFound>,
    /// Who made it; who types when absent.
    pub done_by: Option<Id>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn round(change: &mut Change<'_>, q: RecordNapRound) -> Result<NapRoom> {
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let on = at.day();
    if !scope::classes(change)?.sees(Some(q.class_id)) {
        return Err(Error::not_found("class"));
    }
    if q.found.iter().any(|found| !FOUND.contains(&found.choice)) {
        return Err(CareError::Choice.into());
    }
    let slept = |sleep: &Sleep| {
        sleep.class == Some(q.class_id) && sleep.from <= at && sleep.until.is_none_or(|until| until >= at)
    };
    let asleep: Vec<Id> = sleeps(change, on)?.into_iter().filter(slept).map(|sleep| sleep.infant).collect();
    if asleep.is_empty() {
        return Err(CareError::NothingLasts.into());
    }
    let done_by = q.done_by.unwrap_or(change.who()?.person);
    let stamp = change.stamp(at, done_by, q.late_reason.as_deref())?;
    let id = change.new_id();
    let (asleep, found) = (serde_json::to_string(&asleep)?, serde_json::to_string(&q.found)?);
    let columns: [Column<'_>; 5] =
        [("id", &id), ("class_id", &q.class_id), ("day", &on), ("asleep", &asleep), ("found", &found)];
    change.about(q.class_id);
    change.record(TABLE, &columns, &stamp)?;
    change.undo_with("care.withdraw_round", json!({ "id": id }));
    let of = CareOf { day: Some(on), class_id: Some(q.class_id) };
    naps(change, of)?.rooms.pop().ok_or_else(|| Error::not_found("class"))
}

/// A round that was typed wrong.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawRound {
    /// The row.
    pub id: Id,
    /// Why; needed once an hour has passed.
    pub reason: Option<String>,
}

/// Takes a round back; the row stays.
pub(super) fn withdraw(change: &mut Change<'_>, q: WithdrawRound) -> Result<Nothing> {
    let (class, at): (Id, i64) = change.one(
        TABLE,
        "SELECT class_id, recorded_at FROM nap_round WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    if !scope::classes(change)?.sees(Some(class)) {
        return Err(Error::not_found(TABLE));
    }
    change.about(class);
    take_back(change, TABLE, q.id, at, q.reason.as_deref())?;
    Ok(Nothing {})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Instant {
        Instant::from_ms(minute * MINUTE)
    }

    #[test]
    fn a_gap_is_where_somebody_slept_and_nobody_looked() {
        let lengths = |sleeps: &[(i64, i64)], rounds: &[i64]| -> Vec<(i64, i64)> {
            let sleeps: Vec<_> = sleeps.iter().map(|(from, to)| (at(*from), at(*to))).collect();
            let rounds: Vec<_> = rounds.iter().map(|minute| at(*minute)).collect();
            gaps(&sleeps, &rounds, 15).iter().map(|gap| (gap.from.ms() / MINUTE, gap.minutes)).collect()
        };
        assert_eq!(lengths(&[(0, 60)], &[15, 30, 45]), []);
        assert_eq!(lengths(&[(0, 60)], &[15, 45]), [(15, 30)]);
        assert_eq!(lengths(&[(0, 60), (5, 70)], &[]), [(0, 70)]);
        assert_eq!(lengths(&[(0, 10), (40, 50)], &[]), [], "nobody slept between");
        assert_eq!(lengths(&[(0, 16)], &[]), [(0, 16)]);
    }
}
