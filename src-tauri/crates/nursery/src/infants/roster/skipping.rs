//! Rows of a roster that are no infants.

use crate::intake::cells::CellValue;
use crate::intake::{HeaderMap, Sheet};
use crate::text::half_width;

use super::{RosterField, RosterSkip};

const TOTALS: [&str; 6] = ["合计", "总计", "小计", "共计", "总人数", "总数"];
const NOTES: [&str; 6] = ["注:", "备注:", "说明:", "填表人", "制表", "审核"];
/// More characters in the name column than any name has: a sentence.
const SENTENCE: usize = 40;

/// Why a row is passed over, with its first text; nothing for a row to be read.
pub(super) fn skip(
    sheet: &Sheet,
    header: &HeaderMap,
    columns: &[(RosterField, u32)],
    row: u32,
) -> Option<(RosterSkip, String)> {
    let first = sheet.row(row).map(|(_, value)| value.text()).find(|text| !text.is_empty())?;
    let plain: String = half_width(&first).split_whitespace().collect();
    let written: Vec<(RosterField, String)> = columns
        .iter()
        .map(|(field, column)| (*field, sheet.at(row, *column).text()))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let has = |wanted: RosterField| written.iter().any(|(field, _)| *field == wanted);
    let is_infant = has(RosterField::Birth) || has(RosterField::Document);
    let only = || (written.len() == 1 && written[0].0 == RosterField::Name).then(|| &written[0].1);
    let heading_again = || {
        written.len() > 1
            && written.iter().all(|(field, text)| {
                header
                    .columns
                    .iter()
                    .any(|c| c.field.as_deref() == Some(field.key()) && c.heading.ends_with(text.as_str()))
            })
    };
    let why = if !is_infant && TOTALS.iter().any(|word| plain.starts_with(word)) {
        RosterSkip::Total
    } else if written.is_empty() {
        // A running number prepared for a row that was never filled in, or a remark beside the table.
        if sheet.row(row).all(|(_, value)| matches!(value, CellValue::Number(_)))
            || plain.bytes().all(|b| b.is_ascii_digit())
        {
            RosterSkip::Blank
        } else {
            RosterSkip::Note
        }
    } else if heading_again() {
        RosterSkip::Heading
    } else if !is_infant && NOTES.iter().any(|word| plain.starts_with(word))
        || only().is_some_and(|text| text.chars().count() > SENTENCE)
    {
        RosterSkip::Note
    } else {
        return None;
    };
    Some((why, first))
}
