//! Sizes of paper, with their units in the type.

/// Millimetres.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, serde::Serialize)]
pub struct Mm(pub f32);

/// PDF's unit: 1/72 inch.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, serde::Serialize)]
pub struct Points(pub f32);

pub(crate) const MM_PER_INCH: f32 = 25.4;
pub(crate) const POINTS_PER_INCH: f32 = 72.0;

impl From<Mm> for Points {
    fn from(mm: Mm) -> Self {
        Self(mm.0 / MM_PER_INCH * POINTS_PER_INCH)
    }
}

impl From<Points> for Mm {
    fn from(points: Points) -> Self {
        Self(points.0 / POINTS_PER_INCH * MM_PER_INCH)
    }
}

/// The dots per inch of label printers: 8, 12 and 24 dots per mm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Dpi {
    D203,
    D300,
    D600,
}

impl Dpi {
    pub const ALL: [Self; 3] = [Self::D203, Self::D300, Self::D600];

    /// Dots per inch as printers are named. A "203 dpi" head has 8 dots per mm, so 203.2.
    pub fn per_inch(self) -> u32 {
        match self {
            Self::D203 => 203,
            Self::D300 => 300,
            Self::D600 => 600,
        }
    }

    /// The dots of a length, to the nearest.
    pub fn dots(self, length: Mm) -> u32 {
        (length.0 / MM_PER_INCH * self.per_inch() as f32).round().max(0.0) as u32
    }

    /// The length of so many dots.
    pub fn length(self, dots: u32) -> Mm {
        Mm(dots as f32 / self.per_inch() as f32 * MM_PER_INCH)
    }
}

/// How a page lies. A square stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Orientation {
    Portrait,
    Landscape,
}

/// A page as it is looked at: cropped and turned.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct PageSize {
    pub width: Mm,
    pub height: Mm,
}

impl PageSize {
    pub const A4: Self = Self { width: Mm(210.0), height: Mm(297.0) };
    pub const A5: Self = Self { width: Mm(148.0), height: Mm(210.0) };
    pub const A6: Self = Self { width: Mm(105.0), height: Mm(148.0) };
    /// The American label, 4 by 6 inches.
    pub const FOUR_BY_SIX: Self = Self { width: Mm(101.6), height: Mm(152.4) };

    pub fn orientation(self) -> Orientation {
        if self.width > self.height { Orientation::Landscape } else { Orientation::Portrait }
    }

    /// The same paper, turned by a quarter.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { width: self.height, height: self.width }
    }

    /// Whether it is the same paper, whichever way it lies; files round to points, so a millimetre does not count.
    pub fn is_same_paper(self, other: Self) -> bool {
        let near = |a: Mm, b: Mm| (a.0 - b.0).abs() <= 1.0;
        let same = |other: Self| near(self.width, other.width) && near(self.height, other.height);
        same(other) || same(other.turned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_turn_into_each_other() {
        assert_eq!(Points::from(Mm(25.4)), Points(72.0), "an inch");
        assert!((Mm::from(Points(297.64)).0 - 105.0).abs() < 0.01, "the short side of A6");
        assert_eq!(Dpi::ALL.map(|dpi| dpi.dots(Mm(25.4))), [203, 300, 600], "an inch in dots");
        assert_eq!(Dpi::D203.length(203), Mm(25.4), "and back");
    }

    #[test]
    fn paper_is_known_whichever_way_it_lies() {
        let seen = PageSize { width: Mm(148.2), height: Mm(105.1) };
        assert_eq!(seen.orientation(), Orientation::Landscape, "it is wider than high");
        assert!(seen.is_same_paper(PageSize::A6), "A6, rounded by some program");
        assert!(!PageSize::FOUR_BY_SIX.is_same_paper(PageSize::A6), "4 x 6 inches is longer");
        assert_eq!(PageSize::A6.orientation(), Orientation::Portrait, "it stands");
    }
}
