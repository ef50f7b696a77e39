//! What stands beside the areas: papers, keeping the store, snoozing, the demo clock.

use serde_json::json;

use crate::nursery::{MONDAY, Nursery};

/// The smallest PDF that says it is one.
const SCAN: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";

#[test]
fn a_paper_is_kept_with_its_scan_and_its_renewal_replaces_it() {
    let nursery = Nursery::set_up();
    let token = nursery.desk.file_in("营业执照.pdf", SCAN.to_vec());
    let institution = json!({ "owner_kind": "institution", "owner_id": "1" });
    let save = |kind: &str, more: serde_json::Value| {
        let mut paper = json!({ "kind": kind, "owner_kind": "institution", "owner_id": "1", "files": [] });
        paper.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        paper
    };
    assert_eq!(nursery.refused("papers.save", save("fire_certificate", json!({}))), "paper_empty");
    assert_eq!(nursery.refused("papers.save", save("staff_health", json!({ "number": "1" }))), "paper_owner");
    assert_eq!(nursery.refused("papers.save", save("fire_certificate", json!({ "number": "1", "issued_on": "2026-05-02", "valid_to": "2026-05-01" }))), "paper_dates");
    let old = nursery.ok("papers.save", save("fire_certificate", json!({ "number": "消001", "issued_on": "2025-12-01", "files": [token] })));
    assert_eq!(old["valid_to"], "2026-11-30", "twelve months by the policy");
    let held = nursery.ok("papers.list", institution.clone());
    assert_eq!((held[0]["standing"].as_str(), held[0]["days_left"].as_i64()), (Some("expiring"), Some(7)));
    let file = nursery.desk.file_out(&format!("paper/{}", held[0]["files"][0]["sha256"].as_str().unwrap())).unwrap();
    assert_eq!((file.mime, file.bytes.as_slice()), ("application/pdf", SCAN));
    nursery.ok("papers.save", save("fire_certificate", json!({ "number": "消002", "issued_on": "2026-11-20", "replaces": old["id"] })));
    let held = nursery.ok("papers.list", institution.clone());
    assert_eq!(held.as_array().unwrap().len(), 1);
    assert_eq!(held[0]["number"], "消002");
    nursery.ok("papers.withdraw", json!({ "id": held[0]["id"], "reason": "录错" }));
    assert_eq!(nursery.ok("papers.list", institution), json!([]));
}

#[test]
fn the_store_is_checked_and_backed_up() {
    let nursery = Nursery::set_up();
    let check = nursery.ok("store.check", json!({}));
    assert_eq!(check["whole"], true, "{check}");
    let today = nursery.ok("today.duties", json!({}));
    assert!(today["items"].as_array().unwrap().iter().any(|i| i["duty"] == "store.backup"));
    let to = nursery.folder().join("copy.cradlebook");
    nursery.desk.backup(&to, &|_, _| {}).unwrap();
    assert_eq!(nursery.ok("store.state", json!({}))["last_backup"], MONDAY);
    let today = nursery.ok("today.duties", json!({}));
    assert!(!today["items"].as_array().unwrap().iter().any(|i| i["duty"] == "store.backup"));
    store::verify_backup(&to, &nursery::format::FORMAT).unwrap();
}

#[test]
fn a_duty_can_be_snoozed_by_one_person() {
    let nursery = Nursery::set_up();
    nursery.ok("today.snooze", json!({ "duty": "store.backup", "subject": "1", "until": "2026-11-25" }));
    let open = |nursery: &Nursery| nursery.ok("today.duties", json!({}))["items"].as_array().unwrap().iter().any(|i| i["duty"] == "store.backup");
    assert!(!open(&nursery));
    nursery.clock.advance(2 * crate::nursery::DAY);
    assert!(open(&nursery));
}

#[test]
fn a_real_store_has_no_clock_of_its_own() {
    let nursery = Nursery::set_up();
    assert_eq!(nursery.refused("demo.set_clock", json!({ "at": MONDAY })), "demo_only");
}

#[test]
fn a_reading_desk_works_beside_the_window_and_writes_nothing() {
    let nursery = Nursery::set_up();
    let reading = nursery.reading_desk();
    let state: serde_json::Value = serde_json::from_str(&reading.call(r#"{"operation":"session.state"}"#)).unwrap();
    assert_eq!(state["ok"]["reply"]["people"].as_array().unwrap().len(), 1);
    let answer: serde_json::Value = serde_json::from_str(&reading.call(&json!({ "operation": "sign_in", "request": { "person": nursery.director, "pin": "246810" } }).to_string())).unwrap();
    assert_eq!(answer["ok"]["reply"]["outcome"], "in");
    let answer: serde_json::Value = serde_json::from_str(&reading.call(r#"{"operation":"staff.save_person","request":{"name":"x","posts":[]}}"#)).unwrap();
    assert_eq!(answer["error"]["code"], "read_only");
    assert!(reading.check().unwrap().whole);
}
