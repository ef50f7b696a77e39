//! What happens to a receipt after it is written: void, red-letter, and the papers.

use serde_json::{Value, json};

use crate::billing::{bookkeeper, line, pay, payment, readded, second, with_contract};
use crate::contracts::fees;
use crate::nursery::{DAY, MONDAY, Nursery, PIN};

/// Where papers are kept for the eye: the folder that `CRADLEBOOK_KEEP_PAPERS` names, else nowhere.
pub fn keep(pdf: &[u8], name: &str) {
    if let Ok(folder) = std::env::var("CRADLEBOOK_KEEP_PAPERS") {
        for page in 0..paper::preview::page_count(pdf).unwrap() {
            std::fs::write(
                format!("{folder}/{}-{page}.png", name.replace('@', "-")),
                paper::preview::png(pdf, page, 110).unwrap(),
            )
            .unwrap();
        }
    }
}

#[test]
fn a_receipt_is_voided_on_its_day_by_two_people_with_all_copies_back() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    bookkeeper(&nursery);
    let receipt = pay(&nursery, &infant, "2026-11");
    let void = |back: bool, reason: &str| json!({ "receipt_id": receipt["head"]["id"], "reason": reason, "copies_back": back });
    assert_eq!(nursery.refused("billing.void", void(true, "开错")), "second_needed");
    assert_eq!(second(&nursery, "billing.void", void(false, "开错")).unwrap_err()["code"], "copies_not_back");
    assert_eq!(second(&nursery, "billing.void", void(true, " ")).unwrap_err()["code"], "reason_needed");
    nursery.clock.set(MONDAY + DAY);
    assert_eq!(second(&nursery, "billing.void", void(true, "开错")).unwrap_err()["code"], "void_not_today");
    nursery.clock.set(MONDAY + 60_000);
    let voided = second(&nursery, "billing.void", void(true, "开错")).unwrap();
    assert_eq!((&voided["head"]["state"], &voided["head"]["number"]), (&json!("voided"), &json!("SJ2026-000001")));
    assert_eq!(voided["events"][0]["approved_by"], "林园长");
    assert_eq!(second(&nursery, "billing.void", void(true, "开错")).unwrap_err()["code"], "receipt_voided");
    assert_eq!(
        nursery.refused(
            "billing.reverse",
            json!({ "receipt_id": receipt["head"]["id"], "reason": "x", "cause": "mistake" })
        ),
        "receipt_voided"
    );
    // It is owed again, and its number stays used.
    let month = nursery.ok("billing.month", json!({ "month": "2026-11" }));
    assert_eq!((&month["rows"][0]["open"], &month["rows"][0]["state"]), (&json!(264_200), &json!("unpaid")));
    assert_eq!(pay(&nursery, &infant, "2026-11")["head"]["number"], "SJ2026-000002");
    let day =
        nursery.ok("billing.receipts", json!({ "from": "2026-11-23", "to": "2026-11-23", "totals": true }))["totals"]
            .clone();
    assert_eq!((&day["receipts"], &day["voided"], &day["total"]), (&json!(1), &json!(1), &json!(264_200)));
}

#[test]
fn one_person_voids_alone_only_where_nobody_else_could_confirm() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    let void = |receipt: &Value| json!({ "receipt_id": receipt["head"]["id"], "reason": "开错", "copies_back": true });
    let who = || nursery.ok("second.people", json!({ "operation": "billing.void" }));

    // The director is the only one with a PIN.
    let receipt = pay(&nursery, &infant, "2026-11");
    assert_eq!(who(), json!([]));
    let voided = nursery.ok("billing.void", void(&receipt));
    assert_eq!((&voided["head"]["state"], &voided["events"][0]["approved_by"]), (&json!("voided"), &Value::Null));
    let trail = nursery.ok("access.audit", json!({ "limit": 1 })).to_string();
    assert!(trail.contains("nobody else could"), "{trail}");

    // A cook may not void, so cannot confirm; a bookkeeper may, and stands beside the director.
    nursery.person("赵师傅", "cook", None);
    assert_eq!(who(), json!([]));
    let person = nursery.person("孙会计", "bookkeeper", None);
    assert_eq!(who(), json!([{ "id": person, "name": "孙会计" }]));
    let receipt = pay(&nursery, &infant, "2026-11");
    assert_eq!(nursery.refused("billing.void", void(&receipt)), "second_needed");
    let answer = nursery.envelope(json!({
        "operation": "billing.void", "request": void(&receipt), "second": { "person": person, "pin": PIN },
    }));
    assert_eq!(answer["ok"]["reply"]["events"][0]["approved_by"], "孙会计", "{answer}");

    // Two bookkeepers are not enough: one of the two is a director.
    let other = nursery.person("周会计", "bookkeeper", None);
    nursery.sign_in(&person);
    let names: Vec<Value> = who().as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(names, [json!(nursery.director)], "not {other}");
}

