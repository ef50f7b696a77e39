//! The nursery through its contract, on temporary stores.

mod access;
mod contract;
mod demo;
mod filing;
mod infants;
mod institution;
mod mechanisms;
mod nursery;
mod registers;
mod roster;
