//! Form `attendance_sheet@1`: 儿童出勤登记表 (附件4 表3), blank, for one class and month, on A4 across.
//! Days without care are shaded and marked 休; weekends that are worked are marked 班.

use std::sync::Arc;

use paper::{Align, Area, Document, FRAME, Fit, Fonts, HAIRLINE, Margins, Meta, Missing, Mm, Pdf, Size, Style};
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The form.
pub const FORM: &str = "attendance_sheet@1";

/// What the sheet shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttendanceSheet {
    /// The nursery.
    pub nursery: String,
    /// The class.
    pub class: String,
    /// Year and month.
    pub month: (i32, u32),
    /// Its days, from the first.
    pub days: Vec<SheetDay>,
    /// The infants: 托号 and name.
    pub infants: Vec<SheetInfant>,
    /// The year's public holidays have been entered; else only weekends are shaded.
    pub calendar_known: bool,
}

/// A day of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetDay {
    /// Day of the week in one character: 一 to 日.
    pub weekday: String,
    /// No care on this day.
    pub off: bool,
    /// 休 or 班, where it is not as the week has it; the festival's mark.
    pub mark: String,
}

/// A row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInfant {
    /// 托号.
    pub number: Option<u16>,
    /// Name.
    pub name: String,
}

const LEFT: Mm = 10.0;
const TOP: Mm = 28.0;
const NUMBER: Mm = 10.0;
const NAME: Mm = 20.0;
const DAY: Mm = 6.5;
const HEAD: Mm = 13.0;
const ROW: Mm = 5.8;
const WIDTH: Mm = 297.0 - 2.0 * LEFT;
/// Rows on a page, and rows that stay free for infants who come during the month.
const ROWS: usize = 22;
const FREE: usize = 2;
const SHADE: f32 = 0.88;

/// Draws the sheet.
///
/// # Errors
/// The paper cannot.
pub fn draw(fonts: Arc<Fonts>, sheet: &AttendanceSheet) -> Result<Pdf> {
    let meta = Meta { title: "儿童出勤登记表".to_owned(), author: sheet.nursery.clone(), created: 0 };
    let mut doc =
        Document::new(fonts, Size::A4_LANDSCAPE, Margins::new(10.0, LEFT, 14.0, LEFT), meta).missing(Missing::Geta);
    let pages = (sheet.infants.len() + FREE).div_ceil(ROWS).max(1);
    for page in 0..pages {
        if page > 0 {
            doc.page_break();
        }
        let rows = sheet.infants.iter().skip(page * ROWS).take(ROWS);
        one_page(&mut doc, sheet, rows, page + 1 == pages)?;
    }
    doc.footer("《托儿所幼儿园卫生保健工作规范》附件4 表3");
    Ok(doc.finish()?)
}

fn one_page<'a>(
    doc: &mut Document,
    sheet: &AttendanceSheet,
    infants: impl Iterator<Item = &'a SheetInfant>,
    last: bool,
) -> Result<()> {
    let totals = if last { 2 } else { 0 };
    let body = ROWS + totals;
    let bottom = TOP + HEAD + ROW * body as Mm;
    let days_x = LEFT + NUMBER + NAME;
    let days_right = days_x + DAY * sheet.days.len() as Mm;
    let right = LEFT + WIDTH;
    let centre = Style::NOTE.size(9.0).align(Align::Centre);
    let mut page = doc.sheet();

    page.text(148.5, 11.0, "儿童出勤登记表", Style::BODY.size(17.0).bold().align(Align::Centre).spacing(1.5))?;
    let line = Style::NOTE.size(10.0);
    page.text(LEFT, 21.0, &format!("机构名称：{}", sheet.nursery), line)?;
    page.text(148.5, 21.0, &format!("{}年{}月", sheet.month.0, sheet.month.1), line.align(Align::Centre))?;
    page.text(right, 21.0, &format!("班级：{}", sheet.class), line.align(Align::Right))?;

    // Shades first, so that lines and text stand on them.
    for (n, _) in sheet.days.iter().enumerate().filter(|(_, day)| day.off) {
        page.shade(Area::new(days_x + DAY * n as Mm, TOP, DAY, bottom - TOP), SHADE);
    }
    for (x, width, heading) in
        [(LEFT, NUMBER, "托号"), (LEFT + NUMBER, NAME, "姓名"), (days_right, right - days_right, "备注")]
    {
        page.text_in(Area::new(x, TOP, width, HEAD), heading, centre.bold(), Fit::shrink(7.0), heading)?;
    }
    for (n, day) in sheet.days.iter().enumerate() {
        let x = days_x + DAY * n as Mm;
        page.text_in(Area::new(x, TOP + 0.4, DAY, 4.6), &(n + 1).to_string(), centre.bold(), Fit::shrink(6.0), "day")?;
        page.text_in(Area::new(x, TOP + 4.6, DAY, 4.2), &day.weekday, centre.size(7.5), Fit::shrink(6.0), "weekday")?;
        page.text_in(Area::new(x, TOP + 8.6, DAY, 4.2), &day.mark, centre.size(7.5), Fit::shrink(6.0), "mark")?;
    }
    for (n, infant) in infants.enumerate() {
        let y = TOP + HEAD + ROW * n as Mm;
        let number = infant.number.map(|number| number.to_string()).unwrap_or_default();
        page.text_in(Area::new(LEFT, y, NUMBER, ROW), &number, centre, Fit::shrink(7.0), "number")?;
        page.text_in(
            Area::new(LEFT + NUMBER + 1.0, y, NAME - 2.0, ROW),
            &infant.name,
            centre.align(Align::Left),
            Fit::lines(2, 5.0).or_ellipsis(),
            "name",
        )?;
    }
    if last {
        for (n, label) in ["应出勤人数", "实出勤人数"].iter().enumerate() {
            let y = TOP + HEAD + ROW * (ROWS + n) as Mm;
            page.text_in(Area::new(LEFT, y, NUMBER + NAME, ROW), label, centre.bold(), Fit::shrink(7.0), label)?;
        }
    }

    page.frame(Area::new(LEFT, TOP, WIDTH, bottom - TOP), FRAME);
    for row in 0..body {
        let y = TOP + HEAD + ROW * row as Mm;
        page.line((LEFT, y), (right, y), if row == 0 || row == ROWS { FRAME } else { HAIRLINE });
    }
    let totals_top = TOP + HEAD + ROW * ROWS as Mm;
    page.line((LEFT + NUMBER, TOP), (LEFT + NUMBER, totals_top), HAIRLINE);
    for n in 0..=sheet.days.len() {
        let x = days_x + DAY * n as Mm;
        page.line((x, TOP), (x, bottom), if n == 0 || n == sheet.days.len() { FRAME } else { HAIRLINE });
    }

    let note = Style::NOTE.size(8.5);
    let unknown = if sheet.calendar_known { "" } else { "　本年度放假安排尚未录入，仅标出周末。" };
    let legend = format!(
        "符号：√ 出勤　○ 病假　△ 事假　× 未到原因待查。因病缺勤须在备注栏写明疾病名称。灰底“休”为非工作日，“班”为调休上班。{unknown}"
    );
    page.text(LEFT, bottom + 2.0, &legend, note)?;
    if last {
        for (x, place) in [(LEFT, "填表人："), (LEFT + 95.0, "卫生保健人员："), (LEFT + 190.0, "园长：")]
        {
            let y = bottom + 8.5;
            let width = page.text(x, y, place, note.size(9.5))?;
            page.line((x + width, y + 4.2), (x + 75.0, y + 4.2), HAIRLINE);
        }
    }
    Ok(())
}
