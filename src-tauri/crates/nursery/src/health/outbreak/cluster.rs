//! When like illnesses are a cluster (学校和托幼机构传染病疫情报告工作规范): in one class, within days that are policy
//! values. A case counts for its disease, and while none is named for each of its signs.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::ClusterRule;
use crate::access::{Permission, Post};
use crate::contract::Nothing;
use crate::day::Day;
use crate::duty::{Duty, DutyItem, Urgency};
use crate::error::Result;
use crate::health::Symptom;
use crate::health::illness::Disease;
use crate::id::Id;
use crate::instant::Instant;
use crate::takeover::Part;
use crate::view::View;
use crate::words::Coded;

/// A case as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sick {
    pub illness: Id,
    pub infant: Id,
    pub name: String,
    pub class: Id,
    pub onset: Day,
    /// The disease, or each sign while none is named.
    pub alike: Vec<String>,
}

/// The numbers of the rules.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClusterRules {
    /// So many with one disease in a class within seven days.
    pub in_week: i64,
    /// So many alike on one day.
    pub in_day: i64,
    /// So many alike within three days.
    pub in_three_days: i64,
}

/// A cluster: one class, one disease or sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub rule: ClusterRule,
    pub class: Id,
    pub alike: String,
    pub cases: Vec<Sick>,
}

/// The clusters that end on a day or within the week before it, the gravest rule first; each class and disease once.
pub(super) fn find(cases: &[Sick], rules: ClusterRules, today: Day) -> Vec<Found> {
    let mut groups = BTreeMap::<(Id, &str), Vec<&Sick>>::new();
    for case in cases {
        for alike in &case.alike {
            groups.entry((case.class, alike)).or_default().push(case);
        }
    }
    let mut found = Vec::new();
    for ((class, alike), group) in groups {
        let windows = [
            (ClusterRule::InDay, 1, rules.in_day),
            (ClusterRule::InThreeDays, 3, rules.in_three_days),
            (ClusterRule::InWeek, 7, rules.in_week),
        ];
        let hit = windows.into_iter().find_map(|(rule, days, least)| {
            // Signs alone make no cluster of a week: half of a class coughs in November.
            if rule == ClusterRule::InWeek && Symptom::from_code(alike).is_some() {
                return None;
            }
            let best = group.iter().filter_map(|last| {
                let within: Vec<Sick> = group
                    .iter()
                    .filter(|case| (0..days).contains(&case.onset.days_until(last.onset)))
                    .map(|case| (*case).clone())
                    .collect();
                let recent = last.onset.days_until(today) < 7;
                (recent && i64::try_from(within.len()).unwrap_or(0) >= least).then_some(within)
            });
            best.max_by_key(Vec::len).map(|cases| (rule, cases))
        });
        if let Some((rule, cases)) = hit {
            found.push(Found { rule, class, alike: alike.to_owned(), cases });
        }
    }
    found
}

/// A case of a cluster.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ClusterCase {
    /// The illness.
    pub illness_id: Id,
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub name: String,
    /// The first day of the signs.
    pub onset: Day,
}

/// A cluster as shown.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ClusterShown {
    /// Names it, with its first day: reports go to it.
    pub key: String,
    /// The class.
    pub class_id: Id,
    /// Its name.
    pub class_name: String,
    /// The disease or the sign, in the person's language.
    pub alike: String,
    /// Which rule.
    pub rule: ClusterRule,
    /// The cases.
    pub cases: Vec<ClusterCase>,
    /// By when it must be reported.
    pub report_by: Instant,
    /// When it was reported.
    pub reported_at: Option<Instant>,
    /// The text of the report, Chinese, without names.
    pub report: String,
}

