//! From a draft to a signed contract, its end and its renewal.

use serde_json::{Value, json};

use crate::nursery::{DAY, Nursery};

/// Care at 2,180 a month, meals at 22 a day.
pub fn fees() -> Value {
    json!([
        { "item": "保育费", "category": "basic", "unit": "month", "price": 218_000 },
        { "item": "伙食费", "category": "other", "unit": "day", "price": 2_200 },
    ])
}

/// A signed contract of an infant; answers its id.
pub fn signed(nursery: &Nursery, infant: &str, from: &str, to: &str, fees: Value) -> String {
    let draft = nursery.ok("contracts.draft", json!({ "infant_id": infant, "from": from, "to": to, "fees": fees }));
    let id = draft["contract"]["id"].as_str().unwrap().to_owned();
    nursery.ok("contracts.activate", json!({ "id": id, "signed_on": "2026-11-20" }));
    id
}

fn terms_missing(shown: &Value) -> Vec<&str> {
    shown["terms"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|term| term["present"] == false)
        .map(|term| term["term"].as_str().unwrap())
        .collect()
}

#[test]
fn a_draft_without_a_required_term_does_not_become_active() {
    let nursery = Nursery::set_up();
    let infant = nursery.infant("张思远", "2025-01-26");
    let draft = nursery.ok("contracts.draft", json!({ "infant_id": infant }));
    let id = draft["contract"]["id"].as_str().unwrap().to_owned();
    assert_eq!(draft["contract"]["number"], Value::Null);
    let list = nursery.ok("contracts.checklist", json!({ "id": id }));
    assert_eq!(terms_missing(&list), ["service_period", "fees"]);
    let error = nursery.call("contracts.activate", json!({ "id": id, "signed_on": "2026-11-23" })).unwrap_err();
    assert_eq!(error["code"], "contract_incomplete");
    assert_eq!(error["details"]["missing"][0]["term"], "service_period");

    // Each of the five, taken away alone, is the one that is missing.
    let mut terms = draft["contract"]["terms"].clone();
    terms["from"] = "2026-12-01".into();
    terms["to"] = "2027-08-31".into();
    let save =
        |terms: &Value, fees: Value| nursery.ok("contracts.save", json!({ "id": id, "terms": terms, "fees": fees }));
    assert_eq!(save(&terms, fees())["checklist"]["complete"], true);
    for (field, empty, term) in [
        ("to", Value::Null, "service_period"),
        ("refund_method", json!(" "), "refund"),
        ("prepay_months", Value::Null, "prepaid_span"),
        ("prepay_months", json!(4), "prepaid_span"),
        ("dispute", json!(""), "dispute"),
    ] {
        let mut without = terms.clone();
        without[field] = empty;
        save(&without, fees());
        let error = nursery.call("contracts.activate", json!({ "id": id, "signed_on": "2026-11-23" })).unwrap_err();
        assert_eq!(
            error["details"]["missing"],
            json!([{ "term": term, "reason": error["details"]["missing"][0]["reason"] }]),
            "{field}"
        );
    }
    save(&terms, json!([{ "item": "伙食费", "category": "other", "unit": "day", "price": 2_200 }]));
    assert_eq!(
        nursery.refused("contracts.activate", json!({ "id": id, "signed_on": "2026-11-23" })),
        "contract_incomplete"
    );
    save(&terms, fees());
    assert_eq!(
        nursery.refused("contracts.activate", json!({ "id": id, "signed_on": "2026-11-24" })),
        "contract_signed_in_future"
    );
    let active = nursery.ok("contracts.activate", json!({ "id": id, "signed_on": "2026-11-20" }));
    assert_eq!(active["contract"]["number"], "HT2026-0001");
    assert_eq!(active["contract"]["status"], "active");
    assert_eq!(
        nursery.refused("contracts.save", json!({ "id": id, "terms": terms, "fees": fees() })),
        "contract_status"
    );
    assert_eq!(nursery.ok("find", json!({ "text": "HT2026-0001" }))[0]["title"], "张思远");
}

#[test]
fn fee_lines_are_checked() {
    let nursery = Nursery::set_up();
    let infant = nursery.infant("张思远", "2025-01-26");
    for fee in [
        json!({ "item": " ", "category": "basic", "unit": "month", "price": 1 }),
        json!({ "item": "保育费", "category": "basic", "unit": "month", "price": 0 }),
        json!({ "item": "保育费", "category": "basic", "unit": "month", "price": 100, "discount": 101, "discount_reason": "多孩" }),
        json!({ "item": "保育费", "category": "basic", "unit": "month", "price": 100, "discount": 10 }),
        json!({ "item": "优惠", "category": "discount", "unit": "month", "price": 100 }),
    ] {
        assert_eq!(nursery.refused("contracts.draft", json!({ "infant_id": infant, "fees": [fee] })), "contract_fee");
    }
}

