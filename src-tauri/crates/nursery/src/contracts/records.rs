//! The rows of contracts and their fees.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::ContractStatus;
use super::terms::{ContractTerms, FeeLine};
use crate::day::Day;
use crate::error::Result;
use crate::find::{self, Found};
use crate::id::Id;
use crate::money::Fen;
use crate::view::{Change, View};

/// A contract with everything that it says.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct Contract {
    /// The row.
    pub id: Id,
    /// The number; a draft has none.
    pub number: Option<String>,
    /// The infant.
    pub infant_id: Id,
    /// Name of the infant.
    pub infant_name: String,
    /// The template it began with.
    pub template: String,
    /// Where it stands today.
    pub status: ContractStatus,
    /// What it says.
    pub terms: ContractTerms,
    /// Charged items and amounts.
    pub fees: Vec<FeeLine>,
    /// Day of signing.
    pub signed_on: Option<Day>,
    /// The last day, where it ended early.
    pub ended_on: Option<Day>,
    /// Why it ended early.
    pub ended_reason: Option<String>,
    /// The contract that it renews.
    pub renews: Option<Id>,
}

impl Contract {
    /// The last day of service: the agreed one, or the earlier end.
    #[must_use]
    pub fn last_day(&self) -> Option<Day> {
        self.ended_on.or(self.terms.to)
    }
}

const COLUMNS: &str = "c.id, c.number, c.infant_id, i.name, c.template, c.status, c.service_form, c.class_kind, c.from_day, c.to_day, c.daily_from, c.daily_to,
    c.meals, c.settling_days, c.refund_rules, c.refund_method, c.prepay_months, c.due_day, c.dispute, c.deposit_terms, c.special_terms, c.insurance,
    c.hospital, c.medication_consent, c.first_aid_consent, c.photo_consent, c.signed_place, c.copies, c.clauses, c.signed_on, c.ended_on, c.ended_reason, c.renews";

fn from_row(r: &rusqlite::Row<'_>, today: Day) -> rusqlite::Result<Contract> {
    let (to, ended_on): (Option<Day>, Option<Day>) = (r.get(9)?, r.get(30)?);
    Ok(Contract {
        id: r.get(0)?,
        number: r.get(1)?,
        infant_id: r.get(2)?,
        infant_name: r.get(3)?,
        template: r.get(4)?,
        status: standing(r.get(5)?, ended_on.or(to), today),
        terms: ContractTerms {
            service_form: r.get(6)?,
            class_kind: r.get(7)?,
            from: r.get(8)?,
            to,
            daily_from: r.get(10)?,
            daily_to: r.get(11)?,
            meals: r.get(12)?,
            settling_days: r.get(13)?,
            refund_rules: json(r, 14)?,
            refund_method: r.get(15)?,
            prepay_months: r.get(16)?,
            due_day: r.get(17)?,
            dispute: r.get(18)?,
            deposit_terms: r.get(19)?,
            special_terms: r.get(20)?,
            insurance: r.get(21)?,
            hospital: r.get(22)?,
            medication_consent: r.get(23)?,
            first_aid_consent: r.get(24)?,
            photo_consent: r.get(25)?,
            signed_place: r.get(26)?,
            copies: r.get(27)?,
            clauses: json(r, 28)?,
        },
        fees: Vec::new(),
        signed_on: r.get(29)?,
        ended_on,
        ended_reason: r.get(31)?,
        renews: r.get(32)?,
    })
}

/// A column that holds JSON of our own writing.
fn json<T: serde::de::DeserializeOwned>(r: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<T> {
    serde_json::from_str(&r.get::<_, String>(at)?)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(at, rusqlite::types::Type::Text, Box::new(e)))
}

/// A stored `active` whose last day has passed has ended.
pub(crate) fn standing(stored: ContractStatus, last: Option<Day>, today: Day) -> ContractStatus {
    match stored {
        ContractStatus::Active if last.is_some_and(|last| last < today) => ContractStatus::Ended,
        other => other,
    }
}

/// A contract by its row.
///
/// # Errors
/// There is none.
pub fn contract(view: &View<'_>, id: Id) -> Result<Contract> {
    let today = view.today();
    let mut contract = view.one(
        "contract",
        &format!("SELECT {COLUMNS} FROM contract c JOIN infant i ON i.id = c.infant_id WHERE c.id = ?1"),
        [id],
        |r| from_row(r, today),
    )?;
    contract.fees = fees(view, id)?;
    Ok(contract)
}

/// The contracts, drafts apart, whose service reaches into the days from `first` to `last`; of one infant or of all.
///
/// # Errors
/// The store cannot.
pub fn in_force(view: &View<'_>, infant: Option<Id>, first: Day, last: Day) -> Result<Vec<Contract>> {
    let today = view.today();
    let mut contracts = view.all(
        &format!(
            "SELECT {COLUMNS} FROM contract c JOIN infant i ON i.id = c.infant_id
             WHERE c.status <> 'draft' AND (?1 IS NULL OR c.infant_id = ?1) AND c.from_day <= ?3 AND coalesce(c.ended_on, c.to_day) >= ?2
             ORDER BY c.from_day, c.id"
        ),
        (infant, first, last),
        |r| from_row(r, today),
    )?;
    for contract in &mut contracts {
        contract.fees = fees(view, contract.id)?;
    }
    Ok(contracts)
}

