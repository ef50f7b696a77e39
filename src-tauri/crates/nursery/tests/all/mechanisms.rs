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
    assert_eq!(
        nursery.refused(
            "papers.save",
            save("fire_certificate", json!({ "number": "1", "issued_on": "2026-05-02", "valid_to": "2026-05-01" }))
        ),
        "paper_dates"
    );
    let old = nursery.ok(
        "papers.save",
        save("fire_certificate", json!({ "number": "消001", "issued_on": "2025-12-01", "files": [token] })),
    );
    assert_eq!(old["valid_to"], "2026-11-30", "twelve months by the policy");
    let held = nursery.ok("papers.list", institution.clone());
    assert_eq!((held[0]["standing"].as_str(), held[0]["days_left"].as_i64()), (Some("expiring"), Some(7)));
    let file = nursery.desk.file_out(&format!("paper/{}", held[0]["files"][0]["sha256"].as_str().unwrap())).unwrap();
    assert_eq!((file.mime, file.bytes.as_slice()), ("application/pdf", SCAN));
    nursery.ok(
        "papers.save",
        save("fire_certificate", json!({ "number": "消002", "issued_on": "2026-11-20", "replaces": old["id"] })),
    );
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
    let open = |nursery: &Nursery| {
        nursery.ok("today.duties", json!({}))["items"].as_array().unwrap().iter().any(|i| i["duty"] == "store.backup")
    };
    assert!(!open(&nursery));
    nursery.clock.advance(2 * crate::nursery::DAY);
    assert!(open(&nursery));
}

#[test]
fn a_correction_keeps_the_earlier_value_and_waits_for_a_witness() {
    let nursery = Nursery::set_up();
    let health = nursery.person("周医生", "health_worker", None);
    let infant = nursery.enrolled("刘子轩", "2024-05-21", "托大班", "2026-09-01");
    let correct =
        |value: &str, reason: &str| json!({ "id": infant, "field": "birth", "value": value, "reason": reason });
    assert_eq!(nursery.refused("infants.correct", correct("2024-05-12", " ")), "amend_reason");
    assert_eq!(nursery.refused("infants.correct", correct("2024-02-30", "见出生证")), "day");
    nursery.ok("infants.correct", correct("2024-05-12", "见出生医学证明"));
    let file = nursery.ok("infants.show", json!({ "id": infant }));
    assert_eq!(file["infant"]["birth"], "2024-05-12");
    assert_eq!(
        (file["corrections"][0]["before"].as_str(), file["corrections"][0]["reason"].as_str()),
        (Some("2024-05-21"), Some("见出生医学证明"))
    );
    // Not by the one who did it; by another, from the own Today.
    assert_eq!(nursery.ok("second.list", json!({})), json!([]));
    nursery.sign_in(&health);
    let waiting = nursery.ok("second.list", json!({}));
    assert_eq!(waiting[0]["awaited"], "witness");
    let today = nursery.ok("today.duties", json!({}));
    assert!(today["items"].as_array().unwrap().iter().any(|item| item["duty"] == "second.waiting"));
    nursery.ok("second.witness", json!({ "id": waiting[0]["id"] }));
    assert_eq!(nursery.refused("second.witness", json!({ "id": waiting[0]["id"] })), "second_decided");
    assert_eq!(nursery.ok("second.list", json!({})), json!([]));
}

#[test]
fn leaving_is_asked_for_and_done_when_the_director_approves() {
    let nursery = Nursery::set_up();
    let health = nursery.person("周医生", "health_worker", None);
    let infant = nursery.enrolled("刘子轩", "2024-05-21", "托大班", "2026-09-01");
    let ask = || {
        nursery.envelope(
            json!({ "operation": "infants.leave", "request": { "id": infant, "on": "2026-11-20", "reason": "搬家" } }),
        )
    };
    let status = || nursery.ok("infants.show", json!({ "id": infant }))["infant"]["status"].clone();
    nursery.sign_in(&health);
    let first = ask()["waiting"]["id"].clone();
    assert_eq!(status(), "enrolled");
    assert_eq!(ask()["waiting"]["id"], first, "asking twice finds the first");
    assert_eq!(nursery.refused("second.approve", json!({ "id": first })), "second_same");
    nursery.sign_in(&nursery.director.clone());
    nursery.ok("second.decline", json!({ "id": first, "reason": "家长改了主意" }));
    assert_eq!(nursery.refused("second.approve", json!({ "id": first })), "second_decided");
    nursery.sign_in(&health);
    let second = ask()["waiting"]["id"].clone();
    nursery.sign_in(&nursery.director.clone());
    nursery.ok("second.approve", json!({ "id": second }));
    assert_eq!(status(), "left");
    let lines = nursery.ok("access.audit", json!({ "limit": 3 }));
    let leave = lines.as_array().unwrap().iter().find(|line| line["action"] == "infants.leave").unwrap();
    assert_eq!(
        (leave["who"].as_str(), leave["detail"]["second"].as_str()),
        (Some("周医生"), Some(nursery.director.as_str()))
    );
}

#[test]
fn work_that_does_not_run_cannot_be_cancelled() {
    let nursery = Nursery::set_up();
    assert_eq!(nursery.ok("job.cancel", json!({ "kind": "filing.export" }))["asked"], false);
}

#[test]
fn files_that_somebody_brought_are_forgotten_with_the_session() {
    let nursery = Nursery::set_up();
    let health = nursery.person("周医生", "health_worker", None);
    let first = nursery.desk.file_in("a.pdf", SCAN.to_vec());
    nursery.sign_in(&nursery.director.clone());
    assert!(nursery.desk.incoming(&first).is_ok(), "the same person signed in again");
    nursery.sign_in(&health);
    assert!(nursery.desk.incoming(&first).is_err());
    let tokens: Vec<String> = (0..65).map(|n| nursery.desk.file_in(&format!("{n}.pdf"), SCAN.to_vec())).collect();
    assert!(nursery.desk.incoming(&tokens[0]).is_err() && nursery.desk.incoming(&tokens[64]).is_ok());
}

#[test]
fn two_papers_can_be_compared() {
    let nursery = Nursery::set_up();
    for _ in 0..2 {
        nursery.ok("infants.roster_template", json!({}));
        nursery.clock.advance(crate::nursery::DAY);
    }
    let papers = nursery.ok("issued.list", json!({ "kind": "roster", "subject": "1" }));
    let papers = papers.as_array().unwrap();
    assert!(papers.len() == 2 && papers.iter().all(|paper| paper["whole"] == true));
    let differences = nursery.ok("issued.compare", json!({ "before": papers[1]["id"], "after": papers[0]["id"] }));
    assert_eq!(differences, json!([{ "path": "on", "before": "2026-11-23", "after": "2026-11-24" }]));
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
    let answer: serde_json::Value = serde_json::from_str(&reading.call(
        &json!({ "operation": "sign_in", "request": { "person": nursery.director, "pin": "246810" } }).to_string(),
    ))
    .unwrap();
    assert_eq!(answer["ok"]["reply"]["outcome"], "in");
    let answer: serde_json::Value =
        serde_json::from_str(&reading.call(r#"{"operation":"staff.save_person","request":{"name":"x","posts":[]}}"#))
            .unwrap();
    assert_eq!(answer["error"]["code"], "read_only");
    assert!(reading.check().unwrap().whole);
}
