//! Area **billing** 收费: what is charged, what is paid, and the receipts. Ledger and receipts are append-only;
//! every balance is a sum.
//!
//! - [`rules`] — charge, refund and prepayment as pure functions
//! - [`charge`] — what a contract asks for in a month; posting it
//! - [`ledger`] — entries and sums; opening entries
//! - [`month`] — the month on one screen; an infant's account; arrears
//! - [`due`] — the lines that are proposed for a receipt
//! - [`collect`] — collecting a payment: receipt, lines and ledger in one change
//! - [`receipts`] — the register and one receipt whole
//! - [`reverse`] — void, red-letter, official bill
//! - [`refund`] — what a rule would refund, with every step
//! - [`correct`] — a refund credited to a later bill, a free adjustment
//! - [`why`] — why an amount is what it is, in words
//! - [`print`] — the receipt as a paper
//! - [`operations`] — the doors

pub mod charge;
pub mod collect;
pub mod correct;
pub mod due;
pub mod ledger;
pub mod month;
pub mod operations;
pub(crate) mod print;
pub mod receipts;
pub mod refund;
pub mod reverse;
pub mod rules;
pub mod why;

use serde_json::{Value, json};

use crate::access::{Permission, Post};
use crate::contracts::span_says;
use crate::day::{Day, Month};
use crate::duty::Duty;
use crate::error::Told;
use crate::money::Fen;
use crate::words::Language;
use rules::RuleError;
use rules::prepaid_span::SpanError;

crate::coded_enum! {
    /// How money came in.
    pub enum Channel {
        Cash = "cash", "现金", "cash";
        Transfer = "transfer", "银行转账", "bank transfer";
        Wechat = "wechat", "微信", "WeChat Pay";
        Alipay = "alipay", "支付宝", "Alipay";
        Pos = "pos", "刷卡", "card";
    }
}

crate::coded_enum! {
    /// What an entry of the ledger is.
    pub enum LedgerKind {
        Charge = "charge", "应收", "charge";
        Opening = "opening", "期初", "opening";
        Receipt = "receipt", "收款", "receipt";
        Credit = "credit", "退抵", "credit";
        Refund = "refund", "退费", "refund";
        Adjustment = "adjustment", "调整", "adjustment";
    }
}

crate::coded_enum! {
    /// A receipt or its red-letter counterpart.
    pub enum ReceiptKind {
        Receipt = "receipt", "收据", "receipt";
        Red = "red", "红字收据", "red-letter receipt";
    }
}

crate::coded_enum! {
    /// Where a receipt stands; derived from what happened to it.
    pub enum ReceiptState {
        Issued = "issued", "已开具", "issued";
        Voided = "voided", "已作废", "voided";
        PartlyReversed = "partly_reversed", "部分红冲", "partly reversed";
        Reversed = "reversed", "已红冲", "reversed";
    }
}

crate::coded_enum! {
    /// Why a receipt is reversed, which decides whether the amount is still owed.
    pub enum ReverseCause {
        Mistake = "mistake", "开错", "written in error";
        Refund = "refund", "退费", "refund";
    }
}

crate::coded_enum! {
    /// Where an infant's month stands.
    pub enum BillState {
        NotCharged = "not_charged", "未计费", "not charged";
        Unpaid = "unpaid", "未缴", "unpaid";
        PartPaid = "part_paid", "部分缴", "partly paid";
        Paid = "paid", "已缴清", "paid";
    }
}

crate::coded_enum! {
    /// The paper of a receipt.
    pub enum ReceiptSize {
        A5 = "a5", "A5", "A5";
        Third = "third", "241 三等分", "241 mm, a third";
    }
}

