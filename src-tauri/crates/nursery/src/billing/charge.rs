//! What a contract asks for in a month, and posting it. A month's fee that does not cover the whole month is
//! shared by statutory working days, through the one division of money.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::LedgerKind;
use super::ledger::{NewEntry, post};
use super::why::{Why, explain};
use crate::contracts::records::{Contract, in_force};
use crate::contracts::terms::FeeLine;
use crate::contracts::{FeeCategory, FeeUnit};
use crate::day::{Day, Month};
use crate::error::Result;
use crate::id::Id;
use crate::institution::calendar_rules::Workdays;
use crate::money::{Fen, Rounding};
use crate::takeover::{self, Part};
use crate::view::{Change, View};

/// A line of money for one month of one item: what is charged, due, or collected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BillLine {
    /// The item.
    pub item: String,
    /// Its category.
    pub category: FeeCategory,
    /// What the price is for.
    pub unit: FeeUnit,
    /// How many.
    pub quantity: u32,
    /// The price of one.
    pub price: Fen,
    /// Quantity × price.
    pub amount: Fen,
    /// The month that it belongs to.
    pub month: Month,
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
}

/// A line with the way its amount was found.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    pub line: BillLine,
    pub why: Value,
}

/// What a contract asks for in a month, discounts as lines of their own.
///
/// # Errors
/// The calendar of that year is missing and a day or a part of a month depends on it.
pub(crate) fn expected(contract: &Contract, month: Month, workdays: &Workdays) -> Result<Vec<Expected>> {
    let mut lines = Vec::new();
    for fee in &contract.fees {
        lines.extend(of_fee(contract, fee, month, workdays)?);
    }
    Ok(lines)
}

/// The same for a month to come: what depends on a year that is not announced yet is left out, so that whole
/// months can be paid before the November announcement.
///
/// # Errors
/// As [`expected`], the calendar apart.
pub(crate) fn foreseeable(contract: &Contract, month: Month, workdays: &Workdays) -> Result<Vec<Expected>> {
    let mut lines = Vec::new();
    for fee in &contract.fees {
        match of_fee(contract, fee, month, workdays) {
            Err(error) if error.code() == "calendar" => {}
            other => lines.extend(other?),
        }
    }
    Ok(lines)
}

fn of_fee(contract: &Contract, fee: &FeeLine, month: Month, workdays: &Workdays) -> Result<Vec<Expected>> {
    let (Some(begins), Some(ends)) = (contract.terms.from, contract.last_day()) else {
        return Ok(Vec::new());
    };
    let from = [begins, month.first_day()].into_iter().chain(fee.from).max().unwrap_or(begins);
    let to = [ends, month.last_day()].into_iter().chain(fee.to).min().unwrap_or(ends);
    if to < from || matches!(fee.category, FeeCategory::Deposit | FeeCategory::Discount) {
        return Ok(Vec::new());
    }
    let whole_month = from == month.first_day() && to == month.last_day();
    let (rule, quantity, share, last) = match fee.unit {
        FeeUnit::Month if whole_month => ("month", 1, None, to),
        FeeUnit::Month => match (workdays.working_days_between(from, to)?, workdays.working_days(month)?) {
            (days, of) if days == of => ("month", 1, None, to),
            part => ("month_by_workdays", 1, Some(part), to),
        },
        FeeUnit::Day => ("day_by_open_days", workdays.open_days_between(from, to)?, None, to),
        // A yearly fee falls due in the month in which a year of the contract begins.
        FeeUnit::Year if begins.month().number() == month.number() => {
            ("year", 1, None, ends.min(from.add_months_clamped(12)?.plus_days(-1)?))
        }
        FeeUnit::Year | FeeUnit::Time | FeeUnit::Hour => return Ok(Vec::new()),
    };
    let mut lines = Vec::new();
    for (item, category, each) in
        [(fee.item.clone(), fee.category, fee.price), (fee.discount_item(), FeeCategory::Discount, -fee.off())]
    {
        let price = match share {
            Some((days, of)) => each.share(i64::from(days), i64::from(of), Rounding::HalfUp)?,
            None => each,
        };
        let amount = price.times(i64::from(quantity))?;
        if amount == Fen::ZERO {
            continue;
        }
        let days = share.map_or(quantity, |(days, _)| days);
        let why = why(contract, fee, rule, each, days, share.map(|(_, of)| of));
        lines.push(Expected {
            line: BillLine { item, category, unit: fee.unit, quantity, price, amount, month, from, to: last },
            why,
        });
    }
    Ok(lines)
}

