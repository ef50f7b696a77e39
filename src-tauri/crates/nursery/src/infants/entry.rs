//! Enrolment (入托): the gate before the first day, the class place, the 托号, and leaving.
//!
//! A state can be refused; so the gate says everything that is missing. The director may let an infant
//! in all the same with a reason: then what is missing stays on the infant as a list to make good (补档).

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::class_fit::{Fit, NurseryLimit, fit, places_left};
use super::number::{NumberError, NurseryNumber, free_numbers};
use super::records::{self, Infant};
use super::{InfantStatus, PendingItem};
use crate::access::Post;
use crate::day::Day;
use crate::error::{Error, Result, Told};
use crate::id::Id;
use crate::institution::Class;
use crate::institution::calendar::care_year;
use crate::validity::{OwnerKind, PaperKind, of_owner};
use crate::view::{Change, View};
use crate::words::Language;

/// What enrolment refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryError {
    /// Papers are missing.
    Incomplete(Vec<PendingItem>),
    /// The class has no place left.
    ClassFull {
        /// The class.
        class: String,
        /// Its cap.
        cap: u32,
    },
    /// The age does not fit the class on that day.
    Age {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
    /// The infant has left or is enrolled already.
    Status(InfantStatus),
    /// Only the director lets an infant in with papers missing.
    DirectorOnly,
}

impl Told for EntryError {
    fn code(&self) -> &'static str {
        match self {
            Self::Incomplete(_) => "entry_incomplete",
            Self::ClassFull { .. } => "class_full",
            Self::Age { .. } => "class_age",
            Self::Status(_) => "infant_status",
            Self::DirectorOnly => "director_only",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Incomplete(items) => {
                let names: Vec<&str> = items.iter().map(|item| item.label(l)).collect();
                l.say(
                    format!("入托手续不全，还缺：{}。补齐后再办；确需先入托的，由园长写明原因。", names.join("、")),
                    format!(
                        "Still missing before the first day: {}. The director may go ahead with a reason.",
                        names.join(", ")
                    ),
                )
            }
            Self::ClassFull { class, cap } => l.say(
                format!("{class}已满 {cap} 人，请选别的班或列入轮候。"),
                format!("{class} is full ({cap}); choose another class or the waiting list."),
            ),
            Self::Age { zh, en } => l.say(zh.clone(), en.clone()),
            Self::Status(status) => l.say(
                format!("该婴幼儿目前为“{}”，不能这样办。", status.zh()),
                format!("The infant is “{}”; this cannot be done.", status.label(l)),
            ),
            Self::DirectorOnly => {
                l.say("手续不全时，只有园长可以同意先入托。", "Only the director may enrol with papers missing.")
            }
        }
    }
    fn field(&self) -> Option<String> {
        matches!(self, Self::ClassFull { .. } | Self::Age { .. }).then(|| "class_id".to_owned())
    }
    fn details(&self) -> Option<Value> {
        match self {
            Self::Incomplete(items) => Some(json!({ "missing": items })),
            _ => None,
        }
    }
}

