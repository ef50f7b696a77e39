//! Form `injury_form@1`: 儿童伤害登记表 (附件4 表9) on one A4 page, with a picture of the body. The first part and the
//! kinds are those of the norm; the layout of the rest is our own.

use std::sync::Arc;

use paper::{
    Align, Area, BOX, Cell, Document, Fonts, FormGrid, HAIRLINE, Margins, Meta, Missing, Pdf, Sheet, Size, Style,
    TICKED,
};
use serde::{Deserialize, Serialize};

use super::mark_reprint;
use crate::error::Result;
use crate::safety::BodyPart;

/// The form.
pub const FORM: &str = "injury_form@1";

/// What the form shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InjurySheet {
    /// The nursery.
    pub nursery: String,
    /// The infant: name, sex, age, class.
    pub infant: [String; 4],
    /// The day, written out.
    pub on: String,
    /// The time of the day.
    pub at: String,
    /// 当班责任人.
    pub on_duty: String,
    /// 填表人.
    pub by: String,
    /// The kinds, the one that it was ticked.
    pub kinds: Vec<(bool, String)>,
    /// Parts of the body.
    pub parts: Vec<BodyPart>,
    /// 地点.
    pub place: String,
    /// 活动.
    pub activity: String,
    /// 和谁一起.
    pub with_whom: String,
    /// 处理方式.
    pub treated: String,
    /// 诊断.
    pub diagnosis: String,
    /// 休息天数.
    pub rest_days: String,
    /// 转归, the one that it was ticked.
    pub outcomes: Vec<(bool, String)>,
    /// 经过简述.
    pub story: String,
    /// Who saw it.
    pub witnesses: String,
    /// Who was told, and when.
    pub told: Vec<String>,
    /// What was learnt or improved later.
    pub notes: Vec<String>,
    /// Written after the cut-off (补录).
    pub late: bool,
    /// Not closed yet.
    pub open: bool,
}

/// Draws the form.
///
/// # Errors
/// The paper cannot.
pub fn draw(fonts: Arc<Fonts>, s: &InjurySheet, reprint: i64) -> Result<Pdf> {
    let meta = Meta { title: "儿童伤害登记表".to_owned(), author: s.nursery.clone(), created: 0 };
    let mut doc = Document::new(fonts, Size::A4, Margins::new(16.0, 20.0, 16.0, 20.0), meta).missing(Missing::Geta);
    doc.heading(1, "儿童伤害登记表")?;
    let late = if s.late { "　（补录）" } else { "" };
    doc.paragraph(&format!("机构名称：{}{late}", s.nursery), Style::NOTE.size(10.5))?;
    doc.space(1.5);
    doc.form(&head(s))?;
    doc.space(2.0);
    let rest = doc.rest();
    picture(&mut doc.sheet(), Area::new(rest.x, rest.y, rest.width, PICTURE), &s.parts)?;
    doc.continue_at(rest.y + PICTURE + 2.0);
    doc.form(&body(s))?;
    doc.space(2.0);
    let note = Style::NOTE.size(9.5);
    if s.open {
        doc.paragraph("打印时尚未结案，内容可能继续补充。", note)?;
    }
    let rest = doc.rest();
    let mut page = doc.sheet();
    let y = rest.y + 6.0;
    for (n, label) in ["填表人：", "卫生保健人员：", "园长：", "家长："].iter().enumerate() {
        let x = rest.x + rest.width / 4.0 * n as f32;
        let width = page.text(x, y, label, note)?;
        page.line((x + width, y + 4.4), (x + rest.width / 4.0 - 3.0, y + 4.4), HAIRLINE);
    }
    doc.footer("《托儿所幼儿园卫生保健工作规范》附件4 表9");
    mark_reprint(&mut doc, reprint);
    Ok(doc.finish()?)
}

fn choices(of: &[(bool, String)]) -> String {
    let one = |(n, (ticked, word)): (usize, &(bool, String))| {
        format!("{}{}.{word}", if *ticked { TICKED } else { BOX }, n + 1)
    };
    of.iter().enumerate().map(one).collect::<Vec<_>>().join("　")
}

fn head(s: &InjurySheet) -> FormGrid {
    let row = |a: &str, b: &str, c: &str, d: &str| vec![Cell::label(a), Cell::new(b), Cell::label(c), Cell::new(d)];
    FormGrid::shares(&[28.0, 57.0, 28.0, 57.0])
        .size(10.5)
        .row_height(8.6)
        .row(row("姓名", &s.infant[0], "性别", &s.infant[1]))
        .row(row("年龄", &s.infant[2], "班级", &s.infant[3]))
        .row(row("伤害发生日期", &s.on, "时间\n（24 小时制）", &s.at))
        .row(row("当班责任人", &s.on_duty, "填表人", &s.by))
        .row(vec![Cell::label("伤害类型"), Cell::new(choices(&s.kinds)).span(3)])
}

