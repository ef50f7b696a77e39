//! A register filled for a day or month.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Asked, ColumnKind, Register, RegisterColumn, RegisterPeriod};
use crate::day::Day;
use crate::error::Result;
use crate::record::Entry;
use crate::view::View;
use crate::words::Language;

/// Rows that stay free below the names of a blank sheet.
const FREE: usize = 2;

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SheetColumn {
    /// Heading.
    pub heading: String,
    /// Width on paper, mm.
    pub width: f32,
    /// What stands in it.
    pub kind: ColumnKind,
    /// Where it comes from.
    pub source: String,
    /// A second line of the heading.
    #[serde(default)]
    pub under: String,
    /// Nothing is expected in it on this sheet.
    #[serde(default)]
    pub off: bool,
}

crate::coded_enum! {
    /// What is to be said of a cell.
    pub enum CellMark {
        Late = "late", "补", "late";
        Missing = "missing", "缺", "missing";
    }
}

/// A cell that is late or missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct SheetMark {
    /// Its row, from 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// What is to be said of it.
    pub mark: CellMark,
}

/// A register filled for one day or month: the screen's table, and the snapshot of `register@1`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
pub struct RegisterSheet {
    /// Key of the register.
    pub key: String,
    /// Title.
    pub title: String,
    /// The article that asks for it.
    pub article: String,
    /// The nursery.
    pub nursery: String,
    /// The class, if it is cut by class.
    pub class: Option<String>,
    /// The day or month that it is for.
    pub on: Day,
    /// The span of time that it covers.
    pub period: RegisterPeriod,
    /// Printed across.
    pub landscape: bool,
    /// The columns.
    pub columns: Vec<SheetColumn>,
    /// The rows, one text a column.
    pub rows: Vec<Vec<String>>,
    /// The cells that are late or missing, from the top left.
    #[serde(default)]
    pub marks: Vec<SheetMark>,
    /// Cells of which is known when they came in: the N of "late n of N".
    #[serde(default)]
    pub stamped: u32,
    /// Rows of the frame at least.
    pub blank_rows: usize,
    /// The line under the table.
    pub foot: String,
    /// The places to sign.
    pub signatures: Vec<String>,
}

impl RegisterSheet {
    /// A table that is no statutory register: only for the workbook that hands it out.
    #[must_use]
    pub(crate) fn table(key: &str, title: &str, on: Day, columns: &[(&str, f32)], rows: Vec<Vec<String>>) -> Self {
        let column = |(heading, width): &(&str, f32)| SheetColumn {
            heading: (*heading).to_owned(),
            width: *width,
            kind: ColumnKind::Text,
            source: String::new(),
            under: String::new(),
            off: false,
        };
        Self {
            key: key.to_owned(),
            title: title.to_owned(),
            article: String::new(),
            nursery: String::new(),
            class: None,
            on,
            period: RegisterPeriod::Day,
            landscape: true,
            columns: columns.iter().map(column).collect(),
            rows,
            marks: Vec::new(),
            stamped: 0,
            blank_rows: 0,
            foot: String::new(),
            signatures: Vec::new(),
        }
    }

    /// Whether a cell is marked so.
    #[must_use]
    pub fn is_marked(&self, row: usize, column: usize, mark: CellMark) -> bool {
        let stands = |at: &SheetMark| at.row as usize == row && at.column as usize == column && at.mark == mark;
        self.marks.iter().any(stands)
    }

    /// How many cells are marked so.
    #[must_use]
    pub fn count(&self, mark: CellMark) -> usize {
        self.marks.iter().filter(|at| at.mark == mark).count()
    }

    /// Only the frame, to be filled by hand, with the names that are known before.
    #[must_use]
    fn emptied(self, named: Vec<Vec<String>>, rows: usize) -> Self {
        let blank_rows = if named.is_empty() { rows } else { named.len() + FREE };
        Self { rows: named, marks: Vec::new(), stamped: 0, foot: String::new(), blank_rows, ..self }
    }
}

