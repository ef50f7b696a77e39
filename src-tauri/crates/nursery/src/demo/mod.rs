//! **demo** 演示园: one nursery, one seed, one clock. Every part of the program extends it; a test re-adds its
//! figures; new users, tests and screenshots use the same.

/// The instant at which the demo nursery stands when it is opened first: Monday 2026-11-23, 07:50 (+08:00).
pub const START: i64 = 1_795_391_400_000;
