//! What stands on which page.

use paper::{Align, Cell, Column, FormGrid, Party, Row, Size, Style, Table};
use proptest::prelude::*;

use crate::{document, pages_of};

/// A row whose text of several lines begins with `始n·` and ends with `终n·`.
fn long_row(n: usize, words: usize) -> [String; 2] {
    [format!("第{n}行"), format!("始{n}·{}终{n}·", "保育".repeat(words))]
}

fn two_columns() -> Table {
    Table::new([Column::fixed(20.0, "序号"), Column::share(1.0, "内容说明")])
}

#[test]
fn a_long_table_keeps_its_rows_whole_and_repeats_its_header() {
    let mut doc = document(Size::A4, 20.0);
    doc.footer("");
    let rows = (0..150).map(|n| long_row(n, 3 + n * 13 % 90));
    doc.table(&two_columns().rows(rows).total(["合计", "一百五十行"])).expect("table");
    let pages = pages_of(&doc.finish().expect("finished"));
    assert!(pages.len() > 3, "{} pages", pages.len());
    for (n, page) in pages.iter().enumerate() {
        assert_eq!(page.matches("内容说明").count(), 1, "header of page {n}");
        assert!(page.contains(&format!("第 {} 页  共 {} 页", n + 1, pages.len())), "footer of page {n}: {page}");
    }
    let whole = pages.concat();
    let mut last = 0;
    for n in 0..150 {
        let (start, end) = (format!("始{n}·"), format!("终{n}·"));
        assert_eq!(whole.matches(&start).count(), 1);
        let page = pages.iter().position(|page| page.contains(&start)).expect("printed");
        assert!(pages[page].contains(&end), "row {n} is split");
        assert!(page >= last, "row {n} is out of order");
        last = page;
    }
    let end = pages.last().expect("pages");
    assert!(end.contains("一百五十行") && end.contains("始149·"), "the total stays with the last row");
}

#[test]
fn the_total_takes_the_last_row_along() {
    // Rows of 20 mm: one page holds header and twelve; the total would stand alone.
    let rows = |count: usize| (0..count).map(|n| Row::new([format!("行{n}。"), String::new()]).height(20.0));
    for count in 11..15 {
        let mut doc = document(Size::A4, 20.0);
        doc.table(&two_columns().rows(rows(count)).total(["合计", ""])).expect("table");
        let pages = pages_of(&doc.finish().expect("finished"));
        let page = pages.iter().find(|page| page.contains("合计")).expect("total");
        assert!(page.contains(&format!("行{}。", count - 1)), "{count} rows");
    }
}

#[test]
fn rows_under_a_tall_cell_stay_together() {
    let mut form = FormGrid::shares(&[1.0, 1.0]).row_height(15.0);
    for n in 0..12 {
        form = form.row([Cell::label(format!("组{n}。")).rows(3), Cell::new(format!("甲{n}。"))]);
        form = form.row([format!("乙{n}。")]).row([format!("丙{n}。")]);
    }
    let mut doc = document(Size::A4, 20.0);
    doc.form(&form).expect("form");
    let pages = pages_of(&doc.finish().expect("finished"));
    assert!(pages.len() > 1);
    for n in 0..12 {
        let page = pages.iter().find(|page| page.contains(&format!("组{n}。"))).expect("printed");
        assert!(page.contains(&format!("甲{n}。")) && page.contains(&format!("丙{n}。")), "group {n} is split");
    }
}

#[test]
fn headings_that_group_columns_are_said_once() {
    let columns = [Column::fixed(20.0, "姓名"), Column::fixed(20.0, "一日"), Column::fixed(20.0, "二日")];
    let table =
        Table::new(columns).groups([Cell::new("姓名").rows(2), Cell::new("日期").span(2)]).row(["王", "1", "2"]);
    let mut doc = document(Size::A5, 10.0);
    doc.table(&table).expect("table");
    assert_eq!(pages_of(&doc.finish().expect("finished")), ["姓名日期一日二日王12"]);
}

#[test]
fn a_heading_does_not_end_a_page() {
    for filled in 0..30 {
        let mut doc = document(Size::A5, 15.0);
        doc.paragraph("首", Style::BODY).expect("text");
        doc.space(100.0 + filled as f32 * 3.0);
        doc.heading(2, "第二条标题").expect("heading");
        doc.paragraph("其后的正文", Style::BODY).expect("text");
        let pages = pages_of(&doc.finish().expect("finished"));
        let page = pages.iter().find(|page| page.contains("第二条标题")).expect("heading");
        assert!(page.contains("其后的正文"), "filled {filled}");
    }
}

