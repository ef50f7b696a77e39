//! Pages as pictures: what the screen shows, what is posted, what golden tests compare.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use crate::error::{Error, Result};

/// Pixels of the longer side at most.
const LONGEST: u16 = u16::MAX / 4;

/// Number of pages.
///
/// # Errors
/// [`Error::Pdf`].
pub fn page_count(pdf: &[u8]) -> Result<usize> {
    guarded(|| open(pdf).map(|pdf| pdf.pages().len()))
}

/// One page (counted from 0) as PNG on white; grey unless the page has colour.
///
/// # Errors
/// [`Error::Pdf`], [`Error::NoPage`], [`Error::Resolution`].
pub fn png(pdf: &[u8], page: usize, dpi: u32) -> Result<Vec<u8>> {
    png_within(pdf, page, dpi, LONGEST)
}

/// The same, drawn smaller where the longer side would have more than so many pixels: a file from outside may
/// have pages of any size.
///
/// # Errors
/// [`Error::Pdf`], [`Error::NoPage`], [`Error::Resolution`].
pub fn png_within(pdf: &[u8], page: usize, dpi: u32, longest: u16) -> Result<Vec<u8>> {
    guarded(|| {
        let pdf = open(pdf)?;
        let pages = pdf.pages();
        let page = pages.get(page).ok_or(Error::NoPage { page, pages: pages.len() })?;
        let (width, height) = page.render_dimensions();
        let side = width.max(height);
        let wanted = dpi as f32 / 72.0;
        let scale = if longest < LONGEST { wanted.min(f32::from(longest) / side) } else { wanted };
        if !(scale > 0.0 && side * scale <= f32::from(LONGEST)) {
            return Err(Error::Resolution(dpi));
        }
        let target = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let picture =
            render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &target);
        let (width, height) = (u32::from(picture.width()), u32::from(picture.height()));
        encode(picture.data_as_u8_slice(), width, height)
    })
}

/// Reading a broken file from outside may panic in the reader; that is an answer like any other.
fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(Error::Pdf("the reader panicked".to_owned())))
}

/// RGBA on an opaque ground as PNG of one channel if all is grey, else of three.
fn encode(rgba: &[u8], width: u32, height: u32) -> Result<Vec<u8>> {
    let (pixels, _) = rgba.as_chunks::<4>();
    let grey = pixels.iter().all(|[r, g, b, _]| r == g && g == b);
    let (bytes, colour): (Vec<u8>, _) = match grey {
        true => (pixels.iter().map(|[r, ..]| *r).collect(), ExtendedColorType::L8),
        false => (pixels.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect(), ExtendedColorType::Rgb8),
    };
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Default, FilterType::Adaptive)
        .write_image(&bytes, width, height, colour)?;
    Ok(png)
}

pub(crate) fn open(pdf: &[u8]) -> Result<Pdf> {
    Pdf::new(pdf.to_vec()).map_err(|error| Error::Pdf(format!("{error:?}")))
}