/// What is missing before the first day: examination, vaccination certificate, contract, guardian's
/// identity, consent (管理规范 Arts 9–11; PIPL Art. 31).
///
/// # Errors
/// The store cannot.
pub fn missing(view: &View<'_>, infant: &Infant) -> Result<Vec<PendingItem>> {
    let papers = of_owner(view, OwnerKind::Infant, &infant.id.to_string())?;
    let has = |kind: PaperKind| papers.iter().any(|paper| paper.kind == kind);
    let contract = view.number(
        "SELECT count(*) FROM contract WHERE infant_id = ?1 AND status = 'active' AND (to_day IS NULL OR to_day >= ?2)",
        (infant.id, view.today()),
    )? > 0;
    let guardians: Vec<(String, String)> = view.all(
        "SELECT g.phone, g.address FROM guardianship s JOIN guardian g ON g.id = s.guardian_id WHERE s.infant_id = ?1 AND s.until_day IS NULL",
        [infant.id],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )?;
    let checks = [
        (PendingItem::Document, infant.document_number.is_some()),
        (PendingItem::Guardian, !guardians.is_empty()),
        (PendingItem::Phone, guardians.iter().any(|(phone, _)| !phone.is_empty())),
        (PendingItem::Address, !infant.address.is_empty() || guardians.iter().any(|(_, address)| !address.is_empty())),
        (PendingItem::EntryExamination, has(PaperKind::EntryExamination)),
        (PendingItem::VaccinationCertificate, has(PaperKind::VaccinationCertificate)),
        (PendingItem::GuardianIdentity, has(PaperKind::GuardianIdentity)),
        (PendingItem::InformationConsent, has(PaperKind::InformationConsent)),
        (PendingItem::Contract, contract),
    ];
    Ok(checks.into_iter().filter(|(_, there)| !there).map(|(item, _)| item).collect())
}

/// Takes off the list to make good (补档) what is there by now.
pub(crate) fn settle(change: &mut Change<'_>, id: Id) -> Result<()> {
    let infant = records::whole(change, id)?;
    if infant.pending.is_empty() {
        return Ok(());
    }
    let still = missing(change, &infant)?;
    let left: Vec<PendingItem> = infant.pending.iter().copied().filter(|item| still.contains(item)).collect();
    change.update("infant", &id, &[("pending", &serde_json::to_string(&left)?)])?;
    Ok(())
}

/// How the age fits a class on a day, in a word where it does not.
///
/// # Errors
/// The policy is missing.
pub fn age_tag(view: &View<'_>, class: &Class, birth: Day, on: Day) -> Result<Option<String>> {
    let l = view.language();
    Ok(match age_fit(view, class, birth, on)? {
        Fit::Fits { .. } => None,
        Fit::TooYoung { .. } | Fit::NotBorn => Some(l.say("未到班级月龄", "below class age")),
        Fit::TooOld { .. } => Some(l.say("超过班级月龄", "above class age")),
        Fit::PassedLimit { .. } => Some(l.say("已满三岁", "past three years")),
    })
}

fn age_fit(view: &View<'_>, class: &Class, birth: Day, on: Day) -> Result<Fit> {
    let rule = view.class_rule(class.kind, on)?;
    let limit = NurseryLimit {
        months: view.class_rule(super::class_fit::ClassKind::OlderToddlers, on)?.below_months,
        grace_until: None,
    };
    Ok(fit(&rule, birth, on, limit)?)
}

/// How the age fits a class on a day, as a sentence where it does not.
///
/// # Errors
/// The policy is missing.
pub fn age_words(view: &View<'_>, class: &Class, birth: Day, on: Day) -> Result<Option<(String, String)>> {
    let name = &class.name;
    Ok(match age_fit(view, class, birth, on)? {
        Fit::Fits { .. } => None,
        Fit::TooYoung { months, fits_from } => Some((
            format!("{on} 时 {months} 个月，未到{name}的月龄（{fits_from} 起）。"),
            format!("{months} months on {on}: too young for {name} (from {fits_from})."),
        )),
        Fit::TooOld { months, since } => Some((
            format!("{on} 时 {months} 个月，已超过{name}的月龄（{since} 起）。"),
            format!("{months} months on {on}: too old for {name} (since {since})."),
        )),
        Fit::PassedLimit { months, since, .. } => Some((
            format!("{on} 时 {months} 个月，已满托育年龄上限（{since}）。"),
            format!("{months} months on {on}: past the age limit of nurseries ({since})."),
        )),
        Fit::NotBorn => Some((format!("出生日期晚于 {on}，请核对。"), format!("Born after {on}: check the day."))),
    })
}

