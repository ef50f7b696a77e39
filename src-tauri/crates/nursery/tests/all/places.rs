//! Places, which class fits, today in numbers; the calendar and what everybody may read of the institution.

use serde_json::{Value, json};

use crate::nursery::Nursery;

#[test]
fn the_class_that_fits_has_the_age_and_a_place() {
    let nursery = Nursery::set_up();
    let fit = |on: &str| nursery.ok("infants.fit", json!({ "birth": "2025-01-26", "on": on }));
    let fits = |list: &Value| -> Vec<String> {
        let rows = list.as_array().unwrap().iter();
        rows.filter(|c| c["fits"] == true).map(|c| c["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(fits(&fit("2026-11-23")), ["托小班", "混合班"]);
    assert_eq!(fits(&fit("2027-01-26")), ["托大班", "混合班"]);
    assert!(fit("2026-11-23")[0]["said"].as_str().unwrap().contains("乳儿班的月龄"));
    nursery.ok("institution.save_class", json!({ "id": nursery.class("托小班"), "name": "托小班", "kind": "younger_toddlers", "cap": 1, "nicknames": [] }));
    nursery.enrolled("张思远", "2025-01-26", "托小班", "2026-09-01");
    let full = fit("2026-11-23");
    assert_eq!((full[1]["left"].as_i64(), full[1]["fits"].as_bool()), (Some(0), Some(false)));
    assert!(full[1]["said"].as_str().unwrap().contains("已满 1 人"), "{full}");
}

#[test]
fn a_later_first_day_keeps_the_place_and_the_gate_stands_on_that_day() {
    let nursery = Nursery::set_up();
    nursery.ok("institution.save_class", json!({ "id": nursery.class("托小班"), "name": "托小班", "kind": "younger_toddlers", "cap": 1, "nicknames": [] }));
    let infant = nursery.infant("张思远", "2025-01-26");
    let enrol = |on: &str, despite: Value| json!({ "id": infant, "class_id": nursery.class("托小班"), "on": on, "despite": despite });
    let reserved = nursery.ok("infants.enrol", enrol("2026-12-01", Value::Null));
    assert_eq!(reserved["number"], 1);
    let show = || nursery.ok("infants.show", json!({ "id": infant }));
    assert_eq!(show()["infant"]["status"], "reserved");
    let places = nursery.ok("infants.places", json!({}));
    let class = &places["classes"][1];
    assert_eq!(
        (class["reserved"].as_i64(), class["enrolled"].as_i64(), class["left"].as_i64()),
        (Some(1), Some(0), Some(0))
    );
    assert_eq!(class["ages"], json!([{ "months": 21, "count": 1 }]));
    assert_eq!(
        (places["due"][0]["kind"].as_str(), places["due"][0]["on"].as_str()),
        (Some("coming"), Some("2026-12-01"))
    );
    let other = nursery.infant("李可馨", "2025-01-26");
    let second = json!({ "id": other, "class_id": nursery.class("托小班"), "on": "2026-12-01" });
    assert_eq!(nursery.refused("infants.enrol", second), "class_full");
    let waiting = nursery.ok("infants.places", json!({}))["waiting"].clone();
    assert_eq!(waiting, json!([{ "kind": "younger_toddlers", "count": 1 }]));
    nursery.clock.advance(8 * crate::nursery::DAY);
    assert_eq!(nursery.refused("infants.enrol", enrol("2026-12-01", Value::Null)), "entry_incomplete");
    let came = nursery.ok("infants.enrol", enrol("2026-12-01", json!("接种证次日补交")));
    assert_eq!(came["number"], 1, "the number that it was given");
    assert_eq!(show()["infant"]["status"], "enrolled");
}

#[test]
fn what_will_change_is_told_the_earliest_first() {
    let nursery = Nursery::set_up();
    nursery.enrolled("张思远", "2025-01-26", "托小班", "2026-09-01");
    nursery.enrolled("赵欣怡", "2023-12-24", "托大班", "2026-09-01");
    let due = nursery.ok("infants.places", json!({}))["due"].clone();
    let told: Vec<(&str, &str)> =
        due.as_array().unwrap().iter().map(|d| (d["kind"].as_str().unwrap(), d["on"].as_str().unwrap())).collect();
    assert_eq!(told, [("three", "2026-12-24"), ("class_move", "2027-01-26")], "{due}");
}

#[test]
fn today_counts_the_classes_that_the_person_may_see() {
    let nursery = Nursery::set_up();
    for (at, name) in ["张思远", "王一诺", "李可馨", "陈七七", "单小雨", "赵六六"].iter().enumerate()
    {
        nursery.enrolled(name, &format!("2025-01-2{at}"), "托小班", "2026-09-01");
    }
    let carer = nursery.person("王海燕", "carer", Some(&nursery.class("托小班")));
    assert_eq!(nursery.ok("today.here", json!({}))["classes"].as_array().unwrap().len(), 4);
    nursery.sign_in(&carer);
    let here = nursery.ok("today.here", json!({}));
    assert_eq!(here["classes"].as_array().unwrap().len(), 1);
    let class = &here["classes"][0];
    let number = |key: &str| class[key].as_i64().unwrap();
    assert_eq!((number("enrolled"), number("carers_needed"), number("carers"), number("left")), (6, 2, 1, 9));
    assert_eq!(class["ratio"]["value"], 5);
}

#[test]
fn a_closure_entered_by_mistake_is_taken_out_and_can_come_back() {
    let nursery = Nursery::set_up();
    let closure = |from: &str, to: &str| json!({ "from": from, "to": to, "cause": "nursery", "reason": "停电检修" });
    let error = nursery.call("institution.save_closure", closure("2026-11-24", "2026-11-23")).unwrap_err();
    assert_eq!((error["code"].as_str(), error["field"].as_str()), (Some("closure_days"), Some("to")));
    let word = || nursery.ok("today.duties", json!({}))["day_word"].clone();
    assert_eq!(word(), "法定工作日");
    let id = nursery.ok("institution.save_closure", closure("2026-11-23", "2026-11-23"))["id"].clone();
    assert_eq!(word(), "本园停托");
    nursery.ok("institution.drop_closure", json!({ "id": id }));
    assert_eq!(word(), "法定工作日");
    assert_eq!(nursery.refused("institution.drop_closure", json!({ "id": id })), "not_found");
    let audit = nursery.ok("access.audit", json!({ "subject": id, "limit": 1 }));
    assert!(audit.to_string().contains("停电检修"), "{audit}");
    nursery.ok("undo", json!({}));
    assert_eq!(word(), "本园停托");
}

#[test]
fn id_numbers_of_the_institution_are_for_those_who_keep_it() {
    let nursery = Nursery::set_up();
    let mut institution = nursery.ok("institution.show", json!({}))["institution"].clone();
    institution["legal_representative_id"] = "410108198806060002".into();
    nursery.ok("institution.save", institution);
    let cook = nursery.person("陈师傅", "cook", None);
    let id = || nursery.ok("institution.show", json!({}))["institution"]["legal_representative_id"].clone();
    assert_eq!(id(), "410108198806060002");
    nursery.sign_in(&cook);
    assert_eq!(id(), "410108********0002");
}

#[test]
fn papers_of_every_kind_about_an_infant_are_listed_together() {
    let nursery = Nursery::set_up();
    let infant = crate::billing::with_contract(
        &nursery,
        "张思远",
        json!([{ "item": "保育费", "category": "basic", "unit": "month", "price": 218_000 }]),
    );
    let contracts = nursery.ok("contracts.list", json!({ "infant_id": infant }));
    let contract = contracts["rows"][0]["id"].clone();
    nursery.ok("contracts.print", json!({ "id": contract }));
    let papers = nursery.ok("issued.list", json!({ "subject": infant }));
    assert_eq!((papers[0]["kind"].as_str(), papers[0]["title"].as_str()), (Some("contract"), Some("托育服务合同")));
    let cook = nursery.person("陈师傅", "cook", None);
    nursery.sign_in(&cook);
    assert_eq!(nursery.ok("issued.list", json!({ "subject": infant })), json!([]));
}
