//! Charging, collecting, voiding, reversing; and that what is posted stays as it was posted.

use serde_json::{Value, json};
use store::rusqlite::Connection;

use crate::contracts::{fees, signed};
use crate::nursery::{DAY, MONDAY, Nursery, PIN};

/// An infant with a contract from 2026-09-01.
pub fn with_contract(nursery: &Nursery, name: &str, fees: Value) -> String {
    let infant = nursery.enrolled(name, "2025-01-26", "托小班", "2026-09-01");
    signed(nursery, &infant, "2026-09-01", "2027-08-31", fees);
    infant
}

pub fn due(nursery: &Nursery, infant: &str, month: &str) -> Value {
    nursery.ok("billing.due", json!({ "infant_id": infant, "through_month": month }))
}

pub fn payment(infant: &str, lines: &Value) -> Value {
    json!({ "infant_id": infant, "lines": lines, "payer": "张妈妈", "channel": "wechat", "reference": "4200002611230001" })
}

/// Pays everything that is due up to a month; answers the receipt.
pub fn pay(nursery: &Nursery, infant: &str, month: &str) -> Value {
    let lines = due(nursery, infant, month)["lines"].clone();
    nursery.ok("billing.collect", payment(infant, &lines))["receipt"].clone()
}

pub fn line(item: &str, category: &str, unit: &str, quantity: i64, price: i64, month: &str, to: &str) -> Value {
    json!({ "item": item, "category": category, "unit": unit, "quantity": quantity, "price": price, "amount": quantity * price, "month": month, "from": format!("{month}-01"), "to": to })
}

pub fn second(nursery: &Nursery, operation: &str, request: Value) -> Result<Value, Value> {
    let mut answer = nursery.envelope(
        json!({ "operation": operation, "request": request, "second": { "person": nursery.director, "pin": PIN } }),
    );
    match answer.get_mut("ok") {
        Some(ok) => Ok(ok["reply"].take()),
        None => Err(answer["error"].take()),
    }
}

pub fn bookkeeper(nursery: &Nursery) {
    let person = nursery.person("孙会计", "bookkeeper", None);
    nursery.sign_in(&person);
}

