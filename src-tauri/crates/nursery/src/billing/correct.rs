//! Corrections of an account by a person: a refund credited to a later bill (退抵), and a free adjustment (调整).
//! Both are entries of the ledger with their reason; neither is a receipt.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

use super::ledger::{NewEntry, post};
use super::refund::{self, RefundQuery};
use super::{BillingRefusal, LedgerKind};
use crate::contracts::FeeCategory;
use crate::contracts::records::contract;
use crate::day::Month;
use crate::error::Result;
use crate::id::Id;
use crate::money::Fen;
use crate::view::{Change, View};

/// A refund that the family leaves with the nursery for a later bill.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CreditRefund {
    /// The facts of the month; the amount is computed here by the contract's rule, never taken from a screen.
    pub refund: RefundQuery,
    /// The month whose bill it lowers.
    pub to_month: Month,
    /// Remark.
    pub note: Option<String>,
}

/// What was credited.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct Credited {
    /// Entries posted, one an item.
    pub entries: u32,
    /// All together, positive.
    pub total: Fen,
}

/// Posts what the rule refunds of a paid month as a credit of a later one; of what was credited before, only what is
/// more by these facts.
pub(super) fn credit(change: &mut Change<'_>, q: CreditRefund) -> Result<Credited> {
    let from = q.refund.month;
    if q.to_month <= from {
        return Err(BillingRefusal::CreditBackwards { from }.into());
    }
    let contract = contract(change, q.refund.contract_id)?;
    let asked = json!({ "attended_days": q.refund.attended_days, "meals_days": q.refund.meals_days });
    let preview = refund::preview(change, q.refund)?;
    change.about(contract.infant_id);
    let mut out = Credited { entries: 0, total: Fen::ZERO };
    for line in &preview.lines {
        let before = Fen::new(-credited(change, contract.infant_id, from, &line.item)?)?;
        let amount = line.refund.amount.minus(before)?;
        if amount <= Fen::ZERO {
            continue;
        }
        let left = refundable(change, contract.infant_id, from, &line.item)?;
        if amount > left {
            return Err(BillingRefusal::CreditTooMuch { item: line.item.clone(), left }.into());
        }
        post(
            change,
            &NewEntry {
                infant: contract.infant_id,
                contract: Some(contract.id),
                month: q.to_month,
                kind: LedgerKind::Credit,
                item: &line.item,
                category: line.category,
                amount: -amount,
                receipt: None,
                reverses: None,
                day: change.today(),
                why: json!({
                    "rule": "credit", "from_month": from, "facts": asked, "workdays": preview.workdays,
                    "base": line.base, "words": line.words, "sentence": line.rule, "policies": preview.policies,
                }),
                note: q.note.as_deref().unwrap_or_default().trim(),
            },
        )?;
        out.entries += 1;
        out.total = out.total.plus(amount)?;
    }
    if out.entries == 0 {
        return Err(BillingRefusal::NothingToRefund.into());
    }
    Ok(out)
}

/// What was paid for an item of a month and has neither gone back nor been credited.
///
/// # Errors
/// The store cannot.
pub(super) fn refundable(view: &View<'_>, infant: Id, month: Month, item: &str) -> Result<Fen> {
    let paid = view.number(
        "SELECT -sum(amount_fen) FROM ledger_entry WHERE infant_id = ?1 AND month = ?2 AND (item = ?3 OR item = ?3 || '优惠')
         AND kind IN ('receipt', 'refund')",
        (infant, month, item),
    )?;
    Ok(Fen::new(paid + credited(view, infant, month, item)?)?)
}

/// What was credited of an item of a month, negative.
fn credited(view: &View<'_>, infant: Id, month: Month, item: &str) -> Result<i64> {
    view.number(
        "SELECT sum(amount_fen) FROM ledger_entry WHERE infant_id = ?1 AND item = ?3 AND kind = 'credit' AND why ->> 'from_month' = ?2",
        (infant, month, item),
    )
}

/// An amount that a person adds to an account or takes off it.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AdjustAccount {
    /// The infant.
    pub infant_id: Id,
    /// The month that it belongs to.
    pub month: Month,
    /// The item.
    pub item: String,
    /// Its category; a discount of the contract is no adjustment.
    pub category: FeeCategory,
    /// Owed more is positive, owed less negative.
    pub amount: Fen,
    /// Why, in words that the family may read.
    pub reason: String,
}

/// Posts a free adjustment. Its row asks for the director's approval.
pub(super) fn adjust(change: &mut Change<'_>, q: AdjustAccount) -> Result<super::ledger::Posted> {
    crate::infants::records::whole(change, q.infant_id)?;
    let (item, reason) = (q.item.trim(), q.reason.trim());
    if item.is_empty() || q.category == FeeCategory::Discount {
        return Err(BillingRefusal::Line { at: 0 }.into());
    }
    if q.amount == Fen::ZERO {
        return Err(BillingRefusal::Zero.into());
    }
    if reason.is_empty() {
        return Err(BillingRefusal::ReasonNeeded.into());
    }
    change.about(q.infant_id);
    let approved_by = change.second().map(|who| who.person);
    post(
        change,
        &NewEntry {
            infant: q.infant_id,
            contract: None,
            month: q.month,
            kind: LedgerKind::Adjustment,
            item,
            category: q.category,
            amount: q.amount,
            receipt: None,
            reverses: None,
            day: change.today(),
            why: json!({ "rule": "adjustment", "reason": reason, "approved_by": approved_by }),
            note: reason,
        },
    )?;
    Ok(super::ledger::Posted { entries: 1, sum: q.amount })
}
