//! Collecting a payment: receipt, lines and ledger in one change, under a gap-free number.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::charge::BillLine;
use super::due::cells;
use super::ledger::{NewEntry, post};
use super::receipts::{self, Receipt, receipt};
use super::rules::prepaid_span::{Span, check_span, outstanding};
use super::{BillingRefusal, Channel, LedgerKind, ReceiptKind, ReverseCause};
use crate::contracts::FeeCategory;
use crate::day::{Day, Month};
use crate::error::Result;
use crate::id::Id;
use crate::infants::records as infants;
use crate::money::Fen;
use crate::number;
use crate::view::{Change, View};

/// A payment.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Collect {
    /// The infant.
    pub infant_id: Id,
    /// The lines; `billing.due` proposes them.
    pub lines: Vec<BillLine>,
    /// What was handed over, to be compared with the lines.
    pub total: Option<Fen>,
    /// Who pays.
    pub payer: String,
    /// How.
    pub channel: Channel,
    /// Number of the transfer or payment.
    pub reference: Option<String>,
    /// Remark.
    pub note: Option<String>,
    /// Who checked it (复核人).
    pub reviewer: Option<String>,
    /// Day of the receipt; today when absent.
    pub on: Option<Day>,
    /// Collect although it is paid already.
    pub again: Option<bool>,
    /// The number on a sheet of a paper receipt book that is posted afterwards (`number.reserve`).
    pub book_number: Option<String>,
}

/// The receipt, and what is worth a word.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Collected {
    /// The receipt.
    pub receipt: Receipt,
    /// Rolling prepayment and the like.
    pub warnings: Vec<String>,
}

/// What a receipt says of itself beside its lines.
pub(super) struct Head<'a> {
    pub kind: ReceiptKind,
    pub reverses: Option<Id>,
    pub day: Day,
    pub infant: Id,
    pub contract: Option<(Id, String)>,
    pub payer: &'a str,
    pub channel: Channel,
    pub reference: &'a str,
    pub reviewer: &'a str,
    pub note: &'a str,
    pub reason: &'a str,
    pub cause: Option<ReverseCause>,
    pub book_number: Option<&'a str>,
}

pub(super) fn collect(change: &mut Change<'_>, q: Collect) -> Result<Collected> {
    let today = change.today();
    let day = q.on.unwrap_or(today);
    if change.clock_set_back() {
        return Err(BillingRefusal::ClockSetBack.into());
    }
    if day > today {
        return Err(BillingRefusal::Future.into());
    }
    let payer = crate::text::normalise_name(&q.payer);
    if payer.is_empty() {
        return Err(BillingRefusal::Payer.into());
    }
    check_lines(&q.lines, q.total)?;
    let span = prepaid_span(&q.lines, day);
    let max = u16::try_from(change.policy_number("prepay.max_months", day)?).unwrap_or(u16::MAX);
    if let Some(span) = span {
        check_span(span, max).map_err(BillingRefusal::Span)?;
    }
    let through = q.lines.iter().map(|line| line.month).max().unwrap_or(day.month());
    let (cells, contracts) = cells(change, q.infant_id, through)?;
    if !q.again.unwrap_or(false) {
        let paid: Vec<(Month, String)> = q
            .lines
            .iter()
            .filter(|line| !matches!(line.category, FeeCategory::Discount | FeeCategory::Deposit))
            .map(|line| (line.month, line.item.trim().to_owned()))
            .filter(|key| cells.get(key).is_some_and(|cell| cell.paid.is_negative() && cell.open <= Fen::ZERO))
            .collect();
        if !paid.is_empty() {
            return Err(BillingRefusal::PaidAlready { items: paid }.into());
        }
    }
    let contract = contracts
        .iter()
        .rev()
        .find(|contract| contract.terms.from.is_some_and(|from| from.month() <= through))
        .or(contracts.first());
    let head = Head {
        kind: ReceiptKind::Receipt,
        reverses: None,
        day,
        infant: q.infant_id,
        contract: contract.map(|contract| (contract.id, contract.number.clone().unwrap_or_default())),
        payer: &payer,
        channel: q.channel,
        reference: q.reference.as_deref().unwrap_or_default().trim(),
        reviewer: q.reviewer.as_deref().unwrap_or_default().trim(),
        note: q.note.as_deref().unwrap_or_default().trim(),
        reason: "",
        cause: None,
        book_number: q.book_number.as_deref(),
    };
    let lines: Vec<(BillLine, Option<i64>)> =
        q.lines.iter().map(|line| (BillLine { item: line.item.trim().to_owned(), ..line.clone() }, None)).collect();
    let id = write(change, &head, &lines)?;
    for (line, _) in &lines {
        let entry = NewEntry {
            infant: q.infant_id,
            contract: head.contract.as_ref().map(|(id, _)| *id),
            month: line.month,
            kind: LedgerKind::Receipt,
            item: &line.item,
            category: line.category,
            amount: -line.amount,
            receipt: Some(id),
            reverses: None,
            day,
            why: json!({ "rule": "receipt" }),
            note: "",
        };
        post(change, &entry)?;
        // What no contract asks for by the month (an hour, a day, a thing) is charged where it is paid.
        let asked = cells.get(&(line.month, line.item.clone())).is_some_and(|cell| !cell.lines.is_empty());
        if !asked && line.category != FeeCategory::Deposit {
            post(
                change,
                &NewEntry {
                    contract: None,
                    kind: LedgerKind::Charge,
                    amount: line.amount,
                    why: json!({ "rule": "on_collection", "line": line }),
                    ..entry
                },
            )?;
        }
    }
    let mut warnings = Vec::new();
    if let Some(ahead) = outstanding(day, &paid_spans(change, q.infant_id)?, max)?
        && ahead.exceeds
    {
        let (months, days) = (ahead.months, ahead.days);
        warnings.push(change.language().say(
            format!("未消费的预收款已覆盖 {} 至 {}（{months} 个月 {days} 天），超过 {max} 个月；每次收费虽未超限，滚动预收仍是监管关注的情形。", ahead.from, ahead.to),
            format!("Unused prepayments now reach from {} to {} ({months} months {days} days), beyond {max} months: rolling prepayment is what supervision looks for.", ahead.from, ahead.to),
        ));
    }
    Ok(Collected { receipt: receipt(change, id)?, warnings })
}

