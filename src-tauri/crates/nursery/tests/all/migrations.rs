//! Every store that an earlier version wrote opens, is brought up to date and is whole.
//!
//! `tests-data/stores/<schema>` are such stores. A released schema's folder is never written again; until the first
//! release `CRADLEBOOK_WRITE_FIXTURE=1` writes the present one anew.

use std::path::{Path, PathBuf};

use nursery::words::Language;
use nursery::{Desk, House};
use serde_json::{Value, json};

use crate::billing::{pay, with_contract};
use crate::nursery::{Nursery, PIN};

fn stores() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests-data/stores")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(name));
        } else if !name.to_string_lossy().starts_with("store.lock") && name != "store.holder" {
            std::fs::copy(entry.path(), to.join(name)).unwrap();
        }
    }
}

#[test]
fn every_earlier_store_opens_and_is_whole() {
    if std::env::var_os("CRADLEBOOK_WRITE_FIXTURE").is_some() {
        let nursery = Nursery::set_up();
        let infant = with_contract(
            &nursery,
            "张思远",
            json!([{ "item": "保育费", "category": "basic", "unit": "month", "price": 218_000 }]),
        );
        pay(&nursery, &infant, "2026-11");
        nursery.desk.close();
        let schema = stores().join(format!("{:04}", nursery::format::FORMAT.schema()));
        copy(&nursery.folder().join("store"), &schema);
    }
    let mut seen = 0;
    for entry in std::fs::read_dir(stores()).unwrap() {
        let folder = tempfile::tempdir().unwrap();
        copy(&entry.unwrap().path(), folder.path());
        let house = House { kdf: store::KdfCost::CHEAP, ..House::new(folder.path().to_owned(), "tests", Language::Zh) };
        let desk = Desk::new(house).unwrap();
        assert!(desk.check().unwrap().whole);
        let call = |operation: &str, request: Value| -> Value {
            let mut answer: Value =
                serde_json::from_str(&desk.call(&json!({ "operation": operation, "request": request }).to_string()))
                    .unwrap();
            answer["ok"]["reply"].take()
        };
        let director = call("session.state", json!({}))["people"][0]["id"].clone();
        assert_eq!(call("sign_in", json!({ "person": director, "pin": PIN }))["outcome"], "in");
        assert_eq!(call("infants.list", json!({}))["rows"][0]["name"], "张思远");
        assert_eq!(call("billing.receipts", json!({}))["rows"].as_array().unwrap().len(), 1);
        seen += 1;
    }
    assert_eq!(seen, usize::try_from(nursery::format::FORMAT.schema()).unwrap(), "one store a schema");
}
