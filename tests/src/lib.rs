//! Whole-program tests of Cradlebook, and what they stand on.
//!
//! `bridge` gives the browser the same three doors that the shell gives its window. Power loss,
//! permissions and migrations are tests of this crate; the browser and window lanes are the
//! TypeScript beside it.

pub mod bridge;
pub mod desk;
