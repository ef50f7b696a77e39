//! The doors of the infants.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::check::{self, Typed};
use super::correct::{self, Correction};
use super::entry;
use super::planned::{self, PlannedStep};
use super::records::{self, Guardian, Infant, PickupPerson};
use super::steps::{self, InfantEvent, StepKind};
use super::{InfantStatus, PendingItem, family, places, roster_import, scope, stay};
use crate::access::{Permission, Post};
use crate::contract::{Area, Row, Second, change, issue, read};
use crate::day::{Day, completed_months};
use crate::error::{Result, Told};
use crate::id::Id;
use crate::identity::{DocumentKind, IdentityError, Sex};
use crate::staff::operations::Saved;
use crate::text;
use crate::view::{Change, View};
use crate::words::Language;

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("infants.list", ("查看婴幼儿名单", "List infants"), Permission::InfantsRead, list),
        read("infants.show", ("查看婴幼儿档案", "See an infant's file"), Permission::InfantsRead, show),
        read("infants.check", ("核对登记内容", "Check an infant as typed"), Permission::InfantsWrite, check::check),
        read("infants.fit", ("查看适龄班级", "See which class fits"), Permission::InfantsWrite, places::fitting),
        read("infants.places", ("查看学位", "See the places"), Permission::InfantsRead, places::places),
        read("today.here", ("查看今日在托", "See who is here today in numbers"), Permission::Own, places::here),
        change(
            "infants.end_guardian",
            ("解除监护人登记", "End a guardian"),
            Permission::InfantsWrite,
            family::end_guardian,
        )
        .touches(&[Area::Infants]),
        change(
            "infants.end_pickup",
            ("终止接送授权", "End a pickup authorisation"),
            Permission::InfantsWrite,
            family::end_pickup,
        )
        .touches(&[Area::Infants]),
        change("infants.save", ("登记婴幼儿", "Save an infant"), Permission::InfantsWrite, save_typed)
            .touches(&[Area::Infants]),
        change("infants.enrol", ("办理入托", "Enrol an infant"), Permission::InfantsWrite, entry::enrol)
            .touches(&[Area::Infants, Area::Institution]),
        change("infants.move_class", ("转班", "Move to another class"), Permission::InfantsWrite, stay::move_class)
            .touches(&[Area::Infants, Area::Institution]),
        issue(
            "infants.preview_roster",
            ("预览花名册导入", "Preview a roster"),
            Permission::InfantsWrite,
            roster_import::preview,
        ),
        issue(
            "infants.import_roster",
            ("导入花名册", "Import a roster"),
            Permission::InfantsWrite,
            roster_import::import,
        )
        .touches(&[Area::Infants, Area::Institution]),
        issue(
            "infants.export_roster",
            ("导出花名册", "Export the roster"),
            Permission::InfantsIdentity,
            roster_import::export,
        ),
        issue(
            "infants.roster_template",
            ("领取空白花名册", "Take an empty roster"),
            Permission::InfantsWrite,
            roster_import::template,
        ),
        change(
            "infants.correct",
            ("更正婴幼儿资料", "Correct an infant's data"),
            Permission::InfantsWrite,
            correct::correct,
        )
        .touches(&[Area::Infants])
        .second(Second::ByDayEnd(&[Post::Director, Post::HealthWorker])),
        change("infants.suspend", ("办理停托", "Suspend an infant"), Permission::InfantsWrite, stay::suspend)
            .touches(&[Area::Infants, Area::Institution]),
        change("infants.resume", ("停托返园", "Come back from suspension"), Permission::InfantsWrite, stay::resume)
            .touches(&[Area::Infants, Area::Institution]),
        change("infants.leave", ("办理离托", "Record leaving"), Permission::InfantsWrite, stay::leave)
            .touches(&[Area::Infants, Area::Institution])
            .second(Second::Approval(&[Post::Director])),
        change(
            "infants.cancel_planned",
            ("取消预定事项", "Take back what is set down"),
            Permission::InfantsWrite,
            planned::cancel,
        )
        .touches(&[Area::Infants, Area::Institution]),
    ]
}

