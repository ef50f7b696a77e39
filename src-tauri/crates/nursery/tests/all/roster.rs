//! The roster that a nursery really has, from the file to the classes and back.

use serde_json::{Value, json};

use crate::nursery::Nursery;

const ROSTER: &[u8] = include_bytes!("../../tests-data/roster-2026-autumn.xlsx");

fn file(nursery: &Nursery) -> String {
    nursery.desk.file_in("roster-2026-autumn.xlsx", ROSTER.to_vec())
}

fn counts(preview: &Value) -> [i64; 6] {
    ["new", "same", "changed", "duplicate", "conflict", "rejected"].map(|key| preview["counts"][key].as_i64().unwrap())
}

#[test]
fn preview_writes_nothing_and_confirming_writes_what_fits_once() {
    let nursery = Nursery::set_up();
    let preview = nursery.ok("infants.preview_roster", json!({ "file": file(&nursery) }));
    assert_eq!(counts(&preview), [18, 0, 0, 1, 1, 4]);
    assert_eq!(nursery.ok("infants.list", json!({ "limit": 200 }))["rows"], json!([]));

    let done = nursery.ok("infants.import_roster", json!({ "file": file(&nursery) }));
    assert_eq!(counts(&done["preview"]), [18, 0, 0, 1, 1, 4]);
    assert_eq!(done["written"], 18);
    let rows = nursery.ok("infants.list", json!({ "limit": 200, "order": "number" }));
    let rows = rows["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 18);
    assert!(
        rows.iter().all(|row| row["status"] == "enrolled" && !row["class_name"].is_null() && !row["number"].is_null())
    );

    let again = nursery.ok("infants.import_roster", json!({ "file": file(&nursery) }));
    assert_eq!(counts(&again["preview"]), [0, 18, 0, 1, 1, 4], "{:?}", again["preview"]["rows"]);
    assert_eq!(again["written"], 0);
    assert!(nursery.desk.check().unwrap().whole);
}

#[test]
fn the_rows_to_repair_come_back_and_are_taken_in() {
    let nursery = Nursery::set_up();
    let done = nursery.ok("infants.import_roster", json!({ "file": file(&nursery) }));
    let out = nursery.desk.file_out(&format!("issued/{}", done["rejected"].as_str().unwrap())).unwrap();
    assert!(out.name.ends_with(".xlsx"), "{}", out.name);
    let token = nursery.desk.file_in(&out.name, out.bytes);
    let preview = nursery.ok("infants.preview_roster", json!({ "file": token }));
    assert_eq!(counts(&preview), [0, 0, 0, 0, 1, 4]);
    let conflict = preview["rows"].as_array().unwrap().iter().find(|row| row["outcome"] == "conflict").unwrap();
    let choices = json!({ "header": null, "decisions": [{ "row": conflict["row"], "answer": { "kind": "class", "class": nursery.class("托小班") } }] });
    let done = nursery.ok("infants.import_roster", json!({ "file": token, "choices": choices }));
    assert_eq!(done["written"], 1);
}

#[test]
fn the_exported_roster_imports_again_unchanged() {
    let nursery = Nursery::set_up();
    nursery.ok("infants.import_roster", json!({ "file": file(&nursery) }));
    let sheet = nursery.ok("infants.export_roster", json!({}));
    let out = nursery.desk.file_out(&format!("issued/{}", sheet["issued"].as_str().unwrap())).unwrap();
    let preview = nursery.ok("infants.preview_roster", json!({ "file": nursery.desk.file_in("out.xlsx", out.bytes) }));
    assert_eq!(counts(&preview), [0, 18, 0, 0, 0, 0], "{preview}");
    let empty = nursery.ok("infants.roster_template", json!({}));
    let out = nursery.desk.file_out(&format!("issued/{}", empty["issued"].as_str().unwrap())).unwrap();
    let preview =
        nursery.ok("infants.preview_roster", json!({ "file": nursery.desk.file_in("empty.xlsx", out.bytes) }));
    assert_eq!(counts(&preview), [0; 6]);
}

#[test]
fn a_file_that_is_no_roster_is_told_so() {
    let nursery = Nursery::set_up();
    let token = nursery.desk.file_in("photo.xlsx", b"not a workbook".to_vec());
    assert_eq!(nursery.refused("infants.preview_roster", json!({ "file": token })), "intake");
    assert_eq!(nursery.refused("infants.preview_roster", json!({ "file": "no-token" })), "not_found");
}
