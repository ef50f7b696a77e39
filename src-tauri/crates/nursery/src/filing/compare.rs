//! Two packages compared: which materials came, went or changed, and which facts of the package itself.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FilingPurpose;
use super::package::{EntryState, Manifest, ManifestEntry};
use crate::error::{Error, Result};
use crate::id::Id;
use crate::issued;
use crate::validity::PaperKind;
use crate::view::View;
use crate::words::Coded;

/// Which two packages.
#[derive(Debug, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackagePair {
    /// The issued paper of the earlier one.
    pub before: Id,
    /// The issued paper of the later one.
    pub after: Id,
}

/// In what two packages differ.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct PackageComparison {
    /// The files that differ: missing ones have gone, extra ones are new. The index and the lists follow from the
    /// rest and are left out.
    pub entries: Vec<ComparedEntry>,
    /// The facts that differ.
    pub facts: Vec<ComparedFact>,
}

/// A file that is not the same in both.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ComparedEntry {
    /// Name in the package.
    pub name: String,
    /// What it is, in the person's language.
    pub title: String,
    /// How it differs.
    pub state: EntryState,
}

/// A fact that is not the same in both.
#[derive(Debug, Serialize, TS, JsonSchema)]
pub struct ComparedFact {
    /// Its name, in the person's language.
    pub title: String,
    /// In the earlier package.
    pub before: String,
    /// In the later one.
    pub after: String,
}

pub(super) fn compare(view: &View<'_>, q: PackagePair) -> Result<PackageComparison> {
    let (before, after) = (manifest(view, q.before)?, manifest(view, q.after)?);
    Ok(PackageComparison { entries: entries(view, &before, &after), facts: facts(view, &before, &after) })
}

fn manifest(view: &View<'_>, id: Id) -> Result<Manifest> {
    let paper = issued::get(view, id)?;
    if paper.kind != "filing_package" {
        return Err(Error::not_found("issued"));
    }
    paper.read()
}

/// Names hold running numbers, so a person who joins renames the papers of those behind: the same content under
/// another name is the same paper.
fn entries(view: &View<'_>, before: &Manifest, after: &Manifest) -> Vec<ComparedEntry> {
    let materials = |manifest: &Manifest| -> Vec<ManifestEntry> {
        manifest.entries.iter().filter(|entry| entry.kind != "index").cloned().collect()
    };
    let (mut gone, mut new) = (materials(before), materials(after));
    gone.retain(|entry| match new.iter().position(|other| other.sha256 == entry.sha256) {
        Some(at) => {
            new.remove(at);
            false
        }
        None => true,
    });
    let mut states: BTreeMap<String, (String, EntryState)> = BTreeMap::new();
    for entry in gone {
        states.insert(entry.name, (entry.kind, EntryState::Missing));
    }
    for entry in new {
        let state = if states.contains_key(&entry.name) { EntryState::Changed } else { EntryState::Extra };
        states.insert(entry.name, (entry.kind, state));
    }
    states
        .into_iter()
        .map(|(name, (kind, state))| ComparedEntry { title: title(view, &name, &kind), name, state })
        .collect()
}

fn title(view: &View<'_>, name: &str, kind: &str) -> String {
    let l = view.language();
    match kind {
        "statement" => l.say("备案书", "filing statement"),
        "commitment" => l.say("备案承诺书", "filing commitment"),
        kind => match PaperKind::from_code(kind) {
            Some(kind) => kind.label(l).to_owned(),
            // `10_人员名册.xlsx`: the number is for the order, the name says it.
            None => {
                let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
                stem.split_once('_').map_or(stem, |(_, title)| title).to_owned()
            }
        },
    }
}

fn facts(view: &View<'_>, before: &Manifest, after: &Manifest) -> Vec<ComparedFact> {
    let l = view.language();
    let purpose =
        |code: &str| FilingPurpose::from_code(code).map_or_else(|| code.to_owned(), |known| known.label(l).to_owned());
    let gaps = |manifest: &Manifest| {
        let texts: Vec<&str> =
            manifest.gaps.iter().filter(|gap| gap.mandatory).map(|gap| gap.text.trim_end_matches('。')).collect();
        texts.join("；")
    };
    let all = |manifest: &Manifest| {
        [
            manifest.institution.name.clone(),
            manifest.institution.uscc.clone().unwrap_or_default(),
            purpose(&manifest.purpose),
            gaps(manifest),
            manifest.override_reason.clone().unwrap_or_default(),
        ]
    };
    let titles = [
        l.say("机构名称", "nursery"),
        l.say("统一社会信用代码", "unified social credit code"),
        l.say("用途", "purpose"),
        l.say("缺失或不符合的必备内容", "mandatory gaps"),
        l.say("仍予导出的理由", "reason to export all the same"),
    ];
    titles
        .into_iter()
        .zip(all(before).into_iter().zip(all(after)))
        .filter(|(_, (before, after))| before != after)
        .map(|(title, (before, after))| ComparedFact { title, before, after })
        .collect()
}
