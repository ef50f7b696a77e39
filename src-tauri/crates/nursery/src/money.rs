//! Money: whole fen in one type. There is no float and no operator that could overflow,
//! and the only division is [`Fen::share`].

use std::borrow::Cow;
use std::fmt;
use std::ops::Neg;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use ts_rs::TS;

/// Why a text or a calculation gives no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Beyond ±999,999,999,999.99 yuan, the largest sum that can be written in capitals.
    #[error("the amount is larger than 999,999,999,999.99 yuan")]
    TooLarge,
    /// Nothing was written.
    #[error("write an amount, for example 2180.00")]
    Empty,
    /// Something other than digits, thousands commas, one point and ¥.
    #[error("write the amount in digits only, for example 2180.00")]
    NotAnAmount,
    /// Commas that do not part thousands: `1,5` may have been meant as 1.5.
    #[error("commas part thousands only: write 1.5 or 1,500")]
    Commas,
    /// More than two decimals: money ends at fen.
    #[error("an amount has at most two decimals")]
    Decimals,
    /// A share of nothing, or parts without weight.
    #[error("an amount cannot be divided by zero")]
    DividedByNothing,
}

/// How the one division rounds to whole fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Half a fen and more goes up (四舍五入); negative amounts mirror positive ones, so that
    /// a red-letter line cancels its original exactly.
    HalfUp,
}

/// An amount in whole fen, within ±[`Fen::MAX`]. It shows as `1,234.50`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "number & { readonly unit: 'fen' }")]
pub struct Fen(i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Fen = Fen(0);
    /// The largest amount: just below a trillion (10¹²) yuan.
    pub const MAX: Fen = Fen(100_000_000_000_000 - 1);

    /// So many fen.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub const fn new(fen: i64) -> Result<Fen, MoneyError> {
        if fen.unsigned_abs() <= Self::MAX.0.unsigned_abs() { Ok(Fen(fen)) } else { Err(MoneyError::TooLarge) }
    }

    fn narrow(fen: i128) -> Result<Fen, MoneyError> {
        i64::try_from(fen).map_err(|_| MoneyError::TooLarge).and_then(Fen::new)
    }

    /// The whole number of fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// Whether it is less than nothing.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The sum.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub const fn plus(self, other: Fen) -> Result<Fen, MoneyError> {
        Fen::new(self.0 + other.0)
    }

    /// The difference.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub const fn minus(self, other: Fen) -> Result<Fen, MoneyError> {
        Fen::new(self.0 - other.0)
    }

    /// So many times the amount.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn times(self, n: i64) -> Result<Fen, MoneyError> {
        Fen::narrow(i128::from(self.0) * i128::from(n))
    }

    /// The sum of many amounts.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn sum(amounts: impl IntoIterator<Item = Fen>) -> Result<Fen, MoneyError> {
        amounts.into_iter().try_fold(Fen::ZERO, Fen::plus)
    }

    /// `n / d` of the amount, rounded once. The only division of money.
    ///
    /// # Errors
    /// [`MoneyError::DividedByNothing`] when `d` is not positive, [`MoneyError::TooLarge`].
    pub fn share(self, n: i64, d: i64, rounding: Rounding) -> Result<Fen, MoneyError> {
        if d <= 0 {
            return Err(MoneyError::DividedByNothing);
        }
        let (exact, d) = (i128::from(self.0) * i128::from(n), i128::from(d));
        let magnitude = match rounding {
            Rounding::HalfUp => (exact.abs() * 2 + d) / (d * 2),
        };
        Fen::narrow(magnitude * exact.signum())
    }

    /// Parts in proportion to `weights` that add up to the whole exactly: what rounding down
    /// leaves goes to the largest remainders, and among equals to the earlier part.
    ///
    /// # Errors
    /// [`MoneyError::DividedByNothing`] when all weights are zero.
    pub fn split(self, weights: &[u32]) -> Result<Vec<Fen>, MoneyError> {
        let total: u64 = weights.iter().copied().map(u64::from).sum();
        if total == 0 {
            return Err(MoneyError::DividedByNothing);
        }
        let total = u128::from(total);
        let whole = u128::from(self.0.unsigned_abs());
        let exact: Vec<u128> = weights.iter().map(|weight| whole * u128::from(*weight)).collect();
        let mut parts: Vec<u128> = exact.iter().map(|product| product / total).collect();
        let mut order: Vec<usize> = (0..weights.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(exact[at] % total));
        let left = whole - parts.iter().sum::<u128>();
        for &at in order.iter().take(usize::try_from(left).map_err(|_| MoneyError::TooLarge)?) {
            parts[at] += 1;
        }
        let sign = i128::from(self.0.signum());
        parts.into_iter().map(|part| Fen::narrow(sign * part.cast_signed())).collect()
    }
}

