//! What is open of care: a nap round that is due, a class that was too little outdoors.

use super::day::{CareOf, lines};
use super::{exercise, nap};
use crate::access::{Permission, Post};
use crate::attendance::Place;
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::Result;
use crate::instant::Instant;
use crate::record::minute_of;
use crate::takeover::Part;
use crate::view::View;

pub(crate) fn duties() -> Vec<Duty> {
    let duty =
        |key, posts, open| Duty { key, part: Some(Part::DailyCare), posts, permission: Permission::HealthWrite, open };
    vec![
        duty("care.nap_round", &[Post::Carer, Post::HealthWorker], rounds),
        duty("care.outdoor", &[Post::Carer], outdoor),
    ]
}

fn rounds(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let day = nap::naps(view, CareOf { day: None, class_id: None })?;
    let due = day.rooms.into_iter().filter_map(|room| room.due.filter(|due| *due <= day.now).map(|due| (room, due)));
    let items = due.map(|(room, due)| {
        let late = (day.now.ms() - due.ms()) / 60_000;
        DutyItem {
            duty: "care.nap_round".to_owned(),
            subject: format!("{}:{}", room.class_id, due.ms()),
            urgency: if late >= day.interval_minutes { Urgency::Alarm } else { Urgency::Warning },
            title: l
                .say(format!("{} 该巡视午睡了", room.class_name), format!("{}: a nap round is due", room.class_name)),
            detail: l.say(
                format!("{} 名在睡，已过 {late} 分钟", room.asleep.len()),
                format!("{} asleep, {late} minutes over", room.asleep.len()),
            ),
            due: Some(day.day),
            article: "《托育机构婴幼儿伤害预防指南（试行）》窒息".to_owned(),
            button: l.say("登记巡视", "Record it"),
            screen: format!("care?nap={}", room.class_id),
        }
    });
    Ok(items.collect())
}

/// Near the end of the day: the classes whose children were outdoors for less than the rule.
fn outdoor(view: &View<'_>) -> Result<Vec<DutyItem>> {
    const BEFORE_CLOSING: u16 = 120;
    let (l, today) = (view.language(), view.today());
    let open = view.workdays()?.is_workday(today).unwrap_or(!today.is_weekend());
    let closes = minute_of(view.policy("attendance.closes_at", today)?.text()?).unwrap_or(18 * 60);
    let from = Instant::at(today, closes.saturating_sub(BEFORE_CLOSING));
    if !open || Instant::from_ms(view.now()) < from || exercise::weather(view, today)?.is_some() {
        return Ok(Vec::new());
    }
    let wanted = view.policy_number("care.outdoor_minutes", today)?;
    let mut short: Vec<(String, i64)> = Vec::new();
    for line in lines(view, today, None, None)? {
        if line.place.is_none_or(|place| place == Place::Gone) || line.totals.outdoor >= wanted {
            continue;
        }
        match short.last_mut() {
            Some((class, least)) if *class == line.class_name => *least = (*least).min(line.totals.outdoor),
            _ => short.push((line.class_name, line.totals.outdoor)),
        }
    }
    let items = short.into_iter().map(|(class, least)| DutyItem {
        duty: "care.outdoor".to_owned(),
        subject: format!("{today}:{class}"),
        urgency: Urgency::Plain,
        title: l.say(
            format!("{class} 今日户外不足 {wanted} 分钟"),
            format!("{class}: less than {wanted} minutes outdoors today"),
        ),
        detail: l.say(format!("最少的 {least} 分钟"), format!("{least} minutes at the least")),
        due: Some(today),
        article: "《托育机构管理规范（试行）》第十八条".to_owned(),
        button: l.say("登记户外或天气原因", "Record it, or the weather"),
        screen: "care".to_owned(),
    });
    Ok(items.collect())
}
