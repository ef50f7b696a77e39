//! One nursery (托育机构): its areas, the contract, the policies, the documents.

#![cfg_attr(test, allow(clippy::unwrap_used))]

/// Fees and what becomes of them.
pub mod billing;
/// Amounts written in capital characters (人民币大写).
pub mod capitals;
/// Civil days and months, and ages counted in completed months.
pub mod day;
/// Papers that say who a person is.
pub mod identity;
/// The infants: classes and numbers.
pub mod infants;
/// Moments in time, shown at +08:00.
pub mod instant;
/// Who the nursery is: registration, name, calendar.
pub mod institution;
/// Tables from outside, read, judged and mended before anything is written.
pub mod intake;
/// Money as whole fen.
pub mod money;
/// Names and telephone numbers in one form.
pub mod text;

#[cfg(test)]
mod wire_shapes;
