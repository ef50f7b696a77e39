//! 收款收据: A5 lying (`receipt_a5@1`) and a third of 241 mm continuous paper in three carbon copies
//! (`receipt_241@1`). Seven lines fit one form of 93.1 mm; more go on to the next, under the same number.

use std::sync::Arc;

use paper::{
    Align, Cell, Column, Document, Fit, Fonts, FormGrid, Margins, Meta, Missing, Pdf, Size, Style, Table, Width,
};
use serde::{Deserialize, Serialize};

use crate::billing::ReceiptSize;
use crate::day::Day;
use crate::error::Result;

/// A5, lying.
pub const FORM_A5: &str = "receipt_a5@1";
/// A third of 241 mm continuous paper.
pub const FORM_241: &str = "receipt_241@1";

/// The form of a paper size.
#[must_use]
pub fn form_of(size: ReceiptSize) -> &'static str {
    match size {
        ReceiptSize::A5 => FORM_A5,
        ReceiptSize::Third => FORM_241,
    }
}

/// A line as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are the form's own headings")]
pub struct SheetLine {
    pub item: String,
    pub period: String,
    pub unit: String,
    pub quantity: String,
    pub price: String,
    pub amount: String,
}

/// What stands on the receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the fields are the form's own labels")]
pub struct ReceiptSheet {
    pub number: String,
    pub red: bool,
    pub original: Option<String>,
    pub voided: bool,
    pub substitute: bool,
    /// Prints under an earlier state of the same receipt and size.
    pub prints_before: i64,
    pub payee: String,
    pub payee_uscc: String,
    pub day: Day,
    pub payer: String,
    pub infant: String,
    pub class: String,
    pub contract: String,
    pub lines: Vec<SheetLine>,
    pub total: String,
    pub total_in_words: String,
    pub channel: String,
    pub reference: String,
    pub cashier: String,
    pub reviewer: String,
    pub note: String,
    pub sentence: String,
    pub official_bill: String,
    #[serde(skip)]
    pub created: i64,
}

/// The measures of one of the two forms.
struct Look {
    size: Size,
    margins: Margins,
    /// Lines on one form, and the least that are ruled.
    lines: usize,
    ruled: usize,
    text: f32,
    title: f32,
    row: f32,
    head: f32,
}

const A5: Look = Look {
    size: Size::A5_LANDSCAPE,
    margins: Margins::new(11.0, 14.0, 9.0, 14.0),
    lines: 7,
    ruled: 5,
    text: 9.5,
    title: 17.0,
    row: 6.8,
    head: 6.2,
};
// 12.7 mm of tractor holes on each side.
const THIRD: Look = Look {
    size: Size::THIRD_241,
    margins: Margins::new(4.0, 18.0, 3.5, 18.0),
    lines: 7,
    ruled: 5,
    text: 8.0,
    title: 12.5,
    row: 4.95,
    head: 4.2,
};

/// Draws the receipt; `reprint` 0 is the original.
///
/// # Errors
/// A glyph is missing, or a text does not fit.
pub fn draw(fonts: Arc<Fonts>, form: &str, sheet: &ReceiptSheet, reprint: i64) -> Result<Pdf> {
    let look = if form == FORM_241 { &THIRD } else { &A5 };
    let meta =
        Meta { title: format!("收款收据 {}", sheet.number), author: sheet.payee.clone(), created: sheet.created };
    let missing = if sheet.substitute { Missing::Geta } else { Missing::Refuse };
    let mut doc = Document::new(fonts, look.size, look.margins, meta).missing(missing);
    if sheet.red {
        doc = doc.red();
    }
    if sheet.voided {
        doc.watermark("作废");
    }
    let pages: Vec<&[SheetLine]> = sheet.lines.chunks(look.lines).collect();
    for (n, lines) in pages.iter().enumerate() {
        if n > 0 {
            doc.page_break();
        }
        page(&mut doc, look, form, sheet, lines, (n + 1, pages.len()), reprint)?;
    }
    Ok(doc.finish()?)
}

