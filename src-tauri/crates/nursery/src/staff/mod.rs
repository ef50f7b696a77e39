//! Area **staff** 人员 (thin): a person and the posts held from a day to a day. Files, credentials, roster
//! and ratio follow here; a PIN is area `access`'s.
//!
//! - [`daily_check`] — 工作人员晨检: who is ill leaves the post and comes back by a certificate
//! - [`operations`] — the doors

pub mod daily_check;
pub mod operations;

pub(crate) use daily_check::registers;
