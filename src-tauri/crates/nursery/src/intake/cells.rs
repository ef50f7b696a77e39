//! A workbook or text table as cells with addresses, keeping what the file stored.
//!
//! Nothing is evaluated. A formula keeps its text and the value that Excel last showed.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx};

use super::csv_text;
use super::limits::{IntakeError, Limits};

/// What one cell stored.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum CellValue {
    /// Nothing.
    #[default]
    Empty,
    /// Text as typed, blanks included.
    Text(String),
    /// A number. Excel keeps 15 digits; what was typed beyond them is gone.
    Number(f64),
    /// A number that Excel shows as a date: the serial, already counted from 1900.
    Date(f64),
    /// A tick box or TRUE/FALSE.
    Bool(bool),
    /// A formula, never evaluated.
    Formula {
        /// The formula with its leading `=`.
        text: String,
        /// What Excel last showed; [`CellValue::Empty`] when the file does not say.
        shown: Box<CellValue>,
    },
}

impl CellValue {
    /// The value to read: of a formula what Excel last showed, else its text.
    #[must_use]
    pub fn shown(&self) -> &CellValue {
        match self {
            Self::Formula { shown, .. } if !shown.is_blank() => shown,
            other => other,
        }
    }

    /// Whether nothing but blanks stands here.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The value as the person sees it, without outer blanks; whole numbers without `.0`.
    #[must_use]
    pub fn text(&self) -> String {
        match self.shown() {
            Self::Empty => String::new(),
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => plain_number(*number),
            Self::Date(serial) => {
                super::values::serial_day(*serial).map_or_else(|| plain_number(*serial), |day| day.to_string())
            }
            Self::Bool(true) => "是".to_owned(),
            Self::Bool(false) => "否".to_owned(),
            Self::Formula { text, .. } => text.clone(),
        }
    }
}

/// A number the way a person reads it: `19900010009`, `1.5`, `4.10102202411209e17`.
pub(crate) fn plain_number(number: f64) -> String {
    if number.abs() < 1e15 { format!("{number}") } else { format!("{number:e}") }
}

/// One cell and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// As in the spreadsheet: `E12`.
    pub address: String,
    /// What it stored.
    pub value: CellValue,
}

/// The merged cells of a sheet, kept so that a lookup stays cheap however many a file declares.
#[derive(Debug, Clone, PartialEq, Default)]
struct Merges {
    /// Merged downwards: column → first row → last row.
    down: BTreeMap<u32, BTreeMap<u32, u32>>,
    /// Any merge near the top of the sheet, where headings stand.
    top: Vec<Dimensions>,
}

/// Headings and their merged groups are looked for in so many rows.
pub(crate) const HEADING_ROWS: u32 = 50;
/// More merges than this near the top are decoration.
const TOP_MERGES: usize = 1_000;

impl Merges {
    fn of(all: Vec<Dimensions>) -> Merges {
        let mut merges = Merges::default();
        for merge in all {
            if merge.start.1 == merge.end.1 {
                merges.down.entry(merge.start.1).or_default().insert(merge.start.0, merge.end.0);
            }
            if merge.start.0 < HEADING_ROWS && merges.top.len() < TOP_MERGES {
                merges.top.push(merge);
            }
        }
        merges
    }
}

/// One sheet: the cells that hold something.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name; of a text table the file name.
    pub name: String,
    rows: BTreeMap<u32, BTreeMap<u32, CellValue>>,
    merges: Merges,
}

static EMPTY: CellValue = CellValue::Empty;

impl Sheet {
    /// The value at a row and column, both counted from 0.
    #[must_use]
    pub fn at(&self, row: u32, column: u32) -> &CellValue {
        self.rows.get(&row).and_then(|cells| cells.get(&column)).unwrap_or(&EMPTY)
    }

    /// The cell at a row and column, with its address.
    #[must_use]
    pub fn cell(&self, row: u32, column: u32) -> Cell {
        Cell { address: address(row, column), value: self.at(row, column).clone() }
    }

