//! Enrolment (入托): the gate before the first day, the class place and the 托号.
//!
//! A state can be refused; so the gate says everything that is missing. The director may let an infant
//! in all the same with a reason: then what is missing stays on the infant as a list to make good (补档).

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::class_fit::{Fit, NurseryLimit, fit};
use super::number::{NumberError, NurseryNumber, free_numbers};
use super::records::{self, Infant};
use super::steps::{StepKind, step};
use super::{InfantStatus, PendingItem, planned};
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
    /// No reason was given.
    ReasonMissing,
    /// The day lies before the one since which the infant is here, or away.
    TooEarly {
        /// The earlier bound.
        since: Day,
    },
}

impl Told for EntryError {
    fn code(&self) -> &'static str {
        match self {
            Self::Incomplete(_) => "entry_incomplete",
            Self::ClassFull { .. } => "class_full",
            Self::Age { .. } => "class_age",
            Self::Status(_) => "infant_status",
            Self::DirectorOnly => "director_only",
            Self::ReasonMissing => "reason_missing",
            Self::TooEarly { .. } => "day_too_early",
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
            Self::ReasonMissing => l.say("请写明原因。", "Give the reason."),
            Self::TooEarly { since } => {
                l.say(format!("日期早于 {since}，请核对。"), format!("The day lies before {since}; check it."))
            }
        }
    }
    fn field(&self) -> Option<String> {
        Some(
            match self {
                Self::ClassFull { .. } | Self::Age { .. } => "class_id",
                Self::ReasonMissing => "reason",
                Self::TooEarly { .. } => "on",
                Self::Incomplete(_) | Self::Status(_) | Self::DirectorOnly => return None,
            }
            .to_owned(),
        )
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
    let guardians = contacts(view, infant.id)?;
    lacking(view, Some(infant.id), infant.document_number.is_some(), !infant.address.is_empty(), &guardians)
}

/// Phone and address of each guardian.
pub(super) fn contacts(view: &View<'_>, infant: Id) -> Result<Vec<(String, String)>> {
    view.all(
        "SELECT g.phone, g.address FROM guardianship s JOIN guardian g ON g.id = s.guardian_id WHERE s.infant_id = ?1 AND s.until_day IS NULL",
        [infant],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}

/// What is missing of the data that are there, of the papers and of the contract of `id`, if it has a row yet.
pub(super) fn lacking(
    view: &View<'_>,
    id: Option<Id>,
    document: bool,
    address: bool,
    guardians: &[(String, String)],
) -> Result<Vec<PendingItem>> {
    let papers = match id {
        Some(id) => of_owner(view, OwnerKind::Infant, &id.to_string())?,
        None => Vec::new(),
    };
    let has = |kind: PaperKind| papers.iter().any(|paper| paper.kind == kind);
    let contract = view.number(
        "SELECT count(*) FROM contract WHERE infant_id = ?1 AND status = 'active' AND (to_day IS NULL OR to_day >= ?2)",
        (id, view.today()),
    )? > 0;
    let checks = [
        (PendingItem::Document, document),
        (PendingItem::Guardian, !guardians.is_empty()),
        (PendingItem::Phone, guardians.iter().any(|(phone, _)| !phone.is_empty())),
        (PendingItem::Address, address || guardians.iter().any(|(_, address)| !address.is_empty())),
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
    /// It is set down (预定) and happens on its day.
    pub planned: bool,
}

/// Lets an infant in. With a first day in the future the place is kept (待入托): age and places are looked at now,
/// the papers on the first day, when it is enrolled again.
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
    let later = q.on > change.today();
    if !pending.is_empty() && !later {
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
    let status = if later { InfantStatus::Reserved } else { InfantStatus::Enrolled };
    let number = place(change, &infant, &class, status, q.on, q.number, &pending)?;
    let kind = if later { StepKind::Reserved } else { StepKind::Enrolled };
    step(change, q.id, kind, q.on, Some(class.id), despite.unwrap_or_default())?;
    Ok(Enrolled { id: q.id, number, pending, planned: false })
}

pub(super) fn class(view: &View<'_>, id: Id) -> Result<Class> {
    view.classes()?.into_iter().find(|class| class.id == id).ok_or_else(|| Error::not_found("class"))
}

/// Refuses a class without a place for the infant on a day, as what is set down until then leaves it; its own place,
/// where it holds one there, is free for it.
pub(super) fn has_place(view: &View<'_>, infant: &Infant, class: &Class, on: Day) -> Result<()> {
    let own = i64::from(infant.class_id == Some(class.id) && infant.status != InfantStatus::Waiting);
    let held = i64::from(class.held) + planned::held_by_others(view, infant.id, class.id, on)? - own;
    let cap = class.cap.min(view.class_rule(class.kind, on)?.cap);
    if held < i64::from(cap) { Ok(()) } else { Err(EntryError::ClassFull { class: class.name.clone(), cap }.into()) }
}

/// Gives an infant its class, its 托号 and the state 在托 or 待入托. Gate and age have been looked at.
fn place(
    change: &mut Change<'_>,
    infant: &Infant,
    class: &Class,
    status: InfantStatus,
    on: Day,
    number: Option<u16>,
    pending: &[PendingItem],
) -> Result<u16> {
    has_place(change, infant, class, on)?;
    let number = give_number(change, infant.id, on, number.or(infant.number))?;
    change.about(infant.id);
    change.update(
        "infant",
        &infant.id,
        &[
            ("status", &status),
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
    let kind = if status == InfantStatus::Enrolled { StepKind::Enrolled } else { StepKind::Reserved };
    step(change, infant.id, kind, on, class, "花名册导入")?;
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
            step(change, infant.id, StepKind::Moved, today, Some(class), "花名册导入")?;
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

/// Closes the place so far and opens one in a class. A place that had not begun by then is redirected: it held no day.
pub(super) fn move_to(change: &mut Change<'_>, infant: Id, class: Id, on: Day, reason: &str) -> Result<()> {
    let open = change.first(
        "SELECT id, from_day FROM placement WHERE infant_id = ?1 AND to_day IS NULL ORDER BY from_day DESC",
        [infant],
        |r| Ok((r.get::<_, Id>(0)?, r.get::<_, Day>(1)?)),
    )?;
    match open {
        Some((open, from)) if from >= on => {
            change.update("placement", &open, &[("class_id", &class), ("from_day", &on), ("reason", &reason)])?;
            return Ok(());
        }
        Some((open, _)) => {
            change.update("placement", &open, &[("to_day", &on.plus_days(-1)?)])?;
        }
        None => {}
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
        "SELECT number FROM infant WHERE number IS NOT NULL AND status IN ('enrolled', 'suspended', 'reserved') AND id <> ?1",
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
