//! Readers from a cell to a typed value. Each says why it refuses; none guesses.

use crate::day::{Day, DayError};
use crate::identity::{rounded_number, rounded_text};
use crate::money::Fen;
use crate::text::{Phone, half_width};

use super::cells::{CellValue, plain_number};
use super::guard::unguarded;
use super::reason::Finding;

/// Serials that are read as days in a column of dates: 1954-10-03 to 2100-12-31.
/// Below lie row numbers and ages, above lie dates typed as 20250131.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=73_415;

/// What people type before a number to keep it text, and what stays of it in a text table.
const TEXT_MARK: char = '\'';

/// Free text: outer blanks and our own formula guard taken away, inner line breaks kept.
/// `None` for a blank cell.
///
/// # Errors
/// [`Finding::TooLong`] above `max` characters.
pub fn text(value: &CellValue, max: usize) -> Result<Option<String>, Finding> {
    let text = value.text();
    let text = unguarded(text.trim()).trim();
    if text.chars().count() > max {
        return Err(Finding::TooLong { max: max as u32 });
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// The day of an Excel serial counted from 1900; the time of day is dropped.
#[must_use]
pub fn serial_day(serial: f64) -> Option<Day> {
    // Serial 60 is Excel's 29 February 1900, which never was: only later ones are unambiguous.
    let days = serial.floor();
    if !(61.0..=73_415.0).contains(&days) {
        return None;
    }
    Day::new(1900, 1, 1).ok()?.plus_days(days as i64 - 2).ok()
}

/// A day: a date cell, a serial, or text as 2025-01-26, 2025/1/26, 2025.1.26, 2025年1月26日 or
/// 20250126, full-width or not, with or without a time behind it. `None` for a blank cell.
///
/// # Errors
/// The [`Finding`] that says what is wrong: two-digit year, no such day, no day of the month …
pub fn day(value: &CellValue) -> Result<Option<Day>, Finding> {
    match value.shown() {
        CellValue::Empty => Ok(None),
        CellValue::Date(serial) => match serial_day(*serial) {
            Some(day) => Ok(Some(day)),
            None => Err(Finding::DateUnreadable { text: plain_number(*serial) }),
        },
        CellValue::Number(number) if number.fract() == 0.0 => {
            let whole = *number as i64;
            if SERIALS.contains(&whole) {
                return Ok(serial_day(*number));
            }
            day_of_text(&plain_number(*number)).map(Some)
        }
        CellValue::Number(number) if SERIALS.contains(&(*number as i64)) => Ok(serial_day(*number)),
        CellValue::Text(text) if text.trim().is_empty() => Ok(None),
        other => day_of_text(&other.text()).map(Some),
    }
}

fn day_of_text(written: &str) -> Result<Day, Finding> {
    let said = || written.trim().to_owned();
    let unreadable = || Finding::DateUnreadable { text: said() };
    let half = half_width(written.trim().trim_start_matches(TEXT_MARK));
    let mut numbers: Vec<(usize, u32)> = Vec::new();
    let mut rest = half.trim();
    while numbers.len() < 3 {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 || digits > 8 {
            break;
        }
        numbers.push((digits, rest[..digits].parse().map_err(|_| unreadable())?));
        rest = rest[digits..].trim_start_matches(['-', '/', '.', '年', '月', '日', '号', '、', ',', '—', '–', ' ']);
    }
    let (year, month, day) = match numbers[..] {
        [(8, compact)] if rest.is_empty() => (compact / 10_000, compact / 100 % 100, compact % 100),
        [(4, _)] | [(4, _), (1 | 2, _)] | [(6, _)] if rest.is_empty() => {
            return Err(Finding::DayMissing { text: said() });
        }
        [(4, year), (1 | 2, month), (1 | 2, day)] if rest.is_empty() || is_time(rest) => (year, month, day),
        [(1 | 2, _), (1 | 2, _), (1 | 2, _)] => return Err(Finding::TwoDigitYear { text: said() }),
        _ => return Err(unreadable()),
    };
    Day::new(year as i32, month, day).map_err(|wrong| match wrong {
        DayError::OutOfRange => Finding::DateOutOfRange { text: said() },
        _ => Finding::NoSuchDay { text: said() },
    })
}

/// `00:00`, `08:30:00` or `T00:00:00`, as databases append it.
fn is_time(text: &str) -> bool {
    let text = text.trim_start_matches('T');
    text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '.')
}

/// Digits and letters of a number that must be exact: an ID, a card, an account.
/// Text keeps what was typed; a number is taken only if Excel could keep all its digits.
///
/// # Errors
/// [`Finding::Rounded`] for a number of 16 digits or more, or text like `4.10102E+17`.
pub fn exact_number(value: &CellValue) -> Result<Option<String>, Finding> {
    let (text, rounded) = match value.shown() {
        CellValue::Number(number) | CellValue::Date(number) => {
            (plain_number(*number), rounded_number(*number) || number.fract() != 0.0)
        }
        other => {
            let text = half_width(&other.text());
            let text = text.trim().trim_start_matches(TEXT_MARK).trim().to_owned();
            let rounded = rounded_text(&text);
            (text, rounded)
        }
    };
    if rounded { Err(Finding::Rounded { text }) } else { Ok((!text.is_empty()).then_some(text)) }
}

/// One telephone number, whether it was typed as text or as a number.
///
/// # Errors
/// [`Finding::Rounded`], [`Finding::NotAPhone`].
pub fn phone(value: &CellValue) -> Result<Option<Phone>, Finding> {
    let Some(text) = exact_number(value)? else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_| Finding::NotAPhone { text })
}

