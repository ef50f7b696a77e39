//! **number** 编号: gap-free series of human numbers. A number is taken in the transaction that posts what
//! carries it; drafts have none. Never reused.
//!
//! A stretch of a series can be kept for a paper book (手工收据本) that is written in during a power cut: the
//! program goes round it, its numbers are posted afterwards under their paper number, a spoilt sheet is recorded.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access::Permission;
use crate::contract::{Area, Nothing, Row, change, read};
use crate::day::Day;
use crate::error::{Error, Result, Told};
use crate::id::Id;
use crate::text::half_width;
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
    /// A range ends before it begins, holds more numbers than a book has sheets, or is of another year.
    RangeShape,
    /// A range begins before the next free number.
    RangeUsed {
        /// The next number that the program itself would take.
        next: String,
    },
    /// A range shares numbers with another one.
    RangeTaken,
    /// A paper book has a name.
    BookName,
    /// The number stands in no paper book.
    NotInBook,
    /// The number of the paper book is used already.
    UsedUp {
        /// The number.
        number: String,
    },
    /// The day lies before the book was handed out, or ahead.
    PaperDay {
        /// Since when the book is held.
        since: Day,
    },
    /// A spoilt sheet needs its reason.
    SpoiltReason,
}

impl Told for NumberError {
    fn code(&self) -> &'static str {
        match self {
            Self::DayBeforeLast { .. } => "day_before_last",
            Self::AlreadyBegun => "series_begun",
            Self::First => "series_first",
            Self::RangeShape => "range_shape",
            Self::RangeUsed { .. } => "range_used",
            Self::RangeTaken => "range_taken",
            Self::BookName => "book_name",
            Self::NotInBook => "not_in_book",
            Self::UsedUp { .. } => "book_number_used",
            Self::PaperDay { .. } => "paper_day",
            Self::SpoiltReason => "reason_needed",
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
            Self::RangeShape => l.say(
                format!("号段须属今年或明年，止号不小于起号且不超过号码位数，一本最多 {BOOK_SHEETS} 张。"),
                format!("A range is of this year or the next, ends at or after its beginning within the digits of a number, and holds at most {BOOK_SHEETS}."),
            ),
            Self::RangeUsed { next } => l.say(
                format!("起号太小：下一个可用号是 {next}，手工本须从它或更大的号开始。"),
                format!("The range begins too early: the next free number is {next}; begin there or later."),
            ),
            Self::RangeTaken => l.say("号段与另一本手工本重叠，请另选号段。", "The range shares numbers with another paper book; choose another."),
            Self::BookName => l.say("请写明是哪一本，例如“手工收据本 第1本”。", "Name the book, such as “paper book 1”."),
            Self::NotInBook => l.say("这个号不在任何一本手工本的号段内，请对照纸质收据核对号码。", "No paper book holds this number; compare it with the sheet."),
            Self::UsedUp { number } => l.say(
                format!("{number} 已补录或已登记作废，不能再用。"),
                format!("{number} was posted or recorded as void already."),
            ),
            Self::PaperDay { since } => l.say(
                format!("纸质收据的日期须在领用日 {since} 与今天之间。"),
                format!("The day of the sheet lies between {since}, when the book was handed out, and today."),
            ),
            Self::SpoiltReason => l.say("请写明作废原因。", "Give the reason why the sheet is void."),
        }
    }
    fn field(&self) -> Option<String> {
        let field = match self {
            Self::DayBeforeLast { .. } | Self::PaperDay { .. } => "day",
            Self::AlreadyBegun | Self::First => "first",
            Self::RangeShape => "to",
            Self::RangeUsed { .. } | Self::RangeTaken => "from",
            Self::BookName => "book",
            Self::NotInBook | Self::UsedUp { .. } => "number",
            Self::SpoiltReason => "reason",
        };
        Some(field.to_owned())
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
/// A paper book has at most so many sheets.
const BOOK_SHEETS: i64 = 1000;

impl Series {
    fn written(self, year: i32, value: i64) -> String {
        format!("{}{year}-{value:0width$}", self.prefix, width = self.width)
    }
}

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

/// The series of a year; a new one begins with 1.
fn of_year(change: &mut Change<'_>, series: Series, year: i32) -> Result<(Id, i64)> {
    if series_row(change, series, year)?.is_none() {
        begin(change, series, year, 1)?;
    }
    series_row(change, series, year)?.ok_or_else(|| NumberError::First.into())
}

/// What is taken and stands in no paper book, as an SQL condition on `number_taken t`.
const OWN: &str = "NOT EXISTS (SELECT 1 FROM number_range r WHERE r.series_id = t.series_id AND t.value BETWEEN r.from_value AND r.to_value)";

/// The next number that the program itself takes: behind its last one, paper books left out.
fn next(view: &View<'_>, id: Id, first: i64) -> Result<i64> {
    let last = view.number(&format!("SELECT max(value) FROM number_taken t WHERE series_id = ?1 AND {OWN}"), [id])?;
    let mut next = last.max(first - 1) + 1;
    let books =
        "SELECT from_value, to_value FROM number_range WHERE series_id = ?1 AND to_value >= ?2 ORDER BY from_value";
    for (from, to) in view.all(books, (id, next), |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?)))? {
        if (from..=to).contains(&next) {
            next = to + 1;
        }
    }
    Ok(next)
}

