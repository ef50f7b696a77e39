//! Telephone numbers: mainland mobiles, mainland landlines, and everything else with its +.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use ts_rs::TS;

use super::half_width;

/// Why a text is no telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing was written.
    #[error("write a telephone number")]
    Empty,
    /// Neither a mobile nor a landline of the mainland, and no + before it.
    #[error("a mobile number has 11 digits; a landline begins with its area code; a number abroad begins with +")]
    Form,
}

/// A telephone number in digits only, foreign ones with a leading +. Extensions follow a hyphen.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct Phone(String);

impl Phone {
    /// The number as digits, foreign ones with +.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether messages can reach it: a mainland mobile.
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        self.0.len() == 11 && self.0.starts_with('1')
    }

    /// With its middle hidden: `138****5678`.
    #[must_use]
    pub fn masked(&self) -> String {
        let tail = self.0.len().saturating_sub(4);
        self.0.chars().enumerate().map(|(at, c)| if at < 3.min(tail) || at >= tail { c } else { '*' }).collect()
    }
}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(text: &str) -> Result<Phone, PhoneError> {
        let typed: String = half_width(text)
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '(' | ')' | '.' | '–' | '—'))
            .collect();
        if typed.is_empty() {
            return Err(PhoneError::Empty);
        }
        let (foreign, digits) = match typed.strip_prefix('+').or_else(|| typed.strip_prefix("00")) {
            Some(rest) => (true, rest),
            None => (false, typed.as_str()),
        };
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(PhoneError::Form);
        }
        let mobile =
            |number: &str| number.len() == 11 && number.starts_with('1') && matches!(number.as_bytes()[1], b'3'..=b'9');
        let landline =
            |number: &str| (10..=12).contains(&number.len()) && number.starts_with('0') && !number.starts_with("00");
        let home = digits.strip_prefix("86").filter(|number| mobile(number));
        match home {
            Some(number) => Ok(Phone(number.to_owned())),
            None if foreign && (6..=15).contains(&digits.len()) && !digits.starts_with('0') => {
                Ok(Phone(format!("+{digits}")))
            }
            None if !foreign && (mobile(digits) || landline(digits)) => Ok(Phone(digits.to_owned())),
            None => Err(PhoneError::Form),
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Masked, so that no log shows a number by accident.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Phone, D::Error> {
        Cow::<str>::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Phone {
    fn schema_name() -> Cow<'static, str> {
        "Phone".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "A telephone number: 11 digits, a landline with area code, or + and the country code" })
    }
}

impl ToSql for Phone {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_str().into())
    }
}

impl FromSql for Phone {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(|wrong: PhoneError| FromSqlError::Other(Box::new(wrong)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_one_form() {
        for (typed, number) in [
            ("138 1234 5678", "13812345678"),
            ("１３８-１２３４-５６７８", "13812345678"),
            ("+86 13812345678", "13812345678"),
            ("008613812345678", "13812345678"),
            ("8613812345678", "13812345678"),
            ("0371-65381234", "037165381234"),
            ("(010) 6538 1234", "01065381234"),
            ("+852 9123 4567", "+85291234567"),
            ("001 212 555 0100", "+12125550100"),
        ] {
            assert_eq!(typed.parse::<Phone>().as_ref().map(Phone::as_str), Ok(number), "{typed}");
        }
        for typed in
            ["1381234567", "138123456789", "12812345678", "91234567", "+0123456", "+1", "电话", "138x2345678", "00"]
        {
            assert_eq!(typed.parse::<Phone>(), Err(PhoneError::Form), "{typed}");
        }
        assert_eq!(" - ".parse::<Phone>(), Err(PhoneError::Empty));
    }

    #[test]
    fn numbers_are_hidden() {
        let phone: Phone = "13812345678".parse().unwrap();
        assert_eq!(phone.masked(), "138****5678");
        assert_eq!(format!("{phone:?}"), "138****5678");
        assert!(phone.is_mobile());
        assert!(!"037165381234".parse::<Phone>().unwrap().is_mobile());
    }
}
