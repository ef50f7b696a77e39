//! Form `name_labels@1`: labels of 60 × 40 mm with 托号, name and class for cup, towel and bed: one on each
//! label of a roll, or tiled on A4 with lines to cut along.

use std::sync::Arc;

use paper::{Align, Area, Document, Fit, Fonts, HAIRLINE, Margins, Meta, Missing, Pdf, Sheet, Size, Style};
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The form.
pub const FORM: &str = "name_labels@1";

crate::coded_enum! {
    /// On what labels are printed.
    pub enum LabelPaper {
        Label = "label", "60×40 标签纸", "60×40 labels";
        A4 = "a4", "A4 纸裁切", "A4, to be cut";
    }
}

crate::coded_enum! {
    /// What a label marks.
    pub enum LabelUse {
        Cup = "cup", "杯", "cup";
        Towel = "towel", "巾", "towel";
        Bed = "bed", "床", "bed";
    }
}

/// What the labels show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameLabels {
    /// The nursery.
    pub nursery: String,
    /// On what they are printed.
    pub paper: LabelPaper,
    /// Every label in order.
    pub labels: Vec<NameLabel>,
}

/// One label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameLabel {
    /// 托号.
    pub number: Option<u16>,
    /// Name.
    pub name: String,
    /// Class.
    pub class: String,
    /// What it marks.
    pub on: LabelUse,
}

/// Draws the labels.
///
/// # Errors
/// The paper cannot.
pub fn draw(fonts: Arc<Fonts>, labels: &NameLabels) -> Result<Pdf> {
    let size = match labels.paper {
        LabelPaper::Label => Size::LABEL_60_40,
        LabelPaper::A4 => Size::A4,
    };
    let meta = Meta { title: "名签".to_owned(), author: labels.nursery.clone(), created: 0 };
    let mut doc = Document::new(fonts, size, Margins::all(0.0), meta).missing(Missing::Geta);
    let tiles = match labels.paper {
        LabelPaper::Label => vec![Area::new(0.0, 0.0, size.width, size.height)],
        LabelPaper::A4 => size.tiles(Size::LABEL_60_40),
    };
    for (n, chunk) in labels.labels.chunks(tiles.len().max(1)).enumerate() {
        if n > 0 {
            doc.page_break();
        }
        let mut sheet = doc.sheet();
        for (label, area) in chunk.iter().zip(&tiles) {
            if labels.paper == LabelPaper::A4 {
                sheet.frame(*area, HAIRLINE);
            }
            one(&mut sheet, *area, label)?;
        }
    }
    Ok(doc.finish()?)
}

fn one(sheet: &mut Sheet<'_>, area: Area, label: &NameLabel) -> Result<()> {
    let inside = area.inset(3.0);
    let centre = Style::NOTE.align(Align::Centre);
    // What it marks, in a ring at the left; the number beside it as large as it goes.
    let (x, y) = (inside.x + 6.5, inside.y + 8.0);
    sheet.circle(x, y, 5.8, 0.4);
    sheet.text_in(
        Area::new(x - 6.0, y - 6.0, 12.0, 12.0),
        label.on.zh(),
        centre.size(18.0).bold(),
        Fit::shrink(12.0),
        "use",
    )?;
    let number = label.number.map_or_else(|| "—".to_owned(), |number| number.to_string());
    let place = Area::new(inside.x + 14.0, inside.y, inside.width - 14.0, 16.0);
    sheet.text_in(place, &number, centre.size(44.0).bold(), Fit::shrink(20.0), "number")?;
    sheet.line((inside.x, inside.y + 18.0), (inside.right(), inside.y + 18.0), HAIRLINE);
    let name = Area::new(inside.x, inside.y + 18.5, inside.width, 10.0);
    sheet.text_in(name, &label.name, centre.size(20.0).bold(), Fit::lines(2, 9.0).or_ellipsis(), "name")?;
    let class = Area::new(inside.x, inside.y + 28.5, inside.width, 5.5);
    sheet.text_in(class, &label.class, centre.size(10.5), Fit::shrink(7.0).or_ellipsis(), "class").map_err(Into::into)
}
