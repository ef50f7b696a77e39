//! The rows of infants, their guardians and those who may pick them up.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::scope;
use super::{InfantStatus, PendingItem};
use crate::access::Permission;
use crate::day::{Day, completed_months};
use crate::error::{Error, Result};
use crate::find::{self, Found};
use crate::id::Id;
use crate::identity::{self, DocumentKind, IdentityDocument, Sex};
use crate::text;
use crate::view::{Change, View};

/// Everything about an infant that domain §3.3 asks for.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Infant {
    /// The row.
    pub id: Id,
    /// 托号.
    pub number: Option<u16>,
    /// Name.
    pub name: String,
    /// What it is called (小名).
    pub nickname: String,
    /// Sex.
    pub sex: Sex,
    /// Day of birth.
    pub birth: Day,
    /// Completed months today.
    pub months: u32,
    /// Kind of the identity document.
    pub document_kind: Option<DocumentKind>,
    /// Its number; masked unless the reader may see it.
    pub document_number: Option<String>,
    /// Who issued it, for foreign ones.
    pub document_issuer: Option<String>,
    /// Ethnic group (民族).
    pub ethnicity: String,
    /// Registered household address (户籍地址).
    pub household: String,
    /// Where it lives.
    pub address: String,
    /// Allergies; empty unless the reader may see health.
    pub allergy: String,
    /// Illnesses so far; likewise.
    pub history: String,
    /// Special needs of care; likewise.
    pub special_care: String,
    /// Weeks of gestation, for corrected age.
    pub gestation_weeks: Option<i64>,
    /// Birth order among twins.
    pub birth_order: Option<i64>,
    /// Where it stands.
    pub status: InfantStatus,
    /// Its class.
    pub class_id: Option<Id>,
    /// Name of the class.
    pub class_name: Option<String>,
    /// Day of the application.
    pub applied_on: Day,
    /// First day in care.
    pub enrolled_on: Option<Day>,
    /// Last day in care.
    pub left_on: Option<Day>,
    /// Why it left.
    pub left_reason: Option<String>,
    /// What is still to be handed in.
    pub pending: Vec<PendingItem>,
    /// Remarks.
    pub note: String,
}

/// A guardian (监护人) of an infant.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Guardian {
    /// The guardian's row; absent for a new one.
    pub id: Option<Id>,
    /// Name.
    pub name: String,
    /// Relation to the infant, in words: 母亲, 外祖父.
    pub relation: String,
    /// Kind of the identity document.
    pub document_kind: Option<DocumentKind>,
    /// Its number.
    pub document_number: Option<String>,
    /// Phone.
    pub phone: String,
    /// Address, where it differs.
    pub address: String,
    /// Place of work.
    pub work_unit: String,
    /// A legal guardian, not only a contact.
    pub legal: bool,
}

/// Someone who may collect the infant (接送人).
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PickupPerson {
    /// The row; absent for a new one.
    pub id: Option<Id>,
    /// Name.
    pub name: String,
    /// Relation to the infant.
    pub relation: String,
    /// Last four places of the identity document.
    pub id_tail: String,
    /// Phone.
    pub phone: String,
    /// Somebody has seen that the person is an adult.
    pub adult_seen: bool,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
}

const COLUMNS: &str = "i.id, i.number, i.name, i.sex, i.birth, i.document_kind, i.document_number, i.document_issuer, i.ethnicity, i.household, i.address,
    i.allergy, i.history, i.special_care, i.gestation_weeks, i.birth_order, i.status, i.class_id, c.name, i.applied_on, i.enrolled_on, i.left_on,
    i.left_reason, i.pending, i.note, i.nickname";

fn from_row(r: &rusqlite::Row<'_>, today: Day) -> rusqlite::Result<Infant> {
    let birth: Day = r.get(4)?;
    Ok(Infant {
        id: r.get(0)?,
        number: r.get(1)?,
        name: r.get(2)?,
        sex: r.get(3)?,
        birth,
        months: completed_months(birth, today).unwrap_or(0),
        document_kind: r.get(5)?,
        document_number: r.get(6)?,
        document_issuer: r.get(7)?,
        ethnicity: r.get(8)?,
        household: r.get(9)?,
        address: r.get(10)?,
        allergy: r.get(11)?,
        history: r.get(12)?,
        special_care: r.get(13)?,
        gestation_weeks: r.get(14)?,
        birth_order: r.get(15)?,
        status: r.get(16)?,
        class_id: r.get(17)?,
        class_name: r.get(18)?,
        applied_on: r.get(19)?,
        enrolled_on: r.get(20)?,
        left_on: r.get(21)?,
        left_reason: r.get(22)?,
        pending: serde_json::from_str(&r.get::<_, String>(23)?).unwrap_or_default(),
        note: r.get(24)?,
        nickname: r.get(25)?,
    })
}

