//! Form `medicine_order@1`: 委托喂药单 on A5 across: what a guardian orders in writing, with places to sign. The norm
//! asks for the delegation (附件4 表2 家长签字), not for this layout; the wording is our own.

use std::sync::Arc;

use paper::{Align, Cell, Document, Fonts, FormGrid, HAIRLINE, Margins, Meta, Missing, Pdf, Size, Style};
use serde::{Deserialize, Serialize};

use super::mark_reprint;
use crate::error::Result;

/// The form.
pub const FORM: &str = "medicine_order@1";

/// What the form shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MedicineSheet {
    /// The nursery.
    pub nursery: String,
    /// The infant: name, 托号 and class, day of birth.
    pub infant: [String; 3],
    /// Allergies as on file.
    pub allergy: String,
    /// Drug with its strength.
    pub drug: String,
    /// Dose and how it is given.
    pub dose: String,
    /// Times of the day.
    pub times: String,
    /// First and last day.
    pub days: String,
    /// Against what, and who prescribed it.
    pub illness: [String; 2],
    /// Last day of use by the label.
    pub expires_on: String,
    /// How much was brought.
    pub brought: String,
    /// Remark.
    pub note: String,
    /// Who orders it: name and relation.
    pub guardian: String,
    /// Who took it in.
    pub taken_by: String,
}

/// Draws the form.
///
/// # Errors
/// The paper cannot.
pub fn draw(fonts: Arc<Fonts>, s: &MedicineSheet, reprint: i64) -> Result<Pdf> {
    let meta = Meta { title: "委托喂药单".to_owned(), author: s.nursery.clone(), created: 0 };
    let mut doc =
        Document::new(fonts, Size::A5_LANDSCAPE, Margins::new(9.0, 14.0, 12.0, 14.0), meta).missing(Missing::Geta);
    doc.paragraph(&s.nursery, Style::NOTE.size(10.0).align(Align::Centre))?;
    doc.paragraph("委托喂药单", Style::BODY.size(15.0).bold().align(Align::Centre).spacing(1.5))?;
    doc.space(1.5);
    doc.form(&grid(s))?;
    doc.space(1.5);
    let sentence = "本人委托贵园按以上内容为孩子喂药，已带来原包装并贴有标签的药品；药品由本人或医疗机构决定使用，贵园只按本单喂药。情况有变，本人另行书面通知。";
    doc.paragraph(sentence, Style::NOTE.size(9.5).first(2.0).leading(1.4))?;
    let rest = doc.rest();
    let style = Style::NOTE.size(10.0);
    let mut page = doc.sheet();
    let y = rest.y + 5.0;
    for (x, width, label) in
        [(rest.x, 62.0, "家长签字："), (rest.x + 68.0, 52.0, "接收人签字："), (rest.x + 126.0, 0.0, "年　　月　　日")]
    {
        let text = page.text(x, y, label, style)?;
        if width > 0.0 {
            page.line((x + text, y + 4.6), (x + width, y + 4.6), HAIRLINE);
        }
    }
    mark_reprint(&mut doc, reprint);
    Ok(doc.finish()?)
}

fn grid(s: &MedicineSheet) -> FormGrid {
    let two = |a: &str, b: &str, c: &str, d: &str| vec![Cell::label(a), Cell::new(b), Cell::label(c), Cell::new(d)];
    let wide = |label: &str, value: &str| vec![Cell::label(label), Cell::new(value).span(3)];
    FormGrid::shares(&[24.0, 67.0, 24.0, 67.0])
        .size(10.0)
        .row_height(8.4)
        .row(two("姓名", &s.infant[0], "托号与班级", &s.infant[1]))
        .row(two("出生日期", &s.infant[2], "过敏史", &s.allergy))
        .row(two("药物名称", &s.drug, "有效期至", &s.expires_on))
        .row(two("每次剂量", &s.dose, "喂药时间", &s.times))
        .row(two("喂药日期", &s.days, "带药数量", &s.brought))
        .row(two("病情", &s.illness[0], "开药机构", &s.illness[1]))
        .row(wide("注意事项", &s.note))
        .row(two("委托人", &s.guardian, "接收人", &s.taken_by))
}
