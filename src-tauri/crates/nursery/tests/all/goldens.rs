//! Golden documents: the text of each printed form, and its pages as small grey pictures, beside the ones that a
//! person looked at and found good. `CRADLEBOOK_BLESS=1` writes them anew: look at each before you commit it.

use std::io::Cursor;
use std::path::{Path, PathBuf};

use image::{GrayImage, ImageFormat};
use paper::{Area, Document, Fonts, HAIRLINE, Margins, Meta, Size, Style};
use serde_json::{Value, json};

use crate::billing::{bookkeeper, pay, second, with_contract};
use crate::contracts::{fees, signed};
use crate::filing::complete;
use crate::nursery::Nursery;

const DPI: u32 = 72;
/// Side of a tile, px: 4 mm on paper.
const TILE: u32 = 12;
/// What antialiasing may change: of a whole page and of its worst tile, in steps of 255.
const MEAN: f64 = 0.4;
const WORST: f64 = 14.0;
/// Grey is kept in sixteen steps: the pictures stay small.
const STEP: u8 = 17;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens")
}

/// A page in sixteen greys.
fn picture(png: &[u8]) -> GrayImage {
    let mut picture = image::load_from_memory_with_format(png, ImageFormat::Png).unwrap().into_luma8();
    picture.pixels_mut().for_each(|pixel| pixel.0[0] = pixel.0[0].saturating_add(STEP / 2) / STEP * STEP);
    picture
}

/// In what two pages differ, if it is more than antialiasing.
fn differ(golden: &GrayImage, now: &GrayImage) -> Option<String> {
    if golden.dimensions() != now.dimensions() {
        return Some(format!("{:?} px became {:?} px", golden.dimensions(), now.dimensions()));
    }
    let (width, height) = golden.dimensions();
    let (mut sum, mut worst) = (0_u64, (0.0, 0, 0));
    for top in (0..height).step_by(TILE as usize) {
        for left in (0..width).step_by(TILE as usize) {
            let (right, bottom) = ((left + TILE).min(width), (top + TILE).min(height));
            let pixels = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
            let difference = |(x, y)| u64::from(golden.get_pixel(x, y).0[0].abs_diff(now.get_pixel(x, y).0[0]));
            let tile: u64 = pixels.map(difference).sum();
            sum += tile;
            let mean = tile as f64 / f64::from((right - left) * (bottom - top));
            if mean > worst.0 {
                worst = (mean, left, top);
            }
        }
    }
    let mean = sum as f64 / f64::from(width * height);
    let mm = |px: u32| f64::from(px) * 25.4 / f64::from(DPI);
    (mean > MEAN || worst.0 > WORST).then(|| {
        format!(
            "mean {mean:.2} (≤ {MEAN}), worst tile {:.1} (≤ {WORST}) at {:.0} × {:.0} mm",
            worst.0,
            mm(worst.1),
            mm(worst.2)
        )
    })
}

fn bless() -> bool {
    std::env::var_os("CRADLEBOOK_BLESS").is_some()
}

/// Compares a paper with its golden.
fn golden(name: &str, pdf: &[u8]) {
    crate::registers::look(pdf, name);
    let pages = paper::read::text(pdf).unwrap();
    let text: String = (1..).zip(&pages).map(|(n, page)| format!("== {n} ==\n{page}\n")).collect();
    let file = folder().join(format!("{name}.txt"));
    if bless() {
        std::fs::create_dir_all(folder()).unwrap();
        std::fs::write(&file, &text).unwrap();
    }
    let known = std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("{name} has no golden: CRADLEBOOK_BLESS=1"));
    assert_eq!(text, known, "the text of {name} changed");
    for page in 0..pages.len() {
        let now = picture(&paper::preview::png(pdf, page, DPI).unwrap());
        let file = folder().join(format!("{name}-{}.png", page + 1));
        if bless() {
            let mut png = Vec::new();
            now.write_to(&mut Cursor::new(&mut png), ImageFormat::Png).unwrap();
            std::fs::write(&file, png).unwrap();
        }
        let known = picture(&std::fs::read(&file).unwrap_or_else(|_| panic!("{} is missing", file.display())));
        if let Some(difference) = differ(&known, &now) {
            let seen = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.png", page + 1));
            now.save(&seen).unwrap();
            panic!("page {} of {name} changed: {difference}; it is at {}", page + 1, seen.display());
        }
    }
}

