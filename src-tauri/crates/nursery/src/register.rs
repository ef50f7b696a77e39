//! **register** 登记表: a statutory sheet, declared once. Its screen table, its printed sheet, its blank sheet
//! for tomorrow, its workbook out and in, the order in which it is typed, what is late or missing on it, and
//! whether it is signed and bound all come from the one declaration.
//!
//! An area declares its sheets as [`Register`]s and answers them from its `registers()`; [`all`] joins them.
//!
//! - [`sheet`] — a register filled for a day or month, late and missing cells marked
//! - [`binding`] — 签字成册: a printed sheet that was signed, and what was amended since
//! - [`coverage`] — what should be on record of each day and class, and what is
//! - [`taking_in`] — a workbook compared with the register, and taken in where the register says how
//! - [`workbook`] — a register as XLSX
//! - [`operations`] — the doors

pub mod binding;
pub mod coverage;
pub mod operations;
pub mod sheet;
pub mod taking_in;
#[cfg(test)]
mod tests;
pub mod workbook;

pub use operations::MadePaper;
pub(crate) use operations::{made, operations, substituted};
pub use sheet::{RegisterSheet, SheetColumn};

use crate::access::Permission;
use crate::day::Day;
use crate::error::{Result, Told};
use crate::id::Id;
use crate::record::Entry;
use crate::view::View;
use crate::words::Language;

crate::coded_enum! {
    /// What one sheet of a register is about.
    pub enum RegisterGroup {
        Nursery = "nursery", "全园", "nursery";
        Class = "class", "班级", "class";
    }
}

crate::coded_enum! {
    /// The span of time that one sheet covers.
    pub enum RegisterPeriod {
        Day = "day", "某日", "day";
        Month = "month", "某月", "month";
    }
}

impl RegisterPeriod {
    /// The span as it is stored: `2026-11-23` or `2026-11`.
    #[must_use]
    pub fn of(self, on: Day) -> String {
        match self {
            Self::Day => on.to_string(),
            Self::Month => on.month().to_string(),
        }
    }
}

crate::coded_enum! {
    /// What stands in a column; decides alignment, the cell type of the workbook, and how a cell is read back.
    pub enum ColumnKind {
        Text = "text", "文字", "text";
        Number = "number", "数字", "number";
        Day = "day", "日期", "day";
        Code = "code", "号码", "code";
        Mark = "mark", "记号", "mark";
    }
}

/// What makes a cell of a column late (补录).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lateness {
    /// Nothing: the column is no entry of the day.
    Never,
    /// The stamp that the query gives with the cell, else with its row.
    Stamp,
    /// Another column of the row, in which the word for a late entry stands.
    Column(usize),
}

/// A column of a register.
#[derive(Debug, Clone, Copy)]
pub struct RegisterColumn {
    /// Heading in Chinese (as printed) and English.
    pub heading: (&'static str, &'static str),
    /// Width on paper, mm; the columns are stretched together to the width of the sheet.
    pub width: f32,
    /// What stands in it.
    pub kind: ColumnKind,
    /// Where it comes from, as `table.column` or in words.
    pub source: &'static str,
    /// Names or reaches a person: left out where a sheet leaves the house without names.
    pub personal: bool,
    /// Made when the sheet is filled (a running number, an age on the day): neither typed nor compared.
    pub derived: bool,
    /// With the other such columns it says which row this is, when two sheets are compared.
    pub identifies: bool,
    /// A row without a value here has a missing cell.
    pub expected: bool,
    /// What makes a cell late.
    pub lateness: Lateness,
}

/// Declares a column.
#[must_use]
pub const fn column(
    heading: (&'static str, &'static str),
    width: f32,
    kind: ColumnKind,
    source: &'static str,
) -> RegisterColumn {
    RegisterColumn {
        heading,
        width,
        kind,
        source,
        personal: false,
        derived: false,
        identifies: false,
        expected: false,
        lateness: Lateness::Never,
    }
}

