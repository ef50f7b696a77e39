//! Filing through the contract: requirements, gaps, states, the package.

use nursery::filing::package::{self, Verdict, verify};
use serde_json::{Value, json};

use crate::nursery::{DAY, MONDAY, Nursery};

/// A scan that the vault takes.
fn scan(nursery: &Nursery, text: &str) -> String {
    nursery.desk.file_in("扫描.pdf", format!("%PDF-1.7\n{text}\n%%EOF").into_bytes())
}

fn save_paper(nursery: &Nursery, kind: &str, owner: (&str, &str), more: Value) {
    let mut request = json!({ "kind": kind, "owner_kind": owner.0, "owner_id": owner.1, "number": format!("{kind}-001"), "issuer": "郑东新区有关部门",
        "files": [scan(nursery, &format!("{kind}{}", owner.1))] });
    request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    nursery.ok("papers.save", request);
}

/// A nursery to which nothing is missing; the carer is returned.
pub fn complete() -> (Nursery, String) {
    let nursery = Nursery::set_up();
    let mut own = nursery.ok("institution.show", json!({}))["institution"].clone();
    let facts = json!({ "name": "郑东新区春芽托育中心", "trade_name": "春芽", "organisation_form": "中心", "uscc": "52410105MJ000000XE",
        "business_scope": "托育服务", "address": "商务内环路1号", "legal_representative": "林园长", "legal_representative_id": "410105199001010018",
        "person_in_charge": "林园长", "person_in_charge_id": "410105199001010018", "contact": "林园长", "phone": "19900010009", "founded_on": "2024-05-06",
        "service_forms": ["full_day", "half_day"], "premises": "leased", "building_area": 52_000, "indoor_area": 36_005, "outdoor_area": 12_000, "capacity": 50 });
    own.as_object_mut().unwrap().extend(facts.as_object().unwrap().clone());
    nursery.ok("institution.save", own);
    for (kind, name) in [("filing", "郑州市郑东新区卫生健康局"), ("registration", "郑州市郑东新区民政局")]
    {
        nursery.ok("institution.save_authority", json!({ "kind": kind, "seal_name": name, "desk": "", "phone": "" }));
    }
    let house = ("institution", "1");
    save_paper(&nursery, "legal_certificate", house, json!({ "issued_on": "2024-05-06", "valid_to": "2028-05-05" }));
    save_paper(&nursery, "premises", house, json!({ "issued_on": "2024-01-01", "valid_to": "2028-12-31" }));
    save_paper(
        &nursery,
        "hygiene_evaluation",
        house,
        json!({ "issued_on": "2024-06-01", "facts": { "result": "合格" } }),
    );
    save_paper(&nursery, "fire_certificate", house, json!({ "issued_on": "2026-06-01" }));
    save_paper(&nursery, "food_licence", house, json!({ "issued_on": "2024-06-01", "valid_to": "2029-05-31" }));
    save_paper(&nursery, "rule_book", house, json!({ "issued_on": "2025-01-01" }));
    let carer = nursery.person("周保育", "carer", Some(&nursery.class("托小班")));
    for person in [nursery.director.clone(), carer.clone()] {
        let owner = ("person", person.as_str());
        save_paper(&nursery, "staff_health", owner, json!({ "issued_on": "2026-09-01" }));
        save_paper(&nursery, "staff_qualification", owner, json!({ "issued_on": "2020-01-01" }));
        save_paper(&nursery, "record_query", owner, json!({ "issued_on": "2026-09-01" }));
    }
    nursery.enrolled("苗小满", "2024-11-02", "托小班", "2026-09-01");
    (nursery, carer)
}

fn codes(nursery: &Nursery) -> Vec<String> {
    let overview = nursery.ok("filing.requirements", json!({}));
    overview["gaps"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|gap| gap["mandatory"] == true)
        .map(|gap| gap["code"].as_str().unwrap().to_owned())
        .collect()
}

