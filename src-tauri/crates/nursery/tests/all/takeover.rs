//! Taking over a running nursery: paper contracts, opening balances, parts that start one by one.

use calamine::Reader;
use serde_json::{Value, json};

use crate::billing::{bookkeeper, due, pay, second};
use crate::contracts::fees;
use crate::nursery::{DAY, Nursery};

const TERMS: [&str; 5] = ["service_period", "fees", "refund", "prepaid_span", "dispute"];

/// A nursery of three infants that begins its books on 2026-12-01.
fn running() -> (Nursery, Vec<String>) {
    let nursery = Nursery::set_up();
    let infants = ["张思远", "李可馨", "王一诺"]
        .map(|name| nursery.enrolled(name, "2025-01-26", "托小班", "2026-09-01"))
        .to_vec();
    nursery.ok("takeover.save_plan", json!({ "on": "2026-12-01", "parts": [{ "part": "billing", "from": "2026-12-01" }, { "part": "filing", "from": null }] }));
    (nursery, infants)
}

fn paper(infant: &str, number: &str, terms: &[&str]) -> Value {
    json!({ "infant_id": infant, "paper_number": number, "from": "2026-09-01", "to": "2027-08-31", "fees": fees(), "prepay_months": 3, "terms": terms })
}

#[test]
fn paper_contracts_are_facts_and_what_they_lack_is_signed_later() {
    let (nursery, infants) = running();
    let rows = json!([paper(&infants[0], "2026-08", &TERMS), paper(&infants[1], "", &TERMS[..3])]);
    let out = nursery.ok("takeover.save_contracts", json!({ "rows": rows }));
    assert_eq!((&out["written"], &out["to_sign"]), (&json!(2), &json!(2)));
    // The same list again changes nothing; a row that was typed wrong replaces the first.
    let again = nursery.ok("takeover.save_contracts", json!({ "rows": [paper(&infants[0], "2026-08", &TERMS)] }));
    assert_eq!((&again["same"], &again["written"]), (&json!(1), &json!(0)));
    let mut right = paper(&infants[0], "2026-08", &TERMS);
    right["to"] = "2027-06-30".into();
    let replaced = nursery.ok("takeover.save_contracts", json!({ "rows": [right] }));
    assert_eq!((&replaced["written"], &replaced["replaced"]), (&json!(1), &json!(1)));

    let list = nursery.ok("takeover.contracts", json!({}));
    let of = |name: &str| list["rows"].as_array().unwrap().iter().find(|line| line["name"] == name).unwrap().clone();
    assert_eq!(
        (&of("张思远")["contract"]["number"], &of("张思远")["contract"]["terms"]["to"]),
        (&json!("2026-08"), &json!("2027-06-30"))
    );
    assert_eq!(of("王一诺")["contract"], Value::Null);
    let second = of("李可馨")["contract"]["id"].clone();
    assert_eq!(of("李可馨")["contract"]["number"], "原002");

    let shown = nursery.ok("contracts.show", json!({ "id": second }));
    let lacking: Vec<&Value> = shown["checklist"]["terms"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|t| t["present"] == false)
        .map(|t| &t["term"])
        .collect();
    assert_eq!(lacking, ["prepaid_span", "dispute"]);
    assert_eq!(nursery.refused("contracts.print", json!({ "id": second })), "contract_on_paper");
    let today = nursery.ok("today.duties", json!({}));
    assert!(today["items"].as_array().unwrap().iter().any(|item| item["duty"] == "contracts.to_sign"), "{today}");
    for term in ["prepaid_span", "dispute"] {
        nursery.ok("takeover.sign_term", json!({ "contract_id": second, "term": term, "signed_on": "2026-11-23" }));
    }
    assert_eq!(nursery.ok("takeover.state", json!({}))["to_sign"], 0);
    assert_eq!(
        nursery.refused(
            "takeover.sign_term",
            json!({ "contract_id": second, "term": "dispute", "signed_on": "2026-11-23" })
        ),
        "takeover_nothing_to_sign"
    );
}

#[test]
fn a_row_that_does_not_hold_is_named_and_the_others_are_written() {
    let (nursery, infants) = running();
    let mut wrong = paper(&infants[1], "7", &TERMS);
    wrong["to"] = "2026-08-01".into();
    let mut later = paper(&infants[2], "8", &TERMS);
    later["from"] = "2026-12-01".into();
    let out = nursery.ok("takeover.save_contracts", json!({ "rows": [paper(&infants[0], "6", &TERMS), wrong, later] }));
    assert_eq!(out["written"], 1);
    let fields: Vec<&Value> = out["problems"].as_array().unwrap().iter().map(|p| &p["field"]).collect();
    assert_eq!(fields, ["to", "from"]);
    let twice = nursery.ok("takeover.save_contracts", json!({ "rows": [paper(&infants[1], "6", &TERMS)] }));
    assert_eq!((&twice["written"], &twice["problems"][0]["field"]), (&json!(0), &json!("paper_number")));
    assert_eq!(nursery.ok("takeover.state", json!({}))["taken_over"], 1);
}

