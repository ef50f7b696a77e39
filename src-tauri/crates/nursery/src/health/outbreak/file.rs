//! 疫情档案: an outbreak declared here, its cases, the curve, attack rates by class, the reports, and its end.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{OutbreakError, ReportStage};
use crate::contract::Nothing;
use crate::day::Day;
use crate::error::{Error, Result};
use crate::health::illness::Disease;
use crate::id::Id;
use crate::identity::Sex;
use crate::instant::Instant;
use crate::record::Entry;
use crate::staff::operations::Saved;
use crate::view::{Change, Column, View};
use crate::words::Coded;

/// A case of an outbreak, as the CDC asks for it.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct OutbreakCase {
    /// The illness.
    pub illness_id: Id,
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Completed months at onset.
    pub months: u32,
    /// Its class.
    pub class_name: String,
    /// The first day of the signs.
    pub onset: Day,
    /// The first signs.
    pub found: String,
    /// Diagnosis, with day and institution.
    pub diagnosis: String,
    /// The last day on which it was here.
    pub last_here: Option<Day>,
    /// Siblings here.
    pub siblings: Vec<String>,
    /// Samples taken and their results.
    pub sample: String,
    /// The day of its return.
    pub returned_on: Option<Day>,
}

/// The cases of a class.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct AttackRate {
    /// Name of the class.
    pub class_name: String,
    /// In care.
    pub infants: u32,
    /// Cases.
    pub cases: u32,
    /// 罹患率 in tenths of a percent.
    pub tenths: u32,
}

/// A report that was made.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct OutbreakReport {
    /// The row.
    pub id: Id,
    /// Which report.
    pub stage: ReportStage,
    /// To which authority.
    pub authority: String,
    /// At which number.
    pub phone: String,
    /// Who answered.
    pub answered_by: String,
    /// What was reported.
    pub text: String,
    /// What was ordered.
    pub orders: String,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// Live, transcribed or late.
    pub entry: Entry,
}

/// An outbreak as shown.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct OutbreakShown {
    /// The row.
    pub id: Id,
    /// The disease or its main sign.
    pub disease: String,
    /// The first day whose cases belong to it.
    pub from: Day,
    /// Names of the classes concerned; empty for the whole nursery.
    pub classes: Vec<String>,
    /// Remark.
    pub note: String,
    /// Who declared it, when.
    pub declared_by: String,
    /// When it was declared.
    pub declared_at: Instant,
    /// The cases in the order of onset.
    pub cases: Vec<OutbreakCase>,
    /// Names of staff who are off duty with signs since its first day.
    pub staff: Vec<String>,
    /// Cases by day of onset: the curve.
    pub curve: Vec<(Day, u32)>,
    /// Attack rates by class.
    pub rates: Vec<AttackRate>,
    /// Contacts are watched for so many days (policy), where there is a number for the disease.
    pub contact_days: Option<i64>,
    /// Without a new case it can end on this day: the last case's last day here and the days of contact.
    pub may_end_on: Option<Day>,
    /// The reports in the order of time.
    pub reports: Vec<OutbreakReport>,
    /// The day on which it ended.
    pub ended_on: Option<Day>,
    /// On which ground.
    pub ended_for: String,
}

pub(crate) fn outbreaks(view: &View<'_>, _: Nothing) -> Result<Vec<OutbreakShown>> {
    let ids: Vec<Id> =
        view.all("SELECT id FROM outbreak ORDER BY ended_on IS NOT NULL, from_day DESC, id DESC", [], |r| r.get(0))?;
    ids.into_iter().map(|id| one(view, id)).collect()
}