fn export(nursery: &Nursery) -> (Value, Vec<u8>) {
    let made = nursery.ok("filing.export", json!({ "purpose": "first_filing" }));
    let out = nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap();
    assert_eq!((out.mime, out.name), ("application/zip", format!("{}.zip", made["number"].as_str().unwrap())));
    (made, out.bytes)
}

#[test]
fn a_new_nursery_is_told_what_is_missing() {
    let nursery = Nursery::set_up();
    let overview = nursery.ok("filing.requirements", json!({}));
    assert_eq!(overview["ready"], false);
    let codes = codes(&nursery);
    for code in [
        "uscc_missing",
        "legal_representative_missing",
        "statement_incomplete",
        "scope_without_nursery",
        "paper_missing",
    ] {
        assert!(codes.iter().any(|found| found == code), "{code} in {codes:?}");
    }
    for gap in overview["gaps"].as_array().unwrap() {
        assert!(!gap["article"].as_str().unwrap().is_empty() && !gap["message"].as_str().unwrap().is_empty(), "{gap}");
        assert!(gap.get("printed").is_none());
    }
}

/// Each condition of the law, broken one at a time.
#[test]
fn every_condition_has_its_gap() {
    let (nursery, carer) = complete();
    assert_eq!(codes(&nursery), Vec::<String>::new());
    let house = ("institution", "1");
    let own = nursery.ok("institution.show", json!({}))["institution"].clone();
    let with = |field: &str, value: Value| {
        let mut changed = own.clone();
        changed[field] = value;
        nursery.ok("institution.save", changed);
        let found = codes(&nursery);
        nursery.ok("institution.save", own.clone());
        found
    };
    assert_eq!(with("capacity", json!(500)), ["capacity_over_classes"]);
    assert_eq!(with("uscc", Value::Null), ["uscc_missing"]);
    assert_eq!(with("legal_representative", json!("")), ["legal_representative_missing"]);
    assert_eq!(with("business_scope", json!("教育咨询")), ["scope_without_nursery"]);
    assert_eq!(with("outdoor_area", Value::Null), ["statement_incomplete"]);
    assert_eq!(with("meals_provided", json!(false)), Vec::<String>::new());

    let broken = |kind: &str, owner: (&str, &str), more: Value| {
        let papers = nursery.ok("papers.list", json!({ "owner_kind": owner.0, "owner_id": owner.1 }));
        let old = papers.as_array().unwrap().iter().find(|paper| paper["kind"] == kind).unwrap().clone();
        nursery.ok("papers.withdraw", json!({ "id": old["id"], "reason": "试" }));
        let mut found = vec![codes(&nursery)];
        save_paper(&nursery, kind, owner, more);
        found.push(codes(&nursery));
        let papers = nursery.ok("papers.list", json!({ "owner_kind": owner.0, "owner_id": owner.1 }));
        let bad = papers.as_array().unwrap().iter().find(|paper| paper["kind"] == kind).unwrap().clone();
        nursery.ok("papers.withdraw", json!({ "id": bad["id"], "reason": "试" }));
        let good = json!({ "issued_on": old["issued_on"], "valid_to": old["valid_to"], "facts": old["facts"] });
        save_paper(&nursery, kind, owner, good);
        assert_eq!(codes(&nursery), Vec::<String>::new());
        found
    };
    let missing = vec!["paper_missing".to_owned()];
    let cases = [
        ("hygiene_evaluation", house, json!({ "facts": { "result": "不合格" } }), "hygiene_not_passed"),
        ("premises", house, json!({ "issued_on": "2026-01-01", "valid_to": "2028-12-30" }), "lease_too_short"),
        ("premises", house, json!({ "issued_on": "2026-01-01" }), "lease_term_unknown"),
        ("premises", house, json!({ "valid_to": "2030-01-01", "facts": { "term": "24" } }), "lease_too_short"),
        ("fire_certificate", house, json!({ "issued_on": "2025-11-01" }), "paper_expired"),
        ("fire_certificate", house, json!({ "valid_to": "2030-01-01" }), "fire_certificate_undated"),
        ("legal_certificate", house, json!({ "files": [] }), "paper_without_scan"),
        ("food_licence", house, json!({ "valid_to": "2026-11-22" }), "paper_expired"),
        ("staff_health", ("person", carer.as_str()), json!({ "issued_on": "2025-11-01" }), "paper_expired"),
        ("record_query", ("person", carer.as_str()), json!({ "files": [] }), "paper_without_scan"),
    ];
    for (kind, owner, more, code) in cases {
        let found = broken(kind, owner, more);
        assert_eq!(found, [missing.clone(), vec![code.to_owned()]], "{kind}");
    }
    // 36 months to the day are enough; a bookkeeper needs no proof of qualification.
    assert_eq!(
        broken("premises", house, json!({ "issued_on": "2026-01-01", "valid_to": "2028-12-31" }))[1],
        Vec::<String>::new()
    );
    let bookkeeper = nursery.person("钱会计", "bookkeeper", None);
    assert_eq!(codes(&nursery).len(), 2, "health certificate and record query of {bookkeeper}");
}

