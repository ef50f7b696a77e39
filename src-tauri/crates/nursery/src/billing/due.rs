//! What is due of an infant, as the lines of a receipt.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::LedgerKind;
use super::charge::{BillLine, foreseeable};
use super::ledger::{LedgerEntry, of_infant};
use super::why::{Why, explain};
use crate::contracts::records::{Contract, in_force};
use crate::contracts::{FeeCategory, FeeUnit};
use crate::day::Month;
use crate::error::Result;
use crate::id::Id;
use crate::money::Fen;
use crate::view::View;

/// Until when.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct DueQuery {
    /// The infant.
    pub infant_id: Id,
    /// Everything up to this month; months that are not charged yet are computed from the contract.
    pub through_month: Month,
    /// Only lines for so much, the oldest first, a fee with its discount together, the last one in part.
    pub amount: Option<Fen>,
}

/// What is due.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Due {
    /// The lines in the order of months, ready for `billing.collect`.
    pub lines: Vec<BillLine>,
    /// Why each is so much, in their order.
    pub whys: Vec<Why>,
    /// Their sum.
    pub total: Fen,
    /// Paid beyond what is due, not yet used: positive.
    pub ahead: Fen,
    /// Who pays: the first guardian.
    pub payer: Option<String>,
}

/// Month and item: where a charge and its payments meet.
#[derive(Debug, Default)]
pub(crate) struct Cell {
    /// What is asked for, posted or computed.
    pub lines: Vec<BillLine>,
    /// What came in and went back, negative.
    pub paid: Fen,
    /// Everything together.
    pub open: Fen,
    /// How what is asked for was found.
    pub why: Option<Value>,
}

pub(crate) type Cells = BTreeMap<(Month, String), Cell>;

pub(super) fn due(view: &View<'_>, q: DueQuery) -> Result<Due> {
    let (cells, contracts) = cells(view, q.infant_id, q.through_month)?;
    let mut lines = Vec::new();
    let mut ahead = Fen::ZERO;
    let reasons: BTreeMap<(Month, String), Value> =
        cells.iter().filter_map(|(key, cell)| Some((key.clone(), cell.why.clone()?))).collect();
    for ((month, item), cell) in cells {
        let asked = Fen::sum(cell.lines.iter().map(|line| line.amount))?;
        let discount = cell.lines.first().is_some_and(|line| line.category == FeeCategory::Discount);
        if cell.open == Fen::ZERO {
            continue;
        }
        if month <= q.through_month && cell.open == asked {
            lines.extend(cell.lines);
        } else if month <= q.through_month && cell.open.is_negative() == discount {
            let known = cell.lines.first();
            lines.push(BillLine {
                item,
                category: known.map_or(FeeCategory::Other, |line| line.category),
                unit: known.map_or(FeeUnit::Month, |line| line.unit),
                quantity: 1,
                price: cell.open,
                amount: cell.open,
                month,
                from: known.map_or(month.first_day(), |line| line.from),
                to: known.map_or(month.last_day(), |line| line.to),
            });
        } else if cell.open.is_negative() {
            ahead = ahead.minus(cell.open)?;
        }
    }
    // In the order of the contract, each discount after its fee.
    let order: Vec<String> = contracts
        .iter()
        .flat_map(|contract| &contract.fees)
        .flat_map(|fee| [fee.item.clone(), fee.discount_item()])
        .collect();
    lines.sort_by_key(|line| (line.month, order.iter().position(|item| *item == line.item).unwrap_or(order.len())));
    lines.extend(deposits(view, q.infant_id, &contracts)?);
    if let Some(amount) = q.amount {
        lines = cut(lines, amount)?;
    }
    let l = view.language();
    let whys = lines
        .iter()
        .map(|line| {
            let facts = reasons.get(&(line.month, line.item.clone())).cloned().unwrap_or_default();
            explain(line.amount, &facts, l)
        })
        .collect();
    let payer = view.first(
        "SELECT g.name FROM guardianship s JOIN guardian g ON g.id = s.guardian_id WHERE s.infant_id = ?1 AND s.until_day IS NULL ORDER BY s.priority, g.id LIMIT 1",
        [q.infant_id],
        |r| r.get(0),
    )?;
    Ok(Due { total: Fen::sum(lines.iter().map(|line| line.amount))?, lines, whys, ahead, payer })
}

