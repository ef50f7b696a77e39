//! A workbook beside the register: what `registers.export` wrote comes back, each row the same, changed, new or
//! refused, with the cell. Where the register says how, the rows that differ are taken in; where its rows are
//! derived, the comparison is all there is.

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::sheet::RegisterSheet;
use super::{Asked, ColumnKind, Register, RegisterColumn, RegisterError};
use crate::access::Permission;
use crate::error::Result;
use crate::intake::header::plain;
use crate::intake::{CellValue, FieldWords, Finding, HeaderMap, Said, Sheet, Workbook, address, values};
use crate::view::{Change, View};
use crate::words::Language;

/// Longest text of a cell.
const TEXT: usize = 2_000;

/// How a register takes a row in.
#[derive(Clone, Copy)]
pub struct TakesIn {
    /// What the person's posts must allow, beyond seeing the register.
    pub permission: Permission,
    /// Says why a row that differs cannot be taken in.
    pub refuse: fn(&View<'_>, Asked, &FileRow) -> Result<Option<Said>>,
    /// Writes a row that differs or is new; the reason is for entries that are late.
    pub take: fn(&mut Change<'_>, Asked, &FileRow, Option<&str>) -> Result<()>,
}

/// A row of a workbook in the columns of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// The row as the spreadsheet counts, from 1.
    pub row: u32,
    /// One text a column; none where the file has no such column.
    pub values: Vec<Option<String>>,
    /// The row of the register that it is, from 0; none for a new one.
    pub of: Option<usize>,
    /// The columns in which it differs.
    pub differing: Vec<usize>,
}

impl FileRow {
    /// What the file says in a column; blank where it has no such column.
    #[must_use]
    pub fn value(&self, column: usize) -> &str {
        self.values.get(column).and_then(Option::as_deref).unwrap_or_default()
    }
}

crate::coded_enum! {
    /// How a row of one sheet stands to the other sheet.
    pub enum RowOutcome {
        Same = "same", "相同", "same";
        Changed = "changed", "不同", "changed";
        New = "new", "新增", "new";
        Absent = "absent", "缺少", "absent";
        Rejected = "rejected", "不能导入", "rejected";
    }
}

/// A cell in which two sheets differ, or that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct CellComparison {
    /// Its column in the register, from 0.
    pub column: u32,
    /// Heading of the column.
    pub heading: String,
    /// Its place in the file, as `B7`.
    pub address: Option<String>,
    /// What the first sheet says.
    pub before: String,
    /// What the second sheet says.
    pub after: String,
    /// Why it cannot be read.
    pub reason: Option<String>,
}

/// A row of two sheets laid beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct RowComparison {
    /// How it stands.
    pub outcome: RowOutcome,
    /// What names the row: its identifying cells.
    pub name: String,
    /// The row in the file, as the spreadsheet counts.
    pub row: Option<u32>,
    /// The cells that differ or cannot be read.
    pub cells: Vec<CellComparison>,
    /// Why it is refused as a whole.
    pub reason: Option<String>,
}

/// A workbook compared with the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct FileComparison {
    /// The headings as they were understood.
    pub header: HeaderMap,
    /// Headings of the register that the file does not have: not compared.
    pub left_out: Vec<String>,
    /// Every row of the file, then what the file lacks.
    pub rows: Vec<RowComparison>,
    /// Rows that are the same.
    pub same: u32,
    /// Rows that differ.
    pub changed: u32,
    /// Rows that the register does not have.
    pub new: u32,
    /// Rows that the file does not have; they stay as they are.
    pub absent: u32,
    /// Rows that cannot be taken in.
    pub rejected: u32,
    /// Whether the register takes rows in at all, or only compares.
    pub takes_in: bool,
}

/// A comparison with the rows that could be written.
pub(super) struct Judged {
    pub comparison: FileComparison,
    pub to_take: Vec<FileRow>,
}

