//! Form `filing_index@1`: 备案材料目录, the first page of a filing package.

use std::sync::Arc;

use paper::{Align, Cell, Column, Document, Fonts, Margins, Meta, Missing, Pdf, Size, Style, Table};
use serde::{Deserialize, Serialize};

use crate::error::Result;

/// The form.
pub const FORM: &str = "filing_index@1";

/// What the index shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilingIndex {
    /// The nursery.
    pub name: String,
    /// Its credit code.
    pub uscc: String,
    /// Number of the package.
    pub number: String,
    /// What it was made for.
    pub purpose: String,
    /// The day, written out.
    pub made_on: String,
    /// The materials in the order of Art. 8.
    pub lines: Vec<IndexLine>,
    /// What was missing, with its article.
    pub gaps: Vec<(String, String)>,
    /// Why it was made all the same.
    pub override_reason: Option<String>,
}

/// A line of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexLine {
    /// The material.
    pub title: String,
    /// Number on it.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// When.
    pub issued_on: String,
    /// Until when it is valid.
    pub valid_to: String,
    /// File in the package.
    pub file: String,
    /// The beginning of its SHA-256.
    pub hash: String,
}

/// Draws the index.
///
/// # Errors
/// The paper cannot.
pub fn draw(fonts: Arc<Fonts>, index: &FilingIndex, created: i64) -> Result<Pdf> {
    let meta = Meta { title: "托育机构备案材料目录".to_owned(), author: index.name.clone(), created };
    let mut doc =
        Document::new(fonts, Size::A4_LANDSCAPE, Margins::new(14.0, 13.0, 15.0, 13.0), meta).missing(Missing::Geta);
    doc.heading(1, "托育机构备案材料目录")?;
    let head = doc.rest();
    let style = Style::NOTE.size(10.0);
    let mut page = doc.sheet();
    let code =
        if index.uscc.is_empty() { String::new() } else { format!("　　统一社会信用代码：{}", index.uscc) };
    page.text(head.x, head.y, &format!("机构名称：{}{code}", index.name), style)?;
    page.text(head.x, head.y + 6.0, &format!("材料包编号：{}　　用途：{}", index.number, index.purpose), style)?;
    page.text(head.right(), head.y + 6.0, &format!("导出日期：{}", index.made_on), style.align(Align::Right))?;
    doc.continue_at(head.y + 13.0);

    let columns = [
        Column::fixed(10.0, "序号").align(Align::Centre),
        Column::share(46.0, "材料名称"),
        Column::share(40.0, "编号"),
        Column::share(40.0, "发证（出具）单位"),
        Column::fixed(21.0, "签发日期").align(Align::Centre),
        Column::fixed(21.0, "有效期至").align(Align::Centre),
        Column::share(62.0, "文件"),
        Column::fixed(28.0, "SHA-256\n（前12位）").align(Align::Centre),
    ];
    let rows = (1..).zip(&index.lines).map(|(n, line)| {
        paper::Row::new([
            Cell::new(n.to_string()),
            Cell::from(&line.title),
            Cell::from(&line.number),
            Cell::from(&line.issuer),
            Cell::from(&line.issued_on),
            Cell::from(&line.valid_to),
            Cell::from(&line.file),
            Cell::from(&line.hash),
        ])
    });
    doc.table(&Table::new(columns).size(8.5).padding(0.9).rows(rows))?;
    if !index.gaps.is_empty() {
        doc.heading(3, "导出时尚缺或不符合的事项")?;
        for (n, (text, article)) in (1..).zip(&index.gaps) {
            doc.clause(&format!("{n}."), &format!("{text}。依据：{article}。"), Style::NOTE.size(9.5))?;
        }
    }
    if let Some(reason) = &index.override_reason {
        doc.paragraph(&format!("仍予导出的理由：{reason}"), Style::NOTE.size(9.5).bold().around(2.0, 0.0))?;
    }
    doc.space(2.5);
    doc.paragraph(
        "核验方法：材料包内 SHA256SUMS 列出每份文件的校验值，可用 sha256sum -c SHA256SUMS 或摇篮簿“核验材料包”逐份核对；任何改动均可发现。",
        Style::NOTE.size(8.5).grey(0.3),
    )?;
    doc.footer(format!("{}　{}", index.number, index.name));
    Ok(doc.finish()?)
}
