//! The printed forms (Chinese), drawn from snapshots. `form@version` names a layout for ever: an issued form's
//! layout is never edited, a new version stands beside it.

pub mod class_sheet;
pub mod contract;
pub mod daily_card;
pub mod filing_commitment;
pub mod filing_index;
pub mod filing_statement;
pub mod injury_form;
pub mod labels;
pub mod medicine_order;
pub mod receipt;
pub mod register;
pub mod test_page;

use paper::{Align, Document, Style};

use crate::day::Day;
use crate::error::{Error, Result};
use crate::issued::Issued;

/// How a filing form is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// To be looked at only: 样张 stands across it.
    Specimen,
    /// Printed: 0 is the original, n the n-th reprint (补打).
    Print(i64),
}

impl Shown {
    fn reprint(self) -> i64 {
        match self {
            Self::Specimen => 0,
            Self::Print(nth) => nth,
        }
    }
}

/// Draws an issued paper again as it was; `prints` tells how often it was printed.
pub(crate) fn draw(paper: &Issued, prints: i64) -> Result<Vec<u8>> {
    let reprint = (prints - 1).max(0);
    let fonts = paper::Fonts::load()?;
    let pdf = match paper.form.as_str() {
        class_sheet::FORM => class_sheet::draw(fonts, &paper.read()?)?,
        contract::FORM => {
            let sheet = contract::ContractSheet { created: paper.at, ..paper.read()? };
            contract::draw(fonts, &sheet, reprint)?
        }
        filing_commitment::FORM => filing_commitment::draw(fonts, &paper.read()?, Shown::Print(reprint))?,
        filing_statement::FORM => filing_statement::draw(fonts, &paper.read()?, Shown::Print(reprint))?,
        daily_card::FORM => daily_card::draw(fonts, &paper.read()?)?,
        injury_form::FORM => injury_form::draw(fonts, &paper.read()?, reprint)?,
        medicine_order::FORM => medicine_order::draw(fonts, &paper.read()?, reprint)?,
        labels::FORM => labels::draw(fonts, &paper.read()?)?,
        receipt::FORM_A5 | receipt::FORM_241 => {
            let sheet = receipt::ReceiptSheet { created: paper.at, ..paper.read()? };
            receipt::draw(fonts, &paper.form, &sheet, reprint + sheet.prints_before)?
        }
        register::DAY_FORM => register::draw_day(fonts, &paper.read()?)?,
        register::FORM => register::draw(fonts, &paper.read()?, reprint)?,
        test_page::FORM => test_page::draw(fonts, &paper.read()?)?,
        _ => return Err(Error::not_found("form")),
    };
    Ok(pdf.bytes)
}

/// Marks every page of a reprint at its lower edge: 补打 第n次.
pub(crate) fn mark_reprint(doc: &mut Document, reprint: i64) {
    if reprint > 0 {
        doc.each_page(move |sheet, _| {
            let (size, style) = (sheet.size(), Style::NOTE.bold().align(Align::Right));
            sheet.text(size.width - 22.0, size.height - 12.0, &format!("补打 第{reprint}次"), style).map(drop)
        });
    }
}

/// A day as forms write it: 2026年11月23日.
pub(crate) fn written(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month().number(), day.day_of_month())
}
