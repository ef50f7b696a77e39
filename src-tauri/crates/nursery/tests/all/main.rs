//! The nursery through its contract, on temporary stores.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod access;
mod attendance;
mod billing;
mod care;
mod contract;
mod contracts;
mod demo;
mod filing;
mod goldens;
mod infants;
mod institution;
mod keeping;
mod mechanisms;
mod medicine;
mod migrations;
mod numbers;
mod nursery;
mod outbreak;
mod papers;
mod people;
mod places;
mod power;
mod receipts;
mod registers;
mod roster;
mod rounds;
mod safety;
mod takeover;
