//! Signing in, wrong PINs, the audit trail, drafts, undo.

use serde_json::json;

use crate::nursery::{DAY, Nursery, PIN};

#[test]
fn wrong_pins_slow_down_and_lock_and_are_remembered_across_restarts() {
    let mut nursery = Nursery::set_up();
    let carer = nursery.person("王海燕", "carer", None);
    nursery.ok("sign_out", json!({}));
    let wrong = |nursery: &Nursery| nursery.ok("sign_in", json!({ "person": carer, "pin": "135790" }));
    assert_eq!(wrong(&nursery)["failed"], 1);
    assert_eq!(wrong(&nursery)["wait_seconds"], 0);
    assert_eq!(wrong(&nursery)["wait_seconds"], 30);
    nursery.reopen();
    let early = nursery.ok("sign_in", json!({ "person": carer, "pin": PIN }));
    assert_eq!((early["outcome"].as_str(), early["wait_seconds"].as_i64()), (Some("refused"), Some(30)));
    nursery.clock.advance(30_000);
    nursery.sign_in(&carer);
    for _ in 0..12 {
        wrong(&nursery);
        nursery.clock.advance(3_600_000);
    }
    assert_eq!(nursery.ok("sign_in", json!({ "person": carer, "pin": PIN }))["outcome"], "locked");
    nursery.sign_in(&nursery.director.clone());
    nursery.ok("access.set_pin", json!({ "person": carer, "pin": "975310" }));
    assert_eq!(nursery.ok("sign_in", json!({ "person": carer, "pin": "９７５３１０" }))["outcome"], "in");
}

#[test]
fn the_state_of_the_desk_says_who_can_sign_in() {
    let mut nursery = Nursery::set_up();
    nursery.person("周医生", "health_worker", None);
    nursery.reopen();
    let state = nursery.ok("session.state", json!({}));
    assert_eq!(state["store"], "open");
    assert_eq!(state["nursery"], "东风路春芽托育中心");
    assert_eq!(state["demo"], false);
    assert_eq!(state["today"], "2026-11-23");
    assert_eq!(state["people"].as_array().unwrap().len(), 2);
    assert!(state["person"].is_null());
}

#[test]
fn a_pin_is_changed_with_the_old_one() {
    let nursery = Nursery::set_up();
    assert_eq!(nursery.refused("access.change_own_pin", json!({ "old": "1357", "new": "8642" })), "pin_wrong");
    assert_eq!(nursery.refused("access.change_own_pin", json!({ "old": PIN, "new": "1234" })), "pin_simple");
    nursery.ok("access.change_own_pin", json!({ "old": PIN, "new": "86420" , }));
    assert_eq!(nursery.ok("sign_in", json!({ "person": nursery.director, "pin": "86420" }))["outcome"], "in");
}

#[test]
fn an_encrypted_store_opens_with_its_passphrase_only() {
    let mut nursery = Nursery::set_up_with(json!({ "passphrase": "白日依山尽" }));
    nursery.reopen();
    assert_eq!(nursery.ok("session.state", json!({}))["store"], "locked");
    assert_eq!(nursery.refused("open", json!({ "passphrase": "黄河入海流" })), "wrong_key");
    assert_eq!(nursery.ok("open", json!({ "passphrase": "白日依山尽" }))["store"], "open");
    nursery.sign_in(&nursery.director.clone());
}

#[test]
fn the_audit_trail_speaks_in_sentences_and_keeps_refusals() {
    let nursery = Nursery::set_up();
    let cook = nursery.person("陈师傅", "cook", None);
    nursery.sign_in(&cook);
    assert_eq!(nursery.refused("staff.list", json!({})), "denied");
    nursery.sign_in(&nursery.director.clone());
    let lines = nursery.ok("access.audit", json!({}));
    let said: Vec<(&str, &str)> =
        lines.as_array().unwrap().iter().map(|l| (l["who"].as_str().unwrap(), l["what"].as_str().unwrap())).collect();
    assert_eq!(said[..3], [("陈师傅", "越权操作被拒绝"), ("林园长", "设置个人数字码"), ("林园长", "登记人员")]);
    assert!(!lines.to_string().contains(PIN));
}

#[test]
fn drafts_belong_to_their_writer_and_survive_a_restart() {
    let mut nursery = Nursery::set_up();
    let other = nursery.person("孙会计", "bookkeeper", None);
    nursery.ok("drafts.keep", json!({ "screen": "infants", "subject": "", "content": { "name": "张" } }));
    nursery.ok("drafts.keep", json!({ "screen": "infants", "subject": "", "content": { "name": "张思" } }));
    nursery.sign_in(&other);
    assert_eq!(nursery.ok("drafts.list", json!({})), json!([]));
    nursery.reopen();
    nursery.sign_in(&nursery.director.clone());
    let drafts = nursery.ok("drafts.list", json!({}));
    assert_eq!(drafts[0]["draft"]["content"]["name"], "张思");
    nursery.ok("drafts.drop", json!({ "screen": "infants", "subject": "" }));
    assert_eq!(nursery.ok("drafts.list", json!({})), json!([]));
}

#[test]
fn a_change_can_be_taken_back_for_ten_minutes() {
    let nursery = Nursery::set_up();
    let infant = nursery.enrolled("刘子轩", "2024-05-21", "托大班", "2026-09-01");
    nursery.ok(
        "infants.move_class",
        json!({ "id": infant, "class_id": nursery.class("混合班"), "on": "2026-11-23", "reason": "名额调整" }),
    );
    nursery.ok("undo", json!({}));
    assert_eq!(nursery.ok("infants.show", json!({ "id": infant }))["infant"]["class_name"], "托大班");
    nursery.ok(
        "infants.move_class",
        json!({ "id": infant, "class_id": nursery.class("混合班"), "on": "2026-11-23", "reason": "名额调整" }),
    );
    nursery.clock.advance(11 * 60_000);
    assert_eq!(nursery.refused("undo", json!({})), "not_found");
}

#[test]
fn a_clock_set_back_is_seen_and_marked() {
    let nursery = Nursery::set_up();
    nursery.clock.advance(-DAY);
    let answer =
        nursery.envelope(json!({ "operation": "staff.save_person", "request": { "name": "周医生", "posts": [] } }));
    assert_eq!(answer["ok"]["clock_set_back"], true);
    let lines = nursery.ok("access.audit", json!({ "limit": 1 }));
    assert_eq!(lines[0]["detail"]["clock_set_back"], true);
}
