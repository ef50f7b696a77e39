//! Backups by hand and by the clock, policy packs.

use serde_json::{Value, json};

use crate::nursery::{DAY, Nursery};

const HOUR: i64 = 3_600_000;

fn kept(nursery: &Nursery) -> Vec<Value> {
    nursery.ok("store.state", json!({}))["kept"].as_array().unwrap().clone()
}

#[test]
fn the_clock_backs_up_what_was_written_and_nothing_twice() {
    let nursery = Nursery::set_up();
    assert_eq!(nursery.ok("store.state", json!({}))["last_backup"], Value::Null);
    nursery.desk.tick().unwrap();
    assert_eq!(kept(&nursery).len(), 1);
    nursery.clock.advance(2 * HOUR);
    nursery.desk.tick().unwrap();
    assert_eq!(kept(&nursery).len(), 1, "nothing was written since");
    nursery.infant("张思远", "2025-01-26");
    nursery.desk.tick().unwrap();
    assert_eq!(kept(&nursery).len(), 1, "not twice within the hour");
    nursery.clock.advance(2 * HOUR);
    nursery.desk.tick().unwrap();
    let all = kept(&nursery);
    assert_eq!(all.len(), 2);
    assert!(all.iter().all(|backup| backup["fault"].is_null()), "{all:?}");
}

#[test]
fn a_backup_by_hand_is_whole_and_restores() {
    let nursery = Nursery::set_up();
    nursery.infant("张思远", "2025-01-26");
    let events = nursery.desk.events();
    let taken = nursery.ok("store.backup", json!({}));
    let jobs: Vec<Value> =
        events.try_iter().map(|event| serde_json::from_str::<Value>(&event).unwrap()["job"].take()).collect();
    let jobs: Vec<&Value> = jobs.iter().filter(|job| job["kind"] == "store.backup").collect();
    assert!(jobs.len() > 1 && jobs.last().unwrap()["ended"] == true, "the bar goes away: {jobs:?}");
    assert_eq!((&taken["unchanged"], &taken["left_out"]), (&json!(false), &json!([])));
    assert_eq!(nursery.ok("store.backup", json!({}))["unchanged"], true);
    nursery.clock.advance(DAY);
    assert!(!nursery.ok("today.duties", json!({}))["items"].to_string().contains("store.backup"));
    // The travelling copy is one file.
    let copy = nursery.desk.file_out("backup").unwrap();
    assert!(copy.name.ends_with(".zip"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("copy.zip");
    std::fs::write(&file, copy.bytes).unwrap();
    assert!(store::verify_backup(&file, &nursery::format::FORMAT).is_ok());
    let carer = nursery.person("李老师", "carer", None);
    nursery.sign_in(&carer);
    assert!(nursery.desk.file_out("backup").is_err());
}

#[test]
fn a_policy_pack_goes_out_and_comes_in_row_by_row() {
    let nursery = Nursery::set_up();
    let made = nursery.ok("policy.export", json!({}));
    let out = nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap();
    let same = nursery.ok("policy.preview_pack", json!({ "file": nursery.desk.file_in("政策.xlsx", out.bytes) }));
    assert_eq!(same["new"], 0, "what goes out comes in unchanged");
    assert!(same["rows"].as_array().unwrap().iter().all(|row| row["outcome"] == "same"), "{same}");

    let csv = "代码,层级,地区,数值,起,止,依据,条款,把握\nprepay.max_months,市,郑州市,2,2027-01-01,,郑州市新办法,第三条,已见原文\n\
        prepay.max_months,市,郑州市,两个月,2027-01-01,,x,,\nno.such_key,市,郑州市,1,2027-01-01,,x,,\nclass.mixed.cap,国家,,18,2027-01-01,2026-01-01,x,,\n\
        class.mixed.cap,国家,,17,2027-01-01,,,,\n";
    let file = || nursery.desk.file_in("郑州2027.csv", csv.as_bytes().to_vec());
    let preview = nursery.ok("policy.preview_pack", json!({ "file": file() }));
    let outcomes: Vec<&str> =
        preview["rows"].as_array().unwrap().iter().map(|row| row["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["new", "rejected", "rejected", "rejected", "rejected"]);
    let reasons: Vec<String> = preview["rows"].as_array().unwrap()[1..]
        .iter()
        .map(|row| row["reason"].as_str().unwrap()[..2].to_owned())
        .collect();
    assert_eq!(reasons, ["D3", "A4", "F5", "G6"]);
    assert_eq!(nursery.ok("policy.import_pack", json!({ "file": file() }))["written"], 1);
    assert_eq!(nursery.ok("policy.import_pack", json!({ "file": file() }))["written"], 0);
    let list = nursery.ok("policy.list", json!({}));
    let key = list.as_array().unwrap().iter().find(|key| key["key"] == "prepay.max_months").unwrap();
    assert_eq!((&key["title"], &key["now"]["value"]), (&json!("一次预收的最长月数"), &json!(3)));
    nursery.clock.advance(60 * DAY);
    let list = nursery.ok("policy.list", json!({}));
    let key = list.as_array().unwrap().iter().find(|key| key["key"] == "prepay.max_months").unwrap();
    assert_eq!((&key["now"]["value"], &key["now"]["origin"]), (&json!(2), &json!("pack:郑州2027")));
}
