//! The doors of the registers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::binding::{self, BLANK, BoundSheet, SheetStanding};
use super::coverage;
use super::sheet::RegisterSheet;
use super::taking_in::{self, FileComparison};
use super::{Asked, Register, RegisterGroup, RegisterPeriod, all, seen, workbook};
use crate::access::Permission;
use crate::contract::{Area, Nothing, Row, change, issue, read};
use crate::day::Day;
use crate::desk::Door;
use crate::documents;
use crate::error::{Error, Result};
use crate::id::Id;
use crate::intake::Workbook;
use crate::issued::{self, Paper};
use crate::view::View;
use crate::words::Language;

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("registers.list", ("查看登记表目录", "List the registers"), Permission::Own, list),
        read("registers.show", ("查看登记表", "See a register"), Permission::Own, show),
        issue("registers.print", ("打印登记表", "Print a register"), Permission::Own, print)
            .touches(&[Area::Institution]),
        issue("registers.export", ("导出登记表", "Export a register"), Permission::Own, export),
        read("registers.coverage", ("查看缺记录", "See what is missing"), Permission::HealthWrite, coverage::coverage),
        change("registers.bind", ("登记表签字成册", "Bind a signed sheet"), Permission::Own, binding::bind),
        issue(
            "registers.compare_file",
            ("用表格核对登记表", "Compare a workbook with a register"),
            Permission::Own,
            compare_file,
        ),
        issue(
            "registers.take_file",
            ("从表格导入登记表", "Take a workbook into a register"),
            Permission::Own,
            take_file,
        ),
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
    /// Whether rows of a workbook can be taken in, or only compared.
    pub takes_in: bool,
    /// How many sheets of it are signed and bound.
    pub bound: i64,
    /// The one that was bound last.
    pub last_bound: Option<BoundSheet>,
}

fn list(view: &View<'_>, _: Nothing) -> Result<Vec<RegisterEntry>> {
    let l = view.language();
    let mut entries = Vec::new();
    for register in all().into_iter().filter(|register| view.may(register.permission)) {
        let (last_bound, bound) = binding::last(view, register)?;
        entries.push(RegisterEntry {
            key: register.key.to_owned(),
            title: l.say(register.title.0, register.title.1),
            article: register.article.to_owned(),
            group: register.group,
            period: register.period,
            takes_in: register.takes_in.is_some(),
            bound,
            last_bound,
        });
    }
    Ok(entries)
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

impl RegisterAsk {
    fn asked(&self, view: &View<'_>) -> Asked {
        Asked { on: self.on.unwrap_or(view.today()), class_id: self.class_id }
    }
}

fn filled(view: &View<'_>, register: &Register, q: &RegisterAsk, l: Language) -> Result<RegisterSheet> {
    match q.blank {
        Some(true) => register.blank(view, q.asked(view), l),
        _ => register.sheet(view, q.asked(view), l),
    }
}

/// A sheet on the screen.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct ShownRegister {
    /// The sheet.
    #[serde(flatten)]
    pub sheet: RegisterSheet,
    /// The columns in the order in which a sheet is typed from paper.
    pub transcription: Vec<u32>,
    /// Whether it was printed, signed and bound, and what was amended since.
    pub standing: SheetStanding,
}

fn show(view: &View<'_>, q: RegisterAsk) -> Result<ShownRegister> {
    let register = seen(view, &q.key)?;
    let sheet = filled(view, register, &q, view.language())?;
    let printed = match (view.language(), q.blank) {
        (Language::Zh, None | Some(false)) => sheet.clone(),
        _ => register.sheet(view, q.asked(view), Language::Zh)?,
    };
    Ok(ShownRegister {
        sheet,
        transcription: register.typed(),
        standing: binding::standing(view, register, q.asked(view), &printed)?,
    })
}

