//! What can go wrong on the way to a page.

use std::path::PathBuf;

use crate::size::Mm;

/// Why a document could not be made, shown or read.
///
/// `context` is the label of a field, column or clause as the form itself prints it, never
/// the text of a person, so an error may be logged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No directory holds the fonts.
    #[error("font missing: run npm ci (looked in {})", places(.looked))]
    FontMissing {
        /// Directories that were tried, in order.
        looked: Vec<PathBuf>,
    },
    /// A font file is there but cannot be read as TrueType.
    #[error("font cannot be read: {}", .file.display())]
    FontBroken {
        /// The file.
        file: PathBuf,
    },
    /// No font has a glyph for a character, and the document refuses gaps.
    #[error("no glyph for U+{:04X} in {context}", u32::from(*.character))]
    Glyph {
        /// The character that cannot be printed.
        character: char,
        /// Where it stands.
        context: String,
    },
    /// A text does not fit its place even at the smallest size allowed.
    #[error("text does not fit: {context}")]
    Overflow {
        /// Where it stands.
        context: String,
    },
    /// Something that must not be split is taller than a page.
    #[error("{context} needs {needed:.1} mm, a page has {available:.1} mm")]
    TooTall {
        /// What it is.
        context: String,
        /// Its height.
        needed: Mm,
        /// The height between the margins.
        available: Mm,
    },
    /// The columns do not fit between the margins.
    #[error("columns need {needed:.1} mm, there are {available:.1} mm")]
    TooWide {
        /// Sum of the fixed widths.
        needed: Mm,
        /// The width between the margins.
        available: Mm,
    },
    /// A row has more cells than the grid has columns.
    #[error("row {row} has more cells than the {columns} columns hold")]
    Cells {
        /// Row, counted from 0.
        row: usize,
        /// Columns of the grid.
        columns: usize,
    },
    /// The instant of creation lies outside the calendar.
    #[error("{0} ms is no date")]
    Instant(i64),
    /// The bytes are not a PDF that can be read.
    #[error("not a readable PDF: {0}")]
    Pdf(String),
    /// The PDF has no such page.
    #[error("page {page} of {pages}")]
    NoPage {
        /// Page asked for, counted from 0.
        page: usize,
        /// Pages there are.
        pages: usize,
    },
    /// The picture would be larger than can be drawn.
    #[error("a picture at {0} dpi would be too large")]
    Resolution(u32),
    /// A page could not be written as PNG.
    #[error("picture: {0}")]
    Picture(#[from] image::ImageError),
}

fn places(looked: &[PathBuf]) -> String {
    let shown: Vec<_> = looked.iter().map(|p| p.display().to_string()).collect();
    shown.join(", ")
}

/// The result of everything in this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
