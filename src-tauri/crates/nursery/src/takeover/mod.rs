//! **Taking over a running nursery** 期初建账: on one day, with infants in care and money already taken.
//!
//! - [`plan`] — the day, from when each part runs, and how far the taking over is
//! - [`contracts`] — the running paper contracts as a list; what their paper lacks is signed later (补签)
//! - [`balances`] — what families have prepaid, owe and deposited, against a total that the bookkeeper confirms
//! - [`make_good`] — the dated list of what infants of before still hand in (补档)
//! - [`operations`] — the doors
//!
//! Nothing of it is a receipt: money of before stands in the ledger as opening entries.

pub mod balances;
pub mod contracts;
pub mod make_good;
pub mod operations;
pub mod plan;

pub use plan::{first_day, first_month, runs};

use serde_json::{Value, json};

use crate::error::Told;
use crate::money::Fen;
use crate::words::Language;

crate::coded_enum! {
    /// A part of the program that starts on a day of its own; before it nothing of it is open or red.
    pub enum Part {
        DailyCare = "daily_care", "考勤与晨检", "attendance and checks";
        Contracts = "contracts", "合同", "contracts";
        Billing = "billing", "收费", "billing";
        Filing = "filing", "备案", "filing";
    }
}

/// What taking over refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakeoverError {
    /// The day has not been said.
    NoDay,
    /// The day lies in the future beyond the next month, or before 2000.
    Day,
    /// Fees are kept from the first day of a month on.
    BillingStart,
    /// The day cannot move any more: opening balances are posted for it.
    Posted,
    /// The rows do not add up to the total that was stated.
    Totals {
        /// Rows less stated: arrears, prepaid, deposit.
        difference: [Fen; 3],
    },
    /// The contract is none that was taken over, or its paper holds the term.
    NothingToSign,
    /// A contract on paper is not printed by the program.
    OnPaper,
}

impl Told for TakeoverError {
    fn code(&self) -> &'static str {
        match self {
            Self::NoDay => "takeover_day_missing",
            Self::Day => "takeover_day",
            Self::Posted => "takeover_posted",
            Self::BillingStart => "takeover_billing_start",
            Self::Totals { .. } => "takeover_totals",
            Self::NothingToSign => "takeover_nothing_to_sign",
            Self::OnPaper => "contract_on_paper",
        }
    }

    fn say(&self, l: Language) -> String {
        match self {
            Self::NoDay => l.say("请先定下建账日期。", "Say first on which day the books begin."),
            Self::Day => l.say(
                "建账日期须在 2000 年以后，最迟为下个月底。",
                "The day lies after 2000 and at the latest at the end of next month.",
            ),
            Self::Posted => l.say(
                "期初余额已经入账，建账日期不能再改；个别有误的请在个人账里调整。",
                "Opening balances are posted; the day stays. Correct a wrong one by an adjustment.",
            ),
            Self::BillingStart => l.say(
                "收费须从某个月的 1 日开始，请改为当月或下月 1 日。",
                "Fees begin on the first day of a month.",
            ),
            Self::Totals { difference: [arrears, prepaid, deposit] } => l.say(
                format!("与所填合计不符，没有入账。各行合计比所填的多：欠费 {arrears}，预收 {prepaid}，押金 {deposit}。请核对后再确认。"),
                format!("The rows differ from the stated totals; nothing was posted. Rows less stated: arrears {arrears}, prepaid {prepaid}, deposits {deposit}."),
            ),
            Self::NothingToSign => l.say(
                "这份合同没有这一项待补签。",
                "Nothing of this contract waits to be signed under that term.",
            ),
            Self::OnPaper => l.say(
                "这是建账前签的纸质合同，以已签的纸质件为准，不由本程序打印；请把扫描件附在合同上。",
                "This contract was signed on paper before; attach its scan. The program does not print it.",
            ),
        }
    }

    fn field(&self) -> Option<String> {
        Some(match self {
            Self::NoDay | Self::Day | Self::Posted => "on".to_owned(),
            Self::BillingStart => "parts".to_owned(),
            Self::Totals { .. } => "totals".to_owned(),
            Self::NothingToSign => "term".to_owned(),
            Self::OnPaper => return None,
        })
    }

    fn details(&self) -> Option<Value> {
        match self {
            Self::Totals { difference: [arrears, prepaid, deposit] } => {
                Some(json!({ "arrears": arrears, "prepaid": prepaid, "deposit": deposit }))
            }
            _ => None,
        }
    }
}
