//! Writes 1,000 receipts of twelve lines and says how long it took: `speed`.

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use paper::{Document, Fonts, Margins, Meta, Size, Style, preview};

const PAGES: usize = 1000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = std::io::stdout().lock();
    let start = Instant::now();
    let fonts = Fonts::load()?;
    writeln!(out, "fonts: {:.0} ms", 1e3 * start.elapsed().as_secs_f64())?;

    let start = Instant::now();
    let mut doc = Document::new(fonts.clone(), Size::A5_LANDSCAPE, Margins::all(12.0), Meta::default());
    for page in 0..PAGES {
        if page > 0 {
            doc.page_break();
        }
        for line in 0..12 {
            let text = format!("第 {page} 张收据第 {line} 行：保育费二千六百八十元整，按月预收");
            doc.paragraph(&text, Style::NOTE)?;
        }
    }
    let pdf = doc.finish()?;
    let spent = start.elapsed().as_secs_f64();
    let (rate, kilobytes) = (pdf.pages as f64 / spent, pdf.bytes.len() / 1000);
    writeln!(out, "one file: {} pages, {spent:.2} s, {rate:.0} pages/s, {kilobytes} kB", pdf.pages)?;

    let start = Instant::now();
    for page in 0..100 {
        let mut doc = Document::new(fonts.clone(), Size::A5_LANDSCAPE, Margins::all(12.0), Meta::default());
        doc.paragraph(&format!("第 {page} 张收据：保育费二千六百八十元整"), Style::NOTE)?;
        doc.finish()?;
    }
    writeln!(out, "single files: {:.1} ms each", 10.0 * start.elapsed().as_secs_f64())?;

    let start = Instant::now();
    preview::png(&pdf.bytes, 0, 108)?;
    writeln!(out, "preview of one page: {:.0} ms", 1e3 * start.elapsed().as_secs_f64())?;
    Ok(())
}