#[test]
fn opening_balances_are_posted_only_when_they_add_up_and_settle_the_months() {
    let (nursery, infants) = running();
    nursery.ok("takeover.save_contracts", json!({ "rows": infants.iter().enumerate().map(|(n, id)| paper(id, &n.to_string(), &TERMS)).collect::<Vec<_>>() }));
    let list = nursery.ok("takeover.balances", json!({}));
    assert_eq!(list["months"], json!(["2026-12", "2027-01", "2027-02", "2027-03"]));
    // December 2026 has 23 working days.
    let december = 218_000 + 23 * 2_200;
    assert_eq!(list["rows"][0]["expected"][0]["amount"], december);
    let rows = json!([
        { "infant_id": infants[0], "arrears": 0, "prepaid": [{ "month": "2026-12", "amount": december }], "deposit": 100_000, "note": "旧收据 0231" },
        { "infant_id": infants[1], "arrears": 30_000, "prepaid": [], "deposit": 0 },
    ]);
    let totals = json!({ "arrears": 30_000, "prepaid": december, "deposit": 100_000 });
    let off = json!({ "arrears": 30_000, "prepaid": december - 100, "deposit": 100_000 });
    let saved = nursery.ok("takeover.save_balances", json!({ "rows": rows }));
    assert_eq!((&saved["sheet"], &saved["problems"]), (&totals, &json!([])));
    assert_eq!(nursery.ok("takeover.state", json!({}))["with_balance"], 0);
    let error = nursery.call("takeover.post", json!({ "totals": off })).unwrap_err();
    assert_eq!((&error["code"], &error["details"]["prepaid"]), (&json!("takeover_totals"), &json!(100)));
    let posted = nursery.ok("takeover.post", json!({ "totals": totals }));
    assert_eq!((&posted["posted"], &posted["confirmed"]["totals"]), (&totals, &totals));
    let again = nursery.ok("takeover.save_balances", json!({ "rows": rows }));
    assert_eq!(again["problems"][0]["field"], "infant_id");
    assert_eq!(nursery.refused("takeover.save_plan", json!({ "on": "2026-11-30", "parts": [] })), "takeover_posted");
    // No receipt came of it, and December asks nothing of the first family.
    assert_eq!(nursery.ok("billing.receipts", json!({}))["rows"], json!([]));
    assert_eq!(due(&nursery, &infants[0], "2026-12")["lines"], json!([]));
    assert_eq!(due(&nursery, &infants[1], "2026-11")["total"], 30_000);
    // Fees are kept from December on.
    assert_eq!(nursery.refused("billing.charge_month", json!({ "month": "2026-11" })), "before_start");
    nursery.ok("billing.number_start", json!({ "year": 2026, "first": 232 }));
    nursery.clock.advance(8 * DAY);
    nursery.ok("billing.charge_month", json!({ "month": "2026-12" }));
    let month = nursery.ok("billing.month", json!({ "month": "2026-12" }));
    let first = month["rows"].as_array().unwrap().iter().find(|row| row["infant_id"] == infants[0].as_str()).unwrap();
    assert_eq!((&first["state"], &first["open"], &first["deposit"]), (&json!("paid"), &json!(0), &json!(100_000)));
    assert_eq!(pay(&nursery, &infants[1], "2026-12")["head"]["number"], "SJ2026-000232");
    let state = nursery.ok("takeover.state", json!({}));
    assert_eq!(
        (&state["with_balance"], &state["first_receipt"], &state["receipts_begun"]),
        (&json!(2), &json!(232), &json!(true))
    );
}

#[test]
fn the_sheet_that_is_handed_out_comes_back_with_its_cells() {
    let (nursery, infants) = running();
    let made = nursery.ok("takeover.balances_template", json!({}));
    let out = nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap();
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(out.bytes.clone())).unwrap();
    assert_eq!(book.worksheet_range_at(0).unwrap().unwrap().rows().count(), 4);
    let blank = nursery.ok("takeover.read_balances", json!({ "file": nursery.desk.file_in("期初.xlsx", out.bytes) }));
    assert_eq!(blank["rows"].as_array().unwrap().len(), 3);

    let csv = "托号,姓名,期初欠费,预收 2026-12,预收2027年1月,押金,备注\n,张思远,300,\"2,180.00\",２１８０,1000,旧收据\n,李可馨,约三百,,,,\n,没有人,1,,,,\n,合计,300,2180,2180,1000,\n";
    let read = nursery
        .ok("takeover.read_balances", json!({ "file": nursery.desk.file_in("期初.csv", csv.as_bytes().to_vec()) }));
    let rows = read["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0]["balance"]["infant_id"], infants[0].as_str());
    assert_eq!(
        rows[0]["balance"]["prepaid"],
        json!([{ "month": "2026-12", "amount": 218_000 }, { "month": "2027-01", "amount": 218_000 }])
    );
    assert_eq!((&rows[1]["balance"], &rows[1]["problems"][0]["cell"]), (&Value::Null, &json!("C3")));
    assert_eq!(rows[2]["problems"][0]["cell"], "B4");
    assert_eq!(read["totals"], json!({ "arrears": 30_000, "prepaid": 436_000, "deposit": 100_000 }));
    assert_eq!(nursery.ok("takeover.state", json!({}))["with_balance"], 0);
}