/// Takes the next number for a row, in the transaction that posts it.
///
/// # Errors
/// [`NumberError::DayBeforeLast`]: the day may not lie before the last number's.
pub fn take(change: &mut Change<'_>, series: Series, day: Day, for_kind: &str, for_id: Id) -> Result<String> {
    // Days rise with the values of a series, so the last value has the last day.
    let days = format!(
        "SELECT max((SELECT t.day FROM number_taken t WHERE t.series_id = s.id AND {OWN} ORDER BY t.value DESC LIMIT 1))
         FROM number_series s WHERE s.kind = ?1 AND s.book = ?2"
    );
    let last = change.first(&days, (series.kind, BOOK), |r| r.get::<_, Option<Day>>(0))?;
    if let Some(last) = last.flatten().filter(|last| day < *last) {
        return Err(NumberError::DayBeforeLast { day, last }.into());
    }
    let (id, first) = of_year(change, series, day.year())?;
    let value = next(change, id, first)?;
    record(change, id, value, day, (for_kind, for_id))?;
    Ok(series.written(day.year(), value))
}

fn record(change: &mut Change<'_>, series: Id, value: i64, day: Day, of: (&str, Id)) -> Result<()> {
    change.execute(
        "INSERT INTO number_taken (series_id, value, day, for_kind, for_id) VALUES (?1, ?2, ?3, ?4, ?5)",
        (series, value, day, of.0, of.1),
    )?;
    Ok(())
}

/// The first number of a year's series, if it is settled, and the number that comes next.
///
/// # Errors
/// The store cannot.
pub fn standing(view: &View<'_>, series: Series, year: i32) -> Result<(Option<i64>, String)> {
    let row = series_row(view, series, year)?;
    let value = match row {
        None => 1,
        Some((id, first)) => next(view, id, first)?,
    };
    Ok((row.map(|(_, first)| first), series.written(year, value)))
}

/// Numbers that are missing in a series: none may ever be. What a paper book holds is not missing, used or not.
/// Answers (series, missing number).
///
/// # Errors
/// The store cannot.
pub fn gaps(view: &View<'_>) -> Result<Vec<(String, i64)>> {
    // Before each own number, and before each paper book that own numbers have passed, something must stand.
    view.all(
        &format!(
            "WITH own (series_id, value) AS (SELECT t.series_id, t.value FROM number_taken t WHERE {OWN}),
             due (series_id, value) AS (
               SELECT series_id, value - 1 FROM own
               UNION SELECT b.series_id, b.from_value - 1 FROM number_range b
                 WHERE EXISTS (SELECT 1 FROM own WHERE own.series_id = b.series_id AND own.value > b.to_value))
             SELECT s.prefix || s.year, t.value FROM due t JOIN number_series s ON s.id = t.series_id
             WHERE t.value >= s.first AND {OWN}
               AND NOT EXISTS (SELECT 1 FROM number_taken n WHERE n.series_id = t.series_id AND n.value = t.value)
             ORDER BY 1, 2"
        ),
        [],
        |r| Ok((r.get(0)?, r.get(1)?)),
    )
}