    /// The value that belongs to a cell of a column merged downwards (one class for six children):
    /// the top one. A value merged sideways, like a title, stays where it is.
    #[must_use]
    pub fn at_merged_down(&self, row: u32, column: u32) -> &CellValue {
        let own = self.at(row, column);
        if !own.is_blank() {
            return own;
        }
        let above = self.merges.down.get(&column).and_then(|merges| merges.range(..=row).next_back());
        match above {
            Some((first, last)) if row <= *last => self.at(*first, column),
            _ => own,
        }
    }

    /// The value that belongs to a heading cell, merged in any direction.
    #[must_use]
    pub fn at_merged(&self, row: u32, column: u32) -> &CellValue {
        let merge = self.merges.top.iter().find(|merge| merge.contains(row, column));
        merge.map_or_else(|| self.at(row, column), |merge| self.at(merge.start.0, merge.start.1))
    }

    /// The rows that hold something, counted from 0, from top to bottom.
    pub fn row_numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.rows.keys().copied()
    }

    /// The cells of a row that hold something, with their columns.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &CellValue)> + '_ {
        self.rows.get(&row).into_iter().flatten().map(|(column, value)| (*column, value))
    }

    /// The column behind the last one that holds something; 0 for an empty sheet.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.rows.values().filter_map(|cells| cells.keys().next_back()).max().map_or(0, |last| last + 1)
    }

    /// Whether no cell holds anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// `E12` for row 11 and column 4, both counted from 0.
#[must_use]
pub fn address(row: u32, column: u32) -> String {
    format!("{}{}", column_letters(column), u64::from(row) + 1)
}

/// `E` for column 4, counted from 0.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A file from outside, read into cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The sheets in their order, hidden ones left out.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// Reads an `.xlsx` workbook or a text table: UTF-8 (with or without mark), UTF-16 with mark,
    /// or GB18030; comma, semicolon or tab. The format is told by the content, not by `name`.
    ///
    /// # Errors
    /// [`IntakeError`] when the file is over a limit, damaged, empty or of another format.
    pub fn read(bytes: &[u8], name: &str) -> Result<Workbook, IntakeError> {
        Self::read_within(bytes, name, &Limits::DEFAULT)
    }

    /// [`Workbook::read`] with other limits.
    ///
    /// # Errors
    /// As [`Workbook::read`].
    pub fn read_within(bytes: &[u8], name: &str, limits: &Limits) -> Result<Workbook, IntakeError> {
        if bytes.len() > limits.file_bytes {
            return Err(IntakeError::FileTooLarge { bytes: bytes.len(), limit: limits.file_bytes });
        }
        let sheets = if bytes.starts_with(b"PK\x03\x04") {
            read_xlsx(bytes, limits)?
        } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(IntakeError::OldOrLocked);
        } else {
            vec![read_text(bytes, name, limits)?]
        };
        if sheets.iter().all(Sheet::is_empty) {
            return Err(IntakeError::Empty);
        }
        Ok(Workbook { sheets })
    }

    /// The sheet of that name.
    #[must_use]
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}

/// Fills a sheet cell by cell and stops at the first limit.
struct Filling<'a> {
    limits: &'a Limits,
    chars: &'a mut usize,
    sheet: Sheet,
}

impl Filling<'_> {
    fn put(&mut self, row: u32, column: u32, value: CellValue) -> Result<(), IntakeError> {
        if value.is_blank() {
            return Ok(());
        }
        let chars = chars_of(&value);
        if chars > self.limits.cell_chars {
            return Err(IntakeError::CellTooLong { address: address(row, column), limit: self.limits.cell_chars });
        }
        *self.chars += chars;
        if *self.chars > self.limits.text_chars {
            return Err(IntakeError::TooMuchText { limit: self.limits.text_chars });
        }
        if column >= self.limits.columns {
            return Err(IntakeError::TooManyColumns { address: address(row, column), limit: self.limits.columns });
        }
        self.sheet.rows.entry(row).or_default().insert(column, value);
        if self.sheet.rows.len() > self.limits.rows {
            return Err(IntakeError::TooManyRows { limit: self.limits.rows });
        }
        Ok(())
    }
}