/// Reads a workbook against the register as it stands now. Writes nothing.
///
/// # Errors
/// The file cannot be taken at all (`intake`), or the store cannot.
pub(super) fn judge(view: &View<'_>, register: &Register, asked: Asked, book: &Workbook) -> Result<Judged> {
    let l = view.language();
    let now = register.sheet(view, asked, Language::Zh)?;
    let header = header_of(register, book)?;
    let file = header.sheet_in(book)?;
    let places: Vec<Option<u32>> = (0..register.columns.len()).map(|at| header.column_of(&at.to_string())).collect();
    let left_out = register.columns.iter().zip(&places).filter(|(column, place)| place.is_none() && !column.derived);
    let left_out = left_out.map(|(column, _)| l.say(column.heading.0, column.heading.1)).collect();

    let mut found = Found { register, now: &now, used: vec![false; now.rows.len()], l };
    let (mut rows, mut to_take) = (Vec::new(), Vec::new());
    for row in file.row_numbers().filter(|row| *row >= header.first_row()) {
        if places.iter().flatten().all(|column| file.at_merged_down(row, *column).is_blank()) {
            continue;
        }
        let (mut comparison, read) = found.row(file, row, &places);
        if let Some(read) = read.filter(|_| comparison.outcome != RowOutcome::Same) {
            let refused = match &register.takes_in {
                Some(takes_in) => (takes_in.refuse)(view, asked, &read)?,
                None => None,
            };
            match refused {
                Some(why) => {
                    comparison.outcome = RowOutcome::Rejected;
                    comparison.reason = Some(l.say(why.zh, why.en));
                }
                None => to_take.push(read),
            }
        }
        rows.push(comparison);
    }
    for (row, _) in now.rows.iter().zip(&found.used).filter(|(_, used)| !**used) {
        rows.push(whole(RowOutcome::Absent, name(register, row)));
    }
    let count = |outcome| rows.iter().filter(|row| row.outcome == outcome).count().try_into().unwrap_or(u32::MAX);
    let comparison = FileComparison {
        same: count(RowOutcome::Same),
        changed: count(RowOutcome::Changed),
        new: count(RowOutcome::New),
        absent: count(RowOutcome::Absent),
        rejected: count(RowOutcome::Rejected),
        header,
        left_out,
        rows,
        takes_in: register.takes_in.is_some(),
    };
    Ok(Judged { comparison, to_take })
}

/// Writes the rows of a workbook that differ, as the register says.
pub(super) fn take(
    change: &mut Change<'_>,
    register: &Register,
    asked: Asked,
    book: &Workbook,
    reason: Option<&str>,
) -> Result<FileComparison> {
    let takes_in = register.takes_in.ok_or(RegisterError::Derived)?;
    change.must(takes_in.permission)?;
    let judged = judge(change, register, asked, book)?;
    if judged.to_take.is_empty() {
        return Err(RegisterError::NothingToTake.into());
    }
    for row in &judged.to_take {
        (takes_in.take)(change, asked, row, reason)?;
    }
    let seen = &judged.comparison;
    change.about(register.key);
    change.note(serde_json::json!({ "changed": seen.changed, "new": seen.new, "rejected": seen.rejected }));
    Ok(judged.comparison)
}

/// The rows in which two sheets of a register differ: what was amended since a sheet was bound.
pub(super) fn differences(
    register: &Register,
    before: &RegisterSheet,
    after: &RegisterSheet,
    l: Language,
) -> Vec<RowComparison> {
    let mut used = vec![false; before.rows.len()];
    let mut rows = Vec::new();
    for row in &after.rows {
        let Some(of) = matching(register, &before.rows, &used, row) else {
            rows.push(whole(RowOutcome::New, name(register, row)));
            continue;
        };
        used[of] = true;
        let pairs = register.columns.iter().enumerate().zip(before.rows[of].iter().zip(row));
        let cells: Vec<CellComparison> = pairs
            .filter(|((_, column), (before, after))| !column.derived && before != after)
            .map(|((at, column), (before, after))| cell(at, column, (before, after), None, l))
            .collect();
        if !cells.is_empty() {
            rows.push(RowComparison { cells, ..whole(RowOutcome::Changed, name(register, row)) });
        }
    }
    for (row, _) in before.rows.iter().zip(used).filter(|(_, used)| !used) {
        rows.push(whole(RowOutcome::Absent, name(register, row)));
    }
    rows
}

fn whole(outcome: RowOutcome, name: String) -> RowComparison {
    RowComparison { outcome, name, row: None, cells: Vec::new(), reason: None }
}

fn cell(
    at: usize,
    column: &RegisterColumn,
    texts: (&str, &str),
    address: Option<String>,
    l: Language,
) -> CellComparison {
    CellComparison {
        column: u32::try_from(at).unwrap_or(u32::MAX),
        heading: l.say(column.heading.0, column.heading.1),
        address,
        before: texts.0.to_owned(),
        after: texts.1.to_owned(),
        reason: None,
    }
}

