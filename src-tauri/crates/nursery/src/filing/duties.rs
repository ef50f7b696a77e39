//! What Today says about filing: papers that end, mandatory papers that are missing, a change that must be filed,
//! a receipt that is overdue.

use std::collections::BTreeMap;

use super::gaps::{self, FilingGap};
use super::requirements::{self, MATERIALS};
use super::states::{self, FilingState};
use crate::access::{Permission, Post};
use crate::contract::Nothing;
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::Result;
use crate::takeover::Part;
use crate::validity::{self, OwnerKind, PaperKind, Standing};
use crate::view::View;

/// Lines of one duty at most: Today has seven in all.
const LINES: usize = 3;
/// Days ahead that are looked at: no kind of paper reminds earlier.
const LOOK_AHEAD: i64 = 120;

pub(crate) fn duties() -> Vec<Duty> {
    let posts = &[Post::Director, Post::HealthWorker];
    vec![
        Duty {
            key: "filing.papers",
            part: Some(Part::Filing),
            posts,
            permission: Permission::FilingWrite,
            open: papers,
        },
        Duty {
            key: "filing.case",
            part: Some(Part::Filing),
            posts: &[Post::Director],
            permission: Permission::FilingWrite,
            open: case,
        },
    ]
}

/// One line for each kind of paper that is missing, has ended or ends soon.
fn papers(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let held = requirements::held(view)?;
    let ends: BTreeMap<(PaperKind, String), _> = held
        .materials
        .iter()
        .map(|requirement| (requirement, "1".to_owned()))
        .chain(
            held.staff
                .iter()
                .flat_map(|person| person.papers.iter().map(|requirement| (requirement, person.person_id.to_string()))),
        )
        .filter_map(|(requirement, owner)| Some(((requirement.kind, owner), requirement.papers.last()?.valid_to?)))
        .collect();
    let mut kinds: Vec<(PaperKind, Vec<FilingGap>)> = Vec::new();
    for gap in gaps::find(view, &held)?.into_iter().filter(|gap| gap.code.starts_with("paper_")) {
        let Some(kind) = gap.kind else { continue };
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, gaps)) => gaps.push(gap),
            None => kinds.push((kind, vec![gap])),
        }
    }
    let mut items: Vec<DutyItem> = kinds
        .into_iter()
        .filter_map(|(kind, gaps)| {
            let first = gaps.first()?;
            let mandatory = gaps.iter().any(|gap| gap.mandatory);
            let due = gaps.iter().filter_map(|gap| ends.get(&(kind, gap.owner_id.clone())).copied()).min();
            let title = match gaps.len() {
                1 => first.message.clone(),
                n => l.say(
                    format!("{}：{n} 份缺失、到期或即将到期", kind.zh()),
                    format!("{}: {n} missing, ended or ending", kind.label(l)),
                ),
            };
            let detail = if gaps.len() == 1 {
                String::new()
            } else {
                gaps.iter().take(2).map(|gap| gap.message.as_str()).collect::<Vec<_>>().join(" ")
            };
            Some(DutyItem {
                duty: "filing.papers".to_owned(),
                subject: kind.code().to_owned(),
                urgency: if mandatory { Urgency::Warning } else { Urgency::Plain },
                title,
                detail,
                due,
                article: first.article.clone(),
                button: l.say("登记证照", "Enter the paper"),
                screen: format!("filing?kind={}", kind.code()),
            })
        })
        .collect();
    items.extend(others(view)?);
    items.sort_by_key(|item| (item.urgency, item.due.is_none(), item.due));
    items.truncate(LINES);
    Ok(items)
}

/// The nursery's papers that are no filing material (insurance) and end soon or have ended.
fn others(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let ending = validity::ending(view, view.today().plus_days(LOOK_AHEAD)?)?;
    let open = ending.into_iter().filter(|paper| {
        paper.owner_kind == OwnerKind::Institution
            && matches!(paper.standing, Standing::Expiring | Standing::Expired)
            && MATERIALS.iter().all(|material| material.kind != paper.kind)
    });
    Ok(open
        .map(|paper| {
            let to = paper.valid_to.map(|day| day.to_string()).unwrap_or_default();
            DutyItem {
                duty: "filing.papers".to_owned(),
                subject: paper.id.to_string(),
                urgency: if paper.standing == Standing::Expired { Urgency::Warning } else { Urgency::Plain },
                title: l
                    .say(format!("{}有效期至 {to}", paper.kind.zh()), format!("{} ends on {to}", paper.kind.label(l))),
                detail: String::new(),
                due: paper.valid_to,
                article: validity::rule_of(paper.kind).article.to_owned(),
                button: l.say("登记证照", "Enter the paper"),
                screen: format!("filing?kind={}", paper.kind.code()),
            }
        })
        .collect())
}

/// A change that must be filed, and a receipt that is overdue.
fn case(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let standing = states::standing(view, Nothing {})?;
    let item = |subject: &str, urgency, title: String, detail: String, due, article: &str| DutyItem {
        duty: "filing.case".to_owned(),
        subject: subject.to_owned(),
        urgency,
        title,
        detail,
        due,
        article: article.to_owned(),
        button: l.say("查看备案", "See the filing"),
        screen: "filing".to_owned(),
    };
    let mut items = Vec::new();
    if !standing.changed.is_empty() {
        let facts: Vec<&str> = standing.changed.iter().map(|changed| changed.fact.as_str()).collect();
        items.push(item(
            "change",
            Urgency::Warning,
            l.say("备案事项已有变化，应及时办理变更备案", "Filed facts have changed: a change filing is due"),
            facts.join("、"),
            None,
            "登记和备案办法第十条",
        ));
    }
    if standing.state == FilingState::Submitted
        && let Some(due) = standing.receipt_due.filter(|due| *due < view.today())
    {
        items.push(item(
            "receipt",
            Urgency::Plain,
            l.say(format!("备案回执应于 {due} 前发出，尚未登记"), format!("The filing receipt was due by {due}")),
            l.say(
                "可向备案机关查询；若已收到，请登记已备案或退回补正",
                "Ask the department, or record what it answered",
            ),
            Some(due),
            "登记和备案办法第九条",
        ));
    }
    if standing.state == FilingState::Returned {
        items.push(item(
            "returned",
            Urgency::Warning,
            l.say("备案材料被退回补正", "The filing was returned for correction"),
            standing.steps.last().and_then(|step| step.note.clone()).unwrap_or_default(),
            None,
            "登记和备案办法第九条",
        ));
    }
    Ok(items)
}
