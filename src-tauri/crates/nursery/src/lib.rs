//! One nursery (托育机构): its areas, the contract, the policies, the documents.

/// Amounts written in capital characters (人民币大写).
pub mod capitals;
/// Civil days and months, and ages counted in completed months.
pub mod day;
/// Moments in time, shown at +08:00.
pub mod instant;
/// Money as whole fen.
pub mod money;
