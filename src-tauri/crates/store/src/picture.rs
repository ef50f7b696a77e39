//! Pictures from outside, drawn anew: small, upright, and with nothing in them but what one sees.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage};

use crate::error::{Error, Result};

/// Longest side that is kept, in pixels: an A4 page at 170 dpi.
const LONGEST: u32 = 2000;
/// A picture with a longer side is refused before it is decoded.
const LONGEST_TAKEN: u32 = 20_000;
/// Memory that decoding may take.
const MEMORY: u64 = 512 * 1024 * 1024;
/// Tried in turn before the picture is made smaller.
const QUALITIES: [u8; 2] = [85, 70];

/// A JPEG of at most `limit` bytes.
pub(crate) fn redraw(bytes: &[u8], limit: usize) -> Result<Vec<u8>> {
    let mut picture = decode(bytes).map_err(|_| Error::NotAnImage)?;
    if picture.width().max(picture.height()) > LONGEST {
        picture = picture.resize(LONGEST, LONGEST, FilterType::Triangle);
    }
    let mut picture = on_white(picture);
    loop {
        let mut size = 0;
        for quality in QUALITIES {
            let mut out = Vec::new();
            picture
                .write_with_encoder(JpegEncoder::new_with_quality(&mut out, quality))
                .map_err(|_| Error::NotAnImage)?;
            if out.len() <= limit {
                return Ok(out);
            }
            size = out.len();
        }
        let (width, height) = (picture.width(), picture.height());
        if width.max(height) <= 1 {
            return Err(Error::NotAnImage);
        }
        // Bytes grow with the area; a little less than that, so that the next round suffices.
        let shrink = |side: u32| {
            let ratio = (limit as f64 / size as f64).sqrt() * 0.95;
            ((f64::from(side) * ratio) as u32).max(1)
        };
        picture = picture.resize_exact(shrink(width), shrink(height), FilterType::Triangle);
    }
}

fn decode(bytes: &[u8]) -> image::ImageResult<DynamicImage> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_TAKEN);
    limits.max_image_height = Some(LONGEST_TAKEN);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    limits.reserve(decoder.total_bytes())?;
    // A telephone stores the turn beside the pixels; it would be lost with the metadata.
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// JPEG knows no transparency: what shines through is paper.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.into_rgb8());
    }
    let picture = picture.into_rgba8();
    DynamicImage::ImageRgb8(RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [r, g, b, a] = picture.get_pixel(x, y).0.map(u32::from);
        let over = |c: u32| u8::try_from((c * a + 255 * (255 - a)) / 255).unwrap_or(255);
        image::Rgb([over(r), over(g), over(b)])
    }))
}
