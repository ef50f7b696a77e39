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

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::day::Day;
use crate::error::Result;
use crate::view::View;

/// Province, city and district of the nursery.
type Places = [String; 3];

/// What one call has read of the policy: a list or a month asks for the same keys for every infant.
#[derive(Default)]
pub(crate) struct Known {
    places: RefCell<Option<Places>>,
    rows: RefCell<HashMap<String, Rc<[PolicyValue]>>>,
}

impl Known {
    /// Something was written that values may hang on.
    pub(crate) fn forget(&self) {
        self.places.take();
        self.rows.take();
    }
}

impl View<'_> {
    /// The value of a key that holds here on a day, with its source.
    ///
    /// # Errors
    /// [`PolicyError::Missing`]: no level says anything for that day.
    pub fn policy(&self, key: &str, on: Day) -> Result<PolicyValue> {
        let known = self.known_policy();
        if known.places.borrow().is_none() {
            let places = self.first("SELECT province, city, district FROM institution WHERE id = 1", [], |r| {
                Ok([r.get(0)?, r.get(1)?, r.get(2)?])
            })?;
            known.places.replace(Some(places.unwrap_or_default()));
        }
        let kept = known.rows.borrow().get(key).cloned();
        let rows: Rc<[PolicyValue]> = match kept {
            Some(rows) => rows,
            None => {
                let rows = self.all(
                    "SELECT id, key, level, jurisdiction, value, unit, from_day, to_day, combine, source, article, confidence, origin
                     FROM policy_value WHERE key = ?1",
                    [key],
                    PolicyValue::from_row,
                )?;
                let rows: Rc<[PolicyValue]> = rows.into();
                known.rows.borrow_mut().insert(key.to_owned(), Rc::clone(&rows));
                rows
            }
        };
        let places = known.places.borrow().clone().unwrap_or_default();
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
