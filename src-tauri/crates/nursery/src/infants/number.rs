//! 托号: the short number by which an infant is called up at the door and on tablets.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use ts_rs::TS;

use crate::text::half_width;

/// Why a number cannot be an infant's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not one to three digits, or zero.
    #[error("a nursery number has one to three digits: 1 to 999")]
    Form,
    /// An infant who is present now has it.
    #[error("another infant has this number: take a free one")]
    Taken,
    /// An infant who left had it in the same nursery year, and registers still say it.
    #[error("this number was used in this nursery year already: take a free one")]
    UsedThisYear,
}

/// A 托号, 1 to 999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct NurseryNumber(u16);

impl NurseryNumber {
    /// That number.
    ///
    /// # Errors
    /// [`NumberError::Form`].
    pub const fn new(number: u16) -> Result<NurseryNumber, NumberError> {
        if number >= 1 && number <= 999 { Ok(NurseryNumber(number)) } else { Err(NumberError::Form) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }

    /// Whether an infant may be given it, where `present` have one now and `used` had one in the
    /// same 托育年度.
    ///
    /// # Errors
    /// [`NumberError::Taken`], [`NumberError::UsedThisYear`].
    pub fn may_be_given(
        self,
        present: &BTreeSet<NurseryNumber>,
        used: &BTreeSet<NurseryNumber>,
    ) -> Result<(), NumberError> {
        if present.contains(&self) {
            Err(NumberError::Taken)
        } else if used.contains(&self) {
            Err(NumberError::UsedThisYear)
        } else {
            Ok(())
        }
    }
}

/// The numbers that may be given, smallest first.
pub fn free_numbers<'a>(
    present: &'a BTreeSet<NurseryNumber>,
    used: &'a BTreeSet<NurseryNumber>,
) -> impl Iterator<Item = NurseryNumber> + 'a {
    (1..=999).map(NurseryNumber).filter(|number| number.may_be_given(present, used).is_ok())
}

impl FromStr for NurseryNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<NurseryNumber, NumberError> {
        let digits = half_width(text);
        let digits = digits.trim();
        if !(1..=3).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NumberError::Form);
        }
        NurseryNumber::new(digits.parse().map_err(|_| NumberError::Form)?)
    }
}

impl fmt::Display for NurseryNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<'de> Deserialize<'de> for NurseryNumber {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<NurseryNumber, D::Error> {
        NurseryNumber::new(u16::deserialize(from)?).map_err(de::Error::custom)
    }
}

impl JsonSchema for NurseryNumber {
    fn schema_name() -> Cow<'static, str> {
        "NurseryNumber".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 1, "maximum": 999 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(all: &[u16]) -> BTreeSet<NurseryNumber> {
        all.iter().map(|n| NurseryNumber::new(*n).unwrap()).collect()
    }

    #[test]
    fn one_to_three_digits() {
        for (text, number) in [("1", 1), ("１７", 17), (" 017 ", 17), ("999", 999)] {
            assert_eq!(text.parse::<NurseryNumber>().map(NurseryNumber::get), Ok(number), "{text}");
        }
        for text in ["", "0", "000", "1000", "0017", "-1", "+1", "1a", "十七"] {
            assert_eq!(text.parse::<NurseryNumber>(), Err(NumberError::Form), "{text}");
        }
        assert!(serde_json::from_str::<NurseryNumber>("1000").is_err());
    }

    #[test]
    fn used_numbers_wait_for_the_next_year() {
        let (present, used) = (numbers(&[1, 2, 4]), numbers(&[1, 2, 3, 4]));
        assert_eq!(free_numbers(&present, &used).next(), NurseryNumber::new(5).ok());
        assert_eq!(free_numbers(&present, &BTreeSet::new()).next(), NurseryNumber::new(3).ok());
        assert_eq!(NurseryNumber(4).may_be_given(&present, &used), Err(NumberError::Taken));
        assert_eq!(NurseryNumber(3).may_be_given(&present, &used), Err(NumberError::UsedThisYear));
        let all: BTreeSet<_> = free_numbers(&BTreeSet::new(), &BTreeSet::new()).collect();
        assert_eq!((all.len(), free_numbers(&all, &all).count()), (999, 0));
    }
}