crate::coded_enum! {
    /// The order of the list of infants.
    pub enum InfantOrder {
        Name = "name", "按姓名", "by name";
        Number = "number", "按托号", "by number";
        Birth = "birth", "按出生日期", "by birth";
    }
}

/// Which infants.
#[derive(Debug, Default, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields = nullable)]
pub struct InfantsQuery {
    /// Only of this class.
    pub class_id: Option<Id>,
    /// Only of this state; all but the leavers when absent.
    pub status: Option<InfantStatus>,
    /// Name, pinyin, initials, number or phone.
    pub text: Option<String>,
    /// The order; by name when absent.
    pub order: Option<InfantOrder>,
    /// Only those with a warning, an allergy that the reader may see, or something pending.
    #[ts(optional, as = "Option<bool>")]
    pub mind: bool,
    /// Only those with something to make good (补档).
    #[ts(optional, as = "Option<bool>")]
    pub pending: bool,
    /// The cursor of the page before.
    pub after: Option<String>,
    /// Rows a page, at most 200.
    pub limit: Option<u32>,
}

/// One line of the list.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct InfantLine {
    /// The row.
    pub id: Id,
    /// 托号.
    pub number: Option<u16>,
    /// Name.
    pub name: String,
    /// Sex.
    pub sex: Sex,
    /// Day of birth.
    pub birth: Day,
    /// Completed months today.
    pub months: u32,
    /// Its class.
    pub class_id: Option<Id>,
    /// Name of the class.
    pub class_name: Option<String>,
    /// Where it stands.
    pub status: InfantStatus,
    /// First guardian.
    pub guardian: Option<String>,
    /// The first guardian's phone; masked unless the reader may see it.
    pub phone: Option<String>,
    /// Allergy, for those who may see it.
    pub allergy: String,
    /// What is still to be handed in.
    pub pending: Vec<PendingItem>,
    /// What to mind: same name, twin, age and class.
    pub warnings: Vec<String>,
}

/// A page of the list.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct InfantsPage {
    /// The lines.
    pub rows: Vec<InfantLine>,
    /// Cursor of the next page, if there is one.
    pub more: Option<String>,
}

