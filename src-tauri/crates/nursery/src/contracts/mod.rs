//! Area **contracts**.

pub mod operations;

use crate::duty::Duty;

pub(crate) fn duties() -> Vec<Duty> {
    Vec::new()
}
