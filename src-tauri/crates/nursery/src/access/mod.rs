//! Area **access** 权限: the PIN and the session, what a post may do, and the audit trail.
//!
//! - `permission.rs` — the matrix: post × permission, default deny
//! - `pin.rs` — the personal number code (个人数字码), its slow check and its lock
//! - `operations.rs` — sign in, sign out, set a PIN, the audit trail
//!
//! A person and the posts are area `staff`'s; this area adds a PIN and a session to some.

pub mod operations;
mod permission;
pub(crate) mod pin;

pub use permission::{Permission, Post};