/// The bound is symmetric, so this cannot overflow.
impl Neg for Fen {
    type Output = Fen;

    fn neg(self) -> Fen {
        Fen(-self.0)
    }
}

/// Reads what people type: full-width digits and signs, thousands commas, a leading ¥ or minus,
/// at most two decimals.
impl FromStr for Fen {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Fen, MoneyError> {
        let plain: String = text
            .trim()
            .chars()
            .map(|c| match c {
                '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
                '，' => ',',
                '．' => '.',
                '－' | '−' => '-',
                '￥' => '¥',
                other => other,
            })
            .collect();
        let (negative, rest) = match plain.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, plain.as_str()),
        };
        let rest = rest.strip_prefix('¥').unwrap_or(rest).trim_start();
        if rest.is_empty() {
            return Err(MoneyError::Empty);
        }
        if !rest.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') {
            return Err(MoneyError::NotAnAmount);
        }
        let (whole, decimals) = rest.split_once('.').unwrap_or((rest, "00"));
        if whole.is_empty() || decimals.is_empty() || !decimals.bytes().all(|b| b.is_ascii_digit()) {
            return Err(MoneyError::NotAnAmount);
        }
        if decimals.len() > 2 {
            return Err(MoneyError::Decimals);
        }
        let mut groups = whole.split(',');
        let leading = groups.next().map_or(0, str::len);
        if whole.contains(',') && !((1..=3).contains(&leading) && groups.all(|group| group.len() == 3)) {
            return Err(MoneyError::Commas);
        }
        let digits: String = whole.chars().filter(|c| *c != ',').chain(decimals.chars()).collect();
        let fen: i64 = digits.parse().map_err(|_| MoneyError::TooLarge)?;
        let fen = if decimals.len() == 1 { fen.checked_mul(10).ok_or(MoneyError::TooLarge)? } else { fen };
        Fen::new(if negative { -fen } else { fen })
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fen = self.0.unsigned_abs();
        let yuan = (fen / 100).to_string();
        let mut text = String::from(if self.is_negative() { "-" } else { "" });
        for (at, digit) in yuan.chars().enumerate() {
            if at > 0 && (yuan.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        f.pad(&format!("{text}.{:02}", fen % 100))
    }
}

impl fmt::Debug for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}fen", self.0)
    }
}

impl<'de> Deserialize<'de> for Fen {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Fen, D::Error> {
        Fen::new(i64::deserialize(from)?).map_err(de::Error::custom)
    }
}

impl JsonSchema for Fen {
    fn schema_name() -> Cow<'static, str> {
        "Fen".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": -Fen::MAX.0, "maximum": Fen::MAX.0, "description": "An amount in whole fen" })
    }
}

