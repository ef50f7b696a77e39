//! What a package says about itself: `manifest.json`, and `SHA256SUMS` for the plain tool of that name.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::instant::Instant;

/// Names the format in the manifest.
pub const FORMAT: &str = "cradlebook.filing-package";
/// Its version.
pub const VERSION: u32 = 1;
/// Name of the manifest in the package.
pub const MANIFEST: &str = "manifest.json";
/// Name of the list of checksums in the package.
pub const SUMS: &str = "SHA256SUMS";

/// What a package says about itself. No person is named in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// [`VERSION`].
    pub version: u32,
    /// Number of the package, e.g. `BA2026-003`.
    pub number: String,
    /// What it was made for, as a code.
    pub purpose: String,
    /// The nursery.
    pub institution: PackageInstitution,
    /// When it was made, ms UTC.
    pub made_at: Instant,
    /// By whom: the posts, not the name.
    pub made_by: Vec<String>,
    /// Version of the program.
    pub app_version: String,
    /// Every file but this one and the checksums, in order.
    pub entries: Vec<ManifestEntry>,
    /// What was missing when it was made.
    pub gaps: Vec<ManifestGap>,
    /// Why it was made all the same.
    pub override_reason: Option<String>,
}

/// The nursery in a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageInstitution {
    /// Name as registered.
    pub name: String,
    /// Unified social credit code.
    pub uscc: Option<String>,
}

/// A file in a manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestEntry {
    /// Name in the package.
    pub name: String,
    /// What it is: `index`, `statement`, `commitment`, `workbook` or the kind of paper.
    pub kind: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, hex.
    pub sha256: String,
}

/// Something that was missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestGap {
    /// Its code.
    pub code: String,
    /// What it is, in Chinese.
    pub text: String,
    /// The article that asks for it.
    pub article: String,
    /// Filing needs it.
    pub mandatory: bool,
}

impl Manifest {
    /// The bytes of `manifest.json`.
    pub(super) fn bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// A manifest of ours, whatever its version.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|manifest: &Self| manifest.format == FORMAT)
    }
}

/// The lines of `SHA256SUMS`: every entry, then the manifest.
pub(super) fn sums(entries: &[ManifestEntry], manifest: &[u8]) -> String {
    let mut text: String = entries.iter().map(|entry| format!("{}  {}\n", entry.sha256, entry.name)).collect();
    text.push_str(&format!("{}  {MANIFEST}\n", sha256(manifest)));
    text
}

/// Reads `SHA256SUMS`: (name, hash) in order.
pub(super) fn read_sums(bytes: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(bytes);
    text.lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(hash, name)| (name.to_owned(), hash.to_owned()))
        .collect()
}

/// SHA-256, hex.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
