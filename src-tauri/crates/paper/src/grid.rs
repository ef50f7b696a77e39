//! Rows of cells on shared columns: what tables and forms have in common.

use crate::draw::{HAIRLINE, Pen, Sheet};
use crate::error::{Error, Result};
use crate::fonts::Weight;
use crate::size::{Area, Mm, Pt};
use crate::text::{Align, Block, Fit, Style};

/// The grey of a shaded column.
const SHADE: f32 = 0.9;

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    text: String,
    span: usize,
    rows: usize,
    label: bool,
    bold: bool,
    top: bool,
    size: Option<Pt>,
    align: Option<Align>,
    fit: Option<Fit>,
    name: Option<String>,
}

impl Cell {
    /// A cell that holds `text`, with the settings of its column.
    pub fn new(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), span: 1, rows: 1, ..Cell::default() }
    }

    /// A printed label of a form: in the middle. Names the value that follows it.
    pub fn label(text: impl Into<String>) -> Cell {
        Cell { label: true, align: Some(Align::Centre), ..Cell::new(text) }
    }

    /// Over `columns` columns.
    pub fn span(self, columns: usize) -> Cell {
        Cell { span: columns.max(1), ..self }
    }

    /// Over `rows` rows.
    pub fn rows(self, rows: usize) -> Cell {
        Cell { rows: rows.max(1), ..self }
    }

    /// In bold type.
    pub fn bold(self) -> Cell {
        Cell { bold: true, ..self }
    }

    /// At the top of the cell, for long texts.
    pub fn top(self) -> Cell {
        Cell { top: true, ..self }
    }

    /// In another size.
    pub fn size(self, size: Pt) -> Cell {
        Cell { size: Some(size), ..self }
    }

    /// Aligned otherwise than its column.
    pub fn align(self, align: Align) -> Cell {
        Cell { align: Some(align), ..self }
    }

    /// Fitted otherwise than its column.
    pub fn fit(self, fit: Fit) -> Cell {
        Cell { fit: Some(fit), ..self }
    }

    /// Columns and rows covered.
    pub(crate) fn extent(&self) -> (usize, usize) {
        (self.span, self.rows)
    }

    /// Called `name` in errors, instead of by its column or label.
    pub fn named(self, name: impl Into<String>) -> Cell {
        Cell { name: Some(name.into()), ..self }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::new(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::new(text)
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        Cell::new(text.as_str())
    }
}

/// A row of cells. Columns that it does not reach stay blank.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    pub(crate) cells: Vec<Cell>,
    pub(crate) height: Option<Mm>,
    pub(crate) bold: bool,
}

impl Row {
    /// A row of `cells`.
    pub fn new<C: Into<Cell>>(cells: impl IntoIterator<Item = C>) -> Row {
        Row { cells: cells.into_iter().map(Into::into).collect(), height: None, bold: false }
    }

    /// At least `mm` high.
    pub fn height(self, mm: Mm) -> Row {
        Row { height: Some(mm), ..self }
    }

    /// All in bold type.
    pub fn bold(self) -> Row {
        Row { bold: true, ..self }
    }
}

impl<C: Into<Cell>> From<Vec<C>> for Row {
    fn from(cells: Vec<C>) -> Row {
        Row::new(cells)
    }
}

impl<C: Into<Cell>, const N: usize> From<[C; N]> for Row {
    fn from(cells: [C; N]) -> Row {
        Row::new(cells)
    }
}

/// What the cells of a column have in common.
#[derive(Debug, Clone)]
pub(crate) struct Track {
    pub width: Mm,
    pub align: Align,
    pub fit: Fit,
    pub name: String,
    /// On grey from top to bottom.
    pub shaded: bool,
}

/// The measures of a grid.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub tracks: Vec<Track>,
    pub style: Style,
    /// Least height of a row.
    pub row: Mm,
    /// Blank to the left and right of a text.
    pub side: Mm,
    /// Blank above and below a text.
    pub edge: Mm,
    /// Width of the outer frame.
    pub frame: Mm,
}

/// A row whose texts are set.
#[derive(Debug, Clone)]
pub(crate) struct Laid {
    pub height: Mm,
    /// Whether a cell reaches into this row from above, so that no page may begin here.
    pub joined: bool,
    cells: Vec<Place>,
}

#[derive(Debug, Clone)]
struct Place {
    column: usize,
    span: usize,
    rows: usize,
    top: bool,
    block: Option<Block>,
}

/// Widths of columns: fixed ones as they are, the rest in proportion to their shares.
pub(crate) fn widths(columns: &[Width], available: Mm) -> Result<Vec<Mm>> {
    let fixed: Mm = columns.iter().map(|c| if let Width::Fixed(mm) = c { *mm } else { 0.0 }).sum();
    let shares: f32 = columns.iter().map(|c| if let Width::Share(share) = c { *share } else { 0.0 }).sum();
    let rest = available - fixed;
    if rest < -0.05 || (shares > 0.0 && rest < 1.0) {
        return Err(Error::TooWide { needed: fixed, available });
    }
    let width = |c: &Width| match c {
        Width::Fixed(mm) => *mm,
        Width::Share(share) => rest * share / shares,
    };
    Ok(columns.iter().map(width).collect())
}

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// Millimetres.
    Fixed(Mm),
    /// A share of what the fixed columns leave.
    Share(f32),
}

impl Grid {
    fn across(&self, column: usize, span: usize) -> Mm {
        self.tracks[column..column + span].iter().map(|track| track.width).sum()
    }

