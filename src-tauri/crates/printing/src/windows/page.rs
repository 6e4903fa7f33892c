//! Where a page's dots go on the printer's paper.

use crate::abilities::each_size_once;
use crate::documents::size::MM_PER_INCH;
use crate::documents::{Bitmap, Dpi, Mm, PageSize};
use crate::{Abilities, Media};

/// The paper in the printer, in its dots, as `GetDeviceCaps` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sheet {
    /// Dots per inch across and down.
    pub(super) dpi: (i32, i32),
    /// The whole paper, with the margins that cannot be printed on.
    pub(super) size: (i32, i32),
    /// Where the part begins that can be printed on; drawing counts from there.
    pub(super) offset: (i32, i32),
}

/// The fineness to draw at: the printer's own, else one that fits into it evenly, else the next finer one.
pub(super) fn fineness(sheet: &Sheet) -> Dpi {
    // Across and down differ with some drivers; the coarser one loses nothing then.
    let wanted = u32::try_from(sheet.dpi.0.min(sheet.dpi.1)).unwrap_or_default();
    let fits_evenly = |dpi: &Dpi| wanted > 0 && wanted.is_multiple_of(dpi.per_inch());
    Dpi::ALL
        .into_iter()
        .rfind(fits_evenly)
        .or_else(|| Dpi::ALL.into_iter().find(|dpi| dpi.per_inch() >= wanted))
        .unwrap_or(Dpi::D600)
}

/// Dots as Windows takes them: rows from the bottom up, each padded to whole 32 bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dots {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) rows: Vec<u8>,
}

impl Dots {
    pub(super) fn of(page: &Bitmap) -> Self {
        let mut dots = Self::white(page.width_dots(), page.height_dots());
        let (from, to) = (page.bytes_per_row().max(1), dots.bytes_per_row().max(1));
        let bottom_up = page.bits().chunks_exact(from).rev();
        for (row, bits) in dots.rows.chunks_exact_mut(to).zip(bottom_up) {
            row[..from].copy_from_slice(bits);
        }
        dots
    }

    /// Turned clockwise by a quarter.
    pub(super) fn turned(page: &Bitmap) -> Self {
        let (width, height) = (page.height_dots(), page.width_dots());
        let mut dots = Self::white(width, height);
        let row_bytes = dots.bytes_per_row().max(1);
        for (row, from_bottom) in dots.rows.chunks_exact_mut(row_bytes).zip(0..) {
            let column = height - 1 - from_bottom;
            for x in (0..width).filter(|x| page.is_black(column, width - 1 - x)) {
                row[x as usize / 8] |= 0x80 >> (x % 8);
            }
        }
        dots
    }

    fn white(width: u32, height: u32) -> Self {
        // A bitmap has at most 8,000 dots a side.
        let mut dots = Self { width: width.cast_signed(), height: height.cast_signed(), rows: Vec::new() };
        dots.rows = vec![0; dots.bytes_per_row() * height as usize];
        dots
    }

    fn bytes_per_row(&self) -> usize {
        self.width.unsigned_abs().div_ceil(32) as usize * 4
    }
}

/// A rectangle in the printer's dots, from the corner that can be printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// A page's dots at its own size, in the corner of the paper, turned when more of it lands on the paper so.
pub(super) fn lay(page: &Bitmap, sheet: &Sheet) -> (Dots, Place) {
    let across = |dots: u32, dpi: i32| {
        let exact = f64::from(dots) * f64::from(dpi) / f64::from(page.dpi().per_inch());
        exact.round() as i32
    };
    let size = |width: u32, height: u32| (across(width, sheet.dpi.0), across(height, sheet.dpi.1));
    let (width, height) = (page.width_dots(), page.height_dots());
    let (as_is, turned) = (size(width, height), size(height, width));
    let shown = |(width, height): (i32, i32)| {
        i64::from(width.min(sheet.size.0)) * i64::from(height.min(sheet.size.1))
    };
    let (dots, (width, height)) = match shown(turned) > shown(as_is) {
        true => (Dots::turned(page), turned),
        false => (Dots::of(page), as_is),
    };
    (dots, Place { x: -sheet.offset.0, y: -sheet.offset.1, width, height })
}

