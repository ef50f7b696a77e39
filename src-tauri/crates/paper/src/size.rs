//! Sheets of paper and places on them, in millimetres from the top left corner.

/// A length in millimetres.
pub type Mm = f32;

/// A size of type in points (1/72 inch).
pub type Pt = f32;

/// Millimetres in a point.
pub(crate) const MM_PER_PT: f32 = 25.4 / 72.0;

/// A sheet of paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Width.
    pub width: Mm,
    /// Height; infinite for a roll, which is cut after its content.
    pub height: Mm,
}

impl Size {
    /// A4, upright.
    pub const A4: Size = Size::new(210.0, 297.0);
    /// A4, lying.
    pub const A4_LANDSCAPE: Size = Size::new(297.0, 210.0);
    /// A5, upright.
    pub const A5: Size = Size::new(148.0, 210.0);
    /// A5, lying: receipts.
    pub const A5_LANDSCAPE: Size = Size::new(210.0, 148.0);
    /// A third of 241 mm continuous paper (三等分), tractor margins included.
    pub const THIRD_241: Size = Size::new(241.0, 93.1);
    /// 80 mm thermal roll; 72 mm of it can be printed.
    pub const ROLL_80: Size = Size::new(80.0, f32::INFINITY);
    /// 60 × 40 mm label.
    pub const LABEL_60_40: Size = Size::new(60.0, 40.0);

    /// A sheet of any other size.
    pub const fn new(width: Mm, height: Mm) -> Size {
        Size { width, height }
    }

    /// Whether the length follows the content.
    pub fn is_roll(self) -> bool {
        self.height.is_infinite()
    }

    /// As many places of the size `tile` as fit on this sheet, in rows from the top left,
    /// the whole block centred: labels on an A4 sheet.
    pub fn tiles(self, tile: Size) -> Vec<Area> {
        // A hair of tolerance, so that 7 × 42.43 mm still fit 297 mm.
        let count = |whole: Mm, part: Mm| ((whole + 0.05) / part).floor().max(0.0);
        let (columns, rows) = (count(self.width, tile.width), count(self.height, tile.height));
        let left = (self.width - columns * tile.width) / 2.0;
        let top = (self.height - rows * tile.height) / 2.0;
        (0..rows as usize)
            .flat_map(|row| (0..columns as usize).map(move |column| (row, column)))
            .map(|(row, column)| {
                let x = left + column as f32 * tile.width;
                Area::new(x, top + row as f32 * tile.height, tile.width, tile.height)
            })
            .collect()
    }
}

/// The blank edges of a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Above.
    pub top: Mm,
    /// On the right.
    pub right: Mm,
    /// Below.
    pub bottom: Mm,
    /// On the left.
    pub left: Mm,
}

impl Margins {
    /// The same on all four sides.
    pub const fn all(mm: Mm) -> Margins {
        Margins::new(mm, mm, mm, mm)
    }

    /// Top, right, bottom, left.
    pub const fn new(top: Mm, right: Mm, bottom: Mm, left: Mm) -> Margins {
        Margins { top, right, bottom, left }
    }
}

/// A rectangle on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge, from the left of the sheet.
    pub x: Mm,
    /// Upper edge, from the top of the sheet.
    pub y: Mm,
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
}

impl Area {
    /// Left, top, width, height.
    pub const fn new(x: Mm, y: Mm, width: Mm, height: Mm) -> Area {
        Area { x, y, width, height }
    }

    /// Right edge.
    pub fn right(self) -> Mm {
        self.x + self.width
    }

    /// Lower edge.
    pub fn bottom(self) -> Mm {
        self.y + self.height
    }

    /// The rectangle smaller by `mm` on each side.
    pub fn inset(self, mm: Mm) -> Area {
        let (width, height) = ((self.width - 2.0 * mm).max(0.0), (self.height - 2.0 * mm).max(0.0));
        Area::new(self.x + mm, self.y + mm, width, height)
    }

    /// Strips from top to bottom in proportion to `shares`.
    pub fn rows(self, shares: &[f32]) -> Vec<Area> {
        let sum: f32 = shares.iter().sum();
        let mut y = self.y;
        let strip = |share: &f32| {
            let area = Area { y, height: self.height * share / sum, ..self };
            y = area.bottom();
            area
        };
        shares.iter().map(strip).collect()
    }

    /// Strips from left to right in proportion to `shares`.
    pub fn columns(self, shares: &[f32]) -> Vec<Area> {
        let sum: f32 = shares.iter().sum();
        let mut x = self.x;
        let strip = |share: &f32| {
            let area = Area { x, width: self.width * share / sum, ..self };
            x = area.right();
            area
        };
        shares.iter().map(strip).collect()
    }
}
