//! `receipt`: the list, and one as PDF without counting a reprint.

use nursery::Desk;
use nursery::money::Fen;
use nursery::words::Language;
use serde_json::{Value, json};

use crate::arguments::{General, Receipt, To};
use crate::failure::{Failure, Result};
use crate::files;
use crate::session::{self, Mode};
use crate::terminal::{Terminal, table};

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
    let receipt = find(&desk, number, terminal)?;
    // The files door draws the paper as it was issued, or as it would be.
    let id = receipt["id"].as_str().unwrap_or_default();
    let paper = desk.file_out(&format!("receipt/{id}"))?;
    files::write(&to.to, &paper.bytes, to.force)?;
    let text = terminal.say(
        format!("收据 {number} 已写入 {}", to.to.display()),
        format!("Receipt {number} is in {}", to.to.display()),
    );
    terminal.answer(&text, &json!({ "number": number, "file": to.to.display().to_string(), "size": paper.bytes.len() }))
}

/// Every receipt, page by page, the latest first.
fn receipts(desk: &Desk, terminal: &Terminal) -> Result<Vec<Value>> {
    let mut all = Vec::new();
    pages(desk, terminal, |rows| {
        all.extend(rows);
        true
    })?;
    Ok(all)
}

/// The receipt of a number.
fn find(desk: &Desk, number: &str, terminal: &Terminal) -> Result<Value> {
    let mut found = None;
    pages(desk, terminal, |rows| {
        found = rows.into_iter().find(|receipt| receipt["number"] == number);
        found.is_none()
    })?;
    found.ok_or_else(|| {
        Failure::own(
            "not_found",
            format!("没有编号为 {number} 的收据；用 receipt list 查看全部。"),
            format!("There is no receipt {number}; `receipt list` lists them all."),
        )
    })
}

/// Hands page after page on, for as long as more is wanted.
fn pages(desk: &Desk, terminal: &Terminal, mut more_wanted: impl FnMut(Vec<Value>) -> bool) -> Result<()> {
    let mut after = Value::Null;
    loop {
        let mut page = session::call(desk, "billing.receipts", json!({ "after": after, "limit": 200 }), terminal)?;
        let rows = page["rows"].as_array_mut().map(std::mem::take).unwrap_or_default();
        after = page["more"].take();
        if !more_wanted(rows) || after.is_null() {
            return Ok(());
        }
    }
}

fn text(receipts: &[Value], terminal: &Terminal) -> String {
    if receipts.is_empty() {
        return terminal.say("还没有收据。", "There are no receipts yet.");
    }
    let l = terminal.language;
    let head = [
        ("编号", "number"),
        ("日期", "day"),
        ("婴幼儿", "infant"),
        ("交款人", "payer"),
        ("金额（元）", "yuan"),
        ("状态", "state"),
    ];
    let mut lines = vec![head.iter().map(|(zh, en)| l.word(zh, en).to_owned()).collect()];
    lines.extend(receipts.iter().map(|receipt| {
        let word = |key: &str| receipt[key].as_str().unwrap_or_default().to_owned();
        let total =
            serde_json::from_value::<Fen>(receipt["total"].clone()).map(|total| total.to_string()).unwrap_or_default();
        vec![word("number"), word("issued_on"), word("infant_name"), word("payer"), total, state(&word("state"), l)]
    }));
    table(&lines)
}

fn state(code: &str, l: Language) -> String {
    match code {
        "issued" => l.say("已开具", "issued"),
        "voided" => l.say("已作废", "voided"),
        "partly_reversed" => l.say("部分红冲", "partly reversed"),
        "reversed" => l.say("已红冲", "reversed"),
        other => other.to_owned(),
    }
}
