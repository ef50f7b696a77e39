//! `receipt`: the list, and one as PDF without counting a reprint.

use nursery::Desk;
use serde_json::{Value, json};

use crate::arguments::{General, Receipt, To};
use crate::failure::{Failure, Result};
use crate::session::{self, Mode};
use crate::terminal::{Terminal, table};
use crate::files;

/// Carries the command out, beside a running window.
pub fn run(general: &General, what: Receipt, terminal: &Terminal) -> Result<()> {
    match what {
        Receipt::List => list(general, terminal),
        Receipt::Pdf { number, to } => pdf(general, &number, &to, terminal),
    }
}

fn list(general: &General, terminal: &Terminal) -> Result<()> {
    let desk = session::sign_in(general, Mode::Reading, terminal)?;
    let receipts = receipts(&desk, terminal)?;
    terminal.answer(&text(&receipts, terminal), &Value::Array(receipts))
}

fn pdf(general: &General, number: &str, to: &To, terminal: &Terminal) -> Result<()> {
    files::must_be_free(&to.to, to.force)?;
    let desk = session::sign_in(general, Mode::Reading, terminal)?;
    let receipts = receipts(&desk, terminal)?;
    let receipt = receipts.iter().find(|receipt| receipt["number"] == number).ok_or_else(|| {
        Failure::own("not_found", format!("没有编号为 {number} 的收据；用 receipt list 查看全部。"), format!("There is no receipt {number}; `receipt list` lists them all."))
    })?;
    // The files door draws the paper as it was issued, or as it would be.
    let id = receipt["id"].as_str().unwrap_or_default();
    let paper = desk.file_out(&format!("receipt/{id}"))?;
    files::write(&to.to, &paper.bytes, to.force)?;
    let text = terminal.say(format!("收据 {number} 已写入 {}", to.to.display()), format!("Receipt {number} is in {}", to.to.display()));
    terminal.answer(&text, &json!({ "number": number, "file": to.to.display().to_string(), "size": paper.bytes.len() }))
}

/// Every receipt, page by page.
fn receipts(desk: &Desk, terminal: &Terminal) -> Result<Vec<Value>> {
    let (mut all, mut request) = (Vec::new(), json!({}));
    loop {
        let page = session::call(desk, "billing.receipts", request, terminal)?;
        all.extend(page["rows"].as_array().cloned().unwrap_or_default());
        match page.get("more") {
            None | Some(Value::Null) => return Ok(all),
            Some(more) => request = json!({ "after": more }),
        }
    }
}

/// The number and whatever else of a receipt is a plain value; ids are for programs.
fn text(receipts: &[Value], terminal: &Terminal) -> String {
    if receipts.is_empty() {
        return terminal.say("还没有收据。", "There are no receipts yet.");
    }
    let lines: Vec<Vec<String>> = receipts
        .iter()
        .map(|receipt| {
            let rest = receipt.as_object().into_iter().flatten().filter(|(key, _)| *key != "number" && *key != "id" && !key.ends_with("_id"));
            let plain = rest.filter_map(|(_, value)| match value {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            });
            std::iter::once(receipt["number"].as_str().unwrap_or_default().to_owned()).chain(plain).collect()
        })
        .collect();
    table(&lines)
}
