//! What the Why panel says, in both languages.

use super::Because;

impl Because {
    /// The reason in Chinese.
    #[must_use]
    pub fn chinese(&self) -> String {
        match *self {
            Self::NeverAttended { workdays } => format!("当月未出勤（法定工作日 {workdays} 天）"),
            Self::FewDays { attended, few_days } => {
                format!("当月出勤 {attended} 天，不超过 {few_days} 天")
            }
            Self::BelowHalf { attended, workdays } => {
                format!("出勤 {attended} 天，不足当月法定工作日 {workdays} 天的一半")
            }
            Self::ExactlyHalf { attended, workdays, counts_as_below } => format!(
                "出勤 {attended} 天，恰为当月法定工作日 {workdays} 天的一半，按{}计",
                if counts_as_below { "不足一半" } else { "超过一半" }
            ),
            Self::AboveHalf { attended, workdays } => {
                format!("出勤 {attended} 天，超过当月法定工作日 {workdays} 天的一半")
            }
            Self::AbsentDays { absent, workdays } => {
                format!("当月法定工作日 {workdays} 天，缺勤 {absent} 天")
            }
            Self::AttendedDays { attended, workdays } => {
                format!("当月法定工作日 {workdays} 天，已出勤 {attended} 天")
            }
            Self::NoWorkdays => "当月没有可出勤的工作日".to_owned(),
            Self::ContinuousAbsence { first, last, days, days_per_month } => {
                format!("{first} 至 {last} 连续缺勤 {days} 天（含周末），每满 {days_per_month} 天退一个月")
            }
            Self::MealsCancelled { days } => format!("按时请假未就餐 {days} 天"),
            Self::WithdrawnBeforeStart { asked, starts } => {
                format!("{asked} 提出退托，早于入托日 {starts}，全额退费")
            }
            Self::WithdrawnInTrial { asked, trial_ends } => {
                format!("{asked} 提出退托，在试托期内（至 {trial_ends}），全额退费")
            }
            Self::SoonAfterPayment { asked, until } => {
                format!("{asked} 要求退款，未超过 {until}，可要求返还本金")
            }
            Self::NotMet => "不符合本条退费条件".to_owned(),
            Self::NoMoreThanPrepaid => "以已预收金额为限".to_owned(),
            Self::Rest => "已预收金额的其余部分".to_owned(),
        }
    }

    /// The reason in English.
    #[must_use]
    pub fn english(&self) -> String {
        match *self {
            Self::NeverAttended { workdays } => {
                format!("did not attend this month ({workdays} statutory working days)")
            }
            Self::FewDays { attended, few_days } => {
                format!("attended {attended} days, not more than {few_days}")
            }
            Self::BelowHalf { attended, workdays } => {
                format!("attended {attended} days, less than half of {workdays} working days")
            }
            Self::ExactlyHalf { attended, workdays, counts_as_below } => format!(
                "attended {attended} days, exactly half of {workdays} working days, which counts as {} half",
                if counts_as_below { "below" } else { "above" }
            ),
            Self::AboveHalf { attended, workdays } => {
                format!("attended {attended} days, more than half of {workdays} working days")
            }
            Self::AbsentDays { absent, workdays } => {
                format!("absent on {absent} of {workdays} working days")
            }
            Self::AttendedDays { attended, workdays } => {
                format!("attended {attended} of {workdays} working days")
            }
            Self::NoWorkdays => "the month has no working days to attend".to_owned(),
            Self::ContinuousAbsence { first, last, days, days_per_month } => {
                format!(
                    "absent without a break from {first} to {last}: {days} days with weekends; each {days_per_month} refund one month"
                )
            }
            Self::MealsCancelled { days } => format!("meals of {days} days cancelled in time"),
            Self::WithdrawnBeforeStart { asked, starts } => {
                format!("withdrawn on {asked}, before the start on {starts}")
            }
            Self::WithdrawnInTrial { asked, trial_ends } => {
                format!("withdrawn on {asked}, within the trial until {trial_ends}")
            }
            Self::SoonAfterPayment { asked, until } => {
                format!("asked on {asked}; the principal can be reclaimed until {until}")
            }
            Self::NotMet => "the conditions of this rule are not met".to_owned(),
            Self::NoMoreThanPrepaid => "no more than was prepaid".to_owned(),
            Self::Rest => "the rest of the prepaid amount".to_owned(),
        }
    }
}
