use std::fs;

use serde_json::Value;

use crate::terminal::Terminal;

#[test]
fn a_backup_proves_itself_and_comes_back() {
    let terminal = Terminal::with_nursery();
    let written = terminal.run(["backup", "--to", "today.backup", "--json"]).json();
    assert_eq!(written["whole"], true);
    let proven = terminal.run(["verify-backup", "today.backup", "--json"]).json();
    assert_eq!((&proven["sha256"], &proven["store_id"]), (&written["sha256"], &written["store_id"]));
    terminal.run(["restore", "today.backup", "--to", "again"]).done();
    assert_eq!(terminal.run(["check", "--json", "--store", "again"]).json()["whole"], true);
    let state = terminal.run(["call", "store.state"]).json();
    assert!(state["last_backup"].is_i64(), "the store remembers when: {state}");
}

#[test]
fn a_backup_cut_short_or_changed_is_named_and_not_restored() {
    let terminal = Terminal::with_nursery();
    terminal.run(["backup", "--to", "b"]).done();
    let whole = fs::read(terminal.path("b")).unwrap();
    fs::write(terminal.path("short"), &whole[..whole.len() / 2]).unwrap();
    let mut changed = whole.clone();
    changed[whole.len() / 2] ^= 1;
    fs::write(terminal.path("changed"), &changed).unwrap();
    fs::write(terminal.path("letter"), "Dear parents").unwrap();
    for (file, codes) in [
        ("short", &["truncated"][..]),
        ("changed", &["damaged"]),
        ("letter", &["foreign_file", "truncated"]),
        ("none", &["file_unreadable"]),
    ] {
        for command in [&["verify-backup", file, "--json"][..], &["restore", file, "--to", "again", "--json"]] {
            let error = terminal.run(command).refused();
            assert!(codes.contains(&error["code"].as_str().unwrap()), "{file}: {error}");
        }
    }
    assert!(!terminal.path("again").exists());
}

#[test]
fn files_and_stores_that_are_there_are_kept_unless_forced() {
    let terminal = Terminal::with_nursery();
    fs::write(terminal.path("letter"), "Dear parents").unwrap();
    assert_eq!(terminal.run(["backup", "--to", "letter", "--json"]).refused()["code"], "file_exists");
    assert_eq!(fs::read(terminal.path("letter")).unwrap(), b"Dear parents");
    terminal.run(["backup", "--to", "letter", "--force"]).done();
    assert_eq!(terminal.run(["backup", "--to", "no/such/folder", "--json"]).refused()["code"], "file_unwritable");
    assert_eq!(terminal.run(["restore", "letter", "--to", "store", "--json"]).refused()["code"], "store_exists");
    let restored = terminal.run(["restore", "letter", "--to", "store", "--force", "--json"]).json();
    assert!(restored["kept"].as_str().is_some_and(|kept| fs::exists(terminal.path(kept)).unwrap()), "{restored}");
    assert_eq!(terminal.names(".").iter().filter(|name| name.ends_with(".part")).count(), 0);
}

#[test]
fn check_finds_what_was_changed_behind_its_back() {
    let terminal = Terminal::with_nursery();
    let count = |check: Value| check["audit_entries"].as_i64().unwrap();
    assert!(count(terminal.run(["check", "--json"]).json()) > 0);
    let conn = store::rusqlite::Connection::open(terminal.path("store/store.db")).unwrap();
    conn.execute_batch("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = 'trigger'; PRAGMA writable_schema = RESET;").unwrap();
    conn.execute("UPDATE audit SET detail = '{}' WHERE seq = 2", []).unwrap();
    drop(conn);
    let answer = terminal.run(["check", "--json"]);
    assert_eq!(answer.code, 1, "{answer:?}");
    let found: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!((&found["whole"], &found["audit_broken"]), (&false.into(), &2.into()));
    assert_eq!(answer.error()["code"], "not_whole");
}