#[test]
fn the_package_holds_the_materials_in_order_and_names_no_child() {
    let (nursery, _) = complete();
    let (made, bytes) = export(&nursery);
    assert_eq!(made["number"], "BA2026-001");
    let verification = verify(&bytes);
    assert_eq!(verification.verdict, Verdict::Whole);
    let names: Vec<&str> = verification.entries.iter().map(|entry| entry.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "00_目录.pdf",
            "01_备案书.pdf",
            "02_备案承诺书.pdf",
            "03_营业执照或登记证书/01_民办非企业单位登记证书.pdf",
            "04_场地证明/01_场地证明.pdf",
            "05_人员/01_保育人员_健康合格证明.pdf",
            "05_人员/01_保育人员_专业资格证明.pdf",
            "05_人员/02_园长_健康合格证明.pdf",
            "05_人员/02_园长_专业资格证明.pdf",
            "06_卫生评价报告/01_托幼机构卫生评价报告.pdf",
            "07_消防安全检查合格证明/01_消防安全检查合格证明.pdf",
            "08_食品经营许可证/01_食品经营许可证.pdf",
            "09_规章制度/01_规章制度汇编.pdf",
            "10_人员名册.xlsx",
            "11_班级与收托情况.xlsx",
            "manifest.json",
            "SHA256SUMS",
        ]
    );
    let read = |name: &str| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let mut data = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(name).unwrap(), &mut data).unwrap();
        data
    };
    // No infant is named: neither in the manifest nor in any cell of the workbooks.
    let manifest: Value = serde_json::from_slice(&read("manifest.json")).unwrap();
    assert_eq!(manifest["made_by"], json!(["园长"]));
    assert!(!manifest.to_string().contains("苗小满") && !manifest.to_string().contains("林园长"));
    use calamine::Reader;
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(read("11_班级与收托情况.xlsx"))).unwrap();
    let cells: Vec<String> = book
        .sheet_names()
        .iter()
        .flat_map(|sheet| {
            book.worksheet_range(sheet).unwrap().cells().map(|(_, _, cell)| cell.to_string()).collect::<Vec<_>>()
        })
        .collect();
    assert!(
        cells.iter().any(|cell| cell == "托小班")
            && !cells.iter().any(|cell| cell.contains("苗小满") || cell.contains("2024-11-02"))
    );
    let pages = paper::read::text(&read("01_备案书.pdf")).unwrap();
    for word in
        ["郑东新区春芽托育中心", "52410105MJ000000XE", "360.05", "50 个托位", "2024年5月6日", "郑州市郑东新区民政局"]
    {
        assert!(pages[0].replace(' ', "").contains(&word.replace(' ', "")), "{word} in {}", pages[0]);
    }
    assert_eq!(pages.len(), 1);

    let packages = nursery.ok("filing.packages", json!({}));
    assert_eq!(
        (&packages[0]["number"], &packages[0]["sha256"], &packages[0]["gaps"]),
        (&made["number"], &made["sha256"], &json!([]))
    );
    assert_eq!(export(&nursery).0["number"], "BA2026-002");
}

