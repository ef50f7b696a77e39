//! Styles, measuring, and breaking text into lines by the rules of Chinese typesetting.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::error::{Error, Result};
use crate::fonts::{Fonts, Weight};
use crate::size::{MM_PER_PT, Mm, Pt};

/// Where a line stands in its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Flush left.
    #[default]
    Left,
    /// In the middle.
    Centre,
    /// Flush right: figures.
    Right,
    /// Flush on both sides except the last line of a paragraph.
    Justify,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Size of the type.
    pub size: Pt,
    /// Weight.
    pub weight: Weight,
    /// Alignment.
    pub align: Align,
    /// Distance of the baselines in sizes of the type.
    pub leading: f32,
    /// Indent of all lines.
    pub indent: Mm,
    /// Additional indent of the first line in sizes of the type; two in Chinese prose.
    pub first: f32,
    /// Additional space after each character.
    pub spacing: Pt,
    /// 0 is black, 1 is white.
    pub grey: f32,
    /// Space above a paragraph.
    pub before: Mm,
    /// Space below a paragraph.
    pub after: Mm,
}

impl Style {
    /// Running text: 10.5 pt (五号), justified.
    pub const BODY: Style = Style {
        size: 10.5,
        weight: Weight::Regular,
        align: Align::Justify,
        leading: 1.6,
        indent: 0.0,
        first: 0.0,
        spacing: 0.0,
        grey: 0.0,
        before: 0.0,
        after: 1.2,
    };
    /// A single line: labels, notes, footers. 9 pt (小五).
    pub const NOTE: Style = Style { size: 9.0, align: Align::Left, leading: 1.4, after: 0.0, ..Style::BODY };

    /// In another size.
    pub const fn size(self, size: Pt) -> Style {
        Style { size, ..self }
    }

    /// In bold type.
    pub const fn bold(self) -> Style {
        Style { weight: Weight::Bold, ..self }
    }

    /// Aligned otherwise.
    pub const fn align(self, align: Align) -> Style {
        Style { align, ..self }
    }

    /// Indented by `mm`.
    pub const fn indent(self, mm: Mm) -> Style {
        Style { indent: mm, ..self }
    }

    /// With the first line indented by `ems` more.
    pub const fn first(self, ems: f32) -> Style {
        Style { first: ems, ..self }
    }

    /// With `spacing` after each character.
    pub const fn spacing(self, spacing: Pt) -> Style {
        Style { spacing, ..self }
    }

    /// With baselines `leading` sizes apart.
    pub const fn leading(self, leading: f32) -> Style {
        Style { leading, ..self }
    }

    /// In grey; 0 is black.
    pub const fn grey(self, grey: f32) -> Style {
        Style { grey, ..self }
    }

    /// With space above and below.
    pub const fn around(self, before: Mm, after: Mm) -> Style {
        Style { before, after, ..self }
    }

    /// Height of one line.
    pub fn line(&self) -> Mm {
        self.size * self.leading * MM_PER_PT
    }

    /// The size of the type as a length.
    pub fn em(&self) -> Mm {
        self.size * MM_PER_PT
    }

    /// Width of a text set in one line.
    pub fn width(&self, fonts: &Fonts, text: &str) -> Mm {
        let sum: Mm = text.chars().map(|c| self.char_width(fonts, c)).sum();
        // No space after the last character.
        if text.is_empty() { 0.0 } else { sum - self.spacing * MM_PER_PT }
    }

    /// The lines that a text takes between margins `measure` apart.
    pub fn wrap(&self, fonts: &Fonts, text: &str, measure: Mm) -> Vec<String> {
        let first = measure - self.first * self.em();
        lines(text, first, measure, |c| self.char_width(fonts, c)).into_iter().map(|line| line.text).collect()
    }

    fn char_width(&self, fonts: &Fonts, c: char) -> Mm {
        let advance = f32::from(fonts.advance(self.weight, c).unwrap_or(0));
        (advance / 1000.0 * self.size + self.spacing) * MM_PER_PT
    }
}

/// How a text is made to fit a place of fixed width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    lines: usize,
    floor: Pt,
    then: Overflow,
}

