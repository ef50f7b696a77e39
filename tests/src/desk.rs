//! What the bridge needs from the core. The same stand-in as the shell's until the core has a desk.

#[path = "../../src-tauri/src/stand_in.rs"]
#[allow(dead_code, reason = "the core reads what the stand-in does not")]
mod stand_in;

pub use stand_in::{Desk, FileOut, House};
