use std::fs;

use crate::terminal::{PIN, Terminal};

const PASSPHRASE: &str = "春芽 opens at seven";

#[test]
fn a_store_with_a_passphrase_opens_with_it_alone() {
    let terminal = Terminal::new().with("CRADLEBOOK_STORE", "store").with("CRADLEBOOK_PASSPHRASE", PASSPHRASE);
    assert_eq!(terminal.run(["setup", "--quick", "春芽", "--json"]).json()["keyed"], true);
    assert!(!fs::read(terminal.path("store/store.db")).unwrap().starts_with(b"SQLite format 3"));
    terminal.run(["check"]).done();
    terminal.run(["backup", "--to", "b"]).done();
    terminal.typed(&format!("{PIN}\n"), ["call", "infants.list"]).json();

    let terminal = terminal.with("CRADLEBOOK_PASSPHRASE", "another");
    assert_eq!(terminal.run(["check", "--json"]).refused()["code"], "wrong_key");
    assert_eq!(terminal.run(["restore", "b", "--to", "again", "--json"]).refused()["code"], "wrong_key");
    assert!(!terminal.path("again").exists());

    let terminal = terminal.without("CRADLEBOOK_PASSPHRASE");
    assert_eq!(terminal.run(["check", "--json"]).refused()["code"], "key_needed");
    terminal.typed(&format!("{PASSPHRASE}\n{PIN}\n"), ["call", "infants.list"]).json();
    assert_eq!(terminal.run(["verify-backup", "b", "--json"]).json()["keyed"], true);
    terminal.typed(PASSPHRASE, ["restore", "b", "--to", "again"]).done();
}
