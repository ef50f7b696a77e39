//! Papers that say who a person is: their kinds, their numbers, and how a number is shown.
//!
//! Errors never carry the number, nor the digit that would fit: they say how to mend it.

mod reading;
mod resident_id;

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use ts_rs::TS;

use crate::day::Day;

pub use reading::{rounded_number, rounded_text};
pub use resident_id::ResidentId;

/// Why a number is not the number of that paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Nothing was written.
    #[error("write the number of the document")]
    Empty,
    /// Several numbers, or a number of no known shape.
    #[error("the kind of document cannot be told: write its name before the number, for example 护照 E12345671")]
    Unrecognised,
    /// A resident ID has 18 places.
    #[error("a resident ID number has 18 places: compare with the paper")]
    Length,
    /// Fifteen-digit numbers ended in 2013; no infant has one.
    #[error("15-digit resident IDs are no longer valid: take the 18-digit number from the card or household register")]
    FifteenDigits,
    /// Something other than digits and a final X.
    #[error("a resident ID number has 17 digits and a digit or X at its end")]
    Characters,
    /// The first digits name no province.
    #[error("the first six digits are no region code: retype from the paper")]
    Region,
    /// Digits 7 to 14 are no day.
    #[error("digits 7 to 14 are no date of birth: retype from the paper")]
    BirthDate,
    /// The check digit does not follow from the others.
    #[error("check digit does not fit: retype from the paper")]
    CheckDigit,
    /// A spreadsheet kept only 15 digits of the number.
    #[error("a spreadsheet has rounded this number: set the column to text and retype it from the paper")]
    Rounded,
    /// The number belongs to a residence permit (810000, 820000, 830000).
    #[error(
        "this is the number of a residence permit for Hong Kong, Macao or Taiwan residents: choose that kind of document"
    )]
    ResidencePermit,
    /// A residence permit begins with one of three region codes.
    #[error("the number of a residence permit begins with 810000, 820000 or 830000")]
    NoResidencePermit,
    /// Not the shape of this kind of number.
    #[error("the number does not have the form of this document: {0}")]
    Form(&'static str),
    /// The number says another birth date than the form.
    #[error("the date of birth differs from the one in the document number")]
    BirthDiffers,
    /// The number says another sex than the form.
    #[error("the sex differs from the one in the document number")]
    SexDiffers,
}

crate::coded_enum! {
    /// The sex that papers state.
    pub enum Sex {
        Male = "male", "男", "boy";
        Female = "female", "女", "girl";
    }
}

crate::coded_enum! {
    /// The kinds of papers that the nursery accepts for infants, guardians and staff, in the order in
    /// which a form offers them.
    pub enum DocumentKind {
        ResidentId = "resident_id", "居民身份证", "resident ID";
        BirthCertificate = "birth_certificate", "出生医学证明", "birth certificate";
        ResidencePermit = "residence_permit", "港澳台居民居住证", "residence permit (HK, Macao, Taiwan)";
        HongKongMacaoPermit = "hong_kong_macao_permit", "港澳居民来往内地通行证", "HK/Macao travel permit";
        TaiwanPermit = "taiwan_permit", "台湾居民来往大陆通行证", "Taiwan travel permit";
        Passport = "passport", "护照", "passport";
        PermanentResidence = "permanent_residence", "外国人永久居留身份证", "foreign permanent resident ID";
    }
}

/// A paper with a number of the right form. There is no other way to hold one, so whoever has
/// it need not check again.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, TS, JsonSchema)]
pub struct IdentityDocument {
    kind: DocumentKind,
    number: String,
    #[ts(optional = nullable)]
    issuing: Option<String>,
}

impl IdentityDocument {
    /// The paper of that kind with that number, which is normalised: half-width, capitals, no
    /// spaces. `issuing` is the country or place that issued it, where the kind leaves it open.
    ///
    /// # Errors
    /// [`IdentityError`], saying how to mend the number.
    pub fn new(kind: DocumentKind, number: &str, issuing: Option<&str>) -> Result<IdentityDocument, IdentityError> {
        if rounded_text(number) {
            return Err(IdentityError::Rounded);
        }
        let number = reading::plain(number);
        if number.is_empty() {
            return Err(IdentityError::Empty);
        }
        reading::check(kind, &number)?;
        let issuing = issuing.map(str::trim).filter(|place| !place.is_empty()).map(str::to_owned);
        Ok(IdentityDocument { kind, number, issuing })
    }

