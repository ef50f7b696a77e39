//! The vectors of the rules, and what holds for all of them.

use proptest::prelude::*;

use super::*;

fn fen(n: i64) -> Fen {
    Fen::new(n).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn percent(n: u8) -> Percent {
    Percent::new(n).unwrap()
}

fn facts(prepaid: i64, workdays: u32, attended: u32) -> Facts {
    Facts {
        prepaid: fen(prepaid),
        workdays,
        attended,
        absences: Vec::new(),
        meal_days_cancelled: 0,
        paid_on: day("2026-08-20"),
        service_starts: day("2026-09-01"),
        refund_asked: None,
        same_service_before: false,
    }
}

fn henan(half_is_lower_band: bool) -> RefundRule {
    RefundRule::MonthBandHenan(MonthBandHenan {
        charged_if_never_attended: percent(0),
        charged_below_half: percent(50),
        charged_above_half: percent(100),
        half_is_lower_band,
    })
}

fn zhenjiang() -> RefundRule {
    RefundRule::MonthBandZhenjiang(MonthBandZhenjiang {
        few_days: 4,
        refunded_for_few_days: percent(80),
        refunded_up_to_half: percent(50),
        refunded_above_half: percent(0),
    })
}

fn per_day(divisor: DayDivisor) -> RefundRule {
    RefundRule::PerDayAttendance(PerDayAttendance { divisor })
}

fn both(rule: &RefundRule, facts: &Facts) -> (i64, i64) {
    (rule.charge(facts).unwrap().amount.fen(), rule.refund(facts).unwrap().amount.fen())
}

#[test]
fn henan_vectors() {
    for (workdays, attended, charge) in [
        (19, 0, 0),
        (19, 1, 109_000),
        (19, 9, 109_000),
        (19, 10, 218_000),
        (22, 10, 109_000),
        (22, 11, 109_000),
        (22, 12, 218_000),
    ] {
        assert_eq!(
            both(&henan(true), &facts(218_000, workdays, attended)),
            (charge, 218_000 - charge),
            "{attended} of {workdays}"
        );
    }
    assert_eq!(both(&henan(false), &facts(218_000, 22, 11)), (218_000, 0));
    // Half of an odd number of fen: the charge is rounded up, the refund is the rest.
    assert_eq!(both(&henan(true), &facts(218_001, 19, 1)), (109_001, 109_000));
}

#[test]
fn henan_explains_itself() {
    let charge = henan(true).charge(&facts(218_000, 22, 11)).unwrap();
    assert_eq!(charge.steps.len(), 1);
    let step = charge.steps[0];
    assert_eq!(step.because, Because::ExactlyHalf { attended: 11, workdays: 22, counts_as_below: true });
    assert_eq!(
        (step.base, step.share, step.amount),
        (fen(218_000), Share { numerator: 50, denominator: 100 }, fen(109_000))
    );
    assert_eq!(step.because.chinese(), "出勤 11 天，恰为当月法定工作日 22 天的一半，按不足一半计");
    let refund = henan(true).refund(&facts(218_000, 22, 11)).unwrap();
    assert_eq!(refund.steps.last().unwrap().because, Because::Rest);
}

#[test]
fn zhenjiang_bands() {
    for (attended, refund) in [(0, 160_000), (4, 160_000), (5, 100_000), (9, 100_000), (10, 0), (19, 0)] {
        assert_eq!(both(&zhenjiang(), &facts(200_000, 19, attended)), (200_000 - refund, refund), "{attended}");
    }
    assert_eq!(both(&zhenjiang(), &facts(200_000, 22, 11)), (100_000, 100_000));
}

#[test]
fn days_of_absence() {
    assert_eq!(both(&per_day(DayDivisor::Workdays), &facts(218_000, 22, 12)), (118_909, 99_091));
    assert_eq!(both(&per_day(DayDivisor::Fixed { hundredths: 2175 }), &facts(218_000, 22, 12)), (117_770, 100_230));
    // 23 working days and 21.75 would be more than the fee.
    assert_eq!(both(&per_day(DayDivisor::Fixed { hundredths: 2175 }), &facts(218_000, 23, 0)), (0, 218_000));
    assert_eq!(both(&per_day(DayDivisor::Workdays), &facts(218_000, 22, 23)), (218_000, 0));
    assert_eq!(both(&per_day(DayDivisor::Workdays), &facts(218_000, 0, 0)), (0, 218_000));
    assert_eq!(
        per_day(DayDivisor::Fixed { hundredths: 0 }).charge(&facts(1, 1, 0)),
        Err(RuleError::Parameter("hundredths"))
    );
}

#[test]
fn unbroken_absences() {
    let rule = RefundRule::ContinuousAbsence(ContinuousAbsence { days_per_month: 30, monthly_fee: fen(218_000) });
    let with = |absences: &[(&str, &str)]| {
        let absences = absences.iter().map(|(first, last)| Absence { first: day(first), last: day(last) }).collect();
        both(&rule, &Facts { absences, ..facts(654_000, 22, 0) }).1
    };
    assert_eq!(with(&[("2026-09-01", "2026-09-29")]), 0);
    assert_eq!(with(&[("2026-09-01", "2026-09-30")]), 218_000);
    assert_eq!(with(&[("2026-09-01", "2026-10-30")]), 436_000);
    assert_eq!(with(&[("2026-09-01", "2026-09-20"), ("2026-09-25", "2026-10-15")]), 0);
    assert_eq!(with(&[("2026-01-01", "2026-12-31")]), 654_000);
    assert_eq!(with(&[]), 0);
    assert_eq!(with(&[("2026-09-30", "2026-09-01")]), 0);
}

#[test]
fn meals_not_eaten() {
    let rule = RefundRule::MealsPerDay(MealsPerDay { price_per_day: fen(1_500) });
    let with = |meal_days_cancelled| both(&rule, &Facts { meal_days_cancelled, ..facts(30_000, 22, 12) }).1;
    assert_eq!((with(0), with(10), with(25)), (0, 15_000, 30_000));
}

#[test]
fn everything_back_before_the_start() {
    let rule = RefundRule::FullBeforeStart(FullBeforeStart { days_before_start: 7, trial_days: 3 });
    for (asked, refund) in [
        ("2026-08-25", 218_000),
        ("2026-08-26", 0),
        ("2026-08-31", 0),
        ("2026-09-01", 218_000),
        ("2026-09-03", 218_000),
        ("2026-09-04", 0),
    ] {
        let facts = Facts { refund_asked: Some(day(asked)), ..facts(218_000, 22, 2) };
        assert_eq!(both(&rule, &facts).1, refund, "{asked}");
        assert_eq!(rule.applies(&facts), Ok(refund > 0), "{asked}");
    }
    assert_eq!(both(&rule, &facts(218_000, 22, 0)), (218_000, 0));
    let no_trial = RefundRule::FullBeforeStart(FullBeforeStart { days_before_start: 0, trial_days: 0 });
    assert_eq!(both(&no_trial, &Facts { refund_asked: Some(day("2026-09-01")), ..facts(218_000, 22, 0) }).1, 0);
}

#[test]
fn the_principal_within_seven_days() {
    let rule = |attended_days_are_charged| {
        RefundRule::PrepaySevenDay(PrepaySevenDay { within_days: 7, attended_days_are_charged })
    };
    for (asked, refund) in [("2026-08-19", 0), ("2026-08-20", 218_000), ("2026-08-27", 218_000), ("2026-08-28", 0)] {
        assert_eq!(
            both(&rule(false), &Facts { refund_asked: Some(day(asked)), ..facts(218_000, 22, 0) }).1,
            refund,
            "{asked}"
        );
    }
    let asked = Facts { refund_asked: Some(day("2026-08-22")), ..facts(218_000, 22, 2) };
    assert_eq!(both(&rule(false), &asked).1, 218_000);
    assert_eq!(both(&rule(true), &asked), (19_818, 198_182));
    assert_eq!(both(&rule(false), &Facts { same_service_before: true, ..asked }).1, 0);
}

#[test]
fn rights_on_conditions_come_first() {
    let rules = [RefundRule::FullBeforeStart(FullBeforeStart { days_before_start: 7, trial_days: 0 }), henan(true)];
    let asked = Facts { refund_asked: Some(day("2026-08-21")), ..facts(218_000, 22, 0) };
    assert_eq!(first_applicable(&rules, &asked), Ok(Some(&rules[0])));
    assert_eq!(first_applicable(&rules, &facts(218_000, 22, 0)), Ok(Some(&rules[1])));
    assert_eq!(first_applicable(&rules[..1], &facts(218_000, 22, 0)), Ok(None));
}

#[test]
fn rules_are_data() {
    let json = r#"{"rule":"month_band_henan","charged_if_never_attended":0,"charged_below_half":50,"charged_above_half":100,"half_is_lower_band":true}"#;
    assert_eq!(serde_json::from_str::<RefundRule>(json).unwrap(), henan(true));
    assert_eq!(serde_json::to_string(&henan(true)).unwrap(), json);
    assert!(serde_json::from_str::<RefundRule>(&json.replace("50", "101")).is_err());
    assert!(serde_json::from_str::<RefundRule>(&json.replace("half_is", "third_is")).is_err());
    let step = serde_json::to_value(henan(true).charge(&facts(218_000, 19, 0)).unwrap()).unwrap();
    assert_eq!(step["steps"][0]["because"], "never_attended");
    assert_eq!(henan(true).charge(&facts(-1, 19, 0)), Err(RuleError::NegativePrepaid));
}

fn any_rule() -> impl Strategy<Value = RefundRule> {
    let share = || (0u8..=100).prop_map(percent);
    prop_oneof![
        (share(), share(), share(), any::<bool>()).prop_map(|(a, b, c, half)| {
            RefundRule::MonthBandHenan(MonthBandHenan {
                charged_if_never_attended: a,
                charged_below_half: b,
                charged_above_half: c,
                half_is_lower_band: half,
            })
        }),
        (0u32..10, share(), share(), share()).prop_map(|(few_days, a, b, c)| {
            RefundRule::MonthBandZhenjiang(MonthBandZhenjiang {
                few_days,
                refunded_for_few_days: a,
                refunded_up_to_half: b,
                refunded_above_half: c,
            })
        }),
        Just(per_day(DayDivisor::Workdays)),
        (1u32..5_000).prop_map(|hundredths| per_day(DayDivisor::Fixed { hundredths })),
        (1u32..60, 0i64..1_000_000).prop_map(|(days_per_month, fee)| RefundRule::ContinuousAbsence(
            ContinuousAbsence { days_per_month, monthly_fee: fen(fee) }
        )),
        (0i64..100_000).prop_map(|price| RefundRule::MealsPerDay(MealsPerDay { price_per_day: fen(price) })),
        (0u32..30, 0u32..30).prop_map(|(days_before_start, trial_days)| {
            RefundRule::FullBeforeStart(FullBeforeStart { days_before_start, trial_days })
        }),
        (0u32..30, any::<bool>()).prop_map(|(within_days, charged)| RefundRule::PrepaySevenDay(PrepaySevenDay {
            within_days,
            attended_days_are_charged: charged,
        })),
    ]
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_invented(
        rule in any_rule(),
        prepaid in 0i64..10_000_000,
        workdays in 0u32..24,
        attended in 0u32..31,
        meals in 0u32..31,
        asked in prop::option::of(-40i64..40),
        absences in prop::collection::vec((0i64..60, 0i64..90), 0..4),
    ) {
        let starts = day("2026-09-01");
        let facts = Facts {
            refund_asked: asked.map(|later| starts.plus_days(later).unwrap()),
            absences: absences
                .into_iter()
                .map(|(from, length)| Absence { first: starts.plus_days(from).unwrap(), last: starts.plus_days(from + length).unwrap() })
                .collect(),
            meal_days_cancelled: meals,
            ..facts(prepaid, workdays, attended)
        };
        let (charge, refund) = (rule.charge(&facts).unwrap(), rule.refund(&facts).unwrap());
        prop_assert_eq!(charge.amount.fen() + refund.amount.fen(), prepaid);
        prop_assert!(!charge.amount.is_negative() && !refund.amount.is_negative());
        prop_assert!(!charge.steps.is_empty() && !refund.steps.is_empty());
        if !rule.applies(&facts).unwrap() {
            prop_assert_eq!(refund.amount, Fen::ZERO);
        }
    }

    #[test]
    fn who_comes_more_pays_no_less(prepaid in 0i64..10_000_000, workdays in 0u32..24, attended in 0u32..31) {
        for rule in [henan(true), henan(false), zhenjiang(), per_day(DayDivisor::Workdays), per_day(DayDivisor::Fixed { hundredths: 2175 })] {
            let charge = |attended| rule.charge(&facts(prepaid, workdays, attended)).unwrap().amount;
            prop_assert!(charge(attended) <= charge(attended + 1), "{:?}", rule);
        }
    }
}
