//! What is open of safety: who is not told of an incident yet, which video is not saved, which signs of harm are not
//! reported.

use super::concern::{ConcernState, ConcernsOf, concerns};
use super::incident::{IncidentsOf, incidents};
use crate::access::{Permission, Post};
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::Result;
use crate::takeover::Part;
use crate::view::View;
use crate::words::Coded;

const EVERYBODY: &[Post] = Post::ALL;
const LAW: &str = "《未成年人保护法》第三十七条";

pub(crate) fn duties() -> Vec<Duty> {
    let duty = |key, posts, permission, open| Duty { key, part: Some(Part::DailyCare), posts, permission, open };
    vec![
        duty("safety.report", EVERYBODY, Permission::Own, unreported),
        duty("safety.tell", &[Post::Director, Post::HealthWorker], Permission::HealthWrite, untold),
        duty("safety.video", &[Post::Director], Permission::HealthDecide, unsaved),
    ]
}

fn item(duty: &str, urgency: Urgency, subject: String, said: [String; 3], screen: String) -> DutyItem {
    let [title, detail, button] = said;
    DutyItem {
        duty: duty.to_owned(),
        subject,
        urgency,
        title,
        detail,
        due: None,
        article: LAW.to_owned(),
        button,
        screen,
    }
}

/// Signs of harm are reported at once; Today names no child, since others look over the shoulder.
fn unreported(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let open = concerns(view, ConcernsOf::default())?.into_iter().filter(|one| one.state == ConcernState::Unreported);
    let items = open.map(|concern| {
        let said = [
            l.say("有一条疑似侵害记录尚未报告", "Signs of harm are not reported yet"),
            l.say(
                format!("{} 记录 · 立即拨打 110；也可拨打 12345", concern.at),
                format!("written {} · call 110 at once; 12345 too", concern.at),
            ),
            l.say("去报告", "Report"),
        ];
        let screen = format!("incidents?concern={}", concern.id);
        let item = item("safety.report", Urgency::Alarm, concern.id.to_string(), said, screen);
        DutyItem { article: "《未成年人保护法》第十一条".to_owned(), ..item }
    });
    Ok(items.collect())
}

fn untold(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let mut items = Vec::new();
    for incident in incidents(view, IncidentsOf::default())?.into_iter().filter(|one| !one.to_tell.is_empty()) {
        let whom: Vec<&str> = incident.to_tell.iter().map(|open| open.party.label(l)).collect();
        let over = incident.to_tell.iter().any(|open| open.over);
        let name = &incident.infant_name;
        let said = [
            l.say(
                format!("{name}（{}）还没有告知：{}", incident.kind.zh(), whom.join("、")),
                format!("{name} ({}): not told yet: {}", incident.kind.label(l), whom.join(", ")),
            ),
            format!("{} · {} · {}", incident.class_name, incident.at, incident.severity.label(l)),
            l.say("登记告知", "Record it"),
        ];
        let urgency = if over { Urgency::Alarm } else { Urgency::Warning };
        let screen = format!("incidents/{}", incident.id);
        items.push(DutyItem {
            due: Some(incident.at.day()),
            ..item("safety.tell", urgency, incident.id.to_string(), said, screen)
        });
    }
    Ok(items)
}

fn unsaved(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let mut items = Vec::new();
    for incident in incidents(view, IncidentsOf { since: Some(view.today().plus_days(-90)?), infant_id: None })? {
        for hold in incident.video.iter().filter(|hold| hold.saved_at.is_none() && hold.released_at.is_none()) {
            let said = [
                l.say(
                    format!("{} 的录像要另存", incident.infant_name),
                    format!("{}: save the video elsewhere", incident.infant_name),
                ),
                format!("{} — {} · {}", hold.from, hold.to, hold.cameras),
                l.say("登记已另存", "Record it"),
            ];
            let screen = format!("incidents/{}", incident.id);
            let item = item("safety.video", Urgency::Warning, hold.id.to_string(), said, screen);
            items.push(DutyItem {
                article: "《托育机构管理规范（试行）》第三十二条".to_owned(), ..item
            });
        }
    }
    Ok(items)
}
