//! Area **filing** 备案: what the health department must be given, how far it is, and the package.
//!
//! - [`requirements`] — the list of Art. 8 as data, and the papers held against it
//! - [`shelf`] — every kind of paper of one owner with what is held
//! - [`gaps`] — what is missing or does not fit, each with its article
//! - [`statement`] — 备案书 and 备案承诺书: their fields and wording
//! - [`states`] — the way of a filing from draft to filed, changed and deregistered
//! - [`rosters`] — the registers that go with it: 人员名册, 婴幼儿花名册, 班级与收托情况
//! - [`package`] — 备案材料包: written, verified
//! - [`export`] — from the papers to a numbered package
//! - [`compare`] — two packages, material by material
//! - [`duties`] — what Today says about it
//! - [`operations`] — the doors

mod compare;
mod duties;
pub mod export;
pub mod gaps;
pub mod operations;
pub mod package;
pub mod requirements;
mod rosters;
mod shelf;
pub mod statement;
pub mod states;

pub(crate) use duties::duties;
pub(crate) use rosters::registers;

use crate::error::Told;
use crate::words::Language;
use gaps::FilingGap;

crate::coded_enum! {
    /// What a package is made for.
    pub enum FilingPurpose {
        FirstFiling = "first_filing", "首次备案", "first filing";
        ChangeFiling = "change_filing", "变更备案", "change filing";
        Inspection = "inspection", "现场检查", "inspection";
        Other = "other", "其他", "other";
    }
}

/// What filing refuses.
#[derive(Debug, Clone)]
pub enum FilingError {
    /// Something mandatory is missing and no reason was given to go on.
    Incomplete(Vec<FilingGap>),
    /// Returning a filing needs the reason that the department gave.
    NoteNeeded,
    /// 已备案 needs the number of the receipt.
    NumberNeeded,
    /// The day lies in the future.
    DayAhead,
    /// A pledge or sentence of the wording is empty.
    WordingEmpty,
}

impl Told for FilingError {
    fn code(&self) -> &'static str {
        match self {
            Self::Incomplete(_) => "filing_incomplete",
            Self::NoteNeeded => "filing_note_needed",
            Self::NumberNeeded => "filing_number_needed",
            Self::DayAhead => "filing_day_ahead",
            Self::WordingEmpty => "filing_wording_empty",
        }
    }

    fn say(&self, l: Language) -> String {
        match self {
            Self::Incomplete(gaps) => {
                let first = gaps.first().map(|gap| gap.message.clone()).unwrap_or_default();
                l.say(
                    format!("还有 {} 项必备内容缺失或不符合，例如：{first} 请先补齐；确需导出时写明理由。", gaps.len()),
                    format!("{} mandatory items are missing or do not fit, such as: {first} Mend them first, or give a reason to go on.", gaps.len()),
                )
            }
            Self::NoteNeeded => l.say("请写明主管部门告知的理由。", "Write down the reason that the department gave."),
            Self::NumberNeeded => l.say("请填写备案回执上的编号。", "Give the number on the filing receipt."),
            Self::DayAhead => l.say("日期不能晚于今天。", "The day cannot lie in the future."),
            Self::WordingEmpty => l.say("备案书、承诺书的文字不能留空。", "The wording cannot be empty."),
        }
    }

    fn field(&self) -> Option<String> {
        let field = match self {
            Self::Incomplete(_) => "override_reason",
            Self::NoteNeeded => "note",
            Self::NumberNeeded => "number",
            Self::DayAhead => "on",
            Self::WordingEmpty => "wording",
        };
        Some(field.to_owned())
    }

    fn details(&self) -> Option<serde_json::Value> {
        match self {
            Self::Incomplete(gaps) => Some(serde_json::json!({ "gaps": gaps })),
            _ => None,
        }
    }
}
