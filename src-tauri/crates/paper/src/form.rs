//! Forms: labels and values in a frame, and the places for signatures.

use crate::draw::{FRAME, Pen};
use crate::error::Result;
use crate::grid::{Grid, Row, Track, Width, widths};
use crate::size::{Mm, Pt};
use crate::table::SetTable;
use crate::text::{Align, Fit, Style};

/// A grid of labels and values.
#[derive(Debug, Clone, PartialEq)]
pub struct FormGrid {
    columns: Vec<Width>,
    rows: Vec<Row>,
    size: Pt,
    row: Mm,
    side: Mm,
    frame: Mm,
    fit: Fit,
}

impl FormGrid {
    /// A form on columns of these widths, in 10 pt, rows at least 9 mm high.
    pub fn new(columns: impl IntoIterator<Item = Width>) -> FormGrid {
        FormGrid {
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            size: 10.0,
            row: 9.0,
            side: 1.6,
            frame: FRAME,
            fit: Fit::WRAP,
        }
    }

    /// A form on columns in proportion to `shares`.
    pub fn shares(shares: &[f32]) -> FormGrid {
        FormGrid::new(shares.iter().map(|share| Width::Share(*share)))
    }

    /// In another size of type.
    pub fn size(self, size: Pt) -> FormGrid {
        FormGrid { size, ..self }
    }

    /// With rows at least `mm` high.
    pub fn row_height(self, mm: Mm) -> FormGrid {
        FormGrid { row: mm, ..self }
    }

    /// With `mm` of blank beside each text.
    pub fn padding(self, mm: Mm) -> FormGrid {
        FormGrid { side: mm, ..self }
    }

    /// Fitted; else long texts wrap and make their row taller.
    pub fn fit(self, fit: Fit) -> FormGrid {
        FormGrid { fit, ..self }
    }

    /// One row more.
    pub fn row(mut self, row: impl Into<Row>) -> FormGrid {
        self.rows.push(row.into());
        self
    }

    pub(crate) fn set(&self, pen: &mut Pen, available: Mm) -> Result<SetTable> {
        let widths = widths(&self.columns, available)?;
        let track = |width| Track { width, align: Align::Left, fit: self.fit, name: "form".to_owned(), shaded: false };
        let style = Style { leading: 1.35, align: Align::Left, ..Style::BODY.size(self.size) };
        let tracks = widths.into_iter().map(track).collect();
        let grid = Grid { tracks, style, row: self.row, side: self.side, edge: 1.3, frame: self.frame };
        let body = grid.lay(pen, &self.rows)?;
        Ok(SetTable { grid, head: Vec::new(), body, total: false })
    }
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub(crate) title: String,
    pub(crate) lines: Vec<(String, String)>,
}

impl Party {
    /// A party called `title`: 甲方（托育机构）.
    pub fn new(title: impl Into<String>) -> Party {
        Party { title: title.into(), lines: Vec::new() }
    }

    /// A ruled place called `label`; `value` is printed on it if it is known.
    pub fn line(mut self, label: impl Into<String>, value: impl Into<String>) -> Party {
        self.lines.push((label.into(), value.into()));
        self
    }
}
