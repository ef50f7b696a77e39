//! What happens to a receipt later: void, red-letter, official bill. The receipt itself never changes.

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;
use ts_rs::TS;

use super::charge::BillLine;
use super::collect::{Head, write};
use super::ledger::{NewEntry, post};
use super::receipts::{Receipt, receipt};
use super::{BillingRefusal, LedgerKind, ReceiptKind, ReceiptState, ReverseCause};
use crate::contracts::{FeeCategory, FeeUnit};
use crate::error::Result;
use crate::id::Id;
use crate::money::Fen;
use crate::view::Change;

/// A receipt to be voided (作废).
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoidReceipt {
    /// The receipt.
    pub receipt_id: Id,
    /// Why.
    pub reason: String,
    /// All copies are back.
    pub copies_back: bool,
}

/// Voids a receipt on its own day with all copies back; it keeps its number and counts as nothing.
pub(super) fn void(change: &mut Change<'_>, q: VoidReceipt) -> Result<Receipt> {
    let whole = receipt(change, q.receipt_id)?;
    let (today, now, reason) = (change.today(), change.now(), q.reason.trim());
    standing(&whole)?;
    if whole.head.state != ReceiptState::Issued {
        return Err(BillingRefusal::Reversed.into());
    }
    if reason.is_empty() {
        return Err(BillingRefusal::ReasonNeeded.into());
    }
    if !q.copies_back {
        return Err(BillingRefusal::CopiesNotBack.into());
    }
    let issued_on = whole.head.issued_on;
    let same_day = change.policy("receipt.void_same_day", today)?.flag()?;
    if (same_day && issued_on != today) || issued_on.month() != today.month() || change.clock_set_back() {
        return Err(BillingRefusal::NotToday { issued_on }.into());
    }
    let id = change.new_id();
    let person = change.who()?.person;
    let second = change.second().map(|who| who.person);
    change.about(q.receipt_id);
    change.insert(
        "receipt_event",
        &[
            ("id", &id),
            ("receipt_id", &q.receipt_id),
            ("kind", &"void"),
            ("reason", &reason),
            ("copies_back", &true),
            ("at", &now),
            ("day", &today),
            ("person_id", &person),
            ("approved_by", &second),
        ],
    )?;
    // Everything that the receipt posted is taken back.
    for entry in super::ledger::of_infant(change, whole.head.infant_id)?
        .into_iter()
        .filter(|entry| entry.receipt_id == Some(q.receipt_id))
    {
        let back = NewEntry {
            infant: whole.head.infant_id,
            contract: entry.contract_id,
            month: entry.month,
            kind: entry.kind,
            item: &entry.item,
            category: entry.category,
            amount: -entry.amount,
            receipt: Some(q.receipt_id),
            reverses: Some(entry.id),
            day: today,
            why: json!({ "rule": "void" }),
            note: reason,
        };
        post(change, &back)?;
    }
    receipt(change, q.receipt_id)
}

fn standing(whole: &Receipt) -> Result<()> {
    if whole.head.kind == ReceiptKind::Red {
        return Err(BillingRefusal::Red.into());
    }
    if whole.head.state == ReceiptState::Voided {
        return Err(BillingRefusal::Voided.into());
    }
    Ok(())
}

/// A receipt to be reversed (红冲).
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReverseReceipt {
    /// The receipt.
    pub receipt_id: Id,
    /// Why, in words.
    pub reason: String,
    /// Written in error (still owed), or refunded (not owed any more).
    pub cause: ReverseCause,
    /// Which lines and how much of each; all that is left when absent.
    pub lines: Option<Vec<ReverseLine>>,
    /// Who checked it.
    pub reviewer: Option<String>,
}

/// A part of a line that is taken back.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReverseLine {
    /// The line of the receipt, from 1.
    pub seq: i64,
    /// How much of it, with the line's own sign.
    pub amount: Fen,
}

