//! Papers as their readers find them: text read back, pages counted, pixels looked at.

mod breaking;
mod faults;
mod glyphs;
mod pages;
mod pictures;

use std::sync::Arc;

use paper::{Document, Fonts, Margins, Meta, Pdf, Size, read};

fn fonts() -> Arc<Fonts> {
    Fonts::load().expect("the fonts of the npm package")
}

fn document(size: Size, margin: f32) -> Document {
    let meta = Meta { title: "测试".to_owned(), author: "测试".to_owned(), created: 1_795_395_600_000 };
    Document::new(fonts(), size, Margins::all(margin), meta)
}

/// The pages' texts without line ends, as one would search them.
fn pages_of(pdf: &Pdf) -> Vec<String> {
    let pages: Vec<String> =
        read::text(&pdf.bytes).expect("our own PDF").iter().map(|page| page.replace('\n', "")).collect();
    assert_eq!(pages.len(), pdf.pages);
    pages
}