/// A paper that the driver knows, by its number (`DMPAPER_*` or the driver's own).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Paper {
    pub(super) number: i16,
    pub(super) size: PageSize,
}

/// The driver's paper of this size, rather one that lies as wanted; `None`: only its measures say it.
pub(super) fn paper_of(papers: &[Paper], wanted: PageSize) -> Option<i16> {
    let lies_so = |paper: &&Paper| paper.size.orientation() == wanted.orientation();
    let same = || papers.iter().filter(|paper| paper.size.is_same_paper(wanted));
    same().find(lies_so).or_else(|| same().next()).map(|paper| paper.number)
}

/// What the driver tells, in one form. `sheet`: as the queue is set now.
pub(super) fn abilities(media: Vec<Media>, resolutions: &[(i32, i32)], sheet: &Sheet) -> Abilities {
    /// Coarser than any printer; negative numbers stand for draft, medium and high.
    const DPI_MIN: u32 = 50;
    let figure =
        |(across, down): (i32, i32)| u32::try_from(across.min(down)).ok().filter(|dots| *dots >= DPI_MIN);
    let set = figure(sheet.dpi);
    let mut dpi: Vec<u32> = resolutions.iter().copied().filter_map(figure).chain(set).collect();
    dpi.sort_unstable();
    dpi.dedup();
    let side = |dots: i32, dpi: i32| Mm(dots as f32 / dpi as f32 * MM_PER_INCH);
    let size = PageSize { width: side(sheet.size.0, sheet.dpi.0), height: side(sheet.size.1, sheet.dpi.1) };
    Abilities {
        media: each_size_once(media.into_iter().filter(|paper| paper.size.width > Mm(0.0))),
        default_media: set.map(|_| size),
        // Which paper lies in which tray is the driver's own business.
        ready_media: Vec::new(),
        dpi,
        default_dpi: set,
        // The driver draws: whatever this program can draw is printed.
        formats: Vec::new(),
    }
}

