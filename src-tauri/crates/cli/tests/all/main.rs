//! `cradlebook` as a terminal sees it: the built program on temporary folders.

mod beside;
mod broken;
mod calls;
mod keeping;
mod keyed;
mod papers;
mod roster;
mod setup;
mod terminal;
