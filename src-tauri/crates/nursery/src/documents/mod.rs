//! The printed forms (Chinese), drawn from snapshots. `form@version` names a layout for ever: an issued form's
//! layout is never edited, a new version stands beside it.

pub mod contract;
pub mod receipt;

use crate::error::{Error, Result};
use crate::issued::Issued;

/// Draws an issued paper again as it was; `prints` tells how often it was printed.
pub(crate) fn draw(paper: &Issued, prints: i64) -> Result<Vec<u8>> {
    let reprint = (prints - 1).max(0);
    match paper.form.as_str() {
        contract::FORM => {
            let sheet = contract::ContractSheet { created: paper.at, ..paper.read()? };
            Ok(contract::draw(paper::Fonts::load()?, &sheet, reprint)?.bytes)
        }
        receipt::FORM_A5 | receipt::FORM_241 => {
            let sheet = receipt::ReceiptSheet { created: paper.at, ..paper.read()? };
            Ok(receipt::draw(paper::Fonts::load()?, &paper.form, &sheet, reprint + sheet.prints_before)?.bytes)
        }
        _ => Err(Error::not_found("form")),
    }
}