pub(super) fn one(view: &View<'_>, id: Id) -> Result<OutbreakShown> {
    let (mut shown, classes) = view.one(
        "outbreak",
        "SELECT o.disease, o.from_day, o.classes, o.note, p.name, o.declared_at, o.ended_on, o.ended_for FROM outbreak o
         JOIN person p ON p.id = o.declared_by WHERE o.id = ?1",
        [id],
        |r| {
            let classes: Vec<Id> = serde_json::from_str(&r.get::<_, String>(2)?).unwrap_or_default();
            let shown = OutbreakShown {
                id,
                disease: r.get(0)?,
                from: r.get(1)?,
                classes: Vec::new(),
                note: r.get(3)?,
                declared_by: r.get(4)?,
                declared_at: r.get(5)?,
                cases: Vec::new(),
                staff: Vec::new(),
                curve: Vec::new(),
                rates: Vec::new(),
                contact_days: None,
                may_end_on: None,
                reports: Vec::new(),
                ended_on: r.get(6)?,
                ended_for: r.get(7)?,
            };
            Ok((shown, classes))
        },
    )?;
    let known: BTreeMap<Id, String> = view.classes()?.into_iter().map(|class| (class.id, class.name)).collect();
    shown.classes = classes.iter().filter_map(|class| known.get(class).cloned()).collect();
    let disease = Disease::ALL.iter().copied().find(|disease| disease.zh() == shown.disease);
    shown.cases = cases(view, &shown, &classes, disease)?;
    let mut curve = BTreeMap::<Day, u32>::new();
    for case in &shown.cases {
        *curve.entry(case.onset).or_default() += 1;
    }
    shown.curve = curve.into_iter().collect();
    shown.rates = rates(view, &shown, &classes)?;
    shown.staff = view.all(
        "SELECT DISTINCT p.name FROM staff_off f JOIN person p ON p.id = f.person_id
         WHERE f.withdrawn = 0 AND f.from_day >= ?1 AND (?2 IS NULL OR f.from_day <= ?2) ORDER BY p.name",
        (shown.from, shown.ended_on),
        |r| r.get(0),
    )?;
    if let Some(disease) = disease {
        let key = format!("contact_days.{}", disease.code());
        shown.contact_days = view.policy_number(&key, view.today()).ok();
    }
    let last = shown.cases.iter().filter_map(|case| case.last_here.or(Some(case.onset))).max();
    if let (Some(last), Some(days)) = (last, shown.contact_days) {
        shown.may_end_on = Some(last.plus_days(days)?);
    }
    shown.reports = reports(view, id)?;
    Ok(shown)
}

fn cases(view: &View<'_>, of: &OutbreakShown, classes: &[Id], disease: Option<Disease>) -> Result<Vec<OutbreakCase>> {
    let rows = view.all(
        "SELECT l.id, l.infant_id, i.name, i.sex, i.birth, coalesce(k.name, ''), coalesce(l.onset, l.day), l.found, l.disease_name,
                l.diagnosed_on, l.diagnosed_by, l.sample, l.returned_on, l.disease, l.class_id
         FROM illness l JOIN infant i ON i.id = l.infant_id LEFT JOIN class k ON k.id = l.class_id
         WHERE l.withdrawn = 0 AND coalesce(l.onset, l.day) >= ?1 AND (?2 IS NULL OR coalesce(l.onset, l.day) <= ?2)
         ORDER BY coalesce(l.onset, l.day), l.id",
        (of.from, of.ended_on),
        |r| {
            let (birth, onset): (Day, Day) = (r.get(4)?, r.get(6)?);
            let parts = [
                r.get::<_, String>(8)?,
                r.get::<_, Option<Day>>(9)?.map(|day| day.to_string()).unwrap_or_default(),
                r.get::<_, String>(10)?,
            ];
            let case = OutbreakCase {
                illness_id: r.get(0)?,
                infant_id: r.get(1)?,
                name: r.get(2)?,
                sex: r.get(3)?,
                months: crate::day::completed_months(birth, onset).unwrap_or(0),
                class_name: r.get(5)?,
                onset,
                found: r.get(7)?,
                diagnosis: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
                last_here: None,
                siblings: Vec::new(),
                sample: r.get(11)?,
                returned_on: r.get(12)?,
            };
            Ok((case, r.get::<_, Option<Disease>>(13)?, r.get::<_, Option<Id>>(14)?))
        },
    )?;
    let mut cases = Vec::new();
    for (mut case, of_case, class) in rows {
        let here = classes.is_empty() || class.is_some_and(|class| classes.contains(&class));
        // A disease that was named otherwise is no case; one that is not named yet is a suspect.
        let alike = match (of_case, disease) {
            (None, _) => true,
            (Some(of_case), Some(disease)) => of_case == disease,
            (Some(of_case), None) => of_case.is_infectious() && case.diagnosis.contains(&of.disease),
        };
        if !here || !alike {
            continue;
        }
        case.last_here = view
            .first(
                "SELECT max(day) FROM movement WHERE infant_id = ?1 AND withdrawn = 0 AND day <= date(?2, '+7 days')",
                (case.infant_id, case.onset),
                |r| r.get::<_, Option<Day>>(0),
            )?
            .flatten();
        case.siblings = view.all(
            "SELECT DISTINCT i.name FROM guardianship a JOIN guardianship b ON b.guardian_id = a.guardian_id
             JOIN infant i ON i.id = b.infant_id WHERE a.infant_id = ?1 AND b.infant_id <> ?1 AND i.status = 'enrolled'",
            [case.infant_id],
            |r| r.get(0),
        )?;
        cases.push(case);
    }
    Ok(cases)
}

