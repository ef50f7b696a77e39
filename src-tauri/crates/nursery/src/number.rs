//! **number** 编号: gap-free series of human numbers. A number is taken in the transaction that posts what
//! carries it; drafts have none. Never reused.

use crate::day::Day;
use crate::error::{Result, Told};
use crate::id::Id;
use crate::view::{Change, View};
use crate::words::Language;

/// What a series refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberError {
    /// The day lies before the day of the last number: the clock may stand wrong.
    DayBeforeLast {
        /// The day that was asked for.
        day: Day,
        /// The day of the last number.
        last: Day,
    },
    /// The series has begun already; its first number cannot change.
    AlreadyBegun,
    /// A first number is at least 1.
    First,
}

impl Told for NumberError {
    fn code(&self) -> &'static str {
        match self {
            Self::DayBeforeLast { .. } => "day_before_last",
            Self::AlreadyBegun => "series_begun",
            Self::First => "series_first",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::DayBeforeLast { day, last } => l.say(
                format!("日期 {day} 早于上一张的日期 {last}，没有开具。请核对电脑的日期和时间；若电脑时间正确，请改用不早于 {last} 的日期。"),
                format!("The day {day} lies before the last one's, {last}; nothing was issued. Check the computer's clock."),
            ),
            Self::AlreadyBegun => l.say("本年度号段已开始使用，起始号不能再改。", "This year's series has begun; its first number cannot change."),
            Self::First => l.say("起始号须为 1 或更大。", "The first number must be 1 or more."),
        }
    }
    fn field(&self) -> Option<String> {
        Some(if matches!(self, Self::DayBeforeLast { .. }) { "day" } else { "first" }.to_owned())
    }
}

/// A kind of number: how its series look.
#[derive(Debug, Clone, Copy)]
pub struct Series {
    /// Kind in the store, e.g. `receipt`.
    pub kind: &'static str,
    /// What stands before year and number, e.g. `SJ`.
    pub prefix: &'static str,
    /// Digits of the running number.
    pub width: usize,
}

/// Receipts: `SJ2026-000123`.
pub const RECEIPT: Series = Series { kind: "receipt", prefix: "SJ", width: 6 };
/// Contracts: `HT2026-0031`.
pub const CONTRACT: Series = Series { kind: "contract", prefix: "HT", width: 4 };
/// Filing packages: `BA2026-003`.
pub const PACKAGE: Series = Series { kind: "package", prefix: "BA", width: 3 };

/// The book that the program itself numbers.
const BOOK: &str = "1";

/// Says with which number a year's series begins (receipts go on from a paper book).
///
/// # Errors
/// [`NumberError::AlreadyBegun`], [`NumberError::First`].
pub fn begin(change: &mut Change<'_>, series: Series, year: i32, first: i64) -> Result<()> {
    if first < 1 {
        return Err(NumberError::First.into());
    }
    if series_row(change, series, year)?.is_some() {
        return Err(NumberError::AlreadyBegun.into());
    }
    let id = change.new_id();
    let width = i64::try_from(series.width).unwrap_or(6);
    change.insert(
        "number_series",
        &[
            ("id", &id),
            ("kind", &series.kind),
            ("book", &BOOK),
            ("year", &year),
            ("first", &first),
            ("width", &width),
            ("prefix", &series.prefix),
        ],
    )
}

fn series_row(view: &View<'_>, series: Series, year: i32) -> Result<Option<(Id, i64)>> {
    view.first(
        "SELECT id, first FROM number_series WHERE kind = ?1 AND book = ?2 AND year = ?3",
        (series.kind, BOOK, year),
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}

/// Takes the next number for a row, in the transaction that posts it.
///
/// # Errors
/// [`NumberError::DayBeforeLast`]: the day may not lie before the last number's.
pub fn take(change: &mut Change<'_>, series: Series, day: Day, for_kind: &str, for_id: Id) -> Result<String> {
    let last = change.first(
        "SELECT max(t.day) FROM number_taken t JOIN number_series s ON s.id = t.series_id WHERE s.kind = ?1 AND s.book = ?2",
        (series.kind, BOOK),
        |r| r.get::<_, Option<Day>>(0),
    )?;
    if let Some(last) = last.flatten().filter(|last| day < *last) {
        return Err(NumberError::DayBeforeLast { day, last }.into());
    }
    if series_row(change, series, day.year())?.is_none() {
        begin(change, series, day.year(), 1)?;
    }
    let (id, first) = series_row(change, series, day.year())?.ok_or(NumberError::First)?;
    let value = change.number("SELECT max(value) FROM number_taken WHERE series_id = ?1", [id])?.max(first - 1) + 1;
    change.execute(
        "INSERT INTO number_taken (series_id, value, day, for_kind, for_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        (id, value, day, for_kind, for_id),
    )?;
    Ok(format!("{}{}-{value:0width$}", series.prefix, day.year(), width = series.width))
}

/// Numbers that are missing in a series: none may ever be. Answers (series, missing number).
///
/// # Errors
/// The store cannot.
pub fn gaps(view: &View<'_>) -> Result<Vec<(String, i64)>> {
    view.all(
        "SELECT s.prefix || s.year, t.value - 1 FROM number_taken t JOIN number_series s ON s.id = t.series_id
         WHERE t.value > s.first AND NOT EXISTS (SELECT 1 FROM number_taken b WHERE b.series_id = t.series_id AND b.value = t.value - 1)
         ORDER BY 1, 2",
        [],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}
