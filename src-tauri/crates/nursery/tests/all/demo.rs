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
    let mut answer: Value =
        serde_json::from_str(&desk.call(&json!({ "operation": operation, "request": request }).to_string())).unwrap();
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
    let present: Vec<(&str, i64)> = classes
        .as_array()
        .unwrap()
        .iter()
        .map(|c| (c["name"].as_str().unwrap(), c["present"].as_i64().unwrap()))
        .collect();
    assert_eq!(present, [("乳儿班", 9), ("托小班", 14), ("托大班", 19), ("混合班", 12)]);
    let rows = ok(&desk, "infants.list", json!({ "status": "enrolled", "limit": 200 }));
    assert_eq!(rows["rows"].as_array().unwrap().len(), 54);
    assert_eq!(ok(&desk, "infants.list", json!({ "status": "waiting" }))["rows"].as_array().unwrap().len(), 2);
    assert!(desk.check().unwrap().whole);

    let waiting = rows["rows"].as_array().unwrap().iter().filter(|row| row["pending"] != json!([])).count();
    assert_eq!(waiting, 1, "one file is to be made good");
    the_money_adds_up(&desk);

    // The demo clock is its own, moves only forward by itself, and stays after a restart.
    ok(&desk, "demo.set_clock", json!({ "at": demo::START + 2 * 86_400_000 }));
    assert_eq!(ok(&desk, "session.state", json!({}))["today"], "2026-11-25");
    ok(&desk, "staff.save_person", json!({ "name": "临时替班", "posts": [] }));
    drop(desk);
    let desk = Desk::new(house(&folder.path().join("store"))).unwrap();
    assert_eq!(ok(&desk, "session.state", json!({}))["today"], "2026-11-25");
}

/// The month, the receipts and the accounts are added up by three ways that do not know of each other.
fn the_money_adds_up(desk: &Desk) {
    let fen = |value: &Value| value.as_i64().unwrap();
    let month = ok(desk, "billing.month", json!({ "month": "2026-11", "limit": 200 }));
    let lines = month["rows"].as_array().unwrap();
    assert_eq!(lines.len(), 54);
    let sum = |field: &str| lines.iter().map(|line| fen(&line[field])).sum::<i64>();
    assert_eq!((sum("charged"), sum("collected")), (fen(&month["charged"]), fen(&month["collected"])));
    let unpaid: Vec<&str> = lines
        .iter()
        .filter(|line| line["state"] == "unpaid")
        .map(|line| line["infant_name"].as_str().unwrap())
        .collect();
    assert_eq!(unpaid.len(), 4, "{unpaid:?}");

    // By hand: 9, 14, 19 and 12 care fees, two of them less 208.00, and 21 days of meals at 22.00 for 54, five
    // days of which were given back.
    let care = 9 * 268_000 + 14 * 218_000 + (19 + 12) * 208_000 - 2 * 20_800;
    assert_eq!(fen(&month["charged"]), care + (54 * 21 - 5) * 2_200);

    let mut receipts = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = ok(desk, "billing.receipts", json!({ "limit": 50, "after": after }));
        receipts.extend(page["rows"].as_array().unwrap().clone());
        after = page["more"].clone();
        if after.is_null() {
            break;
        }
    }
    let numbers: std::collections::BTreeSet<&str> = receipts.iter().map(|r| r["number"].as_str().unwrap()).collect();
    assert_eq!(numbers.len(), receipts.len());
    assert_eq!(numbers.last().unwrap().rsplit('-').next().unwrap().parse::<usize>().unwrap(), numbers.len(), "no gap");
    assert_eq!(receipts.iter().filter(|r| r["state"] == "voided").count(), 1);
    let kept: i64 = receipts.iter().filter(|r| r["state"] != "voided").map(|r| fen(&r["total"])).sum();
    let mut collected = 0;
    let mut owed = 0;
    for line in lines {
        let account = ok(desk, "billing.account", json!({ "infant_id": line["infant_id"] }));
        for entry in account["entries"].as_array().unwrap() {
            match entry["kind"].as_str().unwrap() {
                "receipt" | "refund" => collected -= fen(&entry["amount"]),
                _ => owed += fen(&entry["amount"]),
            }
        }
    }
    assert_eq!(kept, collected, "receipts and ledger");
    assert_eq!(owed - collected, sum("open") - sum("prepaid"), "what is owed less what was paid is what is open");
}
