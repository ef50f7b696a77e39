//! Standard output, for people or for programs.

use std::io::{self, ErrorKind, Write};

use nursery::words::Language;
use serde_json::Value;

use crate::failure::{Failure, Result};

/// How answers are given.
pub struct Terminal {
    /// For programs.
    pub json: bool,
    /// The language of people.
    pub language: Language,
}

impl Terminal {
    /// Answers: the text for people, the value for programs.
    pub fn answer(&self, text: &str, value: &Value) -> Result<()> {
        if self.json { self.value(value) } else { line(text) }
    }

    /// Answers with a value, for people and programs alike.
    pub fn value(&self, value: &Value) -> Result<()> {
        line(&serde_json::to_string_pretty(value).unwrap_or_default())
    }

    /// The sentence of the two that is in the person's language.
    pub fn say(&self, zh: impl Into<String>, en: impl Into<String>) -> String {
        self.language.say(zh, en)
    }
}

fn line(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Failure::PipeClosed),
        Err(error) => Err(Failure::file("output", "standard output", &error)),
    }
}

/// Says something to a person beside the answer; a closed standard error is no reason to stop.
pub fn beside(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Lines up the columns of a table; wide characters count two.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|c| rows.iter().filter_map(|row| row.get(c)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, wide) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', wide - width(cell) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{1100}' && !('\u{2010}'..='\u{206f}').contains(&c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_in_both_scripts() {
        let rows = [["园长", "x"], ["abc", "y"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "园长  x\nabc   y\n");
    }
}