pub(crate) fn clusters(view: &View<'_>, _: Nothing) -> Result<Vec<ClusterShown>> {
    let (l, today) = (view.language(), view.today());
    let rules = ClusterRules {
        in_week: view.policy_number("cluster.class_in_week", today)?,
        in_day: view.policy_number("cluster.in_day", today)?,
        in_three_days: view.policy_number("cluster.in_three_days", today)?,
    };
    let hours = view.policy_number("cluster.report_hours", today)?;
    let nursery = view.institution()?;
    let names: BTreeMap<Id, String> = view.classes()?.into_iter().map(|class| (class.id, class.name)).collect();
    let scope = crate::infants::scope::classes(view)?;
    let mut shown = Vec::new();
    for found in find(&cases(view, today.plus_days(-14)?)?, rules, today) {
        if !scope.sees(Some(found.class)) {
            continue;
        }
        let first = found.cases.iter().map(|case| case.onset).min().unwrap_or(today);
        let last = found.cases.iter().map(|case| case.onset).max().unwrap_or(today);
        let key = format!("{}:{}:{first}", found.class, found.alike);
        let class_name = names.get(&found.class).cloned().unwrap_or_default();
        let (zh, said) = word_of(&found.alike, l);
        let enrolled =
            view.number("SELECT count(*) FROM infant WHERE class_id = ?1 AND status = 'enrolled'", [found.class])?;
        let n = found.cases.len();
        let report = format!(
            "{}报告：我园{class_name}（在册 {enrolled} 人）自 {first} 至 {last} 先后有 {n} 名婴幼儿出现{zh}，现患儿均已离园或隔离观察，班级已加强消毒、停止与其他班级合并活动。已达到“{}”的报告标准，特此报告，请指导处置。联系人：{}　电话：{}",
            nursery.name,
            found.rule.zh(),
            nursery.contact,
            nursery.phone,
        );
        shown.push(ClusterShown {
            reported_at: view
                .first("SELECT min(occurred_at) FROM outbreak_report WHERE cluster = ?1", [&key], |r| {
                    r.get::<_, Option<Instant>>(0)
                })?
                .flatten(),
            key,
            class_id: found.class,
            class_name,
            alike: said,
            rule: found.rule,
            report_by: Instant::at(last, 24 * 60).plus_ms((hours - 24) * 3_600_000),
            cases: found
                .cases
                .into_iter()
                .map(|case| ClusterCase {
                    illness_id: case.illness,
                    infant_id: case.infant,
                    name: case.name,
                    onset: case.onset,
                })
                .collect(),
            report,
        });
    }
    Ok(shown)
}

/// The disease or sign of a code, in Chinese and in the person's language.
fn word_of(alike: &str, l: crate::words::Language) -> (String, String) {
    if let Some(disease) = Disease::from_code(alike) {
        return (disease.zh().to_owned(), disease.label(l).to_owned());
    }
    match Symptom::from_code(alike) {
        Some(sign) => (sign.zh().to_owned(), sign.label(l).to_owned()),
        None => (alike.to_owned(), alike.to_owned()),
    }
}

/// The illnesses since a day, as the rules see them.
pub(super) fn cases(view: &View<'_>, since: Day) -> Result<Vec<Sick>> {
    let rows = view.all(
        "SELECT l.id, l.infant_id, i.name, l.class_id, coalesce(l.onset, l.day), l.disease, h.symptoms, l.disease_name FROM illness l
         JOIN infant i ON i.id = l.infant_id LEFT JOIN health_check h ON h.id = l.check_id
         WHERE l.withdrawn = 0 AND coalesce(l.onset, l.day) >= ?1 ORDER BY coalesce(l.onset, l.day), l.id",
        [since],
        |r| {
            let disease: Option<Disease> = r.get(5)?;
            let signs: Option<String> = r.get(6)?;
            let signs: Vec<Symptom> = signs.and_then(|signs| serde_json::from_str(&signs).ok()).unwrap_or_default();
            let alike = match disease {
                Some(Disease::Common) => Vec::new(),
                Some(Disease::OtherInfectious) => vec![r.get(7)?],
                Some(disease) => vec![disease.code().to_owned()],
                None => signs.iter().filter(|sign| counts(**sign)).map(|sign| sign.code().to_owned()).collect(),
            };
            let Some(class) = r.get::<_, Option<Id>>(3)? else { return Ok(None) };
            let (illness, infant, name, onset) = (r.get(0)?, r.get(1)?, r.get(2)?, r.get(4)?);
            Ok(Some(Sick { illness, infant, name, class, onset, alike }))
        },
    )?;
    Ok(rows.into_iter().flatten().collect())
}

