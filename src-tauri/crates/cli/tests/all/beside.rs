use std::sync::Arc;

use nursery::clock::SystemClock;
use nursery::id::Ids;
use nursery::words::Language;
use nursery::{Desk, House};
use store::KdfCost;

use crate::terminal::Terminal;

fn window(terminal: &Terminal) -> Desk {
    Desk::new(House {
        dir: terminal.path("store"),
        clock: Arc::new(SystemClock),
        ids: Arc::new(Ids::random()),
        language: Language::Zh,
        program: "cradlebook-desktop".to_owned(),
        kdf: KdfCost::STANDARD,
        reading: false,
    })
    .unwrap()
}

#[test]
fn beside_a_running_window_reading_works_and_writing_names_the_window() {
    let terminal = Terminal::with_nursery();
    let window = window(&terminal);
    terminal.run(["call", "infants.list"]).json();
    terminal.run(["call", "session.state"]).json();
    assert_eq!(terminal.run(["check", "--json"]).json()["whole"], true);
    assert_eq!(terminal.run(["backup", "--to", "b", "--json"]).json()["whole"], true);
    let person = r#"{"name":"周岚","joined_on":"2026-09-01","full_time":true,"posts":[]}"#;
    let refused = terminal.run(["call", "staff.save_person", person, "--json"]).refused();
    assert_eq!(refused["code"], "store_in_use");
    assert!(refused["message"].as_str().unwrap().contains("cradlebook-desktop"), "{refused}");
    let forced = terminal.run(["restore", "b", "--to", "store", "--force", "--json"]).refused();
    assert_eq!(forced["code"], "store_in_use");
    drop(window);
    terminal.run(["call", "staff.save_person", person]).json();
}

#[test]
fn what_the_window_wrote_a_moment_ago_is_read() {
    let terminal = Terminal::with_nursery();
    let window = window(&terminal);
    let ok = |envelope: &str| assert!(window.call(envelope).starts_with(r#"{"ok""#), "{envelope}");
    let state: serde_json::Value = serde_json::from_str(&window.call(r#"{"operation":"session.state"}"#)).unwrap();
    let director = &state["ok"]["reply"]["people"][0]["id"];
    ok(&serde_json::json!({ "operation": "sign_in", "request": { "person": director, "pin": "246810" } }).to_string());
    ok(
        r#"{"operation":"staff.save_person","request":{"name":"周岚","joined_on":"2026-09-01","full_time":true,"posts":[]}}"#,
    );
    let people = terminal.run(["call", "staff.list"]).json();
    assert!(people.as_array().unwrap().iter().any(|person| person["name"] == "周岚"));
}
