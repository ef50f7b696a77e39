//! Tables: columns with headings, rows that never split, a header on each page.

use crate::draw::{FRAME, Pen};
use crate::error::Result;
use crate::grid::{Cell, Grid, Laid, Row, Track, Width, widths};
use crate::size::{Mm, Pt};
use crate::text::{Align, Fit, Style};

/// A column of a [`Table`].
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    width: Width,
    heading: String,
    align: Align,
    fit: Fit,
    shaded: bool,
}

impl Column {
    /// A column `mm` wide.
    pub fn fixed(mm: Mm, heading: impl Into<String>) -> Column {
        Column { width: Width::Fixed(mm), heading: heading.into(), align: Align::Left, fit: Fit::WRAP, shaded: false }
    }

    /// A column that takes `share` parts of what the fixed ones leave.
    pub fn share(share: f32, heading: impl Into<String>) -> Column {
        Column { width: Width::Share(share), ..Column::fixed(0.0, heading) }
    }

    /// Aligned; figures stand right.
    pub fn align(self, align: Align) -> Column {
        Column { align, ..self }
    }

    /// On grey from top to bottom: nothing is expected there.
    pub fn shaded(self, shaded: bool) -> Column {
        Column { shaded, ..self }
    }

    /// Fitted; else long texts wrap.
    pub fn fit(self, fit: Fit) -> Column {
        Column { fit, ..self }
    }
}

/// A table. Rows never split, and the header stands on each page.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    columns: Vec<Column>,
    groups: Option<Row>,
    rows: Vec<Row>,
    total: Option<Row>,
    blank: usize,
    size: Pt,
    row: Mm,
    header: Mm,
    side: Mm,
    frame: Mm,
}

impl Table {
    /// A table of `columns` in 9 pt, rows at least 7 mm high.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Table {
        Table {
            columns: columns.into_iter().collect(),
            groups: None,
            rows: Vec::new(),
            total: None,
            blank: 0,
            size: 9.0,
            row: 7.0,
            header: 8.0,
            side: 1.2,
            frame: FRAME,
        }
    }

    /// In another size of type.
    pub fn size(self, size: Pt) -> Table {
        Table { size, ..self }
    }

    /// With rows and header at least so high.
    pub fn heights(self, row: Mm, header: Mm) -> Table {
        Table { row, header, ..self }
    }

    /// With `mm` of blank beside each text; narrow columns want less.
    pub fn padding(self, mm: Mm) -> Table {
        Table { side: mm, ..self }
    }

    /// A first row of the header that groups columns. A cell of two rows ([`Cell::rows`])
    /// stands for the heading of its column, which is not printed again.
    pub fn groups(self, row: impl Into<Row>) -> Table {
        Table { groups: Some(row.into()), ..self }
    }

    /// One row more.
    pub fn row(mut self, row: impl Into<Row>) -> Table {
        self.rows.push(row.into());
        self
    }

    /// More rows.
    pub fn rows<R: Into<Row>>(mut self, rows: impl IntoIterator<Item = R>) -> Table {
        self.rows.extend(rows.into_iter().map(Into::into));
        self
    }

    /// Blank rows to be filled by hand, so that there are at least `count` rows.
    pub fn at_least(self, count: usize) -> Table {
        Table { blank: count, ..self }
    }

    /// A last row in bold type below a strong rule; it stays with the row above it.
    pub fn total(self, row: impl Into<Row>) -> Table {
        Table { total: Some(row.into().bold()), ..self }
    }

    /// Sets everything for the width between the margins.
    pub(crate) fn set(&self, pen: &mut Pen, available: Mm) -> Result<SetTable> {
        let columns: Vec<Width> = self.columns.iter().map(|column| column.width).collect();
        let tracks = self.columns.iter().zip(widths(&columns, available)?);
        let tracks = tracks.map(|(column, width)| Track {
            width,
            align: column.align,
            fit: column.fit,
            name: column.heading.replace('\n', ""),
            shaded: column.shaded,
        });
        let style = Style { leading: 1.3, align: Align::Left, ..Style::BODY.size(self.size) };
        let grid =
            Grid { tracks: tracks.collect(), style, row: self.row, side: self.side, edge: 1.3, frame: self.frame };

        let head = grid.lay(pen, &self.header())?;
        let mut rows = self.rows.clone();
        rows.resize(rows.len().max(self.blank), Row::default());
        rows.extend(self.total.clone());
        let body = grid.lay(pen, &rows)?;
        Ok(SetTable { grid, head, body, total: self.total.is_some() })
    }

    fn header(&self) -> Vec<Row> {
        let centred = |cell: Cell| cell.bold().align(Align::Centre).fit(Fit::WRAP);
        let mut free = vec![true; self.columns.len()];
        let mut rows = Vec::new();
        if let Some(groups) = &self.groups {
            let mut column = 0;
            for cell in &groups.cells {
                let (span, reach) = cell.extent();
                free.iter_mut().skip(column).take(span).for_each(|free| *free = reach < 2);
                column += span;
            }
            let cells = groups.cells.iter().cloned().map(centred);
            rows.push(Row::new(cells).height(groups.height.unwrap_or(self.header)));
        }
        if self.columns.iter().any(|column| !column.heading.is_empty()) {
            let free = self.columns.iter().zip(free).filter(|(_, free)| *free);
            let cells = free.map(|(column, _)| centred(Cell::new(&*column.heading).named(&*column.heading)));
            rows.push(Row::new(cells).height(self.header));
        }
        rows
    }
}

/// A table in set rows, ready to be put on pages.
pub(crate) struct SetTable {
    pub grid: Grid,
    pub head: Vec<Laid>,
    pub body: Vec<Laid>,
    /// Whether the last row of the body is the total.
    pub total: bool,
}

impl SetTable {
    /// The body in parts that must not be split: rows tied by a tall cell, and the total
    /// with the row above it. Each part is a range of rows.
    pub fn parts(&self) -> Vec<std::ops::Range<usize>> {
        let count = self.body.len();
        let tied = |n: usize| self.body[n].joined || (self.total && n > 0 && n + 1 == count);
        let starts: Vec<usize> = (0..count).filter(|n| *n == 0 || !tied(*n)).collect();
        let ends = starts.iter().skip(1).copied().chain([count]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }
}