    /// Sets the texts of `rows` and finds their heights.
    pub fn lay(&self, pen: &mut Pen, rows: &[Row]) -> Result<Vec<Laid>> {
        let columns = self.tracks.len();
        // Rows that a cell from above still covers, by column.
        let mut covered = vec![0_usize; columns];
        let mut laid = Vec::with_capacity(rows.len());
        for (n, row) in rows.iter().enumerate() {
            let joined = covered.iter().any(|left| *left > 0);
            let mut places = Vec::with_capacity(row.cells.len());
            let mut column = 0;
            let mut label = None;
            for cell in &row.cells {
                while column < columns && covered[column] > 0 {
                    column += 1;
                }
                let end = column + cell.span;
                if end > columns || covered[column..end].iter().any(|left| *left > 0) {
                    return Err(Error::Cells { row: n, columns });
                }
                let name = cell.name.as_deref().or(label).unwrap_or(&self.tracks[column].name);
                let block = self.set(pen, row, cell, column, name)?;
                covered[column..end].fill(cell.rows);
                places.push(Place { column, span: cell.span, rows: cell.rows, top: cell.top, block });
                label = if cell.label { Some(cell.text.as_str()) } else { label };
                column = end;
            }
            covered.iter_mut().for_each(|left| *left = left.saturating_sub(1));
            let tallest = places.iter().filter(|p| p.rows == 1).map(|p| self.need(p)).fold(0.0, Mm::max);
            let height = tallest.max(row.height.unwrap_or(self.row));
            laid.push(Laid { height, joined, cells: places });
        }
        self.stretch(&mut laid);
        Ok(laid)
    }

    fn set(&self, pen: &mut Pen, row: &Row, cell: &Cell, column: usize, name: &str) -> Result<Option<Block>> {
        if cell.text.is_empty() {
            return Ok(None);
        }
        let track = &self.tracks[column];
        let style = Style {
            size: cell.size.unwrap_or(self.style.size),
            weight: if cell.bold || row.bold { Weight::Bold } else { self.style.weight },
            align: cell.align.unwrap_or(track.align),
            ..self.style
        };
        let measure = self.across(column, cell.span) - 2.0 * self.side;
        pen.set(&cell.text, style, (measure, Mm::INFINITY), cell.fit.unwrap_or(track.fit), name).map(Some)
    }

    fn need(&self, place: &Place) -> Mm {
        place.block.as_ref().map_or(0.0, |block| block.height() + 2.0 * self.edge)
    }

    /// Makes the last row under a tall cell high enough for it.
    fn stretch(&self, laid: &mut [Laid]) {
        for first in 0..laid.len() {
            for n in 0..laid[first].cells.len() {
                let place = &laid[first].cells[n];
                let last = (first + place.rows).min(laid.len());
                let need = self.need(place);
                let have: Mm = laid[first..last].iter().map(|row| row.height).sum();
                if place.rows > 1 && need > have {
                    laid[last - 1].height += need - have;
                }
            }
        }
    }

    /// Draws set rows with their left upper corner at (`x`, `y`). `strong` names the rows
    /// above which the rule is stronger. Returns the lower edge.
    pub fn draw(&self, sheet: &mut Sheet<'_>, x: Mm, y: Mm, rows: &[&Laid], strong: &[usize]) -> Mm {
        let mut tops = vec![y];
        for row in rows {
            tops.push(tops[tops.len() - 1] + row.height);
        }
        let mut lefts = vec![x];
        for track in &self.tracks {
            lefts.push(lefts[lefts.len() - 1] + track.width);
        }
        let height = tops[rows.len()] - y;
        for (track, left) in self.tracks.iter().zip(&lefts).filter(|(track, _)| track.shaded) {
            sheet.shade(Area::new(*left, y, track.width, height), SHADE);
        }
        let columns = self.tracks.len();
        // Which cell owns each square: rules stand where the owner changes.
        let mut owner = vec![vec![0_usize; columns]; rows.len()];
        let mut next = 0;
        for (r, row) in rows.iter().enumerate() {
            for place in &row.cells {
                next += 1;
                let last = (r + place.rows).min(rows.len());
                owner[r..last].iter_mut().for_each(|line| line[place.column..place.column + place.span].fill(next));
                if let Some(block) = &place.block {
                    let area = Area {
                        x: lefts[place.column] + self.side,
                        y: tops[r],
                        width: lefts[place.column + place.span] - lefts[place.column] - 2.0 * self.side,
                        height: tops[last] - tops[r],
                    };
                    let top = Area { y: area.y + self.edge.max(self.side), height: block.height(), ..area };
                    sheet.block(if place.top { top } else { area }, block);
                }
            }
            for square in owner[r].iter_mut().filter(|square| **square == 0) {
                next += 1;
                *square = next;
            }
        }
        for r in 1..rows.len() {
            let width = if strong.contains(&r) { 0.75 * self.frame } else { HAIRLINE };
            for (from, to) in spans(columns, |c| owner[r - 1][c] != owner[r][c]) {
                sheet.line((lefts[from], tops[r]), (lefts[to], tops[r]), width);
            }
        }
        for c in 1..columns {
            for (from, to) in spans(rows.len(), |r| owner[r][c - 1] != owner[r][c]) {
                sheet.line((lefts[c], tops[from]), (lefts[c], tops[to]), HAIRLINE);
            }
        }
        let bottom = tops[rows.len()];
        sheet.frame(Area::new(x, y, lefts[columns] - x, bottom - y), self.frame);
        bottom
    }
}

/// Runs of consecutive numbers below `count` for which `holds`.
fn spans(count: usize, holds: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for n in (0..count).filter(|n| holds(*n)) {
        match runs.last_mut() {
            Some((_, end)) if *end == n => *end = n + 1,
            _ => runs.push((n, n + 1)),
        }
    }
    runs
}
