//! The desk that the bridge serves: the demo nursery, built where it is missing, or whatever lies in a folder.

use std::path::Path;

use nursery::words::Language;
use nursery::{Desk, House};

/// The PIN of everybody in the demo nursery.
pub const PIN: &str = "246810";

/// Opens the demo nursery in a folder.
///
/// # Errors
/// The folder holds something else, or the fonts are missing.
pub fn demo(folder: &Path) -> nursery::error::Result<Desk> {
    nursery::demo::open(House::new(folder.to_owned(), "bridge", Language::Zh), PIN)
}

/// Stands before whatever lies in a folder: a nursery, or nothing yet.
#[must_use]
pub fn as_is(folder: &Path) -> Desk {
    Desk::standing(House::new(folder.to_owned(), "bridge", Language::Zh))
}