/// A paper book and the numbers that are kept for it.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ReserveNumbers {
    /// The first number of the book.
    pub from: i64,
    /// The last number of the book.
    pub to: i64,
    /// The year of the numbers; this year when absent.
    pub year: Option<i32>,
    /// What the book is called, e.g. 手工收据本 第1本.
    pub book: String,
    /// Who holds it.
    pub holder: Id,
    /// Since when; today when absent.
    pub since: Option<Day>,
}

/// Keeps a stretch of a series for a paper book. Answers its row.
///
/// # Errors
/// [`NumberError`]: the stretch is not free, or the book has no name; the holder does not exist.
pub fn reserve(change: &mut Change<'_>, series: Series, q: &ReserveNumbers) -> Result<Id> {
    let today = change.today();
    let (book, since, year) = (q.book.trim(), q.since.unwrap_or(today), q.year.unwrap_or(today.year()));
    let years = today.year()..=today.year() + 1;
    let largest = 10_i64.pow(u32::try_from(series.width).unwrap_or(6)) - 1;
    let sheets = q.from..=q.to.min(largest);
    if !years.contains(&year) || q.to > largest || sheets.is_empty() || q.to.saturating_sub(q.from) >= BOOK_SHEETS {
        return Err(NumberError::RangeShape.into());
    }
    if book.is_empty() {
        return Err(NumberError::BookName.into());
    }
    if since > today {
        return Err(NumberError::PaperDay { since: today }.into());
    }
    change.one("person", "SELECT 1 FROM person WHERE id = ?1", [q.holder], |_| Ok(()))?;
    let (series_id, first) = of_year(change, series, year)?;
    let next = next(change, series_id, first)?;
    let overlaps = change.number(
        "SELECT count(*) FROM number_range WHERE series_id = ?1 AND from_value <= ?3 AND to_value >= ?2",
        (series_id, q.from, q.to),
    )?;
    if overlaps > 0 {
        return Err(NumberError::RangeTaken.into());
    }
    if q.from < next {
        return Err(NumberError::RangeUsed { next: series.written(year, next) }.into());
    }
    let (id, at, person) = (change.new_id(), change.now(), change.who().ok().map(|who| who.person));
    change.about(id);
    change.insert(
        "number_range",
        &[
            ("id", &id),
            ("series_id", &series_id),
            ("from_value", &q.from),
            ("to_value", &q.to),
            ("book", &book),
            ("holder_id", &q.holder),
            ("since", &since),
            ("at", &at),
            ("person_id", &person),
        ],
    )?;
    change.note(serde_json::json!({
        "book": book, "from": series.written(year, q.from), "to": series.written(year, q.to), "holder": q.holder
    }));
    Ok(id)
}

/// A free sheet of a paper book.
struct FreeSheet {
    series_id: Id,
    value: i64,
    number: String,
}

