//! Correcting what is written about an infant in care (更正): the earlier value, the author and the reason stay
//! visible, and a second person confirms by the end of the day.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::operations::InfantError;
use super::{entry, records};
use crate::day::Day;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::identity::{IdentityDocument, Sex};
use crate::instant::Instant;
use crate::text;
use crate::view::{Change, View};
use crate::words::Coded;

crate::coded_enum! {
    /// What is corrected with a reason once an infant is in care.
    pub enum Correctable {
        Name = "name", "姓名", "name";
        Sex = "sex", "性别", "sex";
        Birth = "birth", "出生日期", "day of birth";
        EnrolledOn = "enrolled_on", "入托日期", "first day";
    }
}

/// A correction.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectInfant {
    /// The infant.
    pub id: Id,
    /// What.
    pub field: Correctable,
    /// The right value.
    pub value: String,
    /// Why, and on which paper it stands.
    pub reason: String,
}

/// A value that was corrected.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Correction {
    /// What.
    pub field: String,
    /// The earlier value.
    pub before: Option<String>,
    /// The later value.
    pub after: Option<String>,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// The corrections of a row, oldest first.
///
/// # Errors
/// The store cannot.
pub fn corrections(view: &View<'_>, table: &str, id: Id) -> Result<Vec<Correction>> {
    view.all(
        "SELECT a.field, a.before, a.after, a.reason, p.name, a.at FROM amendment a JOIN person p ON p.id = a.person_id
         WHERE a.table_name = ?1 AND a.row_id = ?2 ORDER BY a.at, a.id",
        (table, id),
        |r| {
            Ok(Correction {
                field: r.get(0)?,
                before: r.get(1)?,
                after: r.get(2)?,
                reason: r.get(3)?,
                by: r.get(4)?,
                at: Instant::from_ms(r.get(5)?),
            })
        },
    )
}

fn value_error(problem: &str) -> Error {
    Error::Request { field: "value".to_owned(), problem: problem.to_owned() }
}

pub(super) fn correct(change: &mut Change<'_>, q: CorrectInfant) -> Result<Vec<Correction>> {
    let before = records::infant(change, q.id)?;
    let whole = records::whole(change, q.id)?;
    change.about(q.id);
    let typed = q.value.trim();
    let day = || typed.parse::<Day>().map_err(Error::from);
    match q.field {
        Correctable::Name => {
            let name = text::normalise_name(typed);
            if name.is_empty() {
                return Err(InfantError::NameMissing.into());
            }
            change.amend("infant", q.id, "name", &name, &q.reason)?;
            change.update("infant", &q.id, &[("name_key", &text::search_key(&name).full)])?;
        }
        Correctable::Sex => {
            let sex = Sex::ALL
                .iter()
                .copied()
                .find(|sex| sex.code() == typed || sex.zh() == typed)
                .ok_or_else(|| value_error("invalid value: male or female"))?;
            fits_document(&whole, whole.birth, sex)?;
            change.amend("infant", q.id, "sex", &sex, &q.reason)?;
        }
        Correctable::Birth => {
            let birth = day()?;
            if birth > change.today() {
                return Err(InfantError::BirthInFuture.into());
            }
            fits_document(&whole, birth, whole.sex)?;
            change.amend("infant", q.id, "birth", &birth, &q.reason)?;
        }
        Correctable::EnrolledOn => change.amend("infant", q.id, "enrolled_on", &day()?, &q.reason)?,
    }
    let class = change.classes()?.into_iter().find(|class| Some(class.id) == before.class_id);
    if let Some(class) = class
        && let Some((zh, en)) = entry::age_words(change, &class, records::whole(change, q.id)?.birth, change.today())?
    {
        change.note(serde_json::json!({ "age": change.language().say(zh, en) }));
    }
    records::index(change, q.id)?;
    corrections(change, "infant", q.id)
}

fn fits_document(infant: &records::Infant, birth: Day, sex: Sex) -> Result<()> {
    let (Some(kind), Some(number)) = (infant.document_kind, &infant.document_number) else { return Ok(()) };
    let document =
        IdentityDocument::new(kind, number, infant.document_issuer.as_deref()).map_err(InfantError::Document)?;
    Ok(document.agrees_with(birth, sex).map_err(InfantError::Document)?)
}