/// Sums of the account, re-added from its entries by another way than the program's.
pub fn readded(account: &Value) -> i64 {
    account["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["category"] != "deposit")
        .map(|e| e["amount"].as_i64().unwrap())
        .sum()
}

#[test]
fn a_month_is_charged_once_with_its_reasons() {
    let nursery = Nursery::set_up();
    let infant = with_contract(
        &nursery,
        "张思远",
        json!([
            { "item": "保育费", "category": "basic", "unit": "month", "price": 218_000, "discount": 21_800, "discount_reason": "多孩家庭" },
            { "item": "伙食费", "category": "other", "unit": "day", "price": 2_200 },
            { "item": "保险费", "category": "collected", "unit": "year", "price": 10_000 },
            { "item": "押金", "category": "deposit", "unit": "time", "price": 100_000 },
        ]),
    );
    let charged = nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    // November 2026 has 21 statutory working days.
    assert_eq!((&charged["posted"], &charged["sum"]), (&json!(3), &json!(218_000 - 21_800 + 21 * 2_200)));
    let again = nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    assert_eq!((&again["posted"], &again["standing"], &again["differing"]), (&json!(0), &json!(3), &json!([])));
    let account = nursery.ok("billing.account", json!({ "infant_id": infant }));
    let entries = account["entries"].as_array().unwrap();
    assert_eq!(entries[1]["item"], "保育费优惠");
    assert_eq!(
        (&entries[2]["why"]["rule"], &entries[2]["why"]["days"], &entries[2]["why"]["base"]),
        (&json!("day_by_open_days"), &json!(21), &json!(2_200))
    );
    assert_eq!(account["balance"].as_i64().unwrap(), readded(&account));
    let month = nursery.ok("billing.month", json!({ "month": "2026-11" }));
    assert_eq!((&month["rows"][0]["state"], &month["rows"][0]["open"]), (&json!("unpaid"), &charged["sum"]));
    // The yearly fee falls due in the month in which the contract begins.
    assert_eq!(
        nursery.ok("billing.charge_month", json!({ "month": "2026-09" }))["sum"],
        218_000 - 21_800 + 22 * 2_200 + 10_000
    );
    // The deposit is asked for until it is held, and is a liability: no charge, no income.
    let lines = due(&nursery, &infant, "2026-11")["lines"].clone();
    assert!(lines.as_array().unwrap().iter().any(|line| line["item"] == "押金"), "{lines}");
    nursery.ok("billing.collect", payment(&infant, &lines));
    let account = nursery.ok("billing.account", json!({ "infant_id": infant }));
    assert_eq!((&account["balance"], &account["deposit"]), (&json!(0), &json!(100_000)));
    assert_eq!(due(&nursery, &infant, "2026-11")["lines"], json!([]));
}

#[test]
fn a_part_of_a_month_is_shared_by_working_days_and_an_early_end_is_corrected() {
    let nursery = Nursery::set_up();
    let infant = nursery.enrolled("张思远", "2025-01-26", "托小班", "2026-09-01");
    // 16–30 November: 11 of 21 working days.
    let contract = signed(&nursery, &infant, "2026-11-16", "2027-08-31", fees());
    let charged = nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    assert_eq!(charged["sum"], 114_190 + 11 * 2_200);
    nursery.ok("contracts.end", json!({ "id": contract, "on": "2026-11-20", "reason": "搬家" }));
    let found = nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    assert_eq!(found["posted"], 0);
    assert_eq!(found["differing"].as_array().unwrap().len(), 2);
    let corrected = nursery.ok("billing.charge_month", json!({ "month": "2026-11", "correct": true }));
    assert_eq!(corrected["posted"], 2);
    // 16–20 November: 5 days. 218000 × 5 / 21 = 51904.76.
    let account = nursery.ok("billing.account", json!({ "infant_id": infant }));
    assert_eq!((account["balance"].as_i64().unwrap(), readded(&account)), (51_905 + 5 * 2_200, 51_905 + 5 * 2_200));
    assert_eq!(nursery.ok("billing.charge_month", json!({ "month": "2026-11", "correct": true }))["posted"], 0);
}

#[test]
fn a_payment_settles_what_is_due_and_is_not_taken_twice() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    let lines = due(&nursery, &infant, "2026-11");
    assert_eq!(lines["total"], 218_000 + 21 * 2_200);
    assert_eq!(lines["payer"], "张妈妈");
    let receipt = pay(&nursery, &infant, "2026-11");
    assert_eq!((&receipt["head"]["number"], &receipt["head"]["total"]), (&json!("SJ2026-000001"), &lines["total"]));
    assert_eq!(receipt["contract_number"], "HT2026-0001");
    let error = nursery.call("billing.collect", payment(&infant, &lines["lines"])).unwrap_err();
    assert_eq!((&error["code"], &error["details"]["again"][0]["item"]), (&json!("paid_already"), &json!("保育费")));
    let mut again = payment(&infant, &lines["lines"]);
    again["again"] = true.into();
    nursery.ok("billing.collect", again);
    let month = nursery.ok("billing.month", json!({ "month": "2026-11" }));
    assert_eq!((&month["rows"][0]["state"], &month["rows"][0]["prepaid"]), (&json!("paid"), &lines["total"]));
    // December, not charged yet, is proposed from the contract: 23 days of meals.
    let ahead = due(&nursery, &infant, "2026-12");
    assert_eq!((&ahead["total"], &ahead["ahead"]), (&json!(218_000 + 23 * 2_200), &lines["total"]));
    // A part of it leaves the rest.
    nursery.ok(
        "billing.collect",
        payment(&infant, &json!([line("保育费", "basic", "month", 1, 100_000, "2026-12", "2026-12-31")])),
    );
    assert_eq!(due(&nursery, &infant, "2026-12")["total"], 118_000 + 23 * 2_200);
    nursery.ok("billing.charge_month", json!({ "month": "2026-12" }));
    assert_eq!(due(&nursery, &infant, "2026-12")["total"], 118_000 + 23 * 2_200);
}

