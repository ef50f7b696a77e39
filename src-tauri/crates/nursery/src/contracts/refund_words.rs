//! A refund rule as the sentence that stands in the contract, made from the rule's own numbers.

use crate::billing::rules::{DayDivisor, RefundRule};

/// The sentence. Contracts are Chinese.
#[must_use]
pub fn sentence(rule: &RefundRule) -> String {
    match rule {
        RefundRule::PrepaySevenDay(rule) => format!(
            "甲方自付款之日起 {} 日内要求返还预付款本金的，乙方予以返还{}；此前已在乙方接受同样服务的除外。",
            rule.within_days,
            if rule.attended_days_are_charged {
                "，其间已出勤的，按已出勤天数占当月法定工作日的比例扣除"
            } else {
                ""
            },
        ),
        RefundRule::MonthBandHenan(rule) => {
            let [never, below, above] =
                [rule.charged_if_never_attended, rule.charged_below_half, rule.charged_above_half].map(percent);
            let half = if rule.half_is_lower_band { "按不足一半计" } else { "按超过一半计" };
            format!(
                "保育费按当月出勤结算：全月未出勤的，{}；出勤天数不足当月法定工作日一半的，按月标准的 {below}% 收取；超过一半的，{}；恰为一半的，{half}。已预收的差额退还。",
                if never == 0 { "不收取".to_owned() } else { format!("按月标准的 {never}% 收取") },
                if above == 100 {
                    "按月标准全额收取".to_owned()
                } else {
                    format!("按月标准的 {above}% 收取")
                },
            )
        }
        RefundRule::MonthBandZhenjiang(rule) => {
            let [few, half, above] =
                [rule.refunded_for_few_days, rule.refunded_up_to_half, rule.refunded_above_half].map(percent);
            format!(
                "保育费按当月出勤退还：出勤不超过 {} 天的，退还 {few}%；超过 {} 天、不超过当月法定工作日一半的，退还 {half}%；超过一半的，退还 {above}%。",
                rule.few_days, rule.few_days
            )
        }
        RefundRule::PerDayAttendance(rule) => match rule.divisor {
            DayDivisor::Workdays => "保育费按缺勤天数退还：月标准 ÷ 当月法定工作日天数 × 缺勤天数。".to_owned(),
            DayDivisor::Fixed { hundredths } => format!(
                "保育费按缺勤天数退还：月标准 ÷ {}.{:02} × 缺勤天数，以月标准为限。",
                hundredths / 100,
                hundredths % 100
            ),
        },
        RefundRule::ContinuousAbsence(rule) => {
            format!("连续缺勤（含周末）每满 {} 天，退还一个月费用 {} 元。", rule.days_per_month, rule.monthly_fee)
        }
        RefundRule::MealsPerDay(rule) => {
            format!("伙食费按日结算：按时请假未就餐的，每日退还 {} 元。", rule.price_per_day)
        }
        RefundRule::FullBeforeStart(rule) => format!(
            "甲方在服务开始 {} 天以前提出退托的，全额退还{}。",
            rule.days_before_start,
            if rule.trial_days > 0 {
                format!("；在试托期 {} 天内提出的，同样全额退还", rule.trial_days)
            } else {
                String::new()
            },
        ),
    }
}

fn percent(percent: crate::billing::rules::Percent) -> u64 {
    serde_json::to_value(percent).ok().and_then(|value| value.as_u64()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::billing::rules::{MonthBandHenan, Percent, PrepaySevenDay};

    #[test]
    fn the_numbers_of_the_rule_stand_in_the_sentence() {
        let of = |n| Percent::new(n).unwrap();
        let henan = |half| {
            sentence(&RefundRule::MonthBandHenan(MonthBandHenan {
                charged_if_never_attended: of(0),
                charged_below_half: of(40),
                charged_above_half: of(100),
                half_is_lower_band: half,
            }))
        };
        assert_eq!(
            henan(true),
            "保育费按当月出勤结算：全月未出勤的，不收取；出勤天数不足当月法定工作日一半的，按月标准的 40% 收取；超过一半的，按月标准全额收取；恰为一半的，按不足一半计。已预收的差额退还。"
        );
        assert!(henan(false).contains("恰为一半的，按超过一半计"));
        let seven =
            sentence(&RefundRule::PrepaySevenDay(PrepaySevenDay { within_days: 9, attended_days_are_charged: false }));
        assert_eq!(
            seven,
            "甲方自付款之日起 9 日内要求返还预付款本金的，乙方予以返还；此前已在乙方接受同样服务的除外。"
        );
    }
}
