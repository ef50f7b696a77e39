mod fixtures;
mod questions;
mod real_file;
mod round_trip;

use rust_xlsxwriter::{Workbook as Outgoing, Worksheet};

use super::*;

/// The four standard classes, with the ages of the 2019 norm.
pub(super) fn classes() -> Vec<RosterClass> {
    [("inf", "乳儿班", 6, 12), ("tod1", "托小班", 12, 24), ("tod2", "托大班", 24, 36), ("mix", "混合班", 18, 36)]
        .into_iter()
        .map(|(id, name, from_months, below_months)| RosterClass {
            id: id.into(),
            name: name.into(),
            nicknames: Vec::new(),
            from_months,
            below_months,
        })
        .collect()
}

pub(super) fn empty() -> Existing {
    Existing { infants: Vec::new(), classes: classes() }
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn today() -> Day {
    day("2026-11-23")
}

/// A text table, read and judged.
pub(super) fn judged(csv: &str, choices: &RosterChoices, existing: &Existing) -> RosterPreview {
    read(&Workbook::read(csv.as_bytes(), "a.csv").unwrap(), choices, existing, today()).unwrap()
}

/// A workbook built by hand.
pub(super) fn sheet(fill: impl FnOnce(&mut Worksheet)) -> Workbook {
    let mut book = Outgoing::new();
    fill(book.add_worksheet());
    Workbook::read(&book.save_to_buffer().unwrap(), "a.xlsx").unwrap()
}

pub(super) fn put(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (column, cell) in (0_u16..).zip(cells) {
        if !cell.is_empty() {
            sheet.write_string(row, column, *cell).unwrap();
        }
    }
}

/// What a nursery knows after confirming a preview.
pub(super) fn confirmed(preview: &RosterPreview, mut existing: Existing) -> Existing {
    for row in preview.to_write() {
        let values = row.values.clone().unwrap();
        match &row.matched {
            Some(id) => existing.infants.iter_mut().find(|infant| infant.id == *id).unwrap().row = values,
            None => existing.infants.push(RosterInfant {
                id: format!("infant-{}", row.row),
                row: values,
                former_documents: Vec::new(),
            }),
        }
    }
    existing
}

pub(super) fn outcomes(preview: &RosterPreview) -> Vec<RosterOutcome> {
    preview.rows.iter().map(|row| row.outcome).collect()
}

pub(super) fn row(preview: &RosterPreview, number: u32) -> &RosterPreviewRow {
    preview.rows.iter().find(|row| row.row == number).unwrap()
}

pub(super) fn decide(row: u32, answer: RosterAnswer) -> RosterChoices {
    RosterChoices { decisions: vec![RosterDecision { row, answer }], ..RosterChoices::default() }
}

pub(super) fn mend(row: u32, field: RosterField, value: &str) -> RosterChoices {
    RosterChoices { mends: vec![RosterMend { row, field, value: value.into() }], ..RosterChoices::default() }
}