fn why(contract: &Contract, fee: &FeeLine, rule: &str, base: Fen, days: u32, of: Option<u32>) -> Value {
    json!({
        "rule": rule, "base": base, "days": days, "workdays": of,
        "discount_reason": fee.discount_reason,
        "source": format!("合同 {} 收费项目和金额；法定工作日（含调休）", contract.number.as_deref().unwrap_or_default()),
    })
}

/// Which month.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ChargeMonth {
    /// The month.
    pub month: Month,
    /// Post the difference where what was charged no longer fits the contract (an early end).
    pub correct: Option<bool>,
}

/// What was charged.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Charged {
    /// Infants with a contract in that month.
    pub infants: u32,
    /// Entries posted now.
    pub posted: u32,
    /// Their sum.
    pub sum: Fen,
    /// Entries that stood there already.
    pub standing: u32,
    /// What was charged before and no longer fits the contract.
    pub differing: Vec<Differing>,
}

/// A charge that no longer fits the contract.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Differing {
    /// The infant.
    pub infant_id: Id,
    /// Name of the infant.
    pub infant_name: String,
    /// The item.
    pub item: String,
    /// What was charged, corrections included.
    pub charged: Fen,
    /// What the contract asks for now.
    pub computed: Fen,
    /// The difference was posted now.
    pub corrected: bool,
}

type Key = (Id, String);

/// Which month is looked at.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChargePreviewOf {
    /// The month.
    pub month: Month,
}

/// What `billing.charge_month` would post now.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ChargePreview {
    /// One an infant with something new, in the order of names.
    pub rows: Vec<ChargePreviewRow>,
    /// Infants with a contract in that month.
    pub infants: u32,
    /// Entries that would be posted.
    pub posted: u32,
    /// Their sum.
    pub sum: Fen,
    /// Entries that stand there already.
    pub standing: u32,
    /// What was charged before and no longer fits the contract.
    pub differing: Vec<Differing>,
}

/// What one infant would be charged.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ChargePreviewRow {
    /// The infant.
    pub infant_id: Id,
    /// Its name.
    pub infant_name: String,
    /// Its class.
    pub class_name: Option<String>,
    /// The lines with their reasons.
    pub lines: Vec<ChargePreviewLine>,
    /// Their sum.
    pub sum: Fen,
}

/// One line that would be charged.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ChargePreviewLine {
    /// The line.
    pub line: BillLine,
    /// Why it is so much.
    pub why: Why,
}

/// A line that a month asks for and that is not posted yet.
struct Unposted {
    infant: Id,
    contract: Id,
    expected: Expected,
}

/// What a month asks for, beside what stands there.
struct Asked {
    infants: u32,
    unposted: Vec<Unposted>,
    /// Infant, contract, item, category, charged, computed.
    standing: Vec<(Id, Id, String, FeeCategory, Fen, Fen)>,
}

fn asked(view: &View<'_>, month: Month) -> Result<Asked> {
    if let Some(first) = takeover::first_month(view, Part::Billing)?.filter(|first| month < *first) {
        return Err(super::BillingRefusal::BeforeStart { first }.into());
    }
    let everywhere = view.workdays()?;
    let contracts = in_force(view, None, month.first_day(), month.last_day())?;
    let infants: BTreeSet<Id> = contracts.iter().map(|contract| contract.infant_id).collect();
    let mut out =
        Asked { infants: u32::try_from(infants.len()).unwrap_or(u32::MAX), unposted: Vec::new(), standing: Vec::new() };
    // Contracts that were charged and no longer reach into the month count too.
    let mut standing = charged_of(view, month)?;
    for contract in &contracts {
        let workdays = view.workdays_of(&everywhere, contract.infant_id)?;
        for expected in expected(contract, month, &workdays)? {
            let (infant, item) = (contract.infant_id, expected.line.item.clone());
            match standing.remove(&(contract.id, item.clone())) {
                Some((_, category, charged)) => {
                    out.standing.push((infant, contract.id, item, category, charged, expected.line.amount));
                }
                None => out.unposted.push(Unposted { infant, contract: contract.id, expected }),
            }
        }
    }
    for ((contract, item), (infant, category, charged)) in standing {
        out.standing.push((infant, contract, item, category, charged, Fen::ZERO));
    }
    Ok(out)
}