fn check_lines(lines: &[BillLine], total: Option<Fen>) -> Result<()> {
    for (at, line) in lines.iter().enumerate() {
        if line.item.trim().is_empty() || line.quantity == 0 || line.to < line.from || line.from.month() != line.month {
            return Err(BillingRefusal::Line { at }.into());
        }
        if line.amount == Fen::ZERO {
            return Err(BillingRefusal::Zero.into());
        }
        if line.price.times(i64::from(line.quantity))? != line.amount {
            return Err(BillingRefusal::LineSum { at }.into());
        }
        if line.amount.is_negative() != (line.category == FeeCategory::Discount) {
            return Err(BillingRefusal::Sign { at }.into());
        }
    }
    let sum = Fen::sum(lines.iter().map(|line| line.amount))?;
    if sum <= Fen::ZERO {
        return Err(BillingRefusal::Zero.into());
    }
    if total.is_some_and(|total| total != sum) {
        return Err(BillingRefusal::TotalSum { lines: sum }.into());
    }
    Ok(())
}

/// The period that one payment covers in advance: services only, what is over on that day left out.
fn prepaid_span(lines: &[BillLine], day: Day) -> Option<Span> {
    let ahead = || {
        lines.iter().filter(|line| matches!(line.category, FeeCategory::Basic | FeeCategory::Other) && line.to >= day)
    };
    Some(Span { from: ahead().map(|line| line.from).min()?, to: ahead().map(|line| line.to).max()? })
}

/// The periods of services that are paid and not taken back.
fn paid_spans(view: &View<'_>, infant: Id) -> Result<Vec<Span>> {
    view.all(
        "SELECT l.from_day, l.to_day FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id
         WHERE r.infant_id = ?1 AND r.kind = 'receipt' AND l.category IN ('basic', 'other')
           AND NOT EXISTS (SELECT 1 FROM receipt_event e WHERE e.receipt_id = r.id AND e.kind = 'void')
           AND l.amount_fen + coalesce((SELECT sum(b.amount_fen) FROM receipt_line b JOIN receipt s ON s.id = b.receipt_id
               WHERE s.reverses_id = r.id AND b.reverses_seq = l.seq), 0) > 0",
        [infant],
        |r| Ok(Span { from: r.get(0)?, to: r.get(1)? }),
    )
}

/// Writes a receipt under the next number, or under its number in a paper book.
pub(super) fn write(change: &mut Change<'_>, head: &Head<'_>, lines: &[(BillLine, Option<i64>)]) -> Result<Id> {
    let infant = infants::whole(change, head.infant)?;
    let house = change.institution()?;
    let (id, at) = (change.new_id(), change.now());
    let who = change.who()?.clone();
    let total = Fen::sum(lines.iter().map(|(line, _)| line.amount))?;
    let number = match head.book_number {
        Some(number) => number::take_from_range(change, number::RECEIPT, number, head.day, "receipt", id)?,
        None => number::take(change, number::RECEIPT, head.day, "receipt", id)?,
    };
    let class_name = infant.class_name.unwrap_or_default();
    let uscc = house.uscc.unwrap_or_default();
    let (contract_id, contract_number) =
        head.contract.clone().map_or((None, String::new()), |(id, number)| (Some(id), number));
    change.about(id);
    change.insert(
        "receipt",
        &[
            ("id", &id),
            ("number", &number),
            ("kind", &head.kind),
            ("reverses_id", &head.reverses),
            ("issued_on", &head.day),
            ("at", &at),
            ("infant_id", &head.infant),
            ("infant_name", &infant.name),
            ("class_name", &class_name),
            ("contract_id", &contract_id),
            ("contract_number", &contract_number),
            ("payer", &head.payer),
            ("payee", &house.name),
            ("payee_uscc", &uscc),
            ("channel", &head.channel),
            ("channel_reference", &head.reference),
            ("total_fen", &total),
            ("cashier_id", &who.person),
            ("cashier", &who.name),
            ("reviewer", &head.reviewer),
            ("note", &head.note),
            ("reason", &head.reason),
            ("cause", &head.cause),
        ],
    )?;
    for (seq, (line, reverses_seq)) in (1_i64..).zip(lines) {
        change.execute(
            "INSERT INTO receipt_line (receipt_id, seq, item, category, unit, quantity, price_fen, amount_fen, month, from_day, to_day, reverses_seq)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            (id, seq, &line.item, line.category, line.unit, line.quantity, line.price, line.amount, line.month, line.from, line.to, reverses_seq),
        )?;
    }
    change.note(json!({ "receipt": number, "total": total, "lines": lines.len() }));
    receipts::index(change, id)?;
    Ok(id)
}
