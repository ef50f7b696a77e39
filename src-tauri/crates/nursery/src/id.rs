//! Identifiers: UUIDv7, made only by the program's own source of ids.

use std::sync::Mutex;

use rand::{Rng, SeedableRng, rngs::StdRng};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// The identifier of a row: a UUIDv7, written with hyphens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS, JsonSchema)]
#[serde(transparent)]
#[ts(type = "string & { readonly kind: 'id' }")]
#[schemars(transparent)]
pub struct Id(#[schemars(with = "String")] Uuid);

impl Id {
    /// Reads an id as it stands on the wire.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::parse_str(text).ok().map(Self)
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl rusqlite::types::ToSql for Id {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl rusqlite::types::FromSql for Id {
    fn column_result(value: rusqlite::types::ValueRef<'_>) -> rusqlite::types::FromSqlResult<Self> {
        Self::parse(value.as_str()?).ok_or(rusqlite::types::FromSqlError::InvalidType)
    }
}

/// Where ids and salts come from: the system's randomness, or a seed (demo, tests).
pub struct Ids(Mutex<Source>);

struct Source {
    random: StdRng,
    last_ms: i64,
    /// Keeps ids of one millisecond in order (RFC 9562 §6.2, method 1).
    counter: u16,
}

impl Ids {
    /// Unpredictable ids, for real stores.
    #[must_use]
    pub fn random() -> Self {
        Self::from(rand::make_rng())
    }

    /// The same ids every time, for the demo nursery and for tests.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self::from(StdRng::seed_from_u64(seed))
    }

    fn from(random: StdRng) -> Self {
        Self(Mutex::new(Source { random, last_ms: 0, counter: 0 }))
    }

    /// A new id at an instant (ms UTC); ids made later sort later.
    #[must_use]
    pub fn at(&self, now: i64) -> Id {
        let mut source = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let now = now.max(source.last_ms);
        source.counter = if now == source.last_ms { source.counter.wrapping_add(1) & 0x0fff } else { 0 };
        source.last_ms = now;
        let mut bytes = [0u8; 10];
        source.random.fill_bytes(&mut bytes);
        [bytes[0], bytes[1]] = source.counter.to_be_bytes();
        Id(uuid::Builder::from_unix_timestamp_millis(now.unsigned_abs(), &bytes).into_uuid())
    }

    /// Sixteen random bytes, for salts and tokens.
    #[must_use]
    pub fn salt(&self) -> [u8; 16] {
        let mut bytes = [0u8; 16];
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).random.fill_bytes(&mut bytes);
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_making_and_repeat_by_seed() {
        let ids = Ids::seeded(7);
        let made: Vec<Id> = (0..2000).map(|i| ids.at(1_700_000_000_000 + i / 500)).collect();
        let mut sorted = made.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(made, sorted);
        let again = Ids::seeded(7);
        assert_eq!(made[0], again.at(1_700_000_000_000));
        assert_eq!(made[0].0.get_version_num(), 7);
    }
}
