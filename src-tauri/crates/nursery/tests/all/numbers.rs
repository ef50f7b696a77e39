//! Numbers: the program's own, and those of paper receipt books that are posted afterwards.

use serde_json::{Value, json};
use store::rusqlite::Connection;

use crate::billing::{bookkeeper, due, payment, with_contract};
use crate::contracts::fees;
use crate::nursery::{DAY, MONDAY, Nursery};

fn month(n: usize) -> String {
    format!("2026-{:02}", n + 9)
}

/// A nursery with an infant whose months can be paid one by one, the bookkeeper signed in.
fn ready() -> (Nursery, String) {
    let nursery = Nursery::set_up();
    let infant = with_contract(&nursery, "张思远", fees());
    for n in 0..3 {
        nursery.ok("billing.charge_month", json!({ "month": month(n) }));
    }
    bookkeeper(&nursery);
    (nursery, infant)
}

fn collect(nursery: &Nursery, infant: &str, through: &str, more: Value) -> Result<Value, Value> {
    let mut request = payment(infant, &due(nursery, infant, through)["lines"]);
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    nursery.call("billing.collect", request).map(|reply| reply["receipt"]["head"].clone())
}

fn reserve(nursery: &Nursery, from: i64, to: i64) -> Value {
    json!({ "from": from, "to": to, "book": "手工收据本 第1本", "holder": nursery.director })
}

#[test]
fn the_program_goes_round_a_paper_book() {
    let (nursery, infant) = ready();
    let book = nursery.ok("number.reserve", reserve(&nursery, 2, 51));
    assert_eq!(
        (&book["from"], &book["to"], &book["unused"], &book["holder_name"], &book["since"]),
        (&json!("SJ2026-000002"), &json!("SJ2026-000051"), &json!(50), &json!("林园长"), &json!("2026-11-23"))
    );
    let numbers: Vec<Value> =
        (0..2).map(|n| collect(&nursery, &infant, &month(n), json!({})).unwrap()["number"].clone()).collect();
    assert_eq!(numbers, ["SJ2026-000001", "SJ2026-000052"]);
    let check = nursery.ok("store.check", json!({}));
    assert_eq!((&check["whole"], &check["number_gaps"]), (&json!(true), &json!([])), "{check}");
}

#[test]
fn a_book_takes_only_what_is_free() {
    let (nursery, infant) = ready();
    collect(&nursery, &infant, "2026-09", json!({})).unwrap();
    for (from, to, code) in [
        (1, 50, "range_used"),
        (60, 50, "range_shape"),
        (100, 1100, "range_shape"),
        (999_990, 1_000_001, "range_shape"),
        (i64::MIN, i64::MAX, "range_shape"),
    ] {
        assert_eq!(nursery.refused("number.reserve", reserve(&nursery, from, to)), code, "{from}–{to}");
    }
    let error = nursery.call("number.reserve", reserve(&nursery, 1, 50)).unwrap_err();
    assert!(error["message"].as_str().unwrap().contains("SJ2026-000002"), "{error}");
    nursery.ok("number.reserve", reserve(&nursery, 101, 150));
    for (from, to) in [(150, 160), (90, 101), (110, 120), (90, 200)] {
        assert_eq!(nursery.refused("number.reserve", reserve(&nursery, from, to)), "range_taken", "{from}–{to}");
    }
    let mut later = reserve(&nursery, 151, 160);
    later["year"] = 2028.into();
    assert_eq!(nursery.refused("number.reserve", later), "range_shape");
    let mut nameless = reserve(&nursery, 151, 160);
    nameless["book"] = " ".into();
    assert_eq!(nursery.refused("number.reserve", nameless), "book_name");
    let mut nobody = reserve(&nursery, 151, 160);
    nobody["holder"] = "0190a000-0000-7000-8000-000000000000".into();
    assert_eq!(nursery.refused("number.reserve", nobody), "not_found");
    // Two books that touch: the program steps over both.
    nursery.ok("number.reserve", reserve(&nursery, 2, 3));
    nursery.ok("number.reserve", reserve(&nursery, 4, 5));
    assert_eq!(collect(&nursery, &infant, "2026-10", json!({})).unwrap()["number"], "SJ2026-000006");
    assert_eq!(nursery.ok("store.check", json!({}))["whole"], true);
}

