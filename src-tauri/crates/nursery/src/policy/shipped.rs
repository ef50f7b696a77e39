//! The values that come with the program: read from `policies/*.toml`, added to the store on start.
//! An update adds rows and touches no override.

use serde::Deserialize;

use super::{Combine, Confidence, Level};
use crate::day::Day;
use crate::error::{Error, Result};
use crate::view::Change;

const FILES: [&str; 3] = [
    include_str!("../../policies/nation.toml"),
    include_str!("../../policies/henan.toml"),
    include_str!("../../policies/zhengzhou.toml"),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyFile {
    level: Level,
    jurisdiction: String,
    value: Vec<Shipped>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    key: String,
    value: toml::Value,
    unit: String,
    from: Day,
    to: Option<Day>,
    combine: Option<Combine>,
    source: String,
    article: String,
    confidence: Confidence,
}

/// Adds the shipped values that the store does not have yet, and the shipped holidays.
pub(crate) fn seed(change: &mut Change<'_>) -> Result<()> {
    let origin = format!("shipped@{}", env!("CARGO_PKG_VERSION"));
    let mut added = 0;
    for file in FILES {
        let file: PolicyFile =
            toml::from_str(file).map_err(|e| Error::Unexpected(format!("shipped policy: {}", e.message())))?;
        for shipped in file.value {
            let value = serde_json::to_string(&shipped.value)?;
            let known = change.number(
                "SELECT count(*) FROM policy_value WHERE key = ?1 AND level = ?2 AND jurisdiction = ?3 AND value = ?4 AND from_day = ?5 AND to_day IS ?6 AND origin GLOB 'shipped@*'",
                (&shipped.key, file.level, &file.jurisdiction, &value, shipped.from, shipped.to),
            )?;
            if known > 0 {
                continue;
            }
            let (id, now) = (change.new_id(), change.now());
            change.execute(
                "INSERT INTO policy_value (id, key, level, jurisdiction, value, unit, from_day, to_day, combine, source, article, confidence, origin, added_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
                rusqlite::params![
                    id, shipped.key, file.level, file.jurisdiction, value, shipped.unit, shipped.from, shipped.to,
                    shipped.combine.unwrap_or(Combine::Specific), shipped.source, shipped.article, shipped.confidence, origin, now
                ],
            )?;
            added += 1;
        }
    }
    let days = crate::institution::calendar::seed(change, &origin)?;
    if added + days > 0 {
        change.about(&origin);
        change.note(serde_json::json!({ "policy_values": added, "calendar_days": days }));
    }
    Ok(())
}

/// Key and unit of every shipped value.
#[cfg(test)]
pub(super) fn keys() -> Vec<(String, String)> {
    let files = FILES.iter().filter_map(|text| toml::from_str::<PolicyFile>(text).ok());
    files.flat_map(|file| file.value).map(|value| (value.key, value.unit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_value_names_its_source() {
        let mut keys = 0;
        for file in FILES {
            let file: PolicyFile = toml::from_str(file).unwrap();
            for value in &file.value {
                assert!(!value.source.is_empty(), "{} has no source", value.key);
                keys += 1;
            }
        }
        assert!(keys > 30);
    }
}