/// What happens when a text does not fit at the smallest size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overflow {
    /// [`Error::Overflow`]: nothing is lost in silence.
    Refuse,
    /// The end is cut and replaced by …
    Ellipsis,
}

impl Fit {
    /// As many lines as needed, never smaller.
    pub const WRAP: Fit = Fit { lines: usize::MAX, floor: Pt::INFINITY, then: Overflow::Refuse };

    /// One line, in smaller type if needed, but not below `floor`.
    pub const fn shrink(floor: Pt) -> Fit {
        Fit::lines(1, floor)
    }

    /// At most `lines` lines, in smaller type if needed, but not below `floor`.
    pub const fn lines(lines: usize, floor: Pt) -> Fit {
        Fit { lines, floor, then: Overflow::Refuse }
    }

    /// Cut the end off rather than refuse.
    pub const fn or_ellipsis(self) -> Fit {
        Fit { then: Overflow::Ellipsis, ..self }
    }
}

/// One set line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub text: String,
    pub width: Mm,
    /// Whether the paragraph, not the measure, ended it.
    pub last: bool,
}

/// A text in lines, in the size that fits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    pub style: Style,
    pub lines: Vec<Line>,
}

impl Block {
    /// Height from the top of the first character's square to the bottom of the last.
    pub fn height(&self) -> Mm {
        let gaps = self.lines.len().saturating_sub(1) as f32;
        self.style.em() + gaps * self.style.line()
    }
}

/// Sets `text` in lines of `measure`, not higher than `height`, smaller if `fit` allows and
/// the text needs it.
pub(crate) fn set(
    fonts: &Fonts,
    text: &str,
    style: Style,
    (measure, height): (Mm, Mm),
    fit: Fit,
    context: &str,
) -> Result<Block> {
    const STEP: Pt = 0.25;
    let mut style = style;
    loop {
        let first = measure - style.first * style.em();
        let block = Block { style, lines: lines(text, first, measure, |c| style.char_width(fonts, c)) };
        let wide = fit.lines < usize::MAX && block.lines.iter().any(|line| line.width > measure + SLACK);
        let long = block.lines.len() > fit.lines;
        if !wide && !long && block.height() <= height + SLACK {
            return Ok(block);
        }
        if style.size - STEP < fit.floor {
            return match fit.then {
                Overflow::Refuse => Err(Error::Overflow { context: context.to_owned() }),
                Overflow::Ellipsis => Ok(Block { lines: cut(fonts, block.lines, style, measure, fit.lines), style }),
            };
        }
        style.size -= STEP;
    }
}

fn cut(fonts: &Fonts, mut lines: Vec<Line>, style: Style, measure: Mm, count: usize) -> Vec<Line> {
    lines.truncate(count.max(1));
    if let Some(end) = lines.last_mut() {
        let mut kept = end.text.trim_end().to_owned();
        while !kept.is_empty() && style.width(fonts, &format!("{kept}…")) > measure {
            kept.pop();
        }
        end.text = kept + "…";
        end.width = style.width(fonts, &end.text);
        end.last = true;
    }
    lines
}

/// Rounding must not push a line over.
const SLACK: Mm = 0.005;

/// Whether a line may not begin with `c` (GB/T 15834 §5, with marks that UAX #14 leaves as
/// letters).
#[rustfmt::skip]
pub fn no_start(c: char) -> bool {
    matches!(c, '、' | '。' | '，' | '．' | '：' | '；' | '？' | '！' | '…' | '～' | '·' | '•' | '‧' | '）' | '〕' | '】' | '》' | '〉' | '」' | '』' | '〗' | '〙'
        | '｝' | '］' | '”' | '’' | '％' | '‰' | '℃' | '°' | '″' | '′' | '々' | '〃' | '／' | ')' | ']' | '}' | '!' | '?' | ',' | '.' | ':' | ';' | '%')
}

