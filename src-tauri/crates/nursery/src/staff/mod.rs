//! Area **staff** 人员 (thin): a person and the posts held from a day to a day. Files, credentials, roster
//! and ratio follow here; a PIN is area `access`'s.

pub mod operations;