#[test]
fn two_nurseries_of_the_same_facts_make_the_same_bytes() {
    assert_eq!(export(&complete().0).1, export(&complete().0).1);
}

/// 400 bytes of a real package, spread over all of it and thick at both ends, changed one at a time.
#[test]
fn a_changed_byte_is_never_whole() {
    let (nursery, _) = complete();
    let (_, good) = export(&nursery);
    let length = good.len();
    let mut state = 20_261_123_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let positions: Vec<usize> = (0..400)
        .map(|n| match n % 4 {
            0 => random(200),
            1 => length - 1 - random(1_500),
            _ => random(length),
        })
        .collect();
    let mut bad = good.clone();
    for at in positions {
        bad[at] ^= 1 << random(8);
        let verification = verify(&bad);
        assert_ne!(verification.verdict, Verdict::Whole, "byte {at} of {length}");
        assert_ne!(verification.verdict, Verdict::NotZip, "byte {at} of {length}");
        bad[at] = good[at];
    }
    assert_eq!(verify(&bad).verdict, Verdict::Whole);
}

#[test]
fn verify_is_a_door_that_needs_nobody() {
    let (mut nursery, _) = complete();
    let (_, mut bytes) = export(&nursery);
    nursery.reopen();
    let whole = nursery.desk.file_in("BA.zip", bytes.clone());
    assert_eq!(nursery.ok("filing.verify", json!({ "file": whole }))["verdict"], "whole");
    let at = bytes.windows(5).rposition(|window| window == b"%PDF-").unwrap();
    bytes[at + 2] ^= 1;
    let changed = nursery.desk.file_in("BA.zip", bytes.clone());
    let told = nursery.ok("filing.verify", json!({ "file": changed }));
    assert_eq!(told["verdict"], "changed");
    let named: Vec<&Value> =
        told["entries"].as_array().unwrap().iter().filter(|entry| entry["state"] == "changed").collect();
    assert_eq!(named.len(), 1, "{named:?}");
    assert_eq!(named[0]["name"], "09_规章制度/01_规章制度汇编.pdf");
    let cut = nursery.desk.file_in("BA.zip", bytes[..bytes.len() / 2].to_vec());
    assert_eq!(nursery.ok("filing.verify", json!({ "file": cut }))["verdict"], "truncated");
    assert_eq!(nursery.refused("filing.verify", json!({ "file": "nothing" })), "not_found");
}

#[test]
fn a_gap_blocks_the_export_unless_a_reason_is_given() {
    let (nursery, carer) = complete();
    let papers = nursery.ok("papers.list", json!({ "owner_kind": "person", "owner_id": carer }));
    let health = papers.as_array().unwrap().iter().find(|paper| paper["kind"] == "staff_health").unwrap();
    nursery.ok("papers.withdraw", json!({ "id": health["id"], "reason": "录错" }));
    let error =
        nursery.call("filing.export", json!({ "purpose": "first_filing", "override_reason": "  " })).unwrap_err();
    assert_eq!((&error["code"], &error["field"]), (&json!("filing_incomplete"), &json!("override_reason")));
    assert_eq!(error["details"]["gaps"][0]["code"], "paper_missing");
    assert!(error["details"]["gaps"][0]["message"].as_str().unwrap().starts_with("周保育"));
    assert_eq!(nursery.ok("filing.packages", json!({})), json!([]));

    let made = nursery.ok("filing.export", json!({ "purpose": "inspection", "override_reason": "体检结果下周出" }));
    assert_eq!(made["number"], "BA2026-001", "a refused export takes no number");
    let out = nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(out.bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(package::MANIFEST).unwrap(), &mut text).unwrap();
    let manifest: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&manifest["override_reason"], &manifest["gaps"][0]["code"]),
        (&json!("体检结果下周出"), &json!("paper_missing"))
    );
    assert!(manifest["gaps"][0]["text"].as_str().unwrap().starts_with("01 保育人员"), "{}", manifest["gaps"][0]);
    let kept = nursery.ok("filing.packages", json!({}))[0]["gaps"].clone();
    assert_eq!(
        kept,
        json!([{ "text": manifest["gaps"][0]["text"], "article": manifest["gaps"][0]["article"] }]),
        "the list says what the package lacked"
    );
}