fn list(view: &View<'_>, q: InfantsQuery) -> Result<InfantsPage> {
    let limit = q.limit.unwrap_or(100).clamp(1, 200) as usize;
    let order = match q.order.unwrap_or(InfantOrder::Name) {
        InfantOrder::Name => "i.name_key",
        InfantOrder::Number => "printf('%04d', coalesce(i.number, 1000))",
        InfantOrder::Birth => "i.birth",
    };
    let typed = q.text.as_deref().map(text::search_form).filter(|t| !t.is_empty());
    let (after, after_id) = match q.after.as_deref().and_then(|cursor| cursor.rsplit_once('|')) {
        Some((value, id)) => (Some(value.to_owned()), Id::parse(id)),
        None => (None, None),
    };
    let (today, l, full) = (view.today(), view.language(), view.may(Permission::InfantsIdentity));
    let health = view.may(Permission::InfantsHealth);
    let sql = format!(
        "SELECT i.id, i.number, i.name, i.sex, i.birth, i.class_id, c.name, i.status, i.allergy, i.pending, {order},
                (SELECT g.name || char(10) || g.phone FROM guardianship s JOIN guardian g ON g.id = s.guardian_id
                 WHERE s.infant_id = i.id AND s.until_day IS NULL ORDER BY s.priority LIMIT 1),
                EXISTS (SELECT 1 FROM infant o WHERE o.name = i.name AND o.id <> i.id AND o.status <> 'left'),
                EXISTS (SELECT 1 FROM infant o JOIN guardianship so ON so.infant_id = o.id JOIN guardianship si ON si.guardian_id = so.guardian_id
                        WHERE si.infant_id = i.id AND o.birth = i.birth AND o.id <> i.id AND o.status <> 'left')
         FROM infant i LEFT JOIN class c ON c.id = i.class_id
         WHERE (?1 IS NULL OR i.class_id = ?1)
           AND (i.status = ?2 OR (?2 IS NULL AND i.status <> 'left'))
           AND (?3 IS NULL OR i.id IN (SELECT k.id FROM find_key k WHERE k.kind = 'infant' AND k.key >= ?3 AND k.key < ?3 || char(1114111))
                OR i.id IN (SELECT s.infant_id FROM guardianship s JOIN find_key k ON k.kind = 'guardian' AND k.id = s.guardian_id
                            WHERE k.key >= ?3 AND k.key < ?3 || char(1114111)))
           AND (?4 IS NULL OR ({order}, i.id) > (?4, ?5))
           AND (?6 IS NULL OR i.class_id IN (SELECT value FROM json_each(?6)))
           AND (NOT ?8 OR i.pending <> '[]')
         ORDER BY {order}, i.id LIMIT ?7"
    );
    // Whom to mind is told by the age and its class too, which SQL does not know: then all are read and the page is cut
    // afterwards.
    let at_most = if q.mind { -1 } else { i64::try_from(limit).unwrap_or(200) + 1 };
    let rows = view.all(
        &sql,
        (q.class_id, q.status, &typed, &after, after_id, scope::classes(view)?.json(), at_most, q.pending),
        |r| {
            let birth: Day = r.get(4)?;
            let contact: Option<String> = r.get(11)?;
            let (guardian, phone) = contact
                .as_deref()
                .and_then(|c| c.split_once('\n'))
                .map_or((None, None), |(g, p)| (Some(g.to_owned()), Some(p.to_owned())));
            let mut warnings = Vec::new();
            if r.get(12)? {
                warnings.push(l.say("同名", "same name"));
            }
            if r.get(13)? {
                warnings.push(l.say("多胞胎", "twin"));
            }
            let line = InfantLine {
                id: r.get(0)?,
                number: r.get(1)?,
                name: r.get(2)?,
                sex: r.get(3)?,
                birth,
                months: completed_months(birth, today).unwrap_or(0),
                class_id: r.get(5)?,
                class_name: r.get(6)?,
                status: r.get(7)?,
                guardian,
                phone: phone.map(|phone| if full { phone } else { text::masked_phone(&phone) }),
                allergy: if health { r.get(8)? } else { String::new() },
                pending: serde_json::from_str(&r.get::<_, String>(9)?).unwrap_or_default(),
                warnings,
            };
            Ok((line, r.get::<_, String>(10)?))
        },
    )?;
    let classes = view.classes()?;
    let planned = planned::steps_of(view, None)?;
    let mut lines = Vec::with_capacity(rows.len());
    for (mut line, key) in rows {
        if line.status == InfantStatus::Enrolled
            && let Some(class) = classes.iter().find(|class| Some(class.id) == line.class_id)
            && let Some(tag) = entry::age_tag(view, class, line.birth, today)?
        {
            line.warnings.push(tag);
        }
        // Which day it is of which year says the infant's page.
        let of_line = planned.iter().filter(|(infant, _)| *infant == line.id);
        line.warnings.extend(
            of_line.map(|(_, step)| {
                format!("{} {}", step.on.to_string().get(5..).unwrap_or_default(), step.kind.label(l))
            }),
        );
        let to_mind = !(line.warnings.is_empty() && line.allergy.is_empty() && line.pending.is_empty());
        if to_mind || !q.mind {
            lines.push((line, key));
        }
    }
    let more = (lines.len() > limit).then(|| {
        lines.truncate(limit);
        lines.last().map(|(line, key)| format!("{key}|{}", line.id))
    });
    Ok(InfantsPage { rows: lines.into_iter().map(|(line, _)| line).collect(), more: more.flatten() })
}

