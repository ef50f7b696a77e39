//! Pages, text, tables and forms on printpdf, and nothing about nurseries.
//!
//! - [`Document`] lets headings, paragraphs, clauses, [`Table`]s and [`FormGrid`]s flow over
//!   pages; [`Sheet`] draws at any place of one page.
//! - [`Fonts`] is Noto Sans SC, parsed once; a character that it lacks is an [`Error::Glyph`]
//!   or, if the document says so, a 〓 that is reported. It is never a blank box.
//! - [`preview`] shows pages as PNG and [`read`] gives their text back.
//!
//! Lengths are millimetres from the top left corner of the sheet, sizes of type are points.
//! Nothing here asks for the time or for random numbers: the same document with the same
//! [`Meta`] has the same bytes.

#![forbid(unsafe_code)]

mod draw;
mod error;
mod flow;
mod fonts;
mod form;
mod grid;
mod pdf;
pub mod preview;
pub mod read;
mod size;
mod table;
mod text;

pub use draw::{FRAME, HAIRLINE, Missing, Sheet};
pub use error::{Error, Result};
pub use flow::{Document, PageNumber, Pdf};
pub use fonts::{BOX, Fonts, GETA, TICK, TICKED, Weight};
pub use form::{FormGrid, Party};
pub use grid::{Cell, Row, Width};
pub use pdf::Meta;
pub use size::{Area, Margins, Mm, Pt, Size};
pub use table::{Column, Table};
pub use text::{Align, Fit, Overflow, Style, no_end, no_start};
