//! The contract as a whole: every row is tested, every generated file is up to date.

use std::collections::BTreeSet;
use std::path::Path;

use nursery::access::Post;
use nursery::contract::{self, Kind};
use nursery::words::Coded;
use serde_json::json;

use crate::nursery::Nursery;

/// A row without a test fails the build: its name stands in a test of this folder.
#[test]
fn every_operation_is_named_in_a_test() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/all");
    let tests: String =
        std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    let untested: Vec<&str> =
        contract::rows().keys().copied().filter(|name| !tests.contains(&format!("\"{name}\""))).collect();
    assert!(untested.is_empty(), "operations without a test: {untested:?}");
}

/// `ui/src/contract.ts` and `ui/src/words/labels.ts` are made here and compared in CI.
#[test]
fn generated_files_are_up_to_date() {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src");
    for (file, text) in [("contract.ts", contract::client()), ("words/labels.ts", contract::labels())] {
        let path = ui.join(file);
        let before = std::fs::read_to_string(&path).unwrap_or_default();
        if before != text {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &text).unwrap();
            assert!(std::env::var_os("CI").is_none(), "{file} was not up to date: run the tests and commit it");
        }
    }
}

#[test]
fn schemas_say_what_is_required_and_no_name_is_numbered() {
    let operations = contract::operations_json();
    let list = operations["operations"].as_array().unwrap();
    assert_eq!(list.len(), contract::rows().len());
    for side in ["request", "reply"] {
        for name in operations["definitions"][side].as_object().unwrap().keys() {
            assert!(!name.ends_with(|c: char| c.is_ascii_digit()), "two types are called alike: {name}");
        }
    }
    let person = &operations["definitions"]["request"]["SavePerson"];
    assert!(person["required"].as_array().unwrap().contains(&json!("name")));
    assert!(!person["required"].as_array().unwrap().contains(&json!("phone")));
}

/// Position × operation: what a post may not do is refused before the request is looked at.
#[test]
fn every_post_meets_its_limits() {
    let nursery = Nursery::set_up();
    let people: Vec<(Post, String)> = Post::ALL
        .iter()
        .filter(|post| **post != Post::Director)
        .map(|post| (*post, nursery.person(&format!("某{}", post.zh()), post.code(), None)))
        .collect();
    for (post, person) in people {
        nursery.sign_in(&person);
        for row in contract::rows().values() {
            let Some(permission) = row.permission else { continue };
            let answer = nursery.envelope(json!({ "operation": row.name, "request": { "no such field": 1 } }));
            let code = answer["error"]["code"].as_str().unwrap_or("ok");
            assert_eq!(code == "denied", !post.allows(permission), "{} {}: {answer}", post.code(), row.name);
        }
    }
}

#[test]
fn without_a_session_only_the_doors_open() {
    let mut nursery = Nursery::set_up();
    nursery.reopen();
    for row in contract::rows().values().filter(|row| row.kind() != Kind::Door) {
        let answer = nursery.envelope(json!({ "operation": row.name, "request": {} }));
        assert_eq!(answer["error"]["code"], "signed_out", "{}", row.name);
    }
    let doors: BTreeSet<&str> =
        contract::rows().values().filter(|row| row.kind() == Kind::Door).map(|row| row.name).collect();
    for (door, request) in [("access.change_own_pin", json!({ "old": "1", "new": "2" })), ("undo", json!({}))] {
        assert_eq!(
            nursery.envelope(json!({ "operation": door, "request": request }))["error"]["code"],
            "signed_out",
            "{door}"
        );
    }
    assert!(doors.len() <= 9, "{doors:?}");
}

#[test]
fn bad_requests_name_the_field() {
    let nursery = Nursery::set_up();
    let error = nursery
        .call("staff.save_person", json!({ "name": "周医生", "posts": [{ "post": "doctor", "from": "2026-09-01" }] }))
        .unwrap_err();
    assert_eq!(
        (error["code"].as_str(), error["field"].as_str()),
        (Some("bad_request"), Some("posts[0].post")),
        "{error}"
    );
    let error = nursery.call("staff.save_person", json!({ "posts": [] })).unwrap_err();
    assert_eq!(error["field"], "name");
    let error = nursery.call("infants.list", json!({ "status": "enrolled", "colour": 1 })).unwrap_err();
    assert_eq!(error["code"], "bad_request");
    assert!(error["message"].as_str().unwrap().contains("不认识"));
    assert_eq!(nursery.refused("no.such_thing", json!({})), "unknown_operation");
    let answer: serde_json::Value = serde_json::from_str(&nursery.desk.call("{")).unwrap();
    assert_eq!(answer["error"]["code"], "bad_request");
}

#[test]
fn a_repeated_call_gets_the_first_reply() {
    let nursery = Nursery::set_up();
    let call =
        json!({ "operation": "staff.save_person", "request": { "name": "周医生", "posts": [] }, "request_id": "one" });
    let first = nursery.envelope(call.clone());
    let again = nursery.envelope(call);
    assert_eq!(first["ok"]["reply"]["id"], again["ok"]["reply"]["id"]);
    assert_eq!(nursery.ok("staff.list", json!({})).as_array().unwrap().len(), 2);
    let other = nursery.envelope(json!({ "operation": "infants.save", "request": {}, "request_id": "one" }));
    assert_eq!(other["error"]["code"], "request_id_reused");
}
