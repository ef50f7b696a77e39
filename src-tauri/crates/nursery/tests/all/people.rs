//! An infant as typed, its family and its way through the nursery; the people who work here.

use serde_json::{Value, json};

use crate::nursery::{DAY, MONDAY, Nursery};

fn guardian(name: &str, phone: &str) -> Value {
    json!({ "name": name, "relation": "母亲", "phone": phone, "address": "", "work_unit": "", "legal": true })
}

fn codes(list: &Value, key: &str) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| item[key].as_str().unwrap().to_owned()).collect()
}

fn field_of(nursery: &Nursery, operation: &str, request: Value) -> (String, String) {
    let error = nursery.call(operation, request).unwrap_err();
    (error["code"].as_str().unwrap().to_owned(), error["field"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn what_is_typed_is_judged_before_it_is_saved() {
    let nursery = Nursery::set_up();
    let blank = nursery.ok("infants.check", json!({ "name": "", "guardians": [guardian("", "")] }));
    assert_eq!((&blank["problems"], &blank["document"], &blank["alike"]), (&json!([]), &Value::Null, &json!([])));
    assert_eq!(blank["missing"][0], "document");
    let all = nursery.ok(
        "infants.check",
        json!({ "name": "甲", "birth": "2042-01-01", "document_kind": "resident_id", "document_number": "410105202402290005",
            "guardians": [guardian("甲母", "123")] }),
    );
    assert_eq!(codes(&all["problems"], "field"), ["birth", "document_number", "guardians[0].phone"], "{all}");
    // The shape of the number tells its kind; the number tells birth and sex.
    let read = nursery.ok(
        "infants.check",
        json!({ "name": "", "document_number": "４１０１０５２０２４０２２９０００４", "guardians": [] }),
    );
    assert_eq!(
        read["document"],
        json!({ "kind": "resident_id", "number": "410105202402290004", "birth": "2024-02-29", "sex": "female" })
    );
    assert_eq!(read["problems"], json!([]));
    let differs = nursery.ok(
        "infants.check",
        json!({ "name": "", "birth": "2024-02-28", "document_kind": "resident_id", "document_number": "410105202402290004", "guardians": [] }),
    );
    assert_eq!(codes(&differs["problems"], "field"), ["document_number"]);
    assert_eq!(differs["document"]["birth"], "2024-02-29");
}

#[test]
fn who_is_alike_is_told_with_what_it_may_mean() {
    let nursery = Nursery::set_up();
    let twin = nursery.enrolled("杨一诺", "2024-05-25", "托大班", "2026-09-01");
    let check = |name: &str, birth: &str, phone: &str| {
        nursery.ok("infants.check", json!({ "name": name, "birth": birth, "guardians": [guardian("杨妈妈", phone)] }))["alike"]
            .clone()
    };
    assert_eq!(codes(&check("杨一诺", "2024-01-01", ""), "why"), ["same_name"]);
    assert_eq!(codes(&check("杨伊诺", "2024-01-01", ""), "why"), ["like_name"]);
    let second = check("杨二宝", "2024-05-25", "199 0001 0001");
    assert_eq!(second[0]["why"], "same_birth_and_guardian");
    assert!(second[0]["said"].as_str().unwrap().contains("多胞胎"), "{second}");
    assert_eq!(codes(&check("杨三宝", "2025-05-25", "19900010001"), "why"), ["same_guardian"]);
    assert!(check("杨一诺", "2024-05-25", "19900010001")[0]["said"].as_str().unwrap().contains("已经登记过"));
    nursery.ok("infants.leave", json!({ "id": twin, "on": "2026-11-20", "reason": "搬家" }));
    assert!(check("杨一诺", "2024-01-01", "")[0]["said"].as_str().unwrap().contains("2026-11-20 已离托"));
    let own = nursery.ok("infants.check", json!({ "id": twin, "name": "杨一诺", "guardians": [] }));
    assert_eq!(own["alike"], json!([]), "not like itself");
    assert!(!codes_of(&own["missing"]).contains(&"guardian".to_owned()), "{own}");
}

fn codes_of(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

#[test]
fn in_care_name_sex_and_birth_are_corrected_and_not_retyped() {
    let nursery = Nursery::set_up();
    let infant = nursery.enrolled("刘子轩", "2024-05-21", "托大班", "2026-09-01");
    let save = |name: &str, sex: &str, birth: &str| json!({ "id": infant, "name": name, "sex": sex, "birth": birth, "address": "新址", "guardians": [] });
    for (name, sex, birth, field) in [
        ("刘子萱", "female", "2024-05-21", "name"),
        ("刘子轩", "male", "2024-05-21", "sex"),
        ("刘子轩", "female", "2024-05-20", "birth"),
    ] {
        let expected = ("correct_instead".to_owned(), field.to_owned());
        assert_eq!(field_of(&nursery, "infants.save", save(name, sex, birth)), expected);
    }
    nursery.ok("infants.save", save("刘子轩", "female", "2024-05-21"));
}

#[test]
fn days_and_reasons_are_asked_for_at_their_field() {
    let nursery = Nursery::set_up();
    let infant = nursery.enrolled("刘子轩", "2024-05-21", "托大班", "2026-09-01");
    let class = nursery.class("混合班");
    let moving = |on: &str, reason: &str| json!({ "id": infant, "class_id": class, "on": on, "reason": reason });
    let leaving = |on: &str, reason: &str| json!({ "id": infant, "on": on, "reason": reason });
    let reason = ("reason_missing".to_owned(), "reason".to_owned());
    let on = ("day_too_early".to_owned(), "on".to_owned());
    assert_eq!(field_of(&nursery, "infants.move_class", moving("2026-11-23", " ")), reason);
    assert_eq!(field_of(&nursery, "infants.move_class", moving("2026-08-31", "升班")), on);
    assert_eq!(field_of(&nursery, "infants.leave", leaving("2026-11-23", "")), reason);
    assert_eq!(field_of(&nursery, "infants.leave", leaving("2026-08-31", "搬家")), on);
    assert_eq!(field_of(&nursery, "infants.suspend", leaving("2026-11-23", " ")), reason);
    nursery.ok("infants.suspend", leaving("2026-11-20", "回老家"));
    assert_eq!(field_of(&nursery, "infants.resume", leaving("2026-11-19", "返园")), on);
}

#[test]
fn the_timeline_tells_each_step_with_its_writer() {
    let nursery = Nursery::set_up();
    let infant = nursery.enrolled("刘子轩", "2024-05-21", "托大班", "2026-09-01");
    nursery.ok(
        "infants.move_class",
        json!({ "id": infant, "class_id": nursery.class("混合班"), "on": "2026-11-23", "reason": "名额调整" }),
    );
    nursery.clock.set(MONDAY + 40 * DAY);
    nursery.ok("infants.suspend", json!({ "id": infant, "on": "2026-11-24", "reason": "回老家" }));
    nursery.ok("infants.resume", json!({ "id": infant, "on": "2026-12-01", "reason": "返园" }));
    nursery.ok("infants.leave", json!({ "id": infant, "on": "2026-12-31", "reason": "搬家" }));
    let events = nursery.ok("infants.show", json!({ "id": infant }))["events"].clone();
    let mut kinds = codes(&events, "kind");
    kinds.sort();
    assert_eq!(kinds, ["applied", "enrolled", "left", "moved", "resumed", "suspended"]);
    let moved = events.as_array().unwrap().iter().find(|event| event["kind"] == "moved").unwrap();
    assert_eq!(
        (moved["said"].as_str(), moved["reason"].as_str(), moved["by"].as_str(), moved["on"].as_str()),
        (Some("转入混合班"), Some("名额调整"), Some("林园长"), Some("2026-11-23"))
    );
    assert_eq!(events.as_array().unwrap().last().unwrap()["kind"], "left");
}

#[test]
fn what_is_set_down_for_a_later_day_happens_on_it_and_can_be_taken_back() {
    let nursery = Nursery::set_up();
    let infant = nursery.enrolled("刘子轩", "2024-05-21", "托大班", "2026-09-01");
    let (older, mixed) = (nursery.class("托大班"), nursery.class("混合班"));
    let show = || nursery.ok("infants.show", json!({ "id": infant }));
    let class = || show()["infant"]["class_id"].clone();
    let warnings = || nursery.ok("infants.list", json!({}))["rows"][0]["warnings"].clone();
    let step = |on: &str| json!({ "id": infant, "on": on, "reason": "家长申请" });

    // Away by mistake, and back at once.
    nursery.ok("infants.suspend", step("2026-11-23"));
    nursery.ok("undo", json!({}));
    assert_eq!(show()["infant"]["status"], "enrolled");

    // The last day in care is one in care, today too.
    assert_eq!(nursery.ok("infants.leave", step("2026-11-23"))["planned"], true);
    assert_eq!((&show()["infant"]["status"], &warnings()), (&json!("enrolled"), &json!(["11-23 离托"])));
    nursery.ok("infants.cancel_planned", json!({ "id": show()["planned"][0]["id"] }));
    assert_eq!((&show()["planned"], &warnings()), (&json!([]), &json!([])));
    nursery.ok("undo", json!({}));
    assert_eq!(show()["planned"][0]["on"], "2026-11-23", "the cancelling is undone");
    // Another day for the same takes its place.
    nursery.ok("infants.leave", step("2026-12-31"));
    assert_eq!(
        (codes(&show()["planned"], "on"), show()["planned"][0]["by"].clone()),
        (vec!["2026-12-31".to_owned()], json!("林园长"))
    );

    let moving = json!({ "id": infant, "class_id": mixed, "on": "2026-11-25", "reason": "名额调整" });
    nursery.ok("infants.move_class", moving);
    nursery.ok("infants.suspend", step("2026-11-30"));
    // Coming back fits what is set down before it, not what holds today.
    assert_eq!(nursery.refused("infants.resume", step("2026-11-28")), "infant_status");
    nursery.ok("infants.resume", step("2026-12-07"));
    nursery.desk.tick().unwrap();
    assert_eq!((class(), show()["infant"]["status"].clone()), (json!(older), json!("enrolled")));

    let at = |days: i64| {
        nursery.clock.set(MONDAY + days * DAY);
        nursery.desk.tick().unwrap();
        show()["infant"]["status"].clone()
    };
    assert_eq!((at(2), class()), (json!("enrolled"), json!(mixed)));
    assert_eq!((at(7), at(13), at(14)), (json!("suspended"), json!("suspended"), json!("enrolled")));
    assert_eq!((at(38), at(39)), (json!("enrolled"), json!("left")), "the last day and the day after");
    assert_eq!((&show()["infant"]["left_on"], &show()["planned"]), (&json!("2026-12-31"), &json!([])));
    // The timeline says who decided, and on which day it held.
    let events = show()["events"].clone();
    let moved = events.as_array().unwrap().iter().find(|event| event["kind"] == "moved").unwrap().clone();
    assert_eq!((&moved["on"], &moved["by"]), (&json!("2026-11-25"), &json!("林园长")));
    assert!(nursery.desk.check().unwrap().whole);
}

#[test]
fn what_is_set_down_frees_and_takes_places_and_says_when_it_cannot_be_done() {
    let nursery = Nursery::set_up();
    let small =
        nursery.ok("institution.save_class", json!({ "name": "小小班", "kind": "mixed", "cap": 1, "nicknames": [] }));
    let first = nursery.enrolled("刘子轩", "2024-05-21", "小小班", "2026-09-01");
    let second = nursery.enrolled("张思远", "2024-05-22", "混合班", "2026-09-01");
    let moving = |on: &str| json!({ "id": second, "class_id": small["id"], "on": on, "reason": "换班" });
    assert_eq!(nursery.refused("infants.move_class", moving("2026-12-01")), "class_full");
    nursery.ok("infants.leave", json!({ "id": first, "on": "2026-11-30", "reason": "搬家" }));
    assert_eq!(nursery.refused("infants.move_class", moving("2026-11-30")), "class_full");
    nursery.ok("infants.move_class", moving("2026-12-01"));
    // The family stays after all, so the place is not free on the day.
    let planned = nursery.ok("infants.show", json!({ "id": first }))["planned"][0]["id"].clone();
    nursery.ok("infants.cancel_planned", json!({ "id": planned }));
    nursery.clock.set(MONDAY + 8 * DAY);
    nursery.desk.tick().unwrap();
    nursery.desk.tick().unwrap();
    let duties = nursery.ok("today.duties", json!({}));
    let stuck = duties["items"].as_array().unwrap().iter().find(|item| item["duty"] == "infants.planned").unwrap();
    assert_eq!(
        (&stuck["title"], &stuck["screen"]),
        (&json!("张思远 预定的转班未能办理"), &json!(format!("infant/{second}")))
    );
    assert_eq!(nursery.ok("infants.show", json!({ "id": second }))["planned"][0]["late"], true);
    // Done by hand into another class it is not tried again, also when the place becomes free.
    let older = nursery.class("托大班");
    nursery.ok(
        "infants.move_class",
        json!({ "id": second, "class_id": older, "on": "2026-12-01", "reason": "小小班没有空位" }),
    );
    nursery.ok("infants.leave", json!({ "id": first, "on": "2026-11-30", "reason": "搬家" }));
    nursery.desk.tick().unwrap();
    let file = nursery.ok("infants.show", json!({ "id": second }));
    assert_eq!((&file["infant"]["class_id"], &file["planned"]), (&json!(older), &json!([])));
    // The place that has become free takes whoever is set down for it.
    let third = nursery.enrolled("王若曦", "2024-05-23", "混合班", "2026-09-01");
    nursery.ok(
        "infants.move_class",
        json!({ "id": third, "class_id": small["id"], "on": "2026-12-02", "reason": "换班" }),
    );
    nursery.clock.set(MONDAY + 9 * DAY);
    nursery.desk.tick().unwrap();
    assert_eq!(nursery.ok("infants.show", json!({ "id": third }))["infant"]["class_id"], small["id"]);
}

#[test]
fn a_reserved_place_is_a_duty_on_its_day() {
    let nursery = Nursery::set_up();
    let infant = nursery.infant("刘子轩", "2024-05-21");
    let class = nursery.class("托大班");
    nursery.ok("infants.enrol", json!({ "id": infant, "class_id": class, "on": "2026-11-25" }));
    let duty = || {
        let duties = nursery.ok("today.duties", json!({}));
        duties["items"].as_array().unwrap().iter().find(|item| item["duty"] == "infants.coming").cloned()
    };
    assert_eq!(duty(), None);
    nursery.clock.set(MONDAY + 2 * DAY);
    assert_eq!(duty().unwrap()["title"], "刘子轩 该办理入托");
    nursery.ok("infants.enrol", json!({ "id": infant, "class_id": class, "on": "2026-11-25", "despite": "证件后补" }));
    assert_eq!(duty(), None);
}

#[test]
fn a_guardian_and_an_authorisation_end_with_a_reason_and_stay() {
    let nursery = Nursery::set_up();
    let infant = nursery.infant("刘子轩", "2024-05-21");
    let show = || nursery.ok("infants.show", json!({ "id": infant }));
    let mother = show()["guardians"][0]["id"].clone();
    let end = |guardian: &Value, reason: &str| json!({ "id": infant, "guardian_id": guardian, "reason": reason });
    assert_eq!(field_of(&nursery, "infants.end_guardian", end(&mother, "")).1, "reason");
    assert_eq!(nursery.refused("infants.end_guardian", end(&mother, "监护权变更")), "last_guardian");
    let pickup = json!({ "name": "王阿姨", "relation": "邻居", "id_tail": "1234", "phone": "13800001111", "adult_seen": false, "from": "2026-11-01" });
    let save = |pickup: Value| json!({ "id": infant, "name": "刘子轩", "sex": "female", "birth": "2024-05-21", "guardians": [guardian("刘外婆", "13900002222")], "pickup": [pickup] });
    nursery.ok("infants.save", save(pickup.clone()));
    nursery.ok("infants.end_guardian", end(&mother, "监护权变更"));
    assert_eq!(show()["guardians"].as_array().unwrap().len(), 1);
    assert_eq!(nursery.ok("find", json!({ "text": "刘妈妈" })), json!([]), "she is no guardian any more");
    let found = nursery.ok("find", json!({ "text": "刘外婆" }));
    assert_eq!((found[0]["kind"].as_str(), found[0]["infant_id"].as_str()), (Some("guardian"), Some(infant.as_str())));
    let mut known = show()["pickup"][0].clone();
    known["phone"] = "13800003333".into();
    known["adult_seen"] = true.into();
    nursery.ok("infants.save", save(known.clone()));
    assert_eq!(
        (&show()["pickup"][0]["phone"], &show()["pickup"][0]["adult_seen"]),
        (&json!("13800003333"), &json!(true))
    );
    let mut other = known.clone();
    other["name"] = "李阿姨".into();
    assert_eq!(
        field_of(&nursery, "infants.save", save(other)),
        ("pickup_other".to_owned(), "pickup[0].name".to_owned())
    );
    let mut short = pickup;
    short["phone"] = "138".into();
    assert_eq!(field_of(&nursery, "infants.save", save(short)).1, "pickup[0].phone");
    let until = |on: &str| json!({ "id": infant, "pickup_id": known["id"], "on": on, "reason": "不再接送" });
    assert_eq!(field_of(&nursery, "infants.end_pickup", until("2026-10-31")).1, "on");
    nursery.ok("infants.end_pickup", until("2026-11-23"));
    assert_eq!(show()["pickup"][0]["to"], "2026-11-23");
}

#[test]
fn the_list_can_show_only_whom_to_mind_or_what_is_pending() {
    let nursery = Nursery::set_up();
    nursery.enrolled("刘子轩", "2024-05-21", "托大班", "2026-09-01");
    nursery.infant("何安安", "2024-06-21");
    let names = |q: Value| codes(&nursery.ok("infants.list", q)["rows"], "name");
    assert_eq!(names(json!({})).len(), 2);
    assert_eq!(names(json!({ "pending": true })), ["刘子轩"]);
    assert_eq!(names(json!({ "mind": true })), ["刘子轩"]);
    nursery.ok(
        "infants.save",
        json!({ "name": "安琪", "sex": "female", "birth": "2024-06-20", "allergy": "鸡蛋", "guardians": [] }),
    );
    assert_eq!(names(json!({ "mind": true, "limit": 1 })).len(), 1);
    assert_eq!(names(json!({ "mind": true })).len(), 2);
    let allergic = nursery.ok("infants.list", json!({ "text": "安琪" }))["rows"][0]["id"].clone();
    let bookkeeper = nursery.person("孙会计", "bookkeeper", None);
    nursery.sign_in(&bookkeeper);
    assert_eq!(names(json!({ "mind": true })), ["刘子轩"], "what may not be seen is not told by a filter");
    assert_eq!(nursery.ok("infants.show", json!({ "id": allergic }))["infant"]["allergy"], "");
}

#[test]
fn a_person_is_found_by_the_posts_held_and_a_phone_must_be_one() {
    let nursery = Nursery::set_up();
    let carer = nursery.person("王海燕", "carer", None);
    let save =
        |phone: &str| json!({ "id": carer, "name": "王海燕", "joined_on": "2026-09-01", "phone": phone, "posts": [] });
    assert_eq!(field_of(&nursery, "staff.save_person", save("123")), ("phone".to_owned(), "phone".to_owned()));
    nursery.ok("staff.save_person", save("138 0000 1111"));
    assert_eq!(nursery.ok("find", json!({ "text": "王海燕" }))[0]["detail"], "保育人员");
    assert_eq!(nursery.ok("find", json!({ "text": "13800001111" }))[0]["kind"], "person");
}

#[test]
fn who_decides_sees_what_about_and_who_asked_learns_of_a_decline() {
    let nursery = Nursery::set_up();
    let health = nursery.person("周医生", "health_worker", None);
    let infant = nursery.enrolled("刘子轩", "2024-05-21", "托大班", "2026-09-01");
    nursery.sign_in(&health);
    nursery.ok(
        "infants.correct",
        json!({ "id": infant, "field": "birth", "value": "2024-05-12", "reason": "见出生医学证明" }),
    );
    let asked = nursery.envelope(
        json!({ "operation": "infants.leave", "request": { "id": infant, "on": "2026-11-30", "reason": "搬家" } }),
    );
    nursery.sign_in(&nursery.director.clone());
    let details = codes(&nursery.ok("second.list", json!({})), "detail");
    assert_eq!(
        details,
        ["刘子轩 · 出生日期改为 2024-05-12 · 原因：见出生医学证明", "刘子轩 · 2026-11-30 · 原因：搬家"]
    );
    nursery.ok("second.decline", json!({ "id": asked["waiting"]["id"], "reason": "家长改了主意" }));
    nursery.sign_in(&health);
    let declined = || {
        let today = nursery.ok("today.duties", json!({}));
        today["items"].as_array().unwrap().iter().find(|item| item["duty"] == "second.declined").cloned()
    };
    let item = declined().unwrap();
    assert_eq!(item["title"], "未获批准：办理离托");
    assert!(item["detail"].as_str().unwrap().ends_with("林园长：家长改了主意"), "{item}");
    nursery.ok("today.snooze", json!({ "duty": "second.declined", "subject": item["subject"], "until": "2027-11-23" }));
    assert!(declined().is_none());
    nursery.clock.advance(DAY);
}
