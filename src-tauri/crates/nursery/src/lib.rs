//! nursery