fn body(s: &InjurySheet) -> FormGrid {
    let row = |a: &str, b: &str, c: &str, d: &str| vec![Cell::label(a), Cell::new(b), Cell::label(c), Cell::new(d)];
    let wide = |label: &str, value: String| vec![Cell::label(label), Cell::new(value).span(3)];
    let mut grid = FormGrid::shares(&[28.0, 57.0, 28.0, 57.0])
        .size(10.5)
        .row_height(8.6)
        .row(row("发生地点", &s.place, "发生时活动", &s.activity))
        .row(row("和谁在一起", &s.with_whom, "目击者", &s.witnesses))
        .row(wide("处理方式", s.treated.clone()))
        .row(row("诊断", &s.diagnosis, "休息天数", &s.rest_days))
        .row(wide("转归", choices(&s.outcomes)))
        .row(wide("经过简述", s.story.clone()))
        .row(wide("告知情况", s.told.join("\n")));
    if !s.notes.is_empty() {
        grid = grid.row(wide("跟进与改进", s.notes.join("\n")));
    }
    grid
}

const PICTURE: f32 = 58.0;

/// The body from the front and from behind; where it was hurt stands a cross with its name beside it.
fn picture(page: &mut Sheet<'_>, at: Area, parts: &[BodyPart]) -> Result<()> {
    let small = Style::NOTE.size(9.0);
    page.frame(at, HAIRLINE);
    let (front, back) = (at.x + 48.0, at.x + 108.0);
    for (x, word) in [(front, "正面"), (back, "背面")] {
        figure(page, x, at.y + 5.0);
        page.text(x, at.y + PICTURE - 5.0, word, small.align(Align::Centre))?;
    }
    page.text(at.x + 2.0, at.y + 2.0, "受伤部位", small.bold())?;
    if parts.is_empty() {
        page.text(at.x + 2.0, at.y + 8.0, "（未标注）", small)?;
    }
    for (n, part) in parts.iter().enumerate() {
        let (dx, dy, behind) = spot(*part);
        let (x, y) = (if behind { back } else { front } + dx, at.y + 5.0 + dy);
        for (from, to) in [((x - 1.6, y - 1.6), (x + 1.6, y + 1.6)), ((x - 1.6, y + 1.6), (x + 1.6, y - 1.6))] {
            page.line(from, to, 0.6);
        }
        page.text(at.x + 132.0, at.y + 3.0 + 4.6 * n as f32, &format!("× {}", part.zh()), small)?;
    }
    Ok(())
}

/// A child in lines, 46 mm high, its middle at `x`.
fn figure(page: &mut Sheet<'_>, x: f32, y: f32) {
    let outline: &[(f32, f32)] = &[
        (-2.0, 12.5),
        (-7.0, 14.5),
        (-12.5, 26.0),
        (-10.5, 27.0),
        (-6.0, 19.5),
        (-6.0, 29.0),
        (-6.5, 45.0),
        (-1.8, 45.0),
        (0.0, 31.0),
        (1.8, 45.0),
        (6.5, 45.0),
        (6.0, 29.0),
        (6.0, 19.5),
        (10.5, 27.0),
        (12.5, 26.0),
        (7.0, 14.5),
        (2.0, 12.5),
    ];
    for pair in outline.windows(2) {
        page.line((x + pair[0].0, y + pair[0].1), (x + pair[1].0, y + pair[1].1), 0.35);
    }
    const CORNERS: usize = 24;
    let corner = |n: usize| {
        let turn = std::f32::consts::TAU * n as f32 / CORNERS as f32;
        (x + 5.6 * turn.cos(), y + 6.4 + 6.4 * turn.sin())
    };
    for n in 0..CORNERS {
        page.line(corner(n), corner(n + 1), 0.35);
    }
}

/// Where a part stands on the figure: millimetres from its middle and top, and whether it is seen from behind. Seen from
/// the front, the child's left is on the right.
fn spot(part: BodyPart) -> (f32, f32, bool) {
    use BodyPart as P;
    match part {
        P::Head => (0.0, 2.0, false),
        P::Face => (3.2, 8.0, false),
        P::Eye => (-2.2, 5.6, false),
        P::Ear => (5.6, 6.4, false),
        P::Nose => (0.0, 7.4, false),
        P::Mouth => (0.0, 10.0, false),
        P::Neck => (0.0, 13.2, false),
        P::Chest => (0.0, 18.0, false),
        P::Abdomen => (0.0, 24.0, false),
        P::Genitals => (0.0, 29.5, false),
        P::LeftArm => (8.2, 19.5, false),
        P::RightArm => (-8.2, 19.5, false),
        P::LeftHand => (11.4, 26.2, false),
        P::RightHand => (-11.4, 26.2, false),
        P::LeftThigh => (3.6, 32.0, false),
        P::RightThigh => (-3.6, 32.0, false),
        P::LeftKnee => (4.0, 36.5, false),
        P::RightKnee => (-4.0, 36.5, false),
        P::LeftLeg => (4.2, 40.5, false),
        P::RightLeg => (-4.2, 40.5, false),
        P::LeftFoot => (4.4, 44.6, false),
        P::RightFoot => (-4.4, 44.6, false),
        P::Back => (0.0, 19.5, true),
        P::Buttocks => (0.0, 27.5, true),
    }
}
