//! **register** 登记表: a statutory sheet, declared once. Its screen table, its printed sheet, its blank sheet
//! for tomorrow and its workbook all come from the one declaration.
//!
//! An area declares its sheets as [`Register`]s and answers them from its `registers()`; [`all`] joins them.

pub mod workbook;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::access::Permission;
use crate::contract::{Nothing, Row, issue, read};
use crate::day::Day;
use crate::desk::Door;
use crate::documents;
use crate::error::{Error, Result, Told};
use crate::id::Id;
use crate::issued::{self, Paper};
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

crate::coded_enum! {
    /// What stands in a column; decides alignment and the cell type of the workbook.
    pub enum ColumnKind {
        Text = "text", "文字", "text";
        Number = "number", "数字", "number";
        Day = "day", "日期", "day";
        Code = "code", "号码", "code";
    }
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
}

/// Declares a column.
#[must_use]
pub const fn column(
    heading: (&'static str, &'static str),
    width: f32,
    kind: ColumnKind,
    source: &'static str,
) -> RegisterColumn {
    RegisterColumn { heading, width, kind, source, personal: false }
}

impl RegisterColumn {
    /// The column names or reaches a person.
    #[must_use]
    pub const fn personal(self) -> Self {
        Self { personal: true, ..self }
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

/// The one query behind a register.
pub type RegisterQuery = fn(&View<'_>, Asked) -> Result<Vec<Vec<String>>>;

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
    /// The rows, one text a column.
    pub rows: RegisterQuery,
    /// The line under the table, from the rows.
    pub foot: fn(&[Vec<String>]) -> String,
}

/// Every register.
pub(crate) fn all() -> Vec<&'static Register> {
    let mut registers = crate::filing::registers();
    registers.extend(crate::takeover::make_good::registers());
    registers
}

/// A register by its key.
pub(crate) fn of(key: &str) -> Option<&'static Register> {
    all().into_iter().find(|register| register.key == key)
}

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("registers.list", ("查看登记表目录", "List the registers"), Permission::Own, list),
        read("registers.show", ("查看登记表", "See a register"), Permission::Own, show),
        issue("registers.print", ("打印登记表", "Print a register"), Permission::Own, print),
        issue("registers.export", ("导出登记表", "Export a register"), Permission::Own, export),
    ]
}

/// A register in the list.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct RegisterEntry {
    /// Its key.
    pub key: String,
    /// Its title, in the person's language.
    pub title: String,
    /// The article that asks for it.
    pub article: String,
    /// What one sheet is about.
    pub group: RegisterGroup,
    /// The span of time that it covers.
    pub period: RegisterPeriod,
}

fn list(view: &View<'_>, _: Nothing) -> Result<Vec<RegisterEntry>> {
    let l = view.language();
    let seen = all().into_iter().filter(|register| view.may(register.permission));
    Ok(seen
        .map(|register| RegisterEntry {
            key: register.key.to_owned(),
            title: l.say(register.title.0, register.title.1),
            article: register.article.to_owned(),
            group: register.group,
            period: register.period,
        })
        .collect())
}

/// Which sheet of which register.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RegisterAsk {
    /// Key of the register.
    pub key: String,
    /// The day, or a day of the month; today when absent.
    pub on: Option<Day>,
    /// One class; all when absent.
    pub class_id: Option<Id>,
    /// Only the frame, to be filled by hand.
    pub blank: Option<bool>,
    /// Print 〓 for characters that the font lacks, to be written by hand.
    pub substitute: Option<bool>,
}

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
    /// Rows of the frame at least.
    pub blank_rows: usize,
    /// The line under the table.
    pub foot: String,
    /// The places to sign.
    pub signatures: Vec<String>,
}

/// What is refused about registers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterError {
    /// No register has this key.
    Unknown,
}

