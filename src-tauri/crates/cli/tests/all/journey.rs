//! The whole way from a terminal: roster → infants → contract → bill → receipt → filing package → backup.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::terminal::Terminal;

fn call(terminal: &Terminal, operation: &str, request: &Value) -> Value {
    terminal.run(["call", operation, &request.to_string(), "--json"]).json()
}

#[test]
fn from_a_class_roster_to_a_receipt_to_a_filing_package() {
    let terminal = Terminal::with_nursery();
    let roster = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../nursery/tests-data/roster-2026-autumn.xlsx");
    fs::copy(roster, terminal.path("roster.xlsx")).unwrap();
    assert_eq!(terminal.run(["import-roster", "roster.xlsx", "--confirm", "--json"]).json()["written"], 18);

    let today = call(&terminal, "session.state", &json!({}))["today"].as_str().unwrap().to_owned();
    let year: i32 = today[..4].parse().unwrap();
    let infant = call(&terminal, "infants.list", &json!({ "text": "张思远" }))["rows"][0]["id"].clone();
    let fees = json!([{ "item": "保育费", "category": "basic", "unit": "month", "price": 218_000 }]);
    let draft = call(
        &terminal,
        "contracts.draft",
        &json!({ "infant_id": infant, "from": format!("{}-01", &today[..7]), "to": format!("{}-12-31", year + 1), "fees": fees }),
    );
    let sign = json!({ "id": draft["contract"]["id"], "signed_on": today });
    let number = call(&terminal, "contracts.activate", &sign)["contract"]["number"].clone();
    assert_eq!(number, format!("HT{year}-0001"));

    call(&terminal, "billing.charge_month", &json!({ "month": &today[..7] }));
    let due = call(&terminal, "billing.due", &json!({ "infant_id": infant, "through_month": &today[..7] }));
    let pay = json!({ "infant_id": infant, "lines": due["lines"], "payer": due["payer"], "channel": "cash" });
    assert_eq!(call(&terminal, "billing.collect", &pay)["receipt"]["head"]["total"], 218_000);
    let list = terminal.run(["receipt", "list", "--json"]).json();
    assert_eq!(list[0]["number"], format!("SJ{year}-000001"));
    terminal.run(["receipt", "pdf", list[0]["number"].as_str().unwrap(), "--to", "receipt.pdf"]).done();
    let text = paper::read::text(&fs::read(terminal.path("receipt.pdf")).unwrap()).unwrap().concat();
    assert!(text.contains("人民币贰仟壹佰捌拾元整") && text.contains("本收据仅证明收款，不作为发票"), "{text}");

    // A new nursery has no papers yet: blocked with reasons, overridden with a reason, proven by anyone.
    let blocked = terminal.run(["filing", "export", "--to", "package.zip", "--json"]).refused();
    assert!(blocked["details"].is_object() || blocked["details"].is_array(), "{blocked}");
    terminal.run(["filing", "export", "--to", "package.zip", "--override", "先行沟通"]).done();
    terminal.run(["filing", "verify", "package.zip"]).done();

    terminal.run(["backup", "--to", "backup.cradlebook"]).done();
    terminal.run(["verify-backup", "backup.cradlebook"]).done();
    terminal.run(["restore", "backup.cradlebook", "--to", "restored"]).done();
    let again = terminal.run(["receipt", "list", "--json", "--store", "restored"]).json();
    assert_eq!(again, list);
    assert_eq!(terminal.run(["check", "--json", "--store", "restored"]).json()["whole"], true);
}
