//! The nursery through its contract, on temporary stores.

mod access;
mod contract;
mod infants;
mod institution;
mod mechanisms;
mod nursery;