/// An amount of money, typed in any common way or kept as a number.
///
/// # Errors
/// [`Finding::NotAnAmount`]: something else, more than two decimals, or doubtful commas.
pub fn money(value: &CellValue) -> Result<Option<Fen>, Finding> {
    let text = match value.shown() {
        // A spreadsheet keeps 0.1 as its nearest double; what it shows has two decimals.
        CellValue::Number(number) if (number * 100.0 - (number * 100.0).round()).abs() < 1e-6 => format!("{number:.2}"),
        other => other.text().trim_end_matches('元').to_owned(),
    };
    if text.trim().is_empty() || matches!(text.trim(), "-" | "—" | "/" | "无") {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| Finding::NotAnAmount { text })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(t: &str) -> CellValue {
        CellValue::Text(t.into())
    }

    #[test]
    fn six_date_formats_and_the_serial_are_one_day() {
        let expected = Day::new(2025, 1, 26).unwrap();
        for written in [
            "2025-01-26",
            "2025/1/26",
            "2025.1.26",
            "2025年1月26日",
            "20250126",
            "２０２５．１．２６",
            " 2025-1-26 ",
            "2025年01月26号",
            "2025-01-26 00:00:00",
            "2025-01-26T08:30:00",
            "'2025-01-26",
            "2025 年 1 月 26 日",
            "2025、1、26",
        ] {
            assert_eq!(day(&text(written)), Ok(Some(expected)), "{written}");
        }
        for serial in [
            CellValue::Date(45683.0),
            CellValue::Number(45683.0),
            CellValue::Date(45683.75),
            CellValue::Number(20_250_126.0),
        ] {
            assert_eq!(day(&serial), Ok(Some(expected)), "{serial:?}");
        }
        assert_eq!(day(&text("　")), Ok(None));
    }

    #[test]
    fn a_date_is_refused_with_its_reason() {
        let said = |t: &str| t.to_owned();
        assert_eq!(day(&text("2024-02-30")), Err(Finding::NoSuchDay { text: said("2024-02-30") }));
        assert_eq!(day(&text("25.1.26")), Err(Finding::TwoDigitYear { text: said("25.1.26") }));
        assert_eq!(day(&text("2025年3月")), Err(Finding::DayMissing { text: said("2025年3月") }));
        assert_eq!(day(&CellValue::Number(202_503.0)), Err(Finding::DayMissing { text: said("202503") }));
        assert_eq!(day(&text("2204.1.5")), Err(Finding::DateOutOfRange { text: said("2204.1.5") }));
        for nonsense in ["26/1/2025", "去年", "2025-1-26-3", "2025-13-1-", "12", "=A1"] {
            assert!(day(&text(nonsense)).is_err(), "{nonsense}");
        }
        assert!(day(&CellValue::Bool(true)).is_err());
        assert!(day(&CellValue::Date(0.5)).is_err());
    }

    #[test]
    fn a_formula_reads_as_excel_last_showed_it() {
        let shown = CellValue::Formula { text: "=B1".into(), shown: Box::new(CellValue::Date(45683.0)) };
        assert_eq!(day(&shown), Ok(Some(Day::new(2025, 1, 26).unwrap())));
        let bare = CellValue::Formula { text: "=B1".into(), shown: Box::new(CellValue::Empty) };
        assert!(day(&bare).is_err());
    }

    #[test]
    fn long_numbers_are_never_trusted() {
        assert!(matches!(exact_number(&CellValue::Number(4.101_022_024_112_09e17)), Err(Finding::Rounded { .. })));
        assert!(matches!(exact_number(&text("4.10102E+17")), Err(Finding::Rounded { .. })));
        assert_eq!(exact_number(&CellValue::Number(12_345_678.0)), Ok(Some("12345678".into())));
        assert_eq!(exact_number(&text("E12345671")), Ok(Some("E12345671".into())));
    }

    #[test]
    fn phones_come_in_every_dress() {
        for written in [
            "19900010009",
            "１９９０００１０００９",
            "199 0001 0009",
            "199-0001-0009",
            "+86 19900010009",
            "8619900010009",
        ] {
            assert_eq!(phone(&text(written)), Ok("19900010009".parse().ok()), "{written}");
        }
        assert_eq!(phone(&CellValue::Number(19_900_010_009.0)), Ok("19900010009".parse().ok()));
        assert_eq!(phone(&text("0371-65551234")), Ok("037165551234".parse().ok()));
        assert_eq!(phone(&text("+44 20 7946 0958")), Ok("+442079460958".parse().ok()));
        for wrong in ["1990001000", "12345678901", "1.38E+10", "19900010009/19900010008", "无"] {
            assert!(phone(&text(wrong)).is_err(), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn every_day_reads_back_in_every_format(offset in 0_i64..60_000) {
            let expected = Day::new(1935, 1, 1).unwrap().plus_days(offset).unwrap();
            let (y, m, d) = (expected.year(), expected.month().number(), expected.day_of_month());
            for written in [format!("{y}.{m}.{d}"), format!("{y}年{m}月{d}日"), format!("{y}{m:02}{d:02}"), expected.to_string()] {
                prop_assert_eq!(day(&text(&written)), Ok(Some(expected)));
            }
        }

        #[test]
        fn no_text_makes_a_reader_panic(any in "\\PC{0,20}") {
            let _ = (day(&text(&any)), phone(&text(&any)), exact_number(&text(&any)));
        }
    }
}
