//! **find** 查找: one index behind Ctrl+K. Names are found by any part, by pinyin and by initials; phones,
//! numbers and amounts by their beginning or their last four digits. Kept by Change, filtered by scope.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access::Permission;
use crate::contract::{Row, read};
use crate::error::Result;
use crate::id::Id;
use crate::text;
use crate::view::{Change, View};

/// How many results at most.
const LIMIT: usize = 20;

crate::coded_enum! {
    /// What can be found.
    pub enum Kind {
        Infant = "infant", "婴幼儿", "infant";
        Guardian = "guardian", "监护人", "guardian";
        Person = "person", "人员", "staff";
        Contract = "contract", "合同", "contract";
        Receipt = "receipt", "收据", "receipt";
    }
}

impl Kind {
    fn permission(self) -> Permission {
        match self {
            Self::Infant | Self::Guardian => Permission::InfantsRead,
            Self::Person => Permission::StaffRead,
            Self::Contract => Permission::ContractsRead,
            Self::Receipt => Permission::BillingRead,
        }
    }
}

/// Something to be found.
pub(crate) struct Found<'a> {
    pub kind: Kind,
    pub id: Id,
    pub title: &'a str,
    pub detail: &'a str,
    pub class_id: Option<Id>,
    /// Lower comes first: 0 present, 1 past.
    pub rank: i64,
    /// Phones, numbers, amounts.
    pub keys: &'a [&'a str],
}

/// Keeps the index entry of a row: called in the change that writes the row.
pub(crate) fn keep(change: &mut Change<'_>, found: &Found<'_>) -> Result<()> {
    change.execute("DELETE FROM find_entry WHERE kind = ?1 AND id = ?2", (found.kind, found.id))?;
    change.execute(
        "INSERT INTO find_entry (kind, id, title, detail, class_id, rank) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        (found.kind, found.id, found.title, found.detail, found.class_id, found.rank),
    )?;
    for key in keys(found.title, found.keys) {
        change.execute(
            "INSERT OR IGNORE INTO find_key (key, kind, id) VALUES (?1, ?2, ?3)",
            (key, found.kind, found.id),
        )?;
    }
    Ok(())
}

/// Takes a row out of the index.
pub(crate) fn forget(change: &mut Change<'_>, kind: Kind, id: Id) -> Result<()> {
    change.execute("DELETE FROM find_entry WHERE kind = ?1 AND id = ?2", (kind, id))?;
    Ok(())
}

fn keys(title: &str, others: &[&str]) -> Vec<String> {
    let title = text::search_form(title);
    let mut keys: Vec<String> = title
        .char_indices()
        .map(|(at, _)| title[at..].to_owned())
        .filter(|suffix| !suffix.starts_with(' '))
        .take(24)
        .collect();
    let sound = text::search_key(&title);
    keys.extend([sound.full, sound.initials].into_iter().filter(|key| !key.is_empty()));
    for other in others.iter().map(|other| text::search_form(other)).filter(|other| !other.is_empty()) {
        if other.chars().count() > 6 {
            keys.extend(other.char_indices().rev().nth(3).map(|(at, _)| other[at..].to_owned()));
        }
        keys.push(other);
    }
    keys.sort();
    keys.dedup();
    keys
}

pub(crate) fn operations() -> Vec<Row> {
    vec![read("find", ("查找", "Find"), Permission::Own, find)]
}

/// What is typed.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FindQuery {
    /// A part of a name, pinyin, initials, a phone, a number, an amount.
    pub text: String,
}

/// One result.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct FindResult {
    /// What it is.
    pub kind: Kind,
    /// Its row.
    pub id: Id,
    /// Its name or number.
    pub title: String,
    /// Class, status, day.
    pub detail: String,
    /// The infant that a guardian, contract or receipt belongs to; of several, one in care.
    pub infant_id: Option<Id>,
}

fn find(view: &View<'_>, q: FindQuery) -> Result<Vec<FindResult>> {
    let typed = text::search_form(&q.text);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let after = format!("{typed}\u{10FFFF}");
    let scope = crate::infants::scope::classes(view)?;
    let found = view.all(
        "SELECT DISTINCT e.kind, e.id, e.title, e.detail, e.class_id, e.rank,
                CASE e.kind
                  WHEN 'infant' THEN e.id
                  WHEN 'guardian' THEN (SELECT s.infant_id FROM guardianship s JOIN infant i ON i.id = s.infant_id
                                        WHERE s.guardian_id = e.id AND s.until_day IS NULL ORDER BY i.status = 'left', s.id LIMIT 1)
                  WHEN 'contract' THEN (SELECT infant_id FROM contract WHERE id = e.id)
                  WHEN 'receipt' THEN (SELECT infant_id FROM receipt WHERE id = e.id)
                END
         FROM find_key k JOIN find_entry e ON e.kind = k.kind AND e.id = k.id
         WHERE k.key >= ?1 AND k.key < ?2 ORDER BY e.rank, length(k.key), e.title, e.id LIMIT 200",
        (&typed, &after),
        |r| Ok((FindResult { kind: r.get(0)?, id: r.get(1)?, title: r.get(2)?, detail: r.get(3)?, infant_id: r.get(6)? }, r.get::<_, Option<Id>>(4)?)),
    )?;
    let mut seen = std::collections::BTreeSet::new();
    Ok(found
        .into_iter()
        .filter(|(result, class)| {
            view.may(result.kind.permission())
                && (!matches!(result.kind, Kind::Infant | Kind::Guardian) || scope.sees(*class))
        })
        .map(|(result, _)| result)
        .filter(|result| seen.insert((result.kind, result.id)))
        .take(LIMIT)
        .collect())
}