    /// Reads free text such as `出生医学证明 T410344761`, `护照 E12345671` or a bare number whose
    /// shape names its kind.
    ///
    /// # Errors
    /// [`IdentityError`].
    pub fn from_text(text: &str) -> Result<IdentityDocument, IdentityError> {
        let (kind, number) = reading::recognise(text)?;
        IdentityDocument::new(kind, &number, None)
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// Its whole number: personal data.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Who issued it, where that is not told by the kind.
    #[must_use]
    pub fn issuing(&self) -> Option<&str> {
        self.issuing.as_deref()
    }

    /// The number with its middle hidden: `410105********0008`.
    #[must_use]
    pub fn masked(&self) -> String {
        masked(&self.number)
    }

    fn resident(&self) -> Option<ResidentId> {
        matches!(self.kind, DocumentKind::ResidentId | DocumentKind::ResidencePermit)
            .then(|| ResidentId::parse(&self.number).ok())
            .flatten()
    }

    /// The date of birth, where the number says it.
    #[must_use]
    pub fn birth(&self) -> Option<Day> {
        self.resident().map(|id| id.birth())
    }

    /// The sex, where the number says it.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        self.resident().map(|id| id.sex())
    }

    /// Whether the number, as far as it speaks, says the same as the form.
    ///
    /// # Errors
    /// [`IdentityError::BirthDiffers`], [`IdentityError::SexDiffers`].
    pub fn agrees_with(&self, birth: Day, sex: Sex) -> Result<(), IdentityError> {
        if self.birth().is_some_and(|says| says != birth) {
            return Err(IdentityError::BirthDiffers);
        }
        if self.sex().is_some_and(|says| says != sex) {
            return Err(IdentityError::SexDiffers);
        }
        Ok(())
    }
}

/// Masked, so that no log shows a number by accident.
impl fmt::Debug for IdentityDocument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.kind, self.masked())
    }
}

impl<'de> Deserialize<'de> for IdentityDocument {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Written {
            kind: DocumentKind,
            number: String,
            issuing: Option<String>,
        }
        let written = Written::deserialize(from)?;
        Self::new(written.kind, &written.number, written.issuing.as_deref()).map_err(de::Error::custom)
    }
}

