//! Which infants a person may see: every class, or the classes of the own posts.

use std::collections::BTreeSet;

use crate::access::Permission;
use crate::error::Result;
use crate::id::Id;
use crate::view::View;

/// The classes that a person may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Every class, and infants without one.
    All,
    /// Only these.
    Classes(BTreeSet<Id>),
}

impl Scope {
    /// Whether an infant of that class may be seen.
    #[must_use]
    pub fn sees(&self, class: Option<Id>) -> bool {
        match self {
            Self::All => true,
            Self::Classes(own) => class.is_some_and(|class| own.contains(&class)),
        }
    }

    /// As a JSON list for `json_each`, or nothing for all.
    #[must_use]
    pub fn json(&self) -> Option<String> {
        match self {
            Self::All => None,
            Self::Classes(own) => serde_json::to_string(own).ok(),
        }
    }
}

/// The scope of the person who acts.
///
/// # Errors
/// The store cannot.
pub fn classes(view: &View<'_>) -> Result<Scope> {
    if view.may(Permission::InfantsAll) {
        return Ok(Scope::All);
    }
    let own = view.all(
        "SELECT DISTINCT class_id FROM post_held WHERE person_id = ?1 AND class_id IS NOT NULL AND from_day <= ?2 AND (to_day IS NULL OR to_day >= ?2)",
        (view.who()?.person, view.today()),
        |r| r.get(0),
    )?;
    Ok(Scope::Classes(own.into_iter().collect()))
}
