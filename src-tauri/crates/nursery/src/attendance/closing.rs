//! 清园: at the end of the day each post sweeps its rooms and signs that nobody is inside.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::head_count::WithdrawOfDay;
use super::movement;
use super::{AttendanceError, Place};
use crate::access::Post;
use crate::day::Day;
use crate::duty::{DutyItem, Urgency};
use crate::error::{Error, Result};
use crate::id::Id;
use crate::instant::Instant;
use crate::record::take_back;
use crate::record::{Entry, minute_of};
use crate::staff::operations::Saved;
use crate::view::{Change, Column, View};

const TABLE: &str = "closing_round";
/// The posts that sign at the end of the day.
pub(super) const SIGN: &[Post] = &[Post::Carer, Post::Guard, Post::Director];

/// A round as shown.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ClosingRound {
    /// The row.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// In which post.
    pub post: Post,
    /// Who made it.
    pub by: String,
    /// Rooms that were swept.
    pub rooms: Vec<String>,
    /// Children inside by the book at that moment.
    pub inside: i64,
    /// Remark.
    pub note: String,
    /// Live, transcribed or late.
    pub entry: Entry,
}

/// Which day.
#[derive(Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ClosingOf {
    /// The day; today when absent.
    pub day: Option<Day>,
}

/// The closing of a day.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Closing {
    /// The rounds in the order of time.
    pub rounds: Vec<ClosingRound>,
    /// Children inside by the book now.
    pub inside: i64,
    /// The rooms that were swept the last time, to begin with.
    pub usual_rooms: Vec<String>,
}

fn inside_at(view: &View<'_>, at: Instant) -> Result<i64> {
    let mut last = std::collections::BTreeMap::new();
    for one in movement::of_day(view, at.day(), None)?.into_iter().filter(|one| one.moved.at <= at) {
        last.insert(one.infant, one.place);
    }
    Ok(i64::try_from(last.values().filter(|place| **place != Place::Gone).count()).unwrap_or(i64::MAX))
}

pub(super) fn closing(view: &View<'_>, q: ClosingOf) -> Result<Closing> {
    let on = q.day.unwrap_or(view.today());
    let rounds = view.all(
        "SELECT c.id, c.occurred_at, c.post, p.name, c.rooms, c.inside, c.note, c.entry FROM closing_round c
         JOIN person p ON p.id = c.done_by WHERE c.day = ?1 AND c.withdrawn = 0 ORDER BY c.occurred_at, c.id",
        [on],
        |r| {
            Ok(ClosingRound {
                id: r.get(0)?,
                at: r.get(1)?,
                post: r.get(2)?,
                by: r.get(3)?,
                rooms: serde_json::from_str(&r.get::<_, String>(4)?).unwrap_or_default(),
                inside: r.get(5)?,
                note: r.get(6)?,
                entry: r.get(7)?,
            })
        },
    )?;
    let last: Option<String> = view.first(
        "SELECT rooms FROM closing_round WHERE withdrawn = 0 AND done_by = ?1 ORDER BY occurred_at DESC, id DESC LIMIT 1",
        [view.who()?.person],
        |r| r.get(0),
    )?;
    let usual_rooms = match last {
        Some(rooms) => serde_json::from_str(&rooms).unwrap_or_default(),
        None => view.classes()?.into_iter().map(|class| class.name).collect(),
    };
    let end = Instant::from_ms(view.now()).min(Instant::at(on, 24 * 60).plus_ms(-1));
    Ok(Closing { rounds, inside: inside_at(view, end)?, usual_rooms })
}

/// A round.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RecordClosing {
    /// Rooms that were swept.
    pub rooms: Vec<String>,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Remark: a window that was open, a child that waits.
    pub note: Option<String>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

/// Writes a round. Children who are inside by the book are written with it: it is a fact, and it stays an open thing.
pub(super) fn record(change: &mut Change<'_>, q: RecordClosing) -> Result<Closing> {
    let rooms: Vec<&str> = q.rooms.iter().map(|room| room.trim()).filter(|room| !room.is_empty()).collect();
    if rooms.is_empty() {
        return Err(AttendanceError::Rooms.into());
    }
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let person = change.who()?.person;
    let post = change.who()?.posts.first().copied().unwrap_or(Post::Carer);
    let stamp = change.stamp(at, person, q.late_reason.as_deref())?;
    let (id, on, inside) = (change.new_id(), at.day(), inside_at(change, at)?);
    let (rooms, note) = (serde_json::to_string(&rooms)?, q.note.as_deref().map(str::trim).unwrap_or_default());
    let columns: [Column<'_>; 6] =
        [("id", &id), ("day", &on), ("post", &post), ("rooms", &rooms), ("inside", &inside), ("note", &note)];
    change.about(on);
    change.record(TABLE, &columns, &stamp)?;
    change.undo_with("attendance.withdraw_closing", json!({ "id": id }));
    closing(change, ClosingOf { day: Some(on) })
}

/// Takes a round back; the row stays.
pub(super) fn withdraw(change: &mut Change<'_>, q: WithdrawOfDay) -> Result<Saved> {
    let (by, at): (Id, i64) = change.one(
        TABLE,
        "SELECT done_by, recorded_at FROM closing_round WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    // A signature is taken back by whoever gave it, or by the director.
    let who = change.who()?;
    if by != who.person && !who.posts.contains(&Post::Director) {
        return Err(Error::not_found(TABLE));
    }
    change.about(q.id);
    take_back(change, TABLE, q.id, at, q.reason.as_deref())?;
    Ok(Saved { id: q.id })
}

/// After closing time: the posts of this person that have not signed, on a day with children.
pub(super) fn open(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, today) = (view.language(), view.today());
    let closes = minute_of(view.policy("attendance.closes_at", today)?.text()?).unwrap_or(18 * 60);
    let came = view.number("SELECT count(*) FROM movement WHERE day = ?1 AND withdrawn = 0", [today])?;
    if came == 0 || Instant::from_ms(view.now()) < Instant::at(today, closes) {
        return Ok(Vec::new());
    }
    let rounds = closing(view, ClosingOf::default())?.rounds;
    let posts = &view.who()?.posts;
    if rounds.iter().any(|round| posts.contains(&round.post)) {
        return Ok(Vec::new());
    }
    Ok(vec![DutyItem {
        duty: "attendance.closing".to_owned(),
        subject: today.to_string(),
        urgency: Urgency::Warning,
        title: l.say("今天还没有清园签字", "The closing round is not signed yet"),
        detail: rounds.iter().map(|round| round.post.label(l)).collect::<Vec<_>>().join(l.word("、", ", ")),
        due: Some(today),
        article: "《托育机构管理规范（试行）》第二十九条".to_owned(),
        button: l.say("清园", "Sweep and sign"),
        screen: "rounds/closing".to_owned(),
    }])
}