#[test]
fn lines_that_do_not_hold_are_refused_and_nothing_is_written() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    let good = line("保育费", "basic", "month", 1, 218_000, "2026-12", "2026-12-31");
    let with = |field: &str, value: Value| {
        let mut line = good.clone();
        line[field] = value;
        line
    };
    for (code, lines) in [
        ("receipt_zero", json!([])),
        ("line_sum", json!([with("amount", 217_999.into())])),
        ("line_sum", json!([with("quantity", 2.into())])),
        ("line", json!([with("item", " ".into())])),
        ("line", json!([with("from", "2026-11-01".into())])),
        ("line", json!([with("quantity", 0.into())])),
        ("line_sign", json!([with("category", "discount".into())])),
        ("line_sign", json!([line("退费", "basic", "month", 1, -100, "2026-12", "2026-12-31")])),
        ("receipt_zero", json!([good, line("优惠", "discount", "month", 1, -218_000, "2026-12", "2026-12-31")])),
        ("bad_request", json!([with("price", json!(2180.5))])),
    ] {
        assert_eq!(nursery.refused("billing.collect", payment(&infant, &lines)), code, "{lines}");
    }
    let mut q = payment(&infant, &json!([good]));
    q["total"] = 218_001.into();
    assert_eq!(nursery.refused("billing.collect", q.clone()), "total_sum");
    q["total"] = 218_000.into();
    q["payer"] = "　".into();
    assert_eq!(nursery.refused("billing.collect", q.clone()), "payer_missing");
    q["payer"] = "张妈妈".into();
    q["on"] = "2026-11-24".into();
    assert_eq!(nursery.refused("billing.collect", q.clone()), "receipt_in_future");
    q["on"] = "2026-11-23".into();
    assert_eq!(nursery.ok("billing.collect", q.clone())["receipt"]["head"]["number"], "SJ2026-000001");
    // Later on the day before: the clock or the day is wrong.
    q["again"] = true.into();
    q["on"] = "2026-11-22".into();
    assert_eq!(nursery.refused("billing.collect", q.clone()), "day_before_last");
    nursery.clock.set(MONDAY - 600_000);
    q["on"] = Value::Null;
    assert_eq!(nursery.refused("billing.collect", q), "clock_set_back");
    assert_eq!(nursery.ok("billing.receipts", json!({}))["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn one_prepayment_spans_at_most_the_policys_months_and_rolling_ones_are_named() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    let span = |from: &str, to: &str| json!([{ "item": "保育费", "category": "basic", "unit": "month", "quantity": 1, "price": 600_000, "amount": 600_000, "month": &from[..7], "from": from, "to": to }]);
    for (from, to) in [("2027-01-01", "2027-04-01"), ("2027-01-31", "2027-04-30"), ("2026-11-30", "2027-02-28")] {
        assert_eq!(nursery.refused("billing.collect", payment(&infant, &span(from, to))), "prepaid_span", "{from}");
    }
    let first = nursery.ok("billing.collect", payment(&infant, &span("2026-12-01", "2027-02-28")));
    assert_eq!(first["warnings"], json!([]));
    let rolled = nursery.ok("billing.collect", payment(&infant, &span("2027-03-01", "2027-05-31")));
    assert!(rolled["warnings"][0].as_str().unwrap().contains("2026-12-01 至 2027-05-31"), "{rolled}");
}

#[test]
fn numbers_have_no_gap_whatever_fails_and_a_repeated_call_gives_the_same_receipt() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    nursery.ok("billing.number_start", json!({ "year": 2026, "first": 128 }));
    assert_eq!(nursery.refused("billing.number_start", json!({ "year": 2026, "first": 500 })), "series_begun");
    let lines = due(&nursery, &infant, "2026-11")["lines"].clone();
    let envelope =
        json!({ "operation": "billing.collect", "request": payment(&infant, &lines), "request_id": "click" });
    let (first, twice) = (nursery.envelope(envelope.clone()), nursery.envelope(envelope));
    assert_eq!(first["ok"]["reply"]["receipt"]["head"]["number"], "SJ2026-000128");
    assert_eq!(first["ok"]["reply"], twice["ok"]["reply"]);
    // The number is taken before the lines are written: a line that the store refuses gives it back.
    let bad = json!([{ "item": "保育费", "category": "basic", "unit": "month", "quantity": 4_294_967_295_u32, "price": 99_999_999_999_i64, "amount": 1, "month": "2026-12", "from": "2026-12-01", "to": "2026-12-31" }]);
    nursery.call("billing.collect", payment(&infant, &bad)).unwrap_err();
    raw(&nursery)
        .execute_batch("CREATE TRIGGER fail BEFORE INSERT ON receipt_line BEGIN SELECT RAISE(ABORT, 'disk'); END;")
        .unwrap();
    let next = due(&nursery, &infant, "2026-12")["lines"].clone();
    nursery.call("billing.collect", payment(&infant, &next)).unwrap_err();
    raw(&nursery).execute_batch("DROP TRIGGER fail;").unwrap();
    assert_eq!(nursery.ok("billing.collect", payment(&infant, &next))["receipt"]["head"]["number"], "SJ2026-000129");
    assert_eq!(nursery.desk.check().unwrap().number_gaps, Vec::<String>::new());
    // The next year begins anew.
    nursery.clock.set(MONDAY + 45 * DAY);
    let lines = json!([line("延时服务费", "other", "hour", 2, 1_500, "2027-01", "2027-01-31")]);
    assert_eq!(nursery.ok("billing.collect", payment(&infant, &lines))["receipt"]["head"]["number"], "SJ2027-000001");
}

