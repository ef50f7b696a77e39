//! Registers, class sheets and labels through the contract. With `CRADLEBOOK_PAGES` set to a folder, every page is
//! written there as PNG, to be looked at.

use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};

use crate::filing::complete;
use crate::nursery::Nursery;

fn pages(nursery: &Nursery, made: &Value, name: &str) -> Vec<String> {
    let out = nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap();
    look(&out.bytes, name);
    let text = paper::read::text(&out.bytes).unwrap();
    assert_eq!(made["pages"], json!(text.len()));
    text
}

/// Writes the pages as pictures, if somebody wants to look at them.
pub fn look(pdf: &[u8], name: &str) {
    let Some(folder) = std::env::var_os("CRADLEBOOK_PAGES") else {
        return;
    };
    for page in 0..paper::preview::page_count(pdf).unwrap() {
        let file = std::path::Path::new(&folder).join(format!("{name}-{}.png", page + 1));
        std::fs::write(file, paper::preview::png(pdf, page, 108).unwrap()).unwrap();
    }
}

fn many() -> (Nursery, String) {
    let (nursery, carer) = complete();
    for n in 0..14 {
        let name = format!("{}{}", ["春", "夏", "秋", "冬", "欧阳"][n % 5], ["一一", "二", "三三", "四"][n % 4]);
        nursery.enrolled(&format!("{name}{n}"), "2024-12-05", "托小班", "2026-09-01");
    }
    (nursery, carer)
}

