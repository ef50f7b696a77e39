//! Receipts and filing packages of the demo nursery.

use std::fs;

use serde_json::Value;

use crate::terminal::Terminal;

fn demo() -> Terminal {
    let terminal = Terminal::new().with("CRADLEBOOK_STORE", "demo").with("CRADLEBOOK_PIN", "246810");
    terminal.run(["demo"]).done();
    terminal
}

#[test]
fn receipts_are_listed_and_drawn_without_counting_a_reprint() {
    let terminal = demo();
    let list = terminal.run(["receipt", "list", "--json"]).json();
    let numbers: Vec<&str> =
        list.as_array().unwrap().iter().map(|receipt| receipt["number"].as_str().unwrap()).collect();
    assert!(!numbers.is_empty());
    assert!(terminal.run(["receipt", "list"]).done().contains(numbers[0]));
    let entries = |terminal: &Terminal| terminal.run(["check", "--json"]).json()["audit_entries"].clone();
    let before = entries(&terminal);
    for name in ["1.pdf", "2.pdf"] {
        terminal.run(["receipt", "pdf", numbers[0], "--to", name]).done();
    }
    let first = fs::read(terminal.path("1.pdf")).unwrap();
    assert!(first.starts_with(b"%PDF"));
    assert_eq!(first, fs::read(terminal.path("2.pdf")).unwrap());
    assert_eq!(entries(&terminal), before);
    assert_eq!(terminal.run(["receipt", "pdf", "no-such", "--to", "3.pdf", "--json"]).refused()["code"], "not_found");
    assert_eq!(
        terminal.run(["receipt", "pdf", numbers[0], "--to", "1.pdf", "--json"]).refused()["code"],
        "file_exists"
    );
}

#[test]
fn a_package_is_exported_and_proven_without_any_store() {
    let terminal = demo();
    let made = terminal.run(["filing", "export", "--to", "p.zip", "--override", "演示", "--json"]).json();
    assert!(made["number"].is_string());
    let package = fs::read(terminal.path("p.zip")).unwrap();
    fs::remove_dir_all(terminal.path("demo")).unwrap();
    let found = terminal.run(["filing", "verify", "p.zip", "--json"]).json();
    assert_eq!(found["verdict"], "whole");

    let mut changed = package.clone();
    changed[package.len() / 2] ^= 1;
    for (name, bytes) in
        [("changed.zip", &changed[..]), ("short.zip", &package[..package.len() / 2]), ("letter.zip", b"Dear parents")]
    {
        fs::write(terminal.path(name), bytes).unwrap();
        let answer = terminal.run(["filing", "verify", name, "--json"]);
        assert_eq!((answer.code, answer.error()["code"].as_str()), (1, Some("package_differs")), "{name}");
        let found: Value = serde_json::from_str(&answer.out).unwrap();
        assert_ne!(found["verdict"], "whole");
    }
    assert!(!terminal.path("demo").exists());
}