impl Told for RegisterError {
    fn code(&self) -> &'static str {
        "register_unknown"
    }
    fn say(&self, l: Language) -> String {
        l.say(
            "没有这张登记表；registers.list 列出全部登记表。",
            "There is no such register; registers.list names them all.",
        )
    }
    fn field(&self) -> Option<String> {
        Some("key".to_owned())
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
        let rows = (self.rows)(view, asked)?;
        Ok(RegisterSheet {
            key: self.key.to_owned(),
            title: l.say(self.title.0, self.title.1),
            article: self.article.to_owned(),
            nursery: view.institution()?.name,
            class,
            on: asked.on,
            period: self.period,
            landscape: self.landscape,
            columns: self.columns.iter().map(|column| column.shown(l)).collect(),
            foot: (self.foot)(&rows),
            rows,
            blank_rows: 0,
            signatures: self.signatures.iter().map(|place| (*place).to_owned()).collect(),
        })
    }

    /// Leaves out every column that names or reaches a person.
    pub(crate) fn without_persons(&self, sheet: RegisterSheet) -> RegisterSheet {
        let kept: Vec<bool> = self.columns.iter().map(|column| !column.personal).collect();
        let rows = sheet.rows.into_iter().map(|row| keep(row, &kept)).collect();
        RegisterSheet { columns: keep(sheet.columns, &kept), rows, ..sheet }
    }
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
        }
    }
}

fn filled(view: &View<'_>, q: &RegisterAsk, l: Language) -> Result<RegisterSheet> {
    let register = of(&q.key).ok_or(RegisterError::Unknown)?;
    view.must(register.permission)?;
    let asked = Asked { on: q.on.unwrap_or(view.today()), class_id: q.class_id };
    let mut sheet = register.sheet(view, asked, l)?;
    if q.blank == Some(true) {
        sheet.rows.clear();
        sheet.foot.clear();
        sheet.blank_rows = register.blank_rows;
    }
    Ok(sheet)
}

fn show(view: &View<'_>, q: RegisterAsk) -> Result<RegisterSheet> {
    filled(view, &q, view.language())
}

/// A paper that was made: its row names it at the files door as `issued/<id>`.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct MadePaper {
    /// The issued paper.
    pub issued: Id,
    /// Pages of a printed sheet; absent for a file.
    pub pages: Option<u32>,
}

/// Refuses a page on which 〓 stands for a character, unless the person wants it so.
pub(crate) fn substituted(pdf: &paper::Pdf, allowed: Option<bool>) -> Result<String> {
    match pdf.replaced.first() {
        Some(character) if allowed != Some(true) => {
            Err(paper::Error::Glyph { character: *character, context: String::new() }.into())
        }
        _ => Ok(pdf.replaced.iter().collect()),
    }
}

/// Records a sheet that was drawn as an issued paper with its first print.
pub(crate) fn made<T: Serialize>(
    door: &Door<'_>,
    paper: &Paper<'_, T>,
    pdf: &paper::Pdf,
    substitute: Option<bool>,
) -> Result<MadePaper> {
    let substitutes = substituted(pdf, substitute)?;
    let issued = door.change(|change| {
        let id = issued::record(change, paper)?;
        issued::printed(change, id, &substitutes)?;
        Ok(id)
    })?;
    Ok(MadePaper { issued, pages: u32::try_from(pdf.pages).ok() })
}

fn print(door: &Door<'_>, q: RegisterAsk) -> Result<MadePaper> {
    let sheet = door.view(|view| filled(view, &q, Language::Zh))?;
    let pdf = documents::register::draw(door.fonts()?, &sheet)?;
    made(door, &paper_of(&sheet, None), &pdf, q.substitute)
}

fn paper_of<'a>(sheet: &'a RegisterSheet, file_sha256: Option<&'a str>) -> Paper<'a, RegisterSheet> {
    Paper {
        kind: &sheet.key,
        form: documents::register::FORM,
        number: None,
        subject: ("register", &sheet.key),
        snapshot: sheet,
        file_sha256,
    }
}

fn export(door: &Door<'_>, q: RegisterAsk) -> Result<MadePaper> {
    let sheet = door.view(|view| filled(view, &q, Language::Zh))?;
    let bytes = workbook::write(std::slice::from_ref(&sheet), door.desk.now())?;
    let file = door.desk.store()?.vault().put(&bytes, store::Kind::Xlsx).map_err(Error::from)?;
    let issued = door.change(|change| issued::record(change, &paper_of(&sheet, Some(&file.sha256))))?;
    Ok(MadePaper { issued, pages: None })
}