fn out(nursery: &Nursery, made: &Value) -> Vec<u8> {
    nursery.desk.file_out(&format!("issued/{}", made["issued"].as_str().unwrap())).unwrap().bytes
}

fn printed(nursery: &Nursery, name: &str, operation: &str, request: Value) {
    let made = nursery.ok(operation, request);
    golden(name, &out(nursery, &made));
}

/// A nursery with all its facts, and an infant with a contract whose November is charged.
fn billed() -> (Nursery, String) {
    let (nursery, _) = complete();
    let infant = with_contract(&nursery, "阿依古丽·买买提", fees());
    nursery.ok("billing.charge_month", json!({ "month": "2026-11" }));
    bookkeeper(&nursery);
    (nursery, infant)
}

fn receipt(nursery: &Nursery, id: &Value, size: &str, name: &str) {
    printed(nursery, name, "billing.print_receipt", json!({ "receipt_id": id, "size": size }));
}

#[test]
fn receipts() {
    let (nursery, infant) = billed();
    let id = pay(&nursery, &infant, "2026-11")["head"]["id"].clone();
    receipt(&nursery, &id, "a5", "receipt_a5");
    receipt(&nursery, &id, "third", "receipt_241");
    nursery.ok("billing.print_receipt", json!({ "receipt_id": id, "size": "a5" }));
    receipt(&nursery, &id, "a5", "receipt_a5_reprint_2");
    second(&nursery, "billing.void", json!({ "receipt_id": id, "reason": "开错", "copies_back": true })).unwrap();
    receipt(&nursery, &id, "a5", "receipt_a5_void");
    receipt(&nursery, &id, "third", "receipt_241_void");
}

#[test]
fn red_receipts() {
    let (nursery, infant) = billed();
    let id = pay(&nursery, &infant, "2026-11")["head"]["id"].clone();
    let red = nursery.ok(
        "billing.reverse",
        json!({ "receipt_id": id, "reason": "病假退伙食费 5 天", "cause": "refund", "lines": [{ "seq": 2, "amount": 11_000 }] }),
    );
    receipt(&nursery, &red["head"]["id"], "a5", "receipt_a5_red");
    receipt(&nursery, &red["head"]["id"], "third", "receipt_241_red");
}

#[test]
fn contract() {
    let (nursery, _) = complete();
    let infant = nursery.infant("张思远", "2025-01-26");
    let id = signed(&nursery, &infant, "2026-12-01", "2027-08-31", fees());
    printed(&nursery, "contract", "contracts.print", json!({ "id": id }));
}

/// Fourteen infants more in one class.
fn many() -> Nursery {
    let (nursery, _) = complete();
    for n in 0..14 {
        let name = format!("{}{}", ["春", "夏", "秋", "冬", "欧阳"][n % 5], ["一一", "二", "三三", "四"][n % 4]);
        nursery.enrolled(&name, "2024-12-05", "托小班", "2026-09-01");
    }
    nursery
}

#[test]
fn class_sheet_and_labels() {
    let nursery = many();
    let class = nursery.class("托小班");
    printed(&nursery, "class_sheet", "sheets.print_class", json!({ "class_id": class, "month": "2026-10" }));
    printed(&nursery, "labels_a4", "sheets.print_labels", json!({ "size": "a4", "class_id": class, "uses": ["cup"] }));
    let (few, _) = complete();
    printed(&few, "labels_60x40", "sheets.print_labels", json!({ "size": "label" }));
}

#[test]
fn registers() {
    let nursery = many();
    printed(&nursery, "register_staff", "registers.print", json!({ "key": "staff_roster" }));
    printed(&nursery, "register_infants", "registers.print", json!({ "key": "infant_roster" }));
    printed(&nursery, "register_classes", "registers.print", json!({ "key": "class_overview" }));
    printed(&nursery, "register_blank", "registers.print", json!({ "key": "staff_roster", "blank": true }));
}