impl RegisterColumn {
    /// The column names or reaches a person.
    #[must_use]
    pub const fn personal(self) -> Self {
        Self { personal: true, ..self }
    }

    /// The column is made when the sheet is filled.
    #[must_use]
    pub const fn derived(self) -> Self {
        Self { derived: true, ..self }
    }

    /// The column says which row this is.
    #[must_use]
    pub const fn identifies(self) -> Self {
        Self { identifies: true, ..self }
    }

    /// Every row needs a value here.
    #[must_use]
    pub const fn expected(self) -> Self {
        Self { expected: true, ..self }
    }

    /// What makes a cell of the column late.
    #[must_use]
    pub const fn late_by(self, lateness: Lateness) -> Self {
        Self { lateness, ..self }
    }
}

/// What a sheet is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The day; a month's sheet covers the month of it.
    pub on: Day,
    /// One class, where the register can be cut by class.
    pub class_id: Option<Id>,
}

/// A row as the query answers it: one text a column, and how its cells came in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterRow {
    pub(crate) cells: Vec<String>,
    entry: Option<Entry>,
    of_cells: Vec<(usize, Entry)>,
    excused: Vec<usize>,
}

impl From<Vec<String>> for RegisterRow {
    fn from(cells: Vec<String>) -> Self {
        Self { cells, ..Self::default() }
    }
}

impl RegisterRow {
    /// The whole row is one record that came in so.
    #[must_use]
    pub fn entered(self, entry: Entry) -> Self {
        Self { entry: Some(entry), ..self }
    }

    /// A cell is a record of its own that came in so: an attendance month.
    #[must_use]
    pub fn cell_entered(mut self, column: usize, entry: Entry) -> Self {
        self.of_cells.push((column, entry));
        self
    }

    /// Nothing is expected in this cell: a day without care, an absent infant.
    #[must_use]
    pub fn excused(mut self, column: usize) -> Self {
        self.excused.push(column);
        self
    }

    /// How a cell came in, as far as the column asks for it.
    fn entry_of(&self, column: usize, lateness: Lateness) -> Option<Entry> {
        match lateness {
            Lateness::Never => None,
            Lateness::Stamp => {
                self.of_cells.iter().find(|(of, _)| *of == column).map(|(_, entry)| *entry).or(self.entry)
            }
            Lateness::Column(says) => {
                let word = self.cells.get(says)?.trim();
                Some(if word == Entry::Late.zh() { Entry::Late } else { Entry::Live })
            }
        }
    }
}

/// What stands under a heading on one sheet, and whether the column is off on it: the days of a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnHead {
    /// A second line of the heading.
    pub under: String,
    /// Nothing is expected in the column on this sheet.
    pub off: bool,
}

/// The second lines of the headings of one sheet, one a column.
pub type RegisterHeads = fn(&View<'_>, Asked) -> Result<Vec<ColumnHead>>;

/// The one query behind a register.
pub type RegisterQuery = fn(&View<'_>, Asked) -> Result<Vec<RegisterRow>>;

/// A statutory sheet.
#[derive(Clone, Copy)]
pub struct Register {
    /// Key, e.g. `staff_roster`; the kind of the issued paper too.
    pub key: &'static str,
    /// Title in Chinese (as printed) and English.
    pub title: (&'static str, &'static str),
    /// The article that asks for it.
    pub article: &'static str,
    /// The columns in paper order.
    pub columns: &'static [RegisterColumn],
    /// The columns in the order in which a sheet is typed from paper; empty for the paper's own.
    pub transcription: &'static [usize],
    /// What one sheet is about.
    pub group: RegisterGroup,
    /// The span of time that it covers.
    pub period: RegisterPeriod,
    /// Printed across.
    pub landscape: bool,
    /// Who may see it.
    pub permission: Permission,
    /// The places to sign.
    pub signatures: &'static [&'static str],
    /// Rows of a blank sheet.
    pub blank_rows: usize,
    /// The rows.
    pub rows: RegisterQuery,
    /// What stands under the headings, where it changes from sheet to sheet.
    pub heads: Option<RegisterHeads>,
    /// The line under the table, from the rows.
    pub foot: fn(&[Vec<String>]) -> String,
    /// The rows of a blank sheet with numbers and names, in the order in which it is filled and typed; none where the
    /// sheet is for rows that nobody knows before.
    pub named: Option<RegisterQuery>,
    /// How a row of a workbook is taken in; none for a register whose rows are derived.
    pub takes_in: Option<taking_in::TakesIn>,
}

/// Every register.
pub(crate) fn all() -> Vec<&'static Register> {
    let registers = [
        crate::attendance::registers(),
        crate::health::registers(),
        crate::care::registers(),
        crate::safety::registers(),
        crate::staff::registers(),
        crate::filing::registers(),
        crate::takeover::make_good::registers(),
    ]
    .concat();
    #[cfg(test)]
    let registers = [registers, vec![&tests::DOOR_CHECK]].concat();
    registers
}