#[test]
fn red_letters_take_back_at_most_what_was_written() {
    let nursery = Nursery::set_up();
    let infant = with_contract(
        &nursery,
        "张思远",
        json!([{ "item": "保育费", "category": "basic", "unit": "month", "price": 218_000, "discount": 21_800, "discount_reason": "员工子女" }]),
    );
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    let receipt = pay(&nursery, &infant, "2026-11");
    nursery.clock.set(MONDAY + DAY);
    let red = |lines: Value, cause: &str| json!({ "receipt_id": receipt["head"]["id"], "reason": "请假退费", "cause": cause, "lines": lines });
    for lines in [
        json!([{ "seq": 1, "amount": 218_001 }]),
        json!([{ "seq": 1, "amount": -1 }]),
        json!([{ "seq": 3, "amount": 1 }]),
        json!([{ "seq": 1, "amount": 1 }, { "seq": 1, "amount": 1 }]),
    ] {
        assert_eq!(nursery.refused("billing.reverse", red(lines.clone(), "refund")), "reverse_too_much", "{lines}");
    }
    let part = nursery.ok("billing.reverse", red(json!([{ "seq": 1, "amount": 109_000 }]), "refund"));
    assert_eq!(
        (&part["head"]["number"], &part["head"]["total"], &part["reverses_number"]),
        (&json!("SJ2026-000002"), &json!(-109_000), &json!("SJ2026-000001"))
    );
    let shown = nursery.ok("billing.receipt", json!({ "id": receipt["head"]["id"] }));
    assert_eq!((&shown["head"]["state"], &shown["lines"][0]["left"]), (&json!("partly_reversed"), &json!(109_000)));
    // What was refunded is not owed any more.
    assert_eq!(nursery.ok("billing.account", json!({ "infant_id": infant }))["balance"], 0);
    assert_eq!(
        nursery
            .refused("billing.reverse", json!({ "receipt_id": part["head"]["id"], "reason": "x", "cause": "mistake" })),
        "receipt_red"
    );
    assert_eq!(
        nursery.refused("billing.reverse", red(json!([{ "seq": 1, "amount": 109_001 }]), "mistake")),
        "reverse_too_much"
    );
    // The rest was a mistake: it is owed again.
    let rest = nursery.ok("billing.reverse", red(Value::Null, "mistake"));
    assert_eq!(rest["head"]["total"], -(109_000 - 21_800));
    let shown = nursery.ok("billing.receipt", json!({ "id": receipt["head"]["id"] }));
    assert_eq!((&shown["head"]["state"], &shown["head"]["reversed"]), (&json!("reversed"), &json!(-196_200)));
    let account = nursery.ok("billing.account", json!({ "infant_id": infant }));
    assert_eq!((account["balance"].as_i64().unwrap(), readded(&account)), (87_200, 87_200));
    assert_eq!(nursery.refused("billing.reverse", red(Value::Null, "mistake")), "receipt_zero");
}

fn paper_text(nursery: &Nursery, made: &Value, name: &str) -> String {
    let pdf = nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap().bytes;
    keep(&pdf, &format!("{}-{name}", made["form"].as_str().unwrap()));
    paper::read::text(&pdf).unwrap().concat().split_whitespace().collect()
}

