//! Registers as an XLSX workbook that comes in again unchanged: headings in the first row, numbers as numbers,
//! everything else as text, so that no spreadsheet program shortens an ID number or a phone.
//!
//! A text that begins like a formula is marked as quoted (`quotePrefix`): programs show it and keep it as text,
//! and its value is the same when it is read back.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{ColumnKind, RegisterSheet};
use crate::error::{Error, Result};

/// The characters with which a spreadsheet program begins a formula.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];
/// Longest name of a worksheet.
const NAME: usize = 31;

/// Writes each sheet as a worksheet; `at` is the instant that the file carries, ms UTC. The same input gives
/// the same bytes.
///
/// # Errors
/// More rows than a worksheet holds, or a text longer than a cell holds.
pub fn write(sheets: &[RegisterSheet], at: i64) -> Result<Vec<u8>> {
    build(sheets, at).map_err(|e| Error::Unexpected(format!("workbook: {}", code(&e))))
}

/// Only the kind: the error's own text can hold the text of a cell.
fn code(error: &XlsxError) -> &'static str {
    match error {
        XlsxError::RowColumnLimitError => "too many rows",
        XlsxError::MaxStringLengthExceeded => "text too long",
        _ => "cannot be written",
    }
}

fn build(sheets: &[RegisterSheet], at: i64) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_timestamp(at.div_euclid(1000))?;
    let title = sheets.first().map(|sheet| sheet.title.clone()).unwrap_or_default();
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    for sheet in sheets {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name(&sheet.title))?;
        fill(worksheet, sheet)?;
    }
    workbook.save_to_buffer()
}

fn name(title: &str) -> String {
    title.chars().filter(|c| !r"[]:*?/\'".contains(*c)).take(NAME).collect()
}

fn fill(worksheet: &mut Worksheet, sheet: &RegisterSheet) -> std::result::Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_background_color(0x00F1_F5F9)
        .set_align(FormatAlign::Center)
        .set_text_wrap();
    let text = Format::new().set_num_format("@").set_border(FormatBorder::Thin);
    let quoted = text.clone().set_quote_prefix();
    let number = Format::new().set_border(FormatBorder::Thin);
    for (x, column) in (0_u16..).zip(&sheet.columns) {
        worksheet.write_string_with_format(0, x, &column.heading, &head)?;
        worksheet.set_column_width(x, f64::from(column.width) / 1.9)?;
    }
    for (y, row) in (1_u32..).zip(&sheet.rows) {
        for ((x, column), value) in (0_u16..).zip(&sheet.columns).zip(row) {
            let value = clean(value);
            match (column.kind, value.parse::<i32>()) {
                (ColumnKind::Number, Ok(count)) => {
                    worksheet.write_number_with_format(y, x, f64::from(count), &number)?
                }
                _ if value.starts_with(FORMULA) => worksheet.write_string_with_format(y, x, value, &quoted)?,
                _ => worksheet.write_string_with_format(y, x, value, &text)?,
            };
        }
    }
    worksheet.set_freeze_panes(1, 0)?;
    worksheet.set_repeat_rows(0, 0)?;
    worksheet.set_paper_size(9);
    if sheet.landscape {
        worksheet.set_landscape();
    }
    worksheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Without control characters: a tab or a carriage return at the front begins a formula in some programs.
fn clean(value: &str) -> String {
    value.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::super::{RegisterPeriod, SheetColumn};
    use super::*;

    fn sheet(rows: Vec<Vec<String>>) -> RegisterSheet {
        let column = |heading: &str, kind| SheetColumn {
            heading: heading.to_owned(),
            width: 30.0,
            kind,
            source: String::new(),
            under: String::new(),
            off: false,
        };
        RegisterSheet {
            key: "k".into(),
            title: "名册[1]".into(),
            article: String::new(),
            nursery: "园".into(),
            class: None,
            on: "2026-11-23".parse().unwrap(),
            period: RegisterPeriod::Day,
            landscape: false,
            columns: vec![
                column("序号", ColumnKind::Number),
                column("姓名", ColumnKind::Text),
                column("证件号码", ColumnKind::Code),
            ],
            rows,
            marks: Vec::new(),
            stamped: 0,
            blank_rows: 0,
            foot: String::new(),
            signatures: Vec::new(),
        }
    }

    fn read(bytes: Vec<u8>) -> Vec<Vec<Data>> {
        let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range_at(0).unwrap().unwrap();
        range.rows().map(<[Data]>::to_vec).collect()
    }

    #[test]
    fn reads_back_unchanged() {
        let rows = vec![
            vec!["1".to_owned(), "测试一".to_owned(), "410105202401010008".to_owned()],
            vec!["2".to_owned(), "=HYPERLINK(\"http://x\")".to_owned(), "013800000000".to_owned()],
            vec!["3".to_owned(), "+86".to_owned(), "-1".to_owned()],
            vec!["4".to_owned(), "@SUM(A1)".to_owned(), "两行\n文字 <&>\"".to_owned()],
        ];
        let back = read(write(&[sheet(rows.clone())], 1_780_000_000_000).unwrap());
        assert_eq!(
            back[0],
            [Data::String("序号".into()), Data::String("姓名".into()), Data::String("证件号码".into())]
        );
        for (row, back) in rows.iter().zip(&back[1..]) {
            assert_eq!(back[0], Data::Float(row[0].parse().unwrap()));
            assert_eq!(back[1], Data::String(row[1].clone()));
            assert_eq!(back[2], Data::String(row[2].clone()));
        }
    }

    #[test]
    fn no_cell_is_a_formula_or_begins_with_a_control_character() {
        let rows = vec![vec![String::new(), "\t=1+1".to_owned(), "\r@x".to_owned()]];
        let bytes = write(&[sheet(rows)], 0).unwrap();
        let mut book = Xlsx::new(std::io::Cursor::new(bytes.clone())).unwrap();
        assert!(book.worksheet_formula("名册1").unwrap().is_empty());
        let back = read(bytes);
        assert_eq!(back[1][1], Data::String("=1+1".into()));
        assert_eq!(back[1][2], Data::String("@x".into()));
    }

    #[test]
    fn the_same_input_gives_the_same_bytes() {
        let rows = vec![vec!["1".to_owned(), "甲".to_owned(), "乙".to_owned()]];
        assert_eq!(write(&[sheet(rows.clone())], 7_000).unwrap(), write(&[sheet(rows)], 7_000).unwrap());
    }
}
