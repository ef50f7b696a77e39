//! Marks on a sheet: text, lines, boxes, circles, placed in millimetres from the top left.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::fonts::{BOX, Fonts, GETA, TICK, TICKED, Weight, is_ignorable};
use crate::size::{Area, MM_PER_PT, Mm, Pt, Size};
use crate::text::{self, Align, Block, Fit, Style};

/// A fine rule inside a table.
pub const HAIRLINE: Mm = 0.2;
/// The frame of a table.
pub const FRAME: Mm = 0.4;

/// What a document does with a character that no font has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Missing {
    /// Refuse with [`Error::Glyph`].
    #[default]
    Refuse,
    /// Print 〓, to be filled by hand, and report the character.
    Geta,
}

/// Height of the middle of a character above its baseline, in sizes of the type: the square
/// of an ideograph reaches from -0.12 to 0.88, and figures are 0.73 high.
const MIDDLE: f32 = 0.37;
/// The top of the square above the baseline.
const TOP: f32 = 0.88;

/// The pen: fonts, and what was missing from them.
#[derive(Debug, Clone)]
pub(crate) struct Pen {
    pub fonts: Arc<Fonts>,
    pub missing: Missing,
    pub replaced: BTreeSet<char>,
}

impl Pen {
    /// The text as it will be printed. `context` names the place if a glyph is missing.
    pub fn printable(&mut self, text: &str, context: &str) -> Result<String> {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\n' => out.push('\n'),
                '\t' => out.push(' '),
                c if c.is_control() || is_ignorable(c) => {}
                c if self.fonts.advance(Weight::Regular, c).is_some() => out.push(c),
                c if self.missing == Missing::Geta => {
                    self.replaced.insert(c);
                    out.push(GETA);
                }
                character => {
                    return Err(Error::Glyph { character, context: context.to_owned() });
                }
            }
        }
        Ok(out)
    }

    /// A printable text set in lines of a width and up to a height.
    pub fn set(&mut self, text: &str, style: Style, room: (Mm, Mm), fit: Fit, context: &str) -> Result<Block> {
        let text = self.printable(text, context)?;
        text::set(&self.fonts, &text, style, room, fit, context)
    }
}

/// One thing drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    Text { x: Mm, baseline: Mm, style: Style, angle: f32, text: String },
    Path { points: Vec<(Mm, Mm)>, width: Mm, grey: f32 },
    Frame { area: Area, width: Mm },
    Shade { area: Area, grey: f32 },
    Circle { x: Mm, y: Mm, radius: Mm, width: Mm, dashed: bool, grey: f32 },
}

impl Mark {
    pub fn bottom(&self) -> Mm {
        match self {
            Mark::Text { baseline, style, .. } => baseline + (1.0 - TOP) * style.em(),
            Mark::Path { points, .. } => points.iter().map(|p| p.1).fold(0.0, Mm::max),
            Mark::Frame { area, .. } | Mark::Shade { area, .. } => area.bottom(),
            Mark::Circle { y, radius, .. } => y + radius,
        }
    }
}

/// One page while it is drawn on.
#[derive(Debug)]
pub struct Sheet<'a> {
    pub(crate) pen: &'a mut Pen,
    pub(crate) marks: &'a mut Vec<Mark>,
    pub(crate) size: Size,
}

