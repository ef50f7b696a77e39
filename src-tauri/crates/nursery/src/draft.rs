//! **draft** 草稿: what a person has typed and not yet saved. Survives a switch of person, a crash, a restart;
//! leaves no audit entry; belongs to its writer alone.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::access::Permission;
use crate::contract::{Nothing, Row, change, read};
use crate::error::Result;
use crate::instant::Instant;
use crate::view::{Change, View};

pub(crate) fn operations() -> Vec<Row> {
    vec![
        read("drafts.list", ("查看草稿", "List drafts"), Permission::Own, list),
        change("drafts.keep", ("保存草稿", "Keep a draft"), Permission::Own, keep),
        change("drafts.drop", ("丢弃草稿", "Drop a draft"), Permission::Own, drop_draft),
    ]
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Draft {
    /// The screen.
    pub screen: String,
    /// What it is about; empty for something new.
    pub subject: String,
    /// What was typed.
    #[ts(type = "unknown")]
    pub content: Value,
}

/// A draft as kept.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct KeptDraft {
    /// The draft.
    pub draft: Draft,
    /// When it was last typed.
    pub at: Instant,
}

/// Which draft.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftOf {
    /// The screen.
    pub screen: String,
    /// What it is about.
    pub subject: String,
}

fn list(view: &View<'_>, _: Nothing) -> Result<Vec<KeptDraft>> {
    view.all(
        "SELECT screen, subject, content, at FROM draft WHERE person_id = ?1 ORDER BY at DESC",
        [view.who()?.person],
        |r| {
            Ok(KeptDraft {
                draft: Draft {
                    screen: r.get(0)?,
                    subject: r.get(1)?,
                    content: serde_json::from_str(&r.get::<_, String>(2)?).unwrap_or_default(),
                },
                at: Instant::from_ms(r.get(3)?),
            })
        },
    )
}

fn keep(change: &mut Change<'_>, q: Draft) -> Result<Nothing> {
    change.silently();
    let (person, at) = (change.who()?.person, change.now());
    change.execute(
        "INSERT INTO draft (person_id, screen, subject, content, at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (person_id, screen, subject) DO UPDATE SET content = ?4, at = ?5",
        (person, &q.screen, &q.subject, q.content.to_string(), at),
    )?;
    Ok(Nothing {})
}

fn drop_draft(change: &mut Change<'_>, q: DraftOf) -> Result<Nothing> {
    change.silently();
    let person = change.who()?.person;
    change.execute(
        "DELETE FROM draft WHERE person_id = ?1 AND screen = ?2 AND subject = ?3",
        (person, &q.screen, &q.subject),
    )?;
    Ok(Nothing {})
}
