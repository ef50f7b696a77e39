//! Which row holds the headings and which column holds which field.
//!
//! An importer gives its words as data ([`FieldWords`]); the result ([`HeaderMap`]) is plain and
//! can be remembered, changed by the person, and laid over the next file of the same make.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::cells::{HEADING_ROWS, Sheet, Workbook, address, column_letters};
use super::limits::IntakeError;
use crate::text::half_width;

/// A field of an importer and the headings under which it is known.
#[derive(Debug, Clone, Copy)]
pub struct FieldWords<'a> {
    /// The field's stable key; [`IGNORED`] for columns that are known and not needed.
    pub key: &'a str,
    /// The headings, without blanks and brackets, in lower case; the first is ours.
    pub words: &'a [&'a str],
    /// The key of the second column of that heading (second guardian side by side).
    pub again: Option<&'a str>,
}

/// The key of columns that are recognised and left alone (序号, 年龄, 原因).
pub const IGNORED: &str = "ignored";

/// One column of a header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct HeaderColumn {
    /// Counted from 0.
    pub column: u32,
    /// As the spreadsheet shows it: `E`.
    pub letters: String,
    /// The heading as written; with its group for two-storey headings (父亲 姓名).
    pub heading: String,
    /// The field's key, or nothing for a column that was not understood.
    pub field: Option<String>,
}

/// Where the headings stand and what each column means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
pub struct HeaderMap {
    /// The sheet's name.
    pub sheet: String,
    /// The row of the headings, as the spreadsheet counts, from 1.
    pub row: u32,
    /// The columns from left to right.
    pub columns: Vec<HeaderColumn>,
}

/// Fewer known headings than this are a coincidence, not a header.
const ENOUGH: usize = 2;

/// Who a list of children may name before a heading: 幼儿姓名, 宝宝生日.
const CHILD_WORDS: [&str; 11] =
    ["入托婴幼儿", "入托儿童", "婴幼儿", "幼儿", "宝宝", "孩子", "儿童", "婴儿", "学生", "小朋友", "小孩"];

impl HeaderMap {
    /// Finds the row with the most known headings among all sheets; the first of equals.
    ///
    /// # Errors
    /// [`IntakeError::NoHeader`] when no row has two known headings.
    pub fn find(book: &Workbook, words: &[FieldWords<'_>]) -> Result<HeaderMap, IntakeError> {
        let mut best: Option<(usize, HeaderMap)> = None;
        for sheet in &book.sheets {
            for row in sheet.row_numbers().take_while(|row| *row < HEADING_ROWS) {
                let map = Self::at(sheet, row, words);
                let score = map.columns.iter().filter_map(|c| c.field.as_deref()).filter(|key| *key != IGNORED).count();
                if score >= ENOUGH && best.as_ref().is_none_or(|(least, _)| score > *least) {
                    best = Some((score, map));
                }
            }
        }
        best.map(|(_, map)| map).ok_or(IntakeError::NoHeader)
    }

    /// Reads a given row (counted from 0) as headings.
    #[must_use]
    pub fn at(sheet: &Sheet, row: u32, words: &[FieldWords<'_>]) -> HeaderMap {
        let mut columns: Vec<HeaderColumn> = Vec::new();
        for column in 0..sheet.width() {
            let above = row.checked_sub(1).map(|above| sheet.at_merged(above, column).text()).unwrap_or_default();
            let own = sheet.at_merged(row, column).text();
            let (heading, group) = if own.is_empty() { (above, String::new()) } else { (own, above) };
            if heading.is_empty() {
                continue;
            }
            let known = || {
                let upper = plain_group(&group);
                let grouped = look_up(&format!("{upper}{}", plain(&heading)), words).filter(|_| !upper.is_empty());
                let found = grouped.map(|field| (field, format!("{group} {heading}")));
                found.or_else(|| look_up(&plain(&heading), words).map(|field| (field, heading.clone())))
            };
            let (field, heading) = match known() {
                Some((field, heading)) => (Some(field), heading),
                None => (None, heading),
            };
            let taken = |key: &str| columns.iter().any(|c| c.field.as_deref() == Some(key));
            // The first column of a heading counts; a second one is another guardian or unknown.
            let key = field.and_then(|field| match field.key {
                IGNORED => Some(IGNORED),
                key if !taken(key) => Some(key),
                _ => field.again.filter(|again| !taken(again)),
            });
            columns.push(HeaderColumn {
                column,
                letters: column_letters(column),
                heading,
                field: key.map(str::to_owned),
            });
        }
        HeaderMap { sheet: sheet.name.clone(), row: row + 1, columns }
    }

    /// Takes over what a person once decided: a column with the same heading gets the same field.
    pub fn adopt(&mut self, remembered: &HeaderMap) {
        for column in &remembered.columns {
            if let Some(mine) = self.columns.iter().position(|c| plain(&c.heading) == plain(&column.heading)) {
                let at = self.columns[mine].column;
                self.assign(at, column.field.clone());
            }
        }
    }

    /// Gives a column a field, or none; a field stands in one column only.
    pub fn assign(&mut self, column: u32, field: Option<String>) {
        if field.as_deref() != Some(IGNORED) {
            for other in &mut self.columns {
                if other.field.is_some() && other.field == field {
                    other.field = None;
                }
            }
        }
        if let Some(mine) = self.columns.iter_mut().find(|c| c.column == column) {
            mine.field = field;
        }
    }

    /// The column of a field, counted from 0.
    #[must_use]
    pub fn column_of(&self, key: &str) -> Option<u32> {
        self.columns.iter().find(|c| c.field.as_deref() == Some(key)).map(|c| c.column)
    }

    /// The columns that were not understood; their content is not imported.
    pub fn unknown(&self) -> impl Iterator<Item = &HeaderColumn> {
        self.columns.iter().filter(|c| c.field.is_none())
    }

    /// The sheet that the map speaks of.
    ///
    /// # Errors
    /// [`IntakeError::ForeignHeader`] when this workbook has no such sheet or row.
    pub fn sheet_in<'a>(&self, book: &'a Workbook) -> Result<&'a Sheet, IntakeError> {
        book.sheet(&self.sheet).filter(|_| self.row > 0).ok_or(IntakeError::ForeignHeader)
    }