impl ToSql for Fen {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

impl FromSql for Fen {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Fen::new(value.as_i64()?).map_err(|wrong| FromSqlError::Other(Box::new(wrong)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fen(n: i64) -> Fen {
        Fen::new(n).unwrap()
    }

    fn any_fen() -> impl Strategy<Value = Fen> {
        prop_oneof![-1_000_000..=1_000_000i64, -Fen::MAX.0..=Fen::MAX.0].prop_map(fen)
    }

    #[test]
    fn reads_what_people_type() {
        for (text, expected) in [
            ("2180", 218_000),
            ("2180.5", 218_050),
            ("2,180.05", 218_005),
            ("２，１８０．００", 218_000),
            ("¥1,234,567.89", 123_456_789),
            ("　￥ 12 ", 1_200),
            ("0.01", 1),
            ("-5.00", -500),
            ("-¥5", -500),
            ("007", 700),
        ] {
            assert_eq!(text.parse::<Fen>(), Ok(fen(expected)), "{text}");
        }
        for (text, wrong) in [
            ("", MoneyError::Empty),
            ("¥", MoneyError::Empty),
            ("-", MoneyError::Empty),
            ("1.234", MoneyError::Decimals),
            ("1,5", MoneyError::Commas),
            ("1,0000", MoneyError::Commas),
            (",100", MoneyError::Commas),
            ("1,,000", MoneyError::Commas),
            ("1000,000", MoneyError::Commas),
            ("abc", MoneyError::NotAnAmount),
            ("1e5", MoneyError::NotAnAmount),
            ("1.2.3", MoneyError::NotAnAmount),
            (".5", MoneyError::NotAnAmount),
            ("5.", MoneyError::NotAnAmount),
            ("100元", MoneyError::NotAnAmount),
            ("--5", MoneyError::NotAnAmount),
            ("1 000", MoneyError::NotAnAmount),
            ("1000000000000", MoneyError::TooLarge),
            ("99999999999999999999999", MoneyError::TooLarge),
        ] {
            assert_eq!(text.parse::<Fen>(), Err(wrong), "{text}");
        }
    }

    #[test]
    fn shows_thousands() {
        for (amount, text) in [
            (0, "0.00"),
            (5, "0.05"),
            (-5, "-0.05"),
            (123_450, "1,234.50"),
            (100_000, "1,000.00"),
            (-99_999, "-999.99"),
            (Fen::MAX.0, "999,999,999,999.99"),
        ] {
            assert_eq!(fen(amount).to_string(), text);
        }
        assert_eq!(format!("{:>10}", fen(123_450)), "  1,234.50");
    }

    #[test]
    fn half_a_fen_goes_up() {
        assert_eq!(fen(218_001).share(50, 100, Rounding::HalfUp), Ok(fen(109_001)));
        assert_eq!(fen(-218_001).share(50, 100, Rounding::HalfUp), Ok(fen(-109_001)));
        assert_eq!(fen(100).share(1, 3, Rounding::HalfUp), Ok(fen(33)));
        assert_eq!(fen(200).share(1, 3, Rounding::HalfUp), Ok(fen(67)));
        assert_eq!(fen(1).share(1, 0, Rounding::HalfUp), Err(MoneyError::DividedByNothing));
        assert_eq!(Fen::MAX.share(i64::MAX, i64::MAX, Rounding::HalfUp), Ok(Fen::MAX));
        assert_eq!(Fen::MAX.share(i64::MAX, 1, Rounding::HalfUp), Err(MoneyError::TooLarge));
    }

    #[test]
    fn the_remainder_goes_to_the_largest() {
        assert_eq!(fen(100).split(&[1, 1, 1]), Ok(vec![fen(34), fen(33), fen(33)]));
        assert_eq!(fen(-100).split(&[1, 1, 1]), Ok(vec![fen(-34), fen(-33), fen(-33)]));
        assert_eq!(fen(10).split(&[1, 2, 0]), Ok(vec![fen(3), fen(7), fen(0)]));
        assert_eq!(fen(10).split(&[]), Err(MoneyError::DividedByNothing));
        assert_eq!(fen(10).split(&[0, 0]), Err(MoneyError::DividedByNothing));
    }

    #[test]
    fn nothing_overflows_silently() {
        assert_eq!(Fen::MAX.plus(fen(1)), Err(MoneyError::TooLarge));
        assert_eq!((-Fen::MAX).minus(fen(1)), Err(MoneyError::TooLarge));
        assert_eq!(Fen::MAX.times(i64::MAX), Err(MoneyError::TooLarge));
        assert_eq!(Fen::new(i64::MIN), Err(MoneyError::TooLarge));
        assert!(serde_json::from_str::<Fen>("100000000000000").is_err());
        assert!(serde_json::from_str::<Fen>("1.5").is_err());
        assert_eq!(serde_json::to_string(&fen(-7)).unwrap(), "-7");
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed(amount in any_fen()) {
            prop_assert_eq!(amount.to_string().parse::<Fen>(), Ok(amount));
        }

        #[test]
        fn parts_make_the_whole(amount in any_fen(), weights in prop::collection::vec(0u32..1000, 1..20)) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            let parts = amount.split(&weights).unwrap();
            prop_assert_eq!(Fen::sum(parts.iter().copied()), Ok(amount));
            for (part, weight) in parts.iter().zip(&weights) {
                prop_assert!(*weight > 0 || *part == Fen::ZERO);
                prop_assert!(part.fen().signum() * amount.fen().signum() >= 0);
            }
        }

        #[test]
        fn a_share_is_within_half_a_fen(amount in any_fen(), n in 0i64..10_000, d in 1i64..10_000) {
            if let Ok(share) = amount.share(n, d, Rounding::HalfUp) {
                let off = i128::from(share.fen()) * i128::from(d) - i128::from(amount.fen()) * i128::from(n);
                prop_assert!(off.abs() * 2 <= i128::from(d));
                prop_assert_eq!((-amount).share(n, d, Rounding::HalfUp), Ok(-share));
            }
        }
    }
}