/// What the area refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BillingRefusal {
    /// No lines, or they add up to nothing.
    Zero,
    /// Quantity × price is not the amount.
    LineSum {
        /// Which line, from 0.
        at: usize,
    },
    /// The lines do not add up to the total.
    TotalSum {
        /// What they add up to.
        lines: Fen,
    },
    /// Only a discount is negative, and a discount is never positive.
    Sign {
        /// Which line, from 0.
        at: usize,
    },
    /// The item has no name, or its days lie outside the month.
    Line {
        /// Which line, from 0.
        at: usize,
    },
    /// No payer.
    Payer,
    /// The day lies in the future.
    Future,
    /// The computer's clock stands before the last entry.
    ClockSetBack,
    /// One prepayment spans too long.
    Span(SpanError),
    /// Paid already in full: the caller can say so again.
    PaidAlready {
        /// Month and item.
        items: Vec<(Month, String)>,
    },
    /// Opening entries of that item exist.
    OpenedAlready {
        /// The item.
        item: String,
    },
    /// A voided receipt.
    Voided,
    /// A red-letter receipt is neither voided nor reversed: write a new one.
    Red,
    /// It has been reversed, at least in part.
    Reversed,
    /// A receipt is voided on its own day only.
    NotToday {
        /// Its day.
        issued_on: Day,
    },
    /// Not all copies came back.
    CopiesNotBack,
    /// A reason is needed.
    ReasonNeeded,
    /// More than is left of a line.
    MoreThanLeft {
        /// Number of the line on the receipt.
        seq: i64,
        /// What is left of it.
        left: Fen,
    },
    /// The official bill's number is missing.
    BillNumber,
    /// The month lies outside the contract.
    OutsideContract,
    /// A rule gives no amount.
    Rule(RuleError),
    /// A refund is credited to a later month than its own.
    CreditBackwards {
        /// The month of the refund.
        from: Month,
    },
    /// More than was paid and has not gone back.
    CreditTooMuch {
        /// The item.
        item: String,
        /// What is left of it.
        left: Fen,
    },
    /// The rule refunds nothing of that month.
    NothingToRefund,
    /// The month lies before the books begin (期初建账).
    BeforeStart {
        /// The first month that is charged here.
        first: Month,
    },
}