/// The lines that an amount pays: in their order, each fee with the discount that follows it.
fn cut(lines: Vec<BillLine>, amount: Fen) -> Result<Vec<BillLine>> {
    let mut groups: Vec<Vec<BillLine>> = Vec::new();
    for line in lines {
        match groups.last_mut() {
            Some(group) if line.category == FeeCategory::Discount => group.push(line),
            _ => groups.push(vec![line]),
        }
    }
    let (mut left, mut kept) = (amount, Vec::new());
    for group in groups {
        let whole = Fen::sum(group.iter().map(|line| line.amount))?;
        if left <= Fen::ZERO {
            break;
        }
        if whole <= left {
            left = left.minus(whole)?;
            kept.extend(group);
        } else if let Some(first) = group.into_iter().next() {
            kept.push(BillLine { quantity: 1, price: left, amount: left, ..first });
            left = Fen::ZERO;
        }
    }
    Ok(kept)
}

/// Every month and item of an infant: what the ledger holds, and what contracts ask for up to a month.
pub(crate) fn cells(view: &View<'_>, infant: Id, through: Month) -> Result<(Cells, Vec<Contract>)> {
    let workdays = view.workdays_of(&view.workdays()?, infant)?;
    let mut cells = Cells::new();
    let mut charged = Vec::new();
    for entry in of_infant(view, infant)?.into_iter().filter(|entry| entry.category != FeeCategory::Deposit) {
        let cell = cells.entry((entry.month, entry.item.clone())).or_default();
        cell.open = cell.open.plus(entry.amount)?;
        if matches!(entry.kind, LedgerKind::Receipt | LedgerKind::Refund) {
            cell.paid = cell.paid.plus(entry.amount)?;
        }
        if entry.kind == LedgerKind::Charge && entry.reverses.is_none() {
            charged.push((entry.contract_id, entry.month, entry.item.clone()));
            cell.lines.extend(line_of(&entry));
            cell.why = Some(entry.why.clone());
        }
        // What was prepaid before the books began is ahead, not asked for.
        if entry.kind == LedgerKind::Opening && entry.amount > Fen::ZERO {
            cell.why = Some(entry.why.clone());
            cell.lines.push(BillLine {
                item: entry.item,
                category: entry.category,
                unit: FeeUnit::Month,
                quantity: 1,
                price: entry.amount,
                amount: entry.amount,
                month: entry.month,
                from: entry.month.first_day(),
                to: entry.month.last_day(),
            });
        }
    }
    // Months before the books begin are opening balances.
    let begins = crate::takeover::first_month(view, crate::takeover::Part::Billing)?;
    let first = begins.map_or(view.today().month(), |begins| begins.max(view.today().month()));
    let contracts = in_force(view, Some(infant), first.first_day().min(through.first_day()), through.last_day())?;
    for contract in &contracts {
        let Some(from) = contract.terms.from else {
            continue;
        };
        // Months before this one are charged by `billing.charge_month`; from this month on what is not charged yet is computed.
        for month in from.month().max(first).through(through) {
            for expected in foreseeable(contract, month, &workdays)? {
                let line = expected.line;
                if charged.contains(&(Some(contract.id), month, line.item.clone())) {
                    continue;
                }
                let cell = cells.entry((month, line.item.clone())).or_default();
                cell.open = cell.open.plus(line.amount)?;
                cell.lines.push(line);
                cell.why = Some(expected.why);
            }
        }
    }
    Ok((cells, contracts))
}

fn line_of(entry: &LedgerEntry) -> Option<BillLine> {
    serde_json::from_value(entry.why.get("line")?.clone()).ok()
}

/// Deposits of the contracts that are not held yet.
fn deposits(view: &View<'_>, infant: Id, contracts: &[Contract]) -> Result<Vec<BillLine>> {
    let mut lines = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for contract in contracts {
        for fee in contract.fees.iter().filter(|fee| fee.category == FeeCategory::Deposit) {
            if seen.contains(&fee.item) {
                continue;
            }
            let held = view.number(
                "SELECT -sum(amount_fen) FROM ledger_entry WHERE infant_id = ?1 AND category = 'deposit' AND item = ?2",
                (infant, &fee.item),
            )?;
            let missing = fee.price.minus(Fen::new(held)?)?;
            let Some(from) = contract.terms.from else {
                continue;
            };
            seen.push(fee.item.clone());
            if missing > Fen::ZERO {
                let to = contract.last_day().unwrap_or(from);
                lines.push(BillLine {
                    item: fee.item.clone(),
                    category: FeeCategory::Deposit,
                    unit: FeeUnit::Time,
                    quantity: 1,
                    price: missing,
                    amount: missing,
                    month: from.month(),
                    from,
                    to,
                });
            }
        }
    }
    Ok(lines)
}