#[test]
fn paper_numbers_are_posted_afterwards_each_once() {
    let (nursery, infant) = ready();
    nursery.ok("number.reserve", reserve(&nursery, 501, 550));
    // A day later: the power is back, the program has written a receipt of its own, then the book is posted.
    nursery.clock.set(MONDAY + DAY);
    assert_eq!(collect(&nursery, &infant, "2026-09", json!({})).unwrap()["number"], "SJ2026-000001");
    let paper = |through: &str, number: &str, on: &str| {
        collect(&nursery, &infant, through, json!({ "book_number": number, "on": on }))
    };
    assert_eq!(paper("2026-10", "500", "2026-11-23").unwrap_err()["code"], "not_in_book");
    assert_eq!(paper("2026-10", "五百", "2026-11-23").unwrap_err()["code"], "not_in_book");
    assert_eq!(paper("2026-10", "501", "2026-11-22").unwrap_err()["code"], "paper_day");
    // Before the day of the program's last receipt: allowed, the paper says so.
    let posted = paper("2026-10", "000501", "2026-11-23").unwrap();
    assert_eq!((&posted["number"], &posted["issued_on"]), (&json!("SJ2026-000501"), &json!("2026-11-23")));
    let error = paper("2026-11", "SJ2026-000501", "2026-11-24").unwrap_err();
    assert_eq!((&error["code"], &error["field"]), (&json!("book_number_used"), &json!("number")));

    let void = |number: &str, reason: &str| json!({ "number": number, "reason": reason });
    assert_eq!(nursery.refused("number.void_range", void("503", " ")), "reason_needed");
    nursery.ok("number.void_range", void("503", "写错金额"));
    assert_eq!(nursery.refused("number.void_range", void("503", "写错金额")), "book_number_used");
    assert_eq!(nursery.refused("number.void_range", void("501", "写错金额")), "book_number_used");
    assert_eq!(paper("2026-11", "503", "2026-11-24").unwrap_err()["code"], "book_number_used");
    // Full-width digits and small letters are read too.
    assert_eq!(paper("2026-11", "sj2026-０００５０２", "2026-11-24").unwrap()["number"], "SJ2026-000502");

    let book = nursery.ok("number.ranges", json!({}))[0].clone();
    assert_eq!((&book["used"], &book["spoilt"], &book["unused"]), (&json!(2), &json!(1), &json!(47)));
    assert_eq!((&book["numbers"][0]["state"], &book["numbers"][0]["of"]), (&json!("used"), &posted["id"]));
    assert_eq!(
        (&book["numbers"][2]["state"], &book["numbers"][2]["reason"], &book["numbers"][3]["state"]),
        (&json!("spoilt"), &json!("写错金额"), &json!("unused"))
    );
    let check = nursery.ok("store.check", json!({}));
    assert_eq!((&check["whole"], &check["number_gaps"]), (&json!(true), &json!([])), "{check}");
    // The program's own numbers go on where they were.
    nursery.ok("billing.charge_month", json!({ "month": "2026-12" }));
    assert_eq!(collect(&nursery, &infant, "2026-12", json!({})).unwrap()["number"], "SJ2026-000002");
}

#[test]
fn a_posted_paper_number_is_not_void_even_by_sql() {
    let (mut nursery, infant) = ready();
    nursery.ok("number.reserve", reserve(&nursery, 11, 20));
    collect(&nursery, &infant, "2026-09", json!({ "book_number": "11" })).unwrap();
    nursery.ok("number.void_range", json!({ "number": "12", "reason": "撕破" }));
    nursery.desk.close();
    let conn = Connection::open(nursery.folder().join("store/store.db")).unwrap();
    for sql in [
        "INSERT INTO number_spoilt SELECT series_id, 11, 'x', '2026-11-23', 0, NULL FROM number_range",
        "INSERT INTO number_taken SELECT series_id, 12, '2026-11-23', 'receipt', 'x' FROM number_range",
        "INSERT INTO number_range SELECT 'x', series_id, 20, 30, 'x', holder_id, since, 0, NULL FROM number_range",
        "INSERT INTO number_range SELECT 'x', series_id, 5, 30, 'x', holder_id, since, 0, NULL FROM number_range",
        "UPDATE number_range SET to_value = 100",
        "DELETE FROM number_spoilt",
    ] {
        assert!(conn.execute(sql, []).is_err(), "{sql}");
    }
    drop(conn);
    nursery.reopen();
    assert!(nursery.desk.check().unwrap().whole);
}
