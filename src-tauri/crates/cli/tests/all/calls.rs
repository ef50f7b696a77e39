use std::io::Read;
use std::process::Stdio;

use serde_json::Value;

use crate::terminal::{PIN, Terminal};

#[test]
fn options_stand_before_or_after_the_command() {
    let terminal = Terminal::with_nursery().without("CRADLEBOOK_STORE");
    let before = terminal.run(["--store", "store", "--json", "--person", "园长", "call", "infants.list", "{}"]).json();
    let after = terminal.run(["call", "infants.list", "{}", "--person", "园长", "--json", "--store", "store"]).json();
    assert_eq!(before, after);
    assert_eq!(before["rows"], serde_json::json!([]));
}

#[test]
fn every_operation_is_listed_with_permission_and_schemas() {
    let terminal = Terminal::new();
    let list = terminal.run(["operations", "--json"]).json();
    let operations = list["operations"].as_array().unwrap();
    assert_eq!(operations.len(), nursery::contract::rows().len());
    for operation in operations {
        assert!(operation["request"].is_object() && operation["reply"].is_object(), "{operation}");
        assert!(operation["kind"] == "door" || operation["permission"].is_string(), "{operation}");
    }
    let table = terminal.run(["operations"]).done();
    assert_eq!(table.lines().count(), operations.len());
    assert!(table.contains("infants.enrol") && table.contains("infants_write"));
    assert!(terminal.with("CRADLEBOOK_LANGUAGE", "zh").run(["operations"]).done().contains("建园"));
}

#[test]
fn what_is_wrong_is_said_with_its_code_and_field() {
    let terminal = Terminal::with_nursery();
    let unknown = terminal.run(["call", "infants.lst", "--json"]).refused();
    assert_eq!(unknown["code"], "unknown_operation");
    let field = terminal.run(["call", "infants.list", r#"{"limit":"many"}"#, "--json"]).refused();
    assert_eq!((&field["code"], &field["field"]), (&"bad_request".into(), &"limit".into()));
    let extra = terminal.run(["call", "infants.list", r#"{"limits":1}"#, "--json"]).refused();
    assert_eq!(extra["code"], "bad_request");
    assert!(extra["message"].as_str().unwrap().contains("limits"), "{extra}");
    for no_object in [r#"{"limit""#, "[]", "7"] {
        assert_eq!(terminal.run(["call", "infants.list", no_object, "--json"]).refused()["code"], "bad_request");
    }
    let said = terminal.run(["call", "infants.list", r#"{"limit":"many"}"#]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("limit") && !said.err.contains('{'), "{}", said.err);
}

#[test]
fn a_request_may_come_from_standard_input_and_a_repeat_is_answered_once() {
    let terminal = Terminal::with_nursery();
    let person = r#"{"name":"周岚","joined_on":"2026-09-01","full_time":true,"posts":[]}"#;
    let save = ["call", "staff.save_person", "-", "--request-id", "r-1"];
    let first = terminal.typed(person, save).json();
    assert_eq!(terminal.typed(person, save).json(), first);
    let people = terminal.run(["call", "staff.list"]).json();
    assert_eq!(people.as_array().unwrap().len(), 2);
}

#[test]
fn wrong_usage_is_exit_2_in_both_forms() {
    let terminal = Terminal::new();
    for wrong in [&["setup"][..], &["chek"], &["call"], &["receipt", "pdf", "1"], &["check", "--pin", PIN], &[]] {
        let answer = terminal.run(wrong);
        assert_eq!((answer.code, answer.out.as_str()), (2, ""), "{wrong:?}");
    }
    let json = terminal.run(["chek", "--json"]);
    assert_eq!((json.code, json.error()["code"].as_str()), (2, Some("usage")));
    assert_eq!(terminal.run(["--help"]).code, 0);
    assert!(terminal.run(["--version"]).done().starts_with("cradlebook "));
}

#[test]
fn the_pin_comes_from_standard_input_too() {
    let terminal = Terminal::with_nursery().without("CRADLEBOOK_PIN");
    terminal.typed("246810\n", ["call", "infants.list"]).json();
    terminal.typed("246810\r\n", ["call", "infants.list"]).json();
    assert_eq!(terminal.run(["call", "infants.list", "--json"]).refused()["code"], "pin_needed");
}

#[test]
fn wrong_pins_are_remembered_although_the_command_only_reads() {
    let terminal = Terminal::with_nursery().without("CRADLEBOOK_PIN");
    let call = ["call", "infants.list", "--json"];
    let waits: Vec<Value> =
        (0..3).map(|_| terminal.typed("999999\n", call).refused()["details"]["wait_seconds"].clone()).collect();
    assert_eq!(waits, [0, 0, 30]);
    let too_early = terminal.typed("246810\n", call).refused();
    assert_eq!(too_early["code"], "pin_wrong");
    assert!(too_early["details"]["wait_seconds"].as_i64().unwrap() > 0);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let terminal = Terminal::new();
    let mut child = terminal.command(["operations", "--json"]).stdin(Stdio::null()).spawn().unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((child.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}