/// What is shown before the export is what is packed.
#[test]
fn a_package_is_seen_before_it_is_made() {
    let (nursery, carer) = complete();
    let preview = nursery.ok("filing.preview", json!({}));
    let entries = preview["entries"].as_array().unwrap();
    let (made, bytes) = export(&nursery);
    let names: Vec<&str> = entries.iter().map(|entry| entry["name"].as_str().unwrap()).collect();
    let packed = verify(&bytes);
    assert_eq!(names, packed.entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>());
    assert_eq!(made["entries"], entries.len());
    let scans: Vec<&Value> = entries.iter().filter(|entry| entry["generated"] == false).collect();
    assert_eq!(scans.len(), 10);
    assert_eq!(preview["size"], scans.iter().map(|scan| scan["size"].as_i64().unwrap()).sum::<i64>());
    let health = scans.iter().find(|scan| scan["owner"] == "周保育").unwrap();
    assert_eq!(
        (&health["kind"], &health["number"], &health["issued_on"], &health["standing"]),
        (&json!("staff_health"), &json!("staff_health-001"), &json!("2026-09-01"), &json!("valid"))
    );
    assert!(nursery.desk.file_out(&format!("paper/{}", health["sha256"].as_str().unwrap())).is_ok());
    nursery.sign_in(&carer);
    assert_eq!(nursery.refused("filing.preview", json!({})), "denied");
}

