//! The resident ID number (公民身份号码), GB 11643: region, birth date, sequence, check digit.

use super::{IdentityError, Sex};
use crate::day::Day;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK: &[u8; 11] = b"10X98765432";
/// The first two digits of GB/T 2260 region codes; 81, 82, 83 are those of residence permits.
const PROVINCES: [u8; 34] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63,
    64, 65, 81, 82, 83,
];

/// A resident ID number that is whole: 18 places, a region, a day, a fitting check digit.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ResidentId {
    number: String,
    birth: Day,
    sex: Sex,
}

impl ResidentId {
    /// Reads a number; full-width digits, spaces and a small x are mended.
    ///
    /// # Errors
    /// [`IdentityError`], without saying which digit would fit.
    pub fn parse(text: &str) -> Result<ResidentId, IdentityError> {
        let number = super::reading::plain(text);
        if !number.is_ascii() {
            return Err(IdentityError::Characters);
        }
        match number.len() {
            0 => return Err(IdentityError::Empty),
            15 if number.bytes().all(|b| b.is_ascii_digit()) => {
                return Err(IdentityError::FifteenDigits);
            }
            18 => {}
            _ => return Err(IdentityError::Length),
        }
        let places = number.as_bytes();
        if !places[..17].iter().all(u8::is_ascii_digit) || !(places[17].is_ascii_digit() || places[17] == b'X') {
            return Err(IdentityError::Characters);
        }
        if !PROVINCES.contains(&((places[0] - b'0') * 10 + places[1] - b'0')) {
            return Err(IdentityError::Region);
        }
        if check_digit(&places[..17]) != char::from(places[17]) {
            // Fifteen digits survive in a spreadsheet cell, zeros take the place of the rest.
            return Err(if number.ends_with("000") { IdentityError::Rounded } else { IdentityError::CheckDigit });
        }
        let birth = birth_of(&number).ok_or(IdentityError::BirthDate)?;
        let sex = if (places[16] - b'0') % 2 == 1 { Sex::Male } else { Sex::Female };
        Ok(ResidentId { number, birth, sex })
    }

    /// The number, 18 places, X in capitals.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The date of birth.
    #[must_use]
    pub fn birth(&self) -> Day {
        self.birth
    }

    /// The sex: the 17th digit is odd for males.
    #[must_use]
    pub fn sex(&self) -> Sex {
        self.sex
    }

    /// The six-digit code of the region that issued the number first.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.number[..6]
    }
}

/// Masked, so that no log shows a number by accident.
impl std::fmt::Debug for ResidentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&super::masked(&self.number))
    }
}

/// Digits 7 to 14 of an 18-place number as a day.
pub(super) fn birth_of(number: &str) -> Option<Day> {
    let part = |range| number.get(range).and_then(|text: &str| text.parse::<u32>().ok());
    Day::new(part(6..10)?.cast_signed(), part(10..12)?, part(12..14)?).ok()
}

/// The check digit of 17 digits (ISO 7064 MOD 11-2).
pub(super) fn check_digit(first_17: &[u8]) -> char {
    let sum: u32 = first_17.iter().zip(WEIGHTS).map(|(place, weight)| u32::from(place - b'0') * weight).sum();
    char::from(CHECK[(sum % 11) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn vectors() {
        for (number, sex, birth) in [
            ("410105202402290004", Sex::Female, "2024-02-29"),
            ("410104202312319989", Sex::Female, "2023-12-31"),
            ("410184202501059997", Sex::Male, "2025-01-05"),
            ("410105202606300008", Sex::Female, "2026-06-30"),
            ("410102202508159996", Sex::Male, "2025-08-15"),
            ("41010320240831000X", Sex::Female, "2024-08-31"),
            ("410108198806060002", Sex::Female, "1988-06-06"),
        ] {
            let id = ResidentId::parse(number).unwrap();
            assert_eq!((id.sex(), id.birth().to_string().as_str()), (sex, birth), "{number}");
            assert_eq!(id.region(), &number[..6]);
        }
        assert_eq!(ResidentId::parse("41010320240831000x").unwrap().number(), "41010320240831000X");
        assert_eq!(
            ResidentId::parse(" ４１０１０５２０２４０２２９０００４　").unwrap().number(),
            "410105202402290004"
        );
        for (number, wrong) in [
            ("410105202402290005", IdentityError::CheckDigit),
            ("410105202302290007", IdentityError::BirthDate),
            ("41010520240229000", IdentityError::Length),
            ("4101052024022900044", IdentityError::Length),
            ("410105240229000", IdentityError::FifteenDigits),
            ("4101052024O2290004", IdentityError::Characters),
            ("010105202402290004", IdentityError::Region),
            ("壹", IdentityError::Characters),
            ("  ", IdentityError::Empty),
        ] {
            assert_eq!(ResidentId::parse(number), Err(wrong), "{number}");
        }
    }

    proptest! {
        #[test]
        fn one_wrong_digit_never_passes(at in 0usize..17, by in 1u8..10) {
            let mut places = *b"410105202402290004";
            places[at] = (places[at] - b'0' + by) % 10 + b'0';
            prop_assert!(ResidentId::parse(std::str::from_utf8(&places).unwrap()).is_err());
        }

        #[test]
        fn any_text_is_answered(text in ".{0,24}") {
            let _ = ResidentId::parse(&text);
        }
    }
}