#[test]
fn no_line_of_a_paragraph_stands_alone() {
    let style = Style::BODY.align(Align::Left);
    // Each line is a number of its own, so that lines can be counted by page.
    for lines in 2..6 {
        for filled in 0..16 {
            let mut doc = document(Size::A5, 15.0);
            doc.paragraph("首", style).expect("text");
            doc.space(130.0 + filled as f32 * 2.5);
            let text: Vec<String> = (0..lines).map(|n| format!("行{n}")).collect();
            doc.paragraph(&text.join("\n"), style).expect("text");
            let pages = pages_of(&doc.finish().expect("finished"));
            let counts: Vec<usize> = pages.iter().map(|page| page.matches('行').count()).filter(|n| *n > 0).collect();
            assert_eq!(counts.iter().sum::<usize>(), lines);
            // Three lines cannot be parted without a lonely one: they may stand as 2 + 1 only whole.
            assert!(counts.iter().all(|n| *n >= 2), "{lines} lines after {filled}: {counts:?}");
        }
    }
}

#[test]
fn what_is_kept_together_moves_as_a_whole() {
    let mut doc = document(Size::A5, 15.0);
    doc.paragraph("首", Style::BODY).expect("text");
    doc.space(150.0);
    doc.keep_together(|doc| (0..8).try_for_each(|n| doc.paragraph(&format!("同页{n}"), Style::BODY))).expect("kept");
    let pages = pages_of(&doc.finish().expect("finished"));
    assert_eq!(pages[0], "首");
    assert_eq!(pages[1].matches("同页").count(), 8);
}

#[test]
fn three_parties_sign_on_one_page() {
    let party = |name: &str| Party::new(name).line("签字：", "").line("日期：", "2026年11月23日");
    let mut doc = document(Size::A4, 25.0);
    doc.paragraph("首", Style::BODY).expect("text");
    doc.space(230.0);
    doc.signatures(&[party("甲方"), party("乙方"), party("丙方")]).expect("signatures");
    let pages = pages_of(&doc.finish().expect("finished"));
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[1].matches("2026年11月23日").count(), 3);
}

#[test]
fn check_boxes_can_be_read_back() {
    let mut doc = document(Size::A5, 15.0);
    doc.paragraph("☑ 女 ☐ 男 ✓", Style::BODY).expect("text");
    doc.checkbox(false, "园供", Style::BODY).expect("box");
    let page = pages_of(&doc.finish().expect("finished")).concat();
    assert_eq!(page.replace(' ', ""), "√女□男√□园供");
}

#[test]
fn a_roll_is_cut_after_its_content() {
    let height = |lines: usize| {
        let mut doc = document(Size::ROLL_80, 4.0);
        (0..lines).try_for_each(|n| doc.paragraph(&format!("第{n}行"), Style::NOTE)).expect("text");
        let pdf = doc.finish().expect("finished");
        assert_eq!(pdf.pages, 1);
        let png = paper::preview::png(&pdf.bytes, 0, 254).expect("picture");
        let picture = image::load_from_memory(&png).expect("PNG");
        assert_eq!(picture.width(), 800);
        picture.height()
    };
    let (short, long) = (height(3), height(300));
    assert!(short < 300 && long > 10 * short, "{short} {long}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn each_row_of_any_table_is_printed_once_and_whole(
        heights in proptest::collection::vec((3.0_f32..90.0, 0_usize..60), 1..40),
        above in 0.0_f32..150.0,
    ) {
        let mut doc = document(Size::A5, 12.0);
        doc.paragraph("首", Style::BODY).expect("text");
        doc.space(above);
        let rows = heights.iter().enumerate().map(|(n, (height, words))| Row::new(long_row(n, *words)).height(*height));
        doc.table(&two_columns().rows(rows)).expect("table");
        let pages = pages_of(&doc.finish().expect("finished"));
        for n in 0..heights.len() {
            let on = |sign: String| pages.iter().positions(&sign);
            let start = on(format!("始{n}·"));
            prop_assert_eq!(start.len(), 1);
            prop_assert_eq!(start, on(format!("终{n}·")));
        }
    }
}

trait Positions {
    fn positions(self, sign: &str) -> Vec<usize>;
}

impl<'a, I: Iterator<Item = &'a String>> Positions for I {
    fn positions(self, sign: &str) -> Vec<usize> {
        self.enumerate().flat_map(|(n, page)| page.matches(sign).map(move |_| n).collect::<Vec<_>>()).collect()
    }
}