/// Writes the red-letter receipt: negative, its own number, at most what is left of each line.
pub(super) fn reverse(change: &mut Change<'_>, q: ReverseReceipt) -> Result<Receipt> {
    let original = receipt(change, q.receipt_id)?;
    let (today, reason) = (change.today(), q.reason.trim());
    standing(&original)?;
    if reason.is_empty() {
        return Err(BillingRefusal::ReasonNeeded.into());
    }
    if change.clock_set_back() {
        return Err(BillingRefusal::ClockSetBack.into());
    }
    let wanted = q.lines.unwrap_or_else(|| {
        original
            .lines
            .iter()
            .filter(|line| line.left != Fen::ZERO)
            .map(|line| ReverseLine { seq: line.seq, amount: line.left })
            .collect()
    });
    let mut lines: Vec<(BillLine, Option<i64>)> = Vec::new();
    for part in wanted {
        let Some(of) = original.lines.iter().find(|line| line.seq == part.seq) else {
            return Err(BillingRefusal::MoreThanLeft { seq: part.seq, left: Fen::ZERO }.into());
        };
        let sign_fits = part.amount.is_negative() == of.line.amount.is_negative() && part.amount != Fen::ZERO;
        let size = |fen: Fen| fen.fen().unsigned_abs();
        if !sign_fits || size(part.amount) > size(of.left) || lines.iter().any(|(_, seq)| *seq == Some(part.seq)) {
            return Err(BillingRefusal::MoreThanLeft { seq: part.seq, left: of.left }.into());
        }
        // So many days at the price of a day, where it comes out even; else the amount once.
        let (each, of_each) = (part.amount.fen() / of.line.price.fen(), part.amount.fen() % of.line.price.fen());
        let (unit, quantity, price) = match u32::try_from(each) {
            Ok(quantity) if of_each == 0 && quantity > 0 => (of.line.unit, quantity, -of.line.price),
            _ if of.line.unit == FeeUnit::Month => (FeeUnit::Month, 1, -part.amount),
            _ => (FeeUnit::Time, 1, -part.amount),
        };
        lines.push((BillLine { unit, quantity, price, amount: -part.amount, ..of.line.clone() }, Some(part.seq)));
    }
    if !Fen::sum(lines.iter().map(|(line, _)| line.amount))?.is_negative() {
        return Err(BillingRefusal::Zero.into());
    }
    let head = Head {
        kind: ReceiptKind::Red,
        reverses: Some(q.receipt_id),
        day: today,
        infant: original.head.infant_id,
        contract: original.contract_id.map(|id| (id, original.contract_number.clone())),
        payer: &original.head.payer,
        channel: original.head.channel,
        reference: &original.reference,
        reviewer: q.reviewer.as_deref().unwrap_or_default().trim(),
        note: "",
        reason,
        cause: Some(q.cause),
        book_number: None,
    };
    let id = write(change, &head, &lines)?;
    let posted = super::ledger::of_infant(change, original.head.infant_id)?;
    for (line, _) in &lines {
        let of_original = |kind: LedgerKind| {
            posted.iter().find(|entry| {
                entry.receipt_id == Some(q.receipt_id)
                    && entry.kind == kind
                    && entry.item == line.item
                    && entry.month == line.month
            })
        };
        let entry = NewEntry {
            infant: original.head.infant_id,
            contract: original.contract_id,
            month: line.month,
            kind: LedgerKind::Refund,
            item: &line.item,
            category: line.category,
            amount: -line.amount,
            receipt: Some(id),
            reverses: of_original(LedgerKind::Receipt).map(|entry| entry.id),
            day: today,
            why: json!({ "rule": "red_letter", "cause": q.cause }),
            note: reason,
        };
        post(change, &entry)?;
        // A refund is owed no more; a charge that came with the receipt goes with it.
        let charged_with_it = of_original(LedgerKind::Charge).is_some();
        if line.category != FeeCategory::Deposit && (q.cause == ReverseCause::Refund || charged_with_it) {
            post(
                change,
                &NewEntry {
                    kind: LedgerKind::Adjustment,
                    amount: line.amount,
                    reverses: None,
                    why: json!({ "rule": "not_owed", "cause": q.cause }),
                    ..entry
                },
            )?;
        }
    }
    receipt(change, id)
}

/// The official bill of a receipt (数电发票, 财政票据).
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct OfficialBill {
    /// The receipt.
    pub receipt_id: Id,
    /// Code of the bill, where it has one.
    pub code: Option<String>,
    /// Its number.
    pub number: String,
}

pub(super) fn official_bill(change: &mut Change<'_>, q: OfficialBill) -> Result<Receipt> {
    let whole = receipt(change, q.receipt_id)?;
    if whole.head.state == ReceiptState::Voided {
        return Err(BillingRefusal::Voided.into());
    }
    let number = crate::text::half_width(q.number.trim());
    if number.is_empty() {
        return Err(BillingRefusal::BillNumber.into());
    }
    let (id, now, today) = (change.new_id(), change.now(), change.today());
    let person = change.who()?.person;
    change.about(q.receipt_id);
    change.insert(
        "receipt_event",
        &[
            ("id", &id),
            ("receipt_id", &q.receipt_id),
            ("kind", &"official_bill"),
            ("bill_code", &q.code),
            ("bill_number", &number),
            ("at", &now),
            ("day", &today),
            ("person_id", &person),
        ],
    )?;
    receipt(change, q.receipt_id)
}
