//! The doors of this area.

use crate::contract::Row;

pub(crate) fn operations() -> Vec<Row> {
    Vec::new()
}