fn page(
    doc: &mut Document,
    look: &Look,
    form: &str,
    sheet: &ReceiptSheet,
    lines: &[SheetLine],
    (n, of): (usize, usize),
    reprint: i64,
) -> Result<()> {
    let area = doc.rest();
    let note = Style::NOTE.size(look.text);
    let small = note.size(look.text - 1.0);
    let dense = look.row < 6.0;
    let mut draw = doc.sheet();
    let middle = area.x + area.width / 2.0;

    // Head: who receives, the title, the number.
    let title = if sheet.red { "收款收据（红字）" } else { "收款收据" };
    let title_style = Style::NOTE.size(look.title).bold().align(Align::Centre).spacing(2.5);
    let third = area.width / 3.0;
    let band = paper::Area::new(area.x, area.y, third - 4.0, look.title * 0.42);
    draw.text_in(band, &sheet.payee, note, Fit::lines(2, 6.0), "收款单位")?;
    draw.text(middle, area.y, title, title_style)?;
    draw.text(
        area.right(),
        area.y + 0.3,
        &format!("No. {}", sheet.number),
        note.size(look.text + 2.0).bold().align(Align::Right),
    )?;
    let mut marks = Vec::new();
    if form == FORM_241 {
        marks.push("一式三联：存根联 / 收据联 / 记账联".to_owned());
    }
    if reprint > 0 {
        marks.push(format!("补打 第{reprint}次"));
    }
    if of > 1 {
        marks.push(format!("第 {n} 页 共 {of} 页"));
    }
    let mut y = area.y + look.title * 0.36 + if dense { 1.4 } else { 3.2 };
    draw.text(area.right(), y, &marks.join("　"), small.bold().align(Align::Right))?;
    if let Some(original) = &sheet.original {
        draw.text(area.x, y, &format!("冲销原收据号：{original}"), note.bold())?;
    }
    y += look.head;

    // Who pays, for whom. Long names go on in a second line rather than be cut.
    let name = |text: String| match text.chars().count() {
        0..=17 => Cell::new(text),
        _ => Cell::new(text).size(if dense { 6.0 } else { 8.0 }).fit(Fit::lines(2, 5.0)),
    };
    let who = FormGrid::new([
        Width::Fixed(18.0),
        Width::Share(1.5),
        Width::Fixed(22.0),
        Width::Share(1.6),
        Width::Fixed(18.0),
        Width::Share(1.15),
    ])
    .size(look.text)
    .row_height(look.row)
    .padding(1.0)
    .fit(Fit::shrink(5.5))
    .row([
        Cell::label("交款人"),
        name(sheet.payer.clone()),
        Cell::label("婴幼儿/班级"),
        name(if sheet.class.is_empty() { sheet.infant.clone() } else { format!("{} / {}", sheet.infant, sheet.class) }),
        Cell::label("开具日期"),
        Cell::new(format!("{}年{}月{}日", sheet.day.year(), sheet.day.month().number(), sheet.day.day_of_month())),
    ]);
    y = draw.form(area.x, y, area.width, &who)?;

    // The lines.
    let last = n == of;
    let right = |width, heading| Column::fixed(width, heading).align(Align::Right).fit(Fit::shrink(5.5));
    let table = Table::new([
        Column::share(1.5, "项目").fit(Fit::lines(if dense { 1 } else { 2 }, 5.0)),
        Column::share(1.6, "所属期间").align(Align::Centre).fit(Fit::shrink(5.5)),
        Column::fixed(12.0, "单位").align(Align::Centre),
        right(12.0, "数量"),
        right(26.0, "标准（元）"),
        right(29.0, "金额（元）"),
    ])
    .size(look.text)
    .heights(look.row, look.row)
    .rows(lines.iter().map(|line| {
        let item = if dense || line.item.chars().count() <= 14 {
            Cell::new(&*line.item)
        } else {
            Cell::new(&*line.item).size(7.5)
        };
        [
            item,
            Cell::new(&*line.period),
            Cell::new(&*line.unit),
            Cell::new(&*line.quantity),
            Cell::new(&*line.price),
            Cell::new(&*line.amount),
        ]
    }))
    .at_least(look.ruled);
    y = draw.table(area.x, y, area.width, &table)?;

    // The foot shares its frame with the table.
    let (words, figures) = if last {
        let figures = match sheet.total.strip_prefix('-') {
            Some(total) => format!("-¥{total}"),
            None => format!("¥{}", sheet.total),
        };
        (sheet.total_in_words.clone(), figures)
    } else {
        ("（合计见末页）".to_owned(), String::new())
    };
    let paid = if sheet.reference.is_empty() {
        sheet.channel.clone()
    } else {
        format!("{}　流水号 {}", sheet.channel, sheet.reference)
    };
    let foot = FormGrid::new([Width::Fixed(24.0), Width::Share(1.9), Width::Fixed(18.0), Width::Share(1.0)])
        .size(look.text)
        .row_height(look.row)
        .padding(1.0)
        .fit(Fit::shrink(5.5))
        .row([
            Cell::label("合计（大写）"),
            Cell::new(words).bold(),
            Cell::label("（小写）"),
            Cell::new(figures).bold().align(Align::Right),
        ])
        .row([Cell::label("收款方式"), Cell::new(paid), Cell::label("合同编号"), Cell::new(&*sheet.contract)])
        .row([
            Cell::label(if sheet.red { "红冲原因" } else { "备注" }),
            Cell::new(&*sheet.note).fit(Fit::lines(if dense { 1 } else { 2 }, 5.0).or_ellipsis()),
            Cell::label("票据号码"),
            Cell::new(&*sheet.official_bill),
        ]);
    y = draw.form(area.x, y, area.width, &foot)?;

    // Who signs.
    y += if dense { 1.3 } else { 3.5 };
    let place = |share: f32| area.x + area.width * share;
    draw.text(place(0.0), y, "收款单位（章）：", note)?;
    draw.text(place(0.44), y, &format!("收款人：{}", sheet.cashier), note)?;
    draw.text(place(0.72), y, &format!("复核人：{}", sheet.reviewer), note)?;
    let code = if sheet.payee_uscc.is_empty() {
        String::new()
    } else {
        format!("统一社会信用代码 {}", sheet.payee_uscc)
    };
    // The seal goes between the two lines, as far as there is room.
    let lowest = area.bottom() - 3.4;
    let foot = if dense { lowest.min(y + 10.0).max(y + 3.9) } else { lowest };
    if dense {
        draw.text(area.x, foot, &sheet.sentence, small)?;
        draw.text(area.right(), foot, &code, small.align(Align::Right))?;
    } else {
        // The seal goes over the rule where little room is left, as on paper.
        draw.seal(area.x + 40.0, (y + 12.0).min(look.size.height - 16.0), 13.0, "盖章处")?;
        draw.text(area.right(), foot - 4.6, &code, small.align(Align::Right))?;
        draw.text(area.right(), foot, &sheet.sentence, small.align(Align::Right))?;
    }
    let needed = (y + note.line()).max(foot + small.line());
    if needed > look.size.height - 1.0 {
        return Err(
            paper::Error::TooTall { context: "收款收据".to_owned(), needed, available: look.size.height }.into()
        );
    }
    Ok(())
}
