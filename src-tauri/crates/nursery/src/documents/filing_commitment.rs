//! Form `filing_commitment@1`: 备案承诺书 on one A4 page. The wording comes from the settings of filing.

use std::sync::Arc;

use paper::{Align, Document, Fonts, Margins, Meta, Missing, Pdf, Size, Style};
use serde::{Deserialize, Serialize};

use super::Shown;
use super::filing_statement::seal;
use super::mark_reprint;
use crate::error::Result;

/// The form.
pub const FORM: &str = "filing_commitment@1";

/// What the commitment shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// To whom.
    pub addressee: String,
    /// The nursery.
    pub name: String,
    /// Its credit code.
    pub uscc: String,
    /// The sentence before the pledges.
    pub opening: String,
    /// The pledges in order.
    pub pledges: Vec<String>,
    /// The sentence behind them.
    pub closing: String,
}

const NUMERALS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/// Draws the commitment, as a specimen or as a print.
///
/// # Errors
/// The paper cannot.
pub fn draw(fonts: Arc<Fonts>, c: &Commitment, shown: Shown) -> Result<Pdf> {
    let meta = Meta { title: "备案承诺书".to_owned(), author: c.name.clone(), created: 0 };
    let mut doc = Document::new(fonts, Size::A4, Margins::new(26.0, 26.0, 22.0, 28.0), meta).missing(Missing::Geta);
    let reprint = shown.reprint();
    if shown == Shown::Specimen {
        doc.watermark("样张");
    }
    doc.heading(1, "备案承诺书")?;
    doc.space(3.0);
    let body = Style::BODY.size(12.0).align(Align::Justify).leading(1.75).around(0.0, 1.5);
    let to =
        if c.addressee.is_empty() { "＿＿＿＿＿＿＿＿卫生健康委员会（局）" } else { &c.addressee };
    doc.paragraph(&format!("{to}："), body.first(0.0))?;
    let code = if c.uscc.is_empty() { String::new() } else { format!("（统一社会信用代码：{}）", c.uscc) };
    doc.paragraph(&format!("本单位{}{code}{}", c.name, c.opening), body.first(2.0))?;
    for (n, pledge) in c.pledges.iter().enumerate() {
        let number = NUMERALS.get(n).map_or_else(|| format!("{}、", n + 1), |numeral| format!("{numeral}、"));
        doc.paragraph(&format!("{number}{pledge}"), body.first(2.0))?;
    }
    doc.paragraph(&c.closing, body.first(2.0))?;
    doc.space(8.0);
    seal(&mut doc, "承诺单位（章）：", "法定代表人（签字）：")?;
    mark_reprint(&mut doc, reprint);
    Ok(doc.finish()?)
}
