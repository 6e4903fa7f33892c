//! A document on a printer's paper: turned and moved as the person who set the printer up asked, never scaled.

use lopdf::{Document, Object, Stream, dictionary};

use super::parts;
use super::sheet::{forms, matrix_on};
use super::size::{Mm, PageSize, Points};
use super::{DocumentError, guard, write};

/// How pages lie on the paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lie {
    /// `None`: the paper is as large as the page.
    pub paper: Option<PageSize>,
    /// Quarter turns, clockwise.
    pub turns: u8,
    /// To the right and down.
    pub offset: (Mm, Mm),
}

impl Lie {
    /// As the document says.
    pub fn is_plain(&self) -> bool {
        self.paper.is_none() && self.turns.is_multiple_of(4) && self.offset == (Mm(0.0), Mm(0.0))
    }
}

/// Every page in the middle of its paper, at its own size, turned, then moved by the offset. What stands beyond the paper
/// is not printed: nothing is made smaller here.
///
/// # Errors
/// As [`super::merge`].
pub fn lay(document: &[u8], lie: Lie) -> Result<Vec<u8>, DocumentError> {
    guard::calm(|| {
        let mut target = Document::with_version("1.7");
        let mut done = Vec::new();
        parts::each(&[document], |_, part| {
            for form in forms(&mut target, part)? {
                let (seen, at) = matrix_on(&form, lie.turns);
                let paper = lie
                    .paper
                    .map_or(seen, |paper| (Points::from(paper.width).0, Points::from(paper.height).0));
                let right = (paper.0 - seen.0) / 2.0 + Points::from(lie.offset.0).0;
                let up = (paper.1 - seen.1) / 2.0 - Points::from(lie.offset.1).0;
                let [a, b, c, d, e, f] = at;
                let drawing =
                    format!("q {a:.5} {b:.5} {c:.5} {d:.5} {:.4} {:.4} cm /L Do Q\n", e + right, f + up);
                let contents = target.add_object(Stream::new(lopdf::Dictionary::new(), drawing.into_bytes()));
                done.push(target.add_object(dictionary! {
                    "Type" => "Page",
                    "MediaBox" => vec![0.into(), 0.into(), Object::Real(paper.0), Object::Real(paper.1)],
                    "Resources" => dictionary! { "XObject" => dictionary! { "L" => form.id } },
                    "Contents" => contents,
                }));
            }
            Ok(())
        })?;
        write::with_pages(target, &done)
    })
}
