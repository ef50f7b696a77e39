//! Area **policy** 政策与标准: the dated numbers. No legal number stands in code.
//!
//! - `values.rs` — what a value is and how the levels combine (pure)
//! - `shipped.rs` — the values that come with the program (`policies/*.toml`), seeded on start
//! - `pack.rs` — a pack of values in a workbook, out and in
//! - `titles.rs` — what the values are called
//! - `operations.rs` — the list, the director's override
//!
//! A calculated result stores the value *and* its source, so an old record can be explained after a
//! rule has changed.

pub mod operations;
pub mod pack;
mod shipped;
mod titles;
mod values;

pub(crate) use shipped::seed;
pub use values::{Combine, Confidence, Level, PolicyError, PolicyValue, resolve};

use crate::day::Day;
use crate::error::Result;
use crate::view::View;

impl View<'_> {
    /// The value of a key that holds here on a day, with its source.
    ///
    /// # Errors
    /// [`PolicyError::Missing`]: no level says anything for that day.
    pub fn policy(&self, key: &str, on: Day) -> Result<PolicyValue> {
        let places = self
            .first("SELECT province, city, district FROM institution WHERE id = 1", [], |r| {
                Ok([r.get(0)?, r.get(1)?, r.get(2)?])
            })?
            .unwrap_or_default();
        let rows = self.all(
            "SELECT id, key, level, jurisdiction, value, unit, from_day, to_day, combine, source, article, confidence, origin
             FROM policy_value WHERE key = ?1",
            [key],
            PolicyValue::from_row,
        )?;
        Ok(resolve(&rows, &places, on).cloned().ok_or_else(|| PolicyError::Missing { key: key.to_owned(), on })?)
    }

    /// A whole number of the policy.
    ///
    /// # Errors
    /// As [`View::policy`], or the value is no whole number.
    pub fn policy_number(&self, key: &str, on: Day) -> Result<i64> {
        Ok(self.policy(key, on)?.number()?)
    }
}