/// Windows counts papers in tenths of a millimetre.
pub(super) fn tenths(size: PageSize) -> (i16, i16) {
    let tenths = |millimetres: f32| (millimetres * 10.0).round() as i16;
    (tenths(size.width.0), tenths(size.height.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Black where `#` stands.
    fn page(dpi: Dpi, rows: &[&str]) -> Bitmap {
        let grey: Vec<u8> = rows.concat().bytes().map(|dot| if dot == b'#' { 0 } else { 255 }).collect();
        let side = |length: usize| u32::try_from(length).unwrap();
        Bitmap::from_grey(side(rows[0].len()), side(rows.len()), dpi, &grey)
    }

    fn blank(dpi: Dpi, size: PageSize) -> Bitmap {
        let (width, height) = (dpi.dots(size.width), dpi.dots(size.height));
        Bitmap::from_grey(width, height, dpi, &vec![255; (width * height) as usize])
    }

    fn sheet(dpi: i32, size: PageSize, offset: (i32, i32)) -> Sheet {
        let dots = |length: Mm| (length.0 / MM_PER_INCH * dpi as f32).round() as i32;
        Sheet { dpi: (dpi, dpi), size: (dots(size.width), dots(size.height)), offset }
    }

    #[test]
    fn rows_stand_on_their_head_and_are_padded() {
        let dots = Dots::of(&page(Dpi::D203, &["#..", ".#.", ".##"]));
        assert_eq!((dots.width, dots.height), (3, 3));
        assert_eq!(dots.rows, [0x60, 0, 0, 0, 0x40, 0, 0, 0, 0x80, 0, 0, 0], "the last row comes first");
        for (width, bytes) in [(1, 4), (31, 4), (32, 4), (33, 8), (64, 8), (65, 12)] {
            assert_eq!(Dots::of(&page(Dpi::D203, &[&"#".repeat(width)])).rows.len(), bytes, "{width} dots");
        }
    }

    #[test]
    fn a_turned_page_has_its_left_side_on_top() {
        let dots = Dots::turned(&page(Dpi::D203, &["#..", "##."]));
        assert_eq!((dots.width, dots.height), (2, 3));
        assert_eq!(
            dots.rows,
            [0, 0, 0, 0, 0x80, 0, 0, 0, 0xC0, 0, 0, 0],
            "bottom row of the turned page first"
        );
    }

    #[test]
    fn pages_are_drawn_as_fine_as_the_printer_prints() {
        let drawn_at = |across, down| fineness(&Sheet { dpi: (across, down), size: (1, 1), offset: (0, 0) });
        for (printer, drawn) in [
            (203, Dpi::D203),
            (300, Dpi::D300),
            (600, Dpi::D600),
            (1200, Dpi::D600),
            (406, Dpi::D203),
            (200, Dpi::D203),
            (360, Dpi::D600),
            (720, Dpi::D600),
            (0, Dpi::D203),
        ] {
            assert_eq!(drawn_at(printer, printer), drawn, "{printer} dpi");
        }
        assert_eq!(drawn_at(300, 600), Dpi::D300, "each dot becomes two, one below the other");
    }

    #[test]
    fn a_page_keeps_its_size_and_the_papers_corner() {
        let (_, place) = lay(&blank(Dpi::D203, PageSize::A6), &sheet(203, PageSize::A6, (12, 8)));
        let (width, height) = (Dpi::D203.dots(Mm(105.0)), Dpi::D203.dots(Mm(148.0)));
        let expected = Place { x: -12, y: -8, width: width as i32, height: height as i32 };
        assert_eq!(place, expected, "dot by dot, from the paper's corner, not from the margin's");

        let (_, place) = lay(&blank(Dpi::D600, PageSize::A6), &sheet(1200, PageSize::A4, (0, 0)));
        assert_eq!((place.width, place.height), (4960, 6992), "A6 at 1200 dpi, each dot twice as long");
    }

    #[test]
    fn a_page_is_turned_when_more_of_it_lands_on_the_paper() {
        let is_turned = |page: PageSize, paper| {
            let bitmap = blank(Dpi::D203, page);
            lay(&bitmap, &sheet(203, paper, (0, 0))).0.width != bitmap.width_dots() as i32
        };
        let a6_lying = PageSize::A6.turned();
        assert!(is_turned(a6_lying, PageSize::A6), "it does not fit as it lies");
        assert!(is_turned(a6_lying, PageSize::FOUR_BY_SIX), "nor here, and turned only 3 mm are lost");
        assert!(!is_turned(a6_lying, PageSize::A4), "it fits as it lies");
        assert!(!is_turned(PageSize::A6, PageSize::A6));
        assert!(!is_turned(PageSize::A4, PageSize::A6), "too large either way: as it is");
    }

    #[test]
    fn what_a_driver_tells_is_read_as_figures() {
        let paper = |name: &str, size| Media { name: name.to_owned(), size };
        let media = vec![
            paper("A4", PageSize::A4),
            paper("A4 (tray 2)", PageSize::A4),
            paper("as wide as you like", PageSize { width: Mm(0.0), height: Mm(0.0) }),
        ];
        let able =
            abilities(media, &[(300, 300), (-1, -1), (3, 3), (600, 300)], &sheet(203, PageSize::A6, (0, 0)));
        assert_eq!(able.media.len(), 1, "{:?}", able.media);
        assert_eq!((able.dpi, able.default_dpi), (vec![203, 300], Some(203)));
        assert!(able.default_media.is_some_and(|size| size.is_same_paper(PageSize::A6)), "as it is set");
        let silent = abilities(Vec::new(), &[], &Sheet { dpi: (0, 0), size: (0, 0), offset: (0, 0) });
        assert_eq!(silent, Abilities::default(), "a driver that tells nothing");
    }

    #[test]
    fn the_drivers_own_paper_is_found_by_size() {
        let lying = PageSize::A6.turned();
        let papers = [
            Paper { number: 9, size: PageSize::A4 },
            Paper { number: 83, size: lying },
            Paper { number: 70, size: PageSize::A6 },
            Paper { number: 300, size: PageSize { width: Mm(101.6), height: Mm(152.0) } },
        ];
        assert_eq!(paper_of(&papers, PageSize::A6), Some(70));
        assert_eq!(paper_of(&papers, lying), Some(83), "the one that lies as wanted");
        assert_eq!(paper_of(&papers, PageSize::FOUR_BY_SIX), Some(300), "drivers round");
        assert_eq!(paper_of(&papers[..1], PageSize::A6), None);
        assert_eq!(tenths(PageSize::FOUR_BY_SIX), (1016, 1524));
    }
}
