//! From the waiting list into a class and out again.

use serde_json::json;

use crate::nursery::{DAY, MONDAY, Nursery};

#[test]
fn the_gate_says_what_is_missing_and_only_the_director_goes_ahead() {
    let nursery = Nursery::set_up();
    let health = nursery.person("周医生", "health_worker", None);
    let infant = nursery.infant("李可馨", "2026-02-28");
    let enrol = json!({ "id": infant, "class_id": nursery.class("乳儿班"), "on": "2026-11-23" });
    let error = nursery.call("infants.enrol", enrol.clone()).unwrap_err();
    assert_eq!(error["code"], "entry_incomplete");
    let missing: Vec<&str> =
        error["details"]["missing"].as_array().unwrap().iter().map(|m| m.as_str().unwrap()).collect();
    assert_eq!(
        missing,
        [
            "document",
            "entry_examination",
            "vaccination_certificate",
            "guardian_identity",
            "information_consent",
            "contract"
        ]
    );
    let mut despite = enrol;
    despite["despite"] = "接种证次日补交".into();
    nursery.sign_in(&health);
    assert_eq!(nursery.refused("infants.enrol", despite.clone()), "director_only");
    nursery.sign_in(&nursery.director.clone());
    let reply = nursery.ok("infants.enrol", despite);
    assert_eq!(reply["number"], 1);
    assert_eq!(nursery.ok("infants.show", json!({ "id": infant }))["infant"]["status"], "enrolled");
    let today = nursery.ok("today.duties", json!({}));
    assert!(today["items"].as_array().unwrap().iter().any(|item| item["duty"] == "infants.pending"), "{today}");
}

#[test]
fn age_and_places_are_kept() {
    let nursery = Nursery::set_up();
    let young = nursery.infant("王一诺", "2025-01-26");
    let error = nursery
        .call(
            "infants.enrol",
            json!({ "id": young, "class_id": nursery.class("乳儿班"), "on": "2026-11-23", "despite": "x" }),
        )
        .unwrap_err();
    assert_eq!(error["code"], "class_age");
    assert!(error["message"].as_str().unwrap().contains("21 个月"), "{error}");
    nursery.ok("institution.save_class", json!({ "id": nursery.class("托小班"), "name": "托小班", "kind": "younger_toddlers", "cap": 1, "nicknames": ["向日葵班"] }));
    nursery.enrolled("张思远", "2025-01-26", "托小班", "2026-09-01");
    let error = nursery
        .call(
            "infants.enrol",
            json!({ "id": young, "class_id": nursery.class("托小班"), "on": "2026-11-23", "despite": "x" }),
        )
        .unwrap_err();
    assert_eq!(error["code"], "class_full");
}

#[test]
fn a_number_is_not_given_out_again_in_the_same_care_year() {
    let nursery = Nursery::set_up();
    let first = nursery.enrolled("赵欣怡", "2024-07-30", "托大班", "2026-09-01");
    nursery.ok("infants.leave", json!({ "id": first, "on": "2026-11-20", "reason": "搬家" }));
    let second = nursery.infant("赵梓涵", "2024-07-30");
    let enrol = |number: u16| json!({ "id": second, "class_id": nursery.class("托大班"), "on": "2026-11-23", "number": number, "despite": "x" });
    assert_eq!(nursery.refused("infants.enrol", enrol(1)), "infant_number");
    assert_eq!(nursery.ok("infants.enrol", enrol(2))["number"], 2);
    let left = nursery.ok("infants.list", json!({ "status": "left" }));
    assert_eq!(left["rows"][0]["name"], "赵欣怡");
}

#[test]
fn documents_are_checked_and_unique() {
    let nursery = Nursery::set_up();
    let save = |name: &str, number: &str, birth: &str, sex: &str| json!({ "name": name, "sex": sex, "birth": birth, "document_kind": "resident_id", "document_number": number, "guardians": [] });
    assert_eq!(nursery.refused("infants.save", save("甲", "410105202402290005", "2024-02-29", "female")), "document");
    assert_eq!(nursery.refused("infants.save", save("甲", "410105202402290004", "2024-02-28", "female")), "document");
    assert_eq!(nursery.refused("infants.save", save("甲", "410105202402290004", "2024-02-29", "male")), "document");
    nursery.ok("infants.save", save("甲", "４１０１０５２０２４０２２９０００４", "2024-02-29", "female"));
    assert_eq!(
        nursery.refused("infants.save", save("乙", "410105202402290004", "2024-02-29", "female")),
        "document_taken"
    );
    assert_eq!(
        nursery.refused("infants.save", json!({ "name": "丙", "sex": "male", "birth": "2042-01-01", "guardians": [] })),
        "birth_in_future"
    );
}