    /// The first row below the headings, counted from 0.
    #[must_use]
    pub fn first_row(&self) -> u32 {
        self.row
    }

    /// The address of a field's cell in a row (counted from 0), if the file has such a column.
    #[must_use]
    pub fn address_of(&self, key: &str, row: u32) -> Option<String> {
        self.column_of(key).map(|column| address(row, column))
    }
}

/// A heading without what people add: blanks, brackets with hints, stars and colons.
pub(crate) fn plain(heading: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    for c in half_width(heading).chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() || "*:;,、。·'\"-_#".contains(c) => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A heading's upper storey: 父亲信息 → 父亲.
fn plain_group(group: &str) -> String {
    let plain = plain(group);
    ["基本信息", "信息", "情况", "资料"].iter().find_map(|tail| plain.strip_suffix(tail)).unwrap_or(&plain).to_owned()
}

fn look_up<'a>(plain: &str, words: &[FieldWords<'a>]) -> Option<FieldWords<'a>> {
    let named = |text: &str| words.iter().find(|field| field.words.contains(&text)).copied();
    named(plain).or_else(|| CHILD_WORDS.iter().find_map(|child| plain.strip_prefix(child)).and_then(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &[FieldWords<'_>] = &[
        FieldWords { key: "name", words: &["姓名"], again: None },
        FieldWords { key: "phone", words: &["联系电话", "电话"], again: Some("phone_2") },
        FieldWords { key: "phone_2", words: &["电话2"], again: None },
        FieldWords { key: IGNORED, words: &["序号"], again: None },
    ];

    fn book(csv: &str) -> Workbook {
        Workbook::read(csv.as_bytes(), "a.csv").unwrap()
    }

    #[test]
    fn hints_in_brackets_stars_and_blanks_do_not_hide_a_heading() {
        let map = HeaderMap::find(&book("序号,*幼儿 姓名（必填）,联系电话：\n1,甲,1\n"), WORDS).unwrap();
        assert_eq!((map.column_of("name"), map.column_of("phone"), map.row), (Some(1), Some(2), 1));
        assert_eq!(map.unknown().count(), 0);
    }

    #[test]
    fn a_repeated_heading_is_the_second_one_or_unknown() {
        let map = HeaderMap::find(&book("姓名,电话,电话,电话,姓名\n"), WORDS).unwrap();
        assert_eq!((map.column_of("phone"), map.column_of("phone_2")), (Some(1), Some(2)));
        assert_eq!(map.unknown().map(|c| c.letters.as_str()).collect::<Vec<_>>(), ["D", "E"]);
    }

    #[test]
    fn what_a_person_decided_is_adopted_wherever_the_column_stands() {
        let mut once = HeaderMap::find(&book("姓名,电话,手提\n"), WORDS).unwrap();
        once.assign(2, Some("phone".into()));
        let mut next = HeaderMap::find(&book("手提,姓名,电话\n"), WORDS).unwrap();
        next.adopt(&once);
        assert_eq!((next.column_of("phone"), next.column_of("name")), (Some(0), Some(1)));
        let json = serde_json::to_string(&next).unwrap();
        assert_eq!(serde_json::from_str::<HeaderMap>(&json).unwrap(), next);
    }

    #[test]
    fn prose_is_no_header() {
        assert_eq!(HeaderMap::find(&book("本表由各班老师填写\n"), WORDS), Err(IntakeError::NoHeader));
    }
}
