use std::fs;

use crate::terminal::Terminal;

/// The code of `check` and of `call` on a store that was spoilt; nothing of it was changed.
fn code(spoil: impl Fn(&Terminal)) -> String {
    let terminal = Terminal::with_nursery();
    spoil(&terminal);
    let before: Vec<(String, Option<Vec<u8>>)> = kept(&terminal);
    let error = terminal.run(["check", "--json"]).refused();
    assert_eq!(terminal.run(["call", "infants.list", "--json"]).refused()["code"], error["code"]);
    assert_eq!(kept(&terminal), before);
    assert_eq!(terminal.run(["setup", "--quick", "x", "--json"]).refused()["code"], "store_exists");
    error["code"].as_str().unwrap().to_owned()
}

fn kept(terminal: &Terminal) -> Vec<(String, Option<Vec<u8>>)> {
    ["store.json", "store.db"].map(|name| (name.to_owned(), fs::read(terminal.path("store").join(name)).ok())).to_vec()
}

#[test]
fn a_spoilt_store_is_named_for_what_it_is() {
    let json = |text: &'static str| code(move |t| fs::write(t.path("store/store.json"), text).unwrap());
    assert_eq!(json(r#"{"layout":1,"format":"recipes","schema":1,"app_version":"1"}"#), "foreign_file");
    assert_eq!(json(r#"{"layout":1,"form"#), "truncated");
    assert_eq!(json("Dear parents"), "damaged");
    assert_eq!(json(r#"{"layout":1,"format":"cradlebook","schema":999,"app_version":"9.9"}"#), "newer_store");
    let database = |bytes: fn(Vec<u8>) -> Vec<u8>| {
        code(move |t| {
            let path = t.path("store/store.db");
            fs::write(&path, bytes(fs::read(&path).unwrap())).unwrap();
        })
    };
    assert_eq!(database(|bytes| bytes[..bytes.len() / 2].to_vec()), "truncated");
    assert_eq!(database(|bytes| [b"Dear parents, ..", &bytes[16..]].concat()), "damaged");
    assert_eq!(database(|_| b"garbage ".repeat(700)), "damaged");
    assert_eq!(code(|t| fs::remove_file(t.path("store/store.db")).unwrap()), "damaged");
}

#[test]
fn a_folder_without_a_store_is_called_so() {
    let terminal = Terminal::new().with("CRADLEBOOK_PIN", "246810");
    for command in [&["check", "--json"][..], &["call", "infants.list", "--json"], &["backup", "--to", "b", "--json"]] {
        let error = terminal.run(command.iter().chain(&["--store", "nothing"])).refused();
        assert_eq!(error["code"], "store_missing", "{command:?}");
    }
    assert!(!terminal.path("nothing").exists() && !terminal.path("b").exists());
    let state = terminal.run(["call", "session.state", "--store", "nothing"]).json();
    assert_eq!(state["store"], "missing");
}
