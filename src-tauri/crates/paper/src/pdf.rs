//! Marks to bytes.

use printpdf::{
    Color, FontId, Greyscale, Line, LineDashPattern, LinePoint, Mm as PdfMm, OffsetDateTime, Op, PaintMode,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt as PdfPt, Rect, Rgb, TextItem, TextMatrix,
};

use crate::draw::Mark;
use crate::error::{Error, Result};
use crate::fonts::Fonts;
use crate::size::{Area, MM_PER_PT, Mm};
use crate::text::Style;

/// What a document says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meta {
    /// Title, shown in the viewer's window.
    pub title: String,
    /// Who issues it.
    pub author: String,
    /// The instant of creation, ms UTC.
    pub created: i64,
}

/// A sheet with everything on it.
#[derive(Debug)]
pub(crate) struct Page {
    pub width: Mm,
    pub height: Mm,
    pub marks: Vec<Mark>,
}

/// The bytes of a PDF; the same pages and the same `meta` give the same bytes.
pub(crate) fn write(fonts: &Fonts, meta: &Meta, pages: &[Page], nudge: (Mm, Mm), red: bool) -> Result<Vec<u8>> {
    let created =
        OffsetDateTime::from_unix_timestamp(meta.created.div_euclid(1000)).map_err(|_| Error::Instant(meta.created))?;
    let mut pdf = PdfDocument::new(&meta.title);
    let info = &mut pdf.metadata.info;
    info.author.clone_from(&meta.author);
    info.creation_date = created;
    info.modification_date = created;
    info.metadata_date = created;
    for face in fonts.faces() {
        pdf.resources.fonts.map.insert(FontId(face.tag.to_owned()), PdfFont::new(face.parsed.clone()));
    }
    pdf.pages = pages
        .iter()
        .map(|page| {
            let mut ink = Ink { fonts, ops: Vec::new(), height: page.height, nudge, red, stroke: None, fill: None };
            page.marks.iter().for_each(|mark| ink.mark(mark));
            PdfPage::new(PdfMm(page.width), PdfMm(page.height), ink.ops)
        })
        .collect();

    let mut file = pdf.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new());
    // printpdf draws the two ids by lot; a paper printed again must have the same bytes.
    if let Ok(ids) = file.trailer.get_mut(b"ID").and_then(|ids| ids.as_array_mut()) {
        let id = format!("{:016x}{:016x}", fnv(meta.title.as_bytes()), meta.created).into_bytes();
        for slot in ids.iter_mut().filter_map(|slot| slot.as_str_mut().ok()) {
            slot.clone_from(&id);
        }
    }
    // Forms are drawn to the millimetre: the viewer must not shrink them to its margins.
    if let Ok(catalog) = file.catalog_mut() {
        let mut preferences = empty_like(catalog);
        preferences.set("PrintScaling", "None");
        catalog.set("ViewerPreferences", preferences);
    }
    file.compress();
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| Error::Pdf(error.to_string()))?;
    Ok(bytes)
}

/// A new value of a type that printpdf hands out but does not name.
fn empty_like<T: Default>(_: &T) -> T {
    T::default()
}

/// Fowler–Noll–Vo 1a.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Writes marks as PDF operators, turning millimetres from the top into points from below.
struct Ink<'a> {
    fonts: &'a Fonts,
    ops: Vec<Op>,
    height: Mm,
    nudge: (Mm, Mm),
    red: bool,
    stroke: Option<(Mm, f32)>,
    fill: Option<f32>,
}

