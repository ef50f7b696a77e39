//! Fees and what becomes of them.
//!
//! - [`rules`]: what is charged and refunded, and how far ahead may be paid

pub mod rules;
