//! What the bridge needs from the core. The same stand-in as the shell's until the core has a desk.

#[path = "../../src-tauri/src/stand_in.rs"]
#[allow(dead_code, missing_docs)]
mod stand_in;

pub use stand_in::{Desk, FileOut, House};
