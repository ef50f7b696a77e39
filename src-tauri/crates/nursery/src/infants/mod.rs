//! The infants: which class fits an age, and the numbers by which carers call them up.
//!
//! - [`class_fit`]: ages and places of the class kinds
//! - [`number`]: 托号

pub mod class_fit;
pub mod number;
/// The class roster 花名册, in and out.
pub mod roster;
