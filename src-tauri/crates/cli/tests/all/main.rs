//! `cradlebook` as a terminal sees it: the built program on temporary folders.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod beside;
mod broken;
mod calls;
mod journey;
mod keeping;
mod keyed;
mod papers;
mod roster;
mod setup;
mod terminal;
