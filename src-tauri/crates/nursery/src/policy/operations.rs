//! The doors of the policy.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use super::{Level, PolicyError, PolicyValue, pack, titles};
use crate::access::Permission;
use crate::contract::{Area, Nothing, Row, change, issue, read};
use crate::day::Day;
use crate::error::Result;
use crate::view::{Change, View};

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("policy.list", ("查看政策与标准", "List policy values"), Permission::PolicyRead, list),
        issue("policy.export", ("导出政策与标准", "Export the policy values"), Permission::PolicyRead, pack::export),
        issue(
            "policy.preview_pack",
            ("预览政策包", "Preview a policy pack"),
            Permission::PolicyOverride,
            pack::preview,
        ),
        issue("policy.import_pack", ("导入政策包", "Import a policy pack"), Permission::PolicyOverride, pack::import)
            .touches(&[Area::Policy]),
        change(
            "policy.override",
            ("调整政策参数", "Override a policy value"),
            Permission::PolicyOverride,
            override_value,
        )
        .touches(&[Area::Policy]),
    ]
}

/// Every value of a key, and the one that holds today.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PolicyKey {
    /// The key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// What it counts, in words.
    pub unit: String,
    /// What holds today; nothing where no level speaks.
    pub now: Option<PolicyValue>,
    /// All rows, oldest first.
    pub rows: Vec<PolicyValue>,
}

/// Every row, by key and from when it holds.
pub(super) fn all(view: &View<'_>) -> Result<Vec<PolicyValue>> {
    view.all(
        "SELECT id, key, level, jurisdiction, value, unit, from_day, to_day, combine, source, article, confidence, origin
         FROM policy_value ORDER BY key, from_day, id",
        [],
        PolicyValue::from_row,
    )
}

fn list(view: &View<'_>, _: Nothing) -> Result<Vec<PolicyKey>> {
    let (rows, l) = (all(view)?, view.language());
    let mut keys: Vec<PolicyKey> = Vec::new();
    for row in rows {
        match keys.last_mut() {
            Some(last) if last.key == row.key => last.rows.push(row),
            _ => keys.push(PolicyKey {
                key: row.key.clone(),
                title: titles::title(&row.key, l),
                unit: titles::unit(&row.unit, l),
                now: view.policy(&row.key, view.today()).ok(),
                rows: vec![row],
            }),
        }
    }
    Ok(keys)
}

/// A director's own value.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct PolicyOverride {
    /// The key; it must exist.
    pub key: String,
    /// The new value, of the same kind.
    #[ts(type = "unknown")]
    pub value: Value,
    /// First day on which it holds.
    pub from: Day,
    /// Last day.
    pub to: Option<Day>,
    /// Why, and on whose word.
    pub reason: String,
}

fn override_value(change: &mut Change<'_>, q: PolicyOverride) -> Result<PolicyValue> {
    if q.reason.trim().is_empty() {
        return Err(PolicyError::ReasonNeeded.into());
    }
    let shipped = change.policy(&q.key, q.from)?;
    if std::mem::discriminant(&shipped.value) != std::mem::discriminant(&q.value) {
        return Err(PolicyError::Kind { key: q.key }.into());
    }
    let (id, now) = (change.new_id(), change.now());
    change.about(&q.key);
    change.insert(
        "policy_value",
        &[
            ("id", &id),
            ("key", &q.key),
            ("level", &Level::Nation),
            ("jurisdiction", &shipped.jurisdiction),
            ("value", &q.value.to_string()),
            ("unit", &shipped.unit),
            ("from_day", &q.from),
            ("to_day", &q.to),
            ("combine", &shipped.combine),
            ("source", &q.reason.trim()),
            ("article", &""),
            ("confidence", &super::Confidence::Own),
            ("origin", &"override"),
            ("reason", &q.reason.trim()),
            ("added_at", &now),
        ],
    )?;
    change.note(serde_json::json!({ "key": q.key, "before": shipped.value, "after": q.value, "reason": q.reason }));
    change.policy(&q.key, q.from)
}