fn rates(view: &View<'_>, of: &OutbreakShown, classes: &[Id]) -> Result<Vec<AttackRate>> {
    let mut rates = Vec::new();
    for class in view.classes()?.into_iter().filter(|class| classes.is_empty() || classes.contains(&class.id)) {
        let infants = view.number(
            "SELECT count(DISTINCT p.infant_id) FROM placement p WHERE p.class_id = ?1 AND p.from_day <= ?2 AND (p.to_day IS NULL OR p.to_day >= ?2)",
            (class.id, of.from),
        )?;
        let infants = u32::try_from(infants).unwrap_or(0);
        let cases = of.cases.iter().filter(|case| case.class_name == class.name).count();
        let cases = u32::try_from(cases).unwrap_or(u32::MAX);
        if infants > 0 {
            rates.push(AttackRate {
                class_name: class.name,
                infants,
                cases,
                tenths: cases.saturating_mul(2_000).saturating_add(infants) / (2 * infants),
            });
        }
    }
    Ok(rates)
}

fn reports(view: &View<'_>, id: Id) -> Result<Vec<OutbreakReport>> {
    view.all(
        "SELECT r.id, r.stage, r.authority, r.phone, r.answered_by, r.text, r.orders, r.occurred_at, p.name, r.entry
         FROM outbreak_report r JOIN person p ON p.id = r.done_by WHERE r.outbreak_id = ?1 ORDER BY r.occurred_at, r.id",
        [id],
        |r| {
            Ok(OutbreakReport {
                id: r.get(0)?,
                stage: r.get(1)?,
                authority: r.get(2)?,
                phone: r.get(3)?,
                answered_by: r.get(4)?,
                text: r.get(5)?,
                orders: r.get(6)?,
                at: r.get(7)?,
                by: r.get(8)?,
                entry: r.get(9)?,
            })
        },
    )
}

/// An outbreak that is declared.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DeclareOutbreak {
    /// The disease, as in the list, or its main sign.
    pub disease: String,
    /// The first day whose cases belong to it.
    pub from: Day,
    /// The classes concerned; none for the whole nursery.
    pub classes: Vec<Id>,
    /// Remark.
    pub note: Option<String>,
}

pub(crate) fn declare(change: &mut Change<'_>, q: DeclareOutbreak) -> Result<OutbreakShown> {
    let disease = q.disease.trim();
    if disease.is_empty() {
        return Err(OutbreakError::Disease.into());
    }
    if q.from > change.today() {
        return Err(OutbreakError::From.into());
    }
    let known: Vec<Id> = change.classes()?.into_iter().map(|class| class.id).collect();
    if q.classes.iter().any(|class| !known.contains(class)) {
        return Err(Error::not_found("class"));
    }
    let (id, at, person) = (change.new_id(), change.now(), change.who()?.person);
    let (classes, note) = (serde_json::to_string(&q.classes)?, q.note.as_deref().map(str::trim).unwrap_or_default());
    let columns: [Column<'_>; 7] = [
        ("id", &id),
        ("disease", &disease),
        ("from_day", &q.from),
        ("classes", &classes),
        ("note", &note),
        ("declared_at", &at),
        ("declared_by", &person),
    ];
    change.about(id);
    change.insert("outbreak", &columns)?;
    one(change, id)
}

