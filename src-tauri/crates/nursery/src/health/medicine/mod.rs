//! 委托喂药: medicine that a guardian brought, as ordered in writing. The nursery prescribes nothing.
//!
//! - [`order`] — what a guardian ordered: drug, dose, times, days, label and signature; its end, and what is given back
//! - [`dose`] — a dose given, refused by the child or missed; what was not in order is marked, never refused
//! - [`due`] — a day's doses: what is due now, what is over its time
//! - [`sheet`] — 在园（所）儿童带药服药记录表 (附件4 表2)

pub mod dose;
pub mod due;
pub mod order;
pub mod sheet;

use crate::day::Day;
use crate::error::Told;
use crate::words::Language;

crate::coded_enum! {
    /// How a medicine is given.
    pub enum MedicineRoute {
        Oral = "oral", "口服", "by mouth";
        Drops = "drops", "滴入", "drops";
        Skin = "skin", "外用", "on the skin";
        Inhaled = "inhaled", "雾化吸入", "inhaled";
        Other = "other", "其他", "other";
    }
}

crate::coded_enum! {
    /// How an order stands on a day.
    pub enum OrderState {
        Unsigned = "unsigned", "待家长签字", "not signed yet";
        Ahead = "ahead", "未开始", "begins later";
        Running = "running", "执行中", "running";
        Over = "over", "已结束", "over";
    }
}

crate::coded_enum! {
    /// What became of a dose.
    pub enum DoseOutcome {
        Given = "given", "已喂", "given";
        Refused = "refused", "拒服", "refused by the child";
        Missed = "missed", "漏服", "missed";
    }
}

crate::coded_enum! {
    /// Where a dose of the day stands.
    pub enum DoseState {
        Ahead = "ahead", "未到时", "not yet";
        Due = "due", "该喂了", "due now";
        Overdue = "overdue", "过时未喂", "over its time";
        Away = "away", "不在园", "not here";
        Given = "given", "已喂", "given";
        Refused = "refused", "拒服", "refused";
        Missed = "missed", "漏服", "missed";
    }
}

crate::coded_enum! {
    /// What was not in order when a dose was given.
    pub enum DoseMark {
        NoOrder = "no_order", "没有有效委托", "no valid order";
        Expired = "expired", "药品已过期", "past its last day";
        Early = "early", "早于约定时间", "before its time";
        Late = "late", "晚于约定时间", "after its time";
        Unplanned = "unplanned", "计划外加喂", "not planned";
    }
}

/// What is refused about medicine: an order that may not be taken, and what a record lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MedicineError {
    /// No original container with its label.
    Unlabelled,
    /// The label's last day lies before the last dose.
    Expired {
        /// The last day on the label.
        on: Day,
    },
    /// Drug or dose is missing.
    What,
    /// At least one time, each once.
    Times,
    /// The last day lies before the first, or the first in the past.
    Days,
    /// One order runs for so many days at most.
    TooLong {
        /// The most days.
        days: i64,
    },
    /// Only a present guardian of the infant orders.
    Guardian,
    /// It is signed already, or not today.
    Signed,
    /// What happened must have its reason.
    Reason,
    /// This dose is on record already.
    Recorded {
        /// When.
        at: String,
        /// By whom.
        by: String,
    },
    /// The order has no such time on that day.
    NoSuchDose,
    /// An order with doses is ended, not taken back.
    HasDoses,
    /// It has ended already.
    Ended,
    /// What was given back, and to whom.
    Returned,
}

impl Told for MedicineError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unlabelled => "medicine_unlabelled",
            Self::Expired { .. } => "medicine_expired",
            Self::What => "medicine_what",
            Self::Times => "medicine_times",
            Self::Days => "medicine_days",
            Self::TooLong { .. } => "medicine_too_long",
            Self::Guardian => "medicine_guardian",
            Self::Signed => "medicine_signed",
            Self::Reason => "medicine_reason",
            Self::Recorded { .. } => "medicine_recorded",
            Self::NoSuchDose => "medicine_no_such_dose",
            Self::HasDoses => "medicine_has_doses",
            Self::Ended => "medicine_ended",
            Self::Returned => "medicine_returned",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Unlabelled => l.say(
                "没有原包装和标签的药品不能接收，请退回家长。",
                "Medicine without its original container and label is not accepted; give it back.",
            ),
            Self::Expired { on } => l.say(
                format!("药品有效期至 {on}，早于最后一次喂药，不能接收；请退回家长。"),
                format!("The label ends on {on}, before the last dose: not accepted; give it back."),
            ),
            Self::What => l.say("请写明药物名称和每次剂量。", "Give the drug and the dose."),
            Self::Times => {
                l.say("请写明喂药时间（如 11:30），同一时间只写一次。", "Give the times (11:30), each once.")
            }
            Self::Days => l.say(
                "请核对喂药日期：从今天或以后开始，结束不早于开始。",
                "Check the days: from today on, the last not before the first.",
            ),
            Self::TooLong { days } => l.say(
                format!("一次委托不超过 {days} 天；更久请到期后重新委托。"),
                format!("One order runs for at most {days} days; a longer treatment is ordered anew."),
            ),
            Self::Guardian => l.say("请选择这名婴幼儿的监护人。", "Choose a guardian of this infant."),
            Self::Signed => l.say("家长已经签字。", "It is signed already."),
            Self::Reason => l.say(
                "拒服、漏服、提前、推迟或没有委托的喂药，须写明原因。",
                "A dose refused, missed, early, late or without an order needs its reason.",
            ),
            Self::Recorded { at, by } => l.say(
                format!("这一次已由{by}在 {at} 登记。若确实又喂了一次，请登记为“计划外加喂”并写明原因。"),
                format!("Recorded by {by} at {at} already. If it was in fact given again, record it as not planned, with its reason."),
            ),
            Self::NoSuchDose => l.say("委托单上没有这个喂药时间。", "The order has no such time."),
            Self::HasDoses => l.say(
                "已有喂药记录，不能撤回；可以停止委托。",
                "It has doses and cannot be taken back; end it instead.",
            ),
            Self::Ended => l.say("这份委托已经结束。", "This order has ended."),
            Self::Returned => {
                l.say("请写明归还了什么、交给了谁；每份委托只归还一次。", "Say what was given back and to whom, once an order.")
            }
        }
    }
    fn field(&self) -> Option<String> {
        let field = match self {
            Self::Unlabelled => "labelled",
            Self::Expired { .. } => "expires_on",
            Self::What => "drug",
            Self::Times => "times",
            Self::Days | Self::TooLong { .. } => "to",
            Self::Guardian => "guardian_id",
            Self::Signed => "signed_on",
            Self::Reason => "reason",
            Self::Recorded { .. } | Self::NoSuchDose => "due",
            Self::HasDoses | Self::Ended => "id",
            Self::Returned => "returned",
        };
        Some(field.to_owned())
    }
}
