//! Where the ink is, and how much of it there is in the file.

use image::GrayImage;
use paper::{Align, Area, Cell, Column, FormGrid, Pdf, Size, Style, Table, Width, preview};

use crate::{document, fonts};

/// The first page at 10 pixels a millimetre.
fn picture(pdf: &Pdf) -> GrayImage {
    let png = preview::png(&pdf.bytes, 0, 254).expect("picture");
    image::load_from_memory(&png).expect("PNG").to_luma8()
}

/// The rectangle of pixels darker than middle grey: left, top, right, bottom in mm.
fn ink(picture: &GrayImage) -> [f32; 4] {
    let dark = picture.enumerate_pixels().filter(|(_, _, p)| p.0[0] < 128);
    let empty = [f32::MAX, f32::MAX, 0.0, 0.0];
    dark.fold(empty, |[l, t, r, b], (x, y, _)| {
        let (x, y) = (x as f32 / 10.0, y as f32 / 10.0);
        [l.min(x), t.min(y), r.max(x + 0.1), b.max(y + 0.1)]
    })
}

fn near(found: [f32; 4], wanted: [f32; 4], slack: f32) {
    assert!(found.iter().zip(wanted).all(|(a, b)| (a - b).abs() <= slack), "{found:?}, not {wanted:?}");
}

#[test]
fn pages_have_the_size_of_the_paper() {
    for size in [Size::A4, Size::A4_LANDSCAPE, Size::A5_LANDSCAPE, Size::THIRD_241, Size::LABEL_60_40] {
        let pdf = document(size, 5.0).finish().expect("a blank page");
        let picture = picture(&pdf);
        assert!((picture.width() as f32 / 10.0 - size.width).abs() < 0.15, "{size:?}");
        assert!((picture.height() as f32 / 10.0 - size.height).abs() < 0.15, "{size:?}");
    }
}

#[test]
fn lines_stand_where_they_are_put() {
    let mut doc = document(Size::A5_LANDSCAPE, 10.0);
    doc.sheet().frame(Area::new(20.0, 30.0, 100.0, 50.0), 0.4);
    near(ink(&picture(&doc.finish().expect("finished"))), [19.8, 29.8, 120.2, 80.2], 0.15);

    let mut doc = document(Size::A5_LANDSCAPE, 10.0);
    doc.sheet().circle(60.0, 70.0, 20.0, 0.4);
    near(ink(&picture(&doc.finish().expect("finished"))), [39.8, 49.8, 80.2, 90.2], 0.15);
}

#[test]
fn a_nudge_moves_everything() {
    let mut doc = document(Size::A5_LANDSCAPE, 10.0).nudge(1.5, -2.0);
    doc.sheet().frame(Area::new(20.0, 30.0, 100.0, 50.0), 0.4);
    near(ink(&picture(&doc.finish().expect("finished"))), [21.3, 27.8, 121.7, 78.2], 0.15);
}

#[test]
fn text_stands_in_the_middle_of_its_cell() {
    for (text, size) in [("国", 30.0), ("08", 30.0), ("国", 9.0)] {
        let mut doc = document(Size::A5_LANDSCAPE, 0.0);
        let area = Area::new(50.0, 40.0, 60.0, 40.0);
        let style = Style::NOTE.size(size).align(Align::Centre);
        doc.sheet().text_in(area, text, style, paper::Fit::WRAP, "").expect("text");
        let [left, top, right, bottom] = ink(&picture(&doc.finish().expect("finished")));
        let slack = 0.03 * size * 0.353 + 0.1;
        assert!(((left + right) / 2.0 - 80.0).abs() < slack, "{text}: {left} {right}");
        assert!(((top + bottom) / 2.0 - 60.0).abs() < slack, "{text}: {top} {bottom}");
    }
}

