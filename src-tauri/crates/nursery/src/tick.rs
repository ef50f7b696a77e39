//! **tick** 定时: what is due by the clock. The shell only ticks each minute; the actor is the program.

use crate::desk::Desk;
use crate::error::Result;

/// Replies to repeated calls are kept this long, ms.
const REPLIES_FOR: i64 = 3 * 24 * 60 * 60 * 1000;

pub(crate) fn tick(desk: &Desk) -> Result<()> {
    desk.as_program("tick", |change| {
        let before = change.now() - REPLIES_FOR;
        change.execute("DELETE FROM call_reply WHERE at < ?1", [before])?;
        Ok(())
    })?;
    crate::infants::planned::tick(desk)?;
    crate::keeping::tick(desk)
}
