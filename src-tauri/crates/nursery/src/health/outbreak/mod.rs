//! 聚集与暴发: like illnesses close together, and what follows.
//!
//! - [`cluster`] — when like illnesses are a cluster that must be reported (pure), and the text of the report
//! - [`file`] — an outbreak declared here: its cases, curve and attack rates, the reports, its end
//! - [`sheet`] — 病例一览表 for the CDC, and 传染病发病统计表 (附件5-3)

pub mod cluster;
pub mod file;
pub mod sheet;

use crate::error::Told;
use crate::words::Language;

crate::coded_enum! {
    /// Which rule makes a cluster.
    pub enum ClusterRule {
        InWeek = "in_week", "一周内同班同病", "alike in a class within a week";
        InDay = "in_day", "一天内症状相似", "alike on one day";
        InThreeDays = "in_three_days", "连续三天内症状相似", "alike within three days";
    }
}

crate::coded_enum! {
    /// Which report it is.
    pub enum ReportStage {
        First = "first", "初次报告", "first report";
        Progress = "progress", "进程报告", "progress";
        Closing = "closing", "结案报告", "closing report";
    }
}

/// What is refused about outbreaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OutbreakError {
    /// Which disease.
    Disease,
    /// To whom, and who answered.
    Answered,
    /// It has ended already.
    Ended,
    /// Its end needs a reason.
    Reason,
    /// Its first day lies in the future.
    From,
}

impl Told for OutbreakError {
    fn code(&self) -> &'static str {
        match self {
            Self::Disease => "outbreak_disease",
            Self::Answered => "outbreak_answered",
            Self::Ended => "outbreak_ended",
            Self::Reason => "outbreak_reason",
            Self::From => "outbreak_from",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Disease => l.say("请写明疾病或主要症状。", "Name the disease or its main sign."),
            Self::Answered => l.say(
                "请写明报告给哪个单位、谁接的报告和报告内容。",
                "Say to which authority, who answered, and what was reported.",
            ),
            Self::Ended => l.say("这起疫情已经结束。", "This outbreak has ended."),
            Self::Reason => l.say("请写明结束的依据。", "Say on which ground it ends."),
            Self::From => l.say("起始日期晚于今天，请核对。", "Its first day lies in the future; check it."),
        }
    }
    fn field(&self) -> Option<String> {
        let field = match self {
            Self::Disease => "disease",
            Self::Answered => "answered_by",
            Self::Ended => "id",
            Self::Reason => "reason",
            Self::From => "from",
        };
        Some(field.to_owned())
    }
}
