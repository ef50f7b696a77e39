//! Documents: text, tables and forms flowing from page to page.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::draw::{HAIRLINE, Mark, Missing, Pen, Sheet};
use crate::error::{Error, Result};
use crate::fonts::{BOX, Fonts, TICKED};
use crate::form::{FormGrid, Party};
use crate::grid::Laid;
use crate::pdf::{self, Meta, Page};
use crate::size::{Area, Margins, Mm, Size};
use crate::table::{SetTable, Table};
use crate::text::{Align, Block, Fit, Style};

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// Characters printed as 〓, in order of their code; empty unless [`Missing::Geta`].
    pub replaced: Vec<char>,
}

/// Which page of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageNumber {
    /// This page, from 1.
    pub n: usize,
    /// All pages.
    pub of: usize,
}

/// Draws on each page when all pages are known.
type Band = Box<dyn Fn(&mut Sheet<'_>, PageNumber) -> Result<()>>;

/// A document while it is written.
pub struct Document {
    pen: Pen,
    size: Size,
    margins: Margins,
    meta: Meta,
    nudge: (Mm, Mm),
    red: bool,
    bands: Vec<Band>,
    pages: Vec<Vec<Mark>>,
    /// How far the current page is filled, from the top of the sheet.
    y: Mm,
}

impl Document {
    /// An empty document of one page.
    pub fn new(fonts: Arc<Fonts>, size: Size, margins: Margins, meta: Meta) -> Document {
        let pen = Pen { fonts, missing: Missing::Refuse, replaced: BTreeSet::new() };
        let y = margins.top;
        Document {
            pen,
            size,
            margins,
            meta,
            nudge: (0.0, 0.0),
            red: false,
            bands: Vec::new(),
            pages: vec![Vec::new()],
            y,
        }
    }

    /// Sets what happens with characters that no font has.
    pub fn missing(mut self, missing: Missing) -> Document {
        self.pen.missing = missing;
        self
    }

    /// In red instead of black ink: red-letter papers.
    pub fn red(self) -> Document {
        Document { red: true, ..self }
    }

    /// Moves everything by millimetres to the right and down: printers that feed askew.
    pub fn nudge(mut self, right: Mm, down: Mm) -> Document {
        self.nudge = (right, down);
        self
    }

    /// Draws on each page at the end: letterheads, footers, watermarks. Called in order.
    pub fn each_page(&mut self, band: impl Fn(&mut Sheet<'_>, PageNumber) -> Result<()> + 'static) {
        self.bands.push(Box::new(band));
    }

    /// A footer `第 n 页 共 N 页` in the middle of the bottom margin, with `left` at its left.
    pub fn footer(&mut self, left: impl Into<String>) {
        let (left, margins) = (left.into(), self.margins);
        self.each_page(move |sheet, page| {
            let size = sheet.size();
            let style = Style::NOTE.grey(0.25);
            let y = size.height - margins.bottom * 0.62;
            sheet.text(margins.left, y, &left, style)?;
            let number = format!("第 {} 页  共 {} 页", page.n, page.of);
            let (x, align) = match left.is_empty() {
                true => (size.width / 2.0, Align::Centre),
                false => (size.width - margins.right, Align::Right),
            };
            sheet.text(x, y, &number, style.align(align)).map(drop)
        });
    }

    /// A word across each page, under the text: 作废, 补打.
    pub fn watermark(&mut self, word: impl Into<String>) {
        let word = word.into();
        self.each_page(move |sheet, _| sheet.watermark(&word));
    }

    /// The current page, to draw on it at any place.
    pub fn sheet(&mut self) -> Sheet<'_> {
        // There is always a page: `new` makes the first, `finish` alone takes them.
        if self.pages.is_empty() {
            self.pages.push(Vec::new());
        }
        let last = self.pages.len() - 1;
        Sheet { pen: &mut self.pen, marks: &mut self.pages[last], size: self.size }
    }

    /// The rest of the current page between the margins.
    pub fn rest(&self) -> Area {
        let width = self.size.width - self.margins.left - self.margins.right;
        Area::new(self.margins.left, self.y, width, (self.bottom() - self.y).max(0.0))
    }

    /// Continues at `y` from the top of the sheet, after drawing by hand.
    pub fn continue_at(&mut self, y: Mm) {
        self.y = y;
    }

    /// Leaves `mm` blank; nothing at the top of a page.
    pub fn space(&mut self, mm: Mm) {
        if self.y > self.margins.top {
            self.y += mm;
        }
    }

    /// Starts the next page.
    pub fn page_break(&mut self) {
        self.pages.push(Vec::new());
        self.y = self.margins.top;
    }

    /// Starts the next page unless `mm` are left on this one.
    pub fn need(&mut self, mm: Mm) {
        if self.y + mm > self.bottom() + 0.01 && self.y > self.margins.top {
            self.page_break();
        }
    }

    /// Writes what `part` writes on one page, if it fits on one at all.
    ///
    /// # Errors
    /// Those of `part`.
    pub fn keep_together(&mut self, part: impl Fn(&mut Document) -> Result<()>) -> Result<()> {
        let (page, y) = (self.pages.len(), self.y);
        let marks = self.pages.last().map_or(0, Vec::len);
        part(self)?;
        if self.pages.len() > page && y > self.margins.top {
            self.pages.truncate(page);
            if let Some(last) = self.pages.last_mut() {
                last.truncate(marks);
            }
            self.page_break();
            part(self)?;
        }
        Ok(())
    }

    /// A heading: level 1 is the title in the middle, 2 and 3 stand left. Stays with what
    /// follows it.
    ///
    /// # Errors
    /// [`Error::Glyph`].
    pub fn heading(&mut self, level: u8, text: &str) -> Result<()> {
        let style = match level {
            1 => Style::BODY.size(18.0).bold().align(Align::Centre).spacing(1.5).leading(1.35).around(0.0, 5.0),
            2 => Style::BODY.size(12.0).bold().align(Align::Left).leading(1.4).around(4.0, 2.0),
            _ => Style::BODY.size(10.5).bold().align(Align::Left).leading(1.4).around(2.5, 1.5),
        };
        let follows = if level == 1 { 12.0 } else { 2.0 * Style::BODY.line() };
        let block = self.pen.set(text, style, (self.rest().width, Mm::INFINITY), Fit::WRAP, "heading")?;
        self.need(style.before + block.lines.len() as f32 * style.line() + style.after + follows);
        self.flow(&block, 0.0, None)
    }

    /// A paragraph.
    ///
    /// # Errors
    /// [`Error::Glyph`].
    pub fn paragraph(&mut self, text: &str, style: Style) -> Result<()> {
        let room = (self.rest().width - style.indent, Mm::INFINITY);
        let block = self.pen.set(text, style, room, Fit::WRAP, "paragraph")?;
        self.flow(&block, style.indent, None)
    }

    /// A paragraph behind its number: 1. or （一） or 第一条. The text keeps clear of it.
    ///
    /// # Errors
    /// [`Error::Glyph`], called by `number`.
    pub fn clause(&mut self, number: &str, text: &str, style: Style) -> Result<()> {
        let number = self.pen.printable(number, "clause")?;
        let hang = (style.width(&self.pen.fonts, &number) + 0.5 * style.em()).max(2.0 * style.em());
        let indent = style.indent + hang;
        let block = self.pen.set(text, style, (self.rest().width - indent, Mm::INFINITY), Fit::WRAP, &number)?;
        self.flow(&block, indent, Some((&number, style.indent)))
    }

    /// A line that begins with a check box.
    ///
    /// # Errors
    /// [`Error::Glyph`].
    pub fn checkbox(&mut self, ticked: bool, text: &str, style: Style) -> Result<()> {
        let sign = if ticked { TICKED } else { BOX };
        self.clause(&sign.to_string(), text, style)
    }

    /// Puts set lines on the page and on the next ones, at least two at each end. `number`
    /// and its indent stand before the first line.
    fn flow(&mut self, block: &Block, indent: Mm, number: Option<(&str, Mm)>) -> Result<()> {
        let style = block.style;
        let line = style.line();
        self.space(style.before);
        let mut rest = block.lines.as_slice();
        while !rest.is_empty() {
            let room = ((self.bottom() - self.y + 0.01) / line).max(0.0) as usize;
            let take = if room >= rest.len() { rest.len() } else { room.min(rest.len().saturating_sub(2)) };
            if take < 2.min(rest.len()) && self.y > self.margins.top {
                self.page_break();
                continue;
            }
            let begins = rest.len() == block.lines.len();
            let (now, later) = rest.split_at(take.max(1));
            for (n, text) in now.iter().enumerate() {
                let first = begins && n == 0;
                let area = self.rest();
                let top = self.y + (line - style.em()) / 2.0;
                if let Some((number, at)) = number.filter(|_| first) {
                    self.sheet().text(area.x + at, top, number, style.align(Align::Left))?;
                }
                let pushed = indent + if first { style.first * style.em() } else { 0.0 };
                self.sheet().line_of(area.x + pushed, area.width - pushed, top + 0.88 * style.em(), style, text);
                self.y += line;
            }
            rest = later;
        }
        self.y += style.after;
        Ok(())
    }

    /// A table, on as many pages as it needs.
    ///
    /// # Errors
    /// [`Error::Glyph`] and [`Error::Overflow`] name the column; [`Error::TooTall`] if a row
    /// is taller than a page; [`Error::TooWide`]; [`Error::Cells`].
    pub fn table(&mut self, table: &Table) -> Result<()> {
        let width = self.rest().width;
        let set = table.set(&mut self.pen, width)?;
        self.grid(&set, "table row")
    }

    /// A form, on as many pages as it needs; its rows never split.
    ///
    /// # Errors
    /// As [`Document::table`].
    pub fn form(&mut self, form: &FormGrid) -> Result<()> {
        let width = self.rest().width;
        let set = form.set(&mut self.pen, width)?;
        self.grid(&set, "form row")
    }

    fn grid(&mut self, set: &SetTable, context: &str) -> Result<()> {
        let height = |rows: &[Laid]| rows.iter().map(|row| row.height).sum::<Mm>();
        let head = height(&set.head);
        let page = self.bottom() - self.margins.top;
        let mut parts = set.parts().into_iter().peekable();
        loop {
            let first = parts.peek().map_or(0.0, |part| height(&set.body[part.clone()]));
            if head + first > page + 0.01 {
                return Err(Error::TooTall { context: context.to_owned(), needed: head + first, available: page });
            }
            self.need(head + first);
            let mut rows: Vec<&Laid> = set.head.iter().collect();
            let mut strong = vec![rows.len()];
            let mut filled = self.y + head;
            while let Some(part) = parts.peek() {
                let body = &set.body[part.clone()];
                if filled + height(body) > self.bottom() + 0.01 && rows.len() > set.head.len() {
                    break;
                }
                filled += height(body);
                rows.extend(body);
                parts.next();
            }
            let ended = parts.peek().is_none();
            if ended && set.total {
                strong.push(rows.len() - 1);
            }
            let (x, y) = (self.margins.left, self.y);
            self.y = set.grid.draw(&mut self.sheet(), x, y, &rows, &strong);
            if ended {
                return Ok(());
            }
            self.page_break();
        }
    }

    /// Places for signatures and seals side by side, on one page.
    ///
    /// # Errors
    /// [`Error::Glyph`], [`Error::Overflow`], [`Error::TooTall`].
    pub fn signatures(&mut self, parties: &[Party]) -> Result<()> {
        const GAP: Mm = 8.0;
        const TITLE: Mm = 9.0;
        const LINE: Mm = 10.0;
        let style = Style::NOTE.size(10.0);
        let count = parties.len().max(1) as f32;
        let width = (self.rest().width - (count - 1.0) * GAP) / count;
        let lines = parties.iter().map(|party| party.lines.len()).max().unwrap_or(0);
        let height = TITLE + lines as f32 * LINE;
        let available = self.bottom() - self.margins.top;
        if height > available {
            return Err(Error::TooTall { context: "signatures".to_owned(), needed: height, available });
        }
        self.need(height);
        for (n, party) in parties.iter().enumerate() {
            let x = self.margins.left + n as f32 * (width + GAP);
            let y = self.y;
            let mut sheet = self.sheet();
            let title = Area::new(x, y, width, TITLE);
            sheet.text_in(title, &party.title, style.bold(), Fit::shrink(7.0), "party")?;
            for (row, (label, value)) in party.lines.iter().enumerate() {
                let area = Area::new(x, y + TITLE + row as f32 * LINE, width, LINE);
                signed_line(&mut sheet, area, label, value, style)?;
            }
        }
        self.y += height;
        Ok(())
    }

    fn bottom(&self) -> Mm {
        if self.size.is_roll() { f32::INFINITY } else { self.size.height - self.margins.bottom }
    }

    /// The finished PDF.
    ///
    /// # Errors
    /// Those of the drawings on each page; [`Error::Instant`].
    pub fn finish(mut self) -> Result<Pdf> {
        let of = self.pages.len();
        let mut pages = Vec::with_capacity(of);
        for (n, mut marks) in std::mem::take(&mut self.pages).into_iter().enumerate() {
            let mut size = self.size;
            if size.is_roll() {
                let content = marks.iter().map(Mark::bottom).fold(self.margins.top, Mm::max);
                size.height = content + self.margins.bottom;
            }
            let mut sheet = Sheet { pen: &mut self.pen, marks: &mut marks, size };
            for band in &self.bands {
                band(&mut sheet, PageNumber { n: n + 1, of })?;
            }
            pages.push(Page { width: size.width, height: size.height, marks });
        }
        let bytes = pdf::write(&self.pen.fonts, &self.meta, &pages, self.nudge, self.red)?;
        Ok(Pdf { bytes, pages: of, replaced: self.pen.replaced.into_iter().collect() })
    }
}

/// A label and the rule behind it, or below it if the label is long.
fn signed_line(sheet: &mut Sheet<'_>, area: Area, label: &str, value: &str, style: Style) -> Result<()> {
    let label_width = style.width(sheet.fonts(), label).min(area.width);
    let foot = area.bottom() - 1.6;
    let middle = foot - 0.75 * style.em() - area.height / 2.0;
    let label_area = Area { y: middle, width: label_width, ..area };
    sheet.text_in(label_area, label, style, Fit::shrink(6.0), label)?;
    let rule = Area { x: area.x + label_width, width: area.width - label_width, y: middle, ..area };
    if rule.width > 4.0 {
        sheet.line((rule.x, foot), (rule.right(), foot), HAIRLINE);
        if !value.is_empty() {
            sheet.text_in(rule, value, style.align(Align::Centre), Fit::shrink(6.0), label)?;
        }
    }
    Ok(())
}

impl Sheet<'_> {
    /// A form with its left upper corner at (`x`, `y`). Returns its lower edge.
    ///
    /// # Errors
    /// As [`Document::form`], save for its height.
    pub fn form(&mut self, x: Mm, y: Mm, width: Mm, form: &FormGrid) -> Result<Mm> {
        let set = form.set(self.pen, width)?;
        let rows: Vec<&Laid> = set.body.iter().collect();
        Ok(set.grid.draw(self, x, y, &rows, &[]))
    }

    /// A table with its left upper corner at (`x`, `y`). Returns its lower edge.
    ///
    /// # Errors
    /// As [`Document::table`], save for its height.
    pub fn table(&mut self, x: Mm, y: Mm, width: Mm, table: &Table) -> Result<Mm> {
        let set = table.set(self.pen, width)?;
        let rows: Vec<&Laid> = set.head.iter().chain(&set.body).collect();
        let total = set.total.then(|| rows.len().saturating_sub(1));
        let strong: Vec<usize> = [set.head.len()].into_iter().chain(total).collect();
        Ok(set.grid.draw(self, x, y, &rows, &strong))
    }
}