/// A paper that was made: its row names it at the files door as `issued/<id>`.
#[derive(Debug, Clone, Serialize, TS, JsonSchema)]
pub struct MadePaper {
    /// The issued paper.
    pub issued: Id,
    /// Pages of a printed sheet; absent for a file.
    pub pages: Option<u32>,
    /// 0 is the original, n the n-th reprint of the same.
    pub reprint: i64,
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

/// Records a sheet that was drawn: the same as before is a reprint of it, else it is a paper of its own with its
/// first print.
pub(crate) fn made<T: Serialize>(
    door: &Door<'_>,
    paper: &Paper<'_, T>,
    pdf: &paper::Pdf,
    substitute: Option<bool>,
) -> Result<MadePaper> {
    let substitutes = substituted(pdf, substitute)?;
    let snapshot = serde_json::to_string(paper.snapshot)?;
    let (issued, reprint) = door.change(|change| {
        let earlier = issued::of_subject(change, paper.kind, paper.subject.1)?.into_iter();
        let last = earlier.into_iter().find(|known| known.form == paper.form && known.file_sha256.is_none());
        let issued = match last.filter(|known| known.snapshot == snapshot) {
            Some(known) => known.id,
            None => issued::record(change, paper)?,
        };
        Ok((issued, issued::printed(change, issued, &substitutes)?))
    })?;
    Ok(MadePaper { issued, pages: u32::try_from(pdf.pages).ok(), reprint })
}

fn print(door: &Door<'_>, q: RegisterAsk) -> Result<MadePaper> {
    let (sheet, subject) = door.view(|view| on_paper(view, &q))?;
    let pdf = documents::register::draw(door.fonts()?, &sheet, 0)?;
    made(door, &paper_of(&sheet, &subject, None), &pdf, q.substitute)
}

/// The sheet in Chinese, and what its paper is about.
fn on_paper(view: &View<'_>, q: &RegisterAsk) -> Result<(RegisterSheet, String)> {
    let register = seen(view, &q.key)?;
    let subject = match q.blank {
        Some(true) => BLANK.to_owned(),
        _ => binding::subject(register, q.asked(view)),
    };
    Ok((filled(view, register, q, Language::Zh)?, subject))
}

fn paper_of<'a>(sheet: &'a RegisterSheet, subject: &'a str, file_sha256: Option<&'a str>) -> Paper<'a, RegisterSheet> {
    Paper {
        kind: &sheet.key,
        form: documents::register::FORM,
        number: None,
        subject: ("register", subject),
        snapshot: sheet,
        file_sha256,
    }
}

fn export(door: &Door<'_>, q: RegisterAsk) -> Result<MadePaper> {
    let (sheet, subject) = door.view(|view| on_paper(view, &q))?;
    let bytes = workbook::write(std::slice::from_ref(&sheet), door.desk.now())?;
    let file = door.desk.store()?.vault().put(&bytes, store::Kind::Xlsx).map_err(Error::from)?;
    let issued = door.change(|change| issued::record(change, &paper_of(&sheet, &subject, Some(&file.sha256))))?;
    Ok(MadePaper { issued, pages: None, reprint: 0 })
}

/// A workbook of a register.
#[derive(Debug, Clone, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct RegisterFile {
    /// Key of the register.
    pub key: String,
    /// The token of the workbook from the files door.
    pub file: String,
    /// The day, or a day of the month; today when absent.
    pub on: Option<Day>,
    /// One class; all when absent.
    pub class_id: Option<Id>,
    /// Why it comes late, where entries are late.
    pub reason: Option<String>,
}

impl RegisterFile {
    fn asked(&self, view: &View<'_>) -> Asked {
        Asked { on: self.on.unwrap_or(view.today()), class_id: self.class_id }
    }

    fn book(&self, door: &Door<'_>) -> Result<Workbook> {
        let incoming = door.desk.incoming(&self.file)?;
        Ok(Workbook::read(&incoming.bytes, &incoming.name)?)
    }
}

fn compare_file(door: &Door<'_>, q: RegisterFile) -> Result<FileComparison> {
    let book = q.book(door)?;
    door.view(|view| Ok(taking_in::judge(view, seen(view, &q.key)?, q.asked(view), &book)?.comparison))
}

fn take_file(door: &Door<'_>, q: RegisterFile) -> Result<FileComparison> {
    let book = q.book(door)?;
    door.change(|change| {
        let (register, asked) = (seen(change, &q.key)?, q.asked(change));
        taking_in::take(change, register, asked, &book, q.reason.as_deref())
    })
}
