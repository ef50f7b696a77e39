//! The power fails while receipts are written: nothing acknowledged is missing, no number is doubled or skipped.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use nursery::words::Language;
use nursery::{Desk, House};
use serde_json::{Value, json};

use crate::nursery::{Nursery, PIN};

const STORE: &str = "CRADLEBOOK_POWER_STORE";

fn house(dir: &str) -> House {
    House { kdf: store::KdfCost::CHEAP, ..House::new(dir.into(), "power", Language::Zh) }
}

fn ok(desk: &Desk, operation: &str, request: &Value) -> Value {
    let mut answer: Value =
        serde_json::from_str(&desk.call(&json!({ "operation": operation, "request": request }).to_string())).unwrap();
    assert!(answer.get("ok").is_some(), "{operation}: {answer}");
    answer["ok"]["reply"].take()
}

/// Not a test of its own: the program that is killed. It acknowledges each receipt on standard output.
#[test]
fn writer() {
    let Ok(dir) = std::env::var(STORE) else { return };
    let desk = Desk::new(house(&dir)).unwrap();
    let people = ok(&desk, "session.state", &json!({}))["people"].clone();
    ok(&desk, "sign_in", &json!({ "person": people[0]["id"], "pin": PIN }));
    let infant = ok(&desk, "infants.list", &json!({ "status": null }))["rows"][0]["id"].clone();
    for at in 1.. {
        let line = json!({ "item": "延时服务费", "category": "other", "unit": "hour", "quantity": 1, "price": 1_000 + at, "amount": 1_000 + at,
            "month": "2026-11", "from": "2026-11-23", "to": "2026-11-23" });
        let request =
            json!({ "infant_id": infant, "lines": [line], "payer": "张妈妈", "channel": "cash", "again": true });
        let receipt = ok(&desk, "billing.collect", &request)["receipt"]["head"]["number"].clone();
        let mut out = std::io::stdout();
        writeln!(out, "ACK {}", receipt.as_str().unwrap()).unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn no_acknowledged_receipt_is_lost_and_no_number_skipped() {
    let nursery = Nursery::set_up();
    nursery.enrolled("张思远", "2025-01-26", "托小班", "2026-09-01");
    let dir = nursery.folder().join("store").display().to_string();
    nursery.desk.close();
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0..6_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "power::writer", "--nocapture"])
            .env(STORE, &dir)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let ack = |line: &String| line.split("ACK ").nth(1).map(|number| number.trim().to_owned());
        let first = lines.by_ref().find_map(|line| ack(&line)).expect("the writer wrote nothing");
        acknowledged.push(first);
        std::thread::sleep(Duration::from_millis(7 + 13 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(lines.filter_map(|line| ack(&line)));
    }
    let desk = Desk::new(house(&dir)).unwrap();
    let check = desk.check().unwrap();
    assert!(check.whole, "{check:?}");
    let people = ok(&desk, "session.state", &json!({}))["people"].clone();
    ok(&desk, "sign_in", &json!({ "person": people[0]["id"], "pin": PIN }));
    let mut known = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = ok(&desk, "billing.receipts", &json!({ "limit": 200, "after": after }));
        known.extend(page["rows"].as_array().unwrap().iter().map(|row| row["number"].as_str().unwrap().to_owned()));
        after = page["more"].clone();
        if after.is_null() {
            break;
        }
    }
    known.sort();
    assert!(acknowledged.iter().all(|number| known.contains(number)));
    let expected: Vec<String> = (1..=known.len()).map(|n| format!("SJ2026-{n:06}")).collect();
    assert_eq!(known, expected);
}
