//! The unified social credit code (统一社会信用代码), GB 32100, with the organisation code of
//! GB 11714 inside it.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, de};
use ts_rs::TS;

use super::InstitutionNature;
use crate::text::half_width;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const ORGANISATION_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Why a text is no credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// Not eighteen places.
    #[error("a social credit code has 18 places: compare with the certificate")]
    Length,
    /// I, O, S, V, Z are never used, so that nobody takes them for 1, 0, 5, U, 2.
    #[error("a social credit code has digits and capitals without I, O, S, V and Z")]
    Alphabet,
    /// Places 9 to 17 do not agree among themselves.
    #[error("the organisation code (places 9 to 17) does not fit: retype from the certificate")]
    OrganisationCode,
    /// The last place does not follow from the others.
    #[error("check character does not fit: retype from the certificate")]
    CheckCharacter,
}

/// A credit code whose two check characters fit.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct CreditCode(String);

impl CreditCode {
    /// The eighteen places.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the first two places are those of such a legal person: 12 for public institutions,
    /// 52 for social service institutions, 91 and 92 for companies and individual businesses.
    /// A mismatch is worth a warning, never a refusal: the prefixes are not confirmed everywhere.
    #[must_use]
    pub fn nature_fits_prefix(&self, nature: InstitutionNature) -> bool {
        let fitting: &[&str] = match nature {
            InstitutionNature::PublicInstitution => &["12"],
            InstitutionNature::SocialService => &["52"],
            InstitutionNature::ForProfit => &["91", "92"],
        };
        fitting.contains(&&self.0[..2])
    }
}

impl FromStr for CreditCode {
    type Err = CreditCodeError;

    fn from_str(text: &str) -> Result<CreditCode, CreditCodeError> {
        let code = half_width(text).split_whitespace().collect::<String>().to_uppercase();
        if code.chars().count() != 18 {
            return Err(CreditCodeError::Length);
        }
        let values: Vec<usize> = code
            .bytes()
            .map(|b| ALPHABET.iter().position(|known| *known == b))
            .collect::<Option<_>>()
            .ok_or(CreditCodeError::Alphabet)?;
        if organisation_check(&code[8..16]) != code.as_bytes()[16] {
            return Err(CreditCodeError::OrganisationCode);
        }
        let (mut sum, mut weight) = (0, 1);
        for value in &values[..17] {
            sum = (sum + value * weight) % 31;
            weight = weight * 3 % 31;
        }
        if (31 - sum) % 31 != values[17] {
            return Err(CreditCodeError::CheckCharacter);
        }
        Ok(CreditCode(code))
    }
}

/// The check character of the eight places of an organisation code. Here letters count from
/// A = 10 without gaps, unlike in the code around it.
fn organisation_check(eight: &str) -> u8 {
    let sum: usize = eight
        .bytes()
        .zip(ORGANISATION_WEIGHTS)
        .map(|(b, weight)| weight * usize::from(if b.is_ascii_digit() { b - b'0' } else { b - b'A' + 10 }))
        .sum();
    b"0X987654321"[sum % 11]
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<'de> Deserialize<'de> for CreditCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(from)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for CreditCode {
    fn schema_name() -> Cow<'static, str> {
        "CreditCode".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "description": "A unified social credit code, 18 places" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use InstitutionNature::{ForProfit, PublicInstitution, SocialService};

    #[test]
    fn vectors() {
        for (code, nature) in [
            ("12410100MB00000002", PublicInstitution),
            ("52410105MJ000000XE", SocialService),
            ("91410105MA0000007Q", ForProfit),
        ] {
            let read: CreditCode = code.parse().unwrap();
            assert_eq!(read.as_str(), code);
            for other in [PublicInstitution, SocialService, ForProfit] {
                assert_eq!(read.nature_fits_prefix(other), other == nature, "{code} {other:?}");
            }
        }
        assert_eq!(" ５２410105 mj000000xe ".parse::<CreditCode>().unwrap().as_str(), "52410105MJ000000XE");
        for (code, wrong) in [
            ("91410105MA0000007R", CreditCodeError::CheckCharacter),
            ("91410105MI0000007Q", CreditCodeError::Alphabet),
            ("91410105MA0000008Q", CreditCodeError::OrganisationCode),
            ("91410105MA0000007", CreditCodeError::Length),
            ("统一社会信用代码统一社会信用代码统一", CreditCodeError::Alphabet),
            ("", CreditCodeError::Length),
        ] {
            assert_eq!(code.parse::<CreditCode>(), Err(wrong), "{code}");
        }
    }
}