fn chars_of(value: &CellValue) -> usize {
    match value {
        CellValue::Text(text) => text.chars().count(),
        CellValue::Formula { text, shown } => text.chars().count() + chars_of(shown),
        _ => 0,
    }
}

fn read_text(bytes: &[u8], name: &str, limits: &Limits) -> Result<Sheet, IntakeError> {
    let mut chars = 0;
    let sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let mut filling = Filling { limits, chars: &mut chars, sheet };
    for record in csv_text::records(bytes)? {
        let (row, fields) = record?;
        for (column, field) in (0..).zip(fields) {
            filling.put(row, column, CellValue::Text(field))?;
        }
    }
    Ok(filling.sheet)
}

fn read_xlsx(bytes: &[u8], limits: &Limits) -> Result<Vec<Sheet>, IntakeError> {
    measure_unzipped(bytes, limits)?;
    let damaged = |_| IntakeError::Damaged("workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    if names.len() > limits.sheets {
        return Err(IntakeError::TooManySheets { sheets: names.len(), limit: limits.sheets });
    }
    let from_1904 = book.has_1904_epoch();
    let mut chars = 0;
    let mut sheets = Vec::with_capacity(names.len());
    for name in names {
        let merges = Merges::of(book.merge_cells_by_sheet_name(&name).map_err(damaged)?);
        let sheet = Sheet { name: name.clone(), merges, ..Sheet::default() };
        let mut filling = Filling { limits, chars: &mut chars, sheet };
        let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
        // Streamed, so that one cell at XFD1048576 does not make a sheet of 17 billion cells.
        while let Some(cell) = cells.next_cell_with_formula().map_err(damaged)? {
            let shown = stored(cell.value, from_1904);
            let value = match cell.formula {
                Some(text) => CellValue::Formula { text: format!("={text}"), shown: Box::new(shown) },
                None => shown,
            };
            filling.put(cell.pos.0, cell.pos.1, value)?;
        }
        sheets.push(filling.sheet);
    }
    Ok(sheets)
}

/// Days between the two epochs that Excel counts from.
const DAYS_TO_1904: f64 = 1462.0;

fn stored(value: DataRef<'_>, from_1904: bool) -> CellValue {
    match value {
        DataRef::Empty => CellValue::Empty,
        DataRef::Int(number) => CellValue::Number(number as f64),
        DataRef::Float(number) => CellValue::Number(number),
        DataRef::String(text) => CellValue::Text(text),
        DataRef::SharedString(text) => CellValue::Text(text.to_owned()),
        DataRef::Bool(ticked) => CellValue::Bool(ticked),
        DataRef::DateTime(date) => CellValue::Date(date.as_f64() + if from_1904 { DAYS_TO_1904 } else { 0.0 }),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => CellValue::Text(text),
        DataRef::Error(error) => CellValue::Text(error.to_string()),
    }
}

/// Inflates every part once, only to count: a ZIP bomb is stopped before anything is parsed.
fn measure_unzipped(bytes: &[u8], limits: &Limits) -> Result<(), IntakeError> {
    let damaged = |_| IntakeError::Damaged("container");
    let mut container = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if container.len() > limits.parts {
        return Err(IntakeError::UnzipsTooLarge { limit: limits.parts as u64 });
    }
    let mut left = limits.unzipped_bytes;
    for index in 0..container.len() {
        let part = container.by_index(index).map_err(damaged)?;
        let inflated =
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| IntakeError::Damaged("part"))?;
        left = left.checked_sub(inflated).ok_or(IntakeError::UnzipsTooLarge { limit: limits.unzipped_bytes })?;
    }
    Ok(())
}