#[test]
fn two_packages_differ_in_what_came_went_and_changed() {
    let (nursery, _) = complete();
    let before = export(&nursery).0["issued"].clone();
    nursery.clock.set(MONDAY + DAY);
    let same = export(&nursery).0["issued"].clone();
    let compare = |after: &Value| nursery.ok("filing.compare", json!({ "before": before, "after": after }));
    assert_eq!(compare(&same), json!({ "entries": [], "facts": [] }), "the day alone is no difference");

    // One paper is gone, one is renewed, a person has joined (before the others in the list).
    let house = ("institution", "1");
    let papers = nursery.ok("papers.list", json!({ "owner_kind": "institution", "owner_id": "1" }));
    let id = |kind: &str| papers.as_array().unwrap().iter().find(|paper| paper["kind"] == kind).unwrap()["id"].clone();
    nursery.ok("papers.withdraw", json!({ "id": id("rule_book"), "reason": "修订中" }));
    save_paper(
        &nursery,
        "fire_certificate",
        house,
        json!({ "issued_on": "2026-11-20", "replaces": id("fire_certificate"), "files": [scan(&nursery, "新消防证")] }),
    );
    nursery.ok(
        "staff.save_person",
        json!({ "name": "早来的", "joined_on": "2026-01-01", "posts": [{ "post": "carer", "from": "2026-01-01" }] }),
    );
    let made = nursery.ok("filing.export", json!({ "purpose": "inspection", "override_reason": "检查在即" }));
    let differs = compare(&made["issued"]);
    let entries: Vec<(&str, &str)> = differs["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| (entry["title"].as_str().unwrap(), entry["state"].as_str().unwrap()))
        .collect();
    assert_eq!(
        entries,
        [("消防安全检查合格证明", "changed"), ("规章制度汇编", "missing"), ("人员名册", "changed")],
        "papers behind the person who joined are renamed, not changed"
    );
    let facts: Vec<&str> =
        differs["facts"].as_array().unwrap().iter().map(|fact| fact["title"].as_str().unwrap()).collect();
    assert_eq!(facts, ["用途", "缺失或不符合的必备内容", "仍予导出的理由"]);
    assert_eq!(differs["facts"][0]["before"], "首次备案");
    let form = nursery.ok("filing.print", json!({ "form": "commitment" }));
    assert_eq!(nursery.refused("filing.compare", json!({ "before": before, "after": form["issued"] })), "not_found");
}

#[test]
fn a_gap_says_where_it_is_mended() {
    let nursery = Nursery::set_up();
    let overview = nursery.ok("filing.requirements", json!({}));
    let place = |code: &str| {
        let gap = overview["gaps"].as_array().unwrap().iter().find(|gap| gap["code"] == code).unwrap();
        gap["place"].as_str().unwrap().to_owned()
    };
    assert_eq!(place("uscc_missing"), "institution");
    assert_eq!(place("statement_incomplete"), "authorities", "its first open field is the filing authority");
    assert_eq!(place("paper_missing"), "paper");
}

#[test]
fn a_filing_goes_its_way() {
    let (nursery, _) = complete();
    let step = |request: Value| nursery.ok("filing.move", request);
    assert_eq!(nursery.ok("filing.state", json!({}))["state"], "none");
    assert_eq!(nursery.refused("filing.move", json!({ "move": "file", "number": "1" })), "case_move");
    assert_eq!(step(json!({ "move": "start" }))["state"], "draft");
    assert_eq!(step(json!({ "move": "ready" }))["state"], "ready");
    assert_eq!(nursery.refused("filing.move", json!({ "move": "submit", "on": "2026-11-24" })), "filing_day_ahead");
    // Submitted on Friday: five working days are the next Friday, fifteen three weeks later.
    let submitted = step(json!({ "move": "submit", "on": "2026-11-20" }));
    assert_eq!((&submitted["receipt_due"], &submitted["objection_due"]), (&json!("2026-11-27"), &json!("2026-12-11")));
    // Monday: Tuesday to Friday are left.
    assert_eq!((&submitted["receipt_left"], &submitted["objection_left"]), (&json!(4), &json!(14)));
    assert_eq!((&submitted["receipt_days"], &submitted["objection_days"]), (&json!(5), &json!(15)));
    assert_eq!(submitted["calendar_known"], true);
    let last = submitted["steps"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["title"], &last["word"], &last["on"]),
        (&json!("登记已提交"), &json!("已提交"), &json!("2026-11-20"))
    );
    nursery.clock.set(MONDAY + 8 * DAY);
    let late = nursery.ok("filing.state", json!({}));
    assert_eq!((&late["receipt_left"], &late["objection_left"]), (&json!(-2), &json!(8)), "Monday and Tuesday over");
    nursery.clock.set(MONDAY);
    assert_eq!(nursery.refused("filing.move", json!({ "move": "return" })), "filing_note_needed");
    let returned = step(json!({ "move": "return", "note": "卫生评价报告缺页" }));
    assert_eq!(returned["moves"], json!(["ready", "submit", "file", "withdraw"]));
    step(json!({ "move": "submit" }));
    assert_eq!(nursery.refused("filing.move", json!({ "move": "file" })), "filing_number_needed");
    let filed = step(json!({ "move": "file", "number": "41010500012", "on": "2026-11-23" }));
    assert_eq!(
        (&filed["state"], &filed["number"], &filed["filed_on"]),
        (&json!("filed"), &json!("41010500012"), &json!("2026-11-23"))
    );
    assert_eq!(filed["changed"], json!([]));
    assert_eq!(filed["steps"].as_array().unwrap().len(), 6);
    assert!(!filed.to_string().contains("410105199001010018"), "no ID number stands in a step");

    let mut own = nursery.ok("institution.show", json!({}))["institution"].clone();
    assert_eq!(own["filing_number"], "41010500012");
    own["capacity"] = json!(40);
    nursery.ok("institution.save", own);
    let standing = nursery.ok("filing.state", json!({}));
    assert_eq!(standing["changed"], json!([{ "fact": "收托规模", "filed": "50", "now": "40" }]));
    let duties = nursery.ok("today.duties", json!({}));
    assert!(
        duties["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|item| item["duty"] == "filing.case" && item["subject"] == "change"),
        "{duties}"
    );
    assert_eq!(step(json!({ "move": "change" }))["state"], "change_pending");
    assert_eq!(step(json!({ "move": "file", "number": "41010500012" }))["changed"], json!([]));
    assert_eq!(step(json!({ "move": "deregister" }))["moves"], json!(["restart"]));
}

#[test]
fn not_ready_while_something_mandatory_is_missing_but_facts_are_written() {
    let nursery = Nursery::set_up();
    nursery.ok("filing.move", json!({ "move": "start" }));
    assert_eq!(nursery.refused("filing.move", json!({ "move": "ready" })), "filing_incomplete");
    assert_eq!(nursery.ok("filing.move", json!({ "move": "submit" }))["state"], "submitted");
    // The holidays of 2027 are unknown: the step is written, its deadline stays open.
    nursery.ok("filing.move", json!({ "move": "return", "note": "材料不全" }));
    nursery.clock.set(MONDAY + 37 * DAY);
    let submitted = nursery.ok("filing.move", json!({ "move": "submit" }));
    assert_eq!((&submitted["receipt_due"], &submitted["receipt_left"]), (&Value::Null, &Value::Null));
    assert_eq!(submitted["calendar_known"], false);
}

#[test]
fn today_names_papers_that_end_and_papers_that_are_missing() {
    let (nursery, _) = complete();
    let of_papers = || -> Vec<Value> {
        let today = nursery.ok("today.duties", json!({}));
        today["items"].as_array().unwrap().iter().filter(|item| item["duty"] == "filing.papers").cloned().collect()
    };
    assert_eq!(of_papers(), Vec::<Value>::new());
    save_paper(&nursery, "liability_insurance", ("institution", "1"), json!({ "valid_to": "2026-12-10" }));
    assert_eq!((&of_papers()[0]["due"], of_papers().len()), (&json!("2026-12-10"), 1));
    let papers = nursery.ok("papers.list", json!({ "owner_kind": "institution", "owner_id": "1" }));
    nursery.ok("papers.withdraw", json!({ "id": papers.as_array().unwrap().iter().find(|paper| paper["kind"] == "liability_insurance").unwrap()["id"], "reason": "试" }));
    // 2027-05-22: the fire certificate ends on 05-31.
    nursery.clock.set(MONDAY + 180 * DAY);
    let items = of_papers();
    assert_eq!(items.len(), 1, "{items:?}");
    assert_eq!(
        (&items[0]["subject"], &items[0]["due"], &items[0]["urgency"]),
        (&json!("fire_certificate"), &json!("2027-05-31"), &json!("plain"))
    );
    // Two years on: staff papers have ended too, one line a kind, the mandatory ones first.
    nursery.clock.set(MONDAY + 400 * DAY);
    let items = of_papers();
    assert_eq!(items.len(), 3);
    assert!(items.iter().all(|item| item["urgency"] == "warning"));
}

#[test]
fn the_wording_is_a_setting_that_says_how_sure_it_is() {
    let nursery = Nursery::set_up();
    let shown = nursery.ok("filing.wording", json!({}));
    assert_eq!((&shown["confidence"], &shown["wording"]["compared"]), (&json!("medium"), &json!(false)));
    assert!(shown["note"].as_str().unwrap().contains("未经官方样表核对"));
    assert_eq!(shown["pages"], json!({ "statement": 1, "commitment": 1 }));
    let mut wording = shown["wording"].clone();
    wording["pledges"] = json!(["", "二"]);
    assert_eq!(nursery.refused("filing.save_wording", wording.clone()), "filing_wording_empty");
    wording["pledges"] = json!(["本单位遵守规定。"]);
    wording["compared"] = json!(true);
    assert_eq!(nursery.ok("filing.save_wording", wording.clone())["confidence"], "own");
    let made = nursery.ok("filing.print", json!({ "form": "commitment" }));
    let pdf = nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap();
    assert!(paper::read::text(&pdf.bytes).unwrap()[0].contains("本单位遵守规定"));
    // What was printed stays as it was.
    wording["pledges"] = json!(["另一句。"]);
    nursery.ok("filing.save_wording", wording);
    assert_eq!(
        nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap().bytes,
        pdf.bytes
    );
}
