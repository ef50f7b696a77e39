//! The ledger: entries that are only added, and sums of them. What a family owes is positive.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::why::{Why, explain};
use super::{BillingRefusal, LedgerKind};
use crate::contracts::FeeCategory;
use crate::day::{Day, Month};
use crate::error::Result;
use crate::id::Id;
use crate::money::Fen;
use crate::view::{Change, View};

/// An entry that is to be posted.
pub(crate) struct NewEntry<'a> {
    pub infant: Id,
    pub contract: Option<Id>,
    pub month: Month,
    pub kind: LedgerKind,
    pub item: &'a str,
    pub category: FeeCategory,
    pub amount: Fen,
    pub receipt: Option<Id>,
    pub reverses: Option<Id>,
    pub day: Day,
    pub why: Value,
    pub note: &'a str,
}

/// Posts an entry.
pub(crate) fn post(change: &mut Change<'_>, entry: &NewEntry<'_>) -> Result<Id> {
    let id = change.new_id();
    let (at, why) = (change.now(), entry.why.to_string());
    let person = change.who().ok().map(|who| who.person);
    change.insert(
        "ledger_entry",
        &[
            ("id", &id),
            ("infant_id", &entry.infant),
            ("contract_id", &entry.contract),
            ("month", &entry.month),
            ("kind", &entry.kind),
            ("item", &entry.item),
            ("category", &entry.category),
            ("amount_fen", &entry.amount),
            ("receipt_id", &entry.receipt),
            ("reverses", &entry.reverses),
            ("day", &entry.day),
            ("at", &at),
            ("person_id", &person),
            ("why", &why),
            ("note", &entry.note),
        ],
    )?;
    Ok(id)
}

/// An entry as it stands.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct LedgerEntry {
    /// The row.
    pub id: Id,
    /// The contract, where it comes from one.
    pub contract_id: Option<Id>,
    /// The month that it belongs to.
    pub month: Month,
    /// What it is.
    pub kind: LedgerKind,
    /// The item.
    pub item: String,
    /// Its category.
    pub category: FeeCategory,
    /// What the family owes is positive.
    pub amount: Fen,
    /// The receipt, where it comes from one.
    pub receipt_id: Option<Id>,
    /// Number of that receipt.
    pub receipt_number: Option<String>,
    /// The entry that it takes back.
    pub reverses: Option<Id>,
    /// Business day.
    pub day: Day,
    /// How the amount was found: rule, days, base, source.
    #[ts(type = "unknown")]
    pub why: Value,
    /// The same in words.
    pub explained: Why,
    /// Remark.
    pub note: String,
}

/// Every entry of an infant in the order of posting.
///
/// # Errors
/// The store cannot.
pub fn of_infant(view: &View<'_>, infant: Id) -> Result<Vec<LedgerEntry>> {
    let l = view.language();
    view.all(
        "SELECT e.id, e.contract_id, e.month, e.kind, e.item, e.category, e.amount_fen, e.receipt_id, r.number, e.reverses, e.day, e.why, e.note
         FROM ledger_entry e LEFT JOIN receipt r ON r.id = e.receipt_id WHERE e.infant_id = ?1 ORDER BY e.at, e.id",
        [infant],
        |r| {
            let why: Value = serde_json::from_str(&r.get::<_, String>(11)?).unwrap_or_default();
            Ok(LedgerEntry {
                explained: explain(r.get(6)?, &why, l),
                id: r.get(0)?,
                contract_id: r.get(1)?,
                month: r.get(2)?,
                kind: r.get(3)?,
                item: r.get(4)?,
                category: r.get(5)?,
                amount: r.get(6)?,
                receipt_id: r.get(7)?,
                receipt_number: r.get(8)?,
                reverses: r.get(9)?,
                day: r.get(10)?,
                why,
                note: r.get(12)?,
            })
        },
    )
}

/// What a family brings along from the books before: never a receipt (期初建账).
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostOpening {
    /// The infant.
    pub infant_id: Id,
    /// The entries.
    pub lines: Vec<OpeningLine>,
}

/// One opening entry.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OpeningLine {
    /// The month that it belongs to.
    pub month: Month,
    /// The item.
    pub item: String,
    /// Its category.
    pub category: FeeCategory,
    /// Owed is positive; prepaid, or a deposit that is held, is negative.
    pub amount: Fen,
    /// Remark, e.g. the number of the old receipt.
    pub note: Option<String>,
}

/// How many entries were posted.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Posted {
    /// Entries.
    pub entries: u32,
    /// Their sum.
    pub sum: Fen,
}

pub(super) fn opening(change: &mut Change<'_>, q: PostOpening) -> Result<Posted> {
    crate::infants::records::whole(change, q.infant_id)?;
    change.about(q.infant_id);
    let day = change.today();
    for (at, line) in q.lines.iter().enumerate() {
        let item = line.item.trim();
        if item.is_empty() {
            return Err(BillingRefusal::Line { at }.into());
        }
        if line.amount == Fen::ZERO {
            return Err(BillingRefusal::Zero.into());
        }
        let known = change.number(
            "SELECT count(*) FROM ledger_entry WHERE infant_id = ?1 AND month = ?2 AND item = ?3 AND kind = 'opening'",
            (q.infant_id, line.month, item),
        )?;
        if known > 0 {
            return Err(BillingRefusal::OpenedAlready { item: item.to_owned() }.into());
        }
        let entry = NewEntry {
            infant: q.infant_id,
            contract: None,
            month: line.month,
            kind: LedgerKind::Opening,
            item,
            category: line.category,
            amount: line.amount,
            receipt: None,
            reverses: None,
            day,
            why: serde_json::json!({ "rule": "opening" }),
            note: line.note.as_deref().unwrap_or_default(),
        };
        post(change, &entry)?;
    }
    Ok(Posted {
        entries: u32::try_from(q.lines.len()).unwrap_or(u32::MAX),
        sum: Fen::sum(q.lines.iter().map(|line| line.amount))?,
    })
}
