//! The doors of billing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::receipts::{Receipt, receipt};
use super::{charge, collect, correct, due, ledger, month, print, receipts, refund, reverse};
use crate::access::{Permission, Post};
use crate::contract::{Area, Row, Second, change, issue, read};
use crate::error::Result;
use crate::id::Id;
use crate::number;
use crate::view::{Change, View};

pub(crate) fn operations() -> Vec<Row> {
    use Permission::{BillingCharge, BillingCollect, BillingRead, BillingReverse};
    const TOUCHES: &[Area] = &[Area::Billing];
    vec![
        read("billing.charge_preview", ("预览计费", "Preview the charges of a month"), BillingCharge, charge::preview),
        change("billing.charge_month", ("计费", "Charge a month"), BillingCharge, charge::charge_month)
            .touches(TOUCHES),
        change("billing.opening", ("期初建账", "Post opening entries"), BillingCharge, ledger::opening)
            .touches(TOUCHES),
        read("billing.month", ("查看月度收费", "See a month's fees"), BillingRead, month::month),
        read("billing.account", ("查看个人账", "See an account"), BillingRead, month::account),
        read("billing.due", ("查看应收", "See what is due"), BillingRead, due::due),
        change("billing.collect", ("收款开据", "Collect and issue a receipt"), BillingCollect, collect::collect)
            .touches(TOUCHES),
        change("billing.void", ("作废收据", "Void a receipt"), BillingReverse, reverse::void)
            .touches(TOUCHES)
            .second(Second::InPlace(&[Post::Director])),
        change("billing.reverse", ("红冲收据", "Reverse a receipt"), BillingReverse, reverse::reverse).touches(TOUCHES),
        change(
            "billing.credit",
            ("退费抵后期费用", "Credit a refund to a later bill"),
            BillingReverse,
            correct::credit,
        )
        .touches(TOUCHES),
        change("billing.adjust", ("调整个人账", "Adjust an account"), BillingReverse, correct::adjust)
            .touches(TOUCHES)
            .second(Second::Approval(&[Post::Director])),
        change(
            "billing.official_bill",
            ("登记规范票据", "Record the official bill"),
            BillingCollect,
            reverse::official_bill,
        )
        .touches(TOUCHES),
        read("billing.receipts", ("查看收据登记簿", "See the register of receipts"), BillingRead, receipts::register),
        read(
            "billing.receipt",
            ("查看收据", "See a receipt"),
            BillingRead,
            |view: &View<'_>, q: ReceiptOf| -> Result<Receipt> { receipt(view, q.id) },
        ),
        change("billing.number_start", ("设置收据起始号", "Set the first receipt number"), BillingCharge, number_start)
            .touches(TOUCHES),
        read("billing.numbers", ("查看收据编号", "See the receipt numbers"), BillingRead, numbers),
        read("billing.refund_preview", ("试算退费", "Preview a refund"), BillingRead, refund::preview),
        issue("billing.print_receipt", ("打印收据", "Print a receipt"), BillingCollect, print::print),
    ]
}

/// Which receipt.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptOf {
    /// The receipt.
    pub id: Id,
}

/// With which number a year's receipts begin: they go on from the paper book.
#[derive(Debug, Clone, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberStart {
    /// The year.
    pub year: i32,
    /// The first number.
    pub first: i64,
}

/// Which year.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumbersOf {
    /// The year.
    pub year: i32,
}

/// Where a year's receipt numbers stand.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ReceiptNumbers {
    /// The year.
    pub year: i32,
    /// Whether its first number is settled, by `billing.number_start` or by a receipt.
    pub begun: bool,
    /// The first number.
    pub first: i64,
    /// The number that the next receipt will have.
    pub next: String,
}

fn numbers(view: &View<'_>, q: NumbersOf) -> Result<ReceiptNumbers> {
    let (first, next) = number::standing(view, number::RECEIPT, q.year)?;
    Ok(ReceiptNumbers { year: q.year, begun: first.is_some(), first: first.unwrap_or(1), next })
}

fn number_start(change: &mut Change<'_>, q: NumberStart) -> Result<NumberStart> {
    change.about(q.year);
    number::begin(change, number::RECEIPT, q.year, q.first)?;
    Ok(q)
}