/// An enrolment.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Enrol {
    /// The infant.
    pub id: Id,
    /// The class.
    pub class_id: Id,
    /// First day in care.
    pub on: Day,
    /// 托号; the smallest free one when absent.
    pub number: Option<u16>,
    /// Why the infant comes in although something is missing (director only).
    pub despite: Option<String>,
}

/// An infant that came in.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Enrolled {
    /// The infant.
    pub id: Id,
    /// Its 托号.
    pub number: u16,
    /// What is to be made good.
    pub pending: Vec<PendingItem>,
}

pub(super) fn enrol(change: &mut Change<'_>, q: Enrol) -> Result<Enrolled> {
    let infant = records::whole(change, q.id)?;
    if !matches!(infant.status, InfantStatus::Waiting | InfantStatus::Reserved) {
        return Err(EntryError::Status(infant.status).into());
    }
    let class = class(change, q.class_id)?;
    if let Some((zh, en)) = age_words(change, &class, infant.birth, q.on)? {
        return Err(EntryError::Age { zh, en }.into());
    }
    let pending = missing(change, &infant)?;
    let despite = q.despite.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    if !pending.is_empty() {
        if despite.is_none() {
            return Err(EntryError::Incomplete(pending).into());
        }
        if !change.who()?.posts.contains(&Post::Director) {
            return Err(EntryError::DirectorOnly.into());
        }
    }
    if let Some(reason) = despite {
        change.note(json!({ "despite": reason, "pending": pending }));
    }
    let number = place(change, &infant, &class, q.on, q.number, &pending)?;
    Ok(Enrolled { id: q.id, number, pending })
}

fn class(view: &View<'_>, id: Id) -> Result<Class> {
    view.classes()?.into_iter().find(|class| class.id == id).ok_or_else(|| Error::not_found("class"))
}

/// Gives an infant its class, its 托号 and the state 在托. Gate and age have been looked at.
pub(crate) fn place(
    change: &mut Change<'_>,
    infant: &Infant,
    class: &Class,
    on: Day,
    number: Option<u16>,
    pending: &[PendingItem],
) -> Result<u16> {
    let rule = change.class_rule(class.kind, on)?;
    if places_left(&rule, Some(class.cap), class.held) == 0 {
        return Err(EntryError::ClassFull { class: class.name.clone(), cap: class.cap }.into());
    }
    let number = give_number(change, infant.id, on, number)?;
    change.about(infant.id);
    change.update(
        "infant",
        &infant.id,
        &[
            ("status", &InfantStatus::Enrolled),
            ("class_id", &class.id),
            ("number", &number),
            ("enrolled_on", &on),
            ("pending", &serde_json::to_string(pending)?),
        ],
    )?;
    move_to(change, infant.id, class.id, on, "入托")?;
    records::index(change, infant.id)?;
    Ok(number)
}

/// Takes over an infant that is in care already, as a roster tells it: a fact is not refused because a class
/// is full or papers are missing; what is missing is to be made good.
pub(crate) fn take_over(
    change: &mut Change<'_>,
    infant: &Infant,
    class: Option<Id>,
    on: Day,
    number: Option<u16>,
) -> Result<()> {
    let pending = missing(change, infant)?;
    let status = if on > change.today() { InfantStatus::Reserved } else { InfantStatus::Enrolled };
    let number =
        if status == InfantStatus::Enrolled { Some(give_number(change, infant.id, on, number)?) } else { None };
    change.update(
        "infant",
        &infant.id,
        &[
            ("status", &status),
            ("class_id", &class),
            ("number", &number),
            ("enrolled_on", &on),
            ("pending", &serde_json::to_string(&pending)?),
        ],
    )?;
    if let Some(class) = class {
        move_to(change, infant.id, class, on, "花名册导入")?;
    }
    records::index(change, infant.id)
}