#[test]
fn a_receipt_is_printed_reprinted_and_marked_by_its_state() {
    let nursery = Nursery::set_up();
    let mut house = nursery.ok("institution.show", json!({}))["institution"].clone();
    house["uscc"] = "52410100MJF0000014".into();
    let _ = nursery.call("institution.save", house);
    let infant = with_contract(&nursery, "阿依古丽·买买提", fees());
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    bookkeeper(&nursery);
    let one = pay(&nursery, &infant, "2026-11");
    let id = one["head"]["id"].clone();
    let print = |id: &Value, size: &str| nursery.ok("billing.print_receipt", json!({ "receipt_id": id, "size": size }));
    for (size, copies) in [("a5", false), ("third", true)] {
        let made = print(&id, size);
        assert_eq!((&made["pages"], &made["reprint"]), (&json!(1), &json!(0)));
        let text = paper_text(&nursery, &made, "one");
        for words in [
            "收款收据",
            "SJ2026-000001",
            "2026年11月23日",
            "张妈妈",
            "阿依古丽·买买提/托小班",
            "HT2026-0001",
            "2026年11月",
            "22.00",
            "人民币贰仟陆佰肆拾贰元整",
            "¥2,642.00",
            "微信流水号4200002611230001",
            "收款人：孙会计",
            "复核人",
            "收款单位（章）",
            "本收据仅证明收款，不作为发票",
        ] {
            assert!(text.contains(words), "{words} is missing in {text}");
        }
        assert_eq!(text.contains("存根联/收据联/记账联"), copies);
        assert!(!text.contains("补打") && !text.contains("作废"));
        let again = print(&id, size);
        assert_eq!((&again["issued"], &again["reprint"]), (&made["issued"], &json!(1)));
        assert!(paper_text(&nursery, &again, "reprint").contains("补打第1次"));
    }
    nursery.ok("billing.official_bill", json!({ "receipt_id": id, "number": "26412000000012345678" }));
    let made = print(&id, "a5");
    assert_eq!(made["reprint"], 2, "what was printed before the bill was known counts");
    let text = paper_text(&nursery, &made, "bill");
    assert!(text.contains("26412000000012345678") && text.contains("补打第2次"), "{text}");
    second(&nursery, "billing.void", json!({ "receipt_id": id, "reason": "开错", "copies_back": true })).unwrap();
    for size in ["a5", "third"] {
        assert!(paper_text(&nursery, &print(&id, size), "void").contains("作废"));
    }
    assert_eq!(nursery.ok("billing.receipt", json!({ "id": id }))["head"]["prints"], 7);
    let right = pay(&nursery, &infant, "2026-11");
    let red = nursery.ok("billing.reverse", json!({ "receipt_id": right["head"]["id"], "reason": "病假退伙食费 5 天", "cause": "refund", "lines": [{ "seq": 2, "amount": 11_000 }] }));
    for size in ["a5", "third"] {
        let text = paper_text(&nursery, &print(&red["head"]["id"], size), "red");
        for words in [
            "红字",
            "冲销原收据号：SJ2026-000002",
            "-110.00",
            "天-522.00-110.00",
            "人民币负壹佰壹拾元整",
            "病假退伙食费5天",
        ] {
            assert!(text.contains(words), "{words} is missing in {text}");
        }
    }
}

#[test]
fn seven_lines_fit_one_form_and_an_eighth_goes_on_to_the_next() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "尼格拉·阿不都热合曼·阿依提拉", fees());
    let mut lines: Vec<Value> = vec![
        line("保育费", "basic", "month", 1, 1_218_000, "2026-12", "2026-12-31"),
        line("保育费优惠（二孩及以上家庭，按园务会决定）", "discount", "month", 1, -21_800, "2026-12", "2026-12-31"),
        line("伙食费", "other", "day", 23, 2_200, "2026-12", "2026-12-31"),
        line("延时服务费", "other", "hour", 6, 1_500, "2026-12", "2026-12-15"),
        line("床品费（被褥、床单、枕套各一套）", "collected", "time", 1, 28_000, "2026-12", "2026-12-01"),
        line("婴幼儿意外伤害保险费", "collected", "year", 1, 10_000, "2026-12", "2027-11-30"),
        line("押金", "deposit", "time", 1, 100_000, "2026-12", "2027-08-31"),
    ];
    let mut q = payment(&infant, &json!(lines));
    q["payer"] = "尼格拉·阿不都热合曼·阿依提拉之母古丽巴哈尔".into();
    q["note"] = "十二月费用一次缴清，另含床品与保险，押金退托时凭本收据退还".into();
    q["reviewer"] = "林园长".into();
    let receipt = nursery.ok("billing.collect", q)["receipt"].clone();
    for size in ["a5", "third"] {
        let made = nursery.ok("billing.print_receipt", json!({ "receipt_id": receipt["head"]["id"], "size": size }));
        assert_eq!(made["pages"], 1, "{size}");
        let text = paper_text(&nursery, &made, "seven");
        assert!(text.contains("人民币壹万叁仟玖佰叁拾捌元整") && text.contains("押金"), "{text}");
    }
    lines.push(line("材料费", "other", "time", 1, 5_000, "2026-12", "2026-12-31"));
    let mut q = payment(&infant, &json!(lines));
    q["again"] = true.into();
    let receipt = nursery.ok("billing.collect", q)["receipt"].clone();
    let made = nursery.ok("billing.print_receipt", json!({ "receipt_id": receipt["head"]["id"], "size": "third" }));
    assert_eq!(made["pages"], 2);
    assert!(paper_text(&nursery, &made, "eight").contains("第1页共2页"));
}

#[test]
fn a_glyph_that_the_font_lacks_is_named_and_printed_only_on_request() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "王\u{2A6A5}", fees());
    let receipt = pay(&nursery, &infant, "2026-11");
    let print = |substitute: bool| {
        nursery.call(
            "billing.print_receipt",
            json!({ "receipt_id": receipt["head"]["id"], "size": "a5", "substitute": substitute }),
        )
    };
    let error = print(false).unwrap_err();
    assert!(error["message"].as_str().unwrap().contains('\u{2A6A5}'), "{error}");
    assert_eq!(nursery.ok("billing.receipt", json!({ "id": receipt["head"]["id"] }))["head"]["prints"], 0);
    let made = print(true).unwrap();
    assert_eq!(made["substituted"], json!(["\u{2A6A5}"]));
    assert!(paper_text(&nursery, &made, "geta").contains("王〓"));
}
