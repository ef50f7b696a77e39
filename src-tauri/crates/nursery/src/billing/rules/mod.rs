//! The rules of charge and refund: pure functions over stated facts. Every number of the law
//! (bands, shares, days) is a field of the rule, filled from policies or from the contract.
//!
//! A refund is decided per line, and a line is one month of one fee ([`month_lines`]), so a
//! refund across months, prices or classes is the sum of its lines. What was prepaid is counted
//! after discounts. Refund and charge of a line always add up to what was prepaid.

pub mod month_lines;
pub mod prepaid_span;

mod before_start;
mod continuous_absence;
mod meals;
mod month_band;
mod per_day;
mod prepay_7_day;
mod words;

#[cfg(test)]
mod properties;

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use ts_rs::TS;

use crate::day::{Day, DayError};
use crate::money::{Fen, MoneyError, Rounding};

pub use before_start::FullBeforeStart;
pub use continuous_absence::ContinuousAbsence;
pub use meals::MealsPerDay;
pub use month_band::{MonthBandHenan, MonthBandZhenjiang};
pub use per_day::{DayDivisor, PerDayAttendance};
pub use prepay_7_day::PrepaySevenDay;

/// Why a rule gives no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// What was prepaid cannot be less than nothing.
    #[error("the prepaid amount of a line cannot be negative")]
    NegativePrepaid,
    /// A parameter of the rule makes no sense, such as months of no days.
    #[error("the rule's parameter {0} must be greater than zero")]
    Parameter(&'static str),
    /// An amount left the range.
    #[error(transparent)]
    Money(#[from] MoneyError),
    /// A day left the calendar.
    #[error(transparent)]
    Day(#[from] DayError),
}

/// A whole percentage, 0 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct Percent(u8);

impl Percent {
    /// That percentage, `None` above 100.
    #[must_use]
    pub const fn new(percent: u8) -> Option<Percent> {
        if percent <= 100 { Some(Percent(percent)) } else { None }
    }

    fn share(self) -> Share {
        Share { numerator: u32::from(self.0), denominator: 100 }
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Percent, D::Error> {
        Percent::new(u8::deserialize(from)?).ok_or_else(|| de::Error::custom("a percentage lies between 0 and 100"))
    }
}

impl JsonSchema for Percent {
    fn schema_name() -> Cow<'static, str> {
        "Percent".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": 100 })
    }
}

/// What happened with one prepaid line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What was paid for the line, after discounts.
    pub prepaid: Fen,
    /// The statutory working days of the line's month. Days on which the nursery was closed count: a family that
    /// could not come is charged by the days on which it came.
    pub workdays: u32,
    /// The days on which the infant came.
    pub attended: u32,
    /// Unbroken absences, weekends and holidays within them included.
    pub absences: Vec<Absence>,
    /// Days on which no meals were eaten and notice was given before the cut-off.
    pub meal_days_cancelled: u32,
    /// When the line was paid.
    pub paid_on: Day,
    /// The first day of service under the contract.
    pub service_starts: Day,
    /// When the guardian asked for the money back, if so.
    pub refund_asked: Option<Day>,
    /// Whether the family had received the same service before it paid.
    pub same_service_before: bool,
}

/// An unbroken absence, both days included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct Absence {
    /// The first day of absence.
    pub first: Day,
    /// The last one.
    pub last: Day,
}

/// A rule of refund with its parameters, as a contract or a policy states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum RefundRule {
    /// Bands of the month by half of its working days (Henan 2025).
    MonthBandHenan(MonthBandHenan),
    /// Bands of the month by few days and half of its working days (Zhenjiang).
    MonthBandZhenjiang(MonthBandZhenjiang),
    /// Every day of absence is refunded.
    PerDayAttendance(PerDayAttendance),
    /// A month is refunded for every unbroken absence of so many days (Hefei 2016).
    ContinuousAbsence(ContinuousAbsence),
    /// Meals that were not eaten are refunded by the day.
    MealsPerDay(MealsPerDay),
    /// Everything is refunded before the start and in the trial days.
    FullBeforeStart(FullBeforeStart),
    /// Everything is refunded within days of the payment (法释〔2025〕4号).
    PrepaySevenDay(PrepaySevenDay),
}

/// A fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Share {
    /// So many …
    pub numerator: u32,
    /// … of so many parts.
    pub denominator: u32,
}

impl Share {
    /// All of it.
    pub const WHOLE: Share = Share { numerator: 1, denominator: 1 };
    /// Nothing of it.
    pub const NOTHING: Share = Share { numerator: 0, denominator: 1 };

    /// That share of an amount, half a fen up.
    fn of(self, base: Fen) -> Result<Fen, MoneyError> {
        base.share(i64::from(self.numerator), i64::from(self.denominator), Rounding::HalfUp)
    }
}

