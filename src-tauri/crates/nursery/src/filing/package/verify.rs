//! Verifying a package from its bytes alone.
//!
//! Every byte of a package is determined: the data of the entries by the manifest, the manifest by the
//! checksums, the checksums by the manifest, and everything between them by the shape of the container, which is
//! rebuilt and compared. Nothing is ever decompressed: a package is Stored, so no bomb can be hidden in it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

use super::LARGEST;
use super::container::{self, Found, Shape, Writer};
use super::manifest::{self, MANIFEST, Manifest, SUMS, sha256};
use crate::instant::Instant;

crate::coded_enum! {
    /// What a verification answers.
    pub enum Verdict {
        Whole = "whole", "完整，与导出时一致", "whole";
        ContainerDiffers = "container_differs", "内容完整，容器（ZIP 结构）与导出时不同", "content whole, container differs";
        Changed = "changed", "内容有改动、缺失或多出", "content changed";
        Repacked = "repacked", "被其他软件重新压缩，无法核验；请使用原文件", "compressed anew by another program";
        Truncated = "truncated", "文件不完整，后半部分缺失", "cut short";
        NotPackage = "not_package", "是压缩包，但不是备案材料包", "a ZIP file, but no filing package";
        NotZip = "not_zip", "不是 ZIP 文件", "not a ZIP file";
        TooLarge = "too_large", "文件过大，没有核验", "too large to verify";
    }
}

crate::coded_enum! {
    /// How an entry of a package stands.
    pub enum EntryState {
        Ok = "ok", "一致", "unchanged";
        Changed = "changed", "已改动", "changed";
        Missing = "missing", "缺失", "missing";
        Extra = "extra", "多出", "extra";
    }
}

/// An entry of a package that was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct VerifiedEntry {
    /// Name in the package.
    pub name: String,
    /// How it stands.
    pub state: EntryState,
    /// Bytes found; absent when it is missing.
    pub size: Option<u64>,
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, JsonSchema)]
pub struct Verification {
    /// The answer.
    pub verdict: Verdict,
    /// The entry at whose header the container first differs.
    pub differs_at: Option<String>,
    /// Number of the package, as it says itself.
    pub number: Option<String>,
    /// The nursery, as it says itself.
    pub institution: Option<String>,
    /// When it was made, as it says itself.
    pub made_at: Option<Instant>,
    /// Mandatory gaps when it was made, as it says itself.
    pub gaps: u32,
    /// Every entry, in order.
    pub entries: Vec<VerifiedEntry>,
}

impl Verification {
    fn bare(verdict: Verdict) -> Self {
        Self { verdict, differs_at: None, number: None, institution: None, made_at: None, gaps: 0, entries: Vec::new() }
    }

    fn faults(&self) -> usize {
        self.entries.iter().filter(|entry| entry.state != EntryState::Ok).count()
    }
}

/// Verifies a package from its bytes alone: no store, no network.
#[must_use]
pub fn verify(bytes: &[u8]) -> Verification {
    if bytes.len() > LARGEST + LARGEST / 8 {
        return Verification::bare(Verdict::TooLarge);
    }
    if !container::is_zip(bytes) {
        return Verification::bare(Verdict::NotZip);
    }
    // Three ways to the entries; one damaged byte leaves at least one of them whole.
    let (walked, complete) = container::walk(bytes);
    let (walked_names, cut) =
        (walked.iter().any(|entry| entry.name == MANIFEST), !complete && !container::has_end(bytes));
    let candidates = [
        Some(walked).filter(|_| complete || walked_names),
        container::directory(bytes, Shape::Own),
        container::directory(bytes, Shape::Any),
    ];
    let mut best: Option<Verification> = None;
    for found in candidates.into_iter().flatten() {
        let Some(judged) = judge(bytes, &found) else {
            continue;
        };
        if judged.verdict == Verdict::Whole {
            return judged;
        }
        let rank = |v: &Verification| (v.faults(), v.verdict);
        if best.as_ref().is_none_or(|best| rank(&judged) < rank(best)) {
            best = Some(judged);
        }
    }
    let unread = if cut { Verdict::Truncated } else { Verdict::NotPackage };
    best.unwrap_or_else(|| Verification::bare(unread))
}

