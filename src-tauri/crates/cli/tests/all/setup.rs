use crate::terminal::{PIN, Terminal};

#[test]
fn quick_makes_the_four_standard_classes_at_their_caps_and_one_director() {
    let terminal = Terminal::new();
    let made = terminal.run(["--json", "setup", "--quick", "春芽托育", "--store", "a/b/store"]).json();
    assert_eq!((&made["nursery"], &made["pin"], &made["keyed"]), (&"春芽托育".into(), &PIN.into(), &false.into()));
    let terminal = terminal.with("CRADLEBOOK_PIN", PIN);
    let classes = terminal.run(["--store", "a/b/store", "call", "institution.classes"]).json();
    let classes: Vec<(&str, i64)> =
        classes.as_array().unwrap().iter().map(|c| (c["name"].as_str().unwrap(), c["cap"].as_i64().unwrap())).collect();
    assert_eq!(classes, [("乳儿班", 10), ("托小班", 15), ("托大班", 20), ("混合班", 18)]);
    let state = terminal.run(["--store", "a/b/store", "call", "session.state"]).json();
    assert_eq!(state["people"].as_array().unwrap().len(), 1);
    assert_eq!(state["people"][0]["posts"], serde_json::json!(["director"]));
}

#[test]
fn the_pin_and_the_directors_name_are_taken_as_given_and_printed() {
    let terminal = Terminal::new().with("CRADLEBOOK_PIN", "8642");
    let said = terminal.run(["--store", "store", "--person", "林静文", "setup", "--quick", "春芽"]).done();
    assert!(said.contains("林静文") && said.contains("8642"), "{said}");
    terminal.run(["call", "infants.list", "--store", "store", "--person", "林静文"]).json();
    let error = terminal.run(["call", "infants.list", "--store", "store", "--json", "--person", "周岚"]).refused();
    assert_eq!(error["code"], "person_unknown");
    assert!(error["message"].as_str().unwrap().contains("林静文"));
}

#[test]
fn what_is_refused_leaves_nothing_behind() {
    let terminal = Terminal::new().with("CRADLEBOOK_PIN", "1234");
    let refused = terminal.run(["setup", "--quick", "x", "--store", "store", "--json"]).refused();
    assert_eq!(refused["code"], "pin_simple");
    assert_eq!(terminal.names("."), [""; 0]);
    let terminal = terminal.with("CRADLEBOOK_PIN", PIN);
    terminal.run(["setup", "--quick", "x", "--store", "store"]).done();
    std::fs::create_dir(terminal.path("desk")).unwrap();
    std::fs::write(terminal.path("desk/roster.csv"), "").unwrap();
    terminal.run(["setup", "--quick", "x", "--store", "desk"]).done();
    assert_eq!(terminal.names("."), ["desk", "store"]);
}

#[test]
fn a_folder_with_a_store_is_never_overwritten() {
    let terminal = Terminal::with_nursery();
    let before = std::fs::read(terminal.path("store/store.json")).unwrap();
    for command in [&["setup", "--quick", "x", "--json"][..], &["demo", "--json"]] {
        assert_eq!(terminal.run(command).refused()["code"], "store_exists");
    }
    assert_eq!(std::fs::read(terminal.path("store/store.json")).unwrap(), before);
    std::fs::write(terminal.path("letter.txt"), "").unwrap();
    assert_eq!(terminal.run(["demo", "--json", "--store", "."]).refused()["code"], "folder_not_empty");
}

#[test]
fn without_store_it_is_the_folder_of_the_window() {
    let terminal = Terminal::new();
    let home = terminal.path("home");
    let folder = if cfg!(windows) {
        "app.cradlebook.desktop/store"
    } else if cfg!(target_os = "macos") {
        "Library/Application Support/app.cradlebook.desktop/store"
    } else {
        ".local/share/app.cradlebook.desktop/store"
    };
    let home_of = if cfg!(windows) { "APPDATA" } else { "HOME" };
    let terminal = terminal.with(home_of, home.to_str().unwrap());
    terminal.run(["setup", "--quick", "春芽"]).done();
    assert!(home.join(folder).join("store.db").is_file());
    let terminal = terminal.without(home_of);
    assert_eq!(terminal.run(["check"]).code, 2);
}

#[test]
fn the_demo_nursery_is_whole_and_somebody_can_sign_in() {
    let terminal = Terminal::new().with("CRADLEBOOK_PIN", "13579").with("CRADLEBOOK_STORE", "demo");
    let made = terminal.run(["demo", "--json"]).json();
    assert_eq!((made["pin"].as_str(), made["today"].as_str()), (Some("13579"), Some("2026-11-23")));
    assert_eq!(terminal.names("."), ["demo"], "nothing is left beside it");
    let infants = terminal.run(["call", "infants.list", r#"{"limit":200}"#]).json();
    assert!(infants["rows"].as_array().unwrap().len() >= 20);
    assert_eq!(terminal.run(["check", "--json"]).json()["whole"], true);
}