/// Finds the sheet that a paper number names: `SJ2026-000501`, `000501` or `501`; without a year the newest book.
fn free_sheet(view: &View<'_>, series: Series, number: &str, day: Day) -> Result<FreeSheet> {
    let written = half_width(number).trim().to_uppercase();
    let (year, digits) = match written.strip_prefix(series.prefix).and_then(|rest| rest.split_once('-')) {
        Some((year, digits)) => (year.parse::<i32>().ok(), digits),
        None => (None, written.as_str()),
    };
    let value: i64 = digits.parse().map_err(|_| NumberError::NotInBook)?;
    let found = view.first(
        "SELECT s.id, s.year, r.since FROM number_range r JOIN number_series s ON s.id = r.series_id
         WHERE s.kind = ?1 AND s.book = ?2 AND ?3 BETWEEN r.from_value AND r.to_value AND (?4 IS NULL OR s.year = ?4)
         ORDER BY s.year DESC LIMIT 1",
        (series.kind, BOOK, value, year),
        |r| Ok((r.get::<_, Id>(0)?, r.get::<_, i32>(1)?, r.get::<_, Day>(2)?)),
    )?;
    let (series_id, year, since) = found.ok_or(NumberError::NotInBook)?;
    let number = series.written(year, value);
    let used = view.number(
        "SELECT (SELECT count(*) FROM number_taken WHERE series_id = ?1 AND value = ?2)
              + (SELECT count(*) FROM number_spoilt WHERE series_id = ?1 AND value = ?2)",
        (series_id, value),
    )?;
    if used > 0 {
        return Err(NumberError::UsedUp { number }.into());
    }
    if day < since || day > view.today() {
        return Err(NumberError::PaperDay { since }.into());
    }
    Ok(FreeSheet { series_id, value, number })
}

/// Posts a sheet of a paper book afterwards, under its paper number and day; each number once. Answers the number.
///
/// # Errors
/// [`NumberError`]: no book holds the number, it is used up, or the day lies outside the time of the book.
pub fn take_from_range(
    change: &mut Change<'_>,
    series: Series,
    number: &str,
    day: Day,
    for_kind: &str,
    for_id: Id,
) -> Result<String> {
    let sheet = free_sheet(change, series, number, day)?;
    record(change, sheet.series_id, sheet.value, day, (for_kind, for_id))?;
    Ok(sheet.number)
}

/// A sheet of a paper book that was spoilt.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct VoidInRange {
    /// The number on the sheet.
    pub number: String,
    /// Why it is void.
    pub reason: String,
    /// When it was spoilt; today when absent.
    pub on: Option<Day>,
}

/// Records a spoilt sheet of a paper book. Answers its number.
///
/// # Errors
/// [`NumberError`], as [`take_from_range`]; the reason is missing.
pub fn void_in_range(change: &mut Change<'_>, series: Series, q: &VoidInRange) -> Result<String> {
    let reason = q.reason.trim();
    if reason.is_empty() {
        return Err(NumberError::SpoiltReason.into());
    }
    let day = q.on.unwrap_or(change.today());
    let sheet = free_sheet(change, series, &q.number, day)?;
    let (at, person) = (change.now(), change.who().ok().map(|who| who.person));
    change.about(&sheet.number);
    change.insert(
        "number_spoilt",
        &[
            ("series_id", &sheet.series_id),
            ("value", &sheet.value),
            ("reason", &reason),
            ("day", &day),
            ("at", &at),
            ("person_id", &person),
        ],
    )?;
    change.note(serde_json::json!({ "number": sheet.number, "void": reason }));
    Ok(sheet.number)
}

crate::coded_enum! {
    /// What became of a sheet of a paper book.
    pub enum SheetState {
        Unused = "unused", "未用", "unused";
        Used = "used", "已补录", "posted";
        Spoilt = "spoilt", "作废", "void";
    }
}

/// A number of a paper book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct RangeNumber {
    /// As written on the sheet.
    pub number: String,
    /// What became of it.
    pub state: SheetState,
    /// The day on the sheet, once it is known.
    pub day: Option<Day>,
    /// What carries it: the receipt.
    pub of: Option<Id>,
    /// Why it is void.
    pub reason: Option<String>,
}

/// A paper book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct NumberRange {
    /// The row.
    pub id: Id,
    /// What the book is called.
    pub book: String,
    /// Who holds it.
    pub holder: Id,
    /// The holder's name.
    pub holder_name: String,
    /// Since when.
    pub since: Day,
    /// First number.
    pub from: String,
    /// Last number.
    pub to: String,
    /// Sheets that are neither posted nor void.
    pub unused: u32,
    /// Sheets that were posted.
    pub used: u32,
    /// Sheets that are void.
    pub spoilt: u32,
    /// Every number in order.
    pub numbers: Vec<RangeNumber>,
}