#[test]
fn what_is_to_be_made_good_is_a_dated_list() {
    let (nursery, _) = running();
    assert_eq!(nursery.ok("takeover.make_good", json!({})).as_array().unwrap().len(), 3);
    let sheet = nursery.ok("registers.show", json!({ "key": "make_good" }));
    assert_eq!(sheet["rows"].as_array().unwrap().len(), 3);
    assert_eq!(sheet["rows"][0][6], "2027-01-30");
    assert_eq!(nursery.ok("takeover.state", json!({}))["make_good_by"], "2027-01-30");
}

#[test]
fn a_part_that_has_not_started_shows_no_red() {
    let (nursery, _) = running();
    let open = |duty: &str| {
        nursery.ok("today.duties", json!({}))["items"].as_array().unwrap().iter().any(|item| item["duty"] == duty)
    };
    assert!(!open("filing.papers"));
    nursery
        .ok("takeover.save_plan", json!({ "on": "2026-12-01", "parts": [{ "part": "filing", "from": "2026-11-01" }] }));
    assert!(open("filing.papers"));
}

#[test]
fn a_refund_is_credited_once_to_a_later_bill() {
    let nursery = Nursery::set_up();
    let infant = crate::billing::with_contract(&nursery, "张思远", fees());
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    pay(&nursery, &infant, "2026-11");
    let contract = nursery.ok("contracts.list", json!({}))["rows"][0]["id"].clone();
    let facts = json!({ "contract_id": contract, "month": "2026-11", "attended_days": 9, "meals_days": 12 });
    let preview = nursery.ok("billing.refund_preview", facts.clone());
    let before = due(&nursery, &infant, "2026-12")["total"].as_i64().unwrap();
    bookkeeper(&nursery);
    let ask = json!({ "refund": facts, "to_month": "2026-12" });
    let credited = nursery.ok("billing.credit", ask.clone());
    assert_eq!(credited["total"], preview["total"]);
    assert_eq!(
        due(&nursery, &infant, "2026-12")["total"].as_i64().unwrap(),
        before - preview["total"].as_i64().unwrap()
    );
    // The same refund is credited once; a day less attended adds what is more.
    assert_eq!(nursery.refused("billing.credit", ask), "nothing_to_refund");
    let fewer = json!({ "contract_id": contract, "month": "2026-11", "attended_days": 0, "meals_days": 12 });
    let whole = nursery.ok("billing.refund_preview", fewer.clone())["total"].as_i64().unwrap();
    let more = nursery.ok("billing.credit", json!({ "refund": fewer, "to_month": "2026-12" }));
    assert_eq!(more["total"].as_i64().unwrap() + credited["total"].as_i64().unwrap(), whole);
    let back = json!({ "refund": { "contract_id": contract, "month": "2026-11", "attended_days": 9, "meals_days": 0 }, "to_month": "2026-11" });
    assert_eq!(nursery.refused("billing.credit", back), "credit_backwards");
}

#[test]
fn an_adjustment_waits_for_the_director() {
    let nursery = Nursery::set_up();
    let infant = crate::billing::with_contract(&nursery, "张思远", fees());
    let ask = json!({ "infant_id": infant, "month": "2026-11", "item": "延时服务费", "category": "other", "amount": 3_000, "reason": "11 月 20 日晚接 1 小时" });
    // The director holds the post that approves: at once.
    nursery.ok("billing.adjust", ask.clone());
    let total = due(&nursery, &infant, "2026-11")["total"].as_i64().unwrap();
    bookkeeper(&nursery);
    let answer = nursery.envelope(json!({ "operation": "billing.adjust", "request": ask }));
    assert!(answer["waiting"]["id"].is_string(), "{answer}");
    assert_eq!(due(&nursery, &infant, "2026-11")["total"].as_i64().unwrap(), total);
    assert!(second(&nursery, "billing.adjust", json!({ "infant_id": infant, "month": "2026-11", "item": "", "category": "other", "amount": 1, "reason": "x" })).is_err());
}

#[test]
fn days_on_which_a_class_is_closed_are_not_charged_to_its_infants() {
    let nursery = Nursery::set_up();
    let here = crate::billing::with_contract(&nursery, "张思远", fees());
    let elsewhere = nursery.enrolled("李可馨", "2024-06-01", "托大班", "2026-09-01");
    crate::contracts::signed(&nursery, &elsewhere, "2026-09-01", "2027-08-31", fees());
    nursery.ok(
        "institution.save_closure",
        json!({ "class_id": nursery.class("托小班"), "from": "2026-11-23", "to": "2026-11-24", "cause": "nursery", "reason": "水管维修" }),
    );
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    let charged =
        |infant: &str| nursery.ok("billing.account", json!({ "infant_id": infant }))["balance"].as_i64().unwrap();
    assert_eq!(charged(&here), 218_000 + 19 * 2_200);
    assert_eq!(charged(&elsewhere), 218_000 + 21 * 2_200);
}
