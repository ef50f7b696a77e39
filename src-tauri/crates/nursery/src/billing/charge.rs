//! What a contract asks for in a month, and posting it. A month's fee that does not cover the whole month is
//! shared by statutory working days, through the one division of money.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use ts_rs::TS;

use super::LedgerKind;
use super::ledger::{NewEntry, post};
use crate::contracts::records::{Contract, in_force};
use crate::contracts::terms::FeeLine;
use crate::contracts::{FeeCategory, FeeUnit};
use crate::day::{Day, Month};
use crate::error::Result;
use crate::id::Id;
use crate::institution::calendar_rules::Workdays;
use crate::money::{Fen, Rounding};
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

/// Posts what the contracts ask for in a month; what stands there is left alone, so calling twice posts once.
pub(super) fn charge_month(change: &mut Change<'_>, q: ChargeMonth) -> Result<Charged> {
    let everywhere = change.workdays()?;
    if let Some(first) =
        crate::takeover::first_month(change, crate::takeover::Part::Billing)?.filter(|first| q.month < *first)
    {
        return Err(super::BillingRefusal::BeforeStart { first }.into());
    }
    let (first, last, day) = (q.month.first_day(), q.month.last_day(), change.today());
    let contracts = in_force(change, None, first, last)?;
    change.about(q.month);
    let mut out = Charged { infants: 0, posted: 0, sum: Fen::ZERO, standing: 0, differing: Vec::new() };
    let mut infants: Vec<Id> = contracts.iter().map(|contract| contract.infant_id).collect();
    infants.sort_unstable();
    infants.dedup();
    out.infants = u32::try_from(infants.len()).unwrap_or(u32::MAX);
    // Contracts that were charged and no longer reach into the month count too.
    let mut standing = charged_of(change, q.month)?;
    for contract in &contracts {
        let workdays = change.workdays_of(&everywhere, contract.infant_id)?;
        for Expected { line, why } in expected(contract, q.month, &workdays)? {
            if let Some((_, category, charged)) = standing.remove(&(contract.id, line.item.clone())) {
                out.standing += 1;
                settle(
                    change,
                    &mut out,
                    &q,
                    contract.infant_id,
                    contract.id,
                    &line.item,
                    category,
                    charged,
                    line.amount,
                )?;
                continue;
            }
            let entry = NewEntry {
                infant: contract.infant_id,
                contract: Some(contract.id),
                month: q.month,
                kind: LedgerKind::Charge,
                item: &line.item,
                category: line.category,
                amount: line.amount,
                receipt: None,
                reverses: None,
                day,
                why: with_line(why, &line)?,
                note: "",
            };
            post(change, &entry)?;
            out.posted += 1;
            out.sum = out.sum.plus(line.amount)?;
        }
    }
    for ((contract, item), (infant, category, charged)) in standing {
        out.standing += 1;
        settle(change, &mut out, &q, infant, contract, &item, category, charged, Fen::ZERO)?;
    }
    Ok(out)
}

/// The line travels in the reason, so that a receipt can take it over as it is.
fn with_line(mut why: Value, line: &BillLine) -> Result<Value> {
    why["line"] = serde_json::to_value(line)?;
    Ok(why)
}

#[allow(clippy::too_many_arguments, reason = "one cell of the ledger, named once")]
fn settle(
    change: &mut Change<'_>,
    out: &mut Charged,
    q: &ChargeMonth,
    infant: Id,
    contract: Id,
    item: &str,
    category: FeeCategory,
    charged: Fen,
    computed: Fen,
) -> Result<()> {
    if charged == computed {
        return Ok(());
    }
    let corrected = q.correct.unwrap_or(false);
    if corrected {
        let difference = computed.minus(charged)?;
        let entry = NewEntry {
            infant,
            contract: Some(contract),
            month: q.month,
            kind: LedgerKind::Adjustment,
            item,
            category,
            amount: difference,
            receipt: None,
            reverses: None,
            day: change.today(),
            why: json!({ "rule": "correct_charge", "charged": charged, "computed": computed }),
            note: "",
        };
        post(change, &entry)?;
        out.posted += 1;
        out.sum = out.sum.plus(difference)?;
    }
    let infant_name = change.one("infant", "SELECT name FROM infant WHERE id = ?1", [infant], |r| r.get(0))?;
    out.differing.push(Differing {
        infant_id: infant,
        infant_name,
        item: item.to_owned(),
        charged,
        computed,
        corrected,
    });
    Ok(())
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
