//! Form `register@1`: any statutory sheet (登记表) on A4, upright or across, from its declaration.

use std::sync::Arc;

use paper::{Align, Cell, Column, Document, Fonts, HAIRLINE, Margins, Meta, Missing, Pdf, Size, Style, Table};

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::register::sheet::CellMark;
use crate::register::{ColumnKind, RegisterPeriod, RegisterSheet};

/// The form.
pub const FORM: &str = "register@1";

/// Draws a sheet; `reprint` 0 is the original. A late cell is marked 补, a missing one stays free to be filled by
/// hand. Characters that the font lacks become 〓 and are answered.
///
/// # Errors
/// The paper cannot.
pub fn draw(fonts: Arc<Fonts>, sheet: &RegisterSheet, reprint: i64) -> Result<Pdf> {
    let size = if sheet.landscape { Size::A4_LANDSCAPE } else { Size::A4 };
    let meta = Meta { title: sheet.title.clone(), author: sheet.nursery.clone(), created: 0 };
    let mut doc = Document::new(fonts, size, Margins::new(13.0, 12.0, 15.0, 15.0), meta).missing(Missing::Geta);
    body(&mut doc, sheet)?;
    // A blank sheet is printed as often as it is wanted.
    let mark = if reprint > 0 && sheet.blank_rows == 0 { format!("　补打 第{reprint}次") } else { String::new() };
    doc.footer(format!("{}{mark}", sheet.article));
    Ok(doc.finish()?)
}

/// The form of several sheets in one print.
pub const DAY_FORM: &str = "day_sheets@1";

/// Sheets for one day, printed together on A4 across.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DaySheets {
    /// The sheets in their order.
    pub sheets: Vec<RegisterSheet>,
}

/// Draws sheets one after another, each beginning on a page of its own.
///
/// # Errors
/// The paper cannot.
pub fn draw_day(fonts: Arc<Fonts>, day: &DaySheets) -> Result<Pdf> {
    let author = day.sheets.first().map(|sheet| sheet.nursery.clone()).unwrap_or_default();
    let meta = Meta { title: "日常用表".to_owned(), author, created: 0 };
    let margins = Margins::new(13.0, 12.0, 15.0, 15.0);
    let mut doc = Document::new(fonts, Size::A4_LANDSCAPE, margins, meta).missing(Missing::Geta);
    for (n, sheet) in day.sheets.iter().enumerate() {
        if n > 0 {
            doc.page_break();
        }
        body(&mut doc, sheet)?;
        doc.paragraph(&sheet.article, Style::NOTE.size(8.5))?;
    }
    doc.footer("日常用表");
    Ok(doc.finish()?)
}

fn body(doc: &mut Document, sheet: &RegisterSheet) -> Result<()> {
    doc.heading(1, &sheet.title)?;
    under_title(doc, sheet)?;
    let columns = sheet.columns.iter().map(|column| {
        let align = match column.kind {
            ColumnKind::Text => Align::Left,
            ColumnKind::Number | ColumnKind::Day | ColumnKind::Code | ColumnKind::Mark => Align::Centre,
        };
        let heading = match column.under.as_str() {
            "" => column.heading.clone(),
            under => format!("{}\n{under}", column.heading),
        };
        Column::share(column.width, heading).align(align).shaded(column.off)
    });
    let table = Table::new(columns).size(8.5).padding(0.8).at_least(sheet.blank_rows);
    let rows = sheet.rows.iter().enumerate().map(|(y, row)| {
        paper::Row::new(row.iter().enumerate().map(|(x, text)| match sheet.is_marked(y, x, CellMark::Late) {
            true => Cell::new(format!("{text} {}", CellMark::Late.zh())),
            false => Cell::from(text),
        }))
    });
    doc.table(&table.rows(rows))?;
    doc.space(2.0);
    if !sheet.foot.is_empty() {
        doc.paragraph(&sheet.foot, Style::NOTE)?;
    }
    sign(doc, &sheet.signatures)
}

fn under_title(doc: &mut Document, sheet: &RegisterSheet) -> Result<()> {
    let on = match sheet.period {
        RegisterPeriod::Day => super::written(sheet.on),
        RegisterPeriod::Month => format!("{}年{}月", sheet.on.year(), sheet.on.month().number()),
    };
    let class = sheet.class.as_ref().map(|class| format!("　　班级：{class}")).unwrap_or_default();
    let line = doc.rest();
    let style = Style::NOTE.size(9.5);
    let mut page = doc.sheet();
    page.text(line.x, line.y, &format!("机构名称：{}{class}", sheet.nursery), style)?;
    page.text(line.right(), line.y, &on, style.align(Align::Right))?;
    doc.continue_at(line.y + 6.0);
    Ok(())
}

/// The places to sign, side by side on one line.
fn sign(doc: &mut Document, places: &[String]) -> Result<()> {
    if places.is_empty() {
        return Ok(());
    }
    doc.need(14.0);
    let rest = doc.rest();
    let shares: Vec<f32> = places.iter().map(|_| 1.0).collect();
    let style = Style::NOTE.size(9.5);
    let mut page = doc.sheet();
    for (place, area) in places.iter().zip(rest.columns(&shares)) {
        let y = rest.y + 7.0;
        let width = page.text(area.x, y, &format!("{place}："), style)?;
        page.line((area.x + width, y + 4.2), (area.right() - 6.0, y + 4.2), HAIRLINE);
    }
    doc.continue_at(rest.y + 13.0);
    Ok(())
}
