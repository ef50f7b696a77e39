//! Which class fits an infant's age. Ranges are half-open: [6, 12), [12, 24), [24, 36) months,
//! a mixed class from 18. Sources: 托育机构设置标准（试行）; the numbers come from the policies.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day::{Day, DayError, completed_months};

crate::coded_enum! {
    /// The kinds of classes (编班类型).
    pub enum ClassKind {
        Infants = "infants", "乳儿班", "infant class";
        YoungerToddlers = "younger_toddlers", "托小班", "younger toddler class";
        OlderToddlers = "older_toddlers", "托大班", "older toddler class";
        Mixed = "mixed", "混合班", "mixed-age class";
    }
}

/// What the policies say about a kind of class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct ClassRule {
    /// The kind.
    pub kind: ClassKind,
    /// The completed months at which an infant may enter.
    pub from_months: u32,
    /// The completed months at which an infant is too old.
    pub below_months: u32,
    /// The most infants that a class may have, whatever its room.
    pub cap: u32,
}

/// When a child leaves the nursery's scope altogether.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NurseryLimit {
    /// Completed months from which a child is no longer an infant of the nursery (3岁).
    pub months: u32,
    /// Until when it may stay nevertheless, usually the end of its contract's period.
    pub grace_until: Option<Day>,
}

/// How an infant fits a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(tag = "fit", rename_all = "snake_case")]
pub enum Fit {
    /// The age is right.
    Fits {
        /// Completed months.
        months: u32,
    },
    /// Not yet.
    TooYoung {
        /// Completed months.
        months: u32,
        /// The first day on which the class fits.
        fits_from: Day,
    },
    /// An older class is due; staying until the term ends is a matter of policy.
    TooOld {
        /// Completed months.
        months: u32,
        /// The day from which the class no longer fits.
        since: Day,
    },
    /// Beyond the nursery's scope.
    PassedLimit {
        /// Completed months.
        months: u32,
        /// The day of the limit.
        since: Day,
        /// The last day of grace, if today is within it: a warning. `None`: no longer permitted.
        grace_until: Option<Day>,
    },
    /// Not born yet on that day: a mistyped date.
    NotBorn,
}

/// How an infant born on `birth` fits a class on a day. Prematurity changes nothing here.
///
/// # Errors
/// [`DayError::OutOfRange`] for births at the very end of the calendar.
pub fn fit(rule: &ClassRule, birth: Day, on: Day, limit: NurseryLimit) -> Result<Fit, DayError> {
    let Some(months) = completed_months(birth, on) else {
        return Ok(Fit::NotBorn);
    };
    let reaches = |months: u32| birth.add_months_clamped(i32::try_from(months).unwrap_or(i32::MAX));
    Ok(if months >= limit.months {
        Fit::PassedLimit {
            months,
            since: reaches(limit.months)?,
            grace_until: limit.grace_until.filter(|last| on <= *last),
        }
    } else if months < rule.from_months {
        Fit::TooYoung { months, fits_from: reaches(rule.from_months)? }
    } else if months >= rule.below_months {
        Fit::TooOld { months, since: reaches(rule.below_months)? }
    } else {
        Fit::Fits { months }
    })
}

/// How many places are left in a class of that kind and at most `room` places.
#[must_use]
pub fn places_left(rule: &ClassRule, room: Option<u32>, enrolled: u32) -> u32 {
    rule.cap.min(room.unwrap_or(rule.cap)).saturating_sub(enrolled)
}

