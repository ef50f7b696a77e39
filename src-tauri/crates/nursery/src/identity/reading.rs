//! Reading numbers out of free text and spreadsheet cells, and the form of each kind.

use super::resident_id::{ResidentId, birth_of};
use super::{DocumentKind, IdentityError};
use crate::text::half_width;

/// Latin words that stand beside numbers and belong to none.
const NOT_A_NUMBER: [&str; 5] = ["PASSPORT", "NUMBER", "CARD", "NO", "ID"];

/// The number alone: half-width, capitals, without spaces and hyphens.
pub(super) fn plain(text: &str) -> String {
    half_width(text).chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_uppercase).collect()
}

/// Whether `number` has the form of that kind. It is already [`plain`].
pub(super) fn check(kind: DocumentKind, number: &str) -> Result<(), IdentityError> {
    let form = |fits: bool, form: &'static str| {
        if fits { Ok(()) } else { Err(IdentityError::Form(form)) }
    };
    match kind {
        DocumentKind::ResidentId => match ResidentId::parse(number) {
            Ok(_) if is_residence_permit(number) => Err(IdentityError::ResidencePermit),
            other => other.map(|_| ()),
        },
        DocumentKind::ResidencePermit => {
            if is_residence_permit(number) {
                ResidentId::parse(number).map(|_| ())
            } else {
                Err(IdentityError::NoResidencePermit)
            }
        }
        DocumentKind::BirthCertificate => form(shape(number) == (1, 9), "a letter and nine digits"),
        DocumentKind::Passport => form(
            (5..=15).contains(&number.len())
                && number.bytes().all(|b| b.is_ascii_alphanumeric())
                && number.bytes().any(|b| b.is_ascii_digit()),
            "5 to 15 letters and digits",
        ),
        DocumentKind::PermanentResidence => form(
            shape(number) == (3, 12) || is_new_permanent_residence(number),
            "three letters and twelve digits, or since 2023 eighteen digits that begin with 9",
        ),
        DocumentKind::HongKongMacaoPermit => {
            form(shape(number) == (1, 8) && number.starts_with(['H', 'M']), "H or M and eight digits")
        }
        DocumentKind::TaiwanPermit => form(shape(number) == (0, 8), "eight digits"),
    }
}

/// How many letters and then how many digits; `(usize::MAX, 0)` for any other mixture.
fn shape(number: &str) -> (usize, usize) {
    let letters = number.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = number.bytes().skip(letters).filter(u8::is_ascii_digit).count();
    if letters + digits == number.len() { (letters, digits) } else { (usize::MAX, 0) }
}

fn is_residence_permit(number: &str) -> bool {
    ["810000", "820000", "830000"].iter().any(|region| number.starts_with(region))
}

/// The form of 2023. Its check digit is left alone: no source at hand states its rule, and a
/// person with a genuine card must not be turned away.
fn is_new_permanent_residence(number: &str) -> bool {
    is_eighteen(number) && number.starts_with('9') && birth_of(number).is_some()
}

fn is_eighteen(number: &str) -> bool {
    number.len() == 18
        && number.bytes().take(17).all(|b| b.is_ascii_digit())
        && number.ends_with(|c: char| c.is_ascii_digit() || c == 'X')
}

/// The kind and the number in free text. The named kind counts; without a name the shape does.
pub(super) fn recognise(text: &str) -> Result<(DocumentKind, String), IdentityError> {
    if rounded_text(text) {
        return Err(IdentityError::Rounded);
    }
    let number = the_number(text).ok_or(IdentityError::Unrecognised)?;
    let by_shape = kind_by_shape(&number);
    match (named_kind(text), by_shape) {
        // People write 身份证 for every card of that shape, and often both names for infants
        // who are still waiting for an ID.
        (Some(DocumentKind::ResidentId) | None, Ok(kind)) => Ok((kind, number)),
        (Some(kind), _) => Ok((kind, number)),
        (None, Err(wrong)) => Err(wrong),
    }
}

fn named_kind(text: &str) -> Option<DocumentKind> {
    use DocumentKind::{
        BirthCertificate, HongKongMacaoPermit, Passport, PermanentResidence, ResidencePermit, ResidentId, TaiwanPermit,
    };
    let text = half_width(text).to_uppercase();
    [
        ("永久居留", PermanentResidence),
        ("永居", PermanentResidence),
        ("居住证", ResidencePermit),
        ("出生", BirthCertificate),
        ("护照", Passport),
        ("PASSPORT", Passport),
        ("台胞", TaiwanPermit),
        ("台湾", TaiwanPermit),
        ("回乡", HongKongMacaoPermit),
        ("港澳", HongKongMacaoPermit),
        ("身份证", ResidentId),
    ]
    .into_iter()
    .find_map(|(word, kind)| text.contains(word).then_some(kind))
}

fn kind_by_shape(number: &str) -> Result<DocumentKind, IdentityError> {
    let digits_only = number.bytes().all(|b| b.is_ascii_digit());
    match shape(number) {
        _ if is_residence_permit(number) && is_eighteen(number) => Ok(DocumentKind::ResidencePermit),
        _ if is_new_permanent_residence(number) => Ok(DocumentKind::PermanentResidence),
        _ if is_eighteen(number) => Ok(DocumentKind::ResidentId),
        (1, 9) => Ok(DocumentKind::BirthCertificate),
        (1, 8) if number.starts_with(['H', 'M']) => Ok(DocumentKind::HongKongMacaoPermit),
        (1, 8) if number.starts_with(['E', 'G']) => Ok(DocumentKind::Passport),
        (2, 7) if number.starts_with('E') => Ok(DocumentKind::Passport),
        (3, 12) => Ok(DocumentKind::PermanentResidence),
        (0, 15) => Err(IdentityError::FifteenDigits),
        _ if digits_only && (16..=20).contains(&number.len()) => Err(IdentityError::Length),
        _ => Err(IdentityError::Unrecognised),
    }
}

/// The one run of letters and digits that holds a digit; spaces and hyphens may part it.
fn the_number(text: &str) -> Option<String> {
    let text = half_width(text).to_uppercase();
    let mut found = None;
    for run in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == ' ' || c == '-')) {
        let run: String = run.split([' ', '-']).filter(|word| !NOT_A_NUMBER.contains(word)).collect();
        if run.bytes().any(|b| b.is_ascii_digit()) && found.replace(run).is_some() {
            return None;
        }
    }
    found
}

/// Whether the text is what a spreadsheet shows of a long number: `4.10105E+17`.
#[must_use]
pub fn rounded_text(text: &str) -> bool {
    let text = half_width(text).trim().to_uppercase();
    text.split_once("E+").is_some_and(|(mantissa, exponent)| {
        mantissa.parse::<f64>().is_ok() && exponent.parse::<u32>().is_ok_and(|power| power >= 8)
    })
}

/// Whether a number cell can have lost digits: beyond 15 digits a spreadsheet keeps none.
#[must_use]
pub fn rounded_number(cell: f64) -> bool {
    cell.abs() >= 1e15
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheets_round_long_numbers() {
        for text in ["4.10105E+17", "4.1e+17", " ４．１０１０５Ｅ＋１７ "] {
            assert!(rounded_text(text), "{text}");
        }
        for text in ["410105202402290004", "E12345671", "E+17", "1E+2", "T410344761"] {
            assert!(!rounded_text(text), "{text}");
        }
        assert!(rounded_number(410_105_202_402_290_000.0));
        assert!(!rounded_number(13_812_345_678.0));
    }
}
