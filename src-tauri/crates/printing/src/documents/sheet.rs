//! Labels on office paper: several on a sheet, at their own size.

pub(super) mod form;
mod place;

use lopdf::{Document, ObjectId, Stream, dictionary};

use self::form::Form;
use super::parts::{self, Part};
use super::{DocumentError, copy, guard, leaf, picture, refuse, write};

/// How a sheet is divided. The sheet stands; places count from the top left, row by row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Sheet {
    /// Four A6 places on A4.
    FourA6,
    /// Two A5 places on A4, lying one above the other.
    TwoA5,
}

/// A place on a sheet, from 0: the first that is still free on a half-used one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Place(u32);

impl Place {
    pub const FIRST: Self = Self(0);

    /// # Errors
    /// When the sheet has no such place.
    pub fn new(sheet: Sheet, place: u32) -> Result<Self, DocumentError> {
        if place >= sheet.places() {
            return refuse(format!(
                "The sheet has {} places, so there is no place {}",
                sheet.places(),
                u64::from(place) + 1
            ));
        }
        Ok(Self(place))
    }

    pub fn get(self) -> u32 {
        self.0
    }
}

impl Sheet {
    pub fn places(self) -> u32 {
        let (columns, rows) = self.grid();
        columns * rows
    }

    fn grid(self) -> (u32, u32) {
        match self {
            Self::FourA6 => (2, 2),
            Self::TwoA5 => (1, 2),
        }
    }
}

/// Sheets with labels, and what the user should know about them.
#[derive(Debug, Clone, PartialEq)]
pub struct Imposed {
    pub pdf: Vec<u8>,
    pub sheets: u32,
    /// Pages that were too large for their place and were made smaller, in order.
    pub shrunk: Vec<Shrunk>,
    /// Where the next label goes on the last sheet; the first place when that is full.
    pub next: Place,
}

/// A page that did not fit at its own size.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Shrunk {
    /// The document and its page, from 0.
    pub document: u32,
    pub page: u32,
    /// Of its own size, below 100.
    pub percent: f32,
}

/// Puts all pages of all documents on A4 sheets, in order, beginning at a place of the first sheet.
///
/// A page keeps its size and stands in the middle of its place, turned by a quarter where it fits only so; only one that
/// is larger than its place is made smaller, and the result says so. The pages of one document stay on one sheet where
/// a sheet can hold them.
///
/// # Errors
/// As [`super::merge`]; the message says which document (from 1).
pub fn impose(documents: &[&[u8]], sheet: Sheet, start: Place) -> Result<Imposed, DocumentError> {
    if documents.is_empty() {
        return refuse("There is no label to put on a sheet");
    }
    guard::calm(|| {
        let mut target = Document::with_version("1.7");
        let mut sheets =
            Sheets { sheet, next: start.0.min(sheet.places() - 1), done: Vec::new(), open: None };
        let mut shrunk = Vec::new();
        parts::each(documents, |document, part| {
            let placed = {
                let forms = forms(&mut target, part)?;
                sheets.add(&mut target, &forms)
            };
            let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
            shrunk.extend(placed.into_iter().enumerate().filter(|(_, scale)| *scale < 1.0).map(
                |(page, scale)| Shrunk {
                    document: number(document),
                    page: number(page),
                    percent: scale * 100.0,
                },
            ));
            Ok(())
        })?;
        sheets.close(&mut target);
        let next = Place(sheets.next % sheet.places());
        let pdf = write::with_pages(target, &sheets.done)?;
        Ok(Imposed { pdf, sheets: u32::try_from(sheets.done.len()).unwrap_or(u32::MAX), shrunk, next })
    })
}

/// Where a page lies that is turned by so many quarters, clockwise, and brought to the origin: its size as it is seen
/// then, in points, and its matrix.
pub(super) fn matrix_on(form: &Form, turns: u8) -> ((f32, f32), [f32; 6]) {
    place::turned(&form.leaf, turns)
}