/// Judges the entries that were found; nothing if this is no package of ours.
fn judge(bytes: &[u8], found: &[Found<'_>]) -> Option<Verification> {
    if found.iter().any(|entry| entry.compressed) {
        let ours = [MANIFEST, SUMS].iter().all(|name| found.iter().any(|entry| entry.name == *name));
        return ours.then(|| Verification::bare(Verdict::Repacked));
    }
    let get = |name: &str| found.iter().find(|entry| entry.name == name);
    let (manifest_entry, sums_entry) = (get(MANIFEST), get(SUMS));
    let manifest = manifest_entry.and_then(|entry| Manifest::read(entry.data));
    let sums = sums_entry.map(|entry| manifest::read_sums(entry.data)).unwrap_or_default();
    if manifest.is_none() && !(sums.iter().any(|(name, _)| name == MANIFEST) && manifest_entry.is_some()) {
        return None;
    }

    // What should be there, in order; each with the hashes that the two lists give.
    let mut expected: Vec<(String, Vec<String>)> = match &manifest {
        Some(manifest) => {
            manifest.entries.iter().map(|entry| (entry.name.clone(), vec![entry.sha256.clone()])).collect()
        }
        None => sums.iter().filter(|(name, _)| name != MANIFEST).map(|(name, _)| (name.clone(), Vec::new())).collect(),
    };
    for (name, hash) in &sums {
        if let Some((_, hashes)) = expected.iter_mut().find(|(expected, _)| expected == name) {
            hashes.push(hash.clone());
        }
    }

    let mut hashes: BTreeMap<&str, String> = BTreeMap::new();
    for entry in found {
        hashes.entry(&entry.name).or_insert_with(|| sha256(entry.data));
    }
    let state_of = |name: &str, right: bool| match get(name) {
        None => EntryState::Missing,
        Some(_) if right => EntryState::Ok,
        Some(_) => EntryState::Changed,
    };
    let mut entries: Vec<VerifiedEntry> = Vec::new();
    let mut push = |name: &str, state| {
        entries.push(VerifiedEntry {
            name: name.to_owned(),
            state,
            size: get(name).map(|entry| entry.data.len() as u64),
        })
    };
    for (name, wanted) in &expected {
        push(name, state_of(name, hashes.get(name.as_str()).is_some_and(|hash| wanted.contains(hash))));
    }
    let (manifest_right, sums_right) = lists(manifest.as_ref(), manifest_entry, &sums, sums_entry);
    push(MANIFEST, state_of(MANIFEST, manifest_right));
    push(SUMS, state_of(SUMS, sums_right));

    let mut seen = std::collections::BTreeSet::new();
    for entry in found {
        let known =
            entry.name == MANIFEST || entry.name == SUMS || expected.iter().any(|(name, _)| *name == *entry.name);
        if !known || !seen.insert(&*entry.name) {
            entries.push(VerifiedEntry {
                name: entry.name.clone().into_owned(),
                state: EntryState::Extra,
                size: Some(entry.data.len() as u64),
            });
        }
    }

    let mut verification = Verification {
        entries,
        number: manifest.as_ref().map(|m| m.number.clone()),
        institution: manifest.as_ref().map(|m| m.institution.name.clone()),
        made_at: manifest.as_ref().map(|m| m.made_at),
        gaps: manifest
            .map_or(0, |m| u32::try_from(m.gaps.iter().filter(|gap| gap.mandatory).count()).unwrap_or(u32::MAX)),
        ..Verification::bare(Verdict::Changed)
    };
    if verification.faults() == 0 {
        let order: Vec<&Found<'_>> = verification.entries.iter().filter_map(|entry| get(&entry.name)).collect();
        match first_difference(bytes, &order) {
            None => verification.verdict = Verdict::Whole,
            Some(at) => {
                let places: Vec<(&str, usize)> = order.iter().map(|entry| (&*entry.name, entry.data.len())).collect();
                verification.verdict = Verdict::ContainerDiffers;
                verification.differs_at = container::place(&places, at).map(str::to_owned);
            }
        }
    }
    Some(verification)
}

/// Whether manifest and checksums are right. They vouch for each other; where they disagree, the checksum in the
/// container tells which of the two was changed, and if it cannot, neither is believed.
fn lists(
    manifest: Option<&Manifest>,
    manifest_entry: Option<&Found<'_>>,
    sums: &[(String, String)],
    sums_entry: Option<&Found<'_>>,
) -> (bool, bool) {
    let (Some(manifest_entry), Some(sums_entry)) = (manifest_entry, sums_entry) else {
        return (manifest.is_some(), false);
    };
    let agree = manifest.is_some_and(|m| manifest::sums(&m.entries, manifest_entry.data).as_bytes() == sums_entry.data);
    if agree {
        return (true, true);
    }
    let hash = sha256(manifest_entry.data);
    let vouched = sums.iter().any(|(name, sum)| name == MANIFEST && *sum == hash);
    match (vouched || manifest_entry.crc_fits(), sums_entry.crc_fits()) {
        (true, true) if !vouched => (false, false),
        // The checksums vouch for the manifest but not for its entries as it lists them.
        (true, true) => (true, false),
        right => right,
    }
}

/// The first byte at which the container differs from the one that its entries make.
fn first_difference(bytes: &[u8], entries: &[&Found<'_>]) -> Option<usize> {
    let mut writer = Writer::with_capacity(bytes.len());
    for entry in entries {
        if writer.entry(&entry.name, entry.data).is_err() {
            return Some(0);
        }
    }
    let Ok(rebuilt) = writer.finish() else {
        return Some(0);
    };
    if rebuilt == bytes {
        return None;
    }
    Some(rebuilt.iter().zip(bytes).position(|(a, b)| a != b).unwrap_or(rebuilt.len().min(bytes.len())))
}

#[cfg(test)]
mod tests {
    use super::super::{Builder, FORMAT, Manifest, PackageInstitution, VERSION};
    use super::*;
    use proptest::prelude::*;

    fn head() -> Manifest {
        Manifest {
            format: FORMAT.into(),
            version: VERSION,
            number: "BA2026-001".into(),
            purpose: "filing".into(),
            institution: PackageInstitution { name: "测试托育中心".into(), uscc: None },
            made_at: Instant::from_ms(1_780_000_000_000),
            made_by: vec!["园长".into()],
            app_version: "0.1.0".into(),
            entries: Vec::new(),
            gaps: Vec::new(),
            override_reason: None,
        }
    }

    fn package() -> Vec<u8> {
        let mut builder = Builder::with_capacity(0);
        builder.add("00_目录.pdf", "index", b"%PDF-index").unwrap();
        builder.add("01_备案书.pdf", "statement", &[5; 300]).unwrap();
        builder.add("05_人员/01_园长_健康合格证明.pdf", "staff_health", b"%PDF-health").unwrap();
        // A workbook is a ZIP file itself: its signatures must not mislead.
        builder.add("10_人员名册.xlsx", "workbook", b"PK\x03\x04PK\x01\x02PK\x05\x06................").unwrap();
        builder.finish(head()).unwrap().0
    }

    #[test]
    fn whole_and_deterministic() {
        let verification = verify(&package());
        assert_eq!(verification.verdict, Verdict::Whole);
        assert_eq!(verification.number.as_deref(), Some("BA2026-001"));
        assert_eq!(verification.entries.len(), 6);
        assert_eq!(package(), package());
    }

    /// Where each byte of a package belongs, told independently of the reader.
    fn owner(bytes: &[u8], at: usize) -> (Option<String>, bool) {
        let (found, _) = container::walk(bytes);
        for entry in &found {
            let start = entry.data.as_ptr() as usize - bytes.as_ptr() as usize;
            if (start..start + entry.data.len()).contains(&at) {
                return (Some(entry.name.clone().into_owned()), true);
            }
        }
        (None, false)
    }

    /// Every position, eight bits: 16,000 changed packages. None is whole; a changed content is named with its entry.
    #[test]
    fn no_changed_byte_goes_unseen() {
        let good = package();
        for at in 0..good.len() {
            let (owner, content) = owner(&good, at);
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                let verification = verify(&bad);
                assert_ne!(verification.verdict, Verdict::Whole, "byte {at} bit {bit}");
                if content {
                    assert_eq!(verification.verdict, Verdict::Changed, "byte {at} bit {bit}: {verification:?}");
                    let named: Vec<&str> = verification
                        .entries
                        .iter()
                        .filter(|e| e.state == EntryState::Changed)
                        .map(|e| e.name.as_str())
                        .collect();
                    assert_eq!(named, [owner.as_deref().unwrap()], "byte {at} bit {bit}");
                } else {
                    assert!(
                        matches!(verification.verdict, Verdict::ContainerDiffers),
                        "byte {at} bit {bit}: {verification:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn truncated_foreign_and_repacked_are_told_apart() {
        let good = package();
        for cut in [31, 100, good.len() / 2, good.len() - 60] {
            assert_ne!(verify(&good[..good.len() - cut]).verdict, Verdict::Whole);
        }
        assert_eq!(verify(&good[..200]).verdict, Verdict::Truncated);
        assert_eq!(verify(b"").verdict, Verdict::NotZip);
        assert_eq!(verify(b"%PDF-1.7 and so on").verdict, Verdict::NotZip);
        let mut other = Writer::default();
        other.entry("a.txt", b"hello").unwrap();
        assert_eq!(verify(&other.finish().unwrap()).verdict, Verdict::NotPackage);
    }

    #[test]
    fn missing_extra_and_another_order() {
        let good = package();
        let (found, _) = container::walk(&good);
        let repack = |entries: Vec<(&str, &[u8])>| {
            let mut writer = Writer::default();
            for (name, data) in entries {
                writer.entry(name, data).unwrap();
            }
            verify(&writer.finish().unwrap())
        };
        let all: Vec<(&str, &[u8])> = found.iter().map(|e| (&*e.name, e.data)).collect();
        let missing = repack(all[1..].to_vec());
        assert_eq!(missing.verdict, Verdict::Changed);
        assert_eq!((missing.entries[0].state, missing.entries[0].name.as_str()), (EntryState::Missing, "00_目录.pdf"));
        let extra = repack(all.iter().copied().chain([("x.exe", &b"MZ"[..])]).collect());
        assert_eq!(extra.entries.last().map(|e| e.state), Some(EntryState::Extra));
        assert_eq!(repack(all.iter().rev().copied().collect()).verdict, Verdict::ContainerDiffers);
    }

    #[test]
    fn a_comment_behind_the_end_is_seen() {
        let mut bad = package();
        bad.extend_from_slice(b"more");
        assert_eq!(verify(&bad).verdict, Verdict::ContainerDiffers);
    }

    proptest! {
        #[test]
        fn random_bytes_never_panic_and_are_never_whole(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            prop_assert_ne!(verify(&bytes).verdict, Verdict::Whole);
        }

        #[test]
        fn two_changes_are_never_whole(a in 0_usize..2000, b in 0_usize..2000, x in 1_u8.., y in 1_u8..) {
            let mut bad = package();
            let (a, b) = (a % bad.len(), b % bad.len());
            bad[a] ^= x;
            bad[b] ^= y;
            if a != b {
                prop_assert_ne!(verify(&bad).verdict, Verdict::Whole);
            }
        }
    }
}