impl Told for BillingRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Zero => "receipt_zero",
            Self::LineSum { .. } => "line_sum",
            Self::TotalSum { .. } => "total_sum",
            Self::Sign { .. } => "line_sign",
            Self::Line { .. } => "line",
            Self::Payer => "payer_missing",
            Self::Future => "receipt_in_future",
            Self::ClockSetBack => "clock_set_back",
            Self::Span(_) => "prepaid_span",
            Self::PaidAlready { .. } => "paid_already",
            Self::OpenedAlready { .. } => "opened_already",
            Self::Voided => "receipt_voided",
            Self::Red => "receipt_red",
            Self::Reversed => "receipt_reversed",
            Self::NotToday { .. } => "void_not_today",
            Self::CopiesNotBack => "copies_not_back",
            Self::ReasonNeeded => "reason_needed",
            Self::MoreThanLeft { .. } => "reverse_too_much",
            Self::BillNumber => "bill_number",
            Self::OutsideContract => "outside_contract",
            Self::Rule(_) => "refund_rule",
            Self::CreditBackwards { .. } => "credit_backwards",
            Self::CreditTooMuch { .. } => "credit_too_much",
            Self::NothingToRefund => "nothing_to_refund",
            Self::BeforeStart { .. } => "before_start",
        }
    }

    fn say(&self, l: Language) -> String {
        match self {
            Self::Zero => l.say("合计为零，不开收据。", "The lines add up to nothing; no receipt is written."),
            Self::LineSum { at } => l.say(
                format!("第 {} 行：数量 × 标准与金额不符。", at + 1),
                format!("Line {}: quantity × price is not the amount.", at + 1),
            ),
            Self::TotalSum { lines } => l.say(
                format!("各行合计 {lines}，与总额不符。"),
                format!("The lines add up to {lines}, not to the total."),
            ),
            Self::Sign { at } => l.say(
                format!("第 {} 行：只有优惠可以为负。退费请用红冲。", at + 1),
                format!("Line {}: only a discount is negative; reverse a receipt to give money back.", at + 1),
            ),
            Self::Line { at } => l.say(
                format!("第 {} 行：请写明项目，所属期间须自所属月份开始。", at + 1),
                format!("Line {}: name the item; its days begin in its month.", at + 1),
            ),
            Self::Payer => l.say("请填写交款人。", "Name the payer."),
            Self::Future => l.say("开具日期不能晚于今天。", "The day of a receipt cannot lie in the future."),
            Self::ClockSetBack => l.say(
                "电脑时间早于上一次记录，没有开具收据。请先校准电脑的日期和时间。",
                "The computer's clock stands before the last entry; nothing was issued. Set the clock first.",
            ),
            Self::Span(e) => span_says(e, l),
            Self::PaidAlready { items } => {
                let list: Vec<String> = items.iter().map(|(month, item)| format!("{month} {item}")).collect();
                l.say(
                    format!("已缴清：{}。如确需再收，请选择“仍要收取”。", list.join("、")),
                    format!("Paid already: {}. Say “again” to collect all the same.", list.join(", ")),
                )
            }
            Self::OpenedAlready { item } => {
                l.say(format!("“{item}”已有期初余额，不重复建账。"), format!("“{item}” has an opening entry already."))
            }
            Self::Voided => l.say("这张收据已作废。", "This receipt is voided."),
            Self::Red => l.say(
                "红字收据不能再作废或红冲；如有错误，请另开一张收据。",
                "A red-letter receipt is neither voided nor reversed; write a new receipt.",
            ),
            Self::Reversed => {
                l.say("这张收据已红冲，不能作废。", "This receipt has been reversed and cannot be voided.")
            }
            Self::NotToday { issued_on } => l.say(
                format!("收据开具于 {issued_on}，只有当日可以作废；请用红冲。"),
                format!("Issued on {issued_on}: a receipt is voided on its own day only; reverse it."),
            ),
            Self::CopiesNotBack => l.say(
                "须收回全部联次才能作废；收不齐的请用红冲。",
                "A receipt is voided only when all copies are back; otherwise reverse it.",
            ),
            Self::ReasonNeeded => l.say("请写明原因。", "Give the reason."),
            Self::MoreThanLeft { seq, left } => {
                l.say(format!("第 {seq} 行最多还能红冲 {left} 元。"), format!("At most {left} is left of line {seq}."))
            }
            Self::BillNumber => l.say("请填写票据号码。", "Give the number of the bill."),
            Self::OutsideContract => l.say("该月不在合同服务期限内。", "The month lies outside the contract."),
            Self::Rule(e) => l.say(
                format!("退费规则的参数不对，请核对合同（{e}）。"),
                format!("The refund rule does not hold: {e}."),
            ),
            Self::CreditBackwards { from } => l.say(
                format!("{from} 的退费只能抵以后月份的费用，请另选月份。"),
                format!("A refund of {from} is credited to a later month; choose another."),
            ),
            Self::CreditTooMuch { item, left } => l.say(
                format!("“{item}”已缴未退的只有 {left} 元，不能再抵这么多。可能已经退过或抵过，请看个人账。"),
                format!("Only {left} of “{item}” is paid and not yet given back; see the account."),
            ),
            Self::NothingToRefund => l.say(
                "按合同的退费标准，这个月没有可退的金额。",
                "By the contract's rule nothing of that month is refunded.",
            ),
            Self::BeforeStart { first } => l.say(
                format!("收费从 {first} 起在这里记账，以前的月份请用期初余额。"),
                format!("Fees are kept here from {first} on; earlier months are opening balances."),
            ),
        }
    }

    fn field(&self) -> Option<String> {
        Some(match self {
            Self::LineSum { at } | Self::Sign { at } | Self::Line { at } => format!("lines[{at}]"),
            Self::Zero | Self::PaidAlready { .. } | Self::MoreThanLeft { .. } | Self::Span(_) => "lines".to_owned(),
            Self::TotalSum { .. } => "total".to_owned(),
            Self::Payer => "payer".to_owned(),
            Self::Future => "on".to_owned(),
            Self::CopiesNotBack => "copies_back".to_owned(),
            Self::ReasonNeeded => "reason".to_owned(),
            Self::BillNumber => "number".to_owned(),
            Self::OutsideContract | Self::BeforeStart { .. } | Self::NothingToRefund => "month".to_owned(),
            Self::CreditBackwards { .. } => "to_month".to_owned(),
            _ => return None,
        })
    }

    fn details(&self) -> Option<Value> {
        match self {
            Self::PaidAlready { items } => Some(
                json!({ "again": items.iter().map(|(month, item)| json!({ "month": month, "item": item })).collect::<Vec<_>>() }),
            ),
            Self::MoreThanLeft { seq, left } => Some(json!({ "seq": seq, "left": left })),
            _ => None,
        }
    }
}

impl From<RuleError> for BillingRefusal {
    fn from(e: RuleError) -> Self {
        Self::Rule(e)
    }
}

pub(crate) fn duties() -> Vec<Duty> {
    vec![Duty {
        key: "billing.arrears",
        part: Some(crate::takeover::Part::Billing),
        posts: &[Post::Director, Post::Bookkeeper],
        permission: Permission::BillingRead,
        open: month::arrears,
    }]
}
