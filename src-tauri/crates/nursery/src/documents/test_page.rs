//! Form `test_page@1`: shows whether the printer keeps the size: rulers that count from the edges of the paper, a
//! frame 5 mm inside, a stretch to be measured, and the characters of the forms.

use std::sync::Arc;

use paper::{Align, Area, Document, FRAME, Fit, Fonts, HAIRLINE, Margins, Meta, Mm, Pdf, Pt, Sheet, Size, Style};
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The form.
pub const FORM: &str = "test_page@1";

crate::coded_enum! {
    /// A paper that the nursery prints on.
    pub enum TestPaper {
        A4 = "a4", "A4　210 × 297 mm", "A4, 210 × 297 mm";
        A5 = "a5", "A5 横向　210 × 148 mm", "A5 across, 210 × 148 mm";
        Third = "third", "三等分　241 × 93.1 mm", "241 × 93.1 mm (a third)";
        Roll = "roll", "热敏卷纸　80 mm", "80 mm roll";
        Label = "label", "标签　60 × 40 mm", "label, 60 × 40 mm";
    }
}

/// What the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestPage {
    /// The paper.
    pub paper: TestPaper,
}

/// The frame stands so far inside the paper: what most printers reach.
const EDGE: Mm = 5.0;
/// A roll is cut after so many millimetres.
const ROLL: Mm = 130.0;
/// Room of a ruler with its figures.
const RULER: Mm = 8.0;

impl TestPaper {
    fn size(self) -> Size {
        match self {
            Self::A4 => Size::A4,
            Self::A5 => Size::A5_LANDSCAPE,
            Self::Third => Size::THIRD_241,
            Self::Roll => Size::new(Size::ROLL_80.width, ROLL),
            Self::Label => Size::LABEL_60_40,
        }
    }

    /// The stretch to be measured, and the size of type.
    fn look(self) -> (Mm, Pt) {
        match self {
            Self::A4 | Self::A5 => (100.0, 11.0),
            Self::Third => (100.0, 10.0),
            Self::Roll => (50.0, 9.0),
            Self::Label => (30.0, 6.0),
        }
    }
}

/// Draws the page.
///
/// # Errors
/// The paper cannot.
pub fn draw(fonts: Arc<Fonts>, page: &TestPage) -> Result<Pdf> {
    let size = page.paper.size();
    let meta = Meta { title: "打印测试页".to_owned(), author: "摇篮簿".to_owned(), created: 0 };
    let mut doc = Document::new(fonts, size, Margins::all(0.0), meta);
    let mut sheet = doc.sheet();
    let frame = Area::new(0.0, 0.0, size.width, size.height).inset(EDGE);
    sheet.frame(frame, FRAME);
    rulers(&mut sheet, frame, page.paper == TestPaper::Label)?;
    words(&mut sheet, frame, page.paper)?;
    Ok(doc.finish()?)
}

/// Rulers along the upper and the left side of the frame; their figures count from the edge of the paper.
fn rulers(sheet: &mut Sheet<'_>, frame: Area, small: bool) -> Result<()> {
    let style = Style::NOTE.size(if small { 4.5 } else { 6.5 }).align(Align::Centre);
    let length = |mm: u16| match mm % 10 {
        0 => 3.0,
        5 => 2.2,
        _ => 1.2,
    };
    let ticks = |end: Mm| (EDGE as u16 + 1..).take_while(move |mm| Mm::from(*mm) < end);
    for mm in ticks(frame.right()) {
        let x = Mm::from(mm);
        sheet.line((x, frame.y), (x, frame.y + length(mm)), HAIRLINE);
        if mm % 10 == 0 {
            sheet.text(x, frame.y + 3.4, &mm.to_string(), style)?;
        }
    }
    for mm in ticks(frame.bottom()) {
        let y = Mm::from(mm);
        sheet.line((frame.x, y), (frame.x + length(mm), y), HAIRLINE);
        // The first figure would stand on the upper ruler.
        if mm % 10 == 0 && y > frame.y + RULER {
            let place = Area::new(frame.x + 3.2, y - 2.0, 4.4, 4.0);
            sheet.text_in(place, &mm.to_string(), style, Fit::shrink(3.0), "ruler")?;
        }
    }
    Ok(())
}

fn words(sheet: &mut Sheet<'_>, frame: Area, paper: TestPaper) -> Result<()> {
    let (stretch, text) = paper.look();
    let inside =
        Area::new(frame.x + RULER, frame.y + RULER, frame.width - RULER - 2.0, (frame.height - RULER - 2.0).min(96.0));
    let note = Style::NOTE.size(text).align(Align::Centre);
    let parts = inside.rows(&[1.5, 1.0, 1.3, 1.3, 1.6]);
    let lines = [
        ("摇篮簿　打印测试页", note.size(text * 1.4).bold()),
        (paper.zh(), note.bold()),
        ("东风路春芽托育中心 ¥1,234.50\n人民币壹仟贰佰叁拾肆元伍角整", note),
        ("请按实际大小（100%）打印，\n不选“适合页面”；刻度从纸边起算。", note.size(text * 0.9)),
    ];
    for ((line, style), area) in lines.into_iter().zip(&parts) {
        sheet.text_in(*area, line, style, Fit::lines(3, 4.0), "test page")?;
    }
    // The stretch, with an end mark at each side.
    let area = parts[4];
    let (left, y) = (area.x + (area.width - stretch) / 2.0, area.y + area.height * 0.4);
    sheet.line((left, y), (left + stretch, y), FRAME);
    for x in [left, left + stretch] {
        sheet.line((x, y - 2.0), (x, y + 2.0), FRAME);
    }
    let below = Area::new(area.x, y + 0.5, area.width, area.bottom() - y - 0.5);
    sheet.text_in(below, &format!("量一量这里：应为 {stretch} mm"), note, Fit::shrink(4.0), "stretch")?;
    Ok(())
}
