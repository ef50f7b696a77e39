//! What leaves as a workbook: the rows to repair, the empty form, and the roster itself. All three
//! come back in through [`super::read`].

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as Outgoing, Worksheet,
    XlsxError,
};

use crate::day::Day;
use crate::intake::guard::guarded;
use crate::intake::{HeaderMap, IntakeError, Limits, Workbook};

use super::merging::shown;
use super::{RosterClass, RosterField, RosterInfant, RosterPreview, RosterPreviewRow};

/// Rows for which an empty form is prepared.
const FORM_ROWS: u32 = 300;
/// What a list in a spreadsheet's drop-down may hold together.
const DROP_DOWN_CHARS: usize = 255;

impl From<XlsxError> for IntakeError {
    fn from(error: XlsxError) -> IntakeError {
        // The library's messages name sheets, ranges and lengths, never what stands in a cell.
        IntakeError::Write(error.to_string())
    }
}

/// How cells look: headings, text and days.
struct Looks {
    title: Format,
    heading: Format,
    text: Format,
    plain: Format,
    day: Format,
}

impl Looks {
    fn new() -> Looks {
        let cell = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Looks {
            title: Format::new().set_bold().set_font_size(14),
            heading: cell.clone().set_bold().set_background_color("#E6F2F0").set_text_wrap(),
            text: cell.clone().set_num_format("@"),
            day: cell.clone().set_num_format("yyyy-mm-dd"),
            plain: cell,
        }
    }

    fn of(&self, field: Option<RosterField>) -> &Format {
        match field {
            Some(field) if field.is_day() => &self.day,
            Some(field) if field.is_number_text() => &self.text,
            _ => &self.plain,
        }
    }

    /// A value as text that stays text; a day as a day.
    fn put(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        field: Option<RosterField>,
        text: &str,
    ) -> Result<(), IntakeError> {
        let day: Option<Day> = field.filter(|field| field.is_day()).and_then(|_| text.parse().ok());
        match day {
            Some(day) => {
                let date =
                    ExcelDateTime::from_ymd(day.year() as u16, day.month().number() as u8, day.day_of_month() as u8)?;
                sheet.write_datetime_with_format(at.0, at.1, &date, self.of(field))?;
            }
            None if text.is_empty() => {
                sheet.write_blank(at.0, at.1, self.of(field))?;
            }
            None => {
                sheet.write_string_with_format(at.0, at.1, clipped(text), self.of(field))?;
            }
        }
        Ok(())
    }
}

/// Guarded, and no longer than a cell can be.
fn clipped(text: &str) -> String {
    guarded(text).chars().take(Limits::DEFAULT.cell_chars).collect()
}

/// A workbook without the time of its making: the same rows give the same bytes.
fn outgoing() -> Result<Outgoing, IntakeError> {
    let mut book = Outgoing::new();
    let fixed = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&fixed));
    Ok(book)
}

fn width(field: Option<RosterField>) -> f64 {
    match field {
        Some(RosterField::Document) => 22.0,
        Some(RosterField::Address | RosterField::Remark) => 36.0,
        Some(RosterField::Phone | RosterField::Phone2 | RosterField::Allergy | RosterField::DocumentKind) => 16.0,
        _ => 12.0,
    }
}

/// The rejected rows and open questions of a preview, with the file's own headings and the reason
/// first, to be repaired and brought back. Values typed over in the preview are kept.
///
/// # Errors
/// [`IntakeError::Write`]; [`IntakeError::ForeignHeader`] when the preview is of another file.
pub fn rejected(book: &Workbook, preview: &RosterPreview) -> Result<Vec<u8>, IntakeError> {
    let source = preview.header.sheet_in(book)?;
    let looks = Looks::new();
    let mut out = outgoing()?;
    let sheet = out.add_worksheet();
    sheet.set_name("待更正")?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, heading) in ["原因", "原行号"].into_iter().enumerate() {
        sheet.write_string_with_format(0, at as u16, heading, &looks.heading)?;
    }
    sheet.set_column_width(0, 60)?;
    let columns: Vec<_> = (2_u16..).zip(&preview.header.columns).collect();
    for (at, column) in &columns {
        let field = field_of(&preview.header, column.column);
        sheet.write_string_with_format(0, *at, guarded(&column.heading), &looks.heading)?;
        sheet.set_column_width(*at, width(field))?;
        sheet.set_column_format(*at, looks.of(field))?;
    }
    for (at, row) in (1_u32..).zip(preview.to_repair()) {
        sheet.write_string_with_format(at, 0, clipped(&reasons(row)), &looks.plain)?;
        sheet.write_number_with_format(at, 1, f64::from(row.row), &looks.plain)?;
        for (column_at, column) in &columns {
            let field = field_of(&preview.header, column.column);
            let written = field.and_then(|field| row.written.iter().find(|written| written.field == field));
            let text =
                written.map_or_else(|| source.at(row.row - 1, column.column).text(), |written| written.text.clone());
            looks.put(sheet, (at, *column_at), field, &text)?;
        }
    }
    Ok(out.save_to_buffer()?)
}