#[test]
fn figures_end_at_the_right_of_their_column() {
    let column = Column::fixed(50.0, "").align(Align::Right);
    let rows = [["1.00"], ["12,345.00"]];
    let mut doc = document(Size::A5_LANDSCAPE, 20.0);
    doc.table(&Table::new([column]).padding(3.0).rows(rows)).expect("table");
    let picture = picture(&doc.finish().expect("finished"));
    for y in [23.5, 30.5_f32] {
        let row = (((y - 1.0) * 10.0) as u32)..(((y + 1.0) * 10.0) as u32);
        let inside = (21 * 10)..(69 * 10);
        let last = inside.rev().find(|x| row.clone().any(|y| picture.get_pixel(*x, y).0[0] < 128)).expect("figures");
        assert!((last as f32 / 10.0 - 66.8).abs() < 0.4, "{last}");
    }
}

#[test]
fn a_spanned_cell_has_no_rule_in_it() {
    let form = FormGrid::new([Width::Fixed(30.0), Width::Fixed(30.0)])
        .row_height(20.0)
        .row([Cell::new("").span(2)])
        .row([Cell::new(""), Cell::new("")]);
    let mut doc = document(Size::A5_LANDSCAPE, 20.0);
    doc.form(&form).expect("form");
    let picture = picture(&doc.finish().expect("finished"));
    let dark = |x: u32, y: u32| (x - 3..x + 3).any(|x| picture.get_pixel(x, y).0[0] < 128);
    assert!(!dark(500, 300), "no rule inside the spanned cell");
    assert!(dark(500, 500), "a rule between two cells");
}

#[test]
fn a_watermark_is_pale_and_under_the_text() {
    let draw = |word: Option<&str>| {
        let mut doc = document(Size::A5_LANDSCAPE, 12.0);
        doc.sheet()
            .text_in(Area::new(55.0, 44.0, 100.0, 60.0), "国", Style::NOTE.size(150.0), paper::Fit::WRAP, "")
            .expect("text");
        if let Some(word) = word {
            doc.watermark(word);
        }
        picture(&doc.finish().expect("finished"))
    };
    let (plain, marked) = (draw(None), draw(Some("作废")));
    let count = |picture: &GrayImage, test: fn(u8) -> bool| picture.pixels().filter(|p| test(p.0[0])).count();
    let pale = |p: u8| (200..245).contains(&p);
    assert!(count(&marked, pale) > count(&plain, pale) + 50_000, "the watermark is there");
    let black = |p: u8| p < 20;
    assert!(count(&marked, black) >= count(&plain, black), "and hides nothing");
}

#[test]
fn one_page_is_small_for_only_its_characters_are_in_it() {
    let mut doc = document(Size::A4, 20.0);
    doc.heading(1, "在托婴幼儿花名册").expect("heading");
    let columns = ["序号", "姓名", "性别", "出生日期", "班级", "监护人", "电话", "备注"];
    let table = Table::new(columns.map(|heading| Column::share(1.0, heading).fit(paper::Fit::shrink(6.0))));
    let rows = (0..30).map(|n| {
        [
            n.to_string(),
            "王𬭎".into(),
            "女".into(),
            "2024-07-05".into(),
            "托大一班".into(),
            "阿依古丽".into(),
            "13800000000".into(),
            String::new(),
        ]
    });
    doc.table(&table.rows(rows)).expect("table");
    let pdf = doc.finish().expect("finished");
    assert_eq!(pdf.pages, 1);
    assert!(pdf.bytes.len() < 60_000, "{} bytes", pdf.bytes.len());
    // The whole font would be ten million bytes; an empty page holds no font at all.
    let empty = document(Size::A4, 20.0).finish().expect("finished");
    assert!(empty.bytes.len() < 3_000, "{} bytes", empty.bytes.len());
}

#[test]
fn the_same_paper_has_the_same_bytes() {
    let draw = |created: i64| {
        let meta = paper::Meta { title: "收据".into(), author: String::new(), created };
        let mut doc = paper::Document::new(fonts(), Size::A5, paper::Margins::all(10.0), meta);
        doc.footer("");
        doc.watermark("补打");
        doc.paragraph("阿依古丽·买买提 Abc 123", Style::BODY.bold()).expect("text");
        doc.finish().expect("finished").bytes
    };
    assert!(draw(0) == draw(0));
    assert!(draw(0) != draw(1000), "the date is in it");
}