/// A register by its key.
pub(crate) fn of(key: &str) -> Option<&'static Register> {
    all().into_iter().find(|register| register.key == key)
}

/// A register that the person may see.
fn seen(view: &View<'_>, key: &str) -> Result<&'static Register> {
    let register = of(key).ok_or(RegisterError::Unknown)?;
    view.must(register.permission)?;
    Ok(register)
}

/// What is refused about registers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterError {
    /// No register has this key.
    Unknown,
    /// The rows of this register are derived: a workbook is compared with them, never taken in.
    Derived,
    /// Nothing of the workbook differs, or every row that does is refused.
    NothingToTake,
    /// Only a printed, filled sheet of a register can be bound.
    NotPrinted,
    /// This very sheet is bound already.
    Bound,
    /// Nobody has signed.
    Unsigned,
    /// It would have been signed before it was printed, or in the future.
    SignedOn {
        /// The day of its first print.
        printed: Day,
    },
}

impl Told for RegisterError {
    fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "register_unknown",
            Self::Derived => "register_derived",
            Self::NothingToTake => "register_nothing",
            Self::NotPrinted => "register_not_printed",
            Self::Bound => "register_bound",
            Self::Unsigned => "register_unsigned",
            Self::SignedOn { .. } => "register_signed_on",
        }
    }
    fn say(&self, l: Language) -> String {
        match self {
            Self::Unknown => l.say(
                "没有这张登记表；registers.list 列出全部登记表。",
                "There is no such register; registers.list names them all.",
            ),
            Self::Derived => l.say(
                "这张表由系统根据档案生成，只能核对，不能导入；请到相应的档案里修改。",
                "The program makes this sheet from its files: a workbook can be compared with it, not taken in. Change the files instead.",
            ),
            Self::NothingToTake => l.say(
                "没有可以导入的行：内容相同，或各行都有问题，请先按提示修改表格。",
                "There is no row to take in: nothing differs, or each row that does is refused. Mend the workbook first.",
            ),
            Self::NotPrinted => l.say(
                "只有已打印、已填写的登记表才能登记成册，请先打印。",
                "Only a printed, filled sheet can be bound: print it first.",
            ),
            Self::Bound => l.say(
                "这一张已登记成册；若内容有更正，请重新打印并签字。",
                "This sheet is bound already. If it was amended since, print it anew and have it signed.",
            ),
            Self::Unsigned => l.say("请写明谁在哪一处签了字。", "Say who signed at which place."),
            Self::SignedOn { printed } => l.say(
                format!("签字日期须在打印日 {printed} 与今天之间。"),
                format!("The day of signing lies between the print of {printed} and today."),
            ),
        }
    }
    fn field(&self) -> Option<String> {
        let field = match self {
            Self::Unknown | Self::Derived => "key",
            Self::NothingToTake => "file",
            Self::NotPrinted | Self::Bound => "issued",
            Self::Unsigned => "signed",
            Self::SignedOn { .. } => "signed_on",
        };
        Some(field.to_owned())
    }
}