/// Why a step takes the share that it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Because {
    /// The infant did not come at all.
    NeverAttended {
        /// Working days of the month.
        workdays: u32,
    },
    /// The infant came on so few days that a band of its own counts.
    FewDays {
        /// Days attended.
        attended: u32,
        /// The most days of that band.
        few_days: u32,
    },
    /// Fewer than half of the working days.
    BelowHalf {
        /// Days attended.
        attended: u32,
        /// Working days of the month.
        workdays: u32,
    },
    /// Exactly half of them, and the policy says to which side that counts.
    ExactlyHalf {
        /// Days attended.
        attended: u32,
        /// Working days of the month.
        workdays: u32,
        /// Whether half counts as below half.
        counts_as_below: bool,
    },
    /// More than half of them.
    AboveHalf {
        /// Days attended.
        attended: u32,
        /// Working days of the month.
        workdays: u32,
    },
    /// Working days on which the infant did not come.
    AbsentDays {
        /// Days absent.
        absent: u32,
        /// Working days of the month.
        workdays: u32,
    },
    /// Working days on which the infant came.
    AttendedDays {
        /// Days attended.
        attended: u32,
        /// Working days of the month.
        workdays: u32,
    },
    /// The month has no working days.
    NoWorkdays,
    /// An unbroken absence.
    ContinuousAbsence {
        /// Its first day.
        first: Day,
        /// Its last day.
        last: Day,
        /// Its length, weekends included.
        days: u32,
        /// The days that make one month of refund.
        days_per_month: u32,
    },
    /// Days whose meals were cancelled in time.
    MealsCancelled {
        /// How many.
        days: u32,
    },
    /// The guardian withdrew before the start.
    WithdrawnBeforeStart {
        /// When it was asked.
        asked: Day,
        /// When the service starts.
        starts: Day,
    },
    /// The guardian withdrew within the trial days.
    WithdrawnInTrial {
        /// When it was asked.
        asked: Day,
        /// The last day of the trial.
        trial_ends: Day,
    },
    /// The guardian asked within days of the payment.
    SoonAfterPayment {
        /// When it was asked.
        asked: Day,
        /// The last day on which it could be.
        until: Day,
    },
    /// The rule's conditions are not met.
    NotMet,
    /// No more can be refunded than was paid.
    NoMoreThanPrepaid,
    /// What remains of the prepaid amount.
    Rest,
}

/// One line of the explanation: `amount` is `share` of `base`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Step {
    /// The reason.
    #[serde(flatten)]
    #[ts(flatten)]
    pub because: Because,
    /// What the share is taken of.
    pub base: Fen,
    /// The share.
    pub share: Share,
    /// What that makes, rounded once.
    pub amount: Fen,
}

impl Step {
    fn new(because: Because, base: Fen, share: Share) -> Result<Step, MoneyError> {
        Ok(Step { because, base, share, amount: share.of(base)? })
    }
}

/// An amount and the way it was found, for the Why panel and the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Computation {
    /// The amount.
    pub amount: Fen,
    /// The steps that led there, in order.
    pub steps: Vec<Step>,
}

/// Which side of the line a rule speaks of; the other side is the rest.
enum Says {
    Charge(Vec<Step>),
    Refund(Vec<Step>),
}

impl RefundRule {
    /// What stays charged of the line.
    ///
    /// # Errors
    /// [`RuleError`].
    pub fn charge(&self, facts: &Facts) -> Result<Computation, RuleError> {
        match self.says(facts)? {
            Says::Charge(steps) => Self::direct(steps, facts.prepaid),
            Says::Refund(steps) => Self::rest(steps, facts.prepaid),
        }
    }

    /// What is refunded of the line.
    ///
    /// # Errors
    /// [`RuleError`].
    pub fn refund(&self, facts: &Facts) -> Result<Computation, RuleError> {
        match self.says(facts)? {
            Says::Refund(steps) => Self::direct(steps, facts.prepaid),
            Says::Charge(steps) => Self::rest(steps, facts.prepaid),
        }
    }

    /// Whether the rule has anything to say. Rights to everything back exist only on conditions;
    /// the other rules always speak.
    ///
    /// # Errors
    /// [`RuleError`].
    pub fn applies(&self, facts: &Facts) -> Result<bool, RuleError> {
        match self {
            Self::FullBeforeStart(rule) => Ok(rule.reason(facts)?.is_some()),
            Self::PrepaySevenDay(rule) => Ok(rule.reason(facts)?.is_some()),
            _ => Ok(true),
        }
    }

    fn says(&self, facts: &Facts) -> Result<Says, RuleError> {
        if facts.prepaid.is_negative() {
            return Err(RuleError::NegativePrepaid);
        }
        Ok(match self {
            Self::MonthBandHenan(rule) => Says::Charge(rule.charge(facts)?),
            Self::MonthBandZhenjiang(rule) => Says::Refund(rule.refund(facts)?),
            Self::PerDayAttendance(rule) => Says::Refund(rule.refund(facts)?),
            Self::ContinuousAbsence(rule) => Says::Refund(rule.refund(facts)?),
            Self::MealsPerDay(rule) => Says::Refund(rule.refund(facts)?),
            Self::FullBeforeStart(rule) => Says::Refund(rule.refund(facts)?),
            Self::PrepaySevenDay(rule) => rule.says(facts)?,
        })
    }

    fn direct(mut steps: Vec<Step>, prepaid: Fen) -> Result<Computation, RuleError> {
        let sum = Fen::sum(steps.iter().map(|step| step.amount))?;
        if sum > prepaid {
            steps.push(Step::new(Because::NoMoreThanPrepaid, prepaid, Share::WHOLE)?);
        }
        Ok(Computation { amount: sum.min(prepaid), steps })
    }

    fn rest(steps: Vec<Step>, prepaid: Fen) -> Result<Computation, RuleError> {
        let Computation { amount, mut steps } = Self::direct(steps, prepaid)?;
        let rest = prepaid.minus(amount)?;
        steps.push(Step { because: Because::Rest, base: rest, share: Share::WHOLE, amount: rest });
        Ok(Computation { amount: rest, steps })
    }
}

/// The first rule that applies: contracts put rights on conditions before the general rule.
///
/// # Errors
/// [`RuleError`].
pub fn first_applicable<'a>(rules: &'a [RefundRule], facts: &Facts) -> Result<Option<&'a RefundRule>, RuleError> {
    for rule in rules {
        if rule.applies(facts)? {
            return Ok(Some(rule));
        }
    }
    Ok(None)
}