/// A report to an authority.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReportOutbreak {
    /// The outbreak, where one is declared.
    pub outbreak_id: Option<Id>,
    /// The cluster, by its key.
    pub cluster: Option<String>,
    /// Which report.
    pub stage: ReportStage,
    /// To which authority.
    pub authority: String,
    /// At which number.
    pub phone: Option<String>,
    /// Who answered.
    pub answered_by: String,
    /// What was reported.
    pub text: String,
    /// What was ordered.
    pub orders: Option<String>,
    /// When; now when absent.
    pub at: Option<Instant>,
    /// Why it is written late.
    pub late_reason: Option<String>,
}

pub(crate) fn report(change: &mut Change<'_>, q: ReportOutbreak) -> Result<Saved> {
    let (authority, answered_by, text) = (q.authority.trim(), q.answered_by.trim(), q.text.trim());
    let cluster = q.cluster.as_deref().map(str::trim).unwrap_or_default();
    if authority.is_empty() || answered_by.is_empty() || text.is_empty() {
        return Err(OutbreakError::Answered.into());
    }
    match q.outbreak_id {
        Some(id) => drop(one(change, id)?),
        None if cluster.is_empty() => return Err(Error::not_found("outbreak")),
        None => {}
    }
    let at = q.at.unwrap_or(Instant::from_ms(change.now()));
    let stamp = change.stamp(at, change.who()?.person, q.late_reason.as_deref())?;
    let id = change.new_id();
    let given = |text: &Option<String>| text.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let (phone, orders) = (given(&q.phone), given(&q.orders));
    let columns: [Column<'_>; 9] = [
        ("id", &id),
        ("outbreak_id", &q.outbreak_id),
        ("cluster", &cluster),
        ("stage", &q.stage),
        ("authority", &authority),
        ("phone", &phone),
        ("answered_by", &answered_by),
        ("text", &text),
        ("orders", &orders),
    ];
    change.about(q.outbreak_id.unwrap_or(id));
    change.record("outbreak_report", &columns, &stamp)?;
    Ok(Saved { id })
}

/// An outbreak that is over.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndOutbreak {
    /// The outbreak.
    pub id: Id,
    /// On which ground: the rule, or the authority's word.
    pub reason: String,
}

pub(crate) fn end(change: &mut Change<'_>, q: EndOutbreak) -> Result<OutbreakShown> {
    let outbreak = one(change, q.id)?;
    let reason = q.reason.trim();
    if outbreak.ended_on.is_some() {
        return Err(OutbreakError::Ended.into());
    }
    if reason.is_empty() {
        return Err(OutbreakError::Reason.into());
    }
    let (today, person) = (change.today(), change.who()?.person);
    change.about(q.id);
    change.update("outbreak", &q.id, &[("ended_on", &today), ("ended_for", &reason), ("ended_by", &person)])?;
    one(change, q.id)
}

/// What is known of samples of a case.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteSample {
    /// The illness.
    pub illness_id: Id,
    /// What was taken, when, and its result.
    pub sample: String,
}

pub(crate) fn sample(change: &mut Change<'_>, q: NoteSample) -> Result<Saved> {
    let infant: Id = change.one(
        "illness",
        "SELECT infant_id FROM illness WHERE id = ?1 AND withdrawn = 0",
        [q.illness_id],
        |r| r.get(0),
    )?;
    crate::infants::records::infant(change, infant)?;
    change.about(infant);
    change.update("illness", &q.illness_id, &[("sample", &q.sample.trim())])?;
    Ok(Saved { id: q.illness_id })
}