fn raw(nursery: &Nursery) -> Connection {
    Connection::open(nursery.folder().join("store/store.db")).unwrap()
}

#[test]
fn what_is_posted_withstands_a_second_program() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    let receipt = pay(&nursery, &infant, "2026-11");
    bookkeeper(&nursery);
    second(
        &nursery,
        "billing.void",
        json!({ "receipt_id": receipt["head"]["id"], "reason": "开错", "copies_back": true }),
    )
    .unwrap();
    let conn = raw(&nursery);
    for table in ["receipt", "receipt_line", "receipt_event", "ledger_entry", "number_taken"] {
        let count = || conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get::<_, i64>(0)).unwrap();
        let before = count();
        assert!(before > 0, "{table}");
        let update = match table {
            "receipt" => "UPDATE receipt SET total_fen = 1",
            "receipt_line" => "UPDATE receipt_line SET amount_fen = 1",
            "receipt_event" => "UPDATE receipt_event SET reason = ''",
            "ledger_entry" => "UPDATE ledger_entry SET amount_fen = 1",
            _ => "UPDATE number_taken SET value = value + 1",
        };
        for sql in [
            update.to_owned(),
            format!("DELETE FROM {table}"),
            format!("INSERT OR REPLACE INTO {table} SELECT * FROM {table}"),
            format!("REPLACE INTO {table} SELECT * FROM {table} LIMIT 1"),
        ] {
            let error = conn.execute(&sql, []).expect_err(&sql);
            assert!(error.to_string().contains("append-only"), "{sql}: {error}");
        }
        assert_eq!(count(), before);
    }
    // A second charge of the same month and item, under another id, is refused too.
    let copy = "INSERT OR REPLACE INTO ledger_entry SELECT 'x', infant_id, contract_id, month, kind, item, category, amount_fen, receipt_id, reverses, day, at, person_id, why, note FROM ledger_entry WHERE kind = 'charge' LIMIT 1";
    assert!(conn.execute(copy, []).unwrap_err().to_string().contains("append-only"));
}

#[test]
fn what_no_contract_asks_for_is_charged_where_it_is_paid() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    pay(&nursery, &infant, "2026-11");
    let late = json!([line("延时服务费", "other", "hour", 3, 1_500, "2026-11", "2026-11-30")]);
    let receipt = nursery.ok("billing.collect", payment(&infant, &late))["receipt"].clone();
    assert_eq!(nursery.ok("billing.account", json!({ "infant_id": infant }))["balance"], 0);
    nursery
        .ok("billing.reverse", json!({ "receipt_id": receipt["head"]["id"], "reason": "记错人", "cause": "mistake" }));
    assert_eq!(nursery.ok("billing.account", json!({ "infant_id": infant }))["balance"], 0);
}

