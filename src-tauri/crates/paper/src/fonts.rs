//! The typeface, parsed once per process.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, OnceLock};

use printpdf::ParsedFont;

use crate::error::{Error, Result};

/// Names the directory of the fonts; set for every `cargo run` in the workspace.
const PLACE: &str = "CRADLEBOOK_FONTS";
/// The file of each weight: as npm lays it out; a bundle holds the bare names.
const FILES: [&str; 2] = ["400Regular/NotoSansSC_400Regular.ttf", "700Bold/NotoSansSC_700Bold.ttf"];
/// Resource names, which are also the subset tags that ISO 32000-1 §9.6.4 asks for.
const TAGS: [&str; 3] = ["PAPERA", "PAPERB", "PAPERC"];

/// Stands in for a character that no font has, as Chinese printers do.
pub const GETA: char = '〓';
/// An empty check box. Drawn as lines; the typeface lacks it.
pub const BOX: char = '☐';
/// A ticked check box. Drawn as lines; the typeface lacks it.
pub const TICKED: char = '☑';

/// A tick. Drawn as lines; the √ of the typeface is the sign of a root.
pub const TICK: char = '✓';

/// How heavy the type is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Weight {
    /// 400.
    #[default]
    Regular,
    /// 700.
    Bold,
}

/// Noto Sans SC in two weights, and perhaps a second font for what it lacks.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Arc<Face>>,
}

impl Fonts {
    /// The fonts of this installation: the directory named by `CRADLEBOOK_FONTS`, else
    /// `../share/cradlebook/fonts` beside the executable. Parsed on the first call.
    ///
    /// # Errors
    /// [`Error::FontMissing`] and [`Error::FontBroken`]; a later call tries again.
    pub fn load() -> Result<Arc<Fonts>> {
        static LOADED: OnceLock<Arc<Fonts>> = OnceLock::new();
        if let Some(fonts) = LOADED.get() {
            return Ok(fonts.clone());
        }
        let places = places();
        let place = places.iter().find(|place| place.is_dir());
        let fonts = match place {
            Some(place) => Fonts::from_dir(place)?,
            None => return Err(Error::FontMissing { looked: places }),
        };
        Ok(LOADED.get_or_init(|| Arc::new(fonts)).clone())
    }

    /// The fonts in one directory, laid out as in the npm package or side by side.
    ///
    /// # Errors
    /// [`Error::FontMissing`] and [`Error::FontBroken`].
    pub fn from_dir(place: &Path) -> Result<Fonts> {
        let mut faces = Vec::new();
        for (name, tag) in FILES.iter().zip(TAGS) {
            let nested = place.join(name);
            let flat = place.join(nested.file_name().unwrap_or_default());
            let file = [nested, flat].into_iter().find(|file| file.is_file());
            let file = file.ok_or_else(|| Error::FontMissing { looked: vec![place.to_path_buf()] })?;
            faces.push(Arc::new(Face::read(&file, tag)?));
        }
        Ok(Fonts { faces })
    }

    /// The same fonts with `file` (TrueType or OpenType) asked for what they lack.
    ///
    /// # Errors
    /// [`Error::FontBroken`].
    pub fn with_fallback(&self, file: &Path) -> Result<Fonts> {
        let mut faces = self.faces[..FILES.len()].to_vec();
        faces.push(Arc::new(Face::read(file, TAGS[FILES.len()])?));
        Ok(Fonts { faces })
    }

    /// The characters of `text` that cannot be printed, each once, in order.
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for c in text.chars() {
            let silent = c.is_control() || is_ignorable(c);
            if !silent && self.advance(Weight::Regular, c).is_none() && !missing.contains(&c) {
                missing.push(c);
            }
        }
        missing
    }

    /// Advance width in 1/1000 em; none if the character cannot be printed.
    pub(crate) fn advance(&self, weight: Weight, c: char) -> Option<u16> {
        match c {
            BOX | TICKED | TICK => Some(1000),
            _ => self.face(weight, c).map(|(_, advance)| advance),
        }
    }

    /// The face that has a character, and the character's advance width in 1/1000 em.
    pub(crate) fn face(&self, weight: Weight, c: char) -> Option<(&Face, u16)> {
        let first = if weight == Weight::Bold { 1 } else { 0 };
        let spare = self.faces.get(FILES.len());
        [self.faces.get(first), spare]
            .into_iter()
            .flatten()
            .find_map(|face| face.advance(c).map(|advance| (&**face, advance)))
    }

    pub(crate) fn faces(&self) -> impl Iterator<Item = &Face> {
        self.faces.iter().map(|face| &**face)
    }
}

fn places() -> Vec<PathBuf> {
    let named = env::var_os(PLACE).map(PathBuf::from);
    // Beside `bin` on Linux and macOS, in the program's own folder on Windows.
    let folder = env::current_exe().ok().and_then(|exe| Some(exe.parent()?.to_path_buf()));
    let beside = folder.iter().flat_map(|folder| [folder.parent().unwrap_or(folder), folder.as_path()]);
    let beside = beside.map(|bundle| bundle.join("share").join("cradlebook").join("fonts"));
    named.into_iter().chain(beside.collect::<Vec<_>>()).collect()
}

/// Default-ignorable characters that pasted names carry: they are dropped, not missed.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// One font file.
#[derive(Debug)]
pub(crate) struct Face {
    pub(crate) tag: &'static str,
    pub(crate) parsed: ParsedFont,
    /// Advance widths of the Basic Multilingual Plane, filled as they are asked for.
    known: Box<[AtomicU16]>,
}

const UNASKED: u16 = u16::MAX;
const ABSENT: u16 = u16::MAX - 1;

impl Face {
    fn read(file: &Path, tag: &'static str) -> Result<Face> {
        let broken = || Error::FontBroken { file: file.to_path_buf() };
        let bytes = std::fs::read(file).map_err(|_| broken())?;
        let parsed = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new()).ok_or_else(broken)?;
        if parsed.cmap_subtable.is_none() || parsed.font_metrics.units_per_em == 0 {
            return Err(broken());
        }
        let known = (0..=u16::MAX).map(|_| AtomicU16::new(UNASKED)).collect();
        Ok(Face { tag, parsed, known })
    }

    fn advance(&self, c: char) -> Option<u16> {
        let Some(slot) = self.known.get(c as usize) else {
            return self.look_up(c);
        };
        match slot.load(Ordering::Relaxed) {
            UNASKED => {
                let found = self.look_up(c);
                slot.store(found.unwrap_or(ABSENT), Ordering::Relaxed);
                found
            }
            ABSENT => None,
            advance => Some(advance),
        }
    }

    fn look_up(&self, c: char) -> Option<u16> {
        let glyph = self.parsed.lookup_glyph_index(u32::from(c)).filter(|glyph| *glyph != 0)?;
        let advance = u32::from(self.parsed.get_horizontal_advance(glyph));
        let per_mille = advance * 1000 / u32::from(self.parsed.font_metrics.units_per_em);
        Some(per_mille.min(u32::from(ABSENT) - 1) as u16)
    }
}
