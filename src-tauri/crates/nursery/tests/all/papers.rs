//! Papers (证照) through the contract: the shelf of each owner, renewing and correcting, scans as pictures, papers
//! seen before they are printed.

use serde_json::{Value, json};

use crate::billing::with_contract;
use crate::filing::complete;
use crate::nursery::Nursery;

const HOUSE: (&str, &str) = ("institution", "1");

/// A PDF of so many pages that a reader can read.
fn pdf(pages: usize) -> Vec<u8> {
    let meta = paper::Meta { title: "扫描".to_owned(), author: String::new(), created: 0 };
    let mut doc = paper::Document::new(
        paper::Fonts::load().unwrap(),
        paper::Size::A4,
        paper::Margins::new(20.0, 20.0, 20.0, 20.0),
        meta,
    );
    for n in 1..=pages {
        doc.paragraph(&format!("第 {n} 页"), paper::Style::BODY).unwrap();
        if n < pages {
            doc.page_break();
        }
    }
    let pdf = doc.finish().unwrap();
    assert_eq!(pdf.pages, pages);
    pdf.bytes
}

/// A small picture.
fn picture() -> Vec<u8> {
    paper::preview::png(&pdf(1), 0, 20).unwrap()
}

fn of(nursery: &Nursery, owner: (&str, &str), earlier: bool) -> Vec<Value> {
    let papers = nursery.ok("papers.list", json!({ "owner_kind": owner.0, "owner_id": owner.1, "earlier": earlier }));
    papers.as_array().unwrap().clone()
}

fn insurance(nursery: &Nursery, more: Value) -> Result<Value, Value> {
    let mut request =
        json!({ "kind": "liability_insurance", "owner_kind": "institution", "owner_id": "1", "files": [] });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    nursery.call("papers.save", request)
}

fn shelf(nursery: &Nursery, owner: (&str, &str)) -> Vec<(String, bool, String)> {
    let shelf = nursery.ok("papers.shelf", json!({ "owner_kind": owner.0, "owner_id": owner.1 }));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    shelf
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (text(&line["kind"]), line["needed"].as_bool().unwrap(), text(&line["standing"])))
        .collect()
}

#[test]
fn the_shelf_names_every_kind_of_an_owner() {
    let (nursery, carer) = complete();
    let kinds = |owner: (&str, &str)| -> Vec<(String, bool)> {
        shelf(&nursery, owner).into_iter().map(|(kind, needed, _)| (kind, needed)).collect()
    };
    let list = |pairs: &[(&str, bool)]| -> Vec<(String, bool)> {
        pairs.iter().map(|(kind, needed)| ((*kind).to_owned(), *needed)).collect()
    };
    assert_eq!(
        kinds(HOUSE),
        list(&[
            ("legal_certificate", true),
            ("premises", true),
            ("hygiene_evaluation", true),
            ("fire_certificate", true),
            ("food_licence", true),
            ("rule_book", false),
            ("liability_insurance", false),
            ("filing_receipt", false),
        ])
    );
    assert_eq!(
        kinds(("person", &carer)),
        list(&[("staff_health", true), ("staff_qualification", true), ("record_query", true)])
    );
    let bookkeeper = nursery.person("钱会计", "bookkeeper", None);
    assert!(shelf(&nursery, ("person", &bookkeeper)).contains(&(
        "staff_qualification".to_owned(),
        false,
        "not_needed".to_owned()
    )));

    // What the first day waits for is what the shelf of an infant calls needed.
    let infant = nursery.infant("安小满", "2025-01-02");
    let shelf_of_infant = shelf(&nursery, ("infant", &infant));
    assert_eq!(shelf_of_infant.len(), 5);
    let waits = nursery.ok("infants.show", json!({ "id": infant }));
    for (kind, needed, _) in &shelf_of_infant {
        let missing = waits["missing"].as_array().unwrap().iter().any(|item| item == kind.as_str());
        assert_eq!(missing, *needed, "{kind}: {}", waits["missing"]);
    }

    // What is asked about a paper, and how long it counts.
    let shelf = nursery.ok("papers.shelf", json!({ "owner_kind": "institution", "owner_id": "1" }));
    assert_eq!(shelf[0]["title"], "民办非企业单位登记证书");
    assert_eq!(shelf[1]["facts"], json!([{ "key": "term", "title": "租期（月）", "choices": [] }]));
    assert_eq!(shelf[2]["facts"], json!([{ "key": "result", "title": "评价结果", "choices": ["合格", "不合格"] }]));
    assert_eq!((&shelf[2]["ends"], &shelf[2]["months"]), (&json!(false), &Value::Null));
    assert_eq!((&shelf[3]["ends"], &shelf[3]["months"]), (&json!(true), &json!(12)));
    assert_eq!(shelf[3]["papers"].as_array().unwrap().len(), 1);

    assert_eq!(nursery.refused("papers.shelf", json!({ "owner_kind": "person", "owner_id": infant })), "not_found");
    nursery.sign_in(&carer);
    assert_eq!(nursery.refused("papers.shelf", json!({ "owner_kind": "person", "owner_id": carer })), "denied");
}