/// Follows a roster that says another class, first day or number of an infant in care.
pub(crate) fn follow_roster(
    change: &mut Change<'_>,
    infant: &Infant,
    class: Option<Id>,
    on: Day,
    number: Option<u16>,
) -> Result<()> {
    if class.is_some() && class != infant.class_id {
        change.update("infant", &infant.id, &[("class_id", &class)])?;
        let today = change.today();
        if let Some(class) = class {
            move_to(change, infant.id, class, today, "花名册导入")?;
        }
    }
    if infant.enrolled_on != Some(on) {
        change.update("infant", &infant.id, &[("enrolled_on", &on)])?;
    }
    if let Some(number) = number.filter(|number| Some(*number) != infant.number) {
        let number = give_number(change, infant.id, on, Some(number))?;
        change.update("infant", &infant.id, &[("number", &number)])?;
    }
    records::index(change, infant.id)
}

/// Closes the place so far and opens one in a class.
fn move_to(change: &mut Change<'_>, infant: Id, class: Id, on: Day, reason: &str) -> Result<()> {
    let open = change
        .first("SELECT id FROM placement WHERE infant_id = ?1 AND to_day IS NULL", [infant], |r| r.get::<_, Id>(0))?;
    if let Some(open) = open {
        change.update("placement", &open, &[("to_day", &on.plus_days(-1)?)])?;
    }
    let id = change.new_id();
    change.insert(
        "placement",
        &[("id", &id), ("infant_id", &infant), ("class_id", &class), ("from_day", &on), ("reason", &reason)],
    )
}

fn give_number(change: &mut Change<'_>, infant: Id, on: Day, wanted: Option<u16>) -> Result<u16> {
    let numbers = |sql: &str, params: &[&dyn rusqlite::types::ToSql]| -> Result<BTreeSet<NurseryNumber>> {
        Ok(change
            .all(sql, params, |r| r.get::<_, u16>(0))?
            .into_iter()
            .filter_map(|n| NurseryNumber::new(n).ok())
            .collect())
    };
    let present = numbers(
        "SELECT number FROM infant WHERE number IS NOT NULL AND status IN ('enrolled', 'suspended') AND id <> ?1",
        &[&infant],
    )?;
    let year = care_year(on);
    let used = numbers("SELECT number FROM infant_number WHERE care_year = ?1 AND infant_id <> ?2", &[&year, &infant])?;
    let number = match wanted {
        Some(number) => {
            let number = NurseryNumber::new(number)?;
            number.may_be_given(&present, &used)?;
            number
        }
        None => free_numbers(&present, &used).next().ok_or(NumberError::Form)?,
    }
    .get();
    change.execute(
        "INSERT OR IGNORE INTO infant_number (care_year, number, infant_id) VALUES (?1, ?2, ?3)",
        (year, number, infant),
    )?;
    Ok(number)
}

/// A single change of class (转班).
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveClass {
    /// The infant.
    pub id: Id,
    /// The new class.
    pub class_id: Id,
    /// First day there.
    pub on: Day,
    /// Why.
    pub reason: String,
}

pub(super) fn move_class(change: &mut Change<'_>, q: MoveClass) -> Result<Enrolled> {
    let infant = records::whole(change, q.id)?;
    if infant.status != InfantStatus::Enrolled {
        return Err(EntryError::Status(infant.status).into());
    }
    let class = class(change, q.class_id)?;
    if let Some((zh, en)) = age_words(change, &class, infant.birth, q.on)? {
        return Err(EntryError::Age { zh, en }.into());
    }
    if class.held >= class.cap {
        return Err(EntryError::ClassFull { class: class.name, cap: class.cap }.into());
    }
    change.about(q.id);
    change.update("infant", &q.id, &[("class_id", &class.id)])?;
    move_to(change, q.id, class.id, q.on, &q.reason)?;
    records::index(change, q.id)?;
    if let Some(before) = infant.class_id {
        change.undo_with(
            "infants.move_class",
            json!({ "id": q.id, "class_id": before, "on": q.on, "reason": "撤销转班" }),
        );
    }
    Ok(Enrolled { id: q.id, number: infant.number.unwrap_or(0), pending: infant.pending })
}