impl Sheet<'_> {
    /// The paper.
    pub fn size(&self) -> Size {
        self.size
    }

    /// The fonts, for measuring.
    pub fn fonts(&self) -> &Fonts {
        &self.pen.fonts
    }

    /// One line of text whose characters hang from `y`; `x` is its left end, its middle or
    /// its right end, by `style.align`. Returns the width.
    ///
    /// # Errors
    /// [`Error::Glyph`].
    pub fn text(&mut self, x: Mm, y: Mm, text: &str, style: Style) -> Result<Mm> {
        let text = self.pen.printable(text, "text")?;
        let width = style.width(&self.pen.fonts, &text);
        let left = match style.align {
            Align::Left | Align::Justify => x,
            Align::Centre => x - width / 2.0,
            Align::Right => x - width,
        };
        self.run(left, y + TOP * style.em(), style, text);
        Ok(width)
    }

    /// Text inside `area`: aligned by `style`, in the middle between top and bottom.
    ///
    /// # Errors
    /// [`Error::Glyph`], [`Error::Overflow`], both with `context`.
    pub fn text_in(&mut self, area: Area, text: &str, style: Style, fit: Fit, context: &str) -> Result<()> {
        let block = self.pen.set(text, style, (area.width, area.height), fit, context)?;
        self.block(area, &block);
        Ok(())
    }

    /// A set text in the middle of `area`.
    pub(crate) fn block(&mut self, area: Area, block: &Block) {
        let style = block.style;
        let middle = area.y + area.height / 2.0 - (block.lines.len() as f32 - 1.0) * style.line() / 2.0;
        for (n, line) in block.lines.iter().enumerate() {
            let baseline = middle + n as f32 * style.line() + MIDDLE * style.em();
            let first = if n == 0 { style.first * style.em() } else { 0.0 };
            self.line_of(area.x + first, area.width - first, baseline, style, line);
        }
    }

    /// One set line on its baseline.
    pub(crate) fn line_of(&mut self, x: Mm, measure: Mm, baseline: Mm, style: Style, line: &text::Line) {
        let spare = measure - line.width;
        let gaps = line.text.chars().count().saturating_sub(1) as f32;
        let stretch = spare / gaps.max(1.0);
        match style.align {
            // A line that ends far from the edge (before a long word) would be torn apart.
            Align::Justify if !line.last && (0.0..=0.2 * style.em()).contains(&stretch) => {
                let style = Style { spacing: style.spacing + stretch / MM_PER_PT, ..style };
                self.run(x, baseline, style, line.text.clone());
            }
            Align::Left | Align::Justify => self.run(x, baseline, style, line.text.clone()),
            Align::Centre => {
                self.run(x + (spare + style.spacing * MM_PER_PT) / 2.0, baseline, style, line.text.clone())
            }
            Align::Right => self.run(x + spare, baseline, style, line.text.clone()),
        }
    }

    /// Printable text from `x` on. Check boxes and ticks in it become lines; the text that is
    /// read back from the page has □ and √ in their place.
    fn run(&mut self, x: Mm, baseline: Mm, style: Style, text: String) {
        const DRAWN: [char; 3] = [BOX, TICKED, TICK];
        if !text.contains(DRAWN) {
            return self.glyphs(x, baseline, style, text);
        }
        let mut x = x;
        let mut rest = text.as_str();
        while let Some(c) = rest.chars().next() {
            let end = if DRAWN.contains(&c) { c.len_utf8() } else { rest.find(DRAWN).unwrap_or(rest.len()) };
            let (part, after) = rest.split_at(end);
            match c {
                BOX | TICKED | TICK => self.check_box(x, baseline, style, c),
                _ => self.glyphs(x, baseline, style, part.to_owned()),
            }
            x += style.width(&self.pen.fonts, part) + style.spacing * MM_PER_PT;
            rest = after;
        }
    }

    fn glyphs(&mut self, x: Mm, baseline: Mm, style: Style, text: String) {
        if !text.is_empty() {
            self.marks.push(Mark::Text { x, baseline, style, angle: 0.0, text });
        }
    }

    fn check_box(&mut self, x: Mm, baseline: Mm, style: Style, sign: char) {
        let em = style.em();
        let side = 0.78 * em;
        let area = Area::new(x + 0.11 * em, baseline - MIDDLE * em - side / 2.0, side, side);
        // White type under the lines: whoever reads the page back finds the box in its place.
        let hidden = Style { size: 0.6 * style.size, grey: 1.0, spacing: 0.0, ..style };
        let read = if sign == BOX { "□" } else { "√" };
        self.glyphs(x + 0.2 * em, baseline - 0.15 * em, hidden, read.to_owned());
        if sign != TICK {
            self.frame(area, (0.022 * style.size).clamp(HAIRLINE, 0.35));
        }
        if sign != BOX {
            let at = |dx: f32, dy: f32| (area.x + dx * side, area.y + dy * side);
            let points = vec![at(0.16, 0.50), at(0.42, 0.80), at(0.88, 0.18)];
            self.marks.push(Mark::Path { points, width: 0.085 * em, grey: style.grey });
        }
    }

    /// A black line.
    pub fn line(&mut self, from: (Mm, Mm), to: (Mm, Mm), width: Mm) {
        self.marks.push(Mark::Path { points: vec![from, to], width, grey: 0.0 });
    }

    /// The outline of a rectangle.
    pub fn frame(&mut self, area: Area, width: Mm) {
        self.marks.push(Mark::Frame { area, width });
    }

    /// A filled rectangle; 0 is black, 1 is white.
    pub fn shade(&mut self, area: Area, grey: f32) {
        self.marks.push(Mark::Shade { area, grey });
    }

    /// The outline of a circle around (`x`, `y`).
    pub fn circle(&mut self, x: Mm, y: Mm, radius: Mm, width: Mm) {
        self.marks.push(Mark::Circle { x, y, radius, width, dashed: false, grey: 0.0 });
    }

    /// The place of a seal: a dashed grey circle with a word in it.
    ///
    /// # Errors
    /// [`Error::Glyph`], [`Error::Overflow`].
    pub fn seal(&mut self, x: Mm, y: Mm, radius: Mm, word: &str) -> Result<()> {
        self.marks.push(Mark::Circle { x, y, radius, width: HAIRLINE, dashed: true, grey: 0.6 });
        let style = Style::NOTE.align(Align::Centre).grey(0.6);
        let inside = Area::new(x - 0.8 * radius, y - 0.5 * radius, 1.6 * radius, radius);
        self.text_in(inside, word, style, Fit::lines(2, 6.0), word)
    }

    /// A word in large pale type across the sheet, rising to the right, under all that is
    /// drawn on it: 作废, 补打, 样张.
    ///
    /// # Errors
    /// [`Error::Glyph`].
    pub fn watermark(&mut self, word: &str) -> Result<()> {
        let word = self.pen.printable(word, "watermark")?;
        let height = if self.size.is_roll() { self.size.width } else { self.size.height };
        let diagonal = self.size.width.hypot(height);
        let angle = (height / self.size.width).atan().min(0.6);
        let count = word.chars().count().max(1) as f32;
        let em = (0.5 * diagonal / (count * 1.25)).min(0.4 * height);
        let size: Pt = em / MM_PER_PT;
        let style = Style::NOTE.bold().size(size).spacing(0.25 * size).grey(0.88);
        let half = style.width(&self.pen.fonts, &word) / 2.0;
        let drop = MIDDLE * em;
        // From the middle of the sheet back along the slope, then down to the baseline.
        let x = self.size.width / 2.0 - half * angle.cos() + drop * angle.sin();
        let baseline = height / 2.0 + half * angle.sin() + drop * angle.cos();
        self.marks.insert(0, Mark::Text { x, baseline, style, angle, text: word });
        Ok(())
    }
}