#[test]
fn a_carer_sees_the_own_class_and_masked_phones() {
    let nursery = Nursery::set_up();
    let own = nursery.enrolled("黄浩然", "2026-01-21", "乳儿班", "2026-09-01");
    let other = nursery.enrolled("杨一诺", "2024-05-25", "托大班", "2026-09-01");
    let carer = nursery.person("王海燕", "carer", Some(&nursery.class("乳儿班")));
    nursery.sign_in(&carer);
    let rows = nursery.ok("infants.list", json!({}));
    assert_eq!(rows["rows"].as_array().unwrap().len(), 1);
    assert_eq!(rows["rows"][0]["phone"], "199****0001");
    assert_eq!(nursery.ok("infants.show", json!({ "id": own }))["guardians"][0]["phone"], "199****0001");
    assert_eq!(nursery.refused("infants.show", json!({ "id": other })), "not_found");
    let found = nursery.ok("find", json!({ "text": "yyn" }));
    assert_eq!(found, json!([]), "another class is not found");
    nursery.sign_in(&nursery.director.clone());
    assert_eq!(nursery.ok("find", json!({ "text": "yyn" }))[0]["title"], "杨一诺");
    assert_eq!(nursery.ok("find", json!({ "text": "一诺" }))[0]["kind"], "infant");
    let by_phone = nursery.ok("find", json!({ "text": "0001" }));
    assert!(by_phone.as_array().unwrap().iter().any(|f| f["kind"] == "guardian"), "{by_phone}");
}

#[test]
fn the_list_goes_page_by_page_in_each_order() {
    let nursery = Nursery::set_up();
    for (at, name) in ["张三", "李四", "王五", "赵六", "陈七", "单小雨", "阿依古丽·买买提"].iter().enumerate()
    {
        nursery.enrolled(name, &format!("2024-0{}-15", at + 1), "托大班", "2026-09-01");
    }
    for order in ["name", "number", "birth"] {
        let whole: Vec<String> = names(&nursery.ok("infants.list", json!({ "order": order })));
        let mut paged = Vec::new();
        let mut after = serde_json::Value::Null;
        loop {
            let page = nursery.ok("infants.list", json!({ "order": order, "limit": 3, "after": after }));
            paged.extend(names(&page));
            after = page["more"].clone();
            if after.is_null() {
                break;
            }
        }
        assert_eq!(whole, paged, "{order}");
        assert_eq!(whole.len(), 7);
    }
    assert_eq!(names(&nursery.ok("infants.list", json!({ "text": "sxy" }))), ["单小雨"]);
    assert_eq!(names(&nursery.ok("infants.list", json!({ "text": "古丽" }))), ["阿依古丽·买买提"]);
}

fn names(page: &serde_json::Value) -> Vec<String> {
    page["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn twins_share_their_guardian_and_are_marked() {
    let nursery = Nursery::set_up();
    nursery.enrolled("杨一诺", "2024-01-25", "托大班", "2026-09-01");
    nursery.enrolled("杨一诺乐", "2024-01-25", "托大班", "2026-09-01");
    let rows = nursery.ok("infants.list", json!({}));
    for row in rows["rows"].as_array().unwrap() {
        assert!(row["warnings"].as_array().unwrap().contains(&json!("多胞胎")), "{row}");
    }
}

#[test]
fn a_suspended_infant_keeps_its_place_and_is_examined_again_after_three_months() {
    let nursery = Nursery::set_up();
    let infant = nursery.enrolled("赵欣怡", "2024-07-30", "托大班", "2026-09-01");
    let step = |on: &str, reason: &str| json!({ "id": infant, "on": on, "reason": reason });
    assert_eq!(nursery.refused("infants.resume", step("2026-11-23", "病愈")), "infant_status");
    assert_eq!(nursery.refused("infants.suspend", step("2026-11-23", " ")), "reason_missing");
    nursery.ok("infants.suspend", step("2026-11-23", "家长申请：回老家"));
    assert_eq!(nursery.ok("infants.show", json!({ "id": infant }))["infant"]["status"], "suspended");
    nursery.clock.set(MONDAY + 100 * DAY);
    let back = nursery.ok("infants.resume", step("2027-02-22", "返园"));
    let exam = |reply: &serde_json::Value| {
        reply["pending"].as_array().unwrap().iter().filter(|item| *item == "entry_examination").count()
    };
    assert_eq!(exam(&back), 1, "it was never handed in here");
    assert_eq!(nursery.ok("infants.show", json!({ "id": infant }))["infant"]["status"], "enrolled");
}
