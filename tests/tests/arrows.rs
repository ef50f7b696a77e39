//! Arrows run one way: `store`, `paper` ← `nursery` ← { `cli`, the shell, `tests` }. The core knows no window.

#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// The crates of this house that each crate of it names.
fn arrows() -> BTreeMap<String, BTreeSet<String>> {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&out.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let ours: BTreeSet<String> = packages.iter().map(name).collect();
    let of = |package: &Value| {
        let all: BTreeSet<String> = package["dependencies"].as_array().unwrap().iter().map(name).collect();
        all.intersection(&ours).cloned().collect()
    };
    packages.iter().map(|package| (name(package), of(package))).collect()
}

#[test]
fn arrows_run_one_way() {
    let allowed: [(&str, &[&str]); 7] = [
        ("store", &[]),
        ("paper", &[]),
        ("nursery", &["paper", "store"]),
        ("cli", &["nursery", "paper", "store"]),
        ("cradlebook-desktop", &["nursery", "store"]),
        ("tests", &["nursery", "store"]),
        ("xtask", &[]),
    ];
    let arrows = arrows();
    assert_eq!(arrows.len(), allowed.len(), "{arrows:?}");
    for (name, may) in allowed {
        let may: BTreeSet<String> = may.iter().map(|name| (*name).to_owned()).collect();
        assert!(arrows[name].is_subset(&may), "{name} names {:?}", arrows[name]);
    }
}

/// The core builds and tests without WebKit.
#[test]
fn the_core_knows_no_window() {
    for name in ["store", "paper", "nursery", "cli"] {
        let manifest = format!("{}/../src-tauri/crates/{name}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
        assert!(!std::fs::read_to_string(manifest).unwrap().contains("tauri"), "{name}");
    }
}