#[test]
fn opening_entries_are_no_receipts_and_arrears_are_a_duty() {
    let nursery = Nursery::set_up();
    let (owing, ahead) = (with_contract(&nursery, "张思远", fees()), with_contract(&nursery, "李可馨", fees()));
    let open = |infant: &str, amount: i64| json!({ "infant_id": infant, "lines": [{ "month": "2026-10", "item": "期初余额", "category": "basic", "amount": amount }] });
    nursery.ok("billing.opening", open(&owing, 30_000));
    nursery.ok("billing.opening", open(&ahead, -11_000));
    assert_eq!(nursery.refused("billing.opening", open(&owing, 30_000)), "opened_already");
    assert_eq!(nursery.ok("billing.receipts", json!({}))["rows"], json!([]));
    assert_eq!(due(&nursery, &ahead, "2026-10")["ahead"], 11_000);
    let arrears = |nursery: &Nursery| {
        let today = nursery.ok("today.duties", json!({}));
        today["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|item| item["duty"] == "billing.arrears")
            .map(|item| item["title"].as_str().unwrap().to_owned())
    };
    assert_eq!(arrears(&nursery), None);
    nursery.clock.set(MONDAY + 7 * DAY);
    assert_eq!(arrears(&nursery), None, "not older than seven days");
    nursery.clock.set(MONDAY + 8 * DAY);
    assert_eq!(arrears(&nursery).unwrap(), "欠费 1 人，共 300.00 元");
    let lines = due(&nursery, &owing, "2026-10")["lines"].clone();
    nursery.ok("billing.collect", payment(&owing, &lines));
    assert_eq!(arrears(&nursery), None);
}

#[test]
fn a_refund_is_explained_step_by_step() {
    let nursery = Nursery::set_up();
    let infant = nursery.enrolled("张思远", "2025-01-26", "托小班", "2026-05-01");
    let contract = signed(&nursery, &infant, "2026-05-01", "2027-04-30", fees());
    let preview = |month: &str, attended: u32, meals: u32| {
        nursery.ok(
            "billing.refund_preview",
            json!({ "contract_id": contract, "month": month, "attended_days": attended, "meals_days": meals }),
        )
    };
    for (month, attended, refund) in [
        ("2026-05", 0, 218_000),
        ("2026-05", 1, 109_000),
        ("2026-05", 9, 109_000),
        ("2026-05", 10, 0),
        ("2026-09", 10, 109_000),
        ("2026-09", 11, 109_000),
        ("2026-09", 12, 0),
    ] {
        let shown = preview(month, attended, 0);
        assert_eq!(shown["lines"][0]["refund"]["amount"], refund, "{month} {attended}");
    }
    let shown = preview("2026-11", 9, 12);
    assert_eq!((&shown["total"], &shown["workdays"]), (&json!(109_000 + 12 * 2_200), &json!(21)));
    assert!(
        shown["lines"][0]["words"][0].as_str().unwrap().starts_with("出勤 9 天，不足当月法定工作日 21 天的一半"),
        "{shown}"
    );
    assert_eq!(
        (&shown["policies"][0]["key"], &shown["policies"][0]["value"]),
        (&json!("month_band.lower_percent"), &json!(50))
    );
    assert_eq!(
        nursery.refused(
            "billing.refund_preview",
            json!({ "contract_id": contract, "month": "2026-04", "attended_days": 0, "meals_days": 0 })
        ),
        "outside_contract"
    );
}

#[test]
fn the_register_is_found_and_paged() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    pay(&nursery, &infant, "2026-11");
    pay(&nursery, &infant, "2026-12");
    let page = nursery.ok("billing.receipts", json!({ "limit": 1 }));
    assert_eq!(page["rows"][0]["number"], "SJ2026-000002");
    let next = nursery.ok("billing.receipts", json!({ "limit": 1, "after": page["more"] }));
    assert_eq!((&next["rows"][0]["number"], &next["more"]), (&json!("SJ2026-000001"), &Value::Null));
    for text in ["zsy", "SJ2026-000001", "张妈妈", "2642.00"] {
        assert!(
            !nursery.ok("billing.receipts", json!({ "text": text }))["rows"].as_array().unwrap().is_empty(),
            "{text}"
        );
    }
    assert_eq!(nursery.ok("billing.receipts", json!({ "from": "2026-11-24" }))["rows"], json!([]));
    assert_eq!(nursery.ok("billing.receipts", json!({ "to": "2026-11-23" }))["rows"].as_array().unwrap().len(), 2);
}