/// The kind of class for an age among rules in the order of age: the first whose upper end lies above it, so that
/// one too young for all waits for the youngest; the last for one too old.
#[must_use]
pub fn fit_kind(rules: &[ClassRule], months: u32) -> ClassKind {
    let fitting = rules.iter().find(|rule| months < rule.below_months).or(rules.last());
    fitting.map_or(ClassKind::Mixed, |rule| rule.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const INFANTS: ClassRule = ClassRule { kind: ClassKind::Infants, from_months: 6, below_months: 12, cap: 10 };
    const YOUNGER: ClassRule =
        ClassRule { kind: ClassKind::YoungerToddlers, from_months: 12, below_months: 24, cap: 15 };
    const OLDER: ClassRule = ClassRule { kind: ClassKind::OlderToddlers, from_months: 24, below_months: 36, cap: 20 };
    const MIXED: ClassRule = ClassRule { kind: ClassKind::Mixed, from_months: 18, below_months: 36, cap: 18 };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn at(rule: &ClassRule, birth: &str, on: &str) -> Fit {
        fit(rule, day(birth), day(on), NurseryLimit { months: 36, grace_until: None }).unwrap()
    }

    #[test]
    fn boundaries_are_half_open() {
        assert_eq!(at(&INFANTS, "2025-05-15", "2025-11-14"), Fit::TooYoung { months: 5, fits_from: day("2025-11-15") });
        assert_eq!(at(&INFANTS, "2025-05-15", "2025-11-15"), Fit::Fits { months: 6 });
        assert_eq!(at(&INFANTS, "2024-02-29", "2025-02-28"), Fit::TooOld { months: 12, since: day("2025-02-28") });
        assert_eq!(at(&YOUNGER, "2024-02-29", "2025-02-28"), Fit::Fits { months: 12 });
        assert_eq!(at(&YOUNGER, "2024-02-29", "2026-02-28"), Fit::TooOld { months: 24, since: day("2026-02-28") });
        assert_eq!(at(&OLDER, "2023-11-24", "2026-11-23"), Fit::Fits { months: 35 });
        assert_eq!(
            at(&OLDER, "2023-11-23", "2026-11-23"),
            Fit::PassedLimit { months: 36, since: day("2026-11-23"), grace_until: None }
        );
        // 17 months and 30 days
        assert_eq!(at(&MIXED, "2025-01-01", "2026-06-30"), Fit::TooYoung { months: 17, fits_from: day("2026-07-01") });
        assert_eq!(at(&MIXED, "2024-08-31", "2026-02-28"), Fit::Fits { months: 18 });
        assert_eq!(at(&MIXED, "2042-01-01", "2026-02-28"), Fit::NotBorn);
    }

    #[test]
    fn grace_lasts_until_its_day() {
        let limit = NurseryLimit { months: 36, grace_until: Some(day("2026-12-31")) };
        let on = |on: &str| fit(&OLDER, day("2023-11-23"), day(on), limit).unwrap();
        let passed = |grace_until| Fit::PassedLimit { months: 37, since: day("2026-11-23"), grace_until };
        assert_eq!(on("2026-12-31"), passed(Some(day("2026-12-31"))));
        assert_eq!(on("2027-01-01"), passed(None));
    }

    #[test]
    fn an_age_waits_for_one_kind() {
        let rules = [INFANTS, YOUNGER, OLDER];
        for (months, kind) in [(0, INFANTS), (11, INFANTS), (12, YOUNGER), (35, OLDER), (40, OLDER)] {
            assert_eq!(fit_kind(&rules, months), kind.kind, "{months}");
        }
    }

    #[test]
    fn places() {
        assert_eq!(places_left(&MIXED, Some(25), 17), 1);
        assert_eq!(places_left(&MIXED, Some(12), 17), 0);
        assert_eq!(places_left(&INFANTS, None, 3), 7);
    }

    proptest! {
        #[test]
        fn exactly_one_class_by_age(days in 0i64..1500) {
            let birth = day("2024-01-31");
            let on = birth.plus_days(days).unwrap();
            let limit = NurseryLimit { months: 36, grace_until: None };
            let fitting = [INFANTS, YOUNGER, OLDER].iter().filter(|rule| matches!(fit(rule, birth, on, limit), Ok(Fit::Fits { .. }))).count();
            let months = completed_months(birth, on).unwrap();
            prop_assert_eq!(fitting, usize::from((6..36).contains(&months)));
        }
    }
}