pub(super) fn preview(view: &View<'_>, q: ChargePreviewOf) -> Result<ChargePreview> {
    let (l, asked) = (view.language(), asked(view, q.month)?);
    let mut rows: Vec<(String, ChargePreviewRow)> = Vec::new();
    for Unposted { infant, expected, .. } in &asked.unposted {
        let line =
            ChargePreviewLine { why: explain(expected.line.amount, &expected.why, l), line: expected.line.clone() };
        match rows.iter_mut().find(|(_, row)| row.infant_id == *infant) {
            Some((_, row)) => {
                row.sum = row.sum.plus(line.line.amount)?;
                row.lines.push(line);
            }
            None => {
                let (infant_name, class_name, key) = view.one(
                    "infant",
                    "SELECT i.name, k.name, i.name_key FROM infant i LEFT JOIN class k ON k.id = i.class_id WHERE i.id = ?1",
                    [infant],
                    |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)),
                )?;
                let sum = line.line.amount;
                rows.push((
                    key,
                    ChargePreviewRow { infant_id: *infant, infant_name, class_name, lines: vec![line], sum },
                ));
            }
        }
    }
    rows.sort_by(|a, b| a.0.cmp(&b.0));
    let mut differing = Vec::new();
    for (infant, _, item, _, charged, computed) in &asked.standing {
        if charged != computed {
            differing.push(difference(view, *infant, item, *charged, *computed, false)?);
        }
    }
    Ok(ChargePreview {
        infants: asked.infants,
        posted: u32::try_from(asked.unposted.len()).unwrap_or(u32::MAX),
        sum: Fen::sum(asked.unposted.iter().map(|unposted| unposted.expected.line.amount))?,
        standing: u32::try_from(asked.standing.len()).unwrap_or(u32::MAX),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        differing,
    })
}

fn difference(
    view: &View<'_>,
    infant: Id,
    item: &str,
    charged: Fen,
    computed: Fen,
    corrected: bool,
) -> Result<Differing> {
    let infant_name = view.one("infant", "SELECT name FROM infant WHERE id = ?1", [infant], |r| r.get(0))?;
    Ok(Differing { infant_id: infant, infant_name, item: item.to_owned(), charged, computed, corrected })
}

/// Posts what the contracts ask for in a month; what stands there is left alone, so calling twice posts once.
pub(super) fn charge_month(change: &mut Change<'_>, q: ChargeMonth) -> Result<Charged> {
    let asked = asked(change, q.month)?;
    change.about(q.month);
    let mut out = Charged {
        infants: asked.infants,
        posted: 0,
        sum: Fen::ZERO,
        standing: u32::try_from(asked.standing.len()).unwrap_or(u32::MAX),
        differing: Vec::new(),
    };
    let entry = |infant, contract, kind, item, category, amount, why, day| NewEntry {
        infant,
        contract: Some(contract),
        month: q.month,
        kind,
        item,
        category,
        amount,
        receipt: None,
        reverses: None,
        day,
        why,
        note: "",
    };
    let day = change.today();
    for Unposted { infant, contract, expected: Expected { line, why } } in &asked.unposted {
        let why = with_line(why.clone(), line)?;
        post(change, &entry(*infant, *contract, LedgerKind::Charge, &line.item, line.category, line.amount, why, day))?;
        out.posted += 1;
        out.sum = out.sum.plus(line.amount)?;
    }
    let corrected = q.correct.unwrap_or(false);
    for (infant, contract, item, category, charged, computed) in &asked.standing {
        if charged == computed {
            continue;
        }
        if corrected {
            let amount = computed.minus(*charged)?;
            let why = json!({ "rule": "correct_charge", "charged": charged, "computed": computed });
            post(change, &entry(*infant, *contract, LedgerKind::Adjustment, item, *category, amount, why, day))?;
            out.posted += 1;
            out.sum = out.sum.plus(amount)?;
        }
        out.differing.push(difference(change, *infant, item, *charged, *computed, corrected)?);
    }
    Ok(out)
}

/// The line travels in the reason, so that a receipt can take it over as it is.
fn with_line(mut why: Value, line: &BillLine) -> Result<Value> {
    why["line"] = serde_json::to_value(line)?;
    Ok(why)
}

/// What was charged from contracts in a month, corrections of charges included.
fn charged_of(view: &View<'_>, month: Month) -> Result<BTreeMap<Key, (Id, FeeCategory, Fen)>> {
    let rows = view.all(
        "SELECT contract_id, item, infant_id, category, sum(amount_fen) FROM ledger_entry
         WHERE month = ?1 AND contract_id IS NOT NULL AND (kind = 'charge' OR (kind = 'adjustment' AND why ->> 'rule' = 'correct_charge'))
         GROUP BY contract_id, item, infant_id, category",
        [month],
        |r| Ok(((r.get(0)?, r.get(1)?), (r.get(2)?, r.get(3)?, r.get(4)?))),
    )?;
    Ok(rows.into_iter().collect())
}
