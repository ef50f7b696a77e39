//! 清点: children counted at every move of a class, beside how many should be there by the book.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::movement;
use super::{Place, roll};
use crate::access::Permission;
use crate::day::Day;
use crate::duty::{DutyItem, Urgency};
use crate::error::{Error, Result};
use crate::id::Id;
use crate::infants::scope;
use crate::instant::Instant;
use crate::record::Entry;
use crate::record::take_back;
use crate::register::{Asked, ColumnKind, Lateness, Register, RegisterGroup, RegisterPeriod, RegisterRow, column};
use crate::staff::operations::Saved;
use crate::view::{Change, Column, View};

const TABLE: &str = "head_count";

crate::coded_enum! {
    /// When the children of a class are counted.
    pub enum CountMoment {
        LeaveRoom = "leave_room", "离开班级", "leaving the room";
        Outdoors = "outdoors", "到户外", "outdoors";
        BackInside = "back_inside", "回到班级", "back inside";
        BeforeNap = "before_nap", "午睡前", "before the nap";
        AfterNap = "after_nap", "起床后", "after the nap";
        BeforePickup = "before_pickup", "离园前", "before pickup";
        Other = "other", "其他", "other";
    }
}

/// A count as shown.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct HeadCount {
    /// The row.
    pub id: Id,
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub class_name: String,
    /// When.
    pub at: Instant,
    /// At which move.
    pub moment: CountMoment,
    /// How many were counted.
    pub counted: i64,
    /// How many should be there by the book.
    pub expected: i64,
    /// Remark.
    pub note: String,
    /// Who counted.
    pub by: String,
    /// Live, transcribed or late.
    pub entry: Entry,
}

/// Which counts.
#[derive(Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct HeadCountsOf {
    /// The day; today when absent.
    pub day: Option<Day>,
    /// One class.
    pub class_id: Option<Id>,
}

/// The counts of a day, and how many are in each class now.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct HeadCounts {
    /// The counts in the order of time.
    pub counts: Vec<HeadCount>,
    /// How many are in each class by the book now.
    pub present: Vec<ClassPresent>,
}

/// How many are in a class by the book.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ClassPresent {
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub class_name: String,
    /// In the class.
    pub present: i64,
    /// Of its children in the observation room.
    pub observation: i64,
}

pub(super) fn counts(view: &View<'_>, q: HeadCountsOf) -> Result<HeadCounts> {
    let on = q.day.unwrap_or(view.today());
    let scope = scope::classes(view)?;
    let mut counts = view.all(
        "SELECT h.id, h.class_id, k.name, h.occurred_at, h.moment, h.counted, h.expected, h.note, p.name, h.entry FROM head_count h
         JOIN class k ON k.id = h.class_id JOIN person p ON p.id = h.done_by
         WHERE h.day = ?1 AND h.withdrawn = 0 AND (?2 IS NULL OR h.class_id = ?2) ORDER BY h.occurred_at, h.id",
        (on, q.class_id),
        |r| {
            Ok(HeadCount {
                id: r.get(0)?,
                class_id: r.get(1)?,
                class_name: r.get(2)?,
                at: r.get(3)?,
                moment: r.get(4)?,
                counted: r.get(5)?,
                expected: r.get(6)?,
                note: r.get(7)?,
                by: r.get(8)?,
                entry: r.get(9)?,
            })
        },
    )?;
    counts.retain(|count| scope.sees(Some(count.class_id)));
    let end = Instant::from_ms(view.now()).min(Instant::at(on, 24 * 60).plus_ms(-1));
    let mut present = Vec::new();
    for class in view.classes()?.into_iter().filter(|class| scope.sees(Some(class.id))) {
        if q.class_id.is_none_or(|only| only == class.id) {
            let (present_now, observation) = places(view, class.id, end)?;
            present.push(ClassPresent {
                class_id: class.id,
                class_name: class.name,
                present: present_now,
                observation,
            });
        }
    }
    Ok(HeadCounts { counts, present })
}

/// How many children of a class were in it at a moment, and how many in the observation room.
pub(super) fn places(view: &View<'_>, class: Id, at: Instant) -> Result<(i64, i64)> {
    let on = at.day();
    let mut last: Vec<(Id, Place)> = Vec::new();
    for one in movement::of_day(view, on, None)?.into_iter().filter(|one| one.moved.at <= at) {
        match last.last_mut() {
            Some((infant, place)) if *infant == one.infant => *place = one.place,
            _ => last.push((one.infant, one.place)),
        }
    }
    let (mut present, mut observation) = (0, 0);
    for (infant, place) in last {
        if place == Place::Gone || super::day::class_on(view, infant, on)? != Some(class) {
            continue;
        }
        if place == Place::Class {
            present += 1;
        } else {
            observation += 1;
        }
    }
    Ok((present, observation))
}