#[test]
fn the_refund_rule_comes_from_the_place() {
    let rules = |province: &str| {
        let nursery = Nursery::set_up_with(json!({ "province": province, "city": "" }));
        let infant = nursery.infant("张思远", "2025-01-26");
        let draft = nursery.ok("contracts.draft", json!({ "infant_id": infant, "fees": fees() }));
        let rules = draft["contract"]["terms"]["refund_rules"].as_array().unwrap().clone();
        rules.into_iter().map(|rule| rule["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rules("河南省"), ["prepay_seven_day", "month_band_henan", "meals_per_day"]);
    assert_eq!(rules("山东省"), ["prepay_seven_day", "per_day_attendance", "meals_per_day"]);
}

#[test]
fn contracts_of_one_service_do_not_overlap_and_a_renewal_follows_on() {
    let nursery = Nursery::set_up();
    let infant = nursery.infant("张思远", "2025-01-26");
    let first = signed(&nursery, &infant, "2026-09-01", "2026-11-30", fees());
    let again = nursery.ok(
        "contracts.draft",
        json!({ "infant_id": infant, "from": "2026-11-30", "to": "2027-02-28", "fees": fees() }),
    );
    let again = again["contract"]["id"].as_str().unwrap();
    assert_eq!(
        nursery.refused("contracts.activate", json!({ "id": again, "signed_on": "2026-11-23" })),
        "contract_overlap"
    );
    let hourly = nursery.ok("contracts.draft", json!({ "infant_id": infant, "service_form": "hourly", "from": "2026-11-30", "to": "2027-02-28", "fees": fees() }));
    nursery.ok("contracts.activate", json!({ "id": hourly["contract"]["id"], "signed_on": "2026-11-23" }));

    let today = nursery.ok("today.duties", json!({}));
    assert!(today["items"].as_array().unwrap().iter().any(|item| item["duty"] == "contracts.ending"), "{today}");
    assert_eq!(nursery.ok("contracts.list", json!({ "ending_days": 30 }))["rows"].as_array().unwrap().len(), 1);
    let renewal = nursery.ok("contracts.renew", json!({ "id": first }));
    assert_eq!(
        (&renewal["contract"]["terms"]["from"], &renewal["contract"]["terms"]["to"]),
        (&json!("2026-12-01"), &json!("2027-02-28"))
    );
    let mut moved = renewal["contract"]["terms"].clone();
    moved["from"] = "2026-12-02".into();
    let save = |terms: &Value| {
        nursery.ok("contracts.save", json!({ "id": renewal["contract"]["id"], "terms": terms, "fees": fees() }))
    };
    save(&moved);
    assert_eq!(
        nursery.refused("contracts.activate", json!({ "id": renewal["contract"]["id"], "signed_on": "2026-11-23" })),
        "contract_not_contiguous"
    );
    save(&renewal["contract"]["terms"]);
    let renewed =
        nursery.ok("contracts.activate", json!({ "id": renewal["contract"]["id"], "signed_on": "2026-11-23" }));
    assert_eq!(renewed["contract"]["number"], "HT2026-0003");
    let today = nursery.ok("today.duties", json!({}));
    assert!(!today["items"].as_array().unwrap().iter().any(|item| item["duty"] == "contracts.ending"), "{today}");

    // The end of a month that has passed is an ended contract without anybody's doing.
    nursery.clock.set(crate::nursery::MONDAY + 8 * DAY);
    assert_eq!(nursery.ok("contracts.show", json!({ "id": first }))["contract"]["status"], "ended");
    let page = nursery.ok("contracts.list", json!({ "status": "active", "limit": 1 }));
    let next = nursery.ok("contracts.list", json!({ "status": "active", "limit": 1, "after": page["more"] }));
    assert_ne!(page["rows"][0]["id"], next["rows"][0]["id"]);
    assert_eq!(next["more"], Value::Null);
}

#[test]
fn a_contract_ends_early_with_a_reason_within_its_period() {
    let nursery = Nursery::set_up();
    let infant = nursery.infant("张思远", "2025-01-26");
    let id = signed(&nursery, &infant, "2026-09-01", "2027-08-31", fees());
    assert_eq!(
        nursery.refused("contracts.end", json!({ "id": id, "on": "2026-08-31", "reason": "搬家" })),
        "contract_end_outside"
    );
    assert_eq!(
        nursery.refused("contracts.end", json!({ "id": id, "on": "2026-11-30", "reason": " " })),
        "reason_needed"
    );
    assert_eq!(
        nursery.ok("contracts.end", json!({ "id": id, "on": "2026-11-30", "reason": "搬家" }))["contract"]["status"],
        "active"
    );
    nursery.clock.set(crate::nursery::MONDAY + 8 * DAY);
    assert_eq!(
        nursery.refused("contracts.end", json!({ "id": id, "on": "2026-11-30", "reason": "搬家" })),
        "contract_status"
    );
}

#[test]
fn the_paper_shows_the_five_terms_and_a_draft_is_marked() {
    let nursery = Nursery::set_up();
    let infant = nursery.infant("阿依古丽·买买提", "2025-01-26");
    let draft = nursery.ok(
        "contracts.draft",
        json!({ "infant_id": infant, "from": "2026-12-01", "to": "2027-08-31", "fees": fees() }),
    );
    let id = draft["contract"]["id"].as_str().unwrap();
    let made = nursery.ok("contracts.print", json!({ "id": id }));
    let text = read(&nursery, &made);
    assert!(text.contains("草稿"), "{text}");
    nursery.ok("contracts.activate", json!({ "id": id, "signed_on": "2026-11-20" }));
    let made = nursery.ok("contracts.print", json!({ "id": id }));
    assert!(made["pages"].as_u64().unwrap() >= 2, "{made}");
    let text = read(&nursery, &made);
    assert!(!text.contains("草稿"));
    for words in [
        "HT2026-0001",
        "2026年12月1日至2027年8月31日",
        "保育费",
        "2,180.00",
        "不超过3个月",
        "月标准的50%",
        "争议解决方式",
        "一式两份",
        "盖章处",
        "阿依古丽·买买提",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    assert_eq!(made["reprint"], 0);
    let again = nursery.ok("contracts.print", json!({ "id": id }));
    assert_eq!((&again["issued"], &again["reprint"]), (&made["issued"], &json!(1)));
    assert!(read(&nursery, &again).contains("补打第1次"));
}

fn read(nursery: &Nursery, made: &Value) -> String {
    let pdf = nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap().bytes;
    crate::receipts::keep(&pdf, made["form"].as_str().unwrap());
    paper::read::text(&pdf).unwrap().concat().split_whitespace().collect()
}

#[test]
fn a_price_above_the_cap_is_a_finding() {
    let nursery = Nursery::set_up();
    let mut house = nursery.ok("institution.show", json!({}))["institution"].clone();
    house["inclusive"] = true.into();
    house["price_cap"] = 210_000.into();
    nursery.ok("institution.save", house);
    let infant = nursery.infant("张思远", "2025-01-26");
    let id = signed(&nursery, &infant, "2026-09-01", "2027-08-31", fees());
    let list = nursery.ok("contracts.checklist", json!({ "id": id }));
    assert_eq!(list["above_cap"], true);
    assert!(list["findings"][0].as_str().unwrap().contains("2,100.00"), "{list}");
}

#[test]
fn a_contract_without_a_legal_guardian_has_no_party() {
    let nursery = Nursery::set_up();
    let infant = nursery.ok(
        "infants.save",
        json!({ "name": "单一帆", "sex": "male", "birth": "2024-12-06",
            "guardians": [{ "name": "单海燕", "relation": "外祖母", "phone": "19900020053", "address": "", "work_unit": "", "legal": false }] }),
    )["id"]
        .clone();
    let fees = json!([{ "item": "保育费", "category": "basic", "unit": "month", "price": 208_000 }]);
    let draft = nursery
        .ok("contracts.draft", json!({ "infant_id": infant, "from": "2026-12-01", "to": "2027-08-31", "fees": fees }));
    let sign = json!({ "id": draft["contract"]["id"], "signed_on": "2026-11-20" });
    assert_eq!(nursery.refused("contracts.activate", sign), "contract_guardian");
}

#[test]
fn refund_rules_are_chosen_with_their_parameters_and_sources() {
    let nursery = Nursery::set_up();
    let choices = nursery.ok("contracts.refund_choices", json!({}));
    let choices = choices.as_array().unwrap();
    assert_eq!(choices.len(), 7);
    let henan = choices.iter().find(|choice| choice["rule"]["rule"] == "month_band_henan").unwrap();
    assert_eq!((&henan["rule"]["charged_below_half"], &henan["usual"]), (&json!(50), &json!(true)));
    assert!(henan["sentence"].as_str().unwrap().contains("50%"));
    assert!(
        choices.iter().filter(|c| c["rule"]["rule"] == "month_band_zhenjiang").all(|c| c["policies"]
            .as_array()
            .unwrap()
            .len()
            == 4)
    );
}