/// The paper books of a series, the newest first.
///
/// # Errors
/// The store cannot.
pub fn ranges(view: &View<'_>, series: Series) -> Result<Vec<NumberRange>> {
    let books = view.all(
        "SELECT r.id, r.series_id, s.year, r.from_value, r.to_value, r.book, r.holder_id, p.name, r.since
         FROM number_range r JOIN number_series s ON s.id = r.series_id JOIN person p ON p.id = r.holder_id
         WHERE s.kind = ?1 AND s.book = ?2 ORDER BY r.since DESC, r.id DESC",
        (series.kind, BOOK),
        |r| {
            let (year, from, to): (i32, i64, i64) = (r.get(2)?, r.get(3)?, r.get(4)?);
            let range = NumberRange {
                id: r.get(0)?,
                book: r.get(5)?,
                holder: r.get(6)?,
                holder_name: r.get(7)?,
                since: r.get(8)?,
                from: series.written(year, from),
                to: series.written(year, to),
                unused: 0,
                used: 0,
                spoilt: 0,
                numbers: Vec::new(),
            };
            Ok((range, r.get::<_, Id>(1)?, year, from, to))
        },
    )?;
    let mut ranges = Vec::with_capacity(books.len());
    for (mut range, series_id, year, from, to) in books {
        let known = view.all(
            "SELECT value, day, for_id, NULL FROM number_taken WHERE series_id = ?1 AND value BETWEEN ?2 AND ?3
             UNION ALL SELECT value, day, NULL, reason FROM number_spoilt WHERE series_id = ?1 AND value BETWEEN ?2 AND ?3
             ORDER BY value",
            (series_id, from, to),
            |r| Ok((r.get::<_, i64>(0)?, r.get::<_, Day>(1)?, r.get::<_, Option<Id>>(2)?, r.get(3)?)),
        )?;
        let mut known = known.into_iter().peekable();
        for value in from..=to {
            let number = series.written(year, value);
            range.numbers.push(match known.next_if(|(at, ..)| *at == value) {
                Some((_, day, of, reason)) => {
                    let state = if of.is_some() { SheetState::Used } else { SheetState::Spoilt };
                    RangeNumber { number, state, day: Some(day), of, reason }
                }
                None => RangeNumber { number, state: SheetState::Unused, day: None, of: None, reason: None },
            });
        }
        let count = |state| range.numbers.iter().filter(|number| number.state == state).count();
        let counts = [SheetState::Unused, SheetState::Used, SheetState::Spoilt].map(count);
        [range.unused, range.used, range.spoilt] = counts.map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        ranges.push(range);
    }
    Ok(ranges)
}

pub(crate) fn operations() -> Vec<Row> {
    let books = |view: &View<'_>| ranges(view, RECEIPT);
    vec![
        read(
            "number.ranges",
            ("查看手工收据本", "See the paper receipt books"),
            Permission::BillingRead,
            move |view: &View<'_>, _: Nothing| books(view),
        ),
        change(
            "number.reserve",
            ("预留手工收据本号段", "Keep numbers for a paper receipt book"),
            Permission::BillingCollect,
            move |change: &mut Change<'_>, q: ReserveNumbers| {
                let id = reserve(change, RECEIPT, &q)?;
                books(change)?.into_iter().find(|range| range.id == id).ok_or_else(|| Error::not_found("number_range"))
            },
        )
        .touches(&[Area::Billing]),
        change(
            "number.void_range",
            ("登记手工收据作废", "Record a void sheet of a paper receipt book"),
            Permission::BillingCollect,
            move |change: &mut Change<'_>, q: VoidInRange| {
                let number = void_in_range(change, RECEIPT, &q)?;
                let holds = |range: &NumberRange| range.numbers.iter().any(|sheet| sheet.number == number);
                books(change)?.into_iter().find(holds).ok_or_else(|| Error::not_found("number_range"))
            },
        )
        .touches(&[Area::Billing]),
    ]
}
