//! Area **health** 卫生保健: what is seen of a child.
//!
//! - [`reading`] — what a temperature means (pure)
//! - [`check`] — morning and noon checks (晨午检), one line a child and day (附件4 表1)
//! - [`illness`] — from the first sign to the return (个案)
//! - [`medicine`] — medicine that a guardian brought (委托喂药, 附件4 表2)
//! - [`outbreak`] — like illnesses close together, what is reported, and an outbreak's file
//! - [`duties`] — whose guardian is not told, who asks to return
//! - [`register`] — the statutory sheets: checks, infectious and common diseases (附件4 表1, 表4, 表5)
//! - [`operations`] — the doors
//!
//! Who is here and where stands in area `attendance`.

pub mod check;
pub mod duties;
pub mod illness;
pub mod medicine;
pub mod operations;
pub mod outbreak;
pub mod reading;
pub mod register;

pub(crate) use register::registers;

use crate::error::Told;
use crate::words::Language;

crate::coded_enum! {
    /// Which check of the day.
    pub enum CheckPeriod {
        Morning = "morning", "晨检", "morning check";
        Noon = "noon", "午检", "noon check";
    }
}

crate::coded_enum! {
    /// What is seen or told (一摸二看三问四查).
    pub enum Symptom {
        Fever = "fever", "发热", "fever";
        Cough = "cough", "咳嗽", "cough";
        Rash = "rash", "皮疹", "rash";
        Vomiting = "vomiting", "呕吐", "vomiting";
        Diarrhoea = "diarrhoea", "腹泻", "diarrhoea";
        RedEye = "red_eye", "红眼", "red eye";
        MouthHerpes = "mouth_herpes", "口腔疱疹", "mouth herpes";
        Parotid = "parotid", "腮腺肿大", "swollen parotid";
        Injury = "injury", "外伤", "injury";
        LowSpirits = "low_spirits", "精神差", "low spirits";
        Other = "other", "其他", "other";
    }
}

crate::coded_enum! {
    /// What is done with the child.
    pub enum Disposition {
        Class = "class", "入班", "to the class";
        Observe = "observe", "入班观察", "to the class, observed";
        Notify = "notify", "入班并通知家长", "to the class, guardian told";
        Isolate = "isolate", "隔离观察", "observation room";
        SentHome = "sent_home", "劝返就医", "sent home to a doctor";
    }
}

crate::coded_enum! {
    /// The card that the child wears (晨检牌).
    pub enum CardColour {
        Green = "green", "绿", "green";
        Yellow = "yellow", "黄", "yellow";
        Red = "red", "红", "red";
    }
}

/// What a check refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CheckError {
    /// No body has this temperature: most likely a digit is wrong.
    Digits {
        /// What was typed, tenths of a degree.
        tenths: i64,
    },
    /// A first reading must stand before it is taken again.
    NoReading,
    /// The infant was not recorded as arrived, and is marked as absent on that day.
    Absent,
    /// Nothing is to be written.
    Nothing,
    /// An illness of an earlier day is not cleared: no class yet.
    Withheld {
        /// Only a certificate lets the child return.
        needs_certificate: bool,
    },
    /// A check that another person wrote is amended with a reason.
    Reason,
}

impl Told for CheckError {
    fn code(&self) -> &'static str {
        match self {
            Self::Digits { .. } => "check_digits",
            Self::NoReading => "check_no_reading",
            Self::Absent => "check_absent",
            Self::Nothing => "check_nothing",
            Self::Withheld { .. } => "check_withheld",
            Self::Reason => "check_reason",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Digits { tenths } => {
                let typed = reading::degrees(*tenths);
                l.say(
                    format!("{typed} ℃ 不像体温，请核对数字（365 即 36.5）。"),
                    format!("{typed} °C is no body temperature; check the digits (365 is 36.5)."),
                )
            }
            Self::NoReading => {
                l.say("还没有第一次体温，无法复测。", "There is no first reading that could be taken again.")
            }
            Self::Absent => l.say(
                "这一天没有到园记录，不能登记午检；请先登记到园。",
                "No arrival is recorded on that day: record the arrival before the noon check.",
            ),
            Self::Nothing => l.say("没有可登记的内容。", "There is nothing to record."),
            Self::Withheld { needs_certificate: true } => l.say(
                "传染病未结案：查验医疗机构健康证明之前不能入班，请留在保健观察室。",
                "The infectious illness is not cleared: no class before the certificate was seen. The child stays in the observation room.",
            ),
            Self::Withheld { needs_certificate: false } => l.say(
                "上次的病情还没有结案：保健人员复检之前不能入班，请留在保健观察室。",
                "The last illness is not cleared: no class before the health worker's re-check. The child stays in the observation room.",
            ),
            Self::Reason => l.say(
                "这一条由他人登记；更正须写明原因，原值会保留。",
                "Another person recorded this: a correction needs its reason, and the earlier value stays.",
            ),
        }
    }
    fn field(&self) -> Option<String> {
        let field = match self {
            Self::Digits { .. } | Self::NoReading => "temperature",
            Self::Absent => "infant_id",
            Self::Nothing => "symptoms",
            Self::Withheld { .. } => "disposition",
            Self::Reason => "reason",
        };
        Some(field.to_owned())
    }
}