impl Ink<'_> {
    fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Text { x, baseline, style, angle, text } => self.text((*x, *baseline), *style, *angle, text),
            Mark::Path { points, width, grey } => {
                self.stroke(*width, *grey);
                let points = points.iter().map(|p| self.on_path(*p, false)).collect();
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Mark::Frame { area, width } => {
                self.stroke(*width, 0.0);
                self.rectangle(*area, PaintMode::Stroke);
            }
            Mark::Shade { area, grey } => {
                self.fill(*grey);
                self.rectangle(*area, PaintMode::Fill);
            }
            Mark::Circle { x, y, radius, width, dashed, grey } => {
                self.stroke(*width, *grey);
                if *dashed {
                    self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &[3.0, 2.0]) });
                }
                self.circle(*x, *y, *radius);
                if *dashed {
                    self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::solid() });
                }
            }
        }
    }

    fn text(&mut self, at: (Mm, Mm), style: Style, angle: f32, text: &str) {
        self.fill(style.grey);
        let Point { x, y } = self.point(at);
        self.ops.push(Op::StartTextSection);
        if style.spacing != 0.0 {
            self.ops.push(Op::SetCharacterSpacing { multiplier: style.spacing });
        }
        let (sin, cos) = angle.sin_cos();
        let matrix = TextMatrix::Raw([cos, sin, -sin, cos, x.0, y.0]);
        self.ops.push(Op::SetTextMatrix { matrix });
        for (tag, part) in self.runs(style, text) {
            let font = PdfFontHandle::External(FontId(tag.to_owned()));
            self.ops.push(Op::SetFont { font, size: PdfPt(style.size) });
            self.ops.push(Op::ShowText { items: vec![TextItem::Text(part.to_owned())] });
        }
        if style.spacing != 0.0 {
            self.ops.push(Op::SetCharacterSpacing { multiplier: 0.0 });
        }
        self.ops.push(Op::EndTextSection);
    }

    /// The text in parts of one face each.
    fn runs<'t>(&self, style: Style, text: &'t str) -> Vec<(&'static str, &'t str)> {
        let mut runs: Vec<(&'static str, usize)> = Vec::new();
        for (at, c) in text.char_indices() {
            let Some((face, _)) = self.fonts.face(style.weight, c) else {
                continue;
            };
            if runs.last().is_none_or(|(tag, _)| *tag != face.tag) {
                runs.push((face.tag, at));
            }
        }
        let ends = runs.iter().skip(1).map(|(_, at)| *at).chain([text.len()]);
        runs.iter().zip(ends).map(|((tag, start), end)| (*tag, &text[*start..end])).collect()
    }

    fn circle(&mut self, x: Mm, y: Mm, radius: Mm) {
        // Control points of the cubic that is nearest to a quarter of a circle.
        let k = 0.552_285 * radius;
        let r = radius;
        let ring = [
            (r, 0.0, false),
            (r, k, true),
            (k, r, true),
            (0.0, r, false),
            (-k, r, true),
            (-r, k, true),
            (-r, 0.0, false),
            (-r, -k, true),
            (-k, -r, true),
            (0.0, -r, false),
            (k, -r, true),
            (r, -k, true),
            (r, 0.0, false),
        ];
        let points = ring.iter().map(|(dx, dy, bezier)| self.on_path((x + dx, y + dy), *bezier)).collect();
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: true } });
    }

    fn rectangle(&mut self, area: Area, mode: PaintMode) {
        let Point { x, y } = self.point((area.x, area.bottom()));
        let rectangle = Rect {
            x,
            y,
            width: PdfPt(area.width / MM_PER_PT),
            height: PdfPt(area.height / MM_PER_PT),
            mode: Some(mode),
            winding_order: None,
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn on_path(&self, at: (Mm, Mm), bezier: bool) -> LinePoint {
        LinePoint { p: self.point(at), bezier }
    }

    fn point(&self, (x, y): (Mm, Mm)) -> Point {
        let (right, down) = self.nudge;
        // A thousandth of a point is finer than any printer and keeps the numbers short.
        let round = |mm: Mm| PdfPt((mm / MM_PER_PT * 1000.0).round() / 1000.0);
        Point { x: round(x + right), y: round(self.height - y - down) }
    }

    fn colour(&self, grey: f32) -> Color {
        // What is white stays white; pale marks become pale red.
        match self.red {
            true => Color::Rgb(Rgb::new(0.75 + 0.25 * grey, grey, grey, None)),
            false => Color::Greyscale(Greyscale::new(grey, None)),
        }
    }

    fn stroke(&mut self, width: Mm, grey: f32) {
        if self.stroke != Some((width, grey)) {
            self.stroke = Some((width, grey));
            self.ops.push(Op::SetOutlineThickness { pt: PdfPt(width / MM_PER_PT) });
            self.ops.push(Op::SetOutlineColor { col: self.colour(grey) });
        }
    }

    fn fill(&mut self, grey: f32) {
        if self.fill != Some(grey) {
            self.fill = Some(grey);
            self.ops.push(Op::SetFillColor { col: self.colour(grey) });
        }
    }
}
