//! What cannot be done is refused, by name.

use paper::{Area, Cell, Column, Error, Fit, FormGrid, Row, Size, Style, Table, preview, read};

use crate::{document, pages_of};

#[test]
fn columns_wider_than_the_page_are_refused() {
    let mut doc = document(Size::A5, 10.0);
    let table = Table::new([Column::fixed(100.0, "甲"), Column::fixed(60.0, "乙")]);
    assert!(matches!(doc.table(&table), Err(Error::TooWide { needed: 160.0, .. })));
}

#[test]
fn a_row_with_too_many_cells_is_refused() {
    let mut doc = document(Size::A5, 10.0);
    let table = Table::new([Column::share(1.0, "甲")]).row(["一"]).row(["一", "二"]);
    assert!(matches!(doc.table(&table), Err(Error::Cells { row: 1, columns: 1 })));
    let under = FormGrid::shares(&[1.0, 1.0]).row([Cell::new("高").rows(2), Cell::new("一")]).row(["二", "三"]);
    assert!(matches!(doc.form(&under), Err(Error::Cells { row: 1, columns: 2 })));
}

#[test]
fn a_row_taller_than_a_page_is_refused() {
    let mut doc = document(Size::A5_LANDSCAPE, 10.0);
    let table = Table::new([Column::share(1.0, "甲")]).row(Row::new(["一"]).height(200.0));
    assert!(matches!(doc.table(&table), Err(Error::TooTall { .. })));
}

#[test]
fn a_text_shrinks_to_its_floor_and_then_is_refused_or_cut() {
    let name = "麦尔丹·阿卜杜热西提·买买提依明";
    let area = Area::new(10.0, 10.0, 30.0, 8.0);
    let style = Style::NOTE.size(12.0);
    let mut doc = document(Size::A5, 10.0);
    doc.sheet().text_in(area, name, style, Fit::shrink(4.0), "姓名").expect("small enough");
    match doc.sheet().text_in(area, name, style, Fit::shrink(9.0), "姓名") {
        Err(Error::Overflow { context }) => assert_eq!(context, "姓名"),
        other => panic!("{other:?}"),
    }
    let mut cut = document(Size::A5, 10.0);
    cut.sheet().text_in(area, name, style, Fit::shrink(9.0).or_ellipsis(), "姓名").expect("cut");
    let text = &pages_of(&cut.finish().expect("finished"))[0];
    let kept = text.strip_suffix('…').expect("an ellipsis");
    assert!(name.starts_with(kept) && kept.chars().count() >= 6, "{text}");

    let two = Fit::lines(2, 9.0);
    let mut doc = document(Size::A5, 10.0);
    doc.sheet().text_in(area, name, style, two, "姓名").expect("two lines");
    assert_eq!(read::text(&doc.finish().expect("finished").bytes).expect("read")[0].lines().count(), 2);
}

#[test]
fn bytes_that_are_no_pdf_are_refused() {
    assert!(matches!(preview::page_count(b"%PDF-1.7 no"), Err(Error::Pdf(_))));
    assert!(matches!(read::text(b""), Err(Error::Pdf(_))));
}

#[test]
fn pages_and_resolutions_that_do_not_exist_are_refused() {
    let pdf = document(Size::A5, 10.0).finish().expect("a blank page");
    assert!(matches!(preview::png(&pdf.bytes, 1, 72), Err(Error::NoPage { page: 1, pages: 1 })));
    assert!(matches!(preview::png(&pdf.bytes, 0, 100_000), Err(Error::Resolution(_))));
    assert!(matches!(preview::png(&pdf.bytes, 0, 0), Err(Error::Resolution(0))));
}

#[test]
fn an_instant_outside_the_calendar_is_refused() {
    let meta = paper::Meta { created: i64::MAX, ..paper::Meta::default() };
    let doc = paper::Document::new(crate::fonts(), Size::A5, paper::Margins::all(10.0), meta);
    assert!(matches!(doc.finish(), Err(Error::Instant(i64::MAX))));
}
