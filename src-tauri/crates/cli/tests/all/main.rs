//! `cradlebook` as a terminal sees it: the built program on temporary folders.

mod beside;
mod broken;
mod calls;
mod keyed;
mod keeping;
mod papers;
mod roster;
mod setup;
mod terminal;