/// The sheets of the child's day (附件4 表1, 表3, 表4, 表5, 附件5-1, and who is inside).
#[test]
fn sheets_of_the_day() {
    let (nursery, class) = crate::attendance::a_few_days();
    let of_class = |key: &str| json!({ "key": key, "on": "2026-11-25", "class_id": class });
    printed(&nursery, "day_health_checks", "registers.print", of_class("health_checks"));
    printed(&nursery, "day_attendance_month", "registers.print", of_class("attendance_month"));
    printed(&nursery, "day_inside_now", "registers.print", of_class("inside_now"));
    for key in ["attendance_statistics", "infectious_diseases", "common_diseases"] {
        printed(&nursery, &format!("day_{key}"), "registers.print", json!({ "key": key, "on": "2026-11-25" }));
    }
}

/// Medicine and injury (附件4 表2, 表9), and the order that a guardian signs.
#[test]
fn medicine_and_injury() {
    let (nursery, class) = crate::medicine::a_day();
    let of_class = json!({ "key": "medicine", "on": "2026-11-23", "class_id": class });
    printed(&nursery, "day_medicine", "registers.print", of_class);
    let orders = nursery.ok("health.medicines", json!({}))["orders"].clone();
    printed(&nursery, "medicine_order", "health.print_medicine", json!({ "id": orders[0]["id"] }));
    let (nursery, fall) = crate::safety::a_fall();
    printed(&nursery, "injury_form", "safety.print_incident", json!({ "id": fall }));
    nursery.sign_in(&nursery.director.clone());
    printed(&nursery, "day_injuries", "registers.print", json!({ "key": "injuries", "on": "2026-11-23" }));
}

/// The care of a class, and a child's card for its family.
#[test]
fn daily_care() {
    let (nursery, class, child) = crate::care::a_day();
    printed(&nursery, "daily_card", "care.print_daily_card", json!({ "infant_id": child }));
    nursery.sign_in(&nursery.director.clone());
    let of_class = json!({ "key": "daily_care", "on": "2026-11-23", "class_id": class });
    printed(&nursery, "day_care", "registers.print", of_class);
}

/// The sheets of a class for the next day, with numbers and names.
#[test]
fn sheets_of_tomorrow() {
    let nursery = many();
    printed(&nursery, "day_sheets", "sheets.print_day", json!({ "class_id": nursery.class("托小班") }));
}

/// A sheet of entries: a late cell marked, a missing one free, the foot counting both.
#[test]
fn register_with_late_cells() {
    let column = |heading: &str, width: f32, kind: &str| json!({ "heading": heading, "width": width, "kind": kind, "source": "" });
    let sheet = json!({
        "key": "morning_check", "title": "晨午检登记表", "article": "《托儿所幼儿园卫生保健工作规范》附件4 表4",
        "nursery": "郑东新区春芽托育中心", "class": "托小班", "on": "2026-11-23", "period": "day", "landscape": false,
        "columns": [column("托号", 12.0, "number"), column("姓名", 24.0, "text"), column("体温（℃）", 20.0, "number"),
            column("口腔咽喉", 26.0, "text"), column("皮肤", 26.0, "text"), column("处理", 40.0, "text"), column("检查人", 22.0, "text")],
        "rows": [["1", "苗小满", "36.5", "正常", "正常", "入班", "周医生"], ["2", "张思远", "37.2", "正常", "红疹", "复测后通知家长", "周医生"],
            ["3", "欧阳二", "", "正常", "正常", "", "周医生"]],
        "marks": [{ "row": 1, "column": 2, "mark": "late" }, { "row": 1, "column": 5, "mark": "late" }, { "row": 2, "column": 2, "mark": "missing" }],
        "stamped": 11, "blank_rows": 0, "foot": "应检 3 人，已检 3 人。　补录 2 / 11　缺 1 格", "signatures": ["检查人", "园长"],
    });
    let sheet = serde_json::from_value(sheet).unwrap();
    golden("register_late", &nursery::documents::register::draw(Fonts::load().unwrap(), &sheet, 0).unwrap().bytes);
}

#[test]
fn filing_forms() {
    let (nursery, _) = complete();
    for form in ["statement", "commitment"] {
        printed(&nursery, &format!("filing_{form}"), "filing.print", json!({ "form": form }));
        let again = nursery.ok("filing.print", json!({ "form": form }));
        assert_eq!(again["reprint"], 1);
        golden(&format!("filing_{form}_reprint_1"), &out(&nursery, &again));
    }
    let blank = Nursery::set_up();
    printed(&blank, "filing_statement_bare", "filing.print", json!({ "form": "statement" }));
}