/// Which infant.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InfantOf {
    /// The infant.
    pub id: Id,
}

/// An infant's whole file.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct InfantFile {
    /// The infant.
    pub infant: Infant,
    /// Guardians, first contact first.
    pub guardians: Vec<Guardian>,
    /// Those who may collect it.
    pub pickup: Vec<PickupPerson>,
    /// What is missing before the first day, or to be made good after it.
    pub missing: Vec<PendingItem>,
    /// What was corrected, oldest first.
    pub corrections: Vec<Correction>,
    /// Its way through the nursery, oldest first.
    pub events: Vec<InfantEvent>,
    /// What is set down (预定) for it, the earliest first.
    pub planned: Vec<PlannedStep>,
}

fn show(view: &View<'_>, q: InfantOf) -> Result<InfantFile> {
    let infant = records::infant(view, q.id)?;
    let missing = entry::missing(view, &records::whole(view, q.id)?)?;
    Ok(InfantFile {
        guardians: records::guardians(view, q.id)?,
        pickup: records::pickup(view, q.id)?,
        corrections: correct::corrections(view, "infant", q.id)?,
        events: steps::events(view, q.id)?,
        planned: planned::steps_of(view, Some(q.id))?.into_iter().map(|(_, step)| step).collect(),
        missing,
        infant,
    })
}

/// An infant as typed.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct SaveInfant {
    /// The row; absent for a new infant.
    pub id: Option<Id>,
    /// Name.
    pub name: String,
    /// What it is called (小名).
    pub nickname: Option<String>,
    /// Sex.
    pub sex: Sex,
    /// Day of birth.
    pub birth: Day,
    /// Kind of the identity document.
    pub document_kind: Option<DocumentKind>,
    /// Its number.
    pub document_number: Option<String>,
    /// Country or place that issued it, for foreign ones.
    pub document_issuer: Option<String>,
    /// Ethnic group.
    pub ethnicity: Option<String>,
    /// Registered household address.
    pub household: Option<String>,
    /// Where it lives.
    pub address: Option<String>,
    /// Allergies.
    pub allergy: Option<String>,
    /// Illnesses so far.
    pub history: Option<String>,
    /// Special needs of care.
    pub special_care: Option<String>,
    /// Weeks of gestation.
    pub gestation_weeks: Option<i64>,
    /// Birth order among twins.
    pub birth_order: Option<i64>,
    /// Day of the application; today when absent.
    pub applied_on: Option<Day>,
    /// Remarks.
    pub note: Option<String>,
    /// Guardians, first contact first; those not named stay.
    pub guardians: Vec<Guardian>,
    /// Those who may collect it: new ones are added; of one with an id, relation, phone, whether it was seen to be an
    /// adult and the last day are brought up to date. Another person is a new one.
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<PickupPerson>>")]
    pub pickup: Vec<PickupPerson>,
}

/// What is refused about an infant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InfantError {
    /// No name.
    NameMissing,
    /// Born after today.
    BirthInFuture,
    /// The document does not fit.
    Document(IdentityError),
    /// Kind without number, or number without kind.
    DocumentHalf,
    /// Another infant has this document.
    DocumentTaken,
    /// The phone cannot be one.
    Phone {
        /// Which guardian, from 0.
        at: usize,
        /// Why.
        error: text::PhoneError,
    },
    /// A guardian without a name.
    GuardianName(usize),
    /// The guardian's document does not fit.
    GuardianDocument {
        /// Which guardian, from 0.
        at: usize,
        /// Why.
        error: IdentityError,
    },
    /// Somebody to collect it without a name.
    PickupName(usize),
    /// The phone of somebody to collect it cannot be one.
    PickupPhone {
        /// Which, from 0.
        at: usize,
        /// Why.
        error: text::PhoneError,
    },
    /// The authorisation ends before it begins.
    PickupDays(usize),
    /// An authorisation is of one person: another name is another person.
    PickupOther(usize),
    /// In care, this field changes with a reason only.
    CorrectInstead(&'static str),
}

