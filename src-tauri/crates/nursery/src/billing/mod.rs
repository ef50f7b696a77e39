//! Area **billing** 收费.
//!
//! - [`rules`] — charge, refund and prepayment as pure functions

pub mod operations;
pub mod rules;

use crate::duty::Duty;

pub(crate) fn duties() -> Vec<Duty> {
    Vec::new()
}
