//! The demo nursery: built through the doors, the same every time, and its figures add up.

use std::sync::Arc;

use nursery::clock::SetClock;
use nursery::id::Ids;
use nursery::words::Language;
use nursery::{Desk, House, demo};
use serde_json::{Value, json};

fn house(dir: &std::path::Path) -> House {
    House {
        dir: dir.to_owned(),
        clock: Arc::new(SetClock::at(1_900_000_000_000)),
        ids: Arc::new(Ids::seeded(2)),
        language: Language::Zh,
        program: "tests".to_owned(),
        kdf: store::KdfCost::CHEAP,
        reading: false,
    }
}

fn ok(desk: &Desk, operation: &str, request: Value) -> Value {
    let mut answer: Value = serde_json::from_str(&desk.call(&json!({ "operation": operation, "request": request }).to_string())).unwrap();
    assert!(answer.get("ok").is_some(), "{operation}: {answer}");
    answer["ok"]["reply"].take()
}

#[test]
fn the_demo_nursery_stands_on_its_own_day_and_adds_up() {
    let folder = tempfile::tempdir().unwrap();
    let desk = demo::build(house(&folder.path().join("store")), "246810").unwrap();
    let state = ok(&desk, "session.state", json!({}));
    assert_eq!((state["demo"].as_bool(), state["today"].as_str()), (Some(true), Some("2026-11-23")));
    let people = state["people"].as_array().unwrap();
    assert_eq!(people.len(), 8);
    ok(&desk, "sign_in", json!({ "person": people[0]["id"], "pin": "246810" }));

    let classes = ok(&desk, "institution.classes", json!({}));
    let present: Vec<(&str, i64)> = classes.as_array().unwrap().iter().map(|c| (c["name"].as_str().unwrap(), c["present"].as_i64().unwrap())).collect();
    assert_eq!(present, [("乳儿班", 9), ("托小班", 14), ("托大班", 19), ("混合班", 12)]);
    let rows = ok(&desk, "infants.list", json!({ "status": "enrolled", "limit": 200 }));
    assert_eq!(rows["rows"].as_array().unwrap().len(), 54);
    assert_eq!(ok(&desk, "infants.list", json!({ "status": "waiting" }))["rows"].as_array().unwrap().len(), 2);
    assert!(desk.check().unwrap().whole);

    // The demo clock is its own, moves only forward by itself, and stays after a restart.
    ok(&desk, "demo.set_clock", json!({ "at": demo::START + 2 * 86_400_000 }));
    assert_eq!(ok(&desk, "session.state", json!({}))["today"], "2026-11-25");
    ok(&desk, "staff.save_person", json!({ "name": "临时替班", "posts": [] }));
    drop(desk);
    let desk = Desk::new(house(&folder.path().join("store"))).unwrap();
    assert_eq!(ok(&desk, "session.state", json!({}))["today"], "2026-11-25");
}
