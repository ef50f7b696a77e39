//! What is open of the morning: who arrived and is not checked, whose temperature is to be taken again, who has not
//! come and is not traced.

use super::day::{self, ChildDay};
use super::{DayState, Mismatch};
use crate::access::{Permission, Post};
use crate::day::Day;
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::Result;
use crate::health::CheckPeriod;
use crate::instant::Instant;
use crate::takeover::Part;
use crate::view::View;

const WATCH: &[Post] = &[Post::HealthWorker, Post::Carer];
const NORM: &str = "《托儿所幼儿园卫生保健工作规范》晨午检及全日健康观察";

pub(crate) fn duties() -> Vec<Duty> {
    let duty = |key, permission, open| Duty { key, part: Some(Part::DailyCare), posts: WATCH, permission, open };
    vec![
        duty("attendance.unchecked", Permission::HealthWrite, unchecked),
        duty("attendance.retake", Permission::HealthWrite, retake),
        duty("attendance.to_trace", Permission::AttendanceWrite, to_trace),
        duty("attendance.still_inside", Permission::AttendanceWrite, still_inside),
        Duty {
            posts: &[Post::Director, Post::HealthWorker, Post::Carer],
            ..duty("attendance.head_count", Permission::AttendanceWrite, super::head_count::wrong)
        },
        Duty {
            posts: super::closing::SIGN,
            ..duty("attendance.closing", Permission::AttendanceRead, super::closing::open)
        },
        Duty {
            posts: &[Post::Director],
            ..duty("attendance.denied_collected", Permission::AttendanceWrite, denied_collected)
        },
    ]
}

fn in_state(view: &View<'_>, state: DayState) -> Result<Vec<ChildDay>> {
    let mut rows = day::rows(view, view.today(), CheckPeriod::Morning, None)?;
    rows.retain(|row| row.state == state);
    Ok(rows)
}

fn named(view: &View<'_>, rows: &[ChildDay]) -> String {
    const SHOWN: usize = 4;
    let names: Vec<&str> = rows.iter().take(SHOWN).map(|row| row.name.as_str()).collect();
    let l = view.language();
    let list = names.join(l.word("、", ", "));
    if rows.len() > SHOWN { l.say(format!("{list} 等"), format!("{list} and others")) } else { list }
}

fn item(view: &View<'_>, duty: &str, rows: &[ChildDay], urgency: Urgency, says: (String, String)) -> DutyItem {
    let l = view.language();
    DutyItem {
        duty: duty.to_owned(),
        subject: format!("{}:{}", view.today(), rows.len()),
        urgency,
        title: l.say(says.0, says.1),
        detail: named(view, rows),
        due: Some(view.today()),
        article: NORM.to_owned(),
        button: String::new(),
        screen: String::new(),
    }
}

fn unchecked(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, rows) = (view.language(), in_state(view, DayState::Unchecked)?);
    let n = rows.len();
    if n == 0 {
        return Ok(Vec::new());
    }
    let says = (format!("{n} 名已到园，还没有晨检"), format!("{n} arrived and not checked yet"));
    let item = item(view, "attendance.unchecked", &rows, Urgency::Warning, says);
    Ok(vec![DutyItem { button: l.say("去晨检", "Check them"), screen: "door".to_owned(), ..item }])
}

fn retake(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, now) = (view.language(), Instant::from_ms(view.now()));
    let mut rows = in_state(view, DayState::Retake)?;
    rows.retain(|row| row.check.as_ref().is_some_and(|check| check.retake_due.is_some_and(|due| due <= now)));
    let n = rows.len();
    if n == 0 {
        return Ok(Vec::new());
    }
    let says = (format!("{n} 名该复测体温"), format!("{n} to be measured again"));
    let item = item(view, "attendance.retake", &rows, Urgency::Alarm, says);
    Ok(vec![DutyItem { button: l.say("去复测", "Measure"), screen: "door".to_owned(), ..item }])
}

/// A child that was collected by somebody who may not, within the last days.
fn denied_collected(view: &View<'_>) -> Result<Vec<DutyItem>> {
    const DAYS: i64 = 7;
    let (l, today) = (view.language(), view.today());
    let taken: Vec<(String, Day, String, String)> = view.all(
        "SELECT i.name, m.day, m.escort, i.id FROM movement m JOIN infant i ON i.id = m.infant_id
         JOIN pickup_denied d ON d.infant_id = m.infant_id AND d.name = m.escort
             AND d.from_day <= m.day AND (d.to_day IS NULL OR d.to_day >= m.day)
         WHERE m.day >= ?1 AND m.kind = 'departure' AND m.withdrawn = 0 ORDER BY m.occurred_at DESC",
        [today.plus_days(-DAYS)?],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)),
    )?;
    let items = taken.into_iter().map(|(name, day, by, id)| DutyItem {
        duty: "attendance.denied_collected".to_owned(),
        subject: format!("{id}:{day}"),
        urgency: Urgency::Alarm,
        title: l
            .say(format!("{name} 被禁止接走的人（{by}）接走"), format!("{name} was collected by {by}, who may not")),
        detail: l.say("立即联系监护人，必要时报警 110", "Call the guardian at once, and 110 if need be"),
        due: Some(day),
        article: "《托育机构管理规范（试行）》第三十条".to_owned(),
        button: l.say("看记录", "See it"),
        screen: format!("infant/{id}"),
    });
    Ok(items.collect())
}

/// Who is still inside after the nursery has closed (清园).
fn still_inside(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let mut rows = day::rows(view, view.today(), CheckPeriod::Morning, None)?;
    rows.retain(|row| row.mismatch == Some(Mismatch::StillInside));
    let n = rows.len();
    if n == 0 {
        return Ok(Vec::new());
    }
    let says = (format!("过了闭园时间，{n} 名仍在园"), format!("{n} still inside after closing"));
    let item = item(view, "attendance.still_inside", &rows, Urgency::Alarm, says);
    Ok(vec![DutyItem {
        button: l.say("登记离园", "Record the pickup"),
        screen: "attendance?mismatch".to_owned(),
        ..item
    }])
}

fn to_trace(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, rows) = (view.language(), in_state(view, DayState::ToTrace)?);
    let n = rows.len();
    if n == 0 {
        return Ok(Vec::new());
    }
    let says = (format!("{n} 名未到园，原因待查"), format!("{n} have not come, and nobody knows why"));
    let item = item(view, "attendance.to_trace", &rows, Urgency::Warning, says);
    Ok(vec![DutyItem { button: l.say("去追踪", "Trace"), screen: "attendance?to_trace".to_owned(), ..item }])
}