/// The index of a package, drawn from fixed facts: the hashes of a real one change with every byte of its files.
#[test]
fn filing_index() {
    use nursery::documents::filing_index::{FilingIndex, draw};
    let line = |title: &str, number: &str, issuer: &str, valid_to: &str, file: &str, hash: &str| json!({ "title": title, "number": number, "issuer": issuer, "issued_on": "2024-05-06", "valid_to": valid_to, "file": file, "hash": hash });
    let own = "郑东新区春芽托育中心";
    let mut index = json!({
        "name": own, "uscc": "52410105MJ000000XE", "number": "BA2026-001", "purpose": "首次备案", "made_on": "2026年11月23日",
        "lines": [
            line("托育机构备案书", "", own, "", "01_备案书.pdf", "c2b828e62760"),
            line("营业执照或法人登记证书", "52410105MJ000000XE", "郑州市郑东新区民政局", "2028-05-05", "03_登记证书/01_登记证书.pdf", "fc3de2830ecd"),
            line("01 保育人员 健康合格证明", "豫健 2026-100123", "郑州市郑东新区疾病预防控制中心", "2027-08-31", "05_人员/01_保育人员_健康合格证明.pdf", "06da2aefb679"),
            line("食品经营许可证", "JY34101050012345", "郑州市郑东新区市场监督管理局", "2029-05-31", "08_食品经营许可证/01_食品经营许可证.pdf", "657fbdcecfa6"),
        ],
        "gaps": [], "override_reason": null,
    });
    let drawn = |index: &Value| {
        let index: FilingIndex = serde_json::from_value(index.clone()).unwrap();
        draw(Fonts::load().unwrap(), &index, 0).unwrap().bytes
    };
    golden("filing_index", &drawn(&index));
    index["gaps"] = json!([
        ["缺消防安全检查合格证明，请登记并附扫描件", "登记和备案办法第八条（五）"],
        ["01 园长：缺从业禁止查询结果，请登记并附扫描件", "未成年人保护法第六十二条"]
    ]);
    index["override_reason"] = "先交部分材料，其余下周补齐".into();
    golden("filing_index_gaps", &drawn(&index));
}

#[test]
fn test_pages() {
    let nursery = Nursery::set_up();
    for size in ["a4", "a5", "third", "roll", "label"] {
        printed(&nursery, &format!("test_page_{size}"), "sheets.print_test", json!({ "paper": size }));
    }
}

/// A page with a heading, two lines and a rule; `moved` moves the second line down and the rule to the right.
fn small(words: &str, moved: (f32, f32), nudge: f32) -> GrayImage {
    let mut doc = Document::new(Fonts::load().unwrap(), Size::A5_LANDSCAPE, Margins::all(10.0), Meta::default());
    doc = doc.nudge(nudge, nudge);
    let mut sheet = doc.sheet();
    sheet.frame(Area::new(20.0, 20.0, 160.0, 40.0), HAIRLINE);
    sheet.text(30.0, 25.0, "收款单位（章）：郑东新区春芽托育中心", Style::NOTE).unwrap();
    sheet.text(30.0, 35.0 + moved.0, words, Style::NOTE).unwrap();
    sheet.line((120.0 + moved.1, 20.0), (120.0 + moved.1, 60.0), HAIRLINE);
    picture(&paper::preview::png(&doc.finish().unwrap().bytes, 0, DPI).unwrap())
}

#[test]
fn a_small_change_of_the_layout_is_seen_and_antialiasing_is_not() {
    const WORDS: &str = "本收据仅证明收款，不作为发票";
    let kept = small(WORDS, (0.0, 0.0), 0.0);
    assert_eq!(differ(&kept, &small(WORDS, (0.0, 0.0), 0.0)), None);
    assert_eq!(differ(&kept, &small(WORDS, (0.0, 0.0), 0.01)), None, "a hundredth of a millimetre");
    assert!(differ(&kept, &small(WORDS, (0.5, 0.0), 0.0)).is_some(), "a line moved by half a millimetre");
    assert!(differ(&kept, &small(WORDS, (0.0, 0.6), 0.0)).is_some(), "a hairline moved");
    assert!(differ(&kept, &small("本收据仅证明收款，不作为", (0.0, 0.0), 0.0)).is_some(), "a word is missing");
}
