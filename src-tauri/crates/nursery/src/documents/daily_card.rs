//! Form `daily_card@1`: the day of a child for its family, on a small page that is read on a telephone.

use std::sync::Arc;

use paper::{Align, Document, Fonts, HAIRLINE, Margins, Meta, Missing, Mm, Pdf, Size, Style};
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The form.
pub const FORM: &str = "daily_card@1";

/// What the card shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DailyCard {
    /// The nursery.
    pub nursery: String,
    /// The infant.
    pub name: String,
    /// Its class.
    pub class: String,
    /// The day.
    pub on: String,
    /// Title and text of each line.
    pub lines: Vec<(String, String)>,
}

const WIDTH: Mm = 90.0;
const HEIGHT: Mm = 180.0;

/// Draws the card.
///
/// # Errors
/// The paper cannot.
pub fn draw(fonts: Arc<Fonts>, card: &DailyCard) -> Result<Pdf> {
    let meta = Meta { title: "每日照护反馈".to_owned(), author: card.nursery.clone(), created: 0 };
    let mut doc = Document::new(fonts, Size::new(WIDTH, HEIGHT), Margins::all(7.0), meta).missing(Missing::Geta);
    let note = Style::NOTE.size(9.0);
    doc.paragraph(&card.name, Style::BODY.size(16.0).bold().align(Align::Left))?;
    doc.paragraph(&format!("{} · {}", card.class, card.on), note)?;
    doc.paragraph(&card.nursery, note)?;
    doc.space(1.5);
    let rest = doc.rest();
    doc.sheet().line((rest.x, rest.y), (rest.right(), rest.y), HAIRLINE);
    doc.continue_at(rest.y + 2.0);
    if card.lines.is_empty() {
        doc.paragraph("这一天没有记录。", note)?;
    }
    for (title, text) in &card.lines {
        doc.paragraph(title, note.bold())?;
        doc.paragraph(text, Style::BODY.size(10.5).align(Align::Left).leading(1.35))?;
        doc.space(1.0);
    }
    Ok(doc.finish()?)
}