/// A number with its middle hidden. Of long numbers the region and the last four stay, of
/// shorter ones the first and at most three at the end.
#[must_use]
pub fn masked(number: &str) -> String {
    let length = number.chars().count();
    let (head, tail) = if length >= 15 { (6, 4) } else { (1, (length / 3).min(3)) };
    number
        .chars()
        .enumerate()
        .map(|(at, c)| if at < head.min(length / 2) || at >= length - tail { c } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use DocumentKind::*;

    #[test]
    fn text_names_its_document() {
        for (text, kind, number) in [
            ("410105202402290004", ResidentId, "410105202402290004"),
            ("身份证：４１０１０５２０２４０２２９０００４", ResidentId, "410105202402290004"),
            ("身份证号 410105 20240229 0004", ResidentId, "410105202402290004"),
            ("41010320240831000x", ResidentId, "41010320240831000X"),
            ("出生医学证明 T410344761", BirthCertificate, "T410344761"),
            ("出生证明编号t410344761（待补身份证）", BirthCertificate, "T410344761"),
            ("T410344761", BirthCertificate, "T410344761"),
            ("护照 E12345671", Passport, "E12345671"),
            ("Passport No. 533380006", Passport, "533380006"),
            ("E12345671", Passport, "E12345671"),
            ("EA1234567", Passport, "EA1234567"),
            ("H12345678", HongKongMacaoPermit, "H12345678"),
            ("回乡证 m12345678", HongKongMacaoPermit, "M12345678"),
            ("台胞证 01234567", TaiwanPermit, "01234567"),
            ("外国人永久居留身份证 USA110012345678", PermanentResidence, "USA110012345678"),
            ("911840202402290017", PermanentResidence, "911840202402290017"),
        ] {
            let read = IdentityDocument::from_text(text);
            assert_eq!(read.as_ref().map(|d| (d.kind(), d.number())), Ok((kind, number)), "{text}");
        }
        for (text, wrong) in [
            ("", IdentityError::Unrecognised),
            ("无", IdentityError::Unrecognised),
            ("20240229", IdentityError::Unrecognised),
            ("13812345678", IdentityError::Unrecognised),
            ("410105202402290004、410104202312319989", IdentityError::Unrecognised),
            ("410105200229000", IdentityError::FifteenDigits),
            ("4101052024022900", IdentityError::Length),
            ("4.10105E+17", IdentityError::Rounded),
            ("410105202402290000", IdentityError::Rounded),
            ("410105202402290005", IdentityError::CheckDigit),
            ("台胞证 1234", IdentityError::Form("eight digits")),
        ] {
            assert_eq!(IdentityDocument::from_text(text), Err(wrong), "{text}");
        }
    }

    fn with_check_digit(first_17: &str) -> String {
        format!("{first_17}{}", resident_id::check_digit(first_17.as_bytes()))
    }

    #[test]
    fn residence_permits_are_a_kind_of_their_own() {
        for region in ["810000", "820000", "830000"] {
            let number = with_check_digit(&format!("{region}20240229001"));
            let read = IdentityDocument::from_text(&number).unwrap();
            assert_eq!(
                (read.kind(), read.sex(), read.birth()),
                (ResidencePermit, Some(Sex::Male), "2024-02-29".parse().ok())
            );
            assert_eq!(IdentityDocument::from_text(&format!("身份证 {number}")).unwrap().kind(), ResidencePermit);
            assert_eq!(IdentityDocument::new(ResidentId, &number, None), Err(IdentityError::ResidencePermit));
        }
        assert_eq!(
            IdentityDocument::new(ResidencePermit, "410105202402290004", None),
            Err(IdentityError::NoResidencePermit)
        );
    }

    #[test]
    fn the_form_must_say_the_same() {
        let document = IdentityDocument::from_text("410105202402290004").unwrap();
        let birth = "2024-02-29".parse().unwrap();
        assert_eq!(document.agrees_with(birth, Sex::Female), Ok(()));
        assert_eq!(document.agrees_with(birth, Sex::Male), Err(IdentityError::SexDiffers));
        assert_eq!(document.agrees_with("2024-02-28".parse().unwrap(), Sex::Female), Err(IdentityError::BirthDiffers));
        let passport = IdentityDocument::new(Passport, "e1234 5671", Some(" 新加坡 ")).unwrap();
        assert_eq!(passport.agrees_with(birth, Sex::Male), Ok(()));
        assert_eq!((passport.number(), passport.issuing()), ("E12345671", Some("新加坡")));
    }

    #[test]
    fn numbers_are_hidden() {
        assert_eq!(masked("410105202606300008"), "410105********0008");
        assert_eq!(masked("T410344761"), "T******761");
        assert_eq!(masked("E12345671"), "E*****671");
        assert_eq!(masked("12345"), "1***5");
        assert_eq!((masked("").as_str(), masked("1").as_str(), masked("12").as_str()), ("", "*", "1*"));
        let document = IdentityDocument::from_text("410105202402290004").unwrap();
        assert_eq!(format!("{document:?}"), "ResidentId 410105********0004");
    }

    #[test]
    fn only_right_numbers_come_in_over_the_wire() {
        let read = |json: &str| serde_json::from_str::<IdentityDocument>(json);
        assert!(read(r#"{"kind":"resident_id","number":"410105202402290004"}"#).is_ok());
        let refused = read(r#"{"kind":"resident_id","number":"410105202402290005"}"#).unwrap_err().to_string();
        assert!(refused.contains("retype from the paper") && !refused.contains("41010520240229"), "{refused}");
    }
}