impl Register {
    /// Fills a sheet.
    ///
    /// # Errors
    /// The class does not exist, or the store cannot.
    pub fn sheet(&self, view: &View<'_>, asked: Asked, l: Language) -> Result<RegisterSheet> {
        let class = match asked.class_id {
            None => None,
            Some(id) => Some(view.one("class", "SELECT name FROM class WHERE id = ?1", [id], |r| r.get(0))?),
        };
        let mut columns: Vec<SheetColumn> = self.columns.iter().map(|column| column.shown(l)).collect();
        if let Some(heads) = self.heads {
            for (column, head) in columns.iter_mut().zip(heads(view, asked)?) {
                (column.under, column.off) = (head.under, head.off);
            }
        }
        let (mut rows, mut marks, mut stamped) = (Vec::new(), Vec::new(), 0);
        for (y, row) in (0_u32..).zip((self.rows)(view, asked)?) {
            for ((x, column), text) in (0_u32..).zip(self.columns).zip(&row.cells) {
                let at = x as usize;
                let mut mark = |mark| marks.push(SheetMark { row: y, column: x, mark });
                if text.trim().is_empty() {
                    if column.expected && !row.excused.contains(&at) {
                        mark(CellMark::Missing);
                    }
                } else if let Some(entry) = row.entry_of(at, column.lateness) {
                    stamped += 1;
                    if entry == Entry::Late {
                        mark(CellMark::Late);
                    }
                }
            }
            rows.push(row.cells);
        }
        let mut sheet = RegisterSheet {
            key: self.key.to_owned(),
            title: l.say(self.title.0, self.title.1),
            article: self.article.to_owned(),
            nursery: view.institution()?.name,
            class,
            on: asked.on,
            period: self.period,
            landscape: self.landscape,
            columns,
            foot: (self.foot)(&rows),
            rows,
            marks,
            stamped,
            blank_rows: 0,
            signatures: self.signatures.iter().map(|place| (*place).to_owned()).collect(),
        };
        sheet.foot = foot(&sheet, l);
        Ok(sheet)
    }

    /// A sheet to be filled by hand.
    ///
    /// # Errors
    /// The class does not exist, or the store cannot.
    pub fn blank(&self, view: &View<'_>, asked: Asked, l: Language) -> Result<RegisterSheet> {
        let named = match self.named {
            Some(named) => named(view, asked)?.into_iter().map(|row| row.cells).collect(),
            None => Vec::new(),
        };
        Ok(self.sheet(view, asked, l)?.emptied(named, self.blank_rows))
    }

    /// The columns in the order in which a sheet is typed from paper; those that the program makes are left out.
    #[must_use]
    pub fn typed(&self) -> Vec<u32> {
        let paper: Vec<usize> = (0..self.columns.len()).collect();
        let order: &[usize] = if self.transcription.is_empty() { &paper } else { self.transcription };
        let typed = order.iter().filter(|at| self.columns.get(**at).is_some_and(|column| !column.derived));
        typed.filter_map(|at| u32::try_from(*at).ok()).collect()
    }

    /// Leaves out every column that names or reaches a person.
    pub(crate) fn without_persons(&self, sheet: RegisterSheet) -> RegisterSheet {
        let kept: Vec<bool> = self.columns.iter().map(|column| !column.personal).collect();
        let rows = sheet.rows.into_iter().map(|row| keep(row, &kept)).collect();
        // Marks point at columns that move: a sheet that leaves the house without names has none.
        RegisterSheet { columns: keep(sheet.columns, &kept), rows, marks: Vec::new(), ..sheet }
    }
}

/// The register's own line, then how much came in late and how much is missing.
fn foot(sheet: &RegisterSheet, l: Language) -> String {
    let mut parts = vec![sheet.foot.clone()];
    if sheet.stamped > 0 {
        let late = sheet.count(CellMark::Late);
        parts.push(l.say(format!("补录 {late} / {}", sheet.stamped), format!("late {late} of {}", sheet.stamped)));
    }
    let missing = sheet.count(CellMark::Missing);
    if missing > 0 {
        parts.push(l.say(format!("缺 {missing} 格"), format!("{missing} missing")));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("　")
}

fn keep<T>(items: Vec<T>, kept: &[bool]) -> Vec<T> {
    items.into_iter().zip(kept).filter(|(_, kept)| **kept).map(|(item, _)| item).collect()
}

impl RegisterColumn {
    fn shown(&self, l: Language) -> SheetColumn {
        SheetColumn {
            heading: l.say(self.heading.0, self.heading.1),
            width: self.width,
            kind: self.kind,
            source: self.source.to_owned(),
            under: String::new(),
            off: false,
        }
    }
}