fn field_of(header: &HeaderMap, column: u32) -> Option<RosterField> {
    let key = header.columns.iter().find(|c| c.column == column)?.field.as_deref()?;
    RosterField::of_key(key)
}

/// The reasons without the cells of the old file, by the name of the column.
fn reasons(row: &RosterPreviewRow) -> String {
    let said: Vec<String> = row
        .reasons
        .iter()
        .map(|reason| {
            let heading = reason.field.as_deref().and_then(RosterField::of_key).map(RosterField::heading);
            reason.finding.said(heading).zh
        })
        .collect();
    said.join("\n")
}

/// An empty roster to hand out: our headings, text columns for the long numbers, drop-downs for
/// sex and class, and a sheet that says how to fill it in.
///
/// # Errors
/// [`IntakeError::Write`].
pub fn template(classes: &[RosterClass]) -> Result<Vec<u8>, IntakeError> {
    let looks = Looks::new();
    let mut out = outgoing()?;
    let sheet = out.add_worksheet();
    sheet.set_name("花名册")?;
    sheet.set_freeze_panes(1, 0)?;
    headings(sheet, &looks, 0)?;
    for (at, field) in (0_u16..).zip(RosterField::OURS) {
        let choices: Vec<&str> = match field {
            RosterField::Sex => vec!["男", "女"],
            RosterField::Class => classes.iter().map(|class| class.name.as_str()).collect(),
            RosterField::DocumentKind => {
                <crate::identity::DocumentKind as crate::words::Coded>::ALL.iter().map(|kind| kind.zh()).collect()
            }
            _ => continue,
        };
        let fits = choices.iter().map(|choice| choice.chars().count() + 1).sum::<usize>() <= DROP_DOWN_CHARS;
        if fits && !choices.is_empty() {
            let list = DataValidation::new().allow_list_strings(&choices)?;
            sheet.add_data_validation(1, at, FORM_ROWS, at, &list)?;
        }
    }
    let notes = out.add_worksheet();
    notes.set_name("填写说明")?;
    notes.set_column_width(0, 90)?;
    for (at, line) in (0_u32..).zip(HOW_TO) {
        notes.write_string(at, 0, line)?;
    }
    Ok(out.save_to_buffer()?)
}

/// Kept free of words that look like headings.
const HOW_TO: [&str; 7] = [
    "每名婴幼儿一行；双胞胎各写一行。",
    "日期写成 2025-01-26，年份四位。",
    "证件号码和电话的单元格已设为文本，请直接输入，不要改成数值。",
    "没有身份证的，可填出生医学证明编号或护照号码，并写明证件类型；都没有就留空，以后再补。",
    "班级填班名或小名，须与系统中的班级一致。",
    "再次导入时，空白的单元格不会改动已有内容，也不会删除任何人。",
    "导入前会逐行预览，确认之后才写入。",
];

fn headings(sheet: &mut Worksheet, looks: &Looks, row: u32) -> Result<(), IntakeError> {
    for (at, field) in (0_u16..).zip(RosterField::OURS) {
        sheet.write_string_with_format(row, at, field.heading(), &looks.heading)?;
        sheet.set_column_width(at, width(Some(field)))?;
        sheet.set_column_format(at, looks.of(Some(field)))?;
    }
    Ok(())
}

/// The roster of these infants, with a title above it. Imports again without a change.
/// Of each infant the first two guardians are shown.
///
/// # Errors
/// [`IntakeError::Write`].
pub fn export(title: &str, infants: &[RosterInfant], classes: &[RosterClass]) -> Result<Vec<u8>, IntakeError> {
    let looks = Looks::new();
    let mut out = outgoing()?;
    let sheet = out.add_worksheet();
    sheet.set_name("花名册")?;
    sheet.write_string_with_format(0, 0, guarded(title), &looks.title)?;
    sheet.set_freeze_panes(2, 0)?;
    headings(sheet, &looks, 1)?;
    for (row, infant) in (2_u32..).zip(infants) {
        for (at, field) in (0_u16..).zip(RosterField::OURS) {
            looks.put(sheet, (row, at), Some(field), &shown(&infant.row, field, classes))?;
        }
    }
    Ok(out.save_to_buffer()?)
}