/// The signs that the rule names: fever, rash, diarrhoea, vomiting; and those of the diseases that spread here.
const fn counts(sign: Symptom) -> bool {
    use Symptom::{Diarrhoea, Fever, MouthHerpes, Parotid, Rash, RedEye, Vomiting};
    matches!(sign, Fever | Rash | Diarrhoea | Vomiting | MouthHerpes | Parotid | RedEye)
}

pub(crate) fn duties() -> Vec<Duty> {
    vec![Duty {
        key: "health.cluster",
        part: Some(Part::DailyCare),
        posts: &[Post::Director, Post::HealthWorker],
        permission: Permission::HealthDecide,
        open,
    }]
}

fn open(view: &View<'_>) -> Result<Vec<DutyItem>> {
    let l = view.language();
    let open = clusters(view, Nothing {})?.into_iter().filter(|cluster| cluster.reported_at.is_none());
    let items = open.map(|cluster| DutyItem {
        duty: "health.cluster".to_owned(),
        subject: cluster.key,
        urgency: Urgency::Alarm,
        title: l.say(
            format!("{} {}聚集 {} 例，须报告疾控机构", cluster.class_name, cluster.alike, cluster.cases.len()),
            format!("{}: {} cases of {}, report to the CDC", cluster.class_name, cluster.cases.len(), cluster.alike),
        ),
        detail: l.say(format!("{} 前报告", cluster.report_by), format!("by {}", cluster.report_by)),
        due: Some(cluster.report_by.day()),
        article: "《学校和托幼机构传染病疫情报告工作规范（试行）》".to_owned(),
        button: l.say("去报告", "Report"),
        screen: "outbreaks".to_owned(),
    });
    Ok(items.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn alike_in_a_class_and_close_together() {
        let ids = crate::id::Ids::seeded(1);
        let (class, other) = (ids.at(1), ids.at(2));
        let rules = ClusterRules { in_week: 2, in_day: 3, in_three_days: 5 };
        let of = |cases: &[(Id, &str, &str)]| -> Vec<(ClusterRule, usize)> {
            let cases: Vec<Sick> = cases
                .iter()
                .map(|(class, onset, alike)| Sick {
                    illness: *class,
                    infant: *class,
                    name: String::new(),
                    class: *class,
                    onset: day(onset),
                    alike: vec![(*alike).to_owned()],
                })
                .collect();
            find(&cases, rules, day("2026-11-23")).into_iter().map(|found| (found.rule, found.cases.len())).collect()
        };
        let (a, b, c) = ("2026-11-17", "2026-11-22", "2026-11-23");
        assert_eq!(of(&[(class, a, "hand_foot_mouth"), (class, c, "hand_foot_mouth")]), [(ClusterRule::InWeek, 2)]);
        assert_eq!(of(&[(class, "2026-11-16", "hand_foot_mouth"), (class, c, "hand_foot_mouth")]), [], "eight days");
        assert_eq!(of(&[(class, a, "hand_foot_mouth"), (other, c, "hand_foot_mouth")]), [], "two classes");
        assert_eq!(of(&[(class, a, "vomiting"), (class, c, "vomiting")]), [], "a sign alone");
        assert_eq!(of(&[(class, c, "vomiting"); 3]), [(ClusterRule::InDay, 3)]);
        let spread =
            [(class, "2026-11-21", "vomiting"), (class, b, "vomiting"), (class, b, "vomiting"), (class, c, "vomiting")];
        assert_eq!(of(&spread), []);
        assert_eq!(of(&[&spread[..], &[(class, c, "vomiting")]].concat()), [(ClusterRule::InThreeDays, 5)]);
        assert_eq!(
            of(&[(class, "2026-11-10", "hand_foot_mouth"), (class, "2026-11-11", "hand_foot_mouth")]),
            [],
            "long over"
        );
    }
}
