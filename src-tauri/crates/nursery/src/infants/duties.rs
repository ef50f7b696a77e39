//! What is open about the infants: papers to be made good (补档).

use super::InfantStatus;
use super::records;
use crate::access::{Permission, Post};
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::Result;
use crate::view::View;

pub(crate) fn duties() -> Vec<Duty> {
    vec![Duty {
        key: "infants.pending",
        part: None,
        posts: &[Post::Director, Post::HealthWorker],
        permission: Permission::InfantsWrite,
        open: pending,
    }]
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
        title: l.say(format!("{} 名在托婴幼儿的档案待补", open.len()), format!("{} files to be made good", open.len())),
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
