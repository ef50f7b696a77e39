//! Intake 导入: how a table from outside becomes rows that the nursery can trust.
//!
//! ```text
//! bytes ──cells──▶ Workbook ──header──▶ HeaderMap ──values──▶ typed rows
//!                                                    │
//!       confirm ◀── preview, one outcome a row ◀── judge ◀── mends, decisions
//!                        │
//!                        └──guard──▶ the file of rows to repair and bring back
//! ```
//!
//! This folder is the mechanism: cells with addresses ([`cells`], [`limits`]), the header
//! row ([`header`]), readers that say why a value is refused ([`values`], [`reason`]) and the
//! guard for what leaves again ([`guard`]). What the rows mean belongs to the area that
//! imports them; the first user is the class roster, `infants::roster`.
//!
//! Files are untrusted: nothing is evaluated, everything is bounded, and nothing here writes.

pub mod cells;
mod csv_text;
pub mod guard;
pub mod header;
pub mod limits;
pub mod reason;
pub mod values;

pub use cells::{Cell, CellValue, Sheet, Workbook, address};
pub use header::{FieldWords, HeaderColumn, HeaderMap};
pub use limits::{IntakeError, Limits, Said};
pub use reason::{Finding, Reason};
