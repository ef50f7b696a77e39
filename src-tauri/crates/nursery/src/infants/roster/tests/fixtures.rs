//! Nasty files, built here.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula};

use super::*;
use crate::intake::{Limits, cells};

const HEAD: [&str; 5] = ["姓名", "性别", "出生日期", "班级", "联系电话"];
const CHILD: [&str; 5] = ["张三", "男", "2025-01-26", "托小班", "19900010000"];

fn preview(book: &Workbook) -> RosterPreview {
    read(book, &RosterChoices::default(), &empty(), today()).unwrap()
}

fn csv(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

#[test]
fn merged_titles_and_a_header_in_row_six() {
    let book = sheet(|s| {
        s.merge_range(0, 0, 1, 4, "某某托育花名册", &Format::new()).unwrap();
        put(s, 3, &["制表日期：2026年9月1日"]);
        put(s, 5, &HEAD);
        put(s, 6, &CHILD);
    });
    let preview = preview(&book);
    assert_eq!((preview.header.row, preview.counts.new), (6, 1));
}

#[test]
fn parents_side_by_side_under_a_two_storey_heading() {
    let book = sheet(|s| {
        let plain = Format::new();
        for (column, heading) in (0_u16..).zip(["姓名", "性别", "出生日期", "班级"]) {
            s.merge_range(0, column, 1, column, heading, &plain).unwrap();
        }
        s.merge_range(0, 4, 0, 5, "父亲", &plain).unwrap();
        s.merge_range(0, 6, 0, 7, "母亲信息", &plain).unwrap();
        put(s, 1, &["", "", "", "", "姓名", "电话", "姓名", "电话"]);
        put(s, 2, &["张三", "男", "2025-01-26", "托小班", "张父", "19900010000", "李母", "19900010001"]);
    });
    let preview = preview(&book);
    assert_eq!((preview.header.row, preview.counts.new), (2, 1), "{preview:#?}");
    let guardians = &preview.rows[0].values.as_ref().unwrap().guardians;
    assert_eq!(
        guardians.iter().map(|g| g.relation.clone().unwrap()).collect::<Vec<_>>(),
        [Relation::Father, Relation::Mother]
    );
    assert_eq!(guardians[1].phone.as_ref().unwrap().as_str(), "19900010001");
}

#[test]
fn parents_side_by_side_in_one_row_and_one_of_them_named_twice() {
    let text = "姓名,性别,出生日期,班级,监护人,父亲姓名,父亲电话,母亲姓名,母亲电话\n张三,男,2025-01-26,托小班,李母,张父,19900010000,李母,19900010001\n";
    let preview = judged(text, &RosterChoices::default(), &empty());
    let guardians = &preview.rows[0].values.as_ref().unwrap().guardians;
    assert_eq!(guardians.len(), 2, "{guardians:?}");
    assert_eq!((guardians[0].name.as_deref(), guardians[0].relation.clone()), (Some("李母"), Some(Relation::Mother)));
}

#[test]
fn text_tables_in_every_encoding() {
    let text = "姓名;性别;出生日期;班级\n\n张三;男;2025年1月26日;托小班\n".to_owned();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let gb = encoding_rs::GB18030.encode(&text.replace("张三", "吴𬭎")).0.into_owned();
    for (bytes, name) in [
        (csv(&text), "张三"),
        (csv(&format!("\u{FEFF}{text}")), "张三"),
        (csv(&text.replace(';', ",").replace('\n', "\r\n")), "张三"),
        (utf16, "张三"),
        (csv(&text.replace(';', "\t")), "张三"),
        (gb, "吴𬭎"),
    ] {
        let preview = preview(&Workbook::read(&bytes, "a.csv").unwrap());
        let row = &preview.rows[0];
        assert_eq!((row.row, row.values.as_ref().unwrap().name.as_str()), (3, name), "the blank line counts");
    }
}

#[test]
fn a_line_break_inside_a_field_is_one_row() {
    let text = "姓名,性别,出生日期,班级,备注\n甲,男,2025-01-26,托小班,\"两\n行\"\n乙,女,2025-01-27,托小班,\n";
    let preview = judged(text, &RosterChoices::default(), &empty());
    assert_eq!(preview.rows.iter().map(|r| r.row).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(preview.rows[0].values.as_ref().unwrap().remark.as_deref(), Some("两\n行"));
}

#[test]
fn totals_notes_blank_numbers_and_headings_again_are_passed_over_and_named() {
    let text = "序号,姓名,性别,出生日期,班级\n1,甲,男,2025-01-26,托小班\n小计,1人,,,\n序号,姓名,性别,出生日期,班级\n2,乙,女,2025-01-27,托小班\n3,,,,\n注：请家长核对,,,,\n合 计,2人,,,\n";
    let preview = judged(text, &RosterChoices::default(), &empty());
    use RosterSkip::{Blank, Heading, Note, Total};
    assert_eq!(preview.skipped.iter().map(|s| s.why).collect::<Vec<_>>(), [Total, Heading, Blank, Note, Total]);
    assert_eq!(preview.counts.new, 2);
}

#[test]
fn a_child_with_a_name_alone_is_not_passed_over() {
    let preview = judged("姓名,性别,出生日期,班级\n甲,,,\n", &RosterChoices::default(), &empty());
    assert_eq!(outcomes(&preview), [RosterOutcome::Rejected]);
    assert_eq!(preview.rows[0].reasons.len(), 2);
}

#[test]
fn cells_of_every_type() {
    let book = sheet(|s| {
        put(s, 0, &["姓名", "性别", "出生日期", "班级", "联系电话", "备注", "入托日期"]);
        put(s, 1, &["甲", "男", "", "托小班"]);
        let format = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
        s.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(2025, 1, 26).unwrap(), &format).unwrap();
        s.write_number(1, 4, 19_900_010_000.0).unwrap();
        s.write_boolean(1, 5, true).unwrap();
        s.write_number(1, 6, 46_266.0).unwrap();
        put(s, 2, &["乙", "男", "", "托小班"]);
        s.write_boolean(2, 2, true).unwrap();
        put(s, 3, &["丙", "女", "", "托小班"]);
        s.write_formula_with_format(3, 2, Formula::new("=DATE(2025,1,27)").set_result("45684"), &format).unwrap();
    });
    let preview = preview(&book);
    assert_eq!(outcomes(&preview), [RosterOutcome::New, RosterOutcome::Rejected, RosterOutcome::New], "{preview:#?}");
    let first = preview.rows[0].values.as_ref().unwrap();
    assert_eq!(
        (first.birth, first.enrolled, first.remark.as_deref()),
        (day("2025-01-26"), Some(day("2026-09-01")), Some("是"))
    );
    assert_eq!(preview.rows[1].reasons[0].cell.as_deref(), Some("C3"));
    assert_eq!(preview.rows[2].values.as_ref().unwrap().birth, day("2025-01-27"), "as Excel last showed it");
}

#[test]
fn a_class_merged_over_its_children_counts_for_each() {
    let book = sheet(|s| {
        put(s, 0, &["班级", "姓名", "性别", "出生日期"]);
        put(s, 1, &["", "甲", "男", "2025-01-26"]);
        put(s, 2, &["", "乙", "女", "2025-01-27"]);
        s.merge_range(1, 0, 2, 0, "托小班", &Format::new()).unwrap();
    });
    let preview = preview(&book);
    assert!(
        preview.rows.iter().all(|row| row.values.as_ref().unwrap().class.as_deref() == Some("tod1")),
        "{preview:#?}"
    );
}

#[test]
fn the_right_sheet_is_found_and_an_empty_one_is_an_error() {
    let mut book = Outgoing::new();
    put(book.add_worksheet(), 0, &["本表由各班老师填写", "姓名"]);
    book.add_worksheet();
    let third = book.add_worksheet();
    put(third, 0, &HEAD);
    put(third, 1, &CHILD);
    let preview = preview(&Workbook::read(&book.save_to_buffer().unwrap(), "a.xlsx").unwrap());
    assert_eq!((preview.header.sheet.as_str(), preview.counts.new), ("Sheet3", 1));

    let mut empty_book = Outgoing::new();
    empty_book.add_worksheet();
    assert_eq!(Workbook::read(&empty_book.save_to_buffer().unwrap(), "a.xlsx"), Err(IntakeError::Empty));
    assert_eq!(Workbook::read(b"", "a.csv"), Err(IntakeError::Empty));
}

#[test]
fn doubled_headings_and_missing_ones_are_named() {
    let text = "姓名,姓名,班级,血型\n甲,乙,托小班,A\n";
    let preview = judged(text, &RosterChoices::default(), &empty());
    assert_eq!(preview.missing, [RosterField::Sex, RosterField::Birth]);
    assert_eq!(preview.header.unknown().map(|c| c.heading.as_str()).collect::<Vec<_>>(), ["姓名", "血型"]);
    assert!(preview.rows.is_empty());
}

#[test]
fn the_person_may_say_what_a_column_is() {
    let text = "姓名,男女,生于何日,班级\n甲,男,2025-01-26,托小班\n";
    let found = judged(text, &RosterChoices::default(), &empty());
    assert_eq!(found.missing, [RosterField::Sex, RosterField::Birth]);
    let mut header = found.header;
    header.assign(1, Some("sex".into()));
    header.assign(2, Some("birth".into()));
    let chosen = RosterChoices { header: Some(header.clone()), ..RosterChoices::default() };
    assert_eq!(judged(text, &chosen, &empty()).counts.new, 1);
    let remembered = RosterChoices { remembered: vec![header], ..RosterChoices::default() };
    assert_eq!(judged("班级,男女,姓名,生于何日\n托小班,男,甲,2025-01-26\n", &remembered, &empty()).counts.new, 1);
}

#[test]
fn limits_are_kept() {
    let small = Limits {
        rows: 3,
        columns: 6,
        cell_chars: 20,
        text_chars: 200,
        sheets: 1,
        unzipped_bytes: 40_000,
        ..Limits::DEFAULT
    };
    let read = |bytes: &[u8], limits: &Limits| Workbook::read_within(bytes, "a.csv", limits).err();
    assert_eq!(read(b"a,b\n1,2\n3,4\n5,6\n", &small), Some(IntakeError::TooManyRows { limit: 3 }));
    assert_eq!(read(b"a,b,c,d,e,f,g\n", &small), Some(IntakeError::TooManyColumns { address: "G1".into(), limit: 6 }));
    assert_eq!(
        read(b"a,0123456789012345678901\n", &small),
        Some(IntakeError::CellTooLong { address: "B1".into(), limit: 20 })
    );
    assert!(matches!(read(&[b'a'; 21 << 20], &Limits::DEFAULT), Some(IntakeError::FileTooLarge { .. })));
    let rows = "甲,男\n".repeat(100_001);
    assert_eq!(read(rows.as_bytes(), &Limits::DEFAULT), Some(IntakeError::TooManyRows { limit: 100_000 }));

    let mut two = Outgoing::new();
    put(two.add_worksheet(), 0, &HEAD);
    put(two.add_worksheet(), 0, &HEAD);
    assert_eq!(read(&two.save_to_buffer().unwrap(), &small), Some(IntakeError::TooManySheets { sheets: 2, limit: 1 }));
    let mut bomb = Outgoing::new();
    let s = bomb.add_worksheet();
    (0..2_000).for_each(|row| put(s, row, &["一", "一", "一", "一"]));
    let bytes = bomb.save_to_buffer().unwrap();
    assert!(bytes.len() < 40_000, "packs small");
    assert_eq!(read(&bytes, &small), Some(IntakeError::UnzipsTooLarge { limit: 40_000 }));
}

#[test]
fn one_cell_in_the_last_corner_does_not_make_a_huge_sheet() {
    let mut book = Outgoing::new();
    let s = book.add_worksheet();
    put(s, 0, &HEAD);
    s.write_string(1_048_575, 16_383, "x").unwrap();
    let read = Workbook::read(&book.save_to_buffer().unwrap(), "a.xlsx");
    assert_eq!(read, Err(IntakeError::TooManyColumns { address: "XFD1048576".into(), limit: 256 }));
}

#[test]
fn what_is_no_table_is_refused() {
    assert_eq!(Workbook::read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "a.xls"), Err(IntakeError::OldOrLocked));
    assert_eq!(Workbook::read(b"PK\x03\x04 and nothing", "a.xlsx"), Err(IntakeError::Damaged("container")));
    assert_eq!(Workbook::read(b"\x89PNG\r\n\x1a\n\0\0\0", "a.png"), Err(IntakeError::UnknownFormat));
    assert_eq!(
        read(&Workbook::read("随便写写\n".as_bytes(), "a.txt").unwrap(), &RosterChoices::default(), &empty(), today()),
        Err(IntakeError::NoHeader)
    );
    let whole = {
        let mut b = Outgoing::new();
        put(b.add_worksheet(), 0, &HEAD);
        b.save_to_buffer().unwrap()
    };
    for cut in [whole.len() / 3, whole.len() / 2, whole.len() - 5] {
        assert!(Workbook::read(&whole[..cut], "a.xlsx").is_err());
    }
}

#[test]
fn addresses_are_those_of_the_spreadsheet() {
    for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
        assert_eq!(cells::column_letters(column), letters);
    }
    assert_eq!(cells::address(11, 4), "E12");
}