#[test]
fn the_shelf_of_a_contract_holds_the_signed_one() {
    let nursery = Nursery::set_up();
    let infant = with_contract(
        &nursery,
        "张思远",
        json!([{ "item": "保育费", "category": "basic", "unit": "month", "price": 218_000 }]),
    );
    let contracts = nursery.ok("contracts.list", json!({ "infant_id": infant }));
    let contract = contracts["rows"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(
        shelf(&nursery, ("contract", &contract)),
        [("signed_contract".to_owned(), false, "not_needed".to_owned())]
    );

    // Seen before it is printed: nothing is recorded, only its pages go out.
    let id = format!("contract/{contract}");
    let pages = nursery.ok("files.pages", json!({ "id": id }))["pages"].as_u64().unwrap();
    assert!(pages >= 2);
    let last = nursery.desk.file_out(&format!("{id}/page/{pages}")).unwrap();
    assert_eq!(last.mime, "image/png");
    assert!(nursery.desk.file_out(&format!("{id}/page/{}", pages + 1)).is_err());
    assert!(nursery.desk.file_out(&id).is_err());
    assert_eq!(nursery.ok("issued.list", json!({ "kind": "contract", "subject": contract })), json!([]));
}

#[test]
fn renewing_keeps_the_scans_that_are_named_and_the_earlier_paper() {
    let nursery = Nursery::set_up();
    let first = insurance(
        &nursery,
        json!({ "number": "BX-1", "valid_to": "2026-12-31",
            "files": [nursery.desk.file_in("保单.pdf", pdf(3)), nursery.desk.file_in("附页.png", picture()), nursery.desk.file_in("坏.pdf", b"%PDF-1.7 broken".to_vec())] }),
    )
    .unwrap();
    let held = of(&nursery, HOUSE, false).remove(0);
    let files = held["files"].as_array().unwrap();
    let pages: Vec<&Value> = files.iter().map(|file| &file["pages"]).collect();
    assert_eq!(pages, [&json!(3), &json!(1), &Value::Null]);
    assert_eq!((&held["ended"], &held["ended_reason"]), (&Value::Null, &Value::Null));

    // A corrected number and one more scan in one operation; the broken scan goes.
    let keep = json!([files[1]["sha256"], files[0]["sha256"]]);
    let second = insurance(
        &nursery,
        json!({ "number": "BX-2", "valid_to": "2026-12-31", "replaces": first["id"], "keep": keep,
            "files": [nursery.desk.file_in("批单.pdf", pdf(1))] }),
    )
    .unwrap();
    let present = of(&nursery, HOUSE, false);
    assert_eq!(present.len(), 1);
    let names: Vec<&Value> = present[0]["files"].as_array().unwrap().iter().map(|file| &file["name"]).collect();
    assert_eq!(names, [&json!("附页.png"), &json!("保单.pdf"), &json!("批单.pdf")]);
    let earlier = of(&nursery, HOUSE, true);
    assert_eq!((&earlier[0]["number"], &earlier[1]["number"]), (&json!("BX-2"), &json!("BX-1")));
    assert_eq!((&earlier[0]["ended"], &earlier[1]["ended"]), (&Value::Null, &json!("replaced")));

    // Somebody renews what is no longer the present one; a scan of another paper; a renewal of another kind.
    let code = |more: Value| {
        let error = insurance(&nursery, more).unwrap_err();
        (error["code"].as_str().unwrap().to_owned(), error["field"].as_str().unwrap().to_owned())
    };
    let said = |code: &str, field: &str| (code.to_owned(), field.to_owned());
    assert_eq!(code(json!({ "number": "BX-3", "replaces": first["id"] })), said("conflict", "replaces"));
    let strange = json!(["0".repeat(64)]);
    assert_eq!(
        code(json!({ "number": "BX-3", "replaces": second["id"], "keep": strange })),
        said("paper_file_unknown", "files")
    );
    assert_eq!(code(json!({ "number": "BX-3", "keep": keep })), said("paper_file_unknown", "files"));
    assert_eq!(code(json!({})), said("paper_empty", "files"));
    assert_eq!(
        code(json!({ "kind": "filing_receipt", "number": "1", "replaces": second["id"] })),
        said("conflict", "replaces")
    );

    // Withdrawing says why, and both stay to be seen.
    let error = nursery.call("papers.withdraw", json!({ "id": second["id"], "reason": " " })).unwrap_err();
    assert_eq!((&error["code"], &error["field"]), (&json!("paper_reason_needed"), &json!("reason")));
    nursery.ok("papers.withdraw", json!({ "id": second["id"], "reason": "录错" }));
    assert_eq!(of(&nursery, HOUSE, false).len(), 0);
    let ended = of(&nursery, HOUSE, true).remove(0);
    assert_eq!((&ended["ended"], &ended["ended_reason"]), (&json!("withdrawn"), &json!("录错")));
}

#[test]
fn scans_are_seen_page_by_page() {
    let nursery = Nursery::set_up();
    let files = [nursery.desk.file_in("保单.pdf", pdf(2)), nursery.desk.file_in("附页.png", picture())];
    insurance(&nursery, json!({ "files": files })).unwrap();
    let held = of(&nursery, HOUSE, false).remove(0);
    let id = |n: usize| format!("paper/{}", held["files"][n]["sha256"].as_str().unwrap());
    let out = |id: &str| nursery.desk.file_out(id).map(|file| (file.mime, file.name));
    let png = |name: &str| ("image/png", name.to_owned());
    assert_eq!(out(&format!("{}/page/2", id(0))).unwrap(), png("保单-2.png"));
    assert!(out(&format!("{}/page/3", id(0))).is_err());
    assert!(out(&format!("{}/page/0", id(0))).is_err());
    assert_eq!(out(&format!("{}/page/1", id(1))).unwrap(), ("image/jpeg", "附页.png".to_owned()));
    assert!(out(&format!("{}/page/2", id(1))).is_err());
    assert_eq!(out(&id(0)).unwrap(), ("application/pdf", "保单.pdf".to_owned()));
    let pages = |id: &str| nursery.ok("files.pages", json!({ "id": id }))["pages"].clone();
    assert_eq!((pages(&id(0)), pages(&id(1))), (json!(2), json!(1)));
    assert_eq!(nursery.refused("files.pages", json!({ "id": format!("{}/page/1", id(0)) })), "not_found");
    assert_eq!(nursery.refused("files.pages", json!({ "id": "passwords" })), "not_found");

    let carer = nursery.person("周保育", "carer", None);
    nursery.sign_in(&carer);
    assert_eq!(nursery.refused("files.pages", json!({ "id": id(0) })), "denied");
    assert!(out(&format!("{}/page/1", id(0))).is_err());
}

#[test]
fn forms_are_seen_before_they_are_printed() {
    let (nursery, _) = complete();
    for form in ["statement", "commitment"] {
        let id = format!("filing/{form}");
        assert_eq!(nursery.ok("files.pages", json!({ "id": id }))["pages"], 1);
        assert_eq!(nursery.desk.file_out(&format!("{id}/page/1")).unwrap().mime, "image/png");
        assert!(nursery.desk.file_out(&format!("{id}/page/2")).is_err());
        assert!(nursery.desk.file_out(&id).is_err(), "an unrecorded form does not leave");
        let issued = nursery.ok("issued.list", json!({ "kind": format!("filing_{form}"), "subject": "1" }));
        assert_eq!(issued, json!([]), "looking records nothing");
    }
}
