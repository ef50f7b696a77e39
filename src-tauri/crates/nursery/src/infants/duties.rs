//! What is open about the infants: papers to be made good (补档).

use super::{InfantStatus, planned, records};
use crate::access::{Permission, Post};
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::Result;
use crate::view::View;

pub(crate) fn duties() -> Vec<Duty> {
    let duty = |key, open| Duty {
        key,
        part: None,
        posts: &[Post::Director, Post::HealthWorker],
        permission: Permission::InfantsWrite,
        open,
    };
    vec![duty("infants.coming", coming), duty("infants.planned", stuck), duty("infants.pending", pending)]
}

/// Whose first day has come, and who is still only expected (待入托).
fn coming(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let (l, today) = (view.language(), view.today());
    let mut due: Vec<_> = records::all(view, &[InfantStatus::Reserved])?
        .into_iter()
        .filter(|infant| infant.enrolled_on.is_some_and(|on| on <= today))
        .collect();
    due.sort_by_key(|infant| infant.enrolled_on);
    let Some(first) = due.first() else { return Ok(Vec::new()) };
    let class = first.class_name.clone().unwrap_or_default();
    Ok(vec![DutyItem {
        duty: "infants.coming".to_owned(),
        subject: first.id.to_string(),
        urgency: Urgency::Warning,
        title: if due.len() == 1 {
            l.say(format!("{} 该办理入托", first.name), format!("{} is due to start", first.name))
        } else {
            l.say(format!("{} 名婴幼儿该办理入托", due.len()), format!("{} infants are due to start", due.len()))
        },
        detail: if due.len() == 1 {
            class
        } else {
            l.say(format!("{}（{class}）等", first.name), format!("{} ({class}) and others", first.name))
        },
        due: first.enrolled_on,
        article: "托育机构管理规范（试行）第九条".to_owned(),
        button: l.say("办理入托", "Enrol"),
        screen: if due.len() == 1 { format!("infant/{}", first.id) } else { "infants?reserved".to_owned() },
    }])
}

/// What was set down for a day that has passed and could not be carried out.
fn stuck(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let mut items = Vec::new();
    for (infant, step) in planned::steps_of(view, None)?.into_iter().filter(|(_, step)| step.late) {
        let name = records::infant(view, infant)?.name;
        items.push(DutyItem {
            duty: "infants.planned".to_owned(),
            subject: step.id.to_string(),
            urgency: Urgency::Warning,
            title: l.say(
                format!("{name} 预定的{}未能办理", step.kind.zh()),
                format!("{name}: {} could not be carried out", step.kind.label(l)),
            ),
            detail: step.said,
            due: Some(step.on),
            article: String::new(),
            button: l.say("去处理", "See to it"),
            screen: format!("infant/{infant}"),
        });
    }
    Ok(items)
}

fn pending(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let open: Vec<String> = records::all(view, &[InfantStatus::Enrolled])?
        .into_iter()
        .filter(|infant| !infant.pending.is_empty())
        .map(|infant| infant.name)
        .collect();
    let Some(first) = open.first() else { return Ok(Vec::new()) };
    Ok(vec![DutyItem {
        duty: "infants.pending".to_owned(),
        subject: open.len().to_string(),
        urgency: Urgency::Plain,
        title: match open.len() {
            1 => l.say("1 名在托婴幼儿的档案待补", "1 file to be made good"),
            n => l.say(format!("{n} 名在托婴幼儿的档案待补"), format!("{n} files to be made good")),
        },
        detail: if open.len() == 1 {
            first.clone()
        } else {
            l.say(format!("{first} 等"), format!("{first} and others"))
        },
        due: None,
        article: "托育机构管理规范（试行）第九至十一条".to_owned(),
        button: l.say("去补档", "Make good"),
        screen: "infants?pending".to_owned(),
    }])
}