impl Infant {
    /// What the reader may not see is masked or left out, in Rust and not on the screen.
    fn for_reader(mut self, view: &View<'_>) -> Self {
        if !view.may(Permission::InfantsIdentity) {
            self.document_number = self.document_number.map(|number| identity::masked(&number));
            self.household = String::new();
        }
        if !view.may(Permission::InfantsHealth) {
            self.allergy = String::new();
            self.history = String::new();
            self.special_care = String::new();
        }
        self
    }
}

/// An infant whom the reader may see.
///
/// # Errors
/// There is none, or it belongs to another class.
pub fn infant(view: &View<'_>, id: Id) -> Result<Infant> {
    let infant = whole(view, id)?;
    if scope::classes(view)?.sees(infant.class_id) {
        Ok(infant.for_reader(view))
    } else {
        Err(Error::not_found("infant"))
    }
}

/// An infant with every field, for documents and rules.
pub(crate) fn whole(view: &View<'_>, id: Id) -> Result<Infant> {
    let today = view.today();
    view.one(
        "infant",
        &format!("SELECT {COLUMNS} FROM infant i LEFT JOIN class c ON c.id = i.class_id WHERE i.id = ?1"),
        [id],
        |r| from_row(r, today),
    )
}

/// Every infant of these states in the order of class and name, with every field: for registers and import.
pub(crate) fn all(view: &View<'_>, statuses: &[InfantStatus]) -> Result<Vec<Infant>> {
    let today = view.today();
    let wanted: Vec<&str> = statuses.iter().map(|status| status.code()).collect();
    view.all(
        &format!(
            "SELECT {COLUMNS} FROM infant i LEFT JOIN class c ON c.id = i.class_id
             WHERE i.status IN (SELECT value FROM json_each(?1)) ORDER BY c.sort IS NULL, c.sort, coalesce(i.number, 1000), i.name_key, i.id"
        ),
        [serde_json::to_string(&wanted)?],
        |r| from_row(r, today),
    )
}

/// The guardians of an infant, first contact first.
///
/// # Errors
/// The store cannot.
pub fn guardians(view: &View<'_>, infant: Id) -> Result<Vec<Guardian>> {
    let full = view.may(Permission::InfantsIdentity);
    view.all(
        "SELECT g.id, g.name, s.relation, g.document_kind, g.document_number, g.phone, g.address, g.work_unit, s.legal
         FROM guardianship s JOIN guardian g ON g.id = s.guardian_id WHERE s.infant_id = ?1 AND s.until_day IS NULL ORDER BY s.priority, g.id",
        [infant],
        |r| {
            let (number, phone): (Option<String>, String) = (r.get(4)?, r.get(5)?);
            Ok(Guardian {
                id: r.get(0)?,
                name: r.get(1)?,
                relation: r.get(2)?,
                document_kind: r.get(3)?,
                document_number: number.map(|n| if full { n } else { identity::masked(&n) }),
                phone: if full { phone } else { text::masked_phone(&phone) },
                address: r.get(6)?,
                work_unit: r.get(7)?,
                legal: r.get(8)?,
            })
        },
    )
}

/// Those who may collect the infant.
///
/// # Errors
/// The store cannot.
pub fn pickup(view: &View<'_>, infant: Id) -> Result<Vec<PickupPerson>> {
    view.all("SELECT id, name, relation, id_tail, phone, adult_seen, from_day, to_day FROM pickup_person WHERE infant_id = ?1 ORDER BY from_day, id", [infant], |r| {
        Ok(PickupPerson { id: r.get(0)?, name: r.get(1)?, relation: r.get(2)?, id_tail: r.get(3)?, phone: r.get(4)?, adult_seen: r.get(5)?, from: r.get(6)?, to: r.get(7)? })
    })
}