/// A count.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RecordHeadCount {
    /// The class.
    pub class_id: Id,
    /// At which move.
    pub moment: CountMoment,
    /// How many were counted.
    pub counted: u32,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Remark; where somebody is missing: who, and what was done.
    pub note: Option<String>,
    /// Who counted; who types when absent.
    pub done_by: Option<Id>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(super) fn record(change: &mut Change<'_>, q: RecordHeadCount) -> Result<HeadCounts> {
    if !scope::classes(change)?.sees(Some(q.class_id)) {
        return Err(Error::not_found("class"));
    }
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let done_by = q.done_by.unwrap_or(change.who()?.person);
    let stamp = change.stamp(at, done_by, q.late_reason.as_deref())?;
    let (expected, _) = places(change, q.class_id, at)?;
    let (id, on) = (change.new_id(), at.day());
    let note = q.note.as_deref().map(str::trim).unwrap_or_default();
    let columns: [Column<'_>; 7] = [
        ("id", &id),
        ("class_id", &q.class_id),
        ("day", &on),
        ("moment", &q.moment),
        ("counted", &q.counted),
        ("expected", &expected),
        ("note", &note),
    ];
    change.about(q.class_id);
    change.record(TABLE, &columns, &stamp)?;
    change.undo_with("attendance.withdraw_head_count", json!({ "id": id }));
    counts(change, HeadCountsOf { day: Some(on), class_id: Some(q.class_id) })
}

/// A count that was typed wrong.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct WithdrawOfDay {
    /// The row.
    pub id: Id,
    /// Why; needed once an hour has passed.
    pub reason: Option<String>,
}

/// Takes a count back; the row stays.
pub(super) fn withdraw(change: &mut Change<'_>, q: WithdrawOfDay) -> Result<Saved> {
    let (class, at): (Id, i64) = change.one(
        TABLE,
        "SELECT class_id, recorded_at FROM head_count WHERE id = ?1 AND withdrawn = 0",
        [q.id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    if !scope::classes(change)?.sees(Some(class)) {
        return Err(Error::not_found(TABLE));
    }
    change.about(class);
    take_back(change, TABLE, q.id, at, q.reason.as_deref())?;
    Ok(Saved { id: q.id })
}

/// A class whose last count did not agree: somebody may be lost.
pub(super) fn wrong(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let mut last: Vec<HeadCount> = Vec::new();
    for count in counts(view, HeadCountsOf::default())?.counts {
        last.retain(|known| known.class_id != count.class_id);
        last.push(count);
    }
    let items = last.into_iter().filter(|count| count.counted != count.expected).map(|count| DutyItem {
        duty: "attendance.head_count".to_owned(),
        subject: count.id.to_string(),
        urgency: Urgency::Alarm,
        title: l.say(
            format!("{} 清点 {} 人，应为 {} 人", count.class_name, count.counted, count.expected),
            format!("{}: {} counted, {} expected", count.class_name, count.counted, count.expected),
        ),
        detail: format!("{} · {} · {} {}", count.at, count.moment.label(l), count.by, count.note),
        due: Some(count.at.day()),
        article: "《托育机构管理规范（试行）》第三十条".to_owned(),
        button: l.say("重新清点", "Count again"),
        screen: "rounds/counts".to_owned(),
    });
    Ok(items.collect())
}

/// Lines of a blank sheet: the moves of a usual day.
const USUAL: [CountMoment; 8] = [
    CountMoment::LeaveRoom,
    CountMoment::Outdoors,
    CountMoment::BackInside,
    CountMoment::BeforeNap,
    CountMoment::AfterNap,
    CountMoment::LeaveRoom,
    CountMoment::BackInside,
    CountMoment::BeforePickup,
];

/// 清点记录表.
pub(super) static HEAD_COUNTS: Register = Register {
    key: "head_counts",
    title: ("婴幼儿人数清点记录表", "Head counts"),
    article: "《托育机构管理规范（试行）》第二十九条",
    columns: &[
        column(("班级", "Class"), 24.0, ColumnKind::Text, "class.name"),
        column(("时间", "Time"), 18.0, ColumnKind::Text, "head_count.occurred_at").identifies(),
        column(("环节", "Move"), 28.0, ColumnKind::Text, "head_count.moment").identifies(),
        column(("应到人数", "Expected"), 20.0, ColumnKind::Number, "movement").derived(),
        column(("清点人数", "Counted"), 20.0, ColumnKind::Number, "head_count.counted").late_by(Lateness::Stamp),
        column(("清点人", "Counted by"), 26.0, ColumnKind::Text, "person.name"),
        column(("不符及处理", "Remarks"), 70.0, ColumnKind::Text, "head_count.note"),
    ],
    transcription: &[],
    group: RegisterGroup::Class,
    period: RegisterPeriod::Day,
    landscape: true,
    permission: Permission::AttendanceRead,
    signatures: &["保育人员", "园长"],
    blank_rows: 14,
    rows: count_rows,
    heads: None,
    foot: |rows| format!("共 {} 次。", rows.len()),
    takes_in: None,
    named: Some(|view, asked| {
        let class = roll::class_name(view, asked)?;
        let row = |moment: &CountMoment| {
            let mut cells = vec![String::new(); HEAD_COUNTS.columns.len()];
            cells[0].clone_from(&class);
            cells[2] = moment.zh().to_owned();
            RegisterRow::from(cells)
        };
        Ok(USUAL.iter().map(row).collect())
    }),
};

fn count_rows(view: &View<'_>, asked: Asked) -> Result<Vec<RegisterRow>> {
    let of = HeadCountsOf { day: Some(asked.on), class_id: asked.class_id };
    let row = |count: HeadCount| {
        let cells = vec![
            count.class_name,
            count.at.clock(),
            count.moment.zh().to_owned(),
            count.expected.to_string(),
            count.counted.to_string(),
            count.by,
            count.note,
        ];
        RegisterRow::from(cells).entered(count.entry)
    };
    Ok(counts(view, of)?.counts.into_iter().map(row).collect())
}
