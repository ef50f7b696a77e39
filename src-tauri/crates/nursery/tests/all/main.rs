//! The nursery through its contract, on temporary stores.

mod access;
mod billing;
mod contract;
mod contracts;
mod demo;
mod filing;
mod infants;
mod institution;
mod mechanisms;
mod nursery;
mod registers;
mod roster;
