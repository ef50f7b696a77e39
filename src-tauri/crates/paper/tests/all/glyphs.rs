//! Characters that the typeface has, lacks, or gets from a second font.

use std::path::PathBuf;
use std::process::Command;

use paper::{Column, Error, Fonts, Missing, Size, Style, Table, read};
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{document, fonts, pages_of};

const RARE: &str = "王𬭎与阿依古丽·买买提，龘靐喆㛃☐☑✓";
/// In no text font.
const NOWHERE: char = '\u{1f600}';

#[test]
fn rare_names_read_back_in_order() {
    assert_eq!(fonts().missing("王𬭎阿依古丽·买买提￥¥√□"), []);
    let mut doc = document(Size::A5_LANDSCAPE, 12.0);
    doc.paragraph("王𬭎", Style::BODY).expect("𬭎");
    doc.paragraph("阿依古丽·买买提", Style::BODY.bold()).expect("·");
    let pdf = doc.finish().expect("finished");
    assert_eq!(read::text(&pdf.bytes).expect("read"), ["王𬭎\n阿依古丽·买买提"]);
}

#[test]
fn poppler_reads_the_same() {
    let mut doc = document(Size::A5_LANDSCAPE, 12.0);
    doc.heading(1, "收款收据").expect("heading");
    doc.paragraph("王𬭎　阿依古丽·买买提", Style::BODY).expect("names");
    let table = Table::new([Column::fixed(40.0, "项目"), Column::fixed(40.0, "金额")]).row(["保育费", "2,680.00"]);
    doc.table(&table).expect("table");
    let pdf = doc.finish().expect("finished");
    let folder = tempfile::tempdir().expect("folder");
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, &pdf.bytes).expect("written");
    let output =
        Command::new("pdftotext").arg("-raw").arg(&file).arg("-").output().expect("pdftotext of poppler-utils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let poppler = squeeze(&String::from_utf8_lossy(&output.stdout));
    assert_eq!(poppler, "收款收据王𬭎阿依古丽·买买提项目金额保育费2,680.00");
    assert_eq!(poppler, squeeze(&read::text(&pdf.bytes).expect("read").concat()));
}

#[test]
fn a_missing_glyph_is_named_with_its_field() {
    assert_eq!(fonts().missing(&format!("李{NOWHERE}明{NOWHERE}")), [NOWHERE]);
    let mut doc = document(Size::A4, 20.0);
    let table = Table::new([Column::fixed(40.0, "幼儿\n姓名"), Column::fixed(40.0, "备注")])
        .row([format!("李{NOWHERE}"), String::new()]);
    match doc.table(&table) {
        Err(Error::Glyph { character, context }) => {
            assert_eq!((character, &*context), (NOWHERE, "幼儿姓名"))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_value_of_a_form_is_named_by_its_label() {
    use paper::{Cell, FormGrid};
    let mut doc = document(Size::A4, 20.0);
    let form = FormGrid::shares(&[1.0, 2.0]).row([Cell::label("监护人"), Cell::new(NOWHERE.to_string())]);
    match doc.form(&form) {
        Err(Error::Glyph { context, .. }) => assert_eq!(context, "监护人"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_geta_is_printed_and_reported() {
    let mut doc = document(Size::A4, 20.0).missing(Missing::Geta);
    doc.paragraph(&format!("李{NOWHERE}明"), Style::BODY).expect("geta");
    let pdf = doc.finish().expect("finished");
    assert_eq!(pages_of(&pdf), ["李〓明"]);
    assert_eq!(pdf.replaced, [NOWHERE]);
}

#[test]
fn invisible_characters_of_pasted_names_are_dropped() {
    let pasted = "\u{feff}王\u{200b}明\u{fe00}\u{7}\t一";
    assert_eq!(fonts().missing(pasted), []);
    let mut doc = document(Size::A4, 20.0);
    doc.paragraph(pasted, Style::BODY).expect("clean");
    assert_eq!(pages_of(&doc.finish().expect("finished")), ["王明 一"]);
}

/// A folder of fonts that have only the characters of `text`.
fn small_fonts(text: &str) -> (tempfile::TempDir, PathBuf) {
    let place = PathBuf::from(std::env::var_os("CRADLEBOOK_FONTS").expect("set by cargo"));
    let folder = tempfile::tempdir().expect("folder");
    for name in ["400Regular/NotoSansSC_400Regular.ttf", "700Bold/NotoSansSC_700Bold.ttf"] {
        let bytes = std::fs::read(place.join(name)).expect("npm ci");
        let font = printpdf::ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).expect("a font");
        let glyph = |c: char| font.lookup_glyph_index(u32::from(c)).map(|glyph| (glyph, c.to_string()));
        let glyphs: BTreeMap<u16, String> = text.chars().filter_map(glyph).collect();
        let small = printpdf::subset_font(&font, &glyphs).expect("subset");
        let file = folder.path().join(PathBuf::from(name).file_name().expect("named"));
        std::fs::write(file, small.bytes).expect("written");
    }
    (folder, place.join("400Regular/NotoSansSC_400Regular.ttf"))
}

#[test]
fn a_second_font_gives_what_the_first_lacks() {
    let (folder, full) = small_fonts("姓名：abc");
    let small = Fonts::from_dir(folder.path()).expect("small fonts");
    assert_eq!(small.missing("姓名：王𬭎"), ['王', '𬭎']);
    let both = small.with_fallback(&full).expect("second font");
    assert_eq!(both.missing("姓名：王𬭎"), []);

    let meta = paper::Meta::default();
    let mut doc = paper::Document::new(Arc::new(both), Size::A5, paper::Margins::all(10.0), meta);
    doc.paragraph("姓名：王𬭎abc", Style::BODY).expect("both fonts");
    assert_eq!(pages_of(&doc.finish().expect("finished")), ["姓名：王𬭎abc"]);
}

#[test]
fn fonts_that_are_not_there_say_what_to_do() {
    let folder = tempfile::tempdir().expect("folder");
    let error = Fonts::from_dir(folder.path()).expect_err("empty");
    assert!(error.to_string().starts_with("font missing: run npm ci"), "{error}");
    std::fs::write(folder.path().join("NotoSansSC_400Regular.ttf"), b"no font").expect("written");
    assert!(matches!(Fonts::from_dir(folder.path()), Err(Error::FontBroken { .. })));
}

#[test]
fn the_typeface_has_what_names_need() {
    assert_eq!(fonts().missing(RARE), []);
}
