//! Form `filing_statement@1`: 托育机构备案书 on one A4 page.
//!
//! The fields are those of the filing rules (登记和备案办法（试行） 附件); the wording is our own until it has been
//! compared with the official sheet, and can be edited (`filing.save_wording`).

use std::sync::Arc;

use paper::{Align, BOX, Cell, Document, Fonts, FormGrid, HAIRLINE, Margins, Meta, Missing, Pdf, Size, Style, TICKED};
use serde::{Deserialize, Serialize};

use super::Shown;
use super::mark_reprint;
use crate::error::Result;
use crate::infants::class_fit::ClassKind;
use crate::institution::{InstitutionNature, Premises, ServiceForm};
use crate::words::Coded;

/// The form.
pub const FORM: &str = "filing_statement@1";

/// What the statement shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// To whom: the health department, as on its seal.
    pub addressee: String,
    /// The opening sentence.
    pub opening: String,
    /// The closing sentence.
    pub closing: String,
    /// Filing number, once there is one.
    pub number: String,
    /// 登记机关.
    pub registration_authority: String,
    /// 成立日期, written out.
    pub founded_on: String,
    /// 机构名称.
    pub name: String,
    /// 机构住所.
    pub address: String,
    /// 统一社会信用代码.
    pub uscc: String,
    /// 法定代表人: name and ID number.
    pub legal_representative: (String, String),
    /// 机构负责人: name and ID number.
    pub person_in_charge: (String, String),
    /// 机构性质.
    pub nature: InstitutionNature,
    /// 服务范围.
    pub service_forms: Vec<ServiceForm>,
    /// 服务场所性质.
    pub premises: Premises,
    /// 建筑面积, 室内使用面积, 室外活动场地面积: m² with two decimals.
    pub areas: [String; 3],
    /// 收托规模.
    pub capacity: String,
    /// 编班类型 and number of classes.
    pub classes: Vec<(ClassKind, u32)>,
    /// 联系人 and 联系方式.
    pub contact: (String, String),
}

/// Draws the statement, as a specimen or as a print.
///
/// # Errors
/// The paper cannot.
pub fn draw(fonts: Arc<Fonts>, s: &Statement, shown: Shown) -> Result<Pdf> {
    let meta = Meta { title: "托育机构备案书".to_owned(), author: s.name.clone(), created: 0 };
    let mut doc = Document::new(fonts, Size::A4, Margins::new(20.0, 22.0, 18.0, 22.0), meta).missing(Missing::Geta);
    let reprint = shown.reprint();
    if shown == Shown::Specimen {
        doc.watermark("样张");
    }
    doc.heading(1, "托育机构备案书")?;
    let head = doc.rest();
    let small = Style::NOTE.size(10.5);
    let mut page = doc.sheet();
    if s.number.is_empty() {
        page.text(head.right() - 42.0, head.y, "编号：", small.align(Align::Right))?;
        page.line((head.right() - 42.0, head.y + 4.6), (head.right(), head.y + 4.6), HAIRLINE);
    } else {
        page.text(head.right(), head.y, &format!("编号：{}", s.number), small.align(Align::Right))?;
    }
    doc.continue_at(head.y + 8.0);
    let to = if s.addressee.is_empty() {
        "＿＿＿＿＿＿＿＿卫生健康委员会（局）".to_owned()
    } else {
        s.addressee.clone()
    };
    let body = Style::BODY.size(11.0).align(Align::Left).leading(1.6);
    doc.paragraph(&format!("{to}："), body.first(0.0))?;
    doc.paragraph(&s.opening, body.first(2.0))?;
    doc.space(2.0);
    doc.form(&grid(s))?;
    doc.space(3.0);
    doc.paragraph(&s.closing, body.first(2.0))?;
    seal(&mut doc, "备案单位（章）：", "法定代表人（签字）：")?;
    mark_reprint(&mut doc, reprint);
    Ok(doc.finish()?)
}

fn grid(s: &Statement) -> FormGrid {
    let choice = |ticked: bool, word: &str| format!("{} {word}", if ticked { TICKED } else { BOX });
    let choices = |words: Vec<(bool, &str)>| {
        words.into_iter().map(|(ticked, word)| choice(ticked, word)).collect::<Vec<_>>().join("　　")
    };
    let natures = choices(vec![
        (s.nature == InstitutionNature::PublicInstitution, "事业单位"),
        (s.nature == InstitutionNature::SocialService, "社会服务机构"),
        (s.nature == InstitutionNature::ForProfit, "营利性机构"),
    ]);
    let forms = choices(ServiceForm::ALL.iter().map(|form| (s.service_forms.contains(form), form.zh())).collect());
    let premises = choices(Premises::ALL.iter().map(|kind| (*kind == s.premises, kind.zh())).collect());
    let classes = ClassKind::ALL.iter().map(|kind| {
        let count = s.classes.iter().find(|(of, _)| of == kind).map_or(0, |(_, count)| *count);
        let count_text = if count == 0 { "＿".to_owned() } else { count.to_string() };
        choice(count > 0, &format!("{} {count_text} 个", kind.zh()))
    });
    let square = |area: &str| {
        if area.is_empty() { "　　　平方米".to_owned() } else { format!("{area} 平方米") }
    };
    let wide = |label: &str, value: String| vec![Cell::label(label), Cell::new(value).span(3)];
    let two = |a: &str, b: String, c: &str, d: String| vec![Cell::label(a), Cell::new(b), Cell::label(c), Cell::new(d)];
    FormGrid::shares(&[30.0, 54.0, 30.0, 52.0])
        .size(10.5)
        .row_height(11.4)
        .row(wide("机构名称", s.name.clone()))
        .row(wide("机构住所", s.address.clone()))
        .row(two("统一社会\n信用代码", s.uscc.clone(), "成立日期", s.founded_on.clone()))
        .row(wide("登记机关", s.registration_authority.clone()))
        .row(two("法定代表人", s.legal_representative.0.clone(), "身份证号码", s.legal_representative.1.clone()))
        .row(two("机构负责人", s.person_in_charge.0.clone(), "身份证号码", s.person_in_charge.1.clone()))
        .row(wide("机构性质", natures))
        .row(wide("服务范围", forms))
        .row(two(
            "服务场所性质",
            premises,
            "收托规模",
            if s.capacity.is_empty() { "　　　个托位".to_owned() } else { format!("{} 个托位", s.capacity) },
        ))
        .row(two("机构建筑面积", square(&s.areas[0]), "室内使用面积", square(&s.areas[1])))
        .row(wide("室外活动\n场地面积", square(&s.areas[2])))
        .row(wide("编班类型", classes.collect::<Vec<_>>().join("　　")))
        .row(two("联系人", s.contact.0.clone(), "联系方式", s.contact.1.clone()))
}

/// Signature and seal at the lower right, with the day to be written.
pub(super) fn seal(doc: &mut Document, seal: &str, signature: &str) -> Result<()> {
    doc.need(42.0);
    let rest = doc.rest();
    let x = rest.right() - 82.0;
    let style = Style::NOTE.size(11.0);
    let mut page = doc.sheet();
    for (n, label) in [seal, signature].iter().enumerate() {
        let y = rest.y + 6.0 + 12.0 * n as f32;
        let width = page.text(x, y, label, style)?;
        page.line((x + width, y + 4.8), (rest.right(), y + 4.8), HAIRLINE);
    }
    page.text(rest.right(), rest.y + 31.0, "年　　　月　　　日", style.align(Align::Right))?;
    doc.continue_at(rest.y + 40.0);
    Ok(())
}
