//! Pages as pictures: what the screen shows, what is posted, what golden tests compare.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

use crate::error::{Error, Result};

/// Number of pages.
///
/// # Errors
/// [`Error::Pdf`].
pub fn page_count(pdf: &[u8]) -> Result<usize> {
    open(pdf).map(|pdf| pdf.pages().len())
}

/// One page (counted from 0) as PNG on white; grey unless the page has colour.
///
/// # Errors
/// [`Error::Pdf`], [`Error::NoPage`], [`Error::Resolution`].
pub fn png(pdf: &[u8], page: usize, dpi: u32) -> Result<Vec<u8>> {
    let pdf = open(pdf)?;
    let pages = pdf.pages();
    let page = pages.get(page).ok_or(Error::NoPage { page, pages: pages.len() })?;
    let scale = dpi as f32 / 72.0;
    let (width, height) = page.render_dimensions();
    let longest = width.max(height) * scale;
    if dpi == 0 || !longest.is_finite() || longest > f32::from(u16::MAX / 4) {
        return Err(Error::Resolution(dpi));
    }
    let target = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let picture =
        render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &target);
    let (width, height) = (u32::from(picture.width()), u32::from(picture.height()));
    encode(picture.data_as_u8_slice(), width, height)
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