fn fees(view: &View<'_>, contract: Id) -> Result<Vec<FeeLine>> {
    view.all("SELECT item, category, unit, price_fen, discount_fen, discount_reason, from_day, to_day FROM contract_fee WHERE contract_id = ?1 ORDER BY seq", [contract], |r| {
        let discount: Fen = r.get(4)?;
        Ok(FeeLine {
            item: r.get(0)?,
            category: r.get(1)?,
            unit: r.get(2)?,
            price: r.get(3)?,
            discount: (discount > Fen::ZERO).then_some(discount),
            discount_reason: r.get(5)?,
            from: r.get(6)?,
            to: r.get(7)?,
        })
    })
}

/// Writes what a draft says; a new one is inserted.
pub(crate) fn put(
    change: &mut Change<'_>,
    id: Id,
    new: Option<&NewContract<'_>>,
    terms: &ContractTerms,
    fees: &[FeeLine],
) -> Result<()> {
    let (rules, clauses) = (serde_json::to_string(&terms.refund_rules)?, serde_json::to_string(&terms.clauses)?);
    let today = change.today();
    let columns: [crate::view::Column<'_>; 24] = [
        ("service_form", &terms.service_form),
        ("class_kind", &terms.class_kind),
        ("from_day", &terms.from),
        ("to_day", &terms.to),
        ("daily_from", &terms.daily_from),
        ("daily_to", &terms.daily_to),
        ("meals", &terms.meals),
        ("settling_days", &terms.settling_days),
        ("refund_rules", &rules),
        ("refund_method", &terms.refund_method),
        ("prepay_months", &terms.prepay_months),
        ("due_day", &terms.due_day),
        ("dispute", &terms.dispute),
        ("deposit_terms", &terms.deposit_terms),
        ("special_terms", &terms.special_terms),
        ("insurance", &terms.insurance),
        ("hospital", &terms.hospital),
        ("medication_consent", &terms.medication_consent),
        ("first_aid_consent", &terms.first_aid_consent),
        ("photo_consent", &terms.photo_consent),
        ("signed_place", &terms.signed_place),
        ("copies", &terms.copies),
        ("clauses", &clauses),
        ("id", &id),
    ];
    if let Some(new) = new {
        let mut row = columns.to_vec();
        row.extend([
            ("infant_id", &new.infant_id as &dyn rusqlite::ToSql),
            ("template", &new.template),
            ("status", &ContractStatus::Draft),
            ("drafted_on", &today),
            ("renews", &new.renews),
        ]);
        change.insert("contract", &row)?;
    } else {
        change.update("contract", &id, &columns[..23])?;
    }
    put_fees(change, id, fees)
}

/// What only a new contract is given.
pub(crate) struct NewContract<'a> {
    pub infant_id: Id,
    pub template: &'a str,
    pub renews: Option<Id>,
}

fn put_fees(change: &mut Change<'_>, contract: Id, new: &[FeeLine]) -> Result<()> {
    let before = fees(change, contract)?;
    if before == new {
        return Ok(());
    }
    change.execute("DELETE FROM contract_fee WHERE contract_id = ?1", [contract])?;
    for (seq, fee) in (1_i64..).zip(new) {
        let id = change.new_id();
        let item = fee.item.trim();
        let discount = fee.off();
        change.execute(
            "INSERT INTO contract_fee (id, contract_id, seq, item, category, unit, price_fen, discount_fen, discount_reason, from_day, to_day)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            (id, contract, seq, item, fee.category, fee.unit, fee.price, discount, fee.discount_reason.trim(), fee.from, fee.to),
        )?;
    }
    change.note(serde_json::json!({ "table": "contract_fee", "before": before, "after": new }));
    Ok(())
}

/// Keeps the find index of a contract.
pub(crate) fn index(change: &mut Change<'_>, id: Id) -> Result<()> {
    let contract = contract(change, id)?;
    let class_id =
        change.one("infant", "SELECT class_id FROM infant WHERE id = ?1", [contract.infant_id], |r| r.get(0))?;
    let period = match (contract.terms.from, contract.last_day()) {
        (Some(from), Some(to)) => format!("{from} 至 {to}"),
        _ => String::new(),
    };
    let number = contract.number.clone().unwrap_or_default();
    let detail: Vec<&str> =
        [number.as_str(), period.as_str(), contract.status.zh()].into_iter().filter(|part| !part.is_empty()).collect();
    let rank = i64::from(contract.status == ContractStatus::Ended);
    find::keep(
        change,
        &Found {
            kind: find::Kind::Contract,
            id,
            title: &contract.infant_name,
            detail: &detail.join(" · "),
            class_id,
            rank,
            keys: &[&number],
        },
    )
}
