//! Who we are, classes, authorities, calendar, policy, staff.

use serde_json::json;

use crate::nursery::Nursery;

#[test]
fn a_new_nursery_has_the_four_standard_classes_at_their_caps() {
    let nursery = Nursery::set_up();
    let classes = nursery.ok("institution.classes", json!({}));
    let seen: Vec<(&str, i64)> =
        classes.as_array().unwrap().iter().map(|c| (c["name"].as_str().unwrap(), c["cap"].as_i64().unwrap())).collect();
    assert_eq!(seen, [("乳儿班", 10), ("托小班", 15), ("托大班", 20), ("混合班", 18)]);
    assert_eq!(nursery.refused("setup", json!({ "name": "x", "director": "y", "pin": "246810" })), "store_exists");
}

#[test]
fn name_scope_and_code_are_explained_and_not_refused() {
    let nursery = Nursery::set_up();
    let mut institution = nursery.ok("institution.show", json!({}))["institution"].clone();
    institution["name"] = "春芽早教有限公司".into();
    institution["nature"] = "for_profit".into();
    institution["uscc"] = "52410105MJ000000XE".into();
    institution["business_scope"] = "教育咨询".into();
    let shown = nursery.ok("institution.save", institution.clone());
    let fields: Vec<&str> =
        shown["findings"].as_array().unwrap().iter().map(|f| f["field"].as_str().unwrap()).collect();
    assert!(fields.contains(&"name") && fields.contains(&"business_scope") && fields.contains(&"uscc"), "{shown}");
    institution["uscc"] = "91410105MA0000007R".into();
    assert_eq!(nursery.refused("institution.save", institution.clone()), "credit_code");
    institution["uscc"] = "91410105MA0000007Q".into();
    institution["name"] = "郑州市春芽托育服务有限公司".into();
    institution["business_scope"] = "托育服务".into();
    assert_eq!(nursery.ok("institution.save", institution)["findings"], json!([]));
}

#[test]
fn classes_open_and_close_within_the_policy() {
    let nursery = Nursery::set_up();
    assert_eq!(
        nursery.refused(
            "institution.save_class",
            json!({ "name": "彩虹班", "kind": "mixed", "cap": 19, "nicknames": [] })
        ),
        "class_cap"
    );
    assert_eq!(
        nursery.refused("institution.save_class", json!({ "name": "托大班", "kind": "mixed", "nicknames": [] })),
        "class_name"
    );
    let class =
        nursery.ok("institution.save_class", json!({ "name": "彩虹班", "kind": "mixed", "nicknames": ["彩虹"] }));
    nursery.enrolled("陈雨桐", "2024-11-29", "彩虹班", "2026-09-01");
    assert_eq!(
        nursery.refused("institution.close_class", json!({ "id": class["id"], "on": "2026-11-23" })),
        "class_in_use"
    );
    nursery.ok("institution.close_class", json!({ "id": nursery.class("乳儿班"), "on": "2026-11-23" }));
}

#[test]
fn authorities_are_data() {
    let nursery = Nursery::set_up();
    nursery.ok(
        "institution.save_authority",
        json!({ "kind": "filing", "seal_name": "郑州市郑东新区社会事业局", "desk": "卫生科", "phone": "" }),
    );
    nursery.ok("institution.save_authority", json!({ "kind": "filing", "seal_name": "郑州市郑东新区管理委员会社会事业局", "desk": "卫生健康科", "phone": "" }));
    let list = nursery.ok("institution.authorities", json!({}));
    assert_eq!(list.as_array().unwrap().len(), 1);
    assert_eq!(list[0]["desk"], "卫生健康科");
}

#[test]
fn a_year_without_announcement_is_an_error_until_it_is_entered() {
    let nursery = Nursery::set_up();
    let year = nursery.ok("institution.calendar", json!({ "year": 2026 }));
    assert_eq!(year["working_days"], json!([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]));
    assert_eq!(nursery.ok("institution.calendar", json!({ "year": 2027 }))["known"], false);
    let days = json!([{ "date": "2027-01-01", "kind": "off", "festival": "元旦" }]);
    let year =
        nursery.ok("institution.save_calendar", json!({ "year": 2027, "days": days, "source": "国办发明电〔2026〕" }));
    assert_eq!(year["working_days"][0], 20);
}

#[test]
fn closures_are_written_down_by_cause() {
    let nursery = Nursery::set_up();
    let closure = |from: &str, to: &str| json!({ "from": from, "to": to, "cause": "nursery", "reason": "停水" });
    assert_eq!(nursery.refused("institution.save_closure", closure("2026-11-26", "2026-11-25")), "closure_days");
    let id = nursery.ok("institution.save_closure", closure("2026-11-25", "2026-11-25"))["id"].clone();
    let mut longer = closure("2026-11-25", "2026-11-26");
    longer["id"] = id;
    nursery.ok("institution.save_closure", longer);
    let closures = nursery.ok("institution.closures", json!({}));
    assert_eq!((closures.as_array().unwrap().len(), closures[0]["to"].as_str()), (1, Some("2026-11-26")));
}

#[test]
fn the_director_overrides_a_value_with_a_reason_and_from_a_day() {
    let nursery = Nursery::set_up();
    let held = |nursery: &Nursery| {
        let keys = nursery.ok("policy.list", json!({}));
        keys.as_array().unwrap().iter().find(|k| k["key"] == "prepay.max_months").unwrap()["now"].clone()
    };
    assert_eq!((held(&nursery)["value"].as_i64(), held(&nursery)["confidence"].as_str()), (Some(3), Some("confirmed")));
    let change = |value: serde_json::Value, reason: &str| json!({ "key": "prepay.max_months", "value": value, "from": "2026-11-01", "reason": reason });
    assert_eq!(nursery.refused("policy.override", change(json!(1), " ")), "policy_reason");
    assert_eq!(nursery.refused("policy.override", change(json!("一"), "x")), "policy_kind");
    nursery.ok("policy.override", change(json!(1), "区里口头要求按月收费"));
    assert_eq!((held(&nursery)["value"].as_i64(), held(&nursery)["origin"].as_str()), (Some(1), Some("override")));
}

#[test]
fn the_last_director_stays_and_id_numbers_are_checked() {
    let nursery = Nursery::set_up();
    let people = nursery.ok("staff.list", json!({}));
    let post = people[0]["posts"][0]["id"].clone();
    assert_eq!(nursery.refused("staff.end_post", json!({ "id": post, "to": "2026-11-23" })), "last_director");
    assert_eq!(
        nursery
            .refused("staff.save_person", json!({ "name": "孙会计", "id_number": "410108198806060003", "posts": [] })),
        "id_number"
    );
    nursery.ok("staff.save_person", json!({ "name": "孙会计", "id_number": "410108198806060002", "posts": [{ "post": "director", "from": "2026-11-01" }] }));
    nursery.ok("staff.end_post", json!({ "id": post, "to": "2026-11-23" }));
}