/// Suspension (停托): the place is kept; always said by whom.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Suspend {
    /// The infant.
    pub id: Id,
    /// First day away.
    pub on: Day,
    /// On whose wish, and why.
    pub reason: String,
}

pub(super) fn suspend(change: &mut Change<'_>, q: Suspend) -> Result<Enrolled> {
    stand(change, q.id, InfantStatus::Enrolled, InfantStatus::Suspended, q.on, &q.reason)
}

/// Coming back after a suspension. Away for the policy's months means a new examination, which is then to be made
/// good (管理规范 Art. 11).
pub(super) fn resume(change: &mut Change<'_>, q: Suspend) -> Result<Enrolled> {
    let away =
        change.first("SELECT max(from_day) FROM suspension WHERE infant_id = ?1 AND to_day IS NULL", [q.id], |r| {
            r.get::<_, Option<Day>>(0)
        })?;
    let mut back = stand(change, q.id, InfantStatus::Suspended, InfantStatus::Enrolled, q.on, &q.reason)?;
    let months = i32::try_from(change.policy_number("entry.exam_again_months", q.on)?).unwrap_or(3);
    if let Some(left) = away.flatten()
        && q.on >= left.add_months_clamped(months)?
        && !back.pending.contains(&PendingItem::EntryExamination)
    {
        back.pending.push(PendingItem::EntryExamination);
        change.update("infant", &q.id, &[("pending", &serde_json::to_string(&back.pending)?)])?;
    }
    Ok(back)
}

fn stand(
    change: &mut Change<'_>,
    id: Id,
    from: InfantStatus,
    to: InfantStatus,
    on: Day,
    reason: &str,
) -> Result<Enrolled> {
    let infant = records::infant(change, id)?;
    if infant.status != from {
        return Err(EntryError::Status(infant.status).into());
    }
    if reason.trim().is_empty() {
        return Err(crate::record::RecordError::AmendReason.into());
    }
    change.about(id);
    change.update("infant", &id, &[("status", &to)])?;
    if to == InfantStatus::Suspended {
        let row = change.new_id();
        change
            .insert("suspension", &[("id", &row), ("infant_id", &id), ("from_day", &on), ("reason", &reason.trim())])?;
    } else {
        let open = change
            .first("SELECT id FROM suspension WHERE infant_id = ?1 AND to_day IS NULL", [id], |r| r.get::<_, Id>(0))?;
        if let Some(open) = open {
            change.update("suspension", &open, &[("to_day", &on.plus_days(-1)?)])?;
        }
    }
    records::index(change, id)?;
    Ok(Enrolled { id, number: infant.number.unwrap_or(0), pending: infant.pending })
}

/// Leaving (退托, 毕业离托).
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    /// The infant.
    pub id: Id,
    /// Last day.
    pub on: Day,
    /// Why.
    pub reason: String,
}

pub(super) fn leave(change: &mut Change<'_>, q: Leave) -> Result<Enrolled> {
    let infant = records::whole(change, q.id)?;
    if infant.status == InfantStatus::Left {
        return Err(EntryError::Status(infant.status).into());
    }
    change.about(q.id);
    change.update(
        "infant",
        &q.id,
        &[("status", &InfantStatus::Left), ("left_on", &q.on), ("left_reason", &q.reason), ("class_id", &None::<Id>)],
    )?;
    let open = change
        .first("SELECT id FROM placement WHERE infant_id = ?1 AND to_day IS NULL", [q.id], |r| r.get::<_, Id>(0))?;
    if let Some(open) = open {
        change.update("placement", &open, &[("to_day", &q.on)])?;
    }
    records::index(change, q.id)?;
    Ok(Enrolled { id: q.id, number: infant.number.unwrap_or(0), pending: infant.pending })
}