impl Told for InfantError {
    fn code(&self) -> &'static str {
        match self {
            Self::NameMissing | Self::GuardianName(_) | Self::PickupName(_) => "name_missing",
            Self::BirthInFuture => "birth_in_future",
            Self::Document(_) | Self::DocumentHalf | Self::GuardianDocument { .. } => "document",
            Self::DocumentTaken => "document_taken",
            Self::Phone { .. } | Self::PickupPhone { .. } => "phone",
            Self::PickupDays(_) => "pickup_days",
            Self::PickupOther(_) => "pickup_other",
            Self::CorrectInstead(_) => "correct_instead",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::NameMissing => l.say("请填写婴幼儿姓名。", "Give the infant's name."),
            Self::GuardianName(_) => l.say("请填写监护人姓名。", "Give the guardian's name."),
            Self::BirthInFuture => {
                l.say("出生日期晚于今天，请核对年份。", "The day of birth lies in the future; check the year.")
            }
            Self::Document(error) | Self::GuardianDocument { error, .. } => error.say(l),
            Self::PickupName(_) => l.say("请填写接送人姓名。", "Give the name of the person who collects."),
            Self::PickupDays(_) => {
                l.say("授权止日早于起日，请核对。", "The authorisation ends before it begins; check the days.")
            }
            Self::PickupOther(_) => l.say(
                "换人请终止原接送授权，再登记新的接送人。",
                "For another person end this authorisation and enter a new one.",
            ),
            Self::CorrectInstead(_) => l.say(
                "已入托婴幼儿的姓名、性别、出生日期须用“更正”并写明原因；原值会保留。",
                "In care, name, sex and birth are changed by a correction with its reason; the earlier value stays.",
            ),
            Self::DocumentHalf => {
                l.say("证件类型和证件号码须一起填写。", "Give kind and number of the document together.")
            }
            Self::DocumentTaken => l.say(
                "已有婴幼儿使用这个证件号，请核对是否重复登记。",
                "Another infant has this document number; is it entered already?",
            ),
            Self::Phone { error, .. } | Self::PickupPhone { error, .. } => error.say(l),
        }
    }
    fn field(&self) -> Option<String> {
        Some(match self {
            Self::NameMissing => "name".to_owned(),
            Self::BirthInFuture => "birth".to_owned(),
            Self::Document(_) | Self::DocumentHalf | Self::DocumentTaken => "document_number".to_owned(),
            Self::Phone { at, .. } => format!("guardians[{at}].phone"),
            Self::GuardianName(at) => format!("guardians[{at}].name"),
            Self::GuardianDocument { at, .. } => format!("guardians[{at}].document_number"),
            Self::PickupName(at) | Self::PickupOther(at) => format!("pickup[{at}].name"),
            Self::PickupPhone { at, .. } => format!("pickup[{at}].phone"),
            Self::PickupDays(at) => format!("pickup[{at}].to"),
            Self::CorrectInstead(field) => (*field).to_owned(),
        })
    }
}

/// Saves an infant with its guardians; a new one stands on the waiting list. Name, sex and birth of one in care are
/// left to the correction.
fn save_typed(change: &mut Change<'_>, q: SaveInfant) -> Result<Saved> {
    if let Some(id) = q.id {
        let known = records::infant(change, id).and_then(|_| records::whole(change, id))?;
        if let Some(refusal) = check::corrected_instead(&known, &q.name, Some(q.sex), Some(q.birth)) {
            return Err(refusal.into());
        }
    }
    save(change, q)
}

