//! A text table: its encoding, its separator, and its records with the row numbers
//! that a spreadsheet program shows for them.

use encoding_rs::{GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::limits::IntakeError;

/// The records with their rows, counted from 0. Blank lines are rows too.
pub(super) fn records(
    bytes: &[u8],
) -> Result<impl Iterator<Item = Result<(u32, Vec<String>), IntakeError>>, IntakeError> {
    let text = decode(bytes)?;
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(std::io::Cursor::new(text.into_bytes()));
    Ok(Records { reader, next_row: 0 })
}

struct Records {
    reader: csv::Reader<std::io::Cursor<Vec<u8>>>,
    next_row: u64,
}

impl Iterator for Records {
    type Item = Result<(u32, Vec<String>), IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = csv::StringRecord::new();
        let before = self.reader.position().line();
        match self.reader.read_record(&mut record) {
            Ok(false) => None,
            Err(_) => Some(Err(IntakeError::UnknownFormat)),
            Ok(true) => {
                // The reader skips blank lines silently, but the person counts them.
                let lines = self.reader.position().line() - before;
                let inside: usize = record.iter().map(|field| field.matches('\n').count()).sum();
                let row = self.next_row + lines.saturating_sub(inside as u64 + 1);
                self.next_row = row + 1;
                let fields = record.iter().map(str::to_owned).collect();
                Some(u32::try_from(row).map(|row| (row, fields)).map_err(|_| IntakeError::UnknownFormat))
            }
        }
    }
}

/// Marked UTF-8 or UTF-16, else UTF-8 if it is valid, else GB18030 (what Excel and WPS write in China).
fn decode(bytes: &[u8]) -> Result<String, IntakeError> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let bytes = &bytes[mark..];
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !wide && bytes.contains(&0) {
        return Err(IntakeError::UnknownFormat);
    }
    let text = [encoding, GB18030]
        .into_iter()
        .take(if mark > 0 { 1 } else { 2 })
        .find_map(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes))
        .ok_or(IntakeError::UnknownFormat)?;
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// The separator that stands most often in the first lines.
fn separator(text: &str) -> u8 {
    let count = |separator: u8| -> usize {
        text.lines().take(20).map(|line| line.bytes().filter(|byte| *byte == separator).count()).sum()
    };
    // `max_by_key` keeps the last of equals: the comma stands last.
    [b';', b'\t', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}