/// Whether a line may not end with `c`.
#[rustfmt::skip]
pub fn no_end(c: char) -> bool {
    matches!(c, '（' | '〔' | '【' | '《' | '〈' | '「' | '『' | '〖' | '〘' | '｛' | '［' | '“' | '‘' | '￥' | '¥' | '＄' | '$' | '№' | '(' | '[' | '{')
}

/// Breaks `text`: as much as fits the `first` measure, then the `rest`.
///
/// No line is wider than its measure unless a single character is. A word wider than the
/// measure is broken anywhere, still without a forbidden mark at the line's start.
pub(crate) fn lines(text: &str, first: Mm, rest: Mm, width: impl Fn(char) -> Mm) -> Vec<Line> {
    let mut setter = Setter::new(text, (first, rest), width);
    let mut end = 0;
    for (position, kind) in breaks(text) {
        if end > setter.start && !setter.fits(position) {
            setter.push(end, false);
        }
        setter.split(position);
        end = position;
        if kind == BreakOpportunity::Mandatory {
            setter.push(end, true);
        }
    }
    setter.out
}

/// A paragraph while it is broken.
struct Setter<'t> {
    text: &'t str,
    measures: (Mm, Mm),
    /// Width of all text before each byte; exact enough for a book in one line.
    before: Vec<f64>,
    out: Vec<Line>,
    start: usize,
}

impl<'t> Setter<'t> {
    fn new(text: &'t str, measures: (Mm, Mm), width: impl Fn(char) -> Mm) -> Setter<'t> {
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut sum = 0.0;
        for c in text.chars() {
            before.resize(before.len() + c.len_utf8(), sum);
            sum += f64::from(width(c));
        }
        before.push(sum);
        Setter { text, measures, before, out: Vec::new(), start: 0 }
    }

    fn measure(&self) -> Mm {
        let (first, rest) = self.measures;
        if self.out.is_empty() { first } else { rest }
    }

    /// Where the line that would end at `end` ends without the blanks at its end.
    fn trimmed(&self, end: usize) -> usize {
        self.start + self.text[self.start..end].trim_end().len()
    }

    fn wide(&self, end: usize) -> Mm {
        (self.before[end] - self.before[self.start]) as Mm
    }

    fn fits(&self, end: usize) -> bool {
        self.wide(self.trimmed(end)) <= self.measure() + SLACK
    }

    fn push(&mut self, end: usize, last: bool) {
        let trimmed = self.trimmed(end);
        let text = self.text[self.start..trimmed].to_owned();
        self.out.push(Line { text, width: self.wide(trimmed), last });
        self.start = end;
    }

    /// Breaks a word that is wider than a whole line.
    fn split(&mut self, end: usize) {
        while !self.fits(end) {
            let word = &self.text[self.start..self.trimmed(end)];
            let room = self.measure() + SLACK;
            let ends = || word.char_indices().map(|(at, _)| at).skip(1);
            // At least one character, however narrow the measure.
            let hard = ends().filter(|at| self.wide(self.start + at) <= room).last();
            let Some(hard) = hard.or_else(|| ends().next()) else {
                return;
            };
            let good = |at: &usize| {
                let (before, after) = word.split_at(*at);
                !after.starts_with(no_start) && !before.ends_with(no_end)
            };
            let at = ends().take_while(|at| *at <= hard).filter(good).last().unwrap_or(hard);
            self.push(self.start + at, false);
        }
    }
}

/// Places where a line may or must end, by UAX #14 with two changes: Chinese quotation marks
/// count as brackets, and [`no_start`], [`no_end`] always hold.
fn breaks(text: &str) -> Vec<(usize, BreakOpportunity)> {
    let mut guide = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        // Each is as long as what it stands for, so the places found are those of `text`.
        guide.push(match c {
            '“' => '「',
            '”' => '」',
            '‘' => '『',
            '’' if !before.is_ascii_alphanumeric() => '』',
            other => other,
        });
        before = c;
    }
    linebreaks(&guide)
        .filter(|(at, kind)| {
            let (left, right) = text.split_at(*at);
            let barred = right.starts_with(no_start) || left.ends_with(no_end);
            *kind == BreakOpportunity::Mandatory || !barred
        })
        .collect()
}