/// Writes a guardian of an infant; one of the same name and phone is the same person (twins, siblings).
pub(crate) fn put_guardian(change: &mut Change<'_>, infant: Id, priority: i64, guardian: &Guardian) -> Result<Id> {
    let name = text::normalise_name(&guardian.name);
    let phone = plain_phone(&guardian.phone);
    let document = guardian.document_kind.zip(guardian.document_number.as_deref()).and_then(|(kind, number)| {
        IdentityDocument::new(kind, number, None).ok().map(|document| document.number().to_owned())
    });
    let known = match guardian.id {
        Some(id) => Some(id),
        None if phone.is_empty() => None,
        None => change
            .first("SELECT id FROM guardian WHERE phone = ?1 AND name = ?2", (&phone, &name), |r| r.get::<_, Id>(0))?,
    };
    let id = known.unwrap_or_else(|| change.new_id());
    let columns: [crate::view::Column<'_>; 6] = [
        ("name", &name),
        ("document_kind", &guardian.document_kind),
        ("document_number", &document),
        ("phone", &phone),
        ("address", &guardian.address),
        ("work_unit", &guardian.work_unit),
    ];
    if known.is_some() {
        // Blank keeps what is known, and so does what came back masked.
        let given: Vec<_> = columns
            .into_iter()
            .filter(|(column, _)| match *column {
                "document_kind" | "document_number" => document.is_some(),
                "phone" => !phone.contains('*'),
                "address" => !guardian.address.is_empty(),
                "work_unit" => !guardian.work_unit.is_empty(),
                _ => true,
            })
            .collect();
        change.update("guardian", &id, &given)?;
    } else {
        let mut row: Vec<crate::view::Column<'_>> = vec![("id", &id)];
        row.extend(columns);
        change.insert("guardian", &row)?;
    }
    let pair = change.first(
        "SELECT id FROM guardianship WHERE infant_id = ?1 AND guardian_id = ?2 AND until_day IS NULL",
        (infant, id),
        |r| r.get::<_, Id>(0),
    )?;
    if let Some(pair) = pair {
        change.update(
            "guardianship",
            &pair,
            &[("relation", &guardian.relation), ("priority", &priority), ("legal", &guardian.legal)],
        )?;
    } else {
        let pair = change.new_id();
        change.insert(
            "guardianship",
            &[
                ("id", &pair),
                ("infant_id", &infant),
                ("guardian_id", &id),
                ("relation", &guardian.relation),
                ("priority", &priority),
                ("legal", &guardian.legal),
            ],
        )?;
    }
    Ok(id)
}

fn plain_phone(typed: &str) -> String {
    typed.parse::<text::Phone>().map_or_else(|_| typed.trim().to_owned(), |phone| phone.as_str().to_owned())
}

/// Writes somebody who may collect the infant; of a known one the name stays.
pub(super) fn put_pickup(change: &mut Change<'_>, infant: Id, at: usize, person: &PickupPerson) -> Result<()> {
    let phone = plain_phone(&person.phone);
    let Some(id) = person.id else {
        let row = change.new_id();
        return change.insert(
            "pickup_person",
            &[
                ("id", &row),
                ("infant_id", &infant),
                ("name", &text::normalise_name(&person.name)),
                ("relation", &person.relation),
                ("id_tail", &person.id_tail),
                ("phone", &phone),
                ("adult_seen", &person.adult_seen),
                ("from_day", &person.from),
                ("to_day", &person.to),
            ],
        );
    };
    let (name, id_tail) = change.one(
        "pickup",
        "SELECT name, id_tail FROM pickup_person WHERE id = ?1 AND infant_id = ?2",
        (id, infant),
        |r| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?)),
    )?;
    if text::normalise_name(&person.name) != name || (!id_tail.is_empty() && person.id_tail != id_tail) {
        return Err(super::operations::InfantError::PickupOther(at).into());
    }
    change.update(
        "pickup_person",
        &id,
        &[
            ("relation", &person.relation),
            ("id_tail", &person.id_tail),
            ("phone", &phone),
            ("adult_seen", &person.adult_seen),
            ("to_day", &person.to),
        ],
    )?;
    Ok(())
}

/// Keeps the find index of an infant and its guardians.
pub(crate) fn index(change: &mut Change<'_>, id: Id) -> Result<()> {
    let infant = whole(change, id)?;
    let number = infant.number.map(|n| n.to_string()).unwrap_or_default();
    let detail =
        [infant.class_name.clone().unwrap_or_default(), infant.birth.to_string(), infant.status.zh().to_owned()]
            .join(" · ");
    let rank = i64::from(infant.status == InfantStatus::Left);
    let document = infant.document_number.clone().unwrap_or_default();
    find::keep(
        change,
        &Found {
            kind: find::Kind::Infant,
            id,
            title: &infant.name,
            detail: &detail,
            class_id: infant.class_id,
            rank,
            keys: &[&number, &document],
        },
    )?;
    let guardians: Vec<(Id, String, String)> = change.all(
        "SELECT g.id, g.name, g.phone FROM guardianship s JOIN guardian g ON g.id = s.guardian_id WHERE s.infant_id = ?1 AND s.until_day IS NULL",
        [id],
        |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
    )?;
    for (guardian, name, phone) in guardians {
        index_guardian(change, guardian, &name, &phone, infant.class_id, rank)?;
    }
    Ok(())
}

fn index_guardian(
    change: &mut Change<'_>,
    guardian: Id,
    name: &str,
    phone: &str,
    class_id: Option<Id>,
    rank: i64,
) -> Result<()> {
    let children: Vec<String> = change.all(
            "SELECT i.name || '（' || s.relation || '）' FROM guardianship s JOIN infant i ON i.id = s.infant_id WHERE s.guardian_id = ?1 AND s.until_day IS NULL ORDER BY i.name_key",
            [guardian],
            |r| r.get(0),
        )?;
    find::keep(
        change,
        &Found {
            kind: find::Kind::Guardian,
            id: guardian,
            title: name,
            detail: &children.join("、"),
            class_id,
            rank,
            keys: &[phone],
        },
    )
}
