//! Area **care** 照护: what a child ate, drank, slept and did, and what its family is told of the day.
//!
//! - [`entry`] — one fact a child, a whole group in one submit
//! - [`day`] — the day of a class as one line a child, with what it adds up to
//! - [`nap`] — 午睡巡视: rounds through the sleeping children, and the gaps between them
//! - [`exercise`] — 体格锻炼计划 by class and week, and the weather that keeps children inside
//! - [`card`] — the daily card of a child, as text and as a picture
//! - [`message`] — messages to families: templates filled, copied one by one, the sending kept as proof
//! - [`duties`] — a round that is due, too little time outdoors
//! - [`register`] — the day of a class on paper
//! - [`operations`] — the doors

pub mod card;
pub mod day;
pub mod duties;
pub mod entry;
pub mod exercise;
pub mod message;
pub mod nap;
pub mod operations;
pub mod register;

pub(crate) use register::registers;

use crate::error::Told;
use crate::words::Language;

crate::coded_enum! {
    /// What is written of a child's care.
    pub enum CareKind {
        Milk = "milk", "喂奶", "milk";
        Water = "water", "饮水", "water";
        Meal = "meal", "进餐", "meal";
        Sleep = "sleep", "睡眠", "sleep";
        Diaper = "diaper", "换尿布", "diaper";
        Toilet = "toilet", "如厕", "toilet";
        Mood = "mood", "情绪", "mood";
        Outdoor = "outdoor", "户外活动", "outdoors";
        Exercise = "exercise", "体格锻炼", "physical exercise";
        Activity = "activity", "活动", "activity";
        Note = "note", "备注", "note";
    }
}

crate::coded_enum! {
    /// What is chosen for a fact of a kind.
    pub enum CareChoice {
        Breast = "breast", "母乳", "breast milk";
        Formula = "formula", "配方奶", "formula";
        CowMilk = "cow_milk", "牛奶", "cow's milk";
        All = "all", "吃完", "all eaten";
        Most = "most", "大半", "most";
        Half = "half", "一半", "half";
        Little = "little", "少量", "little";
        None = "none", "未吃", "nothing";
        Wet = "wet", "尿", "wet";
        Soiled = "soiled", "便", "soiled";
        Loose = "loose", "稀便", "loose";
        Dry = "dry", "干", "dry";
        Happy = "happy", "愉快", "happy";
        Calm = "calm", "平稳", "calm";
        Fussy = "fussy", "烦躁", "fussy";
        Crying = "crying", "哭闹", "crying";
        Tired = "tired", "疲倦", "tired";
        Motor = "motor", "动作", "motor";
        Language = "language", "语言", "language";
        Cognitive = "cognitive", "认知", "cognitive";
        Social = "social", "情感与社会性", "emotional and social";
        SelfCare = "self_care", "生活习惯", "habits of life";
        OnBack = "on_back", "已翻回仰卧", "turned on its back";
        Uncovered = "uncovered", "已盖被", "covered again";
        Sweating = "sweating", "出汗", "sweating";
        Restless = "restless", "睡眠不安", "restless";
        Unwell = "unwell", "面色或呼吸异常", "colour or breath not right";
    }
}

impl CareKind {
    /// What can be chosen for it.
    #[must_use]
    pub const fn choices(self) -> &'static [CareChoice] {
        use CareChoice as C;
        match self {
            Self::Milk => &[C::Breast, C::Formula, C::CowMilk],
            Self::Meal => &[C::All, C::Most, C::Half, C::Little, C::None],
            Self::Diaper | Self::Toilet => &[C::Wet, C::Soiled, C::Loose, C::Dry],
            Self::Mood => &[C::Happy, C::Calm, C::Fussy, C::Crying, C::Tired],
            Self::Activity => &[C::Motor, C::Language, C::Cognitive, C::Social, C::SelfCare],
            Self::Water | Self::Sleep | Self::Outdoor | Self::Exercise | Self::Note => &[],
        }
    }

    /// Whether it has an amount in ml.
    #[must_use]
    pub const fn has_amount(self) -> bool {
        matches!(self, Self::Milk | Self::Water)
    }

    /// Whether it lasts from a time to a time.
    #[must_use]
    pub const fn lasts(self) -> bool {
        matches!(self, Self::Sleep | Self::Outdoor | Self::Exercise)
    }
}

/// What is refused about care.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CareError {
    /// Nobody is named.
    Nobody,
    /// Nothing is said.
    Nothing,
    /// The choice does not belong to the kind.
    Choice,
    /// More than a child drinks at a time.
    Amount {
        /// The most, ml.
        most: i64,
    },
    /// It ends before it begins, or in the future.
    Until,
    /// They sleep, or are outdoors, already.
    Already {
        /// Who.
        name: String,
    },
    /// Nobody of them sleeps, or is outdoors.
    NothingLasts,
    /// The week is named by its Monday.
    Week,
    /// No such template.
    Template,
    /// A place of the template is not filled.
    Unfilled {
        /// Which.
        place: String,
    },
}

impl Told for CareError {
    fn code(&self) -> &'static str {
        match self {
            Self::Nobody => "care_nobody",
            Self::Nothing => "care_nothing",
            Self::Choice => "care_choice",
            Self::Amount { .. } => "care_amount",
            Self::Until => "care_until",
            Self::Already { .. } => "care_already",
            Self::NothingLasts => "care_nothing_lasts",
            Self::Week => "care_week",
            Self::Template => "care_template",
            Self::Unfilled { .. } => "care_unfilled",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Nobody => l.say("请先选择孩子。", "Choose the children first."),
            Self::Nothing => l.say("请填写内容。", "Say what it was."),
            Self::Choice => l.say("这一项不属于所选的记录类型。", "This choice does not belong to the kind."),
            Self::Amount { most } => l.say(
                format!("一次超过 {most} ml，请核对数字。"),
                format!("More than {most} ml at a time: check the digits."),
            ),
            Self::Until => {
                l.say("结束时间须在开始之后，且不晚于现在。", "It ends after it begins, and not in the future.")
            }
            Self::Already { name } => l.say(
                format!("{name} 等已登记且还没有结束，请先登记结束。"),
                format!("{name} has it on record already, without an end: record the end first."),
            ),
            Self::NothingLasts => l.say("没有正在进行的记录可以结束。", "There is nothing that could end."),
            Self::Week => l.say("请选择某一周的星期一。", "Choose the Monday of a week."),
            Self::Template => l.say("没有这个消息模板。", "There is no such template."),
            Self::Unfilled { place } => {
                l.say(format!("模板中的“{place}”还没有填写。"), format!("“{place}” of the template is not filled."))
            }
        }
    }
    fn field(&self) -> Option<String> {
        let field = match self {
            Self::Nobody | Self::Already { .. } | Self::NothingLasts => "infants",
            Self::Nothing => "text",
            Self::Choice => "choice",
            Self::Amount { .. } => "amount",
            Self::Until => "until",
            Self::Week => "week",
            Self::Template => "template",
            Self::Unfilled { .. } => "values",
        };
        Some(field.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Coded;

    #[test]
    fn every_choice_belongs_to_a_kind_or_to_a_nap_round() {
        let of_kinds: Vec<CareChoice> = CareKind::ALL.iter().flat_map(|kind| kind.choices()).copied().collect();
        for choice in CareChoice::ALL {
            assert!(of_kinds.contains(choice) || nap::FOUND.contains(choice), "{choice:?}");
        }
    }
}