/// The same, for a roster too, which may say another name or day.
pub(super) fn save(change: &mut Change<'_>, q: SaveInfant) -> Result<Saved> {
    let (problems, document) = check::judge(
        change,
        &Typed {
            id: q.id,
            name: &q.name,
            sex: Some(q.sex),
            birth: Some(q.birth),
            document_kind: q.document_kind,
            document_number: q.document_number.as_deref(),
            document_issuer: q.document_issuer.as_deref(),
            guardians: &q.guardians,
            pickup: &q.pickup,
        },
    )?;
    if let Some(first) = problems.into_iter().next() {
        return Err(first.into());
    }
    let name = text::normalise_name(&q.name);
    let known = q.id.map(|id| records::whole(change, id)).transpose()?;
    let id = q.id.unwrap_or_else(|| change.new_id());
    let (kind, number, issuer) = document
        .as_ref()
        .map_or((None, None, None), |d| (Some(d.kind()), Some(d.number().to_owned()), d.issuing().map(str::to_owned)));
    change.about(id);
    let name_key = text::search_key(&name).full;
    let keep = |given: &Option<String>, before: fn(&Infant) -> &String| {
        given.clone().unwrap_or_else(|| known.as_ref().map(|i| before(i).clone()).unwrap_or_default())
    };
    let (ethnicity, household, address) =
        (keep(&q.ethnicity, |i| &i.ethnicity), keep(&q.household, |i| &i.household), keep(&q.address, |i| &i.address));
    let (allergy, history, special_care) = (
        keep(&q.allergy, |i| &i.allergy),
        keep(&q.history, |i| &i.history),
        keep(&q.special_care, |i| &i.special_care),
    );
    let (note, nickname) = (keep(&q.note, |i| &i.note), keep(&q.nickname, |i| &i.nickname));
    let gestation = q.gestation_weeks.or(known.as_ref().and_then(|i| i.gestation_weeks));
    let order = q.birth_order.or(known.as_ref().and_then(|i| i.birth_order));
    let applied_on = q.applied_on.or(known.as_ref().map(|i| i.applied_on)).unwrap_or(change.today());
    let status = known.as_ref().map_or(InfantStatus::Waiting, |i| i.status);
    let columns: [crate::view::Column<'_>; 19] = [
        ("name", &name),
        ("name_key", &name_key),
        ("nickname", &nickname),
        ("sex", &q.sex),
        ("birth", &q.birth),
        ("document_kind", &kind),
        ("document_number", &number),
        ("document_issuer", &issuer),
        ("ethnicity", &ethnicity),
        ("household", &household),
        ("address", &address),
        ("allergy", &allergy),
        ("history", &history),
        ("special_care", &special_care),
        ("gestation_weeks", &gestation),
        ("birth_order", &order),
        ("applied_on", &applied_on),
        ("note", &note),
        ("status", &status),
    ];
    match &known {
        Some(before) => {
            // A blank document keeps the known one; another one is remembered with the old number.
            let columns: Vec<_> = columns
                .into_iter()
                .filter(|(column, _)| number.is_some() || !column.starts_with("document_"))
                .collect();
            if let (Some(old_kind), Some(old), Some(new)) = (before.document_kind, &before.document_number, &number)
                && old != new
            {
                let (row, at) = (change.new_id(), change.now());
                change.insert(
                    "infant_document_past",
                    &[("id", &row), ("infant_id", &id), ("kind", &old_kind), ("number", old), ("until_at", &at)],
                )?;
            }
            change.update("infant", &id, &columns)?;
        }
        None => {
            let mut row: Vec<crate::view::Column<'_>> = vec![("id", &id)];
            row.extend(columns);
            change.insert("infant", &row)?;
            steps::step(change, id, StepKind::Applied, applied_on, None, "")?;
        }
    }
    for (priority, guardian) in (1_i64..).zip(&q.guardians) {
        records::put_guardian(change, id, priority, guardian)?;
    }
    for (at, person) in q.pickup.iter().enumerate() {
        records::put_pickup(change, id, at, person)?;
    }
    entry::settle(change, id)?;
    records::index(change, id)?;
    Ok(Saved { id })
}