/// The pages of a document as drawings that can be placed anywhere.
pub(super) fn forms(target: &mut Document, part: Part) -> Result<Vec<Form>, DocumentError> {
    let before = target.max_id;
    let (pages, leaves) = match part {
        Part::Pdf(opened) => {
            let leaves: Result<Vec<_>, _> =
                opened.pages.iter().map(|page| leaf::of(&opened.document, *page)).collect();
            (copy::all_pages(*opened, target), leaves?)
        }
        Part::Picture(picture) => {
            let page = picture::add_page(target, picture)?;
            (vec![page], vec![leaf::of(target, page)?])
        }
    };
    let forms: Result<Vec<Form>, _> =
        pages.into_iter().zip(leaves).map(|(page, leaf)| form::of_page(target, page, leaf)).collect();
    let forms = forms?;
    form::tidy(target, before, &forms);
    Ok(forms)
}

/// Sheets being filled.
struct Sheets {
    sheet: Sheet,
    /// The next free place; all of them when the sheet is full.
    next: u32,
    done: Vec<ObjectId>,
    open: Option<Open>,
}

/// A sheet that has room.
#[derive(Default)]
struct Open {
    drawing: String,
    forms: lopdf::Dictionary,
}

impl Sheets {
    /// Places the pages of one document and gives their scales.
    fn add(&mut self, target: &mut Document, forms: &[Form]) -> Vec<f32> {
        let (places, pages) = (self.sheet.places(), u32::try_from(forms.len()).unwrap_or(u32::MAX));
        if pages <= places && self.next.saturating_add(pages) > places {
            self.close(target);
            self.next = 0;
        }
        let mut scales = Vec::with_capacity(forms.len());
        for form in forms {
            if self.next >= places {
                self.close(target);
                self.next = 0;
            }
            let fitted = place::fit(form.leaf.size(), self.cell());
            let (left, bottom) = self.corner();
            let open = self.open.get_or_insert_default();
            let name = format!("L{}", self.next);
            let [a, b, c, d, e, f] = place::matrix(&form.leaf, &fitted, left, bottom);
            open.drawing.push_str(&format!("q {a:.5} {b:.5} {c:.5} {d:.5} {e:.4} {f:.4} cm /{name} Do Q\n"));
            open.forms.set(name, form.id);
            scales.push(fitted.scale);
            self.next += 1;
        }
        scales
    }

    /// Width and height of a place in points.
    fn cell(&self) -> (f32, f32) {
        let (columns, rows) = self.sheet.grid();
        (A4.0 / columns as f32, A4.1 / rows as f32)
    }

    /// The lower left corner of the next place, in points.
    fn corner(&self) -> (f32, f32) {
        let (columns, _) = self.sheet.grid();
        let (width, height) = self.cell();
        let (column, row) = (self.next % columns, self.next / columns);
        (column as f32 * width, A4.1 - (row + 1) as f32 * height)
    }

    fn close(&mut self, target: &mut Document) {
        let Some(open) = self.open.take() else { return };
        let contents = target.add_object(Stream::new(lopdf::Dictionary::new(), open.drawing.into_bytes()));
        let page = target.add_object(dictionary! {
            "Type" => "Page",
            "MediaBox" => vec![0.into(), 0.into(), lopdf::Object::Real(A4.0), lopdf::Object::Real(A4.1)],
            "Resources" => dictionary! { "XObject" => open.forms },
            "Contents" => contents,
        });
        self.done.push(page);
    }
}

/// A4 in points.
const A4: (f32, f32) = (595.276, 841.89);

#[cfg(test)]
mod tests {
    use super::super::size::{PageSize, Points};
    use super::*;

    #[test]
    fn the_sheet_is_a4() {
        let (width, height) = (Points::from(PageSize::A4.width).0, Points::from(PageSize::A4.height).0);
        assert!((A4.0 - width).abs() < 0.01 && (A4.1 - height).abs() < 0.01, "{width} x {height} points");
    }

    #[test]
    fn a_place_is_on_its_sheet() {
        assert_eq!(Place::new(Sheet::FourA6, 3).map(Place::get), Ok(3), "the fourth of four");
        assert!(Place::new(Sheet::FourA6, 4).is_err(), "there is no fifth");
        assert!(Place::new(Sheet::TwoA5, 2).is_err(), "two halves");
    }
}