#[test]
fn meals_of_days_on_which_the_nursery_is_closed_are_not_charged() {
    let nursery = Nursery::set_up();
    nursery.ok(
        "institution.save_closure",
        json!({ "from": "2026-11-20", "to": "2026-11-22", "cause": "nursery", "reason": "停水" }),
    );
    with_contract(
        &nursery,
        "张思远",
        json!([{ "item": "保育费", "category": "basic", "unit": "month", "price": 218_000 }, { "item": "伙食费", "category": "other", "unit": "day", "price": 2_200 }]),
    );
    let charged = nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    // 21 statutory working days; of the three closed ones only Friday is one.
    assert_eq!(charged["sum"], json!(218_000 + 20 * 2_200));
}

#[test]
fn a_month_is_previewed_as_it_would_be_charged_and_says_why() {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    let preview = nursery.ok("billing.charge_preview", json!({ "month": "2026-11" }));
    let posted = |of: &Value| (of["posted"].clone(), of["sum"].clone(), of["infants"].clone());
    assert_eq!(preview["rows"][0]["infant_id"], infant.as_str());
    assert_eq!(nursery.ok("billing.account", json!({ "infant_id": infant }))["entries"], json!([]));
    let charged = nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    assert_eq!(posted(&preview), posted(&charged));
    let again = nursery.ok("billing.charge_preview", json!({ "month": "2026-11" }));
    assert_eq!((&again["posted"], &again["standing"]), (&json!(0), &json!(2)));
    let why = &nursery.ok("billing.account", json!({ "infant_id": infant }))["entries"][1]["explained"];
    assert_eq!(why["words"], json!(["22.00 × 21 天（法定工作日，停托日除外）= 462.00"]));
    assert!(why["sources"][0].as_str().unwrap().contains("HT2026-0001"));
    // The columns of the month add up to what is charged, and a part of it can be paid.
    let month = nursery.ok("billing.month", json!({ "month": "2026-11", "text": "zsy" }));
    let row = &month["rows"][0];
    let of = |key: &str| row[key].as_i64().unwrap();
    assert_eq!(of("basic") + of("other") + of("discount"), of("charged"));
    assert_eq!((&month["open"], &month["owing"]), (&row["open"], &json!(1)));
    let part = nursery.ok("billing.due", json!({ "infant_id": infant, "through_month": "2026-11", "amount": 220_000 }));
    assert_eq!((&part["total"], &part["lines"][1]["amount"]), (&json!(220_000), &json!(2_000)));
    assert_eq!(part["whys"].as_array().unwrap().len(), 2);
    assert_eq!(nursery.ok("billing.numbers", json!({ "year": 2026 }))["next"], "SJ2026-000001");
    nursery.ok("billing.collect", payment(&infant, &part["lines"]));
    let numbers = nursery.ok("billing.numbers", json!({ "year": 2026 }));
    assert_eq!((&numbers["next"], &numbers["begun"]), (&json!("SJ2026-000002"), &json!(true)));
    let page = nursery.ok("billing.receipts", json!({ "channel": "wechat", "state": "issued", "totals": true }));
    assert_eq!((&page["totals"]["total"], &page["totals"]["receipts"]), (&json!(220_000), &json!(1)));
    assert_eq!(nursery.ok("billing.receipts", json!({ "channel": "cash" }))["rows"], json!([]));
}