#[test]
fn the_list_and_the_table_come_from_the_declaration() {
    let (nursery, carer) = complete();
    let keys = || -> Vec<String> {
        nursery
            .ok("registers.list", json!({}))
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["key"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        keys(),
        [
            "inside_now",
            "pickup",
            "head_counts",
            "handovers",
            "attendance_month",
            "attendance_statistics",
            "health_checks",
            "medicine",
            "infectious_diseases",
            "common_diseases",
            "outbreak_cases",
            "disease_statistics",
            "daily_care",
            "nap_rounds",
            "injuries",
            "staff_checks",
            "infant_roster",
            "staff_roster",
            "class_overview",
            "make_good"
        ]
    );
    let sheet = nursery.ok("registers.show", json!({ "key": "infant_roster" }));
    assert_eq!(sheet["rows"][0][2], "苗小满");
    assert_eq!(sheet["rows"][0].as_array().unwrap().len(), sheet["columns"].as_array().unwrap().len());
    assert_eq!(sheet["foot"], "合计 1 名。");
    let staff = nursery.ok("registers.show", json!({ "key": "staff_roster" }));
    assert_eq!(staff["rows"].as_array().unwrap().len(), 2);
    let classes = nursery.ok("registers.show", json!({ "key": "class_overview" }));
    assert!(classes["foot"].as_str().unwrap().contains("在托 1 人"), "{classes}");
    assert_eq!(nursery.ok("registers.show", json!({ "key": "staff_roster", "blank": true }))["rows"], json!([]));
    assert_eq!(nursery.refused("registers.show", json!({ "key": "nothing" })), "register_unknown");
    // A carer sees the sheets of the day and none with ID numbers.
    nursery.sign_in(&carer);
    let of_the_day = keys();
    assert!(of_the_day.contains(&"health_checks".to_owned()) && !of_the_day.contains(&"infant_roster".to_owned()));
    assert_eq!(nursery.refused("registers.show", json!({ "key": "infant_roster" })), "denied");
}

#[test]
fn sheets_are_printed_and_say_who_and_when() {
    let (nursery, _) = many();
    for (key, words) in [
        ("infant_roster", vec!["婴幼儿花名册", "苗小满", "合计"]),
        ("staff_roster", vec!["人员名册", "周保育"]),
        ("class_overview", vec!["班级与收托情况", "托小班"]),
    ] {
        let made = nursery.ok("registers.print", json!({ "key": key }));
        let text = pages(&nursery, &made, key).join("\n");
        for word in words {
            assert!(text.contains(word), "{word} in {key}");
        }
    }
    let blank = nursery.ok("registers.print", json!({ "key": "staff_roster", "blank": true }));
    assert!(!pages(&nursery, &blank, "staff_roster_blank")[0].contains("周保育"));
}

#[test]
fn an_exported_register_reads_back_unchanged() {
    let (nursery, _) = many();
    let shown = nursery.ok("registers.show", json!({ "key": "infant_roster" }));
    let made = nursery.ok("registers.export", json!({ "key": "infant_roster" }));
    let out = nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap();
    assert!(out.name.ends_with(".xlsx"), "{}", out.name);
    let mut book = Xlsx::new(std::io::Cursor::new(out.bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let cell = |data: &Data| match data {
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    let mut rows = range.rows();
    let headings: Vec<String> = rows.next().unwrap().iter().map(cell).collect();
    assert_eq!(
        json!(headings),
        json!(shown["columns"].as_array().unwrap().iter().map(|column| column["heading"].clone()).collect::<Vec<_>>())
    );
    assert_eq!(json!(rows.map(|row| row.iter().map(cell).collect::<Vec<_>>()).collect::<Vec<_>>()), shown["rows"]);
}

#[test]
fn the_class_sheet_shades_what_is_no_working_day() {
    let (nursery, carer) = many();
    let class = nursery.class("托小班");
    let made = nursery.ok("sheets.print_class", json!({ "class_id": class, "month": "2026-10" }));
    let text = pages(&nursery, &made, "class_sheet");
    assert!(text[0].contains("儿童出勤登记表") && text[0].contains("苗小满") && text[0].contains("2026年10月"));
    // October 2026: the national holiday and the weekends are off, and one weekend day is worked.
    assert!(text[0].matches('休').count() >= 11 && text[0].contains('班'));
    assert_eq!(text.len(), 1);
    nursery.sign_in(&carer);
    assert_eq!(
        nursery.refused("sheets.print_class", json!({ "class_id": nursery.class("托大班"), "month": "2026-10" })),
        "not_found"
    );
}

#[test]
fn labels_for_cup_towel_and_bed() {
    let (nursery, _) = complete();
    let roll = nursery.ok("sheets.print_labels", json!({ "size": "label" }));
    let text = pages(&nursery, &roll, "labels_roll");
    assert_eq!(text.len(), 3);
    for (page, what) in text.iter().zip(["杯", "巾", "床"]) {
        assert!(page.contains(what) && page.contains("苗小满") && page.contains("托小班"), "{page}");
    }
    let (nursery, _) = many();
    let tiled = nursery.ok("sheets.print_labels", json!({ "size": "a4", "class_id": nursery.class("托小班") }));
    assert_eq!(pages(&nursery, &tiled, "labels_a4").len(), 3, "45 labels, 21 a page");
}

#[test]
fn a_character_without_a_glyph_is_named_and_may_be_written_by_hand() {
    let (nursery, _) = complete();
    nursery.enrolled("李𪚥", "2024-12-05", "托小班", "2026-09-01");
    let request = json!({ "class_id": nursery.class("托小班"), "month": "2026-11" });
    let error = nursery.call("sheets.print_class", request.clone()).unwrap_err();
    assert!(error["message"].as_str().unwrap().contains('𪚥'), "{error}");
    let mut agreed = request;
    agreed["substitute"] = json!(true);
    let made = nursery.ok("sheets.print_class", agreed);
    assert!(pages(&nursery, &made, "geta")[0].contains('〓'));
}

#[test]
fn the_filing_forms_fill_one_page_each() {
    let (nursery, _) = complete();
    for form in ["statement", "commitment"] {
        let made = nursery.ok("filing.print", json!({ "form": form }));
        assert_eq!(pages(&nursery, &made, form).len(), 1, "{form}");
    }
    let bare = Nursery::set_up();
    assert_eq!(pages(&bare, &bare.ok("filing.print", json!({ "form": "statement" })), "statement_bare").len(), 1);
    // The index of a package with gaps.
    let made = bare.ok("filing.export", json!({ "purpose": "other", "override_reason": "先交部分材料，其余下周补齐" }));
    let package = bare.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap().bytes;
    let mut index = Vec::new();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    std::io::Read::read_to_end(&mut archive.by_index(0).unwrap(), &mut index).unwrap();
    look(&index, "index_gaps");
    let (whole, _) = complete();
    let made = whole.ok("filing.export", json!({ "purpose": "first_filing" }));
    let package = whole.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap().bytes;
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let mut index_whole = Vec::new();
    std::io::Read::read_to_end(&mut archive.by_index(0).unwrap(), &mut index_whole).unwrap();
    look(&index_whole, "index");
    assert!(paper::read::text(&index).unwrap().join("").contains("先交部分材料"));
}

#[test]
fn a_workbook_of_a_derived_register_is_compared_and_not_taken_in() {
    let (nursery, _) = many();
    let made = nursery.ok("registers.export", json!({ "key": "staff_roster" }));
    let out = nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap();
    let file = nursery.desk.file_in(&out.name, out.bytes);
    let seen = nursery.ok("registers.compare_file", json!({ "key": "staff_roster", "file": file }));
    assert_eq!((&seen["same"], &seen["changed"], &seen["takes_in"]), (&json!(2), &json!(0), &json!(false)), "{seen}");
    assert_eq!(
        nursery.refused("registers.take_file", json!({ "key": "staff_roster", "file": file })),
        "register_derived"
    );
    // A list of somebody's own: other order, other columns, one cell that differs, one person who is not here.
    let csv = "2026年人员情况\n\n姓名,岗位,入职日期\n周保育,保育人员,2026年9月2日\n钱某,保育人员,2026-01-01\n";
    let file = nursery.desk.file_in("人员.csv", csv.as_bytes().to_vec());
    let seen = nursery.ok("registers.compare_file", json!({ "key": "staff_roster", "file": file }));
    let rows = seen["rows"].as_array().unwrap();
    let cell = &rows[0]["cells"][0];
    assert_eq!(
        (&cell["address"], &cell["before"], &cell["after"]),
        (&json!("C4"), &json!("2026-09-01"), &json!("2026-09-02")),
        "{seen}"
    );
    assert_eq!(
        (&rows[1]["outcome"], &rows[2]["outcome"], &rows[2]["name"]),
        (&json!("new"), &json!("absent"), &json!("林园长"))
    );
}

#[test]
fn a_signed_roster_is_bound_and_later_changes_show() {
    let (nursery, carer) = complete();
    let made = nursery.ok("registers.print", json!({ "key": "staff_roster" }));
    let signed = json!([{ "place": "园长", "name": "林园长" }]);
    let bind = json!({ "issued": made["issued"], "signed": signed, "signed_on": "2026-11-23" });
    nursery.ok("registers.bind", bind);
    nursery.ok(
        "staff.save_person",
        json!({ "id": carer, "name": "周保育", "education": "大专", "joined_on": "2026-09-01", "posts": [] }),
    );
    let standing = nursery.ok("registers.show", json!({ "key": "staff_roster" }))["standing"].clone();
    assert_eq!(
        (&standing["bound"]["signed"], &standing["differs"][0]["name"]),
        (&signed, &json!("周保育")),
        "{standing}"
    );
    assert_eq!(standing["differs"][0]["cells"][0]["after"], "大专");
    // Tomorrow's sheet is another one.
    nursery.clock.advance(crate::nursery::DAY);
    assert_eq!(nursery.ok("registers.show", json!({ "key": "staff_roster" }))["standing"]["bound"], json!(null));
}