fn name(register: &Register, row: &[String]) -> String {
    let named = register.columns.iter().zip(row).filter(|(column, _)| column.identifies);
    named.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The first row not yet used that has the same identifying cells; without such columns the next in order.
fn matching<T: AsRef<str>>(register: &Register, rows: &[Vec<String>], used: &[bool], row: &[T]) -> Option<usize> {
    let same = |candidate: &[String]| {
        let pairs = register.columns.iter().zip(candidate.iter().zip(row));
        pairs.filter(|(column, _)| column.identifies).all(|(column, (a, b))| equal(column.kind, a, b.as_ref()))
    };
    rows.iter().zip(used).position(|(candidate, used)| !used && same(candidate))
}

fn equal(kind: ColumnKind, a: &str, b: &str) -> bool {
    let number = |text: &str| text.parse::<f64>().ok();
    a.trim() == b.trim() || (kind == ColumnKind::Number && number(a).is_some() && number(a) == number(b))
}

/// The headings of the register, in either language, as the importer's words; a column's key is its place.
fn header_of(register: &Register, book: &Workbook) -> Result<HeaderMap> {
    let known: Vec<(String, [String; 2])> = (0..)
        .zip(register.columns)
        .map(|(at, column)| (usize::to_string(&at), [plain(column.heading.0), plain(column.heading.1)]))
        .collect();
    let words: Vec<[&str; 2]> = known.iter().map(|(_, [zh, en])| [zh.as_str(), en.as_str()]).collect();
    let fields: Vec<FieldWords<'_>> = known
        .iter()
        .zip(&words)
        .enumerate()
        .map(|(at, ((key, headings), words))| FieldWords {
            key,
            words,
            // Two columns of one heading (noon and evening) follow each other as on paper.
            again: known.iter().skip(at + 1).find(|(_, later)| later[0] == headings[0]).map(|(key, _)| key.as_str()),
        })
        .collect();
    Ok(HeaderMap::find(book, &fields)?)
}

struct Found<'a> {
    register: &'a Register,
    now: &'a RegisterSheet,
    used: Vec<bool>,
    l: Language,
}

impl Found<'_> {
    /// One row of the file: how it stands, and what it says if every cell can be read.
    fn row(&mut self, file: &Sheet, row: u32, places: &[Option<u32>]) -> (RowComparison, Option<FileRow>) {
        let (mut texts, mut unreadable) = (Vec::new(), Vec::new());
        for ((at, column), place) in self.register.columns.iter().enumerate().zip(places) {
            let Some(place) = place else {
                texts.push(None);
                continue;
            };
            let value = file.at_merged_down(row, *place);
            texts.push(Some(read(column.kind, value).unwrap_or_else(|finding| {
                let said = finding.said(None);
                let written = value.text();
                let unread = cell(at, column, ("", &written), Some(address(row, *place)), self.l);
                unreadable.push(CellComparison { reason: Some(self.l.say(said.zh, said.en)), ..unread });
                written
            })));
        }
        let plain: Vec<&str> = texts.iter().map(|text| text.as_deref().unwrap_or_default()).collect();
        let of = matching(self.register, &self.now.rows, &self.used, &plain);
        let mut comparison =
            RowComparison { row: Some(row + 1), ..whole(RowOutcome::New, name_of(self.register, &plain)) };
        let mut differing = Vec::new();
        if let Some(of) = of {
            self.used[of] = true;
            comparison.outcome = RowOutcome::Same;
            for ((at, column), place) in self.register.columns.iter().enumerate().zip(places) {
                let (Some(place), Some(text)) = (place, &texts[at]) else { continue };
                let kept = self.now.rows[of].get(at).map(String::as_str).unwrap_or_default();
                if !column.derived && !equal(column.kind, kept, text) {
                    differing.push(at);
                    comparison.cells.push(cell(at, column, (kept, text), Some(address(row, *place)), self.l));
                    comparison.outcome = RowOutcome::Changed;
                }
            }
        }
        if !unreadable.is_empty() {
            comparison.outcome = RowOutcome::Rejected;
            comparison.cells = unreadable;
            return (comparison, None);
        }
        (comparison, Some(FileRow { row: row + 1, values: texts, of, differing }))
    }
}

fn name_of(register: &Register, texts: &[&str]) -> String {
    name(register, &texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
}

/// The text of a cell in the form in which the register writes it.
fn read(kind: ColumnKind, value: &CellValue) -> Result<String, Finding> {
    let text = match kind {
        ColumnKind::Text | ColumnKind::Mark => values::text(value, TEXT)?,
        ColumnKind::Code => values::exact_number(value)?,
        ColumnKind::Day => values::day(value)?.map(|day| day.to_string()),
        ColumnKind::Number => match values::text(value, TEXT)?.map(|text| crate::text::half_width(&text)) {
            Some(text) if text.parse::<f64>().is_err() => return Err(Finding::NotANumber { text }),
            text => text,
        },
    };
    Ok(text.unwrap_or_default())
}
