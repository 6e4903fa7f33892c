//! What a PDF page shows of itself: its boxes, cut to each other, and its turn.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::size::{Mm, PageSize, Points};
use super::{DocumentError, refuse};

/// Deepest page tree that is followed; also ends a tree that goes in circles.
const TREE_DEPTH_MAX: usize = 256;

/// What readers take when no page of the file says its size (PDF 1.7 demands one): A4.
const UNSAID: [f32; 4] = [0.0, 0.0, 595.276, 841.89];

/// Largest side in points: PDF's own limit of 200 inches.
const SIDE_MAX: f32 = 14_400.0;

/// The part of a page that is shown, in its own coordinates (points), and how far it is turned for that.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Leaf {
    pub(super) left: f32,
    pub(super) bottom: f32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) turn: Turn,
}

/// Clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    None,
    Quarter,
    Half,
    ThreeQuarters,
}

impl Leaf {
    /// As it is looked at.
    pub(super) fn size(&self) -> PageSize {
        let upright = PageSize { width: mm(self.width), height: mm(self.height) };
        match self.turn {
            Turn::None | Turn::Half => upright,
            Turn::Quarter | Turn::ThreeQuarters => upright.turned(),
        }
    }
}

fn mm(points: f32) -> Mm {
    Points(points).into()
}

/// The boxes and the turn of a page.
///
/// # Errors
/// Boxes that leave nothing to be seen or are larger than PDF allows.
pub(super) fn of(document: &Document, page: ObjectId) -> Result<Leaf, DocumentError> {
    let media = inherited(document, page, b"MediaBox").and_then(|found| corners(document, found));
    let media = media.unwrap_or(UNSAID);
    let crop = inherited(document, page, b"CropBox").and_then(|found| corners(document, found));
    let crop = crop.unwrap_or(media);
    let (left, bottom) = (media[0].max(crop[0]), media[1].max(crop[1]));
    let (width, height) = (media[2].min(crop[2]) - left, media[3].min(crop[3]) - bottom);
    let usable = |side: f32| (1.0..=SIDE_MAX).contains(&side);
    if !usable(width) || !usable(height) {
        return refuse(format!("The page is {width:.0} x {height:.0} points, which is no paper"));
    }
    let degrees = inherited(document, page, b"Rotate").and_then(|found| number(document, found));
    Ok(Leaf { left, bottom, width, height, turn: turn(degrees.unwrap_or(0.0)) })
}

fn turn(degrees: f32) -> Turn {
    match degrees as i64 % 360 {
        90 | -270 => Turn::Quarter,
        180 | -180 => Turn::Half,
        270 | -90 => Turn::ThreeQuarters,
        _ => Turn::None,
    }
}

/// An attribute of a page, or of the nearest node above it that has it (PDF 1.7, table 30).
pub(super) fn inherited<'a>(document: &'a Document, page: ObjectId, key: &[u8]) -> Option<&'a Object> {
    let mut node: &Dictionary = document.get_dictionary(page).ok()?;
    for _ in 0..TREE_DEPTH_MAX {
        if let Ok(value) = node.get(key) {
            return Some(value);
        }
        node = document.get_dictionary(node.get(b"Parent").ok()?.as_reference().ok()?).ok()?;
    }
    None
}

/// Left, bottom, right and top of a rectangle, whichever corners it names.
fn corners(document: &Document, object: &Object) -> Option<[f32; 4]> {
    let (_, object) = document.dereference(object).ok()?;
    let mut sides = object.as_array().ok()?.iter().map(|side| number(document, side));
    let [a, b, c, d] = [sides.next()??, sides.next()??, sides.next()??, sides.next()??];
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

fn number(document: &Document, object: &Object) -> Option<f32> {
    let (_, object) = document.dereference(object).ok()?;
    object.as_float().ok().filter(|number| number.is_finite())
}
