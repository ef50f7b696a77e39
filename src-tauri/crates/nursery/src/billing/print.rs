//! The receipt as a paper: collect, draw, record. As long as nothing happens to a receipt, the same snapshot
//! is printed again and counted.

use schemars::JsonSchema;
use serde::Deserialize;
use ts_rs::TS;

use super::receipts::receipt;
use super::{ReceiptKind, ReceiptSize, ReceiptState};
use crate::capitals::capitals;
use crate::contracts::FeeCategory;
use crate::contracts::print::PaperMade;
use crate::desk::Door;
use crate::documents::receipt::{ReceiptSheet, SheetLine, draw, form_of};
use crate::error::Result;
use crate::id::Id;
use crate::issued::{self, Issued, Paper};
use crate::view::View;

/// Which receipt on which paper.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PrintReceipt {
    /// The receipt.
    pub receipt_id: Id,
    /// The paper.
    pub size: ReceiptSize,
    /// Print 〓 for characters that the font lacks, to be written by hand.
    pub substitute: Option<bool>,
}

pub(super) fn print(door: &Door<'_>, q: PrintReceipt) -> Result<PaperMade> {
    let form = form_of(q.size);
    let subject = q.receipt_id.to_string();
    let substitute = q.substitute.unwrap_or(false);
    let sheet = door.view(|view| collect(view, q.receipt_id, substitute))?;
    let pdf = draw(door.fonts()?, form, &sheet, 0)?;
    let substituted: Vec<String> = pdf.replaced.iter().map(char::to_string).collect();
    let (issued, reprint) = door.change(|change| {
        let earlier: Vec<Issued> =
            issued::of_subject(change, "receipt", &subject)?.into_iter().filter(|paper| paper.form == form).collect();
        let mut before = 0;
        for paper in &earlier {
            before += issued::prints(change, paper.id)?;
        }
        // What was printed before under another state still counts as printed.
        let same = earlier.first().filter(|paper| {
            paper.read::<ReceiptSheet>().is_ok_and(|known| ReceiptSheet { prints_before: 0, ..known } == sheet)
        });
        let issued = match same {
            Some(paper) => paper.id,
            None => {
                let snapshot = ReceiptSheet { prints_before: before, ..sheet.clone() };
                issued::record(
                    change,
                    &Paper {
                        kind: "receipt",
                        form,
                        number: Some(&sheet.number),
                        subject: ("receipt", &subject),
                        snapshot: &snapshot,
                        file_sha256: None,
                    },
                )?
            }
        };
        issued::printed(change, issued, &substituted.concat())?;
        Ok((issued, before))
    })?;
    Ok(PaperMade {
        issued,
        form: form.to_owned(),
        pages: u32::try_from(pdf.pages).unwrap_or(u32::MAX),
        reprint,
        substituted,
    })
}

/// The receipt as it was printed last, or as it would be; looking counts no print.
pub(crate) fn seen(view: &View<'_>, id: Id) -> Result<(String, Vec<u8>)> {
    let issued = issued::of_subject(view, "receipt", &id.to_string())?;
    let fonts = paper::Fonts::load()?;
    if let Some(paper) = issued.first() {
        let prints = issued::prints(view, paper.id)?;
        return Ok((paper.number.clone().unwrap_or_default(), crate::documents::draw(paper, prints)?));
    }
    let known = receipt(view, id)?;
    let sheet =
        ReceiptSheet { created: crate::instant::Instant::at(known.head.issued_on, 0).ms(), ..collect(view, id, true)? };
    Ok((sheet.number.clone(), draw(fonts, form_of(ReceiptSize::A5), &sheet, 0)?.bytes))
}

/// Everything that stands on the paper, as words.
fn collect(view: &View<'_>, id: Id, substitute: bool) -> Result<ReceiptSheet> {
    let receipt = receipt(view, id)?;
    let head = &receipt.head;
    let sentence = view.policy("receipt.sentence", head.issued_on)?;
    Ok(ReceiptSheet {
        number: head.number.clone(),
        red: head.kind == ReceiptKind::Red,
        original: receipt.reverses_number.clone(),
        voided: head.state == ReceiptState::Voided,
        substitute,
        prints_before: 0,
        payee: receipt.payee.clone(),
        payee_uscc: receipt.payee_uscc.clone(),
        day: head.issued_on,
        payer: head.payer.clone(),
        infant: head.infant_name.clone(),
        class: head.class_name.clone(),
        contract: receipt.contract_number.clone(),
        lines: receipt
            .lines
            .iter()
            .map(|line| {
                let line = &line.line;
                // A red line takes so many back at the price at which they were given.
                let (sign, price) = if head.kind == ReceiptKind::Red { ("-", -line.price) } else { ("", line.price) };
                let whole = line.from == line.month.first_day() && line.to == line.month.last_day();
                SheetLine {
                    item: line.item.clone(),
                    period: if line.category == FeeCategory::Deposit {
                        String::new()
                    } else if whole {
                        format!("{}年{}月", line.month.year(), line.month.number())
                    } else if line.from == line.to {
                        line.from.to_string()
                    } else {
                        format!("{} 至 {}", line.from, line.to)
                    },
                    unit: line.unit.zh().to_owned(),
                    quantity: format!("{sign}{}", line.quantity),
                    price: price.to_string(),
                    amount: line.amount.to_string(),
                }
            })
            .collect(),
        total: head.total.to_string(),
        total_in_words: format!("人民币{}", capitals(head.total)),
        channel: head.channel.zh().to_owned(),
        reference: receipt.reference.clone(),
        cashier: head.cashier.clone(),
        reviewer: receipt.reviewer.clone(),
        note: if receipt.reason.is_empty() { receipt.note.clone() } else { receipt.reason.clone() },
        sentence: sentence.text()?.to_owned(),
        official_bill: head.official_bill.clone().unwrap_or_default(),
        created: 0,
    })
}
