//! What is open of illness: a guardian who is not told yet, a child that asks to come back.

use super::illness::{IllnessShown, IllnessState, IllnessesOf, illnesses};
use crate::access::{Permission, Post};
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::Result;
use crate::takeover::Part;
use crate::view::View;

pub(crate) fn duties() -> Vec<Duty> {
    let mut duties = vec![
        Duty {
            key: "health.tell_guardian",
            part: Some(Part::DailyCare),
            posts: &[Post::Director, Post::HealthWorker],
            permission: Permission::HealthWrite,
            open: untold,
        },
        Duty {
            key: "health.return_asked",
            part: Some(Part::DailyCare),
            posts: &[Post::HealthWorker],
            permission: Permission::HealthDecide,
            open: asked,
        },
    ];
    duties.extend(super::outbreak::cluster::duties());
    duties.extend(super::medicine::due::duties());
    duties
}

fn items(
    view: &View<'_>,
    duty: &str,
    state: IllnessState,
    says: impl Fn(&IllnessShown) -> (String, String, String),
) -> Result<Vec<DutyItem>> {
    let open = illnesses(view, IllnessesOf { infant_id: None, since: None })?;
    let items = open.into_iter().filter(|illness| illness.state == state).map(|illness| {
        let (zh, en, button) = says(&illness);
        DutyItem {
            duty: duty.to_owned(),
            subject: illness.id.to_string(),
            urgency: Urgency::Alarm,
            title: view.language().say(zh, en),
            detail: format!("{} · {}", illness.class_name, illness.found),
            due: Some(illness.day),
            article: "《托儿所幼儿园卫生保健工作规范》晨午检及全日健康观察".to_owned(),
            button,
            screen: format!("illness/{}", illness.id),
        }
    });
    Ok(items.collect())
}

fn untold(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    items(view, "health.tell_guardian", IllnessState::Found, |illness| {
        let name = &illness.infant_name;
        let button = l.say("登记告知", "Record the call");
        (format!("{name} 身体异常，尚未告知家长"), format!("{name} is unwell, the guardian is not told yet"), button)
    })
}

fn asked(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    items(view, "health.return_asked", IllnessState::ReturnAsked, |illness| {
        let name = &illness.infant_name;
        let button = l.say("查验", "See to it");
        (format!("{name} 申请返园"), format!("{name} asks to return"), button)
    })
}
